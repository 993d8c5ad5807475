// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "core/expr/program.h"
#include "core/facts/value.h"
#include "core/units/measure.h"

#include <cmath>
#include <vector>

namespace netready {

namespace {

std::string notKnown()
{
    return "not known";
}

std::string withUnit(const std::string& number, std::string_view unit)
{
    if (unit.empty()) {
        return number;
    }
    return number + (unit == ":1" ? "" : " ") + std::string(unit);
}

/// Whole numbers are counts: no digit of them is rounded away.
std::string wholeText(ExprValue::Ints range, std::string_view unit)
{
    const std::string high = std::to_string(range.high);
    return withUnit(range.low == range.high ? high : std::to_string(range.low) + "–" + high, unit);
}

std::string endText(double value)
{
    if (std::isnan(value)) {
        return "not a number";
    }
    return value > 0 ? "unlimited" : "unlimited below";
}

std::string measureText(const ExprValue& value, std::string_view unit)
{
    Measure measure{value.doubles.low, value.doubles.high, value.dimension, Currency::None, ""};
    const auto fits = unitDimension(unit);
    measure.unit = fits && *fits == value.dimension ? std::string(unit)
                                                    : std::string(defaultUnit(value.dimension));
    const bool lowIsFinite = std::isfinite(measure.low);
    const bool highIsFinite = std::isfinite(measure.high);
    if (!lowIsFinite && !highIsFinite) {
        return value.isExact() ? endText(measure.low) : notKnown();
    }
    if (!highIsFinite) {
        measure.high = measure.low;
        return "at least " + toReadable(measure);
    }
    if (!lowIsFinite) {
        measure.low = measure.high;
        return "at most " + toReadable(measure);
    }
    return toReadable(measure);
}

std::string optionTitle(const Attribute* attribute, std::size_t index)
{
    if (attribute == nullptr || index >= attribute->options.size()) {
        return "option " + std::to_string(index + 1);
    }
    const Option& option = attribute->options[index];
    return option.title.empty() ? option.id : option.title;
}

std::string choiceText(const ExprValue& value, const Attribute* attribute)
{
    std::vector<std::string> titles;
    const bool isSet = value.kind == ExprKind::Choices;
    constexpr std::size_t kBits = 64;
    for (std::size_t i = 0; i < kBits; ++i) {
        const std::uint64_t bit = std::uint64_t{1} << i;
        if ((value.options.possible & bit) != 0) {
            const bool isSure = !isSet || (value.options.certain & bit) != 0;
            titles.push_back((isSure ? "" : "perhaps ") + optionTitle(attribute, i));
        }
    }
    if (titles.empty()) {
        return "none";
    }
    return join(titles, isSet ? ", " : " or ");
}

std::string dateText(ExprValue::Ints days)
{
    const std::string last = dayText(static_cast<std::int32_t>(days.high));
    return days.low == days.high ? last : dayText(static_cast<std::int32_t>(days.low)) + "–" + last;
}

std::string listText(const ExprValue& value, const ExprType& type, std::string_view unit)
{
    constexpr std::size_t kMostShown = 10;
    std::vector<std::string> texts;
    for (const ExprValue& item : value.list()) {
        if (texts.size() == kMostShown) {
            texts.push_back("… (" + std::to_string(value.items.size) + " in all)");
            break;
        }
        texts.push_back((item.optional ? "perhaps " : "") + toReadable(item, type.element(), unit));
    }
    return texts.empty() ? "none" : join(texts, ", ");
}

std::string mapText(const ExprValue& value, const ExprType& type, std::string_view unit)
{
    const ExprType item = type.item == nullptr ? ExprType{} : *type.item;
    std::vector<std::string> texts;
    for (const MapEntry& entry : value.map()) {
        texts.push_back(toReadable(entry.key, type.element(), "") + ": " +
                        toReadable(entry.value, item, unit));
    }
    return texts.empty() ? "none" : join(texts, ", ");
}

} // namespace

std::string toReadable(const ExprValue& value, const ExprType& type, std::string_view unit)
{
    switch (value.kind) {
    case ExprKind::Null:
        return "none";
    case ExprKind::Bool:
        return value.truth == Truth::Open ? notKnown() : value.truth == Truth::True ? "yes" : "no";
    case ExprKind::Int:
        return wholeText(value.ints, unit);
    case ExprKind::Double:
    case ExprKind::Quantity:
        return measureText(value, unit);
    case ExprKind::String:
    case ExprKind::Type:
        return std::string(value.string());
    case ExprKind::List:
        return listText(value, type, unit);
    case ExprKind::Map:
        return mapText(value, type, unit);
    case ExprKind::Object:
        return std::string(value.object->id);
    case ExprKind::Choice:
    case ExprKind::Choices:
        return choiceText(value, type.choices);
    case ExprKind::Date:
        return dateText(value.ints);
    case ExprKind::Error:
        return (value.notApplicable ? "not applicable: " : "broken: ") +
               std::string(value.string());
    case ExprKind::Unknown:
        break;
    }
    return notKnown();
}

} // namespace netready
