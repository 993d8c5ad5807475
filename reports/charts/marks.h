// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/assessment/score.h"
#include "core/facts/fact.h"
#include "reports/charts/svg.h"

namespace netready {

/// The mark of a verdict, 3 mm: disc with tick, half filled ring, square with cross, dashed ring
/// with "?".
[[nodiscard]] Svg verdictMark(Verdict verdict, ChartPoint centre);

/// The mark of a blocker: a lid over a triangle, 2.4 mm.
[[nodiscard]] Svg blockerMark(ChartPoint centre);

/// The bars of an origin, 6.4 mm by 2.2 mm, filled up to its level; left top corner given.
[[nodiscard]] Svg originBars(Origin origin, ChartPoint corner);

/// A mark as its own picture, hidden from screen readers: words stand beside it.
[[nodiscard]] std::string verdictIcon(Verdict verdict);
[[nodiscard]] std::string blockerIcon();
[[nodiscard]] std::string originIcon(Origin origin);

/// Where an interval bar stands: left end of 0, width of 0 to 100, middle line.
struct BarScale
{
    double left = 0;
    double width = 500;
    double middle = 0;
    double height = 21; ///< 2.1 mm
};

/// A range on a scale from 0 to 100, split in the colours of the bands that it crosses, with caps
/// at its ends; a diamond if it has no width; hatched if nothing is known.
[[nodiscard]] Svg intervalBar(ScoreRange score, bool known, BarScale scale);

/// A small picture of a range on a scale with ticks at 0, 40, 70, 90 and 100.
[[nodiscard]] std::string
miniBar(ScoreRange score, ScoreRange uncapped, bool known, std::string_view title);

/// A score in words for a description: `12–36`, or "not known" if it is not or is no number.
[[nodiscard]] std::string scoreText(ScoreRange score, bool known = true);

/// Place of a score on a scale.
[[nodiscard]] double place(double score, BarScale scale);

} // namespace netready
