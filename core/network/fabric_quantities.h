// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace netready {

/// What is computed for a fabric from its switches and the workloads on it; all plain numbers.
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
    Bisection
};
inline constexpr std::size_t kFabricQuantityCount =
    static_cast<std::size_t>(FabricQuantity::Bisection) + 1;

struct FabricQuantityInfo
{
    FabricQuantity quantity;
    std::string_view id;      ///< in packs: `ports_needed`
    std::string_view title;   ///< `Fullest link on average`
    std::string_view formula; ///< in words
    std::string_view source;
};

/// All of them, in the order of the enumeration.
[[nodiscard]] std::span<const FabricQuantityInfo> fabricQuantityInfos();
[[nodiscard]] std::optional<FabricQuantity> fabricQuantityFromId(std::string_view id);

/// Ids of the attributes that loads rest on, beside the inputs of the demand models.
[[nodiscard]] std::span<const std::string_view> fabricLoadReads();

} // namespace netready
