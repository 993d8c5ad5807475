// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "core/expr/number_text.h"
#include "core/expr/tagged_json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace netready {

namespace {

using Json = nlohmann::json;

[[noreturn]] void refuse(const std::string& message)
{
    throw Error(ErrorCode::InvalidInput, message);
}

std::string textMember(const Json& json, const char* key)
{
    const auto found = json.find(key);
    if (found == json.end() || !found->is_string()) {
        refuse("\"" + std::string(key) + "\" is missing or not a text");
    }
    return found->get<std::string>();
}

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
                refuse(inQuotes(whole) + " is not a path such as x, x.y or x[3].y");
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
            refuse(inQuotes(whole) + " is not a path such as x, x.y or x[3].y");
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
    {
        const auto bindings = input.find("bindings");
        if (bindings != input.end() && !bindings->is_null()) {
            if (!bindings->is_object()) {
                refuse("\"bindings\" is not an object");
            }
            for (const auto& [name, value] : bindings->items()) {
                m_values[name] = fromTaggedJson(value, m_context);
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
                                        : ExprValue::ofString(keep(step.name)),
                             ExprValue::unknown(missing)};
        }
        ExprValue result = ExprValue::ofMap({data, count});
        result.missing = m_context.missing.join(map.missing, missing);
        return result;
    }

    std::string_view keep(std::string_view text)
    {
        auto* const copy = static_cast<char*>(m_context.arena.allocate(text.size(), 1));
        std::copy(text.begin(), text.end(), copy);
        return {copy, text.size()};
    }

    EvalContext& m_context;
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

} // namespace

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
