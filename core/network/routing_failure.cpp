// SPDX-License-Identifier: Apache-2.0
#include "core/network/portions.h"
#include "core/network/routing.h"
#include "core/network/routing_draft.h"

#include <algorithm>
#include <utility>

namespace netready {

namespace {

using Pair = std::pair<std::uint32_t, std::uint32_t>;

/// Switches whose next hops or their capacities change: those at the far end of a cut link, those
/// with a new distance, and the neighbours that these were or become a next hop of.
std::vector<std::uint32_t> reroutedSwitches(const SwitchGraph& graph,
                                            const Route& before,
                                            const std::vector<Distance>& after,
                                            const std::vector<std::uint32_t>& lengthened,
                                            std::span<const Pair> cut)
{
    std::vector<std::uint32_t> rerouted = lengthened;
    for (const auto& [a, b] : cut) {
        if (isNextHop(before.distance[a], before.distance[b])) {
            rerouted.push_back(a);
        } else if (isNextHop(before.distance[b], before.distance[a])) {
            rerouted.push_back(b);
        }
    }
    for (const std::uint32_t node : lengthened) {
        for (const Arc& arc : graph.arcs(node)) {
            if (isNextHop(before.distance[arc.head], before.distance[node]) ||
                isNextHop(after[arc.head], after[node])) {
                rerouted.push_back(arc.head);
            }
        }
    }
    std::sort(rerouted.begin(), rerouted.end());
    rerouted.erase(std::unique(rerouted.begin(), rerouted.end()), rerouted.end());
    return rerouted;
}

} // namespace

/// Finds for each leaf the distances after links have lost capacity, and who is rerouted by that.
void NetworkLoad::reroute(const SwitchGraph& graph,
                          std::span<const Pair> cut,
                          const std::vector<bool>& dead,
                          Draft& draft) const
{
    std::vector<Distance> distance;
    for (std::size_t leaf = 0; leaf < m_leaves.size(); ++leaf) {
        const Route& before = m_routes[leaf];
        distance = before.distance;
        std::vector<std::uint32_t>& lengthened = draft.lengthened[leaf];
        if (dead[m_leaves[leaf]]) {
            for (std::uint32_t node = 0; node < distance.size(); ++node) {
                if (distance[node] != kUnreachable) {
                    lengthened.push_back(node);
                }
            }
            std::fill(distance.begin(), distance.end(), kUnreachable);
        } else {
            lengthened = lengthen(graph, distance, cut);
        }
        std::vector<std::uint32_t> rerouted =
            reroutedSwitches(m_graph, before, distance, lengthened, cut);
        const bool carries = std::any_of(rerouted.begin(), rerouted.end(), [&](std::uint32_t node) {
            return before.density[node] != Rates{};
        });
        if (!lengthened.empty() || carries) {
            draft.routes[leaf] = {distance, before.density};
            draft.rerouted[leaf] = std::move(rerouted);
        }
    }
}

/// Flows with members at a dead switch or with other ports, and flows between leaves whose distance
/// has changed, so that they may use other ports. Some are named that need not be.
std::vector<std::uint32_t> NetworkLoad::touchedFlows(const Draft& draft,
                                                     const std::vector<bool>& dead,
                                                     const std::vector<bool>& replugged) const
{
    std::vector<bool> fartherFrom(m_graph.size());
    std::vector<bool> fartherTo(m_graph.size());
    for (std::size_t leaf = 0; leaf < m_leaves.size(); ++leaf) {
        for (const std::uint32_t node : draft.lengthened[leaf]) {
            if (hasRoute(node) && !dead[node] && !dead[m_leaves[leaf]]) {
                fartherFrom[node] = true;
                fartherTo[m_leaves[leaf]] = true;
            }
        }
    }
    const bool anyReplugged =
        std::find(replugged.begin(), replugged.end(), true) != replugged.end();
    const auto touched = [&](const CellFlow& flow) {
        bool from = false;
        bool to = false;
        for (const Cell& cell : flow.cells()) {
            for (const Attachments::Port& port : m_attachments.ports(cell.group)) {
                if (dead[port.leaf]) {
                    return true;
                }
                from = from || (cell.sends && fartherFrom[port.leaf]);
                to = to || (cell.receives && fartherTo[port.leaf]);
            }
            const auto members = flow.members(cell);
            if (anyReplugged && std::any_of(members.begin(), members.end(), [&](std::uint32_t i) {
                    return replugged[i];
                })) {
                return true;
            }
        }
        return from && to;
    };
    std::vector<std::uint32_t> flows;
    for (std::uint32_t i = 0; i < m_cellFlows.size(); ++i) {
        if (touched(m_cellFlows[i])) {
            flows.push_back(i);
        }
    }
    return flows;
}

Loads NetworkLoad::after(const Failure& failure) const
{
    const std::vector<std::uint32_t> cables = cablesLeft(m_topology, failure);
    std::vector<bool> dead(m_graph.size());
    for (const Node node : failure.nodes) {
        if (node.kind == Node::Kind::Switch) {
            dead[node.index] = true;
        }
    }
    SwitchGraph graph = m_graph;
    std::vector<Pair> cut;
    std::vector<bool> replugged(m_topology.endpoints.size());
    bool anyReplugged = false;
    for (std::uint32_t i = 0; i < cables.size(); ++i) {
        const Link& link = m_topology.links[i];
        if (cables[i] == link.cables) {
            continue;
        }
        if (!link.reachesEndpoint()) {
            cut.emplace_back(link.a.index, link.b.index);
            graph.setCapacity(link.a.index, link.b.index, i, cables[i] * link.speed.base());
            continue;
        }
        const bool endpointIsA = link.a.kind == Node::Kind::Endpoint;
        // The ports at a dead switch stay; that it is unreachable says enough.
        if (!dead[(endpointIsA ? link.b : link.a).index]) {
            replugged[(endpointIsA ? link.a : link.b).index] = true;
            anyReplugged = true;
        }
    }

    Draft draft = this->draft();
    reroute(graph, cut, dead, draft);
    const std::vector<std::uint32_t> touched = touchedFlows(draft, dead, replugged);
    const Distances before = distances();
    const Distances after = distances(draft.routes);
    const Attachments newPorts = anyReplugged ? Attachments(m_topology, cables) : Attachments();
    for (const std::uint32_t i : touched) {
        const FlowAggregate& flow = m_flows[i];
        const Rates rates{flow.mean.base(), flow.burst.base()};
        apply(m_cellFlows[i], rates * -1, m_attachments, before, draft);
        draft.loads.lost[i] = anyReplugged
                                  ? apply(CellFlow(flow, newPorts), rates, newPorts, after, draft)
                                  : apply(m_cellFlows[i], rates, m_attachments, after, draft);
    }
    propagate(graph, draft);
    for (std::size_t i = 0; i < cables.size(); ++i) {
        if (cables[i] == 0) {
            draft.loads.bySlot[2 * i] = {};
            draft.loads.bySlot[2 * i + 1] = {};
        }
    }
    return std::move(draft.loads);
}

} // namespace netready
