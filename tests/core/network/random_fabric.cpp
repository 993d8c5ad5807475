// SPDX-License-Identifier: Apache-2.0
#include "tests/core/network/random_fabric.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace netready::testing {

namespace {

std::vector<std::uint32_t> randomGroup(std::mt19937& random, std::size_t endpoints)
{
    std::vector<std::uint32_t> all(endpoints);
    std::iota(all.begin(), all.end(), 0U);
    for (std::size_t i = all.size(); i > 1; --i) {
        std::swap(all[i - 1], all[random() % i]);
    }
    all.resize(2 + random() % (endpoints - 1));
    return all;
}

Topology randomGraph(std::mt19937& random)
{
    Topology topology;
    topology.switches.resize(pick(random, 1, 8));
    topology.endpoints.resize(pick(random, 2, 10));
    const auto switches = static_cast<std::uint32_t>(topology.switches.size());
    const auto speed = [&] { return gigabitsPerSecond(pick(random, 1, 4) * 100.0); };
    for (std::uint32_t i = pick(random, 0, 3 * switches); i > 0 && switches > 1; --i) {
        const std::uint32_t a = pick(random, 0, switches - 1);
        const std::uint32_t b = (a + pick(random, 1, switches - 1)) % switches;
        topology.links.push_back({switchNode(a), switchNode(b), pick(random, 1, 3), speed()});
    }
    for (std::uint32_t i = 0; i < topology.endpoints.size(); ++i) {
        for (std::uint32_t port = pick(random, 1, 3); port > 0; --port) {
            topology.links.push_back({endpointNode(i),
                                      switchNode(pick(random, 0, switches - 1)),
                                      pick(random, 1, 2),
                                      speed()});
        }
    }
    return topology;
}

/// Follows one pair of endpoints; independent of the code under test but for the model it follows.
class Walker
{
public:
    explicit Walker(const Topology& topology)
        : m_topology(topology)
        , m_loads(2 * topology.links.size())
    {
        for (std::uint32_t leaf = 0; leaf < topology.switches.size(); ++leaf) {
            m_distance.push_back(distances(leaf));
        }
    }

    /// Sends rates; false if there is no path.
    bool send(std::uint32_t from, std::uint32_t to, Rates rates)
    {
        const std::vector<std::size_t> out = linksOf(endpointNode(from));
        const std::vector<std::size_t> in = linksOf(endpointNode(to));
        int nearest = kFar;
        for (const std::size_t i : out) {
            for (const std::size_t j : in) {
                nearest = std::min(nearest, between(i, j));
            }
        }
        if (nearest == kFar) {
            return false;
        }
        const auto isNear = [&](std::size_t i, std::size_t j) { return between(i, j) == nearest; };
        double arriving = 0;
        for (const std::size_t j : in) {
            const bool used =
                std::any_of(out.begin(), out.end(), [&](std::size_t i) { return isNear(i, j); });
            arriving += used ? capacity(j) : 0;
        }
        for (const std::size_t j : in) {
            double leaving = 0;
            for (const std::size_t i : out) {
                leaving += isNear(i, j) ? capacity(i) : 0;
            }
            for (const std::size_t i : out) {
                if (isNear(i, j)) {
                    const Rates part = rates * (capacity(j) / arriving * (capacity(i) / leaving));
                    add(i, endpointNode(from), part);
                    add(j, switchNode(leafOf(j)), part);
                    forward(leafOf(i), leafOf(j), part);
                }
            }
        }
        return true;
    }
    [[nodiscard]] const std::vector<Rates>& loads() const { return m_loads; }

private:
    static constexpr int kFar = 1000000;

    [[nodiscard]] double capacity(std::size_t link) const
    {
        return m_topology.links[link].capacity().base();
    }
    [[nodiscard]] std::uint32_t leafOf(std::size_t link) const
    {
        const Link& at = m_topology.links[link];
        return at.a.kind == Node::Kind::Switch ? at.a.index : at.b.index;
    }
    [[nodiscard]] int between(std::size_t from, std::size_t to) const
    {
        return m_distance[leafOf(to)][leafOf(from)];
    }
    [[nodiscard]] std::vector<std::size_t> linksOf(Node node) const
    {
        std::vector<std::size_t> links;
        for (std::size_t i = 0; i < m_topology.links.size(); ++i) {
            if (m_topology.links[i].a == node || m_topology.links[i].b == node) {
                links.push_back(i);
            }
        }
        return links;
    }
    [[nodiscard]] std::vector<int> distances(std::uint32_t leaf) const
    {
        // Bellman-Ford: as many rounds as there are switches.
        std::vector<int> distance(m_topology.switches.size(), kFar);
        distance[leaf] = 0;
        for (std::size_t round = 0; round < distance.size(); ++round) {
            for (const Link& link : m_topology.links) {
                if (!link.reachesEndpoint()) {
                    int& a = distance[link.a.index];
                    int& b = distance[link.b.index];
                    a = std::min(a, std::min(b + 1, kFar));
                    b = std::min(b, std::min(a + 1, kFar));
                }
            }
        }
        return distance;
    }
    void add(std::size_t link, Node from, Rates rates)
    {
        m_loads[2 * link + (m_topology.links[link].a == from ? 0 : 1)] += rates;
    }
    void forward(std::uint32_t node, std::uint32_t leaf, Rates rates)
    {
        if (node == leaf) {
            return;
        }
        std::vector<std::pair<std::size_t, std::uint32_t>> next;
        double all = 0;
        for (const std::size_t i : linksOf(switchNode(node))) {
            const Link& link = m_topology.links[i];
            const Node other = link.a == switchNode(node) ? link.b : link.a;
            if (other.kind == Node::Kind::Switch &&
                m_distance[leaf][other.index] + 1 == m_distance[leaf][node]) {
                next.emplace_back(i, other.index);
                all += capacity(i);
            }
        }
        for (const auto& [link, head] : next) {
            const Rates part = rates * (capacity(link) / all);
            add(link, switchNode(node), part);
            forward(head, leaf, part);
        }
    }

