// SPDX-License-Identifier: Apache-2.0
#include "core/network/failures.h"

#include "core/base/error.h"
#include "core/network/bisection.h"
#include "core/network/clos_topology.h"

#include <cmath>

#include "tests/core/network/random_fabric.h"
#include "tests/support/catch.h"

using namespace netready;
using namespace netready::testing;

namespace {

constexpr double kTolerance = 1e-9;

/// Loads of the links that are left, in the order of `without`.
std::vector<Rates> loadsOfRest(const Topology& topology, const Failure& failure, const Loads& loads)
{
    const std::vector<std::uint32_t> cables = cablesLeft(topology, failure);
    std::vector<Rates> rest;
    for (std::size_t i = 0; i < cables.size(); ++i) {
        if (cables[i] > 0) {
            rest.push_back(loads.bySlot[2 * i]);
            rest.push_back(loads.bySlot[2 * i + 1]);
        } else {
            REQUIRE(loads.bySlot[2 * i] == Rates{});
            REQUIRE(loads.bySlot[2 * i + 1] == Rates{});
        }
    }
    return rest;
}

/// Racks on one feed, some cables, an endpoint: any mixture.
Failure randomFailure(std::mt19937& random, const Topology& topology)
{
    Failure failure{"feed", {}, {}};
    for (std::uint32_t i = pick(random, 0, 2); i > 0; --i) {
        failure.nodes.push_back(
            switchNode(static_cast<std::uint32_t>(random() % topology.switches.size())));
    }
    for (std::uint32_t i = pick(random, 0, 2); i > 0; --i) {
        failure.nodes.push_back(
            endpointNode(static_cast<std::uint32_t>(random() % topology.endpoints.size())));
    }
    for (std::uint32_t i = pick(random, 0, 3); i > 0; --i) {
        failure.cables.push_back(
            {static_cast<std::uint32_t>(random() % topology.links.size()), pick(random, 1, 2)});
    }
    return failure;
}

void checkEqualsFresh(const NetworkLoad& network, const Failure& failure)
{
    const Topology& topology = network.topology();
    const Loads loads = network.after(failure);
    const Topology rest = without(topology, failure);
    const NetworkLoad fresh(rest, network.flows());
    REQUIRE(difference(loadsOfRest(topology, failure, loads), fresh.loads().bySlot) < kTolerance);
    REQUIRE(loads.lost.size() == fresh.loads().lost.size());
    for (std::size_t i = 0; i < loads.lost.size(); ++i) {
        REQUIRE(std::abs(loads.lost[i] - fresh.loads().lost[i]) < kTolerance);
    }
    const FailureEffect effect = effectOf(network, failure, {Moment::Burst, 0.8});
    const auto fullest = bottleneck(fullestByTier(rest, fresh.loads(), {Moment::Burst, 0.8}));
    REQUIRE(effect.fullest.has_value() == fullest.has_value());
    if (fullest) {
        REQUIRE(std::abs(effect.fullest->utilisation - fullest->utilisation) <
                kTolerance * std::max(1.0, fullest->utilisation));
    }
    REQUIRE(std::isfinite(effect.lost.base()));
    REQUIRE(effect.lost.base() >= 0);
}

ClosShape dualTor()
{
    // One unit of 8 rails with two leaves each: a host with 8 interfaces of 2 ports has 16 ports.
    ClosShape shape;
    shape.rails = 8;
    shape.leavesPerEndpoint = 2;
    shape.leaves = 16;
    shape.spines = 2;
    shape.leafUplinks = 2;
    shape.endpoints = 16;
    shape.endpointsPerLeaf = 2;
    shape.endpointSpeed = gigabitsPerSecond(200);
    shape.leafUplinkSpeed = gigabitsPerSecond(400);
    return shape;
}

} // namespace

TEST_CASE("each single failure equals computing the rest afresh", "[network]")
{
    std::mt19937 random(21);
    for (int round = 0; round < 100; ++round) {
        const Topology topology = randomTopology(random);
        const NetworkLoad network(topology, randomFlows(random, topology));
        for (const auto& failures :
             {cableFailures(network), switchFailures(topology), planeFailures(topology)}) {
            for (const Failure& failure : failures) {
                checkEqualsFresh(network, failure);
            }
        }
    }
}

