// SPDX-License-Identifier: Apache-2.0
#include "core/expr/tagged_json.h"

#include "core/base/text.h"
#include "core/expr/number_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <set>
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
    refuse(netready::quoted(name) + " is not a dimension");
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
            refuse("a value is not an object such as {\"t\": \"int\", \"v\": \"42\"}");
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
        refuse("values of type " + netready::quoted(tag) + " are not supported");
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

/// One step of a path: a name or an index.
struct Step
{
    std::string name;
    std::optional<std::size_t> index;
};

/// Splits `[3].y['z']` into its steps.
std::vector<Step> stepsOf(std::string_view text, const std::string& whole)
{
    std::vector<Step> steps;
    while (!text.empty()) {
        const char lead = text.front();
        text.remove_prefix(1);
        Step step;
        if (lead == '.') {
            const std::size_t end = std::min(text.find_first_of(".["), text.size());
            step.name = text.substr(0, end);
            text.remove_prefix(end);
        } else {
            const std::size_t end = text.find(']');
            if (lead != '[' || end == std::string_view::npos) {
                refuse(netready::quoted(whole) + " is not a path such as x, x.y or x[3].y");
            }
            const std::string_view inner = text.substr(0, end);
            const auto number = wholeFromText(inner, false);
            if (number && *number >= 0) {
                step.index = static_cast<std::size_t>(*number);
            } else if (inner.size() >= 2 && (inner.front() == '\'' || inner.front() == '"') &&
                       inner.back() == inner.front()) {
                step.name = inner.substr(1, inner.size() - 2);
            }
            text.remove_prefix(end + 1);
        }
        if (step.name.empty() && !step.index) {
            refuse(netready::quoted(whole) + " is not a path such as x, x.y or x[3].y");
        }
        steps.push_back(std::move(step));
    }
    return steps;
}

/// The bindings of a case, with what is unknown put in its place.
class Bindings
{
public:
    Bindings(const Json& input, EvalContext& context)
        : m_context(context)
        , m_reader(context)
    {
        const auto bindings = input.find("bindings");
        if (bindings != input.end() && !bindings->is_null()) {
            if (!bindings->is_object()) {
                refuse("\"bindings\" is not an object");
            }
            for (const auto& [name, value] : bindings->items()) {
                m_values[name] = m_reader.read(value);
            }
        }
        readUnknowns(input);
    }

    [[nodiscard]] const std::map<std::string, ExprValue>& values() const { return m_values; }
    [[nodiscard]] std::vector<std::string> paths(MissingHandle missing) const
    {
        std::vector<std::string> result;
        for (const SlotId slot : m_context.missing.slots(missing)) {
            result.push_back(m_paths[slot]);
        }
        return result;
    }

private:
    void readUnknowns(const Json& input)
    {
        const auto unknowns = input.find("unknowns");
        if (unknowns == input.end() || unknowns->is_null()) {
            return;
        }
        if (!unknowns->is_array()) {
            refuse("\"unknowns\" is not an array of paths");
        }
        std::set<std::string> sorted;
        for (const Json& path : *unknowns) {
            if (!path.is_string()) {
                refuse("\"unknowns\" is not an array of paths");
            }
            sorted.insert(path.get<std::string>());
        }
        m_paths.assign(sorted.begin(), sorted.end());
        for (std::size_t i = 0; i < m_paths.size(); ++i) {
            place(m_paths[i], MissingSets::leaf(static_cast<SlotId>(i)));
        }
    }

    void place(const std::string& path, MissingHandle missing)
    {
        // The longest name that is bound: names may hold dots themselves.
        std::size_t end = path.size();
        while (end != std::string::npos && end > 0 && !m_values.contains(path.substr(0, end))) {
            end = path.find_last_of(".[", end - 1);
        }
        if (end == std::string::npos || end == 0) {
            m_values[path] = ExprValue::unknown(missing);
            return;
        }
        const std::vector<Step> steps = stepsOf(std::string_view(path).substr(end), path);
        ExprValue& root = m_values[path.substr(0, end)];
        root = withUnknown(root, steps, missing);
    }

    ExprValue
    withUnknown(const ExprValue& value, std::span<const Step> steps, MissingHandle missing)
    {
        if (steps.empty()) {
            const bool isRange =
                !value.isExact() && value.kind != ExprKind::List && value.kind != ExprKind::Map;
            ExprValue result = isRange ? value : ExprValue::unknown(missing);
            result.missing = missing;
            return result;
        }
        const Step& step = steps.front();
        if (value.kind == ExprKind::List && step.index && *step.index < value.items.size) {
            // Lists and maps of the reader are ours to change: nothing else refers to them yet.
            auto& item = const_cast<ExprValue&>(value.items.data[*step.index]); // NOLINT
            item = withUnknown(item, steps.subspan(1), missing);
        } else if (value.kind == ExprKind::Map) {
            return withUnknownEntry(value, steps, missing);
        } else if (value.kind == ExprKind::Unknown) {
            return value;
        } else {
            refuse("there is nothing at the path of an unknown");
        }
        ExprValue result = value;
        result.missing = m_context.missing.join(result.missing, missing);
        return result;
    }

