// SPDX-License-Identifier: Apache-2.0
#include "app/cli/tagged_value.h"

#include "core/base/text.h"
#include "core/expr/tagged_json.h"
#include "core/facts/value.h"
#include "core/units/measure.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <cstdint>

namespace netready {

namespace {

bool startsAsNumber(std::string_view text)
{
    constexpr std::string_view kStarts = "0123456789+-.$";
    return kStarts.find(text.front()) != std::string_view::npos || text.starts_with("€") ||
           text.starts_with("£");
}

bool looksLikeDay(std::string_view text)
{
    constexpr std::size_t kDaySize = 10;
    return text.size() == kDaySize && text[4] == '-' && text[7] == '-';
}

/// `8` and `2..4` are int as in the language; a point, a ratio or a unit such as % makes a double.
bool isWhole(std::string_view text, const Measure& measure)
{
    constexpr double kMostExact = 9007199254740992; // 2^53
    return text.find_first_not_of("0123456789-. ") == std::string_view::npos &&
           text.find('.') == text.find("..") && std::floor(measure.low) == measure.low &&
           std::floor(measure.high) == measure.high && std::abs(measure.high) <= kMostExact &&
           std::abs(measure.low) <= kMostExact;
}

ExprValue numberFrom(std::string_view text)
{
    const Measure measure = parseMeasure(text);
    if (measure.dimension != kNone) {
        return ExprValue::ofQuantity(measure.low, measure.high, measure.dimension);
    }
    if (isWhole(text, measure)) {
        return ExprValue::ofInt(static_cast<std::int64_t>(measure.low),
                                static_cast<std::int64_t>(measure.high));
    }
    return ExprValue::ofDouble(measure.low, measure.high);
}

ExprValue valueFrom(std::string_view text)
{
    if (text == "yes" || text == "true" || text == "no" || text == "false") {
        return ExprValue::ofBool(text == "yes" || text == "true");
    }
    if (text.size() >= 2 && (text.front() == '\'' || text.front() == '"') &&
        text.back() == text.front()) {
        return ExprValue::ofString(text.substr(1, text.size() - 2));
    }
    if (looksLikeDay(text)) {
        const std::int32_t day = parseDay(text);
        return ExprValue::ofDate(day, day);
    }
    return !text.empty() && startsAsNumber(text) ? numberFrom(text) : ExprValue::ofString(text);
}

} // namespace

nlohmann::json parseTagged(std::string_view text)
{
    return toTaggedJson(valueFrom(trimmed(text)));
}

std::string readableTagged(const nlohmann::json& value)
{
    EvalContext context;
    return toReadable(fromTaggedJson(value, context), ExprType{}, "");
}

} // namespace netready
