// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/assessment/score.h"

#include <string>
#include <vector>

namespace netready {

/// Readiness of each workload in each dimension, and of the site in the last row.
struct HeatMapChart
{
    struct Cell
    {
        bool applies = true;
        ScoreRange score;
        std::string letters; ///< `D`, `D–C`, `?`
        std::string range;   ///< `12–36`
        bool blocker = false;
    };
    struct Row
    {
        std::string name;
        std::string detail; ///< class and need
        std::vector<Cell> cells;
        Verdict verdict = Verdict::CannotTell;
        std::string verdictText; ///< the engine's words
        std::string range;
        bool blocker = false;
    };
    std::vector<std::string> dimensions;
    std::vector<Row> mustRun;
    std::vector<Row> others;
    Row site;
    bool hasSite = true;
    std::string title;
};

/// Draws the map, 176 mm wide.
[[nodiscard]] std::string drawHeatMap(const HeatMapChart& chart);

} // namespace netready
