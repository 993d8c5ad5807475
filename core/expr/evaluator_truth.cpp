// SPDX-License-Identifier: Apache-2.0
#include "core/expr/evaluator.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

namespace netready {

namespace {

using Doubles = ExprValue::Doubles;

bool sameDimension(const ExprValue& a, const ExprValue& b)
{
    return std::memcmp(&a.dimension, &b.dimension, sizeof(Dimension)) == 0;
}

Truth isLess(Doubles a, Doubles b)
{
    if (a.high < b.low) {
        return Truth::True;
    }
    if (a.low >= b.high) {
        return Truth::False;
    }
    return std::isnan(a.low) || std::isnan(b.low) ? Truth::False : Truth::Open;
}

Truth isLessEqual(Doubles a, Doubles b)
{
    if (a.high <= b.low) {
        return Truth::True;
    }
    if (a.low > b.high) {
        return Truth::False;
    }
    return std::isnan(a.low) || std::isnan(b.low) ? Truth::False : Truth::Open;
}

Truth compareReals(Order operation, Doubles a, Doubles b)
{
    switch (operation) {
    case Order::Less:
        return isLess(a, b);
    case Order::LessEqual:
        return isLessEqual(a, b);
    case Order::Greater:
        return isLess(b, a);
    case Order::GreaterEqual:
        return isLessEqual(b, a);
    }
    return Truth::Open;
}

Truth opposite(Truth truth)
{
    return truth == Truth::Open ? truth : truthOf(truth == Truth::False);
}

} // namespace

Answer Evaluator::asAnswer(const ExprValue& value, ExprValue& other)
{
    if (value.kind == ExprKind::Bool) {
        return {value.truth, value.missing, value.origin};
    }
    if (value.kind == ExprKind::Unknown) {
        return {Truth::Open, value.missing, value.origin};
    }
    if (&value != &other) {
        other = value;
    }
    return Answer::none();
}

Answer Evaluator::settled(std::span<const ExprValue* const> operands, ExprValue& other)
{
    (void)settle(operands, other);
    return asAnswer(other, other);
}

Answer Evaluator::failed(const CodeNode& node, std::string_view message, ExprValue& other)
{
    fail(node, message, other);
    return Answer::none();
}

Answer Evaluator::answer(const CodeNode& node, ExprValue& other)
{
    switch (node.operation) {
    case Operation::HasField:
    case Operation::HasName:
        return has(node, other);
    case Operation::Not:
        return isNot(node, other);
    case Operation::Equal:
        return equal(node, false, other);
    case Operation::NotEqual:
        return equal(node, true, other);
    case Operation::Less:
        return compare(Order::Less, node, other);
    case Operation::LessEqual:
        return compare(Order::LessEqual, node, other);
    case Operation::Greater:
        return compare(Order::Greater, node, other);
    case Operation::GreaterEqual:
        return compare(Order::GreaterEqual, node, other);
    case Operation::In:
        return in(node, other);
    case Operation::And:
        return logic(node, Truth::False, other);
    case Operation::Or:
        return logic(node, Truth::True, other);
    case Operation::ChoiceIs:
        return choiceIs(node, other);
    case Operation::ChoicesHave:
        return choicesHave(node, other);
    case Operation::All:
        return quantifier(node, Truth::False, other);
    case Operation::Exists:
        return quantifier(node, Truth::True, other);
    case Operation::ExistsOne:
        return existsOne(node, other);
    case Operation::Constant:
    case Operation::Variable:
    case Operation::Local:
    case Operation::Field:
    case Operation::Part:
    case Operation::SelectField:
    case Operation::SelectName:
    case Operation::Index:
    case Operation::Negate:
    case Operation::Add:
    case Operation::Subtract:
    case Operation::Multiply:
    case Operation::Divide:
    case Operation::Modulo:
    case Operation::Conditional:
    case Operation::MakeList:
    case Operation::MakeMap:
    case Operation::ToOptions:
    case Operation::Map:
    case Operation::Filter:
    case Operation::Call:
    case Operation::Fail:
        break; // compute() has them
    }
    return Answer::none();
}

Answer Evaluator::has(const CodeNode& node, ExprValue& other)
{
    ExprValue scratch;
    const ExprValue& operand = value(node.a, scratch);
    if (operand.kind == ExprKind::Null || (operand.isError() && operand.notApplicable)) {
        return {Truth::False, 0, operand.origin};
    }
    if (operand.kind >= ExprKind::Error) {
        return asAnswer(operand, other);
    }
    if (operand.kind == ExprKind::Map) {
        m_cost += operand.entries.size;
        const auto entries = operand.map();
        const std::string_view name = m_code.constants[node.b].string();
        const bool found = std::any_of(entries.begin(), entries.end(), [&](const MapEntry& entry) {
            return entry.key.kind == ExprKind::String && entry.key.string() == name;
        });
        return {truthOf(found), 0, operand.origin};
    }
    const bool isByName = node.operation == Operation::HasName;
    if (operand.kind != ExprKind::Object || (isByName && m_code.schema == nullptr)) {
        return failed(node, "has() needs a field of a map or of a subject", other);
    }
    std::uint32_t index = node.b;
    if (isByName) {
        const auto found =
            m_code.schema->fieldIndex(operand.object->kind, m_code.constants[node.b].string());
        if (!found) {
            return {Truth::False, 0, operand.origin};
        }
        index = *found;
    }
    const ExprValue& held = operand.object->fields[index];
    const std::uint8_t origin = weakest(operand.origin, held.origin);
    if (held.isError() && !held.notApplicable) {
        return asAnswer(held, other);
    }
    // What nobody told may turn out not to apply.
    if (held.kind == ExprKind::Unknown || held.missing != 0) {
        return {Truth::Open, held.missing, origin};
    }
    return {truthOf(!held.isError() && held.kind != ExprKind::Null), 0, origin};
}

Answer Evaluator::isNot(const CodeNode& node, ExprValue& other)
{
    Answer result = ask(node.a, other);
    result.truth = opposite(result.truth);
    if (!result.isTruth && !other.isError()) {
        return failed(node, "! needs a yes or no", other);
    }
    return result;
}

Answer Evaluator::compare(Order operation, const CodeNode& node, ExprValue& other)
{
    // Nearly all rules compare a field with a constant: no copies and no calls for that.
    const ExprValue* const x = atHand(node.a);
    const ExprValue* const y = atHand(node.b);
    if (x == nullptr || y == nullptr) {
        return compareComputed(operation, node, other);
    }
    m_cost += m_nodes[node.a].cost + m_nodes[node.b].cost;
    return compareValues(operation, node, *x, *y, other);
}

Answer Evaluator::compareComputed(Order operation, const CodeNode& node, ExprValue& other)
{
    ExprValue left;
    ExprValue right;
    const ExprValue& a = value(node.a, left);
    const ExprValue& b = value(node.b, right);
    return compareValues(operation, node, a, b, other);
}

Answer Evaluator::compareValues(
    Order operation, const CodeNode& node, const ExprValue& a, const ExprValue& b, ExprValue& other)
{
    const std::uint8_t origin = weakest(a.origin, b.origin);
    const bool areReal =
        a.kind == b.kind &&
        (a.kind == ExprKind::Double || (a.kind == ExprKind::Quantity && sameDimension(a, b)));
    if (areReal) {
        const Truth truth = compareReals(operation, a.doubles, b.doubles);
        const MissingHandle open =
            truth == Truth::Open ? m_context.missing.join(a.missing, b.missing) : 0;
        return {truth, open, origin};
    }
    return compareOthers(operation, node, a, b, other);
}

Answer Evaluator::compareOthers(
    Order operation, const CodeNode& node, const ExprValue& a, const ExprValue& b, ExprValue& other)
{
    if (a.kind >= ExprKind::Error || b.kind >= ExprKind::Error) {
        return settled(std::array<const ExprValue*, 2>{&a, &b}, other);
    }
    Answer result;
    const std::string_view problem = order(operation, a, b, m_context.missing, result);
    if (!problem.empty()) {
        return failed(node, problem, other);
    }
    m_cost += a.kind == ExprKind::String ? textCost(std::min(a.text.size, b.text.size)) : 0;
    result.origin = weakest(a.origin, b.origin);
    return result;
}

Answer Evaluator::equal(const CodeNode& node, bool isNegated, ExprValue& other)
{
    ExprValue left;
    ExprValue right;
    const ExprValue& a = value(node.a, left);
    const ExprValue& b = value(node.b, right);
    if (a.kind >= ExprKind::Error || b.kind >= ExprKind::Error) {
        return settled(std::array<const ExprValue*, 2>{&a, &b}, other);
    }
    if (a.kind == ExprKind::Quantity && b.kind == ExprKind::Quantity && !sameDimension(a, b)) {
        return failed(node, "the two quantities have different dimensions", other);
    }
    Answer result = equality(a, b, m_context.missing, m_cost);
    result.truth = isNegated ? opposite(result.truth) : result.truth;
    result.origin = weakest(a.origin, b.origin);
    return result;
}

Answer Evaluator::in(const CodeNode& node, ExprValue& other)
{
    ExprValue left;
    ExprValue right;
    const ExprValue& needle = value(node.a, left);
    const ExprValue& container = value(node.b, right);
    const bool isEmpty = (container.kind == ExprKind::List && container.items.size == 0) ||
                         (container.kind == ExprKind::Map && container.entries.size == 0);
    if (isEmpty && !needle.isError()) {
        return {Truth::False, 0, container.origin};
    }
    if (needle.kind >= ExprKind::Error || container.kind >= ExprKind::Error) {
        return settled(std::array<const ExprValue*, 2>{&needle, &container}, other);
    }
    if (container.kind != ExprKind::List && container.kind != ExprKind::Map) {
        return failed(node, "in needs a list or a map on its right", other);
    }
    return inItems(needle, container);
}

Answer Evaluator::inItems(const ExprValue& needle, const ExprValue& container)
{
    Answer any;
    any.origin = weakest(needle.origin, container.origin);
    const bool isList = container.kind == ExprKind::List;
    const std::size_t size = isList ? container.items.size : container.entries.size;
    for (std::size_t i = 0; i < size; ++i) {
        ++m_cost;
        const ExprValue& item = isList ? container.items.data[i] : container.entries.data[i].key;
        Answer one = equality(needle, item, m_context.missing, m_cost);
        if (one.truth == Truth::True && !item.optional) {
            return {Truth::True, 0, weakest(needle.origin, item.origin)};
        }
        if (one.truth != Truth::False) {
            const MissingHandle why = item.optional ? item.missing : 0;
            any.truth = Truth::Open;
            any.missing = m_context.missing.join(any.missing, one.missing);
            any.missing = m_context.missing.join(any.missing, why);
        }
        any.origin = weakest(any.origin, item.origin);
    }
    return any;
}

Answer Evaluator::logic(const CodeNode& node, Truth absorbing, ExprValue& other)
{
    Answer all{opposite(absorbing), 0};
    const ExprValue* error = nullptr;
    const NodeIndex* const operands = m_code.operands.data() + node.a;
    for (std::uint32_t i = 0; i < node.b; ++i) {
        const Answer operand = ask(operands[i], other);
        if (!operand.isTruth) {
            error = logicError(m_nodes[operands[i]], error, other);
            continue;
        }
        if (operand.truth == absorbing) {
            return operand;
        }
        if (operand.truth == Truth::Open) {
            all.truth = Truth::Open;
            all.missing = m_context.missing.join(all.missing, operand.missing);
        }
        all.origin = weakest(all.origin, operand.origin);
    }
    if (error != nullptr && all.truth != Truth::Open) {
        other = *error;
        return Answer::none();
    }
    return all;
}

const ExprValue*
Evaluator::logicError(const CodeNode& operand, const ExprValue* before, ExprValue& other)
{
    if (!other.isError()) {
        fail(operand, "&& and || need a yes or no on both sides", other);
    }
    const ExprValue* worst = before;
    if (before == nullptr || (before->notApplicable && !other.notApplicable)) {
        ExprValue& kept = allocate<ExprValue>(1).front();
        kept = other;
        worst = &kept;
    }
    other = ExprValue();
    return worst;
}

Answer Evaluator::choiceIs(const CodeNode& node, ExprValue& other)
{
    ExprValue scratch;
    const ExprValue& operand = value(node.a, scratch);
    if (operand.kind != ExprKind::Choice) {
        return operand.kind >= ExprKind::Error ? asAnswer(operand, other)
                                               : failed(node, "this is not a choice", other);
    }
    const std::uint64_t mask = m_code.constants[node.b].options.possible;
    const std::uint64_t remaining = operand.options.possible;
    const Truth truth = (remaining & mask) == 0    ? Truth::False
                        : (remaining & ~mask) == 0 ? Truth::True
                                                   : Truth::Open;
    return {node.isNegated ? opposite(truth) : truth,
            truth == Truth::Open ? operand.missing : 0,
            operand.origin};
}

Answer Evaluator::choicesHave(const CodeNode& node, ExprValue& other)
{
    ExprValue scratch;
    const ExprValue& operand = value(node.a, scratch);
    if (operand.kind != ExprKind::Choices) {
        return operand.kind >= ExprKind::Error ? asAnswer(operand, other)
                                               : failed(node, "this is no set of choices", other);
    }
    const std::uint64_t bit = m_code.constants[node.b].options.possible;
    const Truth truth = (operand.options.certain & bit) != 0    ? Truth::True
                        : (operand.options.possible & bit) == 0 ? Truth::False
                                                                : Truth::Open;
    return {truth, truth == Truth::Open ? operand.missing : 0, operand.origin};
}

} // namespace netready
