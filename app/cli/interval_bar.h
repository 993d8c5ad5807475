// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/assessment/score.h"

#include <string>

namespace netready {

/// Columns of a bar: two for five points.
inline constexpr std::size_t kBarWidth = 40;

/// Draws a score from 0 to 100: solid what is certain, shaded what is open, marks at 40, 70 and 90.
[[nodiscard]] std::string intervalBar(ScoreRange score);

/// The scale that stands above bars, one column wider.
[[nodiscard]] std::string barScale();

} // namespace netready
