// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/units/interval.h"

#include <cstdint>

namespace netready {

enum class LoadBalancing
{
    StaticEcmp, ///< hash of the header, few flows for each pair
    ManyFlows,  ///< ECMP with at least 16 queue pairs for each pair, or flowlet switching
    PerPacket   ///< spraying or adaptive routing with reordering at the receiver
};

/// Share of the capacity of parallel paths that is usable before the busiest one is full.
///
/// Source: model assumption, anchored on xAI Colossus (95 % with Spectrum-X, 60 % said of standard
///         Ethernet) and Alibaba HPN (SIGCOMM 2024)
/// Limits: a share for the fabric as a whole; ecmpImbalance says what a number of flows does
[[nodiscard]] Interval<double> efficiency(LoadBalancing balancing);

/// Expected load of the busiest link over the mean when equal flows are hashed onto equal links.
///
/// Model:  E[max] * links / flows of flows thrown independently and evenly onto links; exact up to
///         kExactFlows flows, above with independent Poisson counts (off by less than 0.1 %)
/// Shape:  1 to `links`; falls with flows
/// Errors: InvalidInput if links or flows is 0 or above kMaxHashed
/// Source: balls into bins; Meta, RDMA over Ethernet at scale (SIGCOMM 2024): above 1.2 for 16
/// links
///         and 1000 flows
[[nodiscard]] double ecmpImbalance(std::uint32_t links, std::uint32_t flows);

inline constexpr std::uint32_t kExactFlows = 128;
inline constexpr std::uint32_t kMaxHashed = 100'000'000;

} // namespace netready
