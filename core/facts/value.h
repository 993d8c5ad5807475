// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/units/measure.h"

#include <compare>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace netready {

/// Asked, and whoever was asked does not know.
struct NotKnown
{
    bool operator==(const NotKnown&) const = default;
};

/// The attribute does not apply to the subject, for the reason given.
struct NotApplicable
{
    std::string reason;
    bool operator==(const NotApplicable&) const = default;
};

/// One of the options that remain; exactly one when it is known. In the order of the attribute.
struct Choice
{
    std::vector<std::string> remaining;
    bool operator==(const Choice&) const = default;
};

/// Several options at once: those that certainly hold, and those that may (a superset).
struct ChoiceSet
{
    std::vector<std::string> certain;
    std::vector<std::string> possible;
    bool operator==(const ChoiceSet&) const = default;
};

struct Text
{
    std::string text;
    bool operator==(const Text&) const = default;
};

/// Names another subject by its id; the attribute says of which kind.
struct Reference
{
    std::string id;
    bool operator==(const Reference&) const = default;
};

/// A day or a range of days, counted from 1970-01-01, both ends included.
struct Date
{
    std::int32_t firstDay = 0;
    std::int32_t lastDay = 0;
    bool operator==(const Date&) const = default;
};

using Value =
    std::variant<NotKnown, NotApplicable, bool, Measure, Choice, ChoiceSet, Text, Reference, Date>;

/// Reads `2026-11-25`.
/// Errors: InvalidInput if it is not a day of the calendar.
[[nodiscard]] std::int32_t parseDay(std::string_view text);
[[nodiscard]] std::string dayText(std::int32_t day);

/// Writes a value so that parseValue (attribute.h) reads the same value back.
[[nodiscard]] std::string toString(const Value& value);

/// True if the value leaves nothing open: no range, no remaining options.
[[nodiscard]] bool isExact(const Value& value);

} // namespace netready
