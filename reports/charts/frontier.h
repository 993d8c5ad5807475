// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/assessment/score.h"

#include <string>
#include <vector>

namespace netready {

/// What more money buys: cost of each step of a plan against the predicted readiness of the site.
struct FrontierChart
{
    struct Point
    {
        double costLow = 0;
        double costHigh = 0;
        std::string costText;
        ScoreRange site; ///< predicted
        std::string siteText;
        std::string label;
        bool chosen = false;
    };
    std::vector<Point> points; ///< in the order of their numbers
    std::string title;
};

/// Draws it, 176 mm wide: a box is the range of both, its number leads to the list beside it.
[[nodiscard]] std::string drawFrontier(const FrontierChart& chart);

} // namespace netready