TEST_CASE("a cable that stands for others does what each of them does", "[network]")
{
    std::mt19937 random(24);
    std::size_t alike = 0;
    for (int round = 0; round < 150; ++round) {
        const Topology topology = randomTopology(random);
        std::vector<FlowAggregate> flows{allToAll(topology)};
        if (random() % 2 == 0) {
            flows.push_back(randomFlow(random, topology));
        }
        const NetworkLoad network(topology, flows);
        const std::vector<std::uint32_t> kinds = network.kindsOfLinks();
        for (std::uint32_t i = 0; i < kinds.size(); ++i) {
            if (kinds[i] == i) {
                continue;
            }
            ++alike;
            const FailureEffect one = effectOf(network, {"", {}, {{i, 1}}}, {});
            const FailureEffect first = effectOf(network, {"", {}, {{kinds[i], 1}}}, {});
            REQUIRE(one.cutOff.size() == first.cutOff.size());
            REQUIRE(one.flowsHit == first.flowsHit);
            REQUIRE(std::abs(one.lost.base() - first.lost.base()) < 1);
            REQUIRE(std::abs(one.fullest->utilisation - first.fullest->utilisation) < kTolerance);
        }
    }
    CHECK(alike > 100);
}

TEST_CASE("alike cables are tried once", "[network]")
{
    // 16 endpoints with 2 ports, 2 hosts: rail r holds endpoints r and 8 + r, which are alike in
    // all-to-all, so 8 x 2 kinds of ports instead of 32; and 16 leaves x 2 spines.
    const Topology topology = closTopology(dualTor());
    const std::vector<Failure> failures =
        cableFailures(NetworkLoad(topology, {allToAll(topology)}));
    CHECK(failures.size() == 16 + 32);
    CHECK(failures.front().name == "cable endpoint 1 – leaf 1 (one of 2 alike)");
}

TEST_CASE("a failure of any group of elements equals computing the rest afresh", "[network]")
{
    std::mt19937 random(22);
    for (int round = 0; round < 600; ++round) {
        const Topology topology = randomTopology(random);
        const NetworkLoad network(topology, randomFlows(random, topology));
        checkEqualsFresh(network, randomFailure(random, topology));
    }
}

TEST_CASE("failures after changed flows equal computing the rest afresh", "[network]")
{
    std::mt19937 random(23);
    for (int round = 0; round < 100; ++round) {
        const Topology topology = randomTopology(random);
        NetworkLoad network(topology, randomFlows(random, topology));
        network.addFlow(randomFlow(random, topology));
        network.replaceFlow(0, randomFlow(random, topology));
        checkEqualsFresh(network, randomFailure(random, topology));
    }
}

TEST_CASE("losing a spine, a leaf or a cable is as computed by hand", "[network]")
{
    // 2 leaves with 2 endpoints, 2 spines; each endpoint sends 100 Gb/s to each of the 3 others, so
    // a leaf sends 2 x 2 x 100 = 400 Gb/s up: 200 of 400 Gb/s by each spine, 300 of 400 at an
    // endpoint.
    ClosShape shape;
    shape.leaves = 2;
    shape.spines = 2;
    shape.leafUplinks = 2;
    shape.endpoints = 4;
    shape.endpointsPerLeaf = 2;
    shape.endpointSpeed = gigabitsPerSecond(400);
    shape.leafUplinkSpeed = gigabitsPerSecond(400);
    const Topology topology = closTopology(shape);
    FlowAggregate flow = allToAll(topology);
    flow.mean = gigabitsPerSecond(1200);
    flow.burst = flow.mean;
    const NetworkLoad network(topology, {flow});
    CHECK(bottleneck(fullestByTier(topology, network.loads(), {}))->utilisation == 0.75);

    const std::vector<Failure> failures = switchFailures(topology);
    const FailureStudy study = studyFailures(network, failures, {});
    REQUIRE(study.complete);
    REQUIRE(study.effects.size() == 4);
    // Without a spine all 400 Gb/s go over one cable of 400 Gb/s: full, nothing lost.
    CHECK(std::abs(study.effects[2].fullest->utilisation - 1) < kTolerance);
    CHECK(study.effects[2].cutOff.empty());
    CHECK(study.effects[2].flowsHit.empty());
    CHECK(failures[*study.fullest].name == "spine 1");
    // Without leaf 1 its two endpoints are gone; of 12 pairs only 2 are left: 10 x 100 Gb/s lost.
    CHECK(study.effects[0].cutOff == std::vector<std::uint32_t>{0, 1});
    CHECK(study.effects[0].flowsHit == std::vector<std::uint32_t>{0});
    CHECK(std::abs(study.effects[0].lost / gigabitsPerSecond(1000) - 1) < kTolerance);
    CHECK(failures[*study.mostLost].name == "leaf 1");
    // Without the cable leaf 1 – spine 1 the other one carries 400 up and 400 down.
    const auto cable = effectOf(network, {"cable", {}, {{4, 1}}}, {});
    CHECK(std::abs(cable.fullest->utilisation - 1) < kTolerance);
    CHECK(cable.cutOff.empty());
}

