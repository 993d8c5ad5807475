// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "core/expr/arithmetic.h"
#include "core/expr/checker.h"

#include <algorithm>
#include <array>
#include <utility>

namespace netready {

namespace {

struct Sign
{
    std::string_view text;
    Operation operation;
    std::string_view verb; ///< for messages
};

constexpr std::array<Sign, 12> kSigns{{
    {"+", Operation::Add, "add"},
    {"-", Operation::Subtract, "subtract"},
    {"*", Operation::Multiply, "multiply"},
    {"/", Operation::Divide, "divide"},
    {"%", Operation::Modulo, "take the rest of"},
    {"==", Operation::Equal, "compare"},
    {"!=", Operation::NotEqual, "compare"},
    {"<", Operation::Less, "compare"},
    {"<=", Operation::LessEqual, "compare"},
    {">", Operation::Greater, "compare"},
    {">=", Operation::GreaterEqual, "compare"},
    {"in", Operation::In, "look up"},
}};

const Sign& findSign(std::string_view text)
{
    return *std::find_if(
        kSigns.begin(), kSigns.end() - 1, [&](const Sign& sign) { return sign.text == text; });
}

bool isPair(const ExprType& a, const ExprType& b, TypeKind kind)
{
    return a.is(kind) && b.is(kind);
}

bool isQuantityOrNumber(const ExprType& type)
{
    return type.isNumber() || type.is(TypeKind::Quantity);
}

/// Why two types do not go together, in addition to their names.
std::string_view hint(const ExprType& a, const ExprType& b)
{
    if (a.isNumber() && b.isNumber()) {
        return ": write 1.0 instead of 1, or double(x)";
    }
    if ((a.is(TypeKind::Quantity) && b.isNumber()) || (b.is(TypeKind::Quantity) && a.isNumber())) {
        return ": write the quantity with its unit, as in q('400 Gb/s')";
    }
    return "";
}

SizeBound sumOf(const SizeBound& a, const SizeBound& b)
{
    return {
        saturatedSum(a.size, b.size), std::max(a.inner, b.inner), saturatedSum(a.weight, b.weight)};
}

SizeBound largerOf(const SizeBound& a, const SizeBound& b)
{
    return {std::max(a.size, b.size), std::max(a.inner, b.inner), std::max(a.weight, b.weight)};
}

void addPlaces(Checked& whole, const Checked& source)
{
    addPlaces(whole.places, source.places);
    addPlaces(whole.inner, source.inner);
}

CodeNode twoOperands(Operation operation, const Checked& left, const Checked& right)
{
    CodeNode made;
    made.operation = operation;
    made.a = left.node;
    made.b = right.node;
    return made;
}

} // namespace

Checked Checker::binary(const AstNode& node)
{
    Checked left = check(node.parts[0], Use::Whole);
    Checked right = check(node.parts[1], Use::Whole);
    const Operation operation = findSign(node.text).operation;
    if (operation == Operation::In) {
        return in(node, left, right);
    }
    if (operation == Operation::Equal || operation == Operation::NotEqual) {
        return equal(node, std::move(left), std::move(right));
    }
    return answersTruth(operation) ? order(node, left, right) : arithmetic(node, left, right);
}

std::optional<ExprType>
Checker::arithmeticType(Operation operation, const ExprType& a, const ExprType& b) const
{
    if (a.isDyn() || b.isDyn()) {
        return ExprType{};
    }
    const bool isSum = operation == Operation::Add || operation == Operation::Subtract;
    if (isPair(a, b, TypeKind::Int)) {
        return a;
    }
    if (operation == Operation::Add && isPair(a, b, TypeKind::String)) {
        return a;
    }
    if (operation == Operation::Add && isPair(a, b, TypeKind::List)) {
        return joined(a, b);
    }
    if (operation == Operation::Subtract && isPair(a, b, TypeKind::Date)) {
        return ExprType::quantity(kTime);
    }
    if (operation == Operation::Modulo) {
        return std::nullopt;
    }
    if (isPair(a, b, TypeKind::Double)) {
        return a;
    }
    const bool hasQuantity = a.is(TypeKind::Quantity) || b.is(TypeKind::Quantity);
    if (!hasQuantity || !isQuantityOrNumber(a) || !isQuantityOrNumber(b)) {
        return std::nullopt;
    }
    if (isSum) {
        return a == b ? std::optional(a) : std::nullopt;
    }
    const Dimension dimension =
        operation == Operation::Multiply ? a.dimension * b.dimension : a.dimension / b.dimension;
    return isReasonable(dimension) ? std::optional(ExprType::quantity(dimension)) : std::nullopt;
}

Checked Checker::arithmetic(const AstNode& node, const Checked& left, const Checked& right)
{
    const Sign& sign = findSign(node.text);
    const auto type = arithmeticType(sign.operation, left.type, right.type);
    if (!type) {
        return failing(node,
                       "cannot " + std::string(sign.verb) + " a " + typeText(left) + " and a " +
                           typeText(right) + std::string(hint(left.type, right.type)));
    }
    const CodeNode made = twoOperands(sign.operation, left, right);
    const bool mayJoin = type->isDyn() || type->is(TypeKind::List) || type->is(TypeKind::String);
    const SizeBound bound = sumOf(left.bound, right.bound);
    Checked parts;
    if (mayJoin) {
        addPlaces(parts, left);
        addPlaces(parts, right);
    }
    const bool joins = sign.operation == Operation::Add && mayJoin;
    const std::uint64_t walk = !joins                       ? 0
                               : type->is(TypeKind::String) ? textCost(bound.size)
                                                            : bound.size;
    Checked checked = emit(node, made, *type, saturatedSum(left.cost, right.cost));
    checked.cost = saturatedSum(checked.cost, walk);
    if (joins) {
        checked.bound = bound;
        if (type->is(TypeKind::String)) {
            checked.bound.size = std::min<std::uint64_t>(bound.size, kMostTextBytes);
        }
        checked.places = std::move(parts.places);
        checked.inner = std::move(parts.inner);
    }
    return checked;
}

std::uint64_t
Checker::optionBit(const AstNode& node, const Attribute& attribute, std::string_view id) const
{
    if (const auto index = attribute.optionIndex(id)) {
        return std::uint64_t{1} << *index;
    }
    std::vector<std::string> ids;
    for (const Option& option : attribute.options) {
        ids.push_back(option.id);
    }
    const std::string near = nearest(id, ids);
    refuse(node,
           inQuotes(id) + " is not an option of " + attribute.id +
               (near.empty() ? "" : "; did you mean " + inQuotes(near) + "?") +
               " Options: " + join(ids, ", "));
}

Checked Checker::choiceIs(const AstNode& node,
                          const Checked& choice,
                          const Checked& options,
                          std::uint64_t mask)
{
    CodeNode made;
    made.operation = Operation::ChoiceIs;
    made.c = options.node;
    made.a = choice.node;
    made.b = addConstant(ExprValue::ofChoice(mask));
    made.isNegated = node.text == "!=";
    return emit(node, made, ExprType::of(TypeKind::Bool), choice.cost);
}

Checked Checker::asOption(const AstNode& node, const Checked& text, const Attribute& attribute)
{
    ExprType type = ExprType::of(TypeKind::Choice);
    type.choices = &attribute;
    if (const ExprValue* literal = constantOf(text)) {
        return constant(
            node, ExprValue::ofChoice(optionBit(node, attribute, literal->string())), type);
    }
    CodeNode made;
    made.operation = Operation::ToOptions;
    made.a = text.node;
    made.c = addAttribute(attribute);
    return emit(node, made, type, text.cost);
}

Checked Checker::equal(const AstNode& node, Checked left, Checked right)
{
    const Operation operation = findSign(node.text).operation;
    if (right.type.is(TypeKind::Choice) && left.type.is(TypeKind::String)) {
        std::swap(left, right);
    }
    if (left.type.is(TypeKind::Choice) && right.type.is(TypeKind::String)) {
        const Attribute& attribute = *left.type.choices;
        const AstNode& text = m_ast->nodes[node.parts[1]];
        const AstNode& place = text.kind == AstKind::String ? text : m_ast->nodes[node.parts[0]];
        if (const ExprValue* literal = constantOf(right)) {
            const std::uint64_t bit = optionBit(
                place.kind == AstKind::String ? place : node, attribute, literal->string());
            return choiceIs(node, left, right, bit);
        }
        right = asOption(node, right, attribute);
    }
    if (!canEqual(left.type, right.type)) {
        return failing(node,
                       "a " + typeText(left) + " cannot be compared with a " + typeText(right) +
                           std::string(hint(left.type, right.type)));
    }
    const CodeNode made = twoOperands(operation, left, right);
    const std::uint64_t walk = std::min(left.bound.weight, right.bound.weight);
    Checked checked =
        emit(node, made, ExprType::of(TypeKind::Bool), saturatedSum(left.cost, right.cost));
    checked.cost = saturatedSum(checked.cost, walk);
    return checked;
}

Checked Checker::order(const AstNode& node, const Checked& left, const Checked& right)
{
    const ExprType& a = left.type;
    const ExprType& b = right.type;
    const bool fits = a.isDyn() || b.isDyn() || (a.isNumber() && b.isNumber()) ||
                      (isPair(a, b, TypeKind::Quantity) && a.dimension == b.dimension) ||
                      isPair(a, b, TypeKind::String) || isPair(a, b, TypeKind::Bool) ||
                      isPair(a, b, TypeKind::Date);
    if (!fits) {
        return failing(node,
                       "a " + typeText(left) + " cannot be compared with a " + typeText(right) +
                           " by " + node.text + std::string(hint(a, b)));
    }
    const CodeNode made = twoOperands(findSign(node.text).operation, left, right);
    const bool isText = !a.isNumber() && !b.isNumber();
    const std::uint64_t walk = isText ? textCost(std::min(left.bound.size, right.bound.size)) : 0;
    Checked checked =
        emit(node, made, ExprType::of(TypeKind::Bool), saturatedSum(left.cost, right.cost));
    checked.cost = saturatedSum(checked.cost, walk);
    return checked;
}

Checked Checker::choiceInList(const AstNode& node, const Checked& choice, const Checked& options)
{
    const ExprValue list = *constantOf(options);
    std::uint64_t mask = 0;
    const AstNode& literal = m_ast->nodes[node.parts[1]];
    for (std::size_t i = 0; i < list.items.size; ++i) {
        const AstNode& place =
            literal.kind == AstKind::List ? m_ast->nodes[literal.parts[i]] : literal;
        const ExprValue& item = list.items.data[i];
        if (item.kind != ExprKind::String) {
            return failing(place, "the options of a choice are texts");
        }
        mask |= optionBit(place, *choice.type.choices, item.string());
    }
    return choiceIs(node, choice, options, mask);
}

Checked Checker::inChoices(const AstNode& node, const Checked& left, const Checked& right)
{
    const ExprValue* literal = constantOf(left);
    if (literal == nullptr || literal->kind != ExprKind::String) {
        return failing(node, "write the option as a text: 'option' in " + right.type.choices->id);
    }
    CodeNode made;
    made.operation = Operation::ChoicesHave;
    made.a = right.node;
    made.c = left.node;
    made.b = addConstant(ExprValue::ofChoice(
        optionBit(m_ast->nodes[node.parts[0]], *right.type.choices, literal->string())));
    return emit(node, made, ExprType::of(TypeKind::Bool), right.cost);
}

Checked Checker::in(const AstNode& node, const Checked& left, const Checked& right)
{
    if (right.type.is(TypeKind::Choices)) {
        return inChoices(node, left, right);
    }
    const ExprValue* items = constantOf(right);
    if (left.type.is(TypeKind::Choice) && items != nullptr && items->kind == ExprKind::List) {
        return choiceInList(node, left, right);
    }
    const bool isContainer =
        right.type.isDyn() || right.type.is(TypeKind::List) || right.type.is(TypeKind::Map);
    const ExprType element = right.type.element();
    const bool mixesChoice = left.type.is(TypeKind::Choice) && element.is(TypeKind::String);
    if (!isContainer || mixesChoice || !canEqual(left.type, element)) {
        return failing(node,
                       "a " + typeText(left) + " cannot be in a " + typeText(right) +
                           (mixesChoice ? ": write the options as texts in a list" : ""));
    }
    const CodeNode made = twoOperands(Operation::In, left, right);
    const std::uint64_t perItem = saturatedProduct(right.bound.size, left.bound.weight);
    const std::uint64_t walk =
        saturatedSum(right.bound.size, std::min(perItem, right.bound.weight));
    Checked checked =
        emit(node, made, ExprType::of(TypeKind::Bool), saturatedSum(left.cost, right.cost));
    checked.cost = saturatedSum(checked.cost, walk);
    return checked;
}

Checked Checker::unary(const AstNode& node)
{
    Checked operand = check(node.parts.front(), Use::Whole);
    const bool isNot = node.kind == AstKind::Not;
    const ExprType type = operand.type;
    const bool fits = type.isDyn() || (isNot ? type.is(TypeKind::Bool) : isQuantityOrNumber(type));
    if (!fits) {
        return failing(node,
                       isNot ? "! needs a yes or no, this is a " + typeText(operand)
                             : "only numbers and quantities have a sign, this is a " +
                                   typeText(operand));
    }
    CodeNode made;
    made.operation = isNot ? Operation::Not : Operation::Negate;
    made.a = operand.node;
    return emit(node, made, isNot ? ExprType::of(TypeKind::Bool) : type, operand.cost);
}

Checked Checker::logic(const AstNode& node)
{
    std::vector<Checked> parts;
    for (const std::uint32_t index : node.parts) {
        parts.push_back(check(index, Use::Whole));
        if (!parts.back().type.isDyn() && !parts.back().type.is(TypeKind::Bool)) {
            return failing(m_ast->nodes[index],
                           "&& and || need a yes or no on both sides, this is a " +
                               typeText(parts.back()));
        }
    }
    CodeNode made;
    made.operation = node.kind == AstKind::And ? Operation::And : Operation::Or;
    return emitMany(node, made, ExprType::of(TypeKind::Bool), parts);
}

Checked Checker::conditional(const AstNode& node, Use use)
{
    Checked condition = check(node.parts[0], Use::Whole);
    if (!condition.type.isDyn() && !condition.type.is(TypeKind::Bool)) {
        return failing(node,
                       "the condition before ? is a " + typeText(condition) + ", not a yes or no");
    }
    Checked yes = check(node.parts[1], use);
    Checked no = check(node.parts[2], use);
    if (yes.type.is(TypeKind::Choice) && no.type.is(TypeKind::String)) {
        no = asOption(m_ast->nodes[node.parts[2]], no, *yes.type.choices);
    } else if (no.type.is(TypeKind::Choice) && yes.type.is(TypeKind::String)) {
        yes = asOption(m_ast->nodes[node.parts[1]], yes, *no.type.choices);
    }
    if (!hasJoin(yes.type, no.type)) {
        return failing(node,
                       "the results of a condition must be of one type: a " + typeText(yes) +
                           " and a " + typeText(no) + std::string(hint(yes.type, no.type)));
    }
    CodeNode made;
    made.operation = Operation::Conditional;
    made.a = condition.node;
    made.b = yes.node;
    made.c = no.node;
    Checked parts;
    addPlaces(parts, yes);
    addPlaces(parts, no);
    const SizeBound bound = largerOf(yes.bound, no.bound);
    const ExprType type = joined(yes.type, no.type);
    Checked checked =
        emit(node, made, type, saturatedSum(condition.cost, saturatedSum(yes.cost, no.cost)));
    checked.bound = bound;
    checked.places = std::move(parts.places);
    checked.inner = std::move(parts.inner);
    return checked;
}

} // namespace netready
