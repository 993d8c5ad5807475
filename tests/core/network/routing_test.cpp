// SPDX-License-Identifier: Apache-2.0
#include "core/network/routing.h"

#include "core/base/error.h"
#include "core/network/bottleneck.h"

#include <cmath>
#include <limits>

#include "tests/core/network/random_fabric.h"
#include "tests/support/catch.h"

using namespace netready;
using namespace netready::testing;

namespace {

constexpr double kTolerance = 1e-9;

FlowAggregate
flow(std::vector<std::uint32_t> sources, std::vector<std::uint32_t> destinations, double gigabits)
{
    return {"flow",
            destinations.empty() ? Pattern::Ring : Pattern::Spread,
            std::move(sources),
            std::move(destinations),
            gigabitsPerSecond(gigabits),
            gigabitsPerSecond(2 * gigabits)};
}

ClosShape leafSpine(std::uint32_t leaves, std::uint32_t spines, std::uint32_t endpointsPerLeaf)
{
    ClosShape shape;
    shape.leaves = leaves;
    shape.spines = spines;
    shape.leafUplinks = spines;
    shape.endpointsPerLeaf = endpointsPerLeaf;
    shape.endpoints = leaves * endpointsPerLeaf;
    shape.endpointSpeed = gigabitsPerSecond(400);
    shape.leafUplinkSpeed = gigabitsPerSecond(400);
    shape.spineUplinkSpeed = gigabitsPerSecond(400);
    return shape;
}

double meanLoad(const NetworkLoad& network, Node from, Node to)
{
    double sum = 0;
    for (std::uint32_t i = 0; i < network.topology().links.size(); ++i) {
        const Link& link = network.topology().links[i];
        if ((link.a == from && link.b == to) || (link.a == to && link.b == from)) {
            sum += network.loads().at({i, link.a == from}).mean.base() / 1e9;
        }
    }
    return sum;
}

bool near(double a, double b)
{
    return std::abs(a - b) <= kTolerance * std::max({1.0, std::abs(a), std::abs(b)});
}

void checkSane(const Loads& loads)
{
    for (const Rates& load : loads.bySlot) {
        REQUIRE(std::isfinite(load.mean));
        REQUIRE(std::isfinite(load.burst));
        REQUIRE(load.mean >= 0);
        REQUIRE(load.burst >= load.mean * (1 - kTolerance));
    }
    for (const double lost : loads.lost) {
        REQUIRE(lost >= 0);
        REQUIRE(lost <= 1 + kTolerance);
    }
}

} // namespace

TEST_CASE("all-to-all over two leaves and two spines is as computed by hand", "[network]")
{
    // 2 leaves, 2 endpoints each: switches 0, 1 leaves, 2, 3 spines. Each of 4 endpoints sends
    // 3 Gb/s, so 1 Gb/s to each other one. From leaf 0: 2 senders x 2 far receivers x 1 = 4 Gb/s
    // up, 2 Gb/s to each spine; each endpoint receives 3 x 1 = 3 Gb/s.
    const NetworkLoad network(closTopology(leafSpine(2, 2, 2)),
                              {flow({0, 1, 2, 3}, {0, 1, 2, 3}, 12)});
    CHECK(near(meanLoad(network, switchNode(0), switchNode(2)), 2));
    CHECK(near(meanLoad(network, switchNode(0), switchNode(3)), 2));
    CHECK(near(meanLoad(network, switchNode(3), switchNode(1)), 2));
    CHECK(near(meanLoad(network, endpointNode(0), switchNode(0)), 3));
    CHECK(near(meanLoad(network, switchNode(1), endpointNode(3)), 3));
    CHECK(network.loads().lost == std::vector{0.0});
}

