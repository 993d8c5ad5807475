// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/network/attachments.h"
#include "core/network/flow_aggregate.h"
#include "core/network/route.h"
#include "core/network/topology.h"

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace netready {

enum class Moment
{
    Mean,
    Burst ///< all flows send at their burst rate at once
};

struct LinkLoad
{
    DataRate mean;
    DataRate burst;

    [[nodiscard]] DataRate at(Moment moment) const { return moment == Moment::Mean ? mean : burst; }
    bool operator==(const LinkLoad&) const = default;
};

/// A link in the direction from a to b, or from b to a.
struct LinkDirection
{
    std::uint32_t link = 0;
    bool fromA = true;

    bool operator==(const LinkDirection&) const = default;
};

/// Lost shares that differ by less differ by rounding.
inline constexpr double kLostRounding = 1e-12;

/// Loads of all links, in bits per second, and what of each flow has no path.
struct Loads
{
    std::vector<Rates> bySlot; ///< 2 * link for a to b, one more for b to a
    std::vector<double> lost;  ///< share of each flow between 0 and 1

    [[nodiscard]] LinkLoad at(LinkDirection at) const;
};

/// Loads of a network under flows, kept up to date when flows change.
///
/// Model:   a source uses the ports of a destination that are nearest (fewest links), by capacity,
///          and its own ports nearest to these; between the leaves every switch splits over all
///          next hops of the shortest paths by the capacity of the links to them. Loads of flows
///          add up. For each leaf, what all sources send to it goes down its paths once
/// Units:   loads of one direction; mean and burst apart
/// Errors:  InvalidInput from checkElements(topology) and check(flow), and if leaves × switches
///          exceed kMaxRouteEntries; endpoints that cannot reach each other are no error but lost
/// Limits:  endpoints do not forward; no congestion: loads may exceed capacities; what is lost is
///          not sent elsewhere; less than 0.001 bit/s counts as nothing; memory 34 bytes for each
///          leaf and switch
class NetworkLoad
{
public:
    NetworkLoad(Topology topology, std::vector<FlowAggregate> flows);

    [[nodiscard]] const Topology& topology() const { return m_topology; }
    [[nodiscard]] const std::vector<FlowAggregate>& flows() const { return m_flows; }
    [[nodiscard]] const Loads& loads() const { return m_loads; }

    /// Changes of flows re-propagate only what they touch.
    void addFlow(FlowAggregate flow);
    void replaceFlow(std::size_t index, FlowAggregate flow);
    void removeFlow(std::size_t index); ///< later flows move up

    /// Loads after a failure, without changing anything; equal to those of without(topology).
    [[nodiscard]] Loads after(const Failure& failure) const;

    /// How much of each flow's traffic crosses a link in one direction: share by flow, 0 to 1.
    [[nodiscard]] std::vector<double> crossing(LinkDirection at) const;

    /// Numbers links so that equal numbers can be exchanged without changing any other load: links
    /// of endpoints that have equal ports and the same part in every flow.
    [[nodiscard]] std::vector<std::uint32_t> kindsOfLinks() const;

private:
    struct Draft;
    using Distances = std::vector<const std::vector<Distance>*>; ///< by switch, for leaves

    [[nodiscard]] Draft draft() const;
    [[nodiscard]] Distances distances(const std::vector<Route>& changed = {}) const;
    double apply(const CellFlow& flow,
                 const std::vector<bool>& marked,
                 Rates rates,
                 const Attachments& attachments,
                 const Distances& distances,
                 Draft& draft) const;
    void propagate(const SwitchGraph& graph, Draft& draft) const;
    void commit(Draft draft);
    void reroute(const SwitchGraph& graph,
                 std::span<const std::pair<std::uint32_t, std::uint32_t>> cut,
                 const std::vector<bool>& dead,
                 Draft& draft) const;
    [[nodiscard]] std::vector<bool> touchedCells(const CellFlow& flow,
                                                 const std::vector<bool>& touchedLeaves) const;
    [[nodiscard]] std::vector<std::vector<double>> passing(LinkDirection at) const;

    Topology m_topology;
    std::vector<FlowAggregate> m_flows;
    std::vector<CellFlow> m_cellFlows;
    Attachments m_attachments;
    SwitchGraph m_graph;
    std::vector<std::uint32_t> m_leaves;        ///< switches with endpoints
    std::vector<std::uint32_t> m_leafNumber;    ///< by switch: position in m_leaves
    std::vector<Route> m_routes;                ///< by leaf
    std::vector<std::vector<Rates>> m_injected; ///< by leaf and switch
    Loads m_loads;
};

inline constexpr std::size_t kMaxRouteEntries = std::size_t{1} << 25;

} // namespace netready
