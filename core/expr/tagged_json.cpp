// SPDX-License-Identifier: Apache-2.0
#include "core/expr/tagged_json.h"

#include "core/base/text.h"
#include "core/expr/number_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace netready {

namespace {

using Json = nlohmann::json;

constexpr std::size_t kMostJsonLevels = 100;
constexpr double kBitsInByte = 8;

[[noreturn]] void refuse(const std::string& message)
{
    throw Error(ErrorCode::InvalidInput, message);
}

const Json& member(const Json& json, const char* key)
{
    const auto found = json.find(key);
    if (found == json.end()) {
        refuse("a value has no \"" + std::string(key) + "\"");
    }
    return *found;
}

std::string textMember(const Json& json, const char* key)
{
    const Json& text = member(json, key);
    if (!text.is_string()) {
        refuse("\"" + std::string(key) + "\" of a value is not a text");
    }
    return text.get<std::string>();
}

Dimension dimensionFromText(const std::string& name)
{
    static constexpr std::array<Dimension, 11> kKnown{kNone,
                                                      kDataSize,
                                                      kTime,
                                                      kDataRate,
                                                      kFrequency,
                                                      kLength,
                                                      kPower,
                                                      kMoney,
                                                      kMoneyRate,
                                                      kTemperatureDifference,
                                                      kMass};
    for (const Dimension dimension : kKnown) {
        if (toString(dimension) == name) {
            return dimension;
        }
    }
    refuse(inQuotes(name) + " is not a dimension");
}

double numberFromJson(const Json& json)
{
    if (json.is_number()) {
        return json.get<double>();
    }
    const std::string text = json.is_string() ? json.get<std::string>() : "";
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    if (text == "NaN") {
        return std::numeric_limits<double>::quiet_NaN();
    }
    if (text == "Infinity" || text == "-Infinity") {
        return text == "Infinity" ? kInfinity : -kInfinity;
    }
    refuse("a double is neither a number nor NaN, Infinity or -Infinity");
}

Json numberToJson(double value)
{
    if (std::isnan(value)) {
        return "NaN";
    }
    if (std::isinf(value)) {
        return value > 0 ? "Infinity" : "-Infinity";
    }
    return value;
}

std::int64_t wholeFromJson(const Json& json)
{
    std::optional<std::int64_t> whole;
    if (json.is_string()) {
        whole = wholeFromText(json.get_ref<const std::string&>(), false);
    } else if (json.is_number_integer() && !json.is_number_unsigned()) {
        whole = json.get<std::int64_t>();
    } else if (json.is_number_unsigned()) {
        whole = wholeFromText(json.dump(), false);
    }
    if (!whole) {
        refuse("an int is not a whole number of 64 bits");
    }
    return *whole;
}

template <class T>
T checkedRange(T range)
{
    if (range.high < range.low) {
        refuse("the upper end of a range lies below the lower one");
    }
    return range;
}

ExprValue::Doubles doublesFromJson(const Json& json)
{
    const double low = numberFromJson(member(json, "v"));
    const auto high = json.find("hi");
    return checkedRange(ExprValue::Doubles{low, high == json.end() ? low : numberFromJson(*high)});
}

/// Reads values; texts and lists are kept in the context.
class Reader
{
public:
    explicit Reader(EvalContext& context)
        : m_context(context)
    {}

    ExprValue read(const Json& json)
    {
        if (++m_level > kMostJsonLevels) {
            refuse("a value is nested more than " + std::to_string(kMostJsonLevels) +
                   " levels deep");
        }
        if (!json.is_object()) {
            refuse(R"(a value is not an object such as {"t": "int", "v": "42"})");
        }
        ExprValue value = readTagged(json, textMember(json, "t"));
        --m_level;
        return value;
    }

    std::string_view keep(std::string_view text)
    {
        auto* const copy = static_cast<char*>(m_context.arena.allocate(text.size(), 1));
        std::copy(text.begin(), text.end(), copy);
        return {copy, text.size()};
    }

private:
    ExprValue readTagged(const Json& json, const std::string& tag)
    {
        if (tag == "null") {
            return {};
        }
        if (tag == "bool") {
            if (!member(json, "v").is_boolean()) {
                refuse("a bool is neither true nor false");
            }
            return ExprValue::ofBool(member(json, "v").get<bool>());
        }
        if (tag == "int") {
            const auto low = wholeFromJson(member(json, "v"));
            const auto high = json.find("hi");
            const auto range =
                checkedRange(ExprValue::Ints{low, high == json.end() ? low : wholeFromJson(*high)});
            return ExprValue::ofInt(range.low, range.high);
        }
        if (tag == "double") {
            const auto range = doublesFromJson(json);
            return ExprValue::ofDouble(range.low, range.high);
        }
        if (tag == "string") {
            return ExprValue::ofString(keep(textMember(json, "v")));
        }
        if (tag == "type") {
            return ExprValue::ofType(keep(textMember(json, "v")));
        }
        if (tag == "list" || tag == "map") {
            const Json& items = member(json, "v");
            if (!items.is_array()) {
                refuse("the items of a " + tag + " are not a JSON array");
            }
            return tag == "list" ? readList(items) : readMap(items);
        }
        if (tag == "quantity") {
            return readQuantity(json);
        }
        if (tag == "date") {
            const auto high = json.find("hi");
            const std::int32_t first = parseDay(textMember(json, "v"));
            return ExprValue::ofDate(first,
                                     high == json.end() ? first : parseDay(textMember(json, "hi")));
        }
        if (tag == "unknown") {
            return ExprValue::unknown(0);
        }
        refuse("values of type " + inQuotes(tag) + " are not supported");
    }

