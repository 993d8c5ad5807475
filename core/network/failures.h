// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/network/bottleneck.h"
#include "core/network/routing.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace netready {

/// One cable of each link, where one stands for all that are alike: cables of one link, and those
/// of endpoints with equal ports and the same part in every flow.
///
/// Shape:  in the order of links; a name says how many links the cable stands for
[[nodiscard]] std::vector<Failure> cableFailures(const NetworkLoad& network);
/// Each switch with all its links.
[[nodiscard]] std::vector<Failure> switchFailures(const Topology& topology);
/// All switches of each plane together; none if there are no planes.
[[nodiscard]] std::vector<Failure> planeFailures(const Topology& topology);
/// All switches of each of two power feeds, where every switch hangs on one: planes by turns, or
/// else the switches of each tier by turns, so that the two leaves of an endpoint have one each.
[[nodiscard]] std::vector<Failure> feedFailures(const Topology& topology);

/// What a failure does to endpoints, flows and loads.
struct FailureEffect
{
    std::vector<std::uint32_t> cutOff; ///< endpoints outside the largest part that is left, rising
    std::vector<std::uint32_t> flowsHit; ///< flows that lose some of their traffic, rising
    DataRate lost;                       ///< mean rate of what has no path any more
    std::optional<LinkUse> fullest;      ///< at the moment asked for; nothing if no link is left

    bool operator==(const FailureEffect&) const = default;
};

struct FailureStudy
{
    std::vector<FailureEffect> effects; ///< in the order of the failures; fewer when cancelled
    std::optional<std::size_t>
        fullest; ///< the failure with the highest utilisation, first of equal
    std::optional<std::size_t> mostLost; ///< the one that loses most, if any loses something
    bool complete = true;                ///< false: cancelled
};

/// The effect of one failure; `network` is not changed.
///
/// Limits: traffic that still has a path keeps its rate, also where links are overfull
/// Errors: NotFound if it names an unknown element; InvalidInput of fullestByTier
[[nodiscard]] FailureEffect
effectOf(const NetworkLoad& network, const Failure& failure, UseOptions options);

/// The effects of failures, each alone.
///
/// `goOn(done, all)` is called before each one; it cancels by returning false.
[[nodiscard]] FailureStudy
studyFailures(const NetworkLoad& network,
              std::span<const Failure> failures,
              UseOptions options,
              const std::function<bool(std::size_t, std::size_t)>& goOn = {});

} // namespace netready