TEST_CASE("many to one, one to many and a ring are as computed by hand", "[network]")
{
    const Topology topology = closTopology(leafSpine(2, 2, 2));
    // Endpoint 0 sits with 3's partner: 0, 1 at leaf 0; 2, 3 at leaf 1.
    // 0, 1, 2 send 2 Gb/s each to 3: leaf 0 sends 4 up, 2 by each spine; 6 arrive.
    const NetworkLoad incast(topology, {flow({0, 1, 2}, {3}, 6)});
    CHECK(near(meanLoad(incast, switchNode(0), switchNode(2)), 2));
    CHECK(near(meanLoad(incast, switchNode(1), endpointNode(3)), 6));
    CHECK(near(meanLoad(incast, switchNode(2), switchNode(0)), 0));
    // 3 sends 2 Gb/s to each of 0, 1, 2.
    const NetworkLoad fanOut(topology, {flow({3}, {0, 1, 2}, 6)});
    CHECK(near(meanLoad(fanOut, endpointNode(3), switchNode(1)), 6));
    CHECK(near(meanLoad(fanOut, switchNode(2), switchNode(0)), 2));
    // 0 -> 1 -> 2 -> 3 -> 0 with 1 Gb/s each: one crossing each way, halved by two spines.
    const NetworkLoad ring(topology, {flow({0, 1, 2, 3}, {}, 4)});
    CHECK(near(meanLoad(ring, switchNode(0), switchNode(2)), 0.5));
    CHECK(near(meanLoad(ring, switchNode(3), switchNode(0)), 0.5));
    CHECK(near(meanLoad(ring, endpointNode(2), switchNode(1)), 1));
}

TEST_CASE("next hops share by capacity", "[network]")
{
    // Leaf 0 has one cable to spine 2 and three to spine 3: 4 Gb/s split 1 to 3.
    Topology topology = closTopology(leafSpine(2, 2, 1));
    for (Link& link : topology.links) {
        if (link.b == switchNode(3)) {
            link.cables = 3;
        }
    }
    const NetworkLoad network(topology, {flow({0}, {1}, 4)});
    CHECK(near(meanLoad(network, switchNode(0), switchNode(2)), 1));
    CHECK(near(meanLoad(network, switchNode(0), switchNode(3)), 3));
}

TEST_CASE("rails keep their traffic at one leaf, planes share it", "[network]")
{
    ClosShape shape = leafSpine(2, 1, 2);
    shape.rails = 2;
    // 2 hosts with 2 interfaces: endpoints 0, 2 at rail leaf 0, 1, 3 at rail leaf 1.
    const NetworkLoad rails(closTopology(shape), {flow({0, 2}, {}, 2), flow({1, 3}, {}, 2)});
    CHECK(meanLoad(rails, switchNode(0), switchNode(2)) == 0);
    CHECK(near(meanLoad(rails, endpointNode(0), switchNode(0)), 1));

    ClosShape planes = leafSpine(2, 1, 1);
    planes.planes = 2;
    // Plane 1 holds switches 0, 1, 2 and plane 2 holds 3, 4, 5; 4 Gb/s, 2 in each.
    const NetworkLoad split(closTopology(planes), {flow({0}, {1}, 4)});
    CHECK(near(meanLoad(split, switchNode(0), switchNode(2)), 2));
    CHECK(near(meanLoad(split, switchNode(3), switchNode(5)), 2));
}

TEST_CASE("loads equal those of following every pair along every path", "[network]")
{
    std::mt19937 random(11);
    for (int round = 0; round < 400; ++round) {
        const Topology topology = randomTopology(random);
        const std::vector<FlowAggregate> flows = randomFlows(random, topology);
        const NetworkLoad network(topology, flows);
        const Loads expected = loadsByPairs(topology, flows);
        checkSane(network.loads());
        REQUIRE(difference(network.loads().bySlot, expected.bySlot) < kTolerance);
        for (std::size_t i = 0; i < flows.size(); ++i) {
            REQUIRE(near(network.loads().lost[i], expected.lost[i]));
        }
    }
}

