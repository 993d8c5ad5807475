// SPDX-License-Identifier: Apache-2.0
#include "core/network/route.h"

#include <queue>

#include <algorithm>
#include <cmath>
#include <functional>

namespace netready {

namespace {

/// Changes below this share come from the order of additions and are not carried on.
constexpr double kRounding = 1e-12;

bool same(double a, double b)
{
    return std::abs(a - b) <= kRounding * std::max(a, b);
}

bool hasNextHop(const SwitchGraph& graph, const std::vector<Distance>& distance, std::uint32_t node)
{
    const std::span<const Arc> arcs = graph.arcs(node);
    return std::any_of(arcs.begin(), arcs.end(), [&](const Arc& arc) {
        return arc.capacity > 0 && isNextHop(distance[node], distance[arc.head]);
    });
}

/// Nodes in order of rising distance.
using Nearest = std::pair<Distance, std::uint32_t>;
using NearestFirst = std::priority_queue<Nearest, std::vector<Nearest>, std::greater<>>;

/// Switches that lose their last next hop when `candidates` have lost some; sets them unreachable.
std::vector<std::uint32_t>
strand(const SwitchGraph& graph, std::vector<Distance>& distance, NearestFirst candidates)
{
    std::vector<std::uint32_t> stranded;
    while (!candidates.empty()) {
        const auto [from, node] = candidates.top();
        candidates.pop();
        if (distance[node] == kUnreachable || hasNextHop(graph, distance, node)) {
            continue;
        }
        distance[node] = kUnreachable;
        stranded.push_back(node);
        for (const Arc& arc : graph.arcs(node)) {
            if (isNextHop(distance[arc.head], from)) {
                candidates.push({distance[arc.head], arc.head});
            }
        }
    }
    return stranded;
}

/// Finds the detours of stranded switches, from those whose distance stands.
void findDetours(const SwitchGraph& graph,
                 std::vector<Distance>& distance,
                 const std::vector<std::uint32_t>& stranded)
{
    NearestFirst reached;
    const auto offer = [&](std::uint32_t node) {
        for (const Arc& arc : graph.arcs(node)) {
            if (arc.capacity > 0 && distance[node] != kUnreachable &&
                distance[arc.head] > distance[node] + 1) {
                distance[arc.head] = static_cast<Distance>(distance[node] + 1);
                reached.push({distance[arc.head], arc.head});
            }
        }
    };
    for (const std::uint32_t node : stranded) {
        for (const Arc& arc : graph.arcs(node)) {
            if (distance[arc.head] != kUnreachable) {
                reached.push({distance[arc.head], arc.head});
            }
        }
    }
    while (!reached.empty()) {
        const auto [at, node] = reached.top();
        reached.pop();
        if (at == distance[node]) {
            offer(node);
        }
    }
}

/// What a switch gets, injected and from its neighbours one link further away, for each unit of
/// capacity to its next hops.
Rates densityOf(const RouteChange& change, const Route& after, std::uint32_t node)
{
    const Distance distance = after.distance[node];
    if (distance == 0 || distance == kUnreachable) {
        return {};
    }
    Rates inflow = change.injected[node];
    double capacity = 0;
    for (const Arc& arc : change.graphAfter.arcs(node)) {
        const Distance other = after.distance[arc.head];
        if (isNextHop(distance, other)) {
            capacity += arc.capacity;
        } else if (isNextHop(other, distance)) {
            inflow += after.density[arc.head] * arc.capacity;
        }
    }
    return inflow * (1 / capacity);
}

} // namespace

SwitchGraph::SwitchGraph(const Topology& topology)
    : m_first(topology.switches.size() + 1)
{
    for (const Link& link : topology.links) {
        if (!link.reachesEndpoint()) {
            ++m_first[link.a.index + 1];
            ++m_first[link.b.index + 1];
        }
    }
    for (std::size_t i = 1; i < m_first.size(); ++i) {
        m_first[i] += m_first[i - 1];
    }
    m_arcs.resize(m_first.back());
    std::vector<std::uint32_t> next(m_first.begin(), m_first.end() - 1);
    for (std::size_t i = 0; i < topology.links.size(); ++i) {
        const Link& link = topology.links[i];
        if (!link.reachesEndpoint()) {
            const auto slot = static_cast<std::uint32_t>(2 * i);
            const double capacity = link.capacity().base();
            m_arcs[next[link.a.index]++] = {link.b.index, slot, capacity};
            m_arcs[next[link.b.index]++] = {link.a.index, slot + 1, capacity};
        }
    }
}

void SwitchGraph::setCapacity(std::uint32_t a, std::uint32_t b, std::uint32_t link, double capacity)
{
    for (const std::uint32_t tail : {a, b}) {
        for (std::uint32_t i = m_first[tail]; i < m_first[tail + 1]; ++i) {
            if (m_arcs[i].slot / 2 == link) {
                m_arcs[i].capacity = capacity;
            }
        }
    }
}

std::vector<Distance> distancesTo(const SwitchGraph& graph, std::uint32_t leaf)
{
    std::vector<Distance> distance(graph.size(), kUnreachable);
    std::vector<std::uint32_t> reached{leaf};
    distance[leaf] = 0;
    for (std::size_t i = 0; i < reached.size(); ++i) {
        const std::uint32_t node = reached[i];
        for (const Arc& arc : graph.arcs(node)) {
            if (arc.capacity > 0 && distance[arc.head] == kUnreachable) {
                distance[arc.head] = static_cast<Distance>(distance[node] + 1);
                reached.push_back(arc.head);
            }
        }
    }
    return distance;
}

std::vector<std::uint32_t> lengthen(const SwitchGraph& graph,
                                    std::vector<Distance>& distance,
                                    std::span<const std::pair<std::uint32_t, std::uint32_t>> cut)
{
    std::vector<Nearest> candidates;
    for (const auto& [a, b] : cut) {
        if (isNextHop(distance[a], distance[b])) {
            candidates.emplace_back(distance[a], a);
        } else if (isNextHop(distance[b], distance[a])) {
            candidates.emplace_back(distance[b], b);
        }
    }
    std::vector<std::uint32_t> stranded =
        strand(graph, distance, NearestFirst(std::greater<>(), std::move(candidates)));
    if (!stranded.empty()) {
        findDetours(graph, distance, stranded);
        std::sort(stranded.begin(), stranded.end());
    }
    return stranded;
}

void Rerouter::queue(std::uint32_t node, Distance distance)
{
    if (m_state[node].queued) {
        return;
    }
    m_state[node].queued = true;
    if (distance == kUnreachable) {
        m_unreachable.push_back(node);
        return;
    }
    if (m_queues.size() <= distance) {
        m_queues.resize(distance + std::size_t{1});
    }
    m_queues[distance].push_back(node);
}

void Rerouter::queueHops(std::uint32_t node, const Route& route, const Route& after)
{
    for (const Arc& arc : m_change->graphBefore.arcs(node)) {
        if (isNextHop(route.distance[node], route.distance[arc.head])) {
            queue(arc.head, after.distance[arc.head]);
        }
    }
}

void Rerouter::settle(std::uint32_t node)
{
    m_state[node].queued = false;
    const Rates old = m_change->before.density[node];
    const Rates now = densityOf(*m_change, *m_after, node);
    if (!m_state[node].rerouted && same(old.mean, now.mean) && same(old.burst, now.burst)) {
        return;
    }
    m_after->density[node] = now;
    if (!m_state[node].rerouted) {
        shift(m_change->graphAfter, m_after->distance, node, now - old);
    } else {
        shift(m_change->graphBefore, m_change->before.distance, node, old * -1);
        shift(m_change->graphAfter, m_after->distance, node, now);
    }
    queueHops(node, *m_after, *m_after);
}

/// Changes the loads of the arcs to next hops by `density`.
void Rerouter::shift(const SwitchGraph& graph,
                     const std::vector<Distance>& distance,
                     std::uint32_t node,
                     Rates density)
{
    std::size_t position = graph.first(node);
    for (const Arc& arc : graph.arcs(node)) {
        if (isNextHop(distance[node], distance[arc.head])) {
            m_loadChanges[position] += density * arc.capacity;
        }
        ++position;
    }
}

void Rerouter::update(const RouteChange& change,
                      Route& after,
                      std::span<const std::uint32_t> rerouted,
                      std::span<const std::uint32_t> entered)
{
    m_change = &change;
    m_after = &after;
    for (const std::uint32_t node : rerouted) {
        m_state[node].rerouted = true;
        queue(node, after.distance[node]);
        if (change.before.density[node] != Rates{}) {
            queueHops(node, change.before, after);
        }
    }
    for (const std::uint32_t node : entered) {
        queue(node, after.distance[node]);
    }
    for (const std::uint32_t node : m_unreachable) {
        settle(node);
    }
    m_unreachable.clear();
    for (std::size_t distance = m_queues.size(); distance-- > 0;) {
        // Switches settled here queue only nearer ones.
        for (const std::uint32_t node : m_queues[distance]) {
            settle(node);
        }
        m_queues[distance].clear();
    }
    for (const std::uint32_t node : rerouted) {
        m_state[node].rerouted = false;
    }
}

} // namespace netready
