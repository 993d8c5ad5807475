// SPDX-License-Identifier: Apache-2.0
#include "core/facts/attribute.h"

#include "core/base/overloaded.h"
#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

namespace netready {

namespace {

constexpr std::array<std::pair<AttributeType, std::string_view>, 9> kTypes{{
    {AttributeType::Quantity, "quantity"},
    {AttributeType::Count, "count"},
    {AttributeType::Ratio, "ratio"},
    {AttributeType::Boolean, "boolean"},
    {AttributeType::Choice, "choice"},
    {AttributeType::Choices, "choices"},
    {AttributeType::Text, "text"},
    {AttributeType::Reference, "reference"},
    {AttributeType::Date, "date"},
}};

constexpr std::size_t kLongestText = 100000;

[[noreturn]] void refuse(const Attribute& attribute, const std::string& message)
{
    throw Error(ErrorCode::InvalidInput, attribute.id + ": " + message);
}

std::string optionList(const Attribute& attribute)
{
    std::vector<std::string> ids;
    for (const Option& option : attribute.options) {
        ids.push_back(option.id);
    }
    return join(ids, ", ");
}

void checkOption(const Attribute& attribute, std::string_view option)
{
    if (!attribute.optionIndex(option)) {
        refuse(attribute,
               inQuotes(option) + " is not one of its options: " + optionList(attribute));
    }
}

/// Options in the order of the attribute, each once.
std::vector<std::string> sorted(const Attribute& attribute, const std::vector<std::string>& chosen)
{
    std::vector<std::string> result;
    for (const Option& option : attribute.options) {
        if (std::find(chosen.begin(), chosen.end(), option.id) != chosen.end()) {
            result.push_back(option.id);
        }
    }
    return result;
}

Value parseChoice(const Attribute& attribute, std::string_view text)
{
    std::vector<std::string> remaining;
    constexpr std::string_view kOr = " or ";
    std::size_t start = 0;
    while (start <= text.size()) {
        const std::size_t end = std::min(text.find(kOr, start), text.size());
        const std::string_view option = trimmed(text.substr(start, end - start));
        checkOption(attribute, option);
        remaining.emplace_back(option);
        start = end + kOr.size();
    }
    return Choice{sorted(attribute, remaining)};
}

Value parseChoiceSet(const Attribute& attribute, std::string_view text)
{
    if (text.starts_with('[') && text.ends_with(']')) {
        text = text.substr(1, text.size() - 2);
    }
    std::vector<std::string> certain;
    std::vector<std::string> possible;
    if (!trimmed(text).empty()) {
        for (std::string_view option : split(text, ',')) {
            option = trimmed(option);
            const bool maybe = option.ends_with('?');
            option.remove_suffix(maybe ? 1 : 0);
            checkOption(attribute, option);
            possible.emplace_back(option);
            if (!maybe) {
                certain.emplace_back(option);
            }
        }
    }
    return ChoiceSet{sorted(attribute, certain), sorted(attribute, possible)};
}

/// Rules and costs count in the currency of the attribute; rates of exchange are nobody's fact.
void checkCurrency(const Attribute& attribute, const Measure& measure)
{
    if (measure.currency == Currency::None) {
        return;
    }
    const Measure own = parseMeasure("0 " + attribute.unit, attribute.dimension, attribute.unit);
    if (measure.currency != own.currency) {
        refuse(attribute,
               inQuotes(toString(measure)) + " is in another currency than " + attribute.unit +
                   ", in which the packs count; give the value in " + attribute.unit);
    }
}

Value parseNumber(const Attribute& attribute, std::string_view text)
{
    const Dimension dimension = attribute.dimension;
    for (const auto& [mark, isLow] : std::array<std::pair<std::string_view, bool>, 4>{
             {{">=", true}, {"≥", true}, {"<=", false}, {"≤", false}}}) {
        if (text.starts_with(mark)) {
            Measure measure = parseMeasure(text.substr(mark.size()), dimension, attribute.unit);
            checkCurrency(attribute, measure);
            (isLow ? measure.high : measure.low) =
                isLow ? attribute.domainHigh : attribute.domainLow;
            if (measure.low > measure.high) {
                refuse(attribute, inQuotes(text) + " lies outside what is possible");
            }
            return measure;
        }
    }
    const Measure measure = parseMeasure(text, dimension, attribute.unit);
    checkCurrency(attribute, measure);
    return measure;
}

Value parseDate(std::string_view text)
{
    const std::size_t dots = text.find("..");
    if (dots == std::string_view::npos) {
        const std::int32_t day = parseDay(text);
        return Date{day, day};
    }
    const Date range{parseDay(text.substr(0, dots)), parseDay(text.substr(dots + 2))};
    if (range.lastDay < range.firstDay) {
        throw Error(ErrorCode::InvalidInput, "the range " + inQuotes(text) + " is turned round");
    }
    return range;
}

Value parseKnown(const Attribute& attribute, std::string_view text)
{
    switch (attribute.type) {
    case AttributeType::Quantity:
    case AttributeType::Count:
    case AttributeType::Ratio:
        return parseNumber(attribute, text);
    case AttributeType::Boolean:
        if (text == "yes" || text == "true") {
            return true;
        }
        if (text == "no" || text == "false") {
            return false;
        }
        refuse(attribute, inQuotes(text) + " is neither yes nor no");
    case AttributeType::Choice:
        return parseChoice(attribute, text);
    case AttributeType::Choices:
        return parseChoiceSet(attribute, text);
    case AttributeType::Text:
        return Text{std::string(text)};
    case AttributeType::Reference: {
        const std::string prefix = attribute.targetKind + "/";
        return Reference{std::string(text.starts_with(prefix) ? text.substr(prefix.size()) : text)};
    }
    case AttributeType::Date:
        return parseDate(text);
    }
    return NotKnown{};
}

void checkMeasure(const Attribute& attribute, const Measure& measure)
{
    if (!attribute.isNumber() || measure.dimension != attribute.dimension ||
        measure.high < measure.low) {
        refuse(attribute, inQuotes(toString(measure)) + " is not of its type");
    }
    if (!(measure.low >= attribute.domainLow) || !(measure.high <= attribute.domainHigh)) {
        const Measure domain{attribute.domainLow,
                             attribute.domainHigh,
                             attribute.dimension,
                             measure.currency,
                             attribute.unit};
        refuse(attribute, inQuotes(toString(measure)) + " lies outside " + toReadable(domain));
    }
    if (attribute.type == AttributeType::Count &&
        (measure.low != std::floor(measure.low) || measure.high != std::floor(measure.high))) {
        refuse(attribute, inQuotes(toString(measure)) + " is not a whole number");
    }
}

} // namespace

std::string_view toString(AttributeType type)
{
    for (const auto& [known, text] : kTypes) {
        if (known == type) {
            return text;
        }
    }
    return "";
}

std::optional<AttributeType> attributeTypeFromText(std::string_view text)
{
    for (const auto& [type, known] : kTypes) {
        if (known == text) {
            return type;
        }
    }
    return std::nullopt;
}

std::optional<std::size_t> Attribute::optionIndex(std::string_view option) const
{
    for (std::size_t i = 0; i < options.size(); ++i) {
        if (options[i].id == option) {
            return i;
        }
    }
    return std::nullopt;
}

void checkValue(const Attribute& attribute, const Value& value)
{
    const auto wrongType = [&] {
        refuse(attribute,
               inQuotes(toString(value)) + " is not a " + std::string(toString(attribute.type)));
    };
    const auto need = [&](bool fits) {
        if (!fits) {
            wrongType();
        }
    };
    std::visit(Overloaded{
                   [](const NotKnown&) {},
                   [&](const NotApplicable& none) {
                       if (trimmed(none.reason).empty()) {
                           refuse(attribute,
                                  "\"not applicable\" needs a reason: write not applicable: why");
                       }
                   },
                   [&](bool) { need(attribute.type == AttributeType::Boolean); },
                   [&](const Measure& measure) { checkMeasure(attribute, measure); },
                   [&](const Choice& choice) {
                       need(attribute.type == AttributeType::Choice && !choice.remaining.empty());
                       for (const std::string& option : choice.remaining) {
                           checkOption(attribute, option);
                       }
                   },
                   [&](const ChoiceSet& set) {
                       need(attribute.type == AttributeType::Choices);
                       for (const std::string& option : set.possible) {
                           checkOption(attribute, option);
                       }
                       for (const std::string& option : set.certain) {
                           need(std::find(set.possible.begin(), set.possible.end(), option) !=
                                set.possible.end());
                       }
                   },
                   [&](const Text& text) {
                       need(attribute.type == AttributeType::Text);
                       if (text.text.size() > kLongestText || !isPlainUtf8(text.text)) {
                           refuse(attribute, "the text is too long or holds control characters");
                       }
                   },
                   [&](const Reference& reference) {
                       need(attribute.type == AttributeType::Reference);
                       if (!isKebabCase(reference.id)) {
                           refuse(attribute,
                                  inQuotes(reference.id) + " is not the id of a " +
                                      attribute.targetKind);
                       }
                   },
                   [&](const Date& date) {
                       need(attribute.type == AttributeType::Date && date.firstDay <= date.lastDay);
                   },
               },
               value);
}

Value parseValue(const Attribute& attribute, std::string_view text)
{
    text = trimmed(text);
    if (text.empty()) {
        refuse(attribute, "a value is missing");
    }
    constexpr std::string_view kNotApplicable = "not applicable";
    Value value = NotKnown{};
    if (text.starts_with(kNotApplicable)) {
        std::string_view reason = trimmed(text.substr(kNotApplicable.size()));
        reason.remove_prefix(reason.starts_with(':') ? 1 : 0);
        value = NotApplicable{std::string(trimmed(reason))};
    } else if (text != "not known") {
        try {
            value = parseKnown(attribute, text);
        } catch (const Error& error) {
            if (error.message().starts_with(attribute.id)) {
                throw;
            }
            refuse(attribute, error.message());
        }
    }
    checkValue(attribute, value);
    return value;
}

Measure withoutDomainEnd(const Attribute& attribute, Measure measure)
{
    if (measure.low > attribute.domainLow && measure.high >= attribute.domainHigh &&
        !measure.isPoint()) {
        measure.high = std::numeric_limits<double>::infinity();
    }
    return measure;
}

} // namespace netready