TEST_CASE("what enters a switch leaves it, and what is sent is received or lost", "[network]")
{
    std::mt19937 random(12);
    for (int round = 0; round < 300; ++round) {
        const Topology topology = randomTopology(random);
        const std::vector<FlowAggregate> flows = randomFlows(random, topology);
        const NetworkLoad network(topology, flows);
        std::vector<double> balance(topology.switches.size());
        double sent = 0;
        double received = 0;
        for (std::uint32_t i = 0; i < topology.links.size(); ++i) {
            const Link& link = topology.links[i];
            const double forth = network.loads().at({i, true}).mean.base() / 1e9;
            const double back = network.loads().at({i, false}).mean.base() / 1e9;
            for (const bool isA : {true, false}) {
                const Node node = isA ? link.a : link.b;
                const double out = isA ? forth : back;
                const double in = isA ? back : forth;
                if (node.kind == Node::Kind::Switch) {
                    balance[node.index] += in - out;
                } else {
                    sent += out;
                    received += in;
                }
            }
        }
        double offered = 0;
        for (std::size_t i = 0; i < flows.size(); ++i) {
            offered += flows[i].mean.base() / 1e9 * (1 - network.loads().lost[i]);
        }
        REQUIRE(near(sent, offered));
        REQUIRE(near(received, offered));
        for (const double rest : balance) {
            REQUIRE(std::abs(rest) < 1e-6);
        }
    }
}

TEST_CASE("the load of several flows is the sum of their loads", "[network]")
{
    std::mt19937 random(13);
    for (int round = 0; round < 200; ++round) {
        const Topology topology = randomTopology(random);
        const std::vector<FlowAggregate> flows = randomFlows(random, topology);
        std::vector<Rates> sum(2 * topology.links.size());
        for (const FlowAggregate& one : flows) {
            const NetworkLoad alone(topology, {one});
            for (std::size_t i = 0; i < sum.size(); ++i) {
                sum[i] += alone.loads().bySlot[i];
            }
        }
        REQUIRE(difference(NetworkLoad(topology, flows).loads().bySlot, sum) < kTolerance);
    }
}

TEST_CASE("changing flows one by one equals computing afresh", "[network]")
{
    std::mt19937 random(14);
    for (int round = 0; round < 100; ++round) {
        const Topology topology = randomTopology(random);
        NetworkLoad network(topology, randomFlows(random, topology));
        for (int step = 0; step < 12; ++step) {
            const std::size_t count = network.flows().size();
            const std::uint32_t what = pick(random, 0, 2);
            if (count == 0 || what == 0) {
                network.addFlow(randomFlow(random, topology));
            } else if (what == 1) {
                network.replaceFlow(random() % count, randomFlow(random, topology));
            } else {
                network.removeFlow(random() % count);
            }
            const NetworkLoad fresh(topology, network.flows());
            checkSane(network.loads());
            REQUIRE(difference(network.loads().bySlot, fresh.loads().bySlot) < kTolerance);
            REQUIRE(network.loads().lost.size() == fresh.loads().lost.size());
            for (std::size_t i = 0; i < network.flows().size(); ++i) {
                REQUIRE(near(network.loads().lost[i], fresh.loads().lost[i]));
            }
        }
    }
}

TEST_CASE("more or faster uplinks never give a regular fabric a worse bottleneck", "[network]")
{
    std::mt19937 random(15);
    int compared = 0;
    while (compared < 200) {
        const ClosShape shape = randomShape(random);
        if (shape.endpoints < 2) {
            continue;
        }
        ++compared;
        const Topology topology = closTopology(shape);
        std::vector<FlowAggregate> flows = randomFlows(random, topology);
        flows.push_back(allToAll(topology));
        const auto worst = [&](const ClosShape& one) {
            const Topology fabric = closTopology(one);
            const NetworkLoad network(fabric, flows);
            return bottleneck(fullestByTier(fabric, network.loads(), {}))->utilisation;
        };
        const double before = worst(shape);
        ClosShape faster = shape;
        faster.leafUplinkSpeed = 2 * shape.leafUplinkSpeed;
        ClosShape more = shape;
        more.leafUplinks += shape.spines / shape.pods;
        ClosShape higher = shape;
        higher.spineUplinkSpeed = 1.5 * shape.spineUplinkSpeed;
        REQUIRE(worst(faster) <= before * (1 + kTolerance));
        REQUIRE(worst(more) <= before * (1 + kTolerance));
        REQUIRE(worst(higher) <= before * (1 + kTolerance));
    }
}

