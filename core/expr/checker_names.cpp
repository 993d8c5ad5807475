// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "core/expr/checker.h"

#include <algorithm>
#include <array>

namespace netready {

namespace {

bool isTypeName(std::string_view name)
{
    constexpr std::array<std::string_view, 8> kTypes{
        "bool", "int", "double", "string", "list", "map", "null_type", "type"};
    return std::find(kTypes.begin(), kTypes.end(), name) != kTypes.end();
}

std::string withArticle(const std::string& noun)
{
    const bool isVowel = std::string_view("aeiou").find(noun.front()) != std::string_view::npos;
    return (isVowel ? "an " : "a ") + noun;
}

} // namespace

const Checker::Scope* Checker::findScope(std::string_view name) const
{
    for (std::size_t i = m_scopes.size(); i > m_firstScope; --i) {
        if (m_scopes[i - 1].name == name) {
            return &m_scopes[i - 1];
        }
    }
    return nullptr;
}

std::string Checker::didYouMean(std::string_view name) const
{
    std::vector<std::string> candidates;
    for (const auto& [known, meaning] : m_environment.names) {
        candidates.push_back(known);
    }
    for (std::size_t i = m_firstScope; i < m_scopes.size(); ++i) {
        candidates.push_back(m_scopes[i].name);
    }
    const std::string near = nearest(name, candidates);
    return near.empty() ? "" : "; did you mean " + inQuotes(near) + "?";
}

std::string Checker::dottedName(const AstNode& node) const
{
    if (node.kind == AstKind::Name) {
        return findScope(node.text) == nullptr || node.rooted ? node.text : "";
    }
    if (node.kind != AstKind::Select) {
        return "";
    }
    const std::string operand = dottedName(m_ast->nodes[node.parts.front()]);
    return operand.empty() ? "" : operand + "." + node.text;
}

Checked Checker::name(const AstNode& node, Use use)
{
    if (!node.rooted) {
        if (const Scope* scope = findScope(node.text)) {
            CodeNode made;
            made.operation = Operation::Local;
            made.a = scope->local;
            Checked checked = emit(node, made, scope->variable.type, 0);
            checked.bound = scope->variable.bound;
            checked.places = scope->variable.places;
            checked.inner = scope->variable.inner;
            return checked;
        }
    }
    if (const auto* meaning = m_environment.find(node.text)) {
        return meaning->isPart ? part(node, meaning->index, use) : variable(node, meaning->index);
    }
    if (isTypeName(node.text)) {
        return constant(node, ExprValue::ofType(node.text), ExprType::of(TypeKind::Type));
    }
    return failing(node, "there is no " + inQuotes(node.text) + " here" + didYouMean(node.text));
}

Checked Checker::select(const AstNode& node, Use use)
{
    if (m_environment.hasDottedNames) {
        const std::string dotted = dottedName(node);
        const auto* meaning = dotted.empty() ? nullptr : m_environment.find(dotted);
        if (meaning != nullptr) {
            return meaning->isPart ? part(node, meaning->index, use)
                                   : variable(node, meaning->index);
        }
    }
    return selectField(node, check(node.parts.front(), Use::Path), false);
}

std::vector<Place> Checker::fieldPlaces(const Checked& operand, const std::string& field) const
{
    std::vector<Place> places;
    for (const Place& place : operand.places) {
        Place next = place;
        if (place.type.is(TypeKind::Object)) {
            const auto index = m_schema.fieldIndex(place.type.objectKind, field);
            if (!index) {
                continue;
            }
            next.path.steps.push_back({*index});
            next.type = typeOf(*m_schema.kinds()[place.type.objectKind].fields[*index], m_schema);
        } else {
            // Below a value without schema a path goes no further: it stands for all below it.
            next.type = {};
        }
        places.push_back(std::move(next));
    }
    return places;
}

Checked Checker::selectField(const AstNode& node, const Checked& operand, bool onlyHas)
{
    if (operand.type.is(TypeKind::Object)) {
        return selectAttribute(node, operand, onlyHas);
    }
    if (operand.type.is(TypeKind::Map) || operand.type.isDyn()) {
        return selectName(node, operand, onlyHas);
    }
    return failing(node, withArticle(typeText(operand)) + " has no fields to select");
}

void Checker::refuseAttribute(const AstNode& node, const Schema::Kind& kind) const
{
    std::vector<std::string> names;
    for (const Attribute* attribute : kind.fields) {
        names.push_back(attribute->name);
    }
    const std::string near = nearest(node.text, names);
    refuse(node,
           withArticle(kind.kind.id) + " has no attribute " + inQuotes(node.text) +
               (near.empty() ? "" : "; did you mean " + inQuotes(near) + "?"));
}

Checked Checker::selectAttribute(const AstNode& node, const Checked& operand, bool onlyHas)
{
    const Schema::Kind& kind = m_schema.kinds()[operand.type.objectKind];
    const auto field = m_schema.fieldIndex(operand.type.objectKind, node.text);
    if (!field) {
        refuseAttribute(node, kind);
    }
    const Attribute& attribute = *kind.fields[*field];
    m_attributes.push_back(&attribute);
    std::vector<Place> places = fieldPlaces(operand, node.text);
    const CodeNode target = m_code.nodes[operand.node];
    CodeNode made;
    std::uint64_t cost = operand.cost;
    made.operation = onlyHas ? Operation::HasField : Operation::SelectField;
    made.a = operand.node;
    made.b = *field;
    made.c = addAttribute(attribute);
    if (!onlyHas && target.operation == Operation::Variable) {
        // A field of a variable is one node: the row is at hand, the field an index.
        made.operation = Operation::Field;
        made.a = target.a;
        m_code.nodes.pop_back();
        m_code.places.pop_back();
        cost = 0;
    }
    const ExprType type = onlyHas ? ExprType::of(TypeKind::Bool) : typeOf(attribute, m_schema);
    Checked checked = emit(node, made, type, cost);
    if (onlyHas) {
        record(places, true);
    } else {
        checked.bound = boundOf(type);
        checked.places = std::move(places);
    }
    return checked;
}

Checked Checker::selectName(const AstNode& node, const Checked& operand, bool onlyHas)
{
    CodeNode made;
    made.operation = onlyHas ? Operation::HasName : Operation::SelectName;
    made.a = operand.node;
    made.b = addText(node.text);
    if (operand.type.isDyn() && m_code.schema == nullptr) {
        m_code.schema = std::make_shared<const Schema>(m_schema);
    }
    const bool hasItemType = operand.type.is(TypeKind::Map) && operand.type.item != nullptr;
    const ExprType itemType = hasItemType ? *operand.type.item : ExprType{};
    std::vector<Place> places = fieldPlaces(operand, node.text);
    std::vector<Place> inner = operand.inner;
    const std::uint64_t walk = saturatedSum(operand.bound.size, operand.bound.weight);
    const SizeBound bound{operand.bound.inner, operand.bound.inner, operand.bound.weight};
    Checked checked =
        emit(node, made, onlyHas ? ExprType::of(TypeKind::Bool) : itemType, operand.cost);
    checked.cost = saturatedSum(checked.cost, walk);
    if (onlyHas) {
        record(places, true);
        return checked;
    }
    checked.bound = bound;
    // What was inside a map may be what was selected.
    checked.places = std::move(places);
    addPlaces(checked.places, inner);
    checked.inner = std::move(inner);
    return checked;
}

Checked Checker::has(const AstNode& node)
{
    const AstNode& argument = m_ast->nodes[node.parts.front()];
    if (argument.kind != AstKind::Select) {
        refuse(argument, "has() needs a field, as in has(workload.fabric)");
    }
    Checked checked = selectField(argument, check(argument.parts.front(), Use::Path), true);
    m_code.places[checked.node].begin = static_cast<std::uint32_t>(node.begin);
    m_code.places[checked.node].end = static_cast<std::uint32_t>(node.end);
    return checked;
}

} // namespace netready
