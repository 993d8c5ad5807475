// SPDX-License-Identifier: Apache-2.0
#include "core/evidence/time_text.h"

#include "core/base/text.h"
#include "core/evidence/read_number.h"

#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

namespace netready {

namespace {

constexpr std::array<std::string_view, 12> kMonths = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::string two(std::int64_t value)
{
    return (value < 10 ? "0" : "") + std::to_string(value);
}

std::string
written(std::int64_t year, std::int64_t month, std::int64_t day, std::string_view clock, bool isUtc)
{
    if (year < 1990 || year > 2200 || month < 1 || month > 12 || day < 1 || day > 31) {
        return {};
    }
    return std::to_string(year) + "-" + two(month) + "-" + two(day) + "T" + std::string(clock) +
           (isUtc ? "Z" : "");
}

/// True for `10:00:00`.
bool isClock(std::string_view text)
{
    if (text.size() != 8 || text[2] != ':' || text[5] != ':') {
        return false;
    }
    const auto hour = readInteger(text.substr(0, 2));
    const auto minute = readInteger(text.substr(3, 2));
    const auto second = readInteger(text.substr(6, 2));
    return hour && minute && second && *hour < 24 && *minute < 60 && *second < 61;
}

std::int64_t monthOf(std::string_view text)
{
    for (std::size_t i = 0; i < kMonths.size(); ++i) {
        if (text == kMonths[i]) {
            return static_cast<std::int64_t>(i) + 1;
        }
    }
    return 0;
}

std::string fromIso(std::string_view text)
{
    const auto year = readInteger(text.substr(0, 4));
    const auto month = readInteger(text.substr(5, 2));
    const auto day = readInteger(text.substr(8, 2));
    if (!year || !month || !day || !isClock(text.substr(11, 8))) {
        return {};
    }
    std::string_view rest = text.substr(19);
    if (rest.starts_with('.')) {
        rest.remove_prefix(1);
        while (!rest.empty() && rest.front() >= '0' && rest.front() <= '9') {
            rest.remove_prefix(1);
        }
    }
    return written(*year, *month, *day, text.substr(11, 8), rest == "Z" || rest == "+00:00");
}

} // namespace

std::string isoTime(double unixSeconds)
{
    constexpr double kFrom = 631152000;   // 1990
    constexpr double kUntil = 7258118400; // 2200
    if (!(unixSeconds >= kFrom && unixSeconds < kUntil)) {
        return {};
    }
    const auto seconds = static_cast<std::int64_t>(std::floor(unixSeconds));
    const std::int64_t days = seconds / 86400;
    const std::int64_t inDay = seconds % 86400;
    // Years that start in March make the leap day the last one; an era is 400 years.
    const std::int64_t shifted = days + 719468;
    const std::int64_t era = shifted / 146097;
    const std::int64_t dayOfEra = shifted - era * 146097;
    const std::int64_t yearOfEra =
        (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365;
    const std::int64_t dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    const std::int64_t shiftedMonth = (5 * dayOfYear + 2) / 153;
    const std::int64_t day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1;
    const std::int64_t month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
    const std::int64_t year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    const std::string clock =
        two(inDay / 3600) + ":" + two(inDay / 60 % 60) + ":" + two(inDay % 60);
    return written(year, month, day, clock, true);
}

std::string isoTime(std::string_view text)
{
    text = trimmed(text);
    if (text.size() >= 19 && text[4] == '-' && text[7] == '-' &&
        (text[10] == ' ' || text[10] == 'T')) {
        return fromIso(text);
    }
    if (text.size() == 15 && text[8] == '-') {
        const std::string spaced =
            std::string(text.substr(0, 4)) + "-" + std::string(text.substr(4, 2)) + "-" +
            std::string(text.substr(6, 2)) + "T" + std::string(text.substr(9, 2)) + ":" +
            std::string(text.substr(11, 2)) + ":" + std::string(text.substr(13, 2));
        return fromIso(spaced);
    }
    std::vector<std::string_view> words;
    for (const std::string_view word : split(text, ' ')) {
        if (!word.empty()) {
            words.push_back(word);
        }
    }
    if (words.size() >= 5) {
        const bool isComma = words[0].ends_with(',');
        const std::int64_t month = monthOf(words[isComma ? 2 : 1]);
        const auto day = readInteger(words[isComma ? 1 : 2]);
        const auto year = readInteger(words[isComma ? 3 : 4]);
        const std::string_view clock = words[isComma ? 4 : 3];
        if (month > 0 && day && year && isClock(clock)) {
            const bool isUtc = words.size() > 5 && (words[5] == "GMT" || words[5] == "UTC");
            return written(*year, month, *day, clock, isUtc);
        }
    }
    return {};
}

} // namespace netready
