// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/network/topology.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace netready {

/// Capacity of one tier of switches towards what is below and above it.
struct TierCapacity
{
    std::uint32_t tier = 1;
    DataRate down;
    DataRate up;
    double oversubscription = 0; ///< down / up; 1 is non-blocking, below 1 undersubscribed
    double worst = 0;            ///< the highest of a single switch; 0 if none has both directions

    bool operator==(const TierCapacity&) const = default;
};

/// Oversubscription of each tier that has links up, from the links of the graph.
///
/// Shape:  by rising tier; the top tier and a single switch give nothing
/// Errors: those of checkElements
/// Limits: links between switches of one tier count in neither direction
[[nodiscard]] std::vector<TierCapacity> oversubscription(const Topology& topology);

/// What the given endpoints can send at once: the capacity of all their ports.
///
/// Errors: NotFound naming an unknown endpoint
[[nodiscard]] DataRate accessCapacity(const Topology& topology,
                                      std::span<const std::uint32_t> endpoints);

/// The narrowest split that was tried.
struct Bisection
{
    DataRate capacity; ///< maximum flow from one half to the other, one direction
    double share = 0;  ///< of what the smaller half can send; 1 is full bisection
    std::string split; ///< which split it was
};

/// Capacity between two halves of the endpoints, the smallest of several splits.
///
/// Model:  for each split, maximum flow from one half to the other over all links; endpoints send
///         and receive what their ports carry and do not forward. Tried are: first and second half
///         in order of pods and leaves, every second endpoint, every second leaf, every second pod,
///         and `randomSplits` pseudo-random halves of the leaves (always the same ones)
/// Errors: InvalidInput of checkElements, and if there are fewer than two endpoints
/// Limits: the true bisection may be smaller, as not all splits are tried; it takes optimal
///         routing, so shortest-path ECMP may reach less
[[nodiscard]] Bisection bisection(const Topology& topology, std::uint32_t randomSplits = 8);

/// An edge of a flow network; capacity in one direction.
struct FlowEdge
{
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    double capacity = 0;
};

/// The maximum flow from `source` to `sink` over edges between `nodes` nodes.
///
/// Model:  blocking flows over levels
/// Source: Dinitz 1970
/// Limits: capacities are finite and not negative; what is left below 1e-12 of the largest capacity
///         counts as used up
[[nodiscard]] double maximumFlow(std::uint32_t nodes,
                                 std::span<const FlowEdge> edges,
                                 std::uint32_t source,
                                 std::uint32_t sink);

} // namespace netready
