// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/network/routing.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace netready {

/// How full a link is in one direction; above 1 it cannot carry what is offered.
struct LinkUse
{
    LinkDirection at;
    std::uint32_t tier = 0; ///< of the link: 0 endpoint to leaf, 1 leaf to spine, 2 spine to core
    double utilisation = 0;

    bool operator==(const LinkUse&) const = default;
};

/// When, and which share of the capacity between switches can be used (see LoadBalancing).
struct UseOptions
{
    Moment moment = Moment::Mean;
    double efficiency = 1; ///< above 0 to 1
};

/// The fullest link of each tier.
///
/// Model:  load / capacity at endpoints; load / (capacity * efficiency) between switches, where
///         traffic is balanced over links
/// Shape:  one for each tier with working links, by rising tier; of equal ones the first link
/// Errors: InvalidInput if the efficiency is not above 0 and at most 1
/// Limits: `cables` holds what is left of each link after a failure; empty: all
[[nodiscard]] std::vector<LinkUse> fullestByTier(const Topology& topology,
                                                 const Loads& loads,
                                                 UseOptions options,
                                                 std::span<const std::uint32_t> cables = {});

/// The fullest of them; nothing if there are no working links.
[[nodiscard]] std::optional<LinkUse> bottleneck(std::span<const LinkUse> byTier);

/// A flow and its share of the load of a link.
struct Cause
{
    std::size_t flow = 0;
    double share = 0; ///< 0 to 1; the shares of all causes add up to 1

    bool operator==(const Cause&) const = default;
};

/// The flows that cross a link in one direction, by falling share, then by position.
[[nodiscard]] std::vector<Cause>
causes(const NetworkLoad& network, LinkDirection at, Moment moment);

} // namespace netready
