// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/units/dimension.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace netready {

/// What is computed for a fabric from its switches and the workloads on it.
enum class FabricQuantity : std::uint8_t
{
    PortsNeeded,
    PortDemand,
    LinkMean,
    LinkBurst,
    UplinkMean,
    UplinkBurst,
    LinkMeanOneLost,
    PortsNeededNextYear,
    LinkMeanNextYear,
    PortsNeededYear3,
    LinkMeanYear3,
    Bisection,
    PathLatency,
    Goodput
};
inline constexpr std::size_t kFabricQuantityCount =
    static_cast<std::size_t>(FabricQuantity::Goodput) + 1;

struct FabricQuantityInfo
{
    FabricQuantity quantity;
    std::string_view id;    ///< in packs: `ports_needed`
    std::string_view title; ///< `Fullest link on average`
    Dimension dimension;
    std::string_view formula; ///< in words
    std::string_view source;
};

/// All of them, in the order of the enumeration.
[[nodiscard]] std::span<const FabricQuantityInfo> fabricQuantityInfos();
[[nodiscard]] std::optional<FabricQuantity> fabricQuantityFromId(std::string_view id);

/// Whether it follows from the workloads, not from the fabric alone.
[[nodiscard]] bool restsOnWorkloads(FabricQuantity quantity);

/// Ids of the attributes that loads rest on, beside the inputs of the demand models.
[[nodiscard]] std::span<const std::string_view> fabricLoadReads();
/// Ids of the attributes that the latency of a path and the goodput rest on.
[[nodiscard]] std::span<const std::string_view> fabricTransportReads();

} // namespace netready
