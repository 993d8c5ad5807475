// SPDX-License-Identifier: Apache-2.0
#include "core/network/routing.h"

#include "core/base/error.h"
#include "core/network/portions.h"
#include "core/network/routing_draft.h"

#include <algorithm>
#include <cassert>
#include <map>
#include <numeric>
#include <string>
#include <tuple>

namespace netready {

namespace {

constexpr std::uint32_t kNoLeaf = ~0U;

Rates rates(const FlowAggregate& flow)
{
    return {flow.mean.base(), flow.burst.base()};
}

/// What is left of rates after some have been taken away; so little that it is a rounding error, or
/// less than a thousandth of a bit per second, is nothing.
Rates rest(Rates rates, Rates before)
{
    const auto rest = [](double rate, double rateBefore) {
        return rate > 1e-12 * rateBefore + 1e-3 ? rate : 0.0;
    };
    return {rest(rates.mean, before.mean), rest(rates.burst, before.burst)};
}

/// Switches whose traffic may come by `node`, itself first, by rising distance.
std::vector<std::uint32_t>
upstream(const SwitchGraph& graph, const std::vector<Distance>& distance, std::uint32_t node)
{
    std::vector<std::uint32_t> found{node};
    std::vector<bool> isFound(graph.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        for (const Arc& arc : graph.arcs(found[i])) {
            if (isNextHop(distance[arc.head], distance[found[i]]) && !isFound[arc.head]) {
                isFound[arc.head] = true;
                found.push_back(arc.head);
            }
        }
    }
    return found;
}

/// Sums of shares by cell and port.
class PortShares
{
public:
    PortShares(const CellFlow& flow, const Attachments& attachments)
    {
        for (const PortCell& cell : flow.cells()) {
            m_first.push_back(m_shares.size());
            m_shares.resize(m_shares.size() + attachments.ports(cell.group).size());
        }
    }
    double& at(std::size_t cell, std::size_t port) { return m_shares[m_first[cell] + port]; }

private:
    std::vector<std::size_t> m_first;
    std::vector<double> m_shares;
};

} // namespace

LinkLoad Loads::at(LinkDirection at) const
{
    const Rates rates = bySlot.at(2 * std::size_t{at.link} + (at.fromA ? 0 : 1));
    return {DataRate::fromBase(rates.mean), DataRate::fromBase(rates.burst)};
}

NetworkLoad::NetworkLoad(Topology topology, std::vector<FlowAggregate> flows)
    : m_topology(std::move(topology))
    , m_flows(std::move(flows))
{
    checkElements(m_topology);
    for (const FlowAggregate& flow : m_flows) {
        check(flow, m_topology.endpoints.size());
    }
    m_attachments = Attachments(m_topology, cablesLeft(m_topology, {}));
    m_graph = SwitchGraph(m_topology);
    m_leafNumber.assign(m_topology.switches.size(), kNoLeaf);
    for (const Link& link : m_topology.links) {
        if (link.reachesEndpoint()) {
            m_leafNumber[(link.a.kind == Node::Kind::Switch ? link.a : link.b).index] = 0;
        }
    }
    for (std::uint32_t node = 0; node < m_leafNumber.size(); ++node) {
        if (m_leafNumber[node] != kNoLeaf) {
            m_leafNumber[node] = static_cast<std::uint32_t>(m_leaves.size());
            m_leaves.push_back(node);
        }
    }
    if (m_leaves.size() * m_graph.size() > kMaxRouteEntries) {
        throw Error(ErrorCode::InvalidInput,
                    "the network has " + std::to_string(m_leaves.size()) + " leaves and " +
                        std::to_string(m_graph.size()) + " switches, too many to route");
    }
    for (const std::uint32_t leaf : m_leaves) {
        m_routes.push_back({distancesTo(m_graph, leaf), std::vector<Rates>(m_graph.size())});
        m_injected.emplace_back(m_graph.size());
    }
    m_loads.bySlot.resize(2 * m_topology.links.size());
    Draft first = draft();
    const Distances to = distances();
    for (const FlowAggregate& flow : m_flows) {
        m_cellFlows.emplace_back(flow, m_attachments);
        first.loads.lost.push_back(
            apply(m_cellFlows.back(), {}, rates(flow), m_attachments, to, first));
    }
    propagate(m_graph, first);
    commit(std::move(first));
}

NetworkLoad::Draft NetworkLoad::draft() const
{
    Draft draft;
    draft.loads = m_loads;
    draft.injected.resize(m_leaves.size());
    draft.routes.resize(m_leaves.size());
    draft.lengthened.resize(m_leaves.size());
    draft.rerouted.resize(m_leaves.size());
    return draft;
}

NetworkLoad::Distances NetworkLoad::distances(const std::vector<Route>& changed) const
{
    Distances distances(m_graph.size(), nullptr);
    for (std::size_t i = 0; i < m_leaves.size(); ++i) {
        const bool kept = changed.empty() || changed[i].distance.empty();
        distances[m_leaves[i]] = &(kept ? m_routes[i] : changed[i]).distance;
    }
    return distances;
}

/// Adds a flow at the given rates, which may be negative, to what is injected and to the links of
/// endpoints; with `marked` cells only their part of it. Returns the share that has no path.
double NetworkLoad::apply(const CellFlow& flow,
                          const std::vector<bool>& marked,
                          Rates rates,
                          const Attachments& attachments,
                          const Distances& distances,
                          Draft& draft) const
{
    PortShares sent(flow, attachments);
    PortShares received(flow, attachments);
    const auto visit = [&](const Portion& part, std::uint32_t fromLeaf, std::uint32_t toLeaf) {
        sent.at(part.from, part.fromPort) += part.share;
        received.at(part.to, part.toPort) += part.share;
        const std::uint32_t leaf = m_leafNumber[toLeaf];
        std::vector<Rates>& injected = draft.injected[leaf];
        if (injected.empty()) {
            injected = m_injected[leaf];
        }
        injected[fromLeaf] += rates * part.share;
    };
    const double lost = forEachPortion(flow, marked, attachments, distances, visit);
    for (std::size_t i = 0; i < flow.cells().size(); ++i) {
        const PortCell& cell = flow.cells()[i];
        for (const std::uint32_t endpoint : flow.members(cell)) {
            const std::span<const std::uint32_t> slots = attachments.slots(endpoint);
            for (std::size_t port = 0; port < slots.size(); ++port) {
                draft.loads.bySlot[slots[port]] += rates * (sent.at(i, port) / cell.count);
                draft.loads.bySlot[slots[port] ^ 1U] += rates * (received.at(i, port) / cell.count);
            }
        }
    }
    return lost;
}

void NetworkLoad::propagate(const SwitchGraph& graph, Draft& draft) const
{
    Rerouter rerouter(m_graph);
    std::vector<std::uint32_t> entered;
    for (std::size_t leaf = 0; leaf < m_leaves.size(); ++leaf) {
        entered.clear();
        std::vector<Rates>& injected = draft.injected[leaf];
        for (std::uint32_t node = 0; node < injected.size(); ++node) {
            injected[node] = rest(injected[node], m_injected[leaf][node]);
            if (injected[node] != m_injected[leaf][node]) {
                entered.push_back(node);
            }
        }
        if (entered.empty() && draft.rerouted[leaf].empty()) {
            continue;
        }
        if (draft.routes[leaf].distance.empty()) {
            draft.routes[leaf] = m_routes[leaf];
        }
        rerouter.update(
            {m_graph, graph, m_routes[leaf], injected.empty() ? m_injected[leaf] : injected},
            draft.routes[leaf],
            draft.rerouted[leaf],
            entered);
    }
    for (std::size_t arc = 0; arc < m_graph.all().size(); ++arc) {
        draft.loads.bySlot[m_graph.all()[arc].slot] += rerouter.loadChanges()[arc];
    }
    for (std::size_t slot = 0; slot < draft.loads.bySlot.size(); ++slot) {
        draft.loads.bySlot[slot] = rest(draft.loads.bySlot[slot], m_loads.bySlot[slot]);
    }
}

void NetworkLoad::commit(Draft draft)
{
    m_loads = std::move(draft.loads);
    for (std::size_t leaf = 0; leaf < m_leaves.size(); ++leaf) {
        if (!draft.injected[leaf].empty()) {
            m_injected[leaf] = std::move(draft.injected[leaf]);
        }
        if (!draft.routes[leaf].distance.empty()) {
            m_routes[leaf] = std::move(draft.routes[leaf]);
        }
    }
}

void NetworkLoad::addFlow(FlowAggregate flow)
{
    check(flow, m_topology.endpoints.size());
    CellFlow cells(flow, m_attachments);
    Draft next = draft();
    next.loads.lost.push_back(apply(cells, {}, rates(flow), m_attachments, distances(), next));
    propagate(m_graph, next);
    commit(std::move(next));
    m_flows.push_back(std::move(flow));
    m_cellFlows.push_back(std::move(cells));
}

void NetworkLoad::replaceFlow(std::size_t index, FlowAggregate flow)
{
    assert(index < m_flows.size());
    check(flow, m_topology.endpoints.size());
    CellFlow cells(flow, m_attachments);
    Draft next = draft();
    const Distances to = distances();
    apply(m_cellFlows[index], {}, rates(m_flows[index]) * -1, m_attachments, to, next);
    next.loads.lost[index] = apply(cells, {}, rates(flow), m_attachments, to, next);
    propagate(m_graph, next);
    commit(std::move(next));
    m_flows[index] = std::move(flow);
    m_cellFlows[index] = std::move(cells);
}

void NetworkLoad::removeFlow(std::size_t index)
{
    assert(index < m_flows.size());
    const auto at = static_cast<std::ptrdiff_t>(index);
    Draft next = draft();
    apply(m_cellFlows[index], {}, rates(m_flows[index]) * -1, m_attachments, distances(), next);
    next.loads.lost.erase(next.loads.lost.begin() + at);
    propagate(m_graph, next);
    commit(std::move(next));
    m_flows.erase(m_flows.begin() + at);
    m_cellFlows.erase(m_cellFlows.begin() + at);
}

/// By leaf and switch: how much of what enters there goes over the link; empty for leaves whose
/// traffic does not use it.
std::vector<std::vector<double>> NetworkLoad::passing(LinkDirection at) const
{
    const Link& link = m_topology.links[at.link];
    const std::uint32_t tail = (at.fromA ? link.a : link.b).index;
    const std::uint32_t head = (at.fromA ? link.b : link.a).index;
    std::vector<std::vector<double>> passing(m_leaves.size());
    for (std::size_t leaf = 0; leaf < m_leaves.size(); ++leaf) {
        const std::vector<Distance>& distance = m_routes[leaf].distance;
        if (!isNextHop(distance[tail], distance[head])) {
            continue;
        }
        std::vector<double>& passes = passing[leaf];
        passes.resize(m_graph.size());
        for (const std::uint32_t node : upstream(m_graph, distance, tail)) {
            double through = 0;
            double all = 0;
            for (const Arc& arc : m_graph.arcs(node)) {
                if (isNextHop(distance[node], distance[arc.head])) {
                    all += arc.capacity;
                    through += arc.capacity * (arc.slot / 2 == at.link ? 1 : passes[arc.head]);
                }
            }
            passes[node] = through / all;
        }
    }
    return passing;
}

std::vector<double> NetworkLoad::crossing(LinkDirection at) const
{
    const Link& link = m_topology.links.at(at.link);
    std::vector<double> crossing(m_flows.size());
    const Distances to = distances();
    if (!link.reachesEndpoint()) {
        const std::vector<std::vector<double>> passes = passing(at);
        for (std::size_t i = 0; i < m_flows.size(); ++i) {
            forEachPortion(m_cellFlows[i],
                           {},
                           m_attachments,
                           to,
                           [&](const Portion& part, std::uint32_t from, std::uint32_t toLeaf) {
                               const std::vector<double>& row = passes[m_leafNumber[toLeaf]];
                               crossing[i] += row.empty() ? 0 : part.share * row[from];
                           });
        }
        return crossing;
    }
    const bool sendsFromA = link.a.kind == Node::Kind::Endpoint;
    const std::uint32_t endpoint = (sendsFromA ? link.a : link.b).index;
    const std::span<const std::uint32_t> slots = m_attachments.slots(endpoint);
    const std::uint32_t slot = 2 * at.link + (sendsFromA ? 0 : 1);
    const auto port =
        static_cast<std::size_t>(std::find(slots.begin(), slots.end(), slot) - slots.begin());
    const bool sends = sendsFromA == at.fromA;
    for (std::size_t i = 0; i < m_flows.size(); ++i) {
        const CellFlow& flow = m_cellFlows[i];
        const auto cell =
            std::find_if(flow.cells().begin(), flow.cells().end(), [&](const PortCell& c) {
                const auto members = flow.members(c);
                return std::find(members.begin(), members.end(), endpoint) != members.end();
            });
        if (cell == flow.cells().end()) {
            continue;
        }
        const auto number = static_cast<std::size_t>(cell - flow.cells().begin());
        forEachPortion(flow,
                       {},
                       m_attachments,
                       to,
                       [&](const Portion& part, std::uint32_t /*from*/, std::uint32_t /*to*/) {
                           const bool ours = sends ? part.from == number && part.fromPort == port
                                                   : part.to == number && part.toPort == port;
                           crossing[i] += ours ? part.share / cell->count : 0;
                       });
    }
    return crossing;
}

std::vector<std::uint32_t> NetworkLoad::kindsOfLinks() const
{
    std::uint32_t kinds = 0;
    std::vector<std::uint32_t> kindOf(m_topology.endpoints.size());
    for (std::uint32_t i = 0; i < kindOf.size(); ++i) {
        kindOf[i] = m_attachments.group(i);
        kinds = std::max(kinds, kindOf[i] + 1);
    }
    for (const CellFlow& flow : m_cellFlows) {
        for (const PortCell& cell : flow.cells()) {
            // A cell sets its members apart from those that were like them.
            std::map<std::uint32_t, std::uint32_t> apart;
            for (const std::uint32_t endpoint : flow.members(cell)) {
                const auto [kind, isNew] = apart.try_emplace(kindOf[endpoint], kinds);
                kinds += isNew ? 1 : 0;
                kindOf[endpoint] = kind->second;
            }
        }
    }
    std::vector<std::uint32_t> links(m_topology.links.size());
    std::iota(links.begin(), links.end(), 0U);
    using Key = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t, DataRate>;
    std::map<Key, std::uint32_t> first;
    for (std::uint32_t i = 0; i < links.size(); ++i) {
        const Link& link = m_topology.links[i];
        if (link.reachesEndpoint()) {
            const auto [low, high] = std::minmax(link.a, link.b); // switches come first
            const Key key{kindOf[high.index], low.index, link.cables, link.speed};
            links[i] = first.try_emplace(key, i).first->second;
        }
    }
    return links;
}

} // namespace netready
