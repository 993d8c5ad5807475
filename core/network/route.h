// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/network/topology.h"

#include <cstdint>
#include <limits>
#include <span>
#include <utility>
#include <vector>

namespace netready {

/// Bits per second, mean and while all sources send; or either per unit of capacity.
struct Rates
{
    double mean = 0;
    double burst = 0;

    Rates& operator+=(Rates other)
    {
        mean += other.mean;
        burst += other.burst;
        return *this;
    }
    friend Rates operator-(Rates a, Rates b) { return {a.mean - b.mean, a.burst - b.burst}; }
    friend Rates operator*(Rates rates, double k) { return {rates.mean * k, rates.burst * k}; }
    bool operator==(const Rates&) const = default;
};

/// One direction of a link between two switches, as seen from its tail.
struct Arc
{
    std::uint32_t head = 0;
    std::uint32_t slot = 0; ///< 2 * link for a to b, one more for b to a
    double capacity = 0;    ///< bits per second; 0 if all cables have failed
};

/// Links between switches by tail. Both directions of a link have the same capacity, so the arcs of
/// a switch are what leaves it and, turned round, what enters it.
class SwitchGraph
{
public:
    SwitchGraph() = default;
    explicit SwitchGraph(const Topology& topology);

    [[nodiscard]] std::size_t size() const { return m_first.empty() ? 0 : m_first.size() - 1; }
    [[nodiscard]] std::span<const Arc> arcs(std::uint32_t tail) const
    {
        return std::span(m_arcs).subspan(m_first[tail], m_first[tail + 1] - m_first[tail]);
    }
    /// Position of the first arc of a switch among all arcs.
    [[nodiscard]] std::size_t first(std::uint32_t tail) const { return m_first[tail]; }
    [[nodiscard]] std::span<const Arc> all() const { return m_arcs; }
    void setCapacity(std::uint32_t a, std::uint32_t b, std::uint32_t link, double capacity);

private:
    std::vector<std::uint32_t> m_first;
    std::vector<Arc> m_arcs;
};

using Distance = std::uint16_t;
inline constexpr Distance kUnreachable = std::numeric_limits<Distance>::max();

/// True if traffic at distance `from` goes on to a neighbour at distance `to`.
[[nodiscard]] constexpr bool isNextHop(Distance from, Distance to)
{
    return from != kUnreachable && from == to + 1;
}

/// How the traffic for one leaf reaches it, for every switch.
///
/// A switch splits what it gets over all neighbours one hop nearer, by the capacity of the links to
/// them; so every link it uses carries the same load per unit of capacity.
struct Route
{
    std::vector<Distance> distance; ///< links to the leaf
    std::vector<Rates> density;     ///< load per unit of capacity on each link to a next hop
};

[[nodiscard]] std::vector<Distance> distancesTo(const SwitchGraph& graph, std::uint32_t leaf);

/// Updates distances after capacity has gone from `graph` on the links between the pairs `cut`.
///
/// Shape:  the switches whose distance has changed, rising
[[nodiscard]] std::vector<std::uint32_t>
lengthen(const SwitchGraph& graph,
         std::vector<Distance>& distance,
         std::span<const std::pair<std::uint32_t, std::uint32_t>> cut);

/// One leaf's traffic before and after a change of links or of what is sent.
struct RouteChange
{
    const SwitchGraph& graphBefore;
    const SwitchGraph& graphAfter; ///< the same links, perhaps with other capacities
    const Route& before;
    std::span<const Rates> injected; ///< what enters at each switch, after the change
};

/// Carries changes of traffic down the shortest paths, in order of falling distance, and only to
/// switches whose next hops or inflow change.
class Rerouter
{
public:
    explicit Rerouter(const SwitchGraph& graph)
        : m_state(graph.size())
        , m_loadChanges(graph.all().size())
    {}

    /// Brings densities of `after`, whose distances are new, up to date.
    ///
    /// `rerouted`: switches whose next hops or capacities changed; `entered`: switches whose
    /// injected traffic changed.
    void update(const RouteChange& change,
                Route& after,
                std::span<const std::uint32_t> rerouted,
                std::span<const std::uint32_t> entered);

    /// Changes of the load of each arc by all updates, in bits per second.
    [[nodiscard]] const std::vector<Rates>& loadChanges() const { return m_loadChanges; }

private:
    struct State
    {
        bool queued = false;
        bool rerouted = false;
    };
    void queue(std::uint32_t node, Distance distance);
    void queueHops(std::uint32_t node, const Route& route, const Route& after);
    void settle(std::uint32_t node);
    void shift(const SwitchGraph& graph,
               const std::vector<Distance>& distance,
               std::uint32_t node,
               Rates density);

    std::vector<State> m_state;
    std::vector<Rates> m_loadChanges; ///< by arc, as slots lie too far apart for the cache
    std::vector<std::vector<std::uint32_t>> m_queues; ///< by distance
    std::vector<std::uint32_t> m_unreachable;
    const RouteChange* m_change = nullptr;
    Route* m_after = nullptr;
};

} // namespace netready