    ExprValue readQuantity(const Json& json)
    {
        const Dimension dimension = dimensionFromText(textMember(json, "dim"));
        const double factor = dimension == kDataSize ? kBitsInByte : 1;
        const auto range = doublesFromJson(json);
        return dimension == kNone
                   ? ExprValue::ofDouble(range.low, range.high)
                   : ExprValue::ofQuantity(range.low * factor, range.high * factor, dimension);
    }

    ExprValue readList(const Json& items)
    {
        auto* const data = static_cast<ExprValue*>(
            m_context.arena.allocate(items.size() * sizeof(ExprValue), alignof(ExprValue)));
        std::size_t count = 0;
        for (const Json& item : items) {
            data[count++] = read(item);
        }
        return ExprValue::ofList({data, count});
    }

    ExprValue readMap(const Json& items)
    {
        auto* const data = static_cast<MapEntry*>(
            m_context.arena.allocate(items.size() * sizeof(MapEntry), alignof(MapEntry)));
        std::size_t count = 0;
        for (const Json& item : items) {
            if (!item.is_array() || item.size() != 2) {
                refuse("an entry of a map is not a pair of key and value");
            }
            const ExprValue key = read(item[0]);
            if (key.kind != ExprKind::String && key.kind != ExprKind::Int &&
                key.kind != ExprKind::Bool) {
                refuse("keys of a map are texts, whole numbers, true or false");
            }
            data[count++] = {key, read(item[1])};
        }
        return ExprValue::ofMap({data, count});
    }

    EvalContext& m_context;
    std::size_t m_level = 0;
};

Json tagged(const char* tag, Json value)
{
    Json json = Json::object();
    json["t"] = tag;
    json["v"] = std::move(value);
    return json;
}

Json rangeToJson(const char* tag, Json low, Json high, bool isPoint)
{
    Json json = tagged(tag, std::move(low));
    if (!isPoint) {
        json["hi"] = std::move(high);
    }
    return json;
}

Json quantityToJson(const ExprValue& value)
{
    const double factor = value.dimension == kDataSize ? kBitsInByte : 1;
    Json json = rangeToJson("quantity",
                            numberToJson(value.doubles.low / factor),
                            numberToJson(value.doubles.high / factor),
                            value.isExact());
    json["dim"] = toString(value.dimension);
    return json;
}

Json itemsToJson(const ExprValue& value)
{
    Json items = Json::array();
    if (value.kind == ExprKind::List) {
        for (const ExprValue& item : value.list()) {
            items.push_back(toTaggedJson(item));
        }
        return tagged("list", std::move(items));
    }
    for (const MapEntry& entry : value.map()) {
        items.push_back(Json::array({toTaggedJson(entry.key), toTaggedJson(entry.value)}));
    }
    return tagged("map", std::move(items));
}

} // namespace

ExprValue fromTaggedJson(const nlohmann::json& json, EvalContext& context)
{
    return Reader(context).read(json);
}

nlohmann::json toTaggedJson(const ExprValue& value)
{
    const auto day = [](std::int64_t days) { return dayText(static_cast<std::int32_t>(days)); };
    switch (value.kind) {
    case ExprKind::Null:
        return Json{{"t", "null"}};
    case ExprKind::Bool:
        if (value.truth == Truth::Open) {
            break;
        }
        return tagged("bool", value.truth == Truth::True);
    case ExprKind::Int:
        return rangeToJson("int",
                           std::to_string(value.ints.low),
                           std::to_string(value.ints.high),
                           value.isExact());
    case ExprKind::Double:
        return rangeToJson("double",
                           numberToJson(value.doubles.low),
                           numberToJson(value.doubles.high),
                           value.isExact());
    case ExprKind::Quantity:
        return quantityToJson(value);
    case ExprKind::String:
        return tagged("string", std::string(value.string()));
    case ExprKind::List:
    case ExprKind::Map:
        return itemsToJson(value);
    case ExprKind::Object:
        return tagged("subject", std::string(value.object->id));
    case ExprKind::Choice:
        return tagged("choice", std::to_string(value.options.possible));
    case ExprKind::Choices:
        return rangeToJson("choices",
                           std::to_string(value.options.certain),
                           std::to_string(value.options.possible),
                           value.isExact());
    case ExprKind::Date:
        return rangeToJson("date", day(value.ints.low), day(value.ints.high), value.isExact());
    case ExprKind::Type:
        return tagged("type", std::string(value.string()));
    case ExprKind::Error:
        return tagged("error", std::string(value.string()));
    case ExprKind::Unknown:
        break;
    }
    return Json{{"t", "unknown"}};
}

} // namespace netready