TEST_CASE("published (HPN): one of 16 ports of a dual-ToR host costs 6.25 % of its capacity",
          "[network]")
{
    const Topology topology = closTopology(dualTor());
    const std::vector<std::uint32_t> host{0, 1, 2, 3, 4, 5, 6, 7};
    const NetworkLoad network(topology, {allToAll(topology)});
    const Failure port{"port", {}, {{0, 1}}};
    const DataRate before = accessCapacity(topology, host);
    const DataRate after = accessCapacity(without(topology, port), host);
    CHECK(std::abs((after - before) / before - -0.0625) < 1e-12);
    const FailureEffect effect = effectOf(network, port, {});
    CHECK(effect.cutOff.empty());
    CHECK(effect.flowsHit.empty());
    checkEqualsFresh(network, port);
}

TEST_CASE("losing a plane halves what is left, a feed cuts off its racks", "[network]")
{
    ClosShape shape = dualTor();
    shape.planes = 2;
    const Topology topology = closTopology(shape);
    const NetworkLoad network(topology, {allToAll(topology)});
    const double before = bottleneck(fullestByTier(topology, network.loads(), {}))->utilisation;
    const std::vector<Failure> planes = planeFailures(topology);
    REQUIRE(planes.size() == 2);
    const FailureEffect effect = effectOf(network, planes[1], {});
    CHECK(effect.cutOff.empty());
    CHECK(std::abs(effect.fullest->utilisation - 2 * before) < kTolerance);

    const Failure feed{
        "feed A", {endpointNode(3), endpointNode(4), switchNode(0), switchNode(1)}, {}};
    CHECK(effectOf(network, feed, {}).cutOff == std::vector<std::uint32_t>{3, 4});
    CHECK(planeFailures(closTopology(dualTor())).empty());
}

TEST_CASE("a study can be followed and cancelled", "[network]")
{
    const Topology topology = closTopology(dualTor());
    const NetworkLoad network(topology, {allToAll(topology)});
    const std::vector<Failure> failures = switchFailures(topology);
    std::vector<std::size_t> seen;
    const FailureStudy study =
        studyFailures(network, failures, {}, [&](std::size_t done, std::size_t all) {
            CHECK(all == failures.size());
            seen.push_back(done);
            return done < 3;
        });
    CHECK(seen == std::vector<std::size_t>{0, 1, 2, 3});
    CHECK_FALSE(study.complete);
    CHECK(study.effects.size() == 3);
}

TEST_CASE("a failure of something that is not there is refused", "[network]")
{
    const NetworkLoad network(closTopology(dualTor()), {});
    for (const Failure& failure : {Failure{"x", {switchNode(999)}, {}},
                                   Failure{"x", {endpointNode(999)}, {}},
                                   Failure{"x", {}, {{9999, 1}}}}) {
        try {
            static_cast<void>(network.after(failure));
            FAIL("accepted");
        } catch (const Error& error) {
            CHECK(error.code() == ErrorCode::NotFound);
            CHECK(error.message().find("\"x\"") != std::string::npos);
        }
    }
}
