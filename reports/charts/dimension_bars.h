// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/assessment/score.h"

#include <string>
#include <vector>

namespace netready {

/// Readiness of each dimension as a range, and of the site below.
struct DimensionBarsChart
{
    struct Row
    {
        std::string name;
        ScoreRange score;
        std::string scoreText; ///< `12–36`; "does not apply"
        std::string knownText; ///< share that is decided, with %
        bool applies = true;
        bool known = true; ///< false: nothing is decided
        bool blocker = false;
    };
    std::vector<Row> rows; ///< as they are drawn
    Row site;
    bool hasSite = true;
    std::string title;
};

/// Draws names, scale, scores and shares, 119 mm wide.
[[nodiscard]] std::string drawDimensionBars(const DimensionBarsChart& chart);

/// The same for a narrow screen, 80 mm wide: the name above its bar.
[[nodiscard]] std::string drawNarrowDimensionBars(const DimensionBarsChart& chart);

/// The same for a cover, 176 mm wide, with larger bars.
[[nodiscard]] std::string drawCoverBars(const DimensionBarsChart& chart);

} // namespace netready
