// SPDX-License-Identifier: Apache-2.0
#include "core/network/bisection.h"

#include "core/base/error.h"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/push_relabel_max_flow.hpp>

#include <cmath>
#include <map>

#include "tests/core/network/random_fabric.h"
#include "tests/support/catch.h"

using namespace netready;
using namespace netready::testing;

namespace {

double maximumFlowOfBoost(std::uint32_t nodes,
                          const std::vector<FlowEdge>& edges,
                          std::uint32_t source,
                          std::uint32_t sink)
{
    using Traits = boost::adjacency_list_traits<boost::vecS, boost::vecS, boost::directedS>;
    using Graph = boost::adjacency_list<
        boost::vecS,
        boost::vecS,
        boost::directedS,
        boost::no_property,
        boost::property<
            boost::edge_capacity_t,
            double,
            boost::property<boost::edge_residual_capacity_t,
                            double,
                            boost::property<boost::edge_reverse_t, Traits::edge_descriptor>>>>;
    Graph graph(nodes);
    for (const FlowEdge& edge : edges) {
        const auto there = boost::add_edge(edge.from, edge.to, graph).first;
        const auto back = boost::add_edge(edge.to, edge.from, graph).first;
        boost::put(boost::edge_capacity, graph, there, edge.capacity);
        boost::put(boost::edge_capacity, graph, back, 0.0);
        boost::put(boost::edge_reverse, graph, there, back);
        boost::put(boost::edge_reverse, graph, back, there);
    }
    return boost::push_relabel_max_flow(graph, source, sink);
}

ClosShape leafSpine(std::uint32_t spines)
{
    ClosShape shape;
    shape.leaves = 4;
    shape.spines = spines;
    shape.leafUplinks = spines;
    shape.endpoints = 16;
    shape.endpointsPerLeaf = 4;
    shape.endpointSpeed = gigabitsPerSecond(100);
    shape.leafUplinkSpeed = gigabitsPerSecond(100);
    return shape;
}

} // namespace

TEST_CASE("maximum flow equals push-relabel of Boost on random fabrics", "[network]")
{
    std::mt19937 random(41);
    for (int round = 0; round < 300; ++round) {
        const Topology topology = randomTopology(random);
        const auto switches = static_cast<std::uint32_t>(topology.switches.size());
        const auto nodes = switches + static_cast<std::uint32_t>(topology.endpoints.size());
        const auto number = [&](Node node) {
            return node.kind == Node::Kind::Switch ? node.index : switches + node.index;
        };
        std::vector<FlowEdge> edges;
        for (const Link& link : topology.links) {
            const double capacity = link.capacity().base() / 1e9;
            edges.push_back({number(link.a), number(link.b), capacity});
            edges.push_back({number(link.b), number(link.a), capacity});
        }
        const double expected = maximumFlowOfBoost(nodes, edges, switches, nodes - 1);
        REQUIRE(std::abs(maximumFlow(nodes, edges, switches, nodes - 1) - expected) <=
                1e-9 * expected);
    }
}

TEST_CASE("maximum flow equals push-relabel of Boost on random directed graphs", "[network]")
{
    std::mt19937 random(42);
    for (int round = 0; round < 300; ++round) {
        const std::uint32_t nodes = pick(random, 2, 14);
        std::vector<FlowEdge> edges;
        for (std::uint32_t i = pick(random, 0, 5 * nodes); i > 0; --i) {
            const std::uint32_t from = pick(random, 0, nodes - 1);
            const std::uint32_t to = (from + pick(random, 1, nodes - 1)) % nodes;
            edges.push_back({from, to, static_cast<double>(pick(random, 0, 50))});
        }
        REQUIRE(maximumFlow(nodes, edges, 0, nodes - 1) ==
                maximumFlowOfBoost(nodes, edges, 0, nodes - 1));
    }
}

TEST_CASE("the maximum flow of a long chain is its narrowest edge", "[network]")
{
    constexpr std::uint32_t kNodes = kMaxSwitches;
    std::vector<FlowEdge> edges;
    for (std::uint32_t i = 1; i < kNodes; ++i) {
        edges.push_back({i - 1, i, 2.0 + i % 7});
    }
    CHECK(maximumFlow(kNodes, edges, 0, kNodes - 1) == 2);
}

TEST_CASE("a non-blocking fabric has full bisection, an oversubscribed one its share", "[network]")
{
    // 16 endpoints of 100 Gb/s: a half can send 800 Gb/s. 4 leaves with 4 uplinks: 2 x 4 x 100.
    const Bisection full = bisection(closTopology(leafSpine(4)));
    CHECK(full.capacity == gigabitsPerSecond(800));
    CHECK(full.share == 1);
    // With 2 uplinks, two leaves of a half send 2 x 2 x 100 = 400 Gb/s.
    const Bisection half = bisection(closTopology(leafSpine(2)));
    CHECK(half.capacity == gigabitsPerSecond(400));
    CHECK(half.share == 0.5);
    CHECK(half.split == "first and second half");
}

TEST_CASE("the bisection of a single switch is what half of its endpoints send", "[network]")
{
    ClosShape shape = leafSpine(0);
    shape.leaves = 1;
    shape.endpoints = 4;
    const Bisection whole = bisection(closTopology(shape));
    CHECK(whole.capacity == gigabitsPerSecond(200));
    CHECK(whole.share == 1);
}

TEST_CASE("the bisection is the capacity between pods where that is narrowest", "[network]")
{
    ClosShape shape = leafSpine(4);
    shape.pods = 2;
    shape.leafUplinks = 4;
    shape.cores = 2;
    shape.spineUplinks = 1;
    shape.spineUplinkSpeed = gigabitsPerSecond(100);
    // Each pod of 8 endpoints has 2 spines with one uplink of 100 Gb/s: 200 of 800 Gb/s.
    const Bisection narrow = bisection(closTopology(shape));
    CHECK(narrow.capacity == gigabitsPerSecond(200));
    CHECK(narrow.share == 0.25);
    CHECK(narrow.split == "first and second half");
}

TEST_CASE("the bisection is never more than either half can send, and repeats", "[network]")
{
    std::mt19937 random(43);
    for (int round = 0; round < 100; ++round) {
        const Topology topology = randomTopology(random);
        const Bisection one = bisection(topology);
        const Bisection again = bisection(topology);
        REQUIRE(one.capacity == again.capacity);
        REQUIRE(one.split == again.split);
        REQUIRE(one.share >= 0);
        REQUIRE(one.share <= 1);
        REQUIRE(std::isfinite(one.capacity.base()));
        REQUIRE(bisection(topology, 16).share <= one.share);
    }
}

TEST_CASE("one endpoint has no halves", "[network]")
{
    ClosShape shape = leafSpine(4);
    shape.endpoints = 1;
    CHECK_THROWS_AS(bisection(closTopology(shape)), Error);
    CHECK_THROWS_AS(bisection(Topology{}), Error);
}
