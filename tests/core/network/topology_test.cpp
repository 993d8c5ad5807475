// SPDX-License-Identifier: Apache-2.0
#include "core/network/topology.h"

#include "core/base/error.h"

#include <functional>
#include <limits>

#include "tests/support/catch.h"

using namespace netready;

namespace {

/// Two endpoints at a leaf each, joined by a spine.
Topology small()
{
    Topology topology;
    topology.switches = {{1, 0, 0, 0, 1, {}}, {1, 0, 2, 0, 2, {}}, {2, 3, 2, 0, 1, {}}};
    topology.endpoints = {{0, 0, "gpu-1"}, {}};
    topology.links = {{endpointNode(0), switchNode(0), 1, gigabitsPerSecond(400)},
                      {endpointNode(1), switchNode(1), 1, gigabitsPerSecond(400)},
                      {switchNode(0), switchNode(2), 2, gigabitsPerSecond(800)},
                      {switchNode(2), switchNode(1), 2, gigabitsPerSecond(800)}};
    return topology;
}

std::string messageOf(const std::function<void(Topology&)>& spoil)
{
    Topology topology = small();
    spoil(topology);
    try {
        check(topology);
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::InvalidInput);
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

TEST_CASE("elements are named by where they stand, or as given", "[network]")
{
    const Topology topology = small();
    check(topology);
    CHECK(name(topology, switchNode(0)) == "leaf 1");
    CHECK(name(topology, switchNode(1)) == "leaf 2 of pod 2");
    CHECK(name(topology, switchNode(2)) == "spine 1 of pod 2, plane 3");
    CHECK(name(topology, endpointNode(0)) == "gpu-1");
    CHECK(name(topology, endpointNode(1)) == "endpoint 2");
    CHECK(name(topology, topology.links[0]) == "gpu-1 – leaf 1");
    CHECK(tier(topology, topology.links[0]) == 0);
    CHECK(tier(topology, topology.links[3]) == 1);
    CHECK(topology.links[2].capacity() == gigabitsPerSecond(1600));
}

TEST_CASE("a network that cannot be is refused with the name of the element", "[network]")
{
    CHECK(messageOf([](Topology&) {}) == "accepted");
    CHECK(holds(messageOf([](Topology& t) { t = {}; }), "no endpoints"));
    CHECK(holds(messageOf([](Topology& t) { t.links[2].b = switchNode(0); }),
                "link 2 (leaf 1 – leaf 1) joins a node to itself"));
    CHECK(holds(messageOf([](Topology& t) { t.links[0].b = endpointNode(1); }),
                "link 0 (gpu-1 – endpoint 2) joins two endpoints"));
    CHECK(holds(messageOf([](Topology& t) { t.links[1].b = switchNode(7); }),
                "link 1 ends at switch 8, which does not exist"));
    CHECK(holds(messageOf([](Topology& t) { t.links[1].a = endpointNode(7); }),
                "link 1 ends at endpoint 8, which does not exist"));
    CHECK(holds(messageOf([](Topology& t) { t.links[2].cables = 0; }), "has 0 cables"));
    CHECK(holds(messageOf([](Topology& t) { t.links[2].cables = ~0U; }), "4294967295 cables"));
    for (const double speed : {0.0,
                               -4e11,
                               1e30,
                               std::numeric_limits<double>::infinity(),
                               std::numeric_limits<double>::quiet_NaN()}) {
        CHECK(holds(messageOf([&](Topology& t) { t.links[3].speed = DataRate::fromBase(speed); }),
                    "link 3 (spine 1 of pod 2, plane 3 – leaf 2 of pod 2) has the speed"));
    }
    CHECK(holds(messageOf([](Topology& t) { t.switches.resize(kMaxSwitches + 1U); }),
                "65001 switches"));
}

TEST_CASE("a network in parts is refused with the name of what is cut off", "[network]")
{
    CHECK(holds(messageOf([](Topology& t) { t.links.erase(t.links.begin() + 2); }),
                "endpoint 2 is not connected to the others (1 of 2"));
    CHECK(holds(messageOf([](Topology& t) {
                    t.endpoints.push_back({0, 0, "lonely"});
                }),
                "lonely is not connected"));
    Topology parts = small();
    parts.links.pop_back();
    checkElements(parts);
}

TEST_CASE("a failure takes the links of its nodes, and cables one by one", "[network]")
{
    const Topology topology = small();
    CHECK(cablesLeft(topology, {"spine", {switchNode(2)}, {}}) ==
          std::vector<std::uint32_t>{1, 1, 0, 0});
    CHECK(cablesLeft(topology, {"cables", {}, {{2, 1}, {3, 5}}}) ==
          std::vector<std::uint32_t>{1, 1, 1, 0});
    const Topology rest = without(topology, {"cables", {endpointNode(1)}, {{2, 1}}});
    CHECK(rest.switches == topology.switches);
    CHECK(rest.endpoints == topology.endpoints);
    REQUIRE(rest.links.size() == 3);
    CHECK(rest.links[1].cables == 1);
    CHECK(cutOffEndpoints(rest, {1, 1, 2}) == std::vector<std::uint32_t>{1});
}
