// SPDX-License-Identifier: Apache-2.0
#include "app/client/answer.h"

#include "core/base/error.h"
#include "core/base/overloaded.h"
#include "core/base/text.h"
#include "core/units/measure.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace netready {

namespace {

std::optional<Measure> measureOf(std::string_view text)
{
    try {
        return parseMeasure(text);
    } catch (const Error&) {
        return std::nullopt; // the caller's parser says what is wrong
    }
}

/// The text after one of the words; nothing if it begins with none.
std::optional<std::string_view> after(std::string_view text,
                                      std::initializer_list<std::string_view> words)
{
    for (const std::string_view word : words) {
        if (text.starts_with(word)) {
            return trimmed(text.substr(word.size()));
        }
    }
    return std::nullopt;
}

std::string withUnit(const Attribute& attribute, std::string text)
{
    const std::optional<Measure> measure = measureOf(text);
    const bool isBare = measure && measure->dimension == kNone && measure->unit.empty();
    return isBare && !attribute.unit.empty() ? text + " " + attribute.unit : text;
}

std::string numberText(const Attribute& attribute, std::string_view text)
{
    constexpr std::string_view kTo = " to ";
    std::string plain(text);
    if (const std::size_t to = plain.find(kTo); to != std::string::npos) {
        plain.replace(to, kTo.size(), "..");
    }
    const std::optional<std::string_view> about = after(text, {"about ", "ca. ", "~"});
    if (!about) {
        return withUnit(attribute, plain);
    }
    const std::string middle = withUnit(attribute, std::string(*about));
    std::optional<Measure> measure = measureOf(middle);
    if (!measure) {
        return middle;
    }
    constexpr double kLess = 0.9;
    constexpr double kMore = 1.1;
    measure->low *= kLess;
    measure->high *= kMore;
    return toString(*measure);
}

std::string optionTitle(const Attribute& attribute, const std::string& id)
{
    const auto index = attribute.optionIndex(id);
    return index ? attribute.options[*index].title : id;
}

std::string
titles(const Attribute& attribute, const std::vector<std::string>& ids, std::string_view between)
{
    std::vector<std::string> words;
    words.reserve(ids.size());
    for (const std::string& id : ids) {
        words.push_back(optionTitle(attribute, id));
    }
    return join(words, between);
}

} // namespace

std::string asValueText(const Attribute& attribute, std::string_view typed)
{
    const std::string_view text = trimmed(typed);
    if (text == "?") {
        return "not known";
    }
    if (const auto reason = after(text, {"n/a because", "n/a:", "n/a", "does not apply:"})) {
        return "not applicable: " + std::string(*reason);
    }
    return attribute.isNumber() ? numberText(attribute, text) : std::string(text);
}

ShownValue shownValue(const Attribute& attribute, const Value& value)
{
    if (const auto* measure = std::get_if<Measure>(&value)) {
        std::string text = toString(*measure);
        if (measure->unit == attribute.unit && !attribute.unit.empty() &&
            text.ends_with(" " + attribute.unit)) {
            text.resize(text.size() - attribute.unit.size() - 1);
            if (const std::size_t dots = text.find(".."); dots != std::string::npos) {
                text.replace(dots, 2, "–");
            }
            return {text, attribute.unit};
        }
        return {text, ""};
    }
    if (std::holds_alternative<NotKnown>(value)) {
        return {"?", ""};
    }
    return {valueInWords(attribute, value), ""};
}

std::string valueInWords(const Attribute& attribute, const Value& value)
{
    return std::visit(
        Overloaded{
            [](const NotKnown&) { return std::string("not known"); },
            [](const NotApplicable& none) {
                return none.reason.empty() ? std::string("does not apply")
                                           : "does not apply: " + none.reason;
            },
            [](bool yes) { return std::string(yes ? "yes" : "no"); },
            [](const Measure& measure) { return toReadable(measure); },
            [&](const Choice& choice) { return titles(attribute, choice.remaining, " or "); },
            [&](const ChoiceSet& set) {
                std::vector<std::string> perhaps;
                for (const std::string& id : set.possible) {
                    if (std::find(set.certain.begin(), set.certain.end(), id) ==
                        set.certain.end()) {
                        perhaps.push_back(id);
                    }
                }
                std::string words = set.certain.empty() ? std::string(perhaps.empty() ? "none" : "")
                                                        : titles(attribute, set.certain, ", ");
                if (!perhaps.empty()) {
                    words += (words.empty() ? "perhaps " : ", perhaps ") +
                             titles(attribute, perhaps, ", ");
                }
                return words;
            },
            [](const Text& text) { return text.text; },
            [](const Reference& reference) { return reference.id; },
            [](const Date& date) {
                return date.firstDay == date.lastDay
                           ? dayText(date.firstDay)
                           : dayText(date.firstDay) + "–" + dayText(date.lastDay);
            }},
        value);
}

std::string rangeInWords(Interval<double> range, Dimension dimension, std::string_view unit)
{
    return toReadable({range.low(), range.high(), dimension, Currency::None, std::string(unit)});
}

} // namespace netready
