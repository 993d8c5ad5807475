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

/// What a failure takes from a network.
struct Outage
{
    std::vector<bool> dead;      ///< switches
    std::vector<bool> replugged; ///< endpoints that lose ports at switches that work
    std::vector<Pair> cut;       ///< ends of links between switches that lose capacity
    SwitchGraph graph;           ///< what is left
};

Outage outageOf(const Topology& topology,
                const SwitchGraph& graph,
                const Failure& failure,
                const std::vector<std::uint32_t>& cables)
{
    Outage outage{std::vector<bool>(topology.switches.size()),
                  std::vector<bool>(topology.endpoints.size()),
                  {},
                  graph};
    for (const Node node : failure.nodes) {
        if (node.kind == Node::Kind::Switch) {
            outage.dead[node.index] = true;
        }
    }
    for (std::uint32_t i = 0; i < cables.size(); ++i) {
        const Link& link = topology.links[i];
        if (cables[i] == link.cables) {
            continue;
        }
        const auto [low, high] = std::minmax(link.a, link.b); // switches come first
        if (!link.reachesEndpoint()) {
            outage.cut.emplace_back(low.index, high.index);
            outage.graph.setCapacity(low.index, high.index, i, cables[i] * link.speed.base());
        } else if (!outage.dead[low.index]) {
            // The ports at a dead switch stay; that it is unreachable says enough.
            outage.replugged[high.index] = true;
        }
    }
    return outage;
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

/// Cells with a port at a touched leaf; empty if there are none.
std::vector<bool> NetworkLoad::touchedCells(const CellFlow& flow,
                                            const std::vector<bool>& touchedLeaves) const
{
    std::vector<bool> touched;
    for (std::size_t i = 0; i < flow.cells().size(); ++i) {
        const std::span<const Attachments::Port> ports = m_attachments.ports(flow.cells()[i].group);
        if (std::any_of(ports.begin(), ports.end(), [&](const Attachments::Port& port) {
                return touchedLeaves[port.leaf];
            })) {
            touched.resize(flow.cells().size());
            touched[i] = true;
        }
    }
    return touched;
}

Loads NetworkLoad::after(const Failure& failure) const
{
    const std::vector<std::uint32_t> cables = cablesLeft(m_topology, failure);
    const Outage outage = outageOf(m_topology, m_graph, failure, cables);
    Draft draft = this->draft();
    reroute(outage.graph, outage.cut, outage.dead, draft);

    std::vector<bool> touchedLeaves = outage.dead;
    for (std::size_t leaf = 0; leaf < m_leaves.size(); ++leaf) {
        for (const std::uint32_t node : draft.lengthened[leaf]) {
            // What goes to a dead leaf is among what its own ports touch.
            touchedLeaves[node] = touchedLeaves[node] || !outage.dead[m_leaves[leaf]];
        }
    }
    const bool anyReplugged =
        std::find(outage.replugged.begin(), outage.replugged.end(), true) != outage.replugged.end();
    const Attachments newPorts = anyReplugged ? Attachments(m_topology, cables) : Attachments();
    const Distances before = distances();
    const Distances after = distances(draft.routes);
    for (std::size_t i = 0; i < m_flows.size(); ++i) {
        const CellFlow& flow = m_cellFlows[i];
        const Rates rates{m_flows[i].mean.base(), m_flows[i].burst.base()};
        double& lost = draft.loads.lost[i];
        if (anyReplugged && flow.hasMember(outage.replugged)) {
            apply(flow, {}, rates * -1, m_attachments, before, draft);
            lost = apply(CellFlow(m_flows[i], newPorts), {}, rates, newPorts, after, draft);
            continue;
        }
        const std::vector<bool> touched = touchedCells(flow, touchedLeaves);
        if (!touched.empty()) {
            lost -= apply(flow, touched, rates * -1, m_attachments, before, draft);
            lost += apply(flow, touched, rates, m_attachments, after, draft);
            lost = lost > kLostRounding ? lost : 0;
        }
    }
    propagate(outage.graph, draft);
    for (std::size_t i = 0; i < cables.size(); ++i) {
        if (cables[i] == 0) {
            draft.loads.bySlot[2 * i] = {};
            draft.loads.bySlot[2 * i + 1] = {};
        }
    }
    return std::move(draft.loads);
}

} // namespace netready
