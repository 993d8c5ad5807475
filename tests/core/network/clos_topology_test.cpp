// SPDX-License-Identifier: Apache-2.0
#include "core/network/clos_topology.h"

#include "core/base/error.h"
#include "core/network/bisection.h"

#include <algorithm>
#include <limits>
#include <map>

#include "tests/core/network/random_fabric.h"
#include "tests/support/catch.h"

using namespace netready;
using namespace netready::testing;

namespace {

ClosShape shapeOf(std::uint32_t leaves, std::uint32_t spines, std::uint32_t uplinks)
{
    ClosShape shape;
    shape.leaves = leaves;
    shape.spines = spines;
    shape.leafUplinks = uplinks;
    shape.endpointsPerLeaf = 4;
    shape.endpoints = leaves * 4;
    shape.endpointSpeed = gigabitsPerSecond(400);
    shape.leafUplinkSpeed = gigabitsPerSecond(400);
    shape.spineUplinkSpeed = gigabitsPerSecond(400);
    return shape;
}

/// Cables by tier of the link.
std::map<std::uint32_t, std::uint32_t> cablesByTier(const Topology& topology)
{
    std::map<std::uint32_t, std::uint32_t> cables;
    for (const Link& link : topology.links) {
        cables[tier(topology, link)] += link.cables;
    }
    return cables;
}

/// Cables of each switch towards the tier above.
std::vector<std::uint32_t> cablesDown(const Topology& topology, std::uint32_t tier)
{
    std::map<std::uint32_t, std::uint32_t> cables;
    for (const Link& link : topology.links) {
        if (!link.reachesEndpoint() && topology.switches[link.b.index].tier == tier) {
            cables[link.b.index] += link.cables;
        }
    }
    std::vector<std::uint32_t> counts;
    for (const auto& [node, count] : cables) {
        counts.push_back(count);
    }
    return counts;
}

std::string refusal(const ClosShape& shape)
{
    try {
        static_cast<void>(closTopology(shape));
    } catch (const Error& error) {
        return error.message();
    }
    return "accepted";
}

bool holds(const std::string& text, const char* part)
{
    INFO(text);
    return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("one switch, leaf-spine and three tiers have the counts asked for", "[network]")
{
    using Counts = std::map<std::uint32_t, std::uint32_t>;
    CHECK(cablesByTier(closTopology(shapeOf(1, 0, 0))) == Counts{{0, 4}});
    CHECK(cablesByTier(closTopology(shapeOf(8, 4, 4))) == Counts{{0, 32}, {1, 32}});

    ClosShape shape = shapeOf(8, 8, 4);
    shape.pods = 2;
    shape.cores = 4;
    shape.spineUplinks = 4;
    const Topology topology = closTopology(shape);
    CHECK(topology.switches.size() == 20);
    CHECK(cablesByTier(topology) == Counts{{0, 32}, {1, 32}, {2, 32}});
    // Four core groups of one core: spine j of both pods has its 4 cables to core j.
    CHECK(cablesDown(topology, 3) == std::vector<std::uint32_t>{8, 8, 8, 8});
    CHECK(std::count_if(topology.links.begin(), topology.links.end(), [&](const Link& link) {
              return tier(topology, link) == 2;
          }) == 8);
}

TEST_CASE("cables that cannot be dealt evenly rotate, so that no spine has two more", "[network]")
{
    std::mt19937 random(31);
    for (int round = 0; round < 300; ++round) {
        const std::uint32_t spines = pick(random, 1, 9);
        const ClosShape shape = shapeOf(pick(random, 2, 12), spines, spines + pick(random, 0, 20));
        const std::vector<std::uint32_t> down = cablesDown(closTopology(shape), 2);
        REQUIRE(down.size() == spines);
        REQUIRE(*std::max_element(down.begin(), down.end()) -
                    *std::min_element(down.begin(), down.end()) <=
                1);
    }
}

TEST_CASE("interface r of each host goes to leaf r of its unit", "[network]")
{
    ClosShape shape = shapeOf(8, 4, 4);
    shape.rails = 4;
    const Topology topology = closTopology(shape);
    for (const Link& link : topology.links) {
        if (link.reachesEndpoint()) {
            const Endpoint& endpoint = topology.endpoints[link.a.index];
            CHECK(endpoint.rail == link.a.index % 4 + 1);
            CHECK(topology.switches[link.b.index].rail == endpoint.rail);
            // 4 hosts a unit: hosts 1 to 4 at leaves 0 to 3, hosts 5 to 8 at leaves 4 to 7.
            CHECK(link.b.index / 4 == (endpoint.host - 1) / 4);
        }
    }
}

TEST_CASE("units are dealt whole to pods, also when they do not come out even", "[network]")
{
    // 3 units of 2 leaves in 2 pods: one pod has 2 leaves, the other 4.
    ClosShape shape = shapeOf(6, 4, 2);
    shape.rails = 2;
    shape.pods = 2;
    shape.cores = 2;
    shape.spineUplinks = 2;
    const Topology topology = closTopology(shape);
    const auto leavesIn = [&](std::uint32_t pod) {
        return std::count_if(topology.switches.begin(),
                             topology.switches.end(),
                             [&](const Switch& one) { return one.tier == 1 && one.pod == pod; });
    };
    CHECK(leavesIn(1) == 2);
    CHECK(leavesIn(2) == 4);
}

TEST_CASE("planes are equal fabrics that only endpoints join", "[network]")
{
    ClosShape shape = shapeOf(4, 2, 2);
    shape.planes = 3;
    const Topology topology = closTopology(shape);
    CHECK(topology.switches.size() == 18);
    CHECK(topology.endpoints.size() == 16);
    CHECK(cablesByTier(topology)[0] == 48);
    for (const Link& link : topology.links) {
        if (!link.reachesEndpoint()) {
            CHECK(topology.switches[link.a.index].plane == topology.switches[link.b.index].plane);
        }
    }
}

TEST_CASE("a shape that does not fit is refused with the field", "[network]")
{
    const auto changed = [](auto change) {
        ClosShape shape = shapeOf(4, 2, 2);
        change(shape);
        return refusal(shape);
    };
    CHECK(changed([](ClosShape&) {}) == "accepted");
    CHECK(holds(changed([](ClosShape& s) { s.endpoints = 0; }), "endpoints is 0"));
    CHECK(holds(changed([](ClosShape& s) { s.endpoints = 17; }), "places for 16"));
    CHECK(holds(changed([](ClosShape& s) { s.endpoints = ~0U; }), "endpoints is 4294967295"));
    CHECK(holds(changed([](ClosShape& s) { s.leaves = 0; }), "leaves is 0"));
    CHECK(holds(changed([](ClosShape& s) { s.spines = ~0U; }), "spines is"));
    CHECK(holds(changed([](ClosShape& s) { s.planes = 60'000; }), "number of switches"));
    CHECK(holds(changed([](ClosShape& s) { s.leafUplinks = 0; }), "leaf uplinks is 0"));
    CHECK(holds(changed([](ClosShape& s) { s.spineUplinks = 2; }), "spine uplinks is 2"));
    CHECK(holds(changed([](ClosShape& s) { s.pods = 0; }), "pods is 0"));
    CHECK(holds(changed([](ClosShape& s) { s.pods = 2; }), "cores is 0"));
    CHECK(holds(changed([](ClosShape& s) { s.rails = 0; }), "rails is 0"));
    CHECK(holds(changed([](ClosShape& s) { s.rails = 3; }), "leaves is 4, not whole units of 3"));
    CHECK(holds(changed([](ClosShape& s) {
                    s.rails = 4;
                    s.pods = 2;
                }),
                "pods is 2, not between 1 and 1"));
    CHECK(holds(changed([](ClosShape& s) {
                    s.spines = 0;
                    s.leafUplinks = 0;
                }),
                "several leaves to join"));
    CHECK(holds(changed([](ClosShape& s) {
                    s.endpointSpeed = DataRate::fromBase(std::numeric_limits<double>::quiet_NaN());
                }),
                "(endpoint 1 – leaf 1) has the speed"));
}

TEST_CASE("any counts give a fabric that passes the checks, or an Error", "[network]")
{
    std::mt19937 random(32);
    int built = 0;
    for (int round = 0; round < 20'000; ++round) {
        const auto count = [&](std::uint32_t most) {
            return random() % 40 == 0 ? static_cast<std::uint32_t>(random())
                                      : pick(random, 0, most);
        };
        ClosShape shape = shapeOf(count(8), count(4), count(6));
        shape.planes = count(2);
        shape.pods = count(2);
        shape.cores = count(3);
        shape.spineUplinks = count(5);
        shape.endpoints = count(12);
        shape.endpointsPerLeaf = count(4);
        shape.leavesPerEndpoint = count(2);
        shape.rails = count(2);
        try {
            const Topology topology = closTopology(shape);
            check(topology);
            REQUIRE(topology.endpoints.size() == shape.endpoints);
            ++built;
        } catch (const Error& error) {
            REQUIRE(error.code() == ErrorCode::InvalidInput);
        }
    }
    CHECK(built > 20);
}

TEST_CASE("oversubscription is what is below over what is above, by tier", "[network]")
{
    ClosShape shape = shapeOf(4, 4, 2);
    shape.pods = 2;
    shape.cores = 2;
    shape.spineUplinks = 1;
    // Leaf: 4 x 400 down, 2 x 400 up. Spine: 2 leaves x 1 x 400 down, 1 x 400 up.
    const std::vector<TierCapacity> tiers = oversubscription(closTopology(shape));
    REQUIRE(tiers.size() == 2);
    CHECK(tiers[0].tier == 1);
    CHECK(tiers[0].oversubscription == 2);
    CHECK(tiers[0].worst == 2);
    CHECK(tiers[0].down == gigabitsPerSecond(6400));
    CHECK(tiers[1].tier == 2);
    CHECK(tiers[1].oversubscription == 2);
    CHECK(oversubscription(closTopology(shapeOf(1, 0, 0))).empty());
}