    const Topology& m_topology;
    std::vector<std::vector<int>> m_distance;
    std::vector<Rates> m_loads;
};

} // namespace

std::uint32_t pick(std::mt19937& random, std::uint32_t least, std::uint32_t most)
{
    return least + static_cast<std::uint32_t>(random()) % (most - least + 1);
}

ClosShape randomShape(std::mt19937& random)
{
    ClosShape shape;
    shape.planes = pick(random, 1, 2);
    shape.rails = pick(random, 1, 2);
    shape.leavesPerEndpoint = pick(random, 1, 2);
    shape.pods = pick(random, 1, 3);
    const std::uint32_t units = pick(random, 1, 2) * shape.pods;
    shape.leaves = units * shape.rails * shape.leavesPerEndpoint;
    shape.spines = pick(random, 1, 3) * shape.pods;
    shape.cores = shape.pods > 1 ? pick(random, 1, 4) : 0;
    shape.leafUplinks = pick(random, 1, 4);
    shape.spineUplinks = shape.cores > 0 ? pick(random, 1, 5) : 0;
    // Enough cables that no leaf or spine sees only a part of the layer above.
    shape.leafUplinks *= shape.spines / shape.pods;
    shape.spineUplinks *= std::max(shape.cores, 1U);
    shape.endpointsPerLeaf = pick(random, 1, 2);
    const std::uint32_t places = units * shape.rails * shape.endpointsPerLeaf;
    shape.endpoints = pick(random, std::min(2U, places), places);
    shape.endpointSpeed = gigabitsPerSecond(200);
    shape.leafUplinkSpeed = gigabitsPerSecond(400);
    shape.spineUplinkSpeed = gigabitsPerSecond(400);
    return shape;
}

Topology randomTopology(std::mt19937& random)
{
    for (;;) {
        Topology topology =
            random() % 2 == 0 ? randomGraph(random) : closTopology(randomShape(random));
        if (topology.endpoints.size() > 1) {
            return topology;
        }
    }
}

FlowAggregate randomFlow(std::mt19937& random, const Topology& topology)
{
    FlowAggregate flow;
    flow.name = "flow";
    flow.pattern = random() % 3 == 0 ? Pattern::Ring : Pattern::Spread;
    flow.sources = randomGroup(random, topology.endpoints.size());
    if (flow.pattern == Pattern::Spread) {
        flow.destinations =
            random() % 2 == 0 ? flow.sources : randomGroup(random, topology.endpoints.size());
    }
    flow.mean = gigabitsPerSecond(pick(random, 0, 100));
    flow.burst = flow.mean + gigabitsPerSecond(pick(random, 0, 100));
    return flow;
}

std::vector<FlowAggregate> randomFlows(std::mt19937& random, const Topology& topology)
{
    std::vector<FlowAggregate> flows(pick(random, 0, 5));
    for (FlowAggregate& flow : flows) {
        flow = randomFlow(random, topology);
    }
    return flows;
}

FlowAggregate allToAll(const Topology& topology)
{
    FlowAggregate flow;
    flow.name = "all to all";
    flow.sources.resize(topology.endpoints.size());
    std::iota(flow.sources.begin(), flow.sources.end(), 0U);
    flow.destinations = flow.sources;
    flow.mean = gigabitsPerSecond(static_cast<double>(flow.sources.size()));
    flow.burst = 2 * flow.mean;
    return flow;
}

Loads loadsByPairs(const Topology& topology, const std::vector<FlowAggregate>& flows)
{
    Walker walker(topology);
    Loads loads;
    for (const FlowAggregate& flow : flows) {
        const Rates rates{flow.mean.base(), flow.burst.base()};
        const auto senders = static_cast<double>(flow.sources.size());
        double lost = 0;
        for (std::size_t i = 0; i < flow.sources.size(); ++i) {
            const std::uint32_t from = flow.sources[i];
            std::vector<std::uint32_t> to = flow.destinations;
            if (flow.pattern == Pattern::Ring) {
                to = {flow.sources[(i + 1) % flow.sources.size()]};
            }
            to.erase(std::remove(to.begin(), to.end(), from), to.end());
            for (const std::uint32_t one : to) {
                const double share = 1 / senders / static_cast<double>(to.size());
                lost += walker.send(from, one, rates * share) ? 0 : share;
            }
        }
        loads.lost.push_back(lost);
    }
    loads.bySlot = walker.loads();
    return loads;
}

double difference(const std::vector<Rates>& a, const std::vector<Rates>& b)
{
    if (a.size() != b.size()) {
        return 1;
    }
    double largest = 1;
    double apart = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        largest = std::max({largest, a[i].burst, b[i].burst});
        apart =
            std::max({apart, std::abs(a[i].mean - b[i].mean), std::abs(a[i].burst - b[i].burst)});
    }
    return apart / largest;
}

} // namespace netready::testing