TEST_CASE("the bottleneck is named with the flows that cause it", "[network]")
{
    // 0, 1 at leaf 0, 2, 3 at leaf 1. To endpoint 3: 300 Gb/s from 0 and 100 from 2; capacity 400.
    const Topology topology = closTopology(leafSpine(2, 2, 2));
    const NetworkLoad network(topology,
                              {flow({0}, {3}, 300), flow({1}, {0}, 10), flow({2}, {3}, 100)});
    const std::vector<LinkUse> byTier = fullestByTier(topology, network.loads(), {});
    REQUIRE(byTier.size() == 2);
    const LinkUse fullest = *bottleneck(byTier);
    CHECK(near(fullest.utilisation, 1));
    CHECK(fullest.tier == 0);
    CHECK(name(topology, topology.links[fullest.at.link]) == "endpoint 4 – leaf 2");
    const std::vector<Cause> why = causes(network, fullest.at, Moment::Mean);
    REQUIRE(why.size() == 2);
    CHECK(why[0].flow == 0);
    CHECK(near(why[0].share, 0.75));
    CHECK(why[1].flow == 2);
    // Leaf to spine: 300 / 2 = 150 of 400 Gb/s; with 60 % usable 150 / 240; twice that in bursts.
    CHECK(byTier[1].tier == 1);
    CHECK(near(byTier[1].utilisation, 0.375));
    CHECK(
        near(fullestByTier(topology, network.loads(), {Moment::Mean, 0.6})[1].utilisation, 0.625));
    CHECK(
        near(fullestByTier(topology, network.loads(), {Moment::Burst, 0.6})[1].utilisation, 1.25));
}

TEST_CASE("the causes of every link add up to its load", "[network]")
{
    std::mt19937 random(16);
    for (int round = 0; round < 60; ++round) {
        const Topology topology = randomTopology(random);
        const NetworkLoad network(topology, randomFlows(random, topology));
        for (std::uint32_t i = 0; i < topology.links.size(); ++i) {
            for (const bool fromA : {true, false}) {
                const std::vector<double> crossing = network.crossing({i, fromA});
                double sum = 0;
                for (std::size_t f = 0; f < crossing.size(); ++f) {
                    sum += crossing[f] * network.flows()[f].burst.base() / 1e9;
                }
                REQUIRE(near(sum, network.loads().at({i, fromA}).burst.base() / 1e9));
            }
        }
    }
}

TEST_CASE("a flow that cannot be is refused with its name and field", "[network]")
{
    const Topology topology = closTopology(leafSpine(2, 2, 2));
    const auto message = [&](FlowAggregate bad) {
        try {
            const NetworkLoad network(topology, {std::move(bad)});
        } catch (const Error& error) {
            CHECK(error.code() == ErrorCode::InvalidInput);
            return error.message();
        }
        return std::string("accepted");
    };
    const double nan = std::numeric_limits<double>::quiet_NaN();
    CHECK(message(flow({0}, {1}, nan)).find("\"flow\": mean is") != std::string::npos);
    CHECK(message(flow({0}, {1}, -1)).find("mean is") != std::string::npos);
    CHECK(message(flow({0}, {1}, 1e300)).find("mean is") != std::string::npos);
    CHECK(message(flow({0, 9}, {1}, 1)).find("sources holds endpoint 9") != std::string::npos);
    CHECK(message(flow({0}, {1, 1}, 1)).find("destinations holds an endpoint twice") !=
          std::string::npos);
    CHECK(message(flow({}, {1}, 1)).find("sources is empty") != std::string::npos);
    CHECK(message(flow({1}, {1}, 1)).find("the only destination") != std::string::npos);
    CHECK(message(flow({1}, {}, 1)).find("ring") != std::string::npos);
    FlowAggregate slow = flow({0}, {1}, 5);
    slow.burst = gigabitsPerSecond(1);
    CHECK(message(slow).find("burst is below mean") != std::string::npos);
    FlowAggregate ring = flow({0, 1}, {2}, 5);
    ring.pattern = Pattern::Ring;
    CHECK(message(ring).find("destinations is not empty") != std::string::npos);
}

TEST_CASE("an efficiency outside 0 to 1 is refused", "[network]")
{
    const NetworkLoad network(closTopology(leafSpine(2, 1, 1)), {});
    for (const double bad : {0.0, -0.5, 1.01, std::numeric_limits<double>::quiet_NaN()}) {
        CHECK_THROWS_AS(fullestByTier(network.topology(), network.loads(), {Moment::Mean, bad}),
                        Error);
    }
}
