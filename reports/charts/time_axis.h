// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace netready {

/// A line of a time axis: at the begin of a month or of a year.
struct TimeTick
{
    double day = 0;
    std::string month;    ///< `Nov`, `3`; empty where there is no room for each
    std::string year;     ///< at the first day, and where a year begins
    bool counted = false; ///< from the start, not of a calendar
};

/// Months of an axis, thinned so that their words have room.
///
/// Units:   days from the first of the first month; `room` is the width of one day in the drawing
/// Shape:   rising days below `days`, the first at 0; months are counted from 1 if `firstMonth` is
///          not `YYYY-MM`
[[nodiscard]] std::vector<TimeTick>
timeTicks(double days, std::string_view firstMonth, double room);

} // namespace netready
