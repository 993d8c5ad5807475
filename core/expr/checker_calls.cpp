// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "core/expr/checker.h"
#include "core/facts/value.h"
#include "core/units/measure.h"

#include <algorithm>
#include <array>
#include <utility>

namespace netready {

namespace {

std::optional<Operation> macroOf(const AstNode& node)
{
    struct Macro
    {
        std::string_view name;
        std::size_t parts; ///< the receiver included
        Operation operation;
    };
    static constexpr std::array<Macro, 6> kMacros{{{"all", 3, Operation::All},
                                                   {"exists", 3, Operation::Exists},
                                                   {"exists_one", 3, Operation::ExistsOne},
                                                   {"map", 3, Operation::Map},
                                                   {"map", 4, Operation::Map},
                                                   {"filter", 3, Operation::Filter}}};
    for (const Macro& macro : kMacros) {
        if (node.member && macro.name == node.text && macro.parts == node.parts.size()) {
            return macro.operation;
        }
    }
    return std::nullopt;
}

bool isOneOf(const ExprType& type, std::initializer_list<TypeKind> kinds)
{
    return type.isDyn() || std::find(kinds.begin(), kinds.end(), type.kind) != kinds.end();
}

} // namespace

Checked Checker::call(const AstNode& node)
{
    if (m_options.macros) {
        if (!node.member && node.text == "has" && node.parts.size() == 1) {
            return has(node);
        }
        if (const auto operation = macroOf(node)) {
            return macro(node, *operation);
        }
    }
    if (!node.member) {
        const FunctionEntry* entry = findFunction(node.text);
        return entry != nullptr && entry->isGlobal ? function(node, *entry, 0)
                                                   : unknownFunction(node, node.text);
    }
    const AstNode& target = m_ast->nodes[node.parts.front()];
    if (target.kind == AstKind::Name && findScope(target.text) == nullptr &&
        m_environment.find(target.text) == nullptr) {
        const std::string full = target.text + "." + node.text;
        const FunctionEntry* entry = findFunction(full);
        if (entry != nullptr && entry->isGlobal) {
            return function(node, *entry, 1);
        }
        if (target.text == "math" || !unsupportedFunction(full).empty()) {
            return unknownFunction(node, full);
        }
    }
    const FunctionEntry* entry = findFunction(node.text);
    return entry != nullptr && entry->isMember ? function(node, *entry, 0)
                                               : unknownFunction(node, node.text);
}

Checked Checker::unknownFunction(const AstNode& node, const std::string& name)
{
    const std::string_view why = unsupportedFunction(name);
    if (!why.empty()) {
        refuse(node, inQuotes(name) + ": " + std::string(why));
    }
    std::vector<std::string> names{"has", "all", "exists", "exists_one", "map", "filter"};
    if (std::find(names.begin(), names.end(), name) != names.end() && m_options.macros) {
        return failing(node,
                       inQuotes(name) + " is written " +
                           (name == "has" ? "has(workload.fabric)"
                                          : "list." + name + "(item, condition on item)"));
    }
    for (const FunctionEntry& entry : functions()) {
        names.emplace_back(entry.name);
    }
    const FunctionEntry* known = findFunction(name);
    if (known != nullptr) {
        return failing(node,
                       inQuotes(name) + " is written " +
                           (known->isMember ? "x." + name + "(…)" : name + "(…)"));
    }
    const std::string near = nearest(name, names);
    return failing(node,
                   "there is no function " + inQuotes(name) +
                       (near.empty() ? "" : "; did you mean " + inQuotes(near) + "?"));
}

Checker::Scope Checker::macroScope(const AstNode& node, const Checked& range) const
{
    const AstNode& variable = m_ast->nodes[node.parts[1]];
    if (variable.kind != AstKind::Name || variable.rooted) {
        refuse(variable,
               "the first argument of " + inQuotes(node.text) + " is the name of its variable");
    }
    Scope scope;
    scope.name = variable.text;
    scope.local = static_cast<std::uint32_t>(m_scopes.size());
    scope.variable.type = range.type.element();
    scope.variable.bound = {range.bound.inner, range.bound.inner, range.bound.weight};
    if (scope.variable.type.is(TypeKind::Object)) {
        scope.variable.bound = boundOf(scope.variable.type);
    }
    scope.variable.inner = range.inner;
    scope.variable.places = range.inner;
    for (const Place& place : range.places) {
        Place item = place;
        item.type = place.type.element();
        if (place.type.is(TypeKind::List)) {
            item.path.steps.push_back({ReadStep::kAllItems});
        }
        addPlaces(scope.variable.places, {std::move(item)});
    }
    return scope;
}

Checked Checker::macroBody(const AstNode& node, std::uint32_t body, bool isPredicate)
{
    Checked checked = check(body, Use::Whole);
    if (isPredicate && !checked.type.isDyn() && !checked.type.is(TypeKind::Bool)) {
        return failing(m_ast->nodes[body],
                       inQuotes(node.text) + " needs a yes or no for each item, this is a " +
                           typeText(checked));
    }
    return checked;
}

Checked Checker::macro(const AstNode& node, Operation operation)
{
    Checked range = check(node.parts[0], Use::Path);
    if (range.type.is(TypeKind::Choices)) {
        return failing(node, "use 'option' in " + range.type.choices->id);
    }
    if (!isOneOf(range.type, {TypeKind::List, TypeKind::Map})) {
        return failing(
            node, inQuotes(node.text) + " needs a list or a map, this is a " + typeText(range));
    }
    if (m_scopes.size() == kMostNestedMacros) {
        refuse(node,
               "more than " + std::to_string(kMostNestedMacros) + " macros inside each other");
    }
    m_scopes.push_back(macroScope(node, range));
    // Which items there are is read in any case.
    record(m_scopes.back().variable.places, false);
    const bool isPredicate = operation != Operation::Map;
    std::optional<Checked> keeps;
    if (node.parts.size() == 4) {
        keeps = macroBody(node, node.parts[2], true);
    }
    Checked body = macroBody(node, node.parts.back(), isPredicate);
    const Scope scope = std::move(m_scopes.back());
    m_scopes.pop_back();

    CodeNode made;
    made.operation = operation;
    made.a = range.node;
    made.b = body.node;
    made.c = scope.local;
    made.extra = keeps ? keeps->node : kNoNode;
    ExprType type = ExprType::of(TypeKind::Bool);
    SizeBound bound{1, 0, 1};
    if (operation == Operation::Filter) {
        type = ExprType::list(scope.variable.type);
        bound = range.bound;
    } else if (operation == Operation::Map) {
        type = ExprType::list(body.type);
        bound = {range.bound.size,
                 std::max(body.bound.size, body.bound.inner),
                 saturatedProduct(range.bound.size, saturatedSum(1, body.bound.weight))};
    }
    const std::uint64_t once = saturatedSum(saturatedSum(1, body.cost), keeps ? keeps->cost : 0);
    const std::uint64_t loop = saturatedProduct(range.bound.size, once);
    std::vector<Place> inner = scope.variable.places;
    addPlaces(inner, scope.variable.inner);
    if (operation == Operation::Map) {
        inner = body.places;
        addPlaces(inner, body.inner);
    }
    Checked checked = emit(node, made, std::move(type), range.cost);
    checked.cost = saturatedSum(checked.cost, loop);
    checked.bound = bound;
    if (!isPredicate || operation == Operation::Filter) {
        checked.inner = std::move(inner);
    }
    return checked;
}

Checked Checker::literalFunction(const AstNode& node, Function function, const AstNode& argument)
{
    const bool isDate = function == Function::Date;
    if (argument.kind != AstKind::String) {
        refuse(argument,
               isDate ? "date needs a text, as in date('2026-11-25')"
                      : "q needs a text, as in q('400 Gb/s')");
    }
    try {
        if (isDate) {
            const std::int32_t day = parseDay(argument.text);
            return constant(node, ExprValue::ofDate(day, day), ExprType::of(TypeKind::Date));
        }
        const Measure measure = parseMeasure(argument.text);
        if (!measure.isPoint()) {
            refuse(argument, inQuotes(argument.text) + " is a range; q needs one value");
        }
        const bool isNumber = measure.dimension == kNone;
        return constant(node,
                        isNumber
                            ? ExprValue::ofDouble(measure.low, measure.low)
                            : ExprValue::ofQuantity(measure.low, measure.low, measure.dimension),
                        ExprType::quantity(measure.dimension));
    } catch (const Error& error) {
        refuse(argument, error.message());
    }
}

Checked Checker::function(const AstNode& node, const FunctionEntry& entry, std::size_t firstPart)
{
    const std::size_t count = node.parts.size() - firstPart;
    if (count < entry.leastArguments || count > entry.mostArguments) {
        return failing(node,
                       inQuotes(entry.name) + " takes " + std::to_string(entry.leastArguments) +
                           (entry.mostArguments == entry.leastArguments ? "" : " or more") +
                           " arguments, not " + std::to_string(count));
    }
    if (entry.function == Function::Quantity || entry.function == Function::Date) {
        return literalFunction(node, entry.function, m_ast->nodes[node.parts[firstPart]]);
    }
    std::vector<Checked> arguments;
    for (std::size_t i = firstPart; i < node.parts.size(); ++i) {
        arguments.push_back(check(node.parts[i], Use::Whole));
    }
    const auto type = resultType(entry.function, arguments);
    if (!type) {
        std::vector<std::string> texts;
        texts.reserve(arguments.size());
        for (const Checked& argument : arguments) {
            texts.push_back("a " + typeText(argument));
        }
        const bool isUnitless =
            entry.function == Function::ToDouble || entry.function == Function::ToInt;
        const bool isQuantity = arguments.front().type.is(TypeKind::Quantity);
        return failing(node,
                       inQuotes(entry.name) + " does not take " + join(texts, " and ") +
                           (isUnitless && isQuantity
                                ? ": divide it by a quantity, as in x / q('1 Gb/s')"
                                : ""));
    }
    CodeNode made;
    made.operation = Operation::Call;
    made.function = entry.function;
    const Attribute* choices = arguments.front().type.choices;
    made.c = choices == nullptr ? kNoNode : addAttribute(*choices);
    const std::uint64_t cost = callCost(entry.function, arguments) + entry.cost.value_or(1);
    const SizeBound firstBound = arguments.front().bound;
    const bool isSame = entry.function == Function::ToDyn;
    Checked parts;
    if (isSame) {
        parts.places = arguments.front().places;
        parts.inner = arguments.front().inner;
    }
    Checked checked = emitMany(node, made, *type, arguments);
    m_code.nodes[checked.node].cost = entry.cost.value_or(1);
    checked.cost = saturatedSum(checked.cost, cost);
    if (isSame) {
        checked.bound = firstBound;
        checked.places = std::move(parts.places);
        checked.inner = std::move(parts.inner);
    } else if (entry.function == Function::ToString) {
        constexpr std::uint64_t kLongestNumber = 400;
        checked.bound.size = std::max(firstBound.size, kLongestNumber);
        checked.bound.weight = 1 + textCost(checked.bound.size);
    }
    return checked;
}

std::uint64_t Checker::callCost(Function function, const std::vector<Checked>& arguments) const
{
    const Checked& first = arguments.front();
    switch (function) {
    case Function::Size:
        return first.type.is(TypeKind::String)    ? textCost(first.bound.size)
               : first.type.is(TypeKind::Choices) ? 0
                                                  : first.bound.size;
    case Function::Contains:
        return saturatedSum(textCost(first.bound.size), textCost(arguments[1].bound.size));
    case Function::StartsWith:
    case Function::EndsWith:
        return textCost(arguments[1].bound.size);
    case Function::ToInt:
    case Function::ToDouble:
        return isOneOf(first.type, {TypeKind::String}) ? textCost(first.bound.size) : 0;
    case Function::Least:
    case Function::Greatest:
        return isOneOf(first.type, {TypeKind::List}) && arguments.size() == 1 ? first.bound.size
                                                                              : 0;
    case Function::ToString:
    case Function::ToBool:
    case Function::ToDyn:
    case Function::TypeOf:
    case Function::Quantity:
    case Function::Date:
    case Function::Ceil:
    case Function::Floor:
    case Function::Log2:
        break;
    }
    return 0;
}

std::optional<ExprType> Checker::extremeType(const std::vector<Checked>& arguments) const
{
    std::vector<ExprType> types;
    types.reserve(arguments.size());
    for (const Checked& argument : arguments) {
        types.push_back(argument.type);
    }
    if (types.size() == 1 && types.front().is(TypeKind::List)) {
        types = {types.front().element()};
    }
    bool allInts = true;
    for (const ExprType& type : types) {
        if (type.isDyn()) {
            return ExprType{};
        }
        if ((!type.isNumber() && !type.is(TypeKind::Quantity)) ||
            type.dimension != types.front().dimension) {
            return std::nullopt;
        }
        allInts = allInts && type.is(TypeKind::Int);
    }
    const bool isQuantity = types.front().is(TypeKind::Quantity);
    return isQuantity ? types.front() : ExprType::of(allInts ? TypeKind::Int : TypeKind::Double);
}

std::optional<ExprType> Checker::resultType(Function function,
                                            const std::vector<Checked>& arguments) const
{
    const ExprType& first = arguments.front().type;
    const auto resultIf = [](bool fits, ExprType type) {
        return fits ? std::optional(std::move(type)) : std::nullopt;
    };
    using enum TypeKind;
    switch (function) {
    case Function::Size:
        return resultIf(isOneOf(first, {String, List, Map, Choices}), ExprType::of(Int));
    case Function::Contains:
    case Function::StartsWith:
    case Function::EndsWith:
        return resultIf(isOneOf(first, {String}) && isOneOf(arguments[1].type, {String}),
                        ExprType::of(Bool));
    case Function::ToInt:
        return resultIf(isOneOf(first, {Int, Double, String}), ExprType::of(Int));
    case Function::ToDouble:
        return resultIf(isOneOf(first, {Int, Double, String}), ExprType::of(Double));
    case Function::ToString:
        return resultIf(isOneOf(first, {String, Int, Double, Bool, TypeKind::Date, Choice}),
                        ExprType::of(String));
    case Function::ToBool:
        return resultIf(isOneOf(first, {Bool, String}), ExprType::of(Bool));
    case Function::ToDyn:
        return ExprType{};
    case Function::TypeOf:
        return ExprType::of(Type);
    case Function::Quantity:
    case Function::Date:
        return std::nullopt;
    case Function::Least:
    case Function::Greatest:
        return extremeType(arguments);
    case Function::Ceil:
    case Function::Floor:
        return isOneOf(first, {Int, Double}) ? std::optional(first) : std::nullopt;
    case Function::Log2:
        return resultIf(isOneOf(first, {Int, Double}), ExprType::of(Double));
    }
    return std::nullopt;
}

} // namespace netready
