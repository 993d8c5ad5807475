// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/units/quantity.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace netready {

enum class Pattern
{
    Spread, ///< each source sends the same, evenly to all destinations but itself: all-to-all when
            ///< both are one group, one-to-many and many-to-one with one endpoint on one side
    Ring    ///< each source sends to the next one in order, the last to the first
};

/// Traffic of one kind between groups of endpoints.
struct FlowAggregate
{
    std::string name;
    Pattern pattern = Pattern::Spread;
    std::vector<std::uint32_t> sources;      ///< positions of endpoints in the topology
    std::vector<std::uint32_t> destinations; ///< empty for a ring
    DataRate mean;                           ///< of all sources together
    DataRate burst;                          ///< the same while all of them send; not below mean

    bool operator==(const FlowAggregate&) const = default;
};

/// Checks one flow against the number of endpoints.
///
/// Errors: InvalidInput naming flow and field: a rate that is negative, not finite or absurd, burst
///         below mean, an unknown or repeated endpoint, nobody to send to
void check(const FlowAggregate& flow, std::size_t endpoints);

} // namespace netready
