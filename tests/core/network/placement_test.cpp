// SPDX-License-Identifier: Apache-2.0
#include "core/network/placement.h"

#include "core/network/routing.h"

#include <algorithm>

#include "tests/support/catch.h"

namespace netready {

namespace {

/// Four leaves with eight ports of 100 Gb/s, two spines.
ClosShape shape()
{
    ClosShape clos;
    clos.leaves = 4;
    clos.spines = 2;
    clos.leafUplinks = 4;
    clos.endpointsPerLeaf = 8;
    clos.endpoints = 32;
    clos.endpointSpeed = gigabitsPerSecond(100);
    clos.leafUplinkSpeed = gigabitsPerSecond(200);
    return clos;
}

JobFlow exchange(double gigabits, bool neighbourly)
{
    return {"exchange",
            OtherEnd::Servers,
            true,
            neighbourly,
            gigabitsPerSecond(gigabits),
            gigabitsPerSecond(gigabits)};
}

DataRate between(const Placement& placement, std::uint32_t tierOfLink)
{
    const NetworkLoad network(closTopology(shape()), placement.flows);
    DataRate sum;
    for (std::uint32_t link = 0; link < network.topology().links.size(); ++link) {
        if (tier(network.topology(), network.topology().links[link]) == tierOfLink) {
            sum = sum + network.loads().at({link, true}).mean +
                  network.loads().at({link, false}).mean;
        }
    }
    return sum;
}

} // namespace

TEST_CASE("groups of ports are those that jobs, storage and the outside are placed on", "[network]")
{
    Job job{3, 2, true, {exchange(100, true)}};
    job.flows.push_back(
        {"save", OtherEnd::Storage, true, false, gigabitsPerSecond(250), gigabitsPerSecond(250)});
    const std::vector<PortGroup> groups = portGroups({job, job}, gigabitsPerSecond(100));
    REQUIRE(groups.size() == 3);
    CHECK(groups[0] == PortGroup{OtherEnd::Servers, 0, 0, 6});
    CHECK(groups[1] == PortGroup{OtherEnd::Servers, 1, 6, 6});
    CHECK(groups[2].end == OtherEnd::Storage);
    CHECK(groups[2].first == 12);
    CHECK(groups[2].first + groups[2].count == placeJobs(shape(), {job, job}).ports);
}

TEST_CASE("neighbours side by side cross the spine less than a job that is spread", "[network]")
{
    // Eight servers of two ports on two leaves: of eight hops of each ring two cross the spines.
    Job job{8, 2, true, {exchange(160, true)}};
    const Placement near = placeJobs(shape(), {job});
    CHECK(near.ports == 16);
    CHECK(near.flows.size() == 2);
    CHECK(between(near, 1).base() == Approx(2 * 160e9 * 2 / 8));
    job.sideBySide = false;
    const Placement spread = placeJobs(shape(), {job});
    // Each port sends to the 15 others, 8 of them at the other leaf, over two links.
    CHECK(between(spread, 1).base() == Approx(2 * 160e9 * 8 / 15));
}

TEST_CASE("a job moves no more than its ports carry, and says what it asked", "[network]")
{
    // Four ports of 100 Gb/s; 300 and 500 Gb/s are asked for.
    const Job job{4, 1, false, {exchange(300, false), exchange(500, false)}};
    CHECK(asked(job) == gigabitsPerSecond(800));
    const Placement placement = placeJobs(shape(), {job});
    REQUIRE(placement.flows.size() == 2);
    CHECK(placement.flows[0].mean.base() == Approx(150e9));
    CHECK(placement.flows[1].mean.base() == Approx(250e9));
}

TEST_CASE("storage and the outside get the ports that their bursts need", "[network]")
{
    const JobFlow read{
        "read", OtherEnd::Storage, false, false, gigabitsPerSecond(100), gigabitsPerSecond(350)};
    const JobFlow answers{
        "answers", OtherEnd::Outside, true, false, gigabitsPerSecond(1), gigabitsPerSecond(1)};
    const Placement placement = placeJobs(shape(), {Job{4, 1, false, {read, answers}}});
    CHECK(placement.ports == 4 + 4 + 2);
    REQUIRE(placement.flows.size() == 2);
    CHECK(placement.flows[0].sources == std::vector<std::uint32_t>{4, 5, 6, 7});
    CHECK(placement.flows[0].destinations == std::vector<std::uint32_t>{0, 1, 2, 3});
    CHECK(placement.flows[1].destinations == std::vector<std::uint32_t>{8, 9});
}

TEST_CASE("a fabric with too few ports gets no flows and is told how many are needed", "[network]")
{
    const Placement placement = placeJobs(shape(), {Job{33, 1, false, {exchange(1, false)}}});
    CHECK(placement.ports == 33);
    CHECK(placement.flows.empty());
    // Far more ports than fit into memory are only counted.
    CHECK(placeJobs(shape(), {Job{1'000'000'000, 1024, false, {}}}).ports == 1'024'000'000'000);
}

} // namespace netready
