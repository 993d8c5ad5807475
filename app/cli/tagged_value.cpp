// SPDX-License-Identifier: Apache-2.0
#include "app/cli/tagged_value.h"

#include "core/base/text.h"
#include "core/units/measure.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <vector>

#include <nlohmann/json.hpp>

namespace netready {

namespace {

constexpr std::array kNamedDimensions{kDataSize,
                                      kTime,
                                      kDataRate,
                                      kFrequency,
                                      kLength,
                                      kPower,
                                      kMoney,
                                      kMoneyRate,
                                      kTemperatureDifference,
                                      kMass};

std::optional<Dimension> dimensionNamed(std::string_view name)
{
    const auto found = std::find_if(
        kNamedDimensions.begin(), kNamedDimensions.end(), [&](const Dimension& dimension) {
            return toString(dimension) == name;
        });
    return found == kNamedDimensions.end() ? std::nullopt : std::optional(*found);
}

bool startsAsNumber(std::string_view text)
{
    constexpr std::string_view kStarts = "0123456789+-.$";
    return kStarts.find(text.front()) != std::string_view::npos || text.starts_with("€") ||
           text.starts_with("£");
}

nlohmann::json number(std::string_view text)
{
    const Measure measure = parseMeasure(text);
    nlohmann::json value;
    if (measure.dimension != kNone) {
        value = {{"t", "quantity"}, {"v", measure.low}, {"dim", toString(measure.dimension)}};
        if (!measure.isPoint()) {
            value["hi"] = measure.high;
        }
        return value;
    }
    const bool whole = measure.unit.empty() && text.find('.') == text.find("..") &&
                       text.find(':') == std::string_view::npos &&
                       std::floor(measure.low) == measure.low &&
                       std::floor(measure.high) == measure.high;
    const auto end = [&](double number) -> nlohmann::json {
        return whole ? nlohmann::json(toText(number)) : nlohmann::json(number);
    };
    value = {{"t", whole ? "int" : "double"}, {"v", end(measure.low)}};
    if (!measure.isPoint()) {
        value["hi"] = end(measure.high);
    }
    return value;
}

std::string plain(const nlohmann::json& value)
{
    return value.is_string() ? value.get<std::string>()
           : value.is_number() ? toText(value.get<double>())
                               : value.dump();
}

std::string quantity(const nlohmann::json& value)
{
    const std::string name = value.value("dim", "");
    const double low = value.at("v").get<double>();
    const double high = value.contains("hi") ? value.at("hi").get<double>() : low;
    if (const auto dimension = dimensionNamed(name)) {
        return toReadable(
            Measure{low, high, *dimension, Currency::None, std::string(defaultUnit(*dimension))});
    }
    return toText(low) + (low == high ? "" : "–" + toText(high)) + " " + name;
}

} // namespace

nlohmann::json parseTagged(std::string_view text)
{
    text = trimmed(text);
    if (text == "yes" || text == "true" || text == "no" || text == "false") {
        return {{"t", "bool"}, {"v", text == "yes" || text == "true"}};
    }
    const bool quotedText = text.size() >= 2 && (text.front() == '\'' || text.front() == '"') &&
                            text.back() == text.front();
    if (quotedText) {
        return {{"t", "string"}, {"v", text.substr(1, text.size() - 2)}};
    }
    if (!text.empty() && startsAsNumber(text)) {
        return number(text);
    }
    return {{"t", "string"}, {"v", text}};
}

std::string readableTagged(const nlohmann::json& value)
{
    const std::string type = value.value("t", "");
    if (type == "null") {
        return "null";
    }
    if (type == "quantity") {
        return quantity(value);
    }
    if (type == "list" || type == "map") {
        std::vector<std::string> parts;
        for (const nlohmann::json& item : value.at("v")) {
            parts.push_back(type == "list" ? readableTagged(item)
                                           : readableTagged(item.at(0)) + ": " +
                                                 readableTagged(item.at(1)));
        }
        return (type == "list" ? "[" : "{") + join(parts, ", ") + (type == "list" ? "]" : "}");
    }
    if (!value.contains("v")) {
        return value.dump();
    }
    std::string text = plain(value.at("v"));
    if (value.contains("hi")) {
        text += "–" + plain(value.at("hi"));
    }
    return text;
}

} // namespace netready
