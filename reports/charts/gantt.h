// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/assessment/score.h"

#include <cstddef>
#include <string>
#include <vector>

namespace netready {

/// A plan on one time axis: phases and their actions, the predicted readiness of the site, the
/// cost so far.
struct GanttChart
{
    /// An action; days from the start of the axis.
    struct Bar
    {
        std::string number;
        std::string name;
        double begin = 0;
        double planned = 0; ///< its end, if all goes well
        double latest = 0;
        std::string acceptance; ///< the test that proves it
    };
    struct PlanPhaseRow
    {
        std::string name;
        double begin = 0;
        double end = 0; ///< planned
        std::string cost;
        ScoreRange site; ///< predicted after this phase
        std::string siteText;
        std::string cap;    ///< `cap 39: three blockers`, while `site` holds; may be empty
        double capAt = 0;   ///< 0 to 1, as scores are
        double costLow = 0; ///< of all phases up to the end of this one
        double costHigh = 0;
        std::string costSoFar; ///< the same in words
        std::vector<Bar> bars;
        std::size_t more = 0; ///< actions that are not drawn: "and 12 more"
    };
    std::vector<PlanPhaseRow> phases; ///< in the order of their ends
    double days = 0;                  ///< length of the axis
    std::string firstMonth;           ///< `2026-11`; empty: months are counted from the start
    ScoreRange today;
    std::string title;
};

/// Draws it, 176 mm wide and as high as the actions need.
[[nodiscard]] std::string drawGantt(const GanttChart& chart);

} // namespace netready
