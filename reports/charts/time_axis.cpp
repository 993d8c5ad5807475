// SPDX-License-Identifier: Apache-2.0
#include "reports/charts/time_axis.h"

#include <array>
#include <chrono>
#include <optional>

namespace netready {

namespace {

using std::chrono::month;
using std::chrono::months;
using std::chrono::sys_days;
using std::chrono::year;
using std::chrono::year_month;

constexpr std::array<const char*, 12> kMonths{
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr double kDaysPerMonth = 365.25 / 12;
constexpr double kMonthRoom = 56; // of a name of three letters, 6.4 pt
constexpr double kYearRoom = 80;

/// `2026-11`; nothing else.
std::optional<year_month> monthOf(std::string_view text)
{
    if (text.size() != 7 || text[4] != '-') {
        return std::nullopt;
    }
    int number = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i == 4) {
            continue;
        }
        if (text[i] < '0' || text[i] > '9') {
            return std::nullopt;
        }
        number = number * 10 + (text[i] - '0');
    }
    const year_month found{year{number / 100}, month{static_cast<unsigned>(number % 100)}};
    return found.ok() ? std::optional(found) : std::nullopt;
}

/// Months from one label to the next: 1, 3, or whole years.
int stepOf(double room)
{
    const double pitch = room * kDaysPerMonth;
    for (const int step : {1, 3}) {
        if (step * pitch >= kMonthRoom) {
            return step;
        }
    }
    int years = 1;
    while (12 * years * pitch < kYearRoom && years < 1000) {
        years *= 2;
    }
    return 12 * years;
}

} // namespace

std::vector<TimeTick> timeTicks(double days, std::string_view firstMonth, double room)
{
    std::vector<TimeTick> ticks;
    const std::optional<year_month> first = monthOf(firstMonth);
    const int step = stepOf(room);
    for (int index = 0;; ++index) {
        TimeTick tick;
        int inYear = index % 12;
        int yearNumber = index / 12 + 1;
        if (first) {
            const year_month now = *first + months{index};
            tick.day = static_cast<double>((sys_days{now / 1} - sys_days{*first / 1}).count());
            inYear = static_cast<int>(static_cast<unsigned>(now.month())) - 1;
            yearNumber = static_cast<int>(now.year());
        } else {
            tick.day = kDaysPerMonth * index;
            tick.counted = true;
        }
        if (tick.day >= days) {
            break;
        }
        const bool newYear = inYear == 0 && (step <= 12 || yearNumber % (step / 12) == 0);
        if (step < 12 && inYear % step == 0) {
            tick.month =
                first ? kMonths[static_cast<std::size_t>(inYear)] : std::to_string(index + 1);
        }
        if (newYear || index == 0) {
            tick.year = first ? std::to_string(yearNumber) : "Year " + std::to_string(yearNumber);
        }
        if (!tick.month.empty() || !tick.year.empty()) {
            ticks.push_back(tick);
        }
    }
    return ticks;
}

} // namespace netready
