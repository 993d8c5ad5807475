// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace netready {

/// Data rate of a link, bit/s: `HDR` on 4 lanes is 200 Gb/s. Empty for an unknown generation.
///
/// Source:  InfiniBand Trade Association roadmap: data rates of a lane
[[nodiscard]] std::optional<double> infinibandSpeed(std::string_view generation, int lanes);

/// Generation by the signalling rate of one lane, bit/s; empty if none fits.
[[nodiscard]] std::string infinibandGeneration(double laneSignal);

/// Splits `4xHDR`; leaves both as they are if the text is something else.
void splitRate(std::string_view text, std::optional<int>& lanes, std::string& generation);

} // namespace netready
