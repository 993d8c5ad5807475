// SPDX-License-Identifier: Apache-2.0
#include "core/facts/value.h"

#include "core/base/error.h"
#include "core/base/overloaded.h"
#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>

namespace netready {

namespace {

int readDigits(std::string_view text, std::string_view whole)
{
    int number = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), number);
    if (result.ec != std::errc{} || result.ptr != text.data() + text.size() ||
        text.starts_with('-')) {
        throw Error(ErrorCode::InvalidInput, inQuotes(whole) + " is not a date such as 2026-11-25");
    }
    return number;
}

std::string choiceSetText(const ChoiceSet& set)
{
    std::vector<std::string> words = set.certain;
    for (const std::string& option : set.possible) {
        if (std::find(set.certain.begin(), set.certain.end(), option) == set.certain.end()) {
            words.push_back(option + "?");
        }
    }
    return "[" + join(words, ", ") + "]";
}

} // namespace

std::int32_t parseDay(std::string_view text)
{
    text = trimmed(text);
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') {
        throw Error(ErrorCode::InvalidInput, inQuotes(text) + " is not a date such as 2026-11-25");
    }
    const std::chrono::year_month_day date{
        std::chrono::year(readDigits(text.substr(0, 4), text)),
        std::chrono::month(static_cast<unsigned>(readDigits(text.substr(5, 2), text))),
        std::chrono::day(static_cast<unsigned>(readDigits(text.substr(8, 2), text)))};
    if (!date.ok()) {
        throw Error(ErrorCode::InvalidInput, inQuotes(text) + " is not a day of the calendar");
    }
    return static_cast<std::int32_t>(std::chrono::sys_days(date).time_since_epoch().count());
}

std::string dayText(std::int32_t day)
{
    const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(day))};
    std::array<char, 32> buffer{};
    const int length = std::snprintf(buffer.data(),
                                     buffer.size(),
                                     "%04d-%02u-%02u",
                                     static_cast<int>(date.year()),
                                     static_cast<unsigned>(date.month()),
                                     static_cast<unsigned>(date.day()));
    return {buffer.data(), static_cast<std::size_t>(length)};
}

std::string toString(const Value& value)
{
    return std::visit(
        Overloaded{
            [](const NotKnown&) -> std::string { return "not known"; },
            [](const NotApplicable& none) { return "not applicable: " + none.reason; },
            [](bool yes) -> std::string { return yes ? "yes" : "no"; },
            [](const Measure& measure) { return netready::toString(measure); },
            [](const Choice& choice) { return join(choice.remaining, " or "); },
            [](const ChoiceSet& set) { return choiceSetText(set); },
            [](const Text& text) { return text.text; },
            [](const Reference& reference) { return reference.id; },
            [](const Date& date) {
                return date.firstDay == date.lastDay
                           ? dayText(date.firstDay)
                           : dayText(date.firstDay) + ".." + dayText(date.lastDay);
            },
        },
        value);
}

bool isExact(const Value& value)
{
    return std::visit(Overloaded{
                          [](const NotKnown&) { return false; },
                          [](const NotApplicable&) { return true; },
                          [](bool) { return true; },
                          [](const Measure& measure) { return measure.isPoint(); },
                          [](const Choice& choice) { return choice.remaining.size() == 1; },
                          [](const ChoiceSet& set) { return set.certain == set.possible; },
                          [](const Text&) { return true; },
                          [](const Reference&) { return true; },
                          [](const Date& date) { return date.firstDay == date.lastDay; },
                      },
                      value);
}

} // namespace netready