    ExprValue
    withUnknownEntry(const ExprValue& map, std::span<const Step> steps, MissingHandle missing)
    {
        const Step& step = steps.front();
        auto* const data = static_cast<MapEntry*>(
            m_context.arena.allocate((map.entries.size + 1) * sizeof(MapEntry), alignof(MapEntry)));
        std::size_t count = 0;
        bool found = false;
        for (const MapEntry& entry : map.map()) {
            data[count] = entry;
            const bool same =
                step.index ? entry.key.kind == ExprKind::Int &&
                                 entry.key.ints.low == static_cast<std::int64_t>(*step.index)
                           : entry.key.kind == ExprKind::String && entry.key.string() == step.name;
            if (same) {
                data[count].value = withUnknown(entry.value, steps.subspan(1), missing);
                found = true;
            }
            ++count;
        }
        if (!found) {
            const auto key = step.index ? static_cast<std::int64_t>(*step.index) : 0;
            data[count++] = {step.index ? ExprValue::ofInt(key, key)
                                        : ExprValue::ofString(m_reader.keep(step.name)),
                             ExprValue::unknown(missing)};
        }
        ExprValue result = ExprValue::ofMap({data, count});
        result.missing = m_context.missing.join(map.missing, missing);
        return result;
    }

    EvalContext& m_context;
    Reader m_reader;
    std::map<std::string, ExprValue> m_values;
    std::vector<std::string> m_paths;
};

ExprType typeFromText(std::string_view text)
{
    const auto inner = [text](std::string_view prefix) {
        return text.substr(prefix.size(), text.size() - prefix.size() - 1);
    };
    static constexpr std::array<std::pair<std::string_view, TypeKind>, 5> kNames{
        {{"null", TypeKind::Null},
         {"bool", TypeKind::Bool},
         {"int", TypeKind::Int},
         {"double", TypeKind::Double},
         {"string", TypeKind::String}}};
    for (const auto& [name, kind] : kNames) {
        if (name == text) {
            return ExprType::of(kind);
        }
    }
    if (text.starts_with("list(") && text.ends_with(')')) {
        return ExprType::list(typeFromText(trimmed(inner("list("))));
    }
    if (text.starts_with("map(") && text.ends_with(')')) {
        const std::string_view both = inner("map(");
        const std::size_t comma = std::min(both.find(','), both.size() - 1);
        return ExprType::map(typeFromText(trimmed(both.substr(0, comma))),
                             typeFromText(trimmed(both.substr(comma + 1))));
    }
    return {};
}

/// Declares the names of a case; those without a type are dyn.
std::vector<ExprValue>
declare(const Json& input, const std::map<std::string, ExprValue>& values, Environment& environment)
{
    std::map<std::string, ExprType> types;
    if (const auto declared = input.find("type_env");
        declared != input.end() && declared->is_array()) {
        for (const Json& entry : *declared) {
            types[textMember(entry, "name")] = typeFromText(textMember(entry, "type"));
        }
    }
    std::vector<ExprValue> variables;
    for (const auto& [name, value] : values) {
        environment.declare(name, types.contains(name) ? types.at(name) : ExprType{});
        variables.push_back(value);
    }
    return variables;
}

bool flag(const Json& input, const char* key)
{
    const auto found = input.find(key);
    return found != input.end() && found->is_boolean() && found->get<bool>();
}

/// True if a value has a form of its own in the answer: exact, or a range of numbers or days.
bool isAnswer(const ExprValue& value)
{
    return value.isExact() || value.kind == ExprKind::Int || value.kind == ExprKind::Double ||
           value.kind == ExprKind::Quantity || value.kind == ExprKind::Date;
}

void evaluateInto(const Json& input, Json& output)
{
    EvalContext context;
    const Bindings bindings(input, context);
    static const Schema noSchema;
    Environment environment(noSchema);
    const std::vector<ExprValue> variables = declare(input, bindings.values(), environment);
    const CompileOptions options{.check = !flag(input, "disable_check"),
                                 .macros = !flag(input, "disable_macros"),
                                 .limitCost = false};
    const Program program = compile(textMember(input, "expr"), environment, {}, options);
    const ExprValue value = evaluate(program, variables, context);
    if (value.isError()) {
        output["error"] = std::string(value.string());
    } else if (isAnswer(value)) {
        output["value"] = toTaggedJson(value);
    } else {
        output["unknown"] = bindings.paths(value.missing);
    }
}

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

nlohmann::json evaluateCase(const nlohmann::json& input)
{
    Json output = Json::object();
    try {
        if (!input.is_object()) {
            refuse("a case is not a JSON object");
        }
        output["id"] = input.contains("id") ? input.at("id") : Json();
        evaluateInto(input, output);
    } catch (const Error& error) {
        output["error"] = error.what();
    }
    return output;
}

} // namespace netready
