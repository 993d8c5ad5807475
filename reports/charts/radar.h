// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/assessment/score.h"

#include <string>
#include <vector>

namespace netready {

/// The dimensions of the site as a band between worst and best case.
struct RadarChart
{
    struct Axis
    {
        std::string name;
        std::string text; ///< `12–36`; "does not apply"
        ScoreRange score;
        bool applies = true;
    };
    std::vector<Axis> axes; ///< clockwise from the top
    std::string title;
};

/// Draws it, 112 mm wide and as high as the labels need.
[[nodiscard]] std::string drawRadar(const RadarChart& chart);

} // namespace netready
