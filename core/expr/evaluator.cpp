// SPDX-License-Identifier: Apache-2.0
#include "core/expr/evaluator.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

namespace netready {

namespace {

using Doubles = ExprValue::Doubles;

/// The worse of two errors: a broken expression before "not applicable", else the first.
const ExprValue* worse(const ExprValue* first, const ExprValue& second)
{
    return first == nullptr || (first->notApplicable && !second.notApplicable) ? &second : first;
}

} // namespace

void EvalContext::clear()
{
    missing.clear();
    cost = 0;
    arena.release();
}

ExprValue Evaluator::run()
{
    ExprValue result;
    const ExprValue& found = value(m_code.root, result);
    if (&found != &result) {
        result = found;
    }
    m_context.cost += m_cost;
    result.optional = false;
    if (result.kind == ExprKind::Unknown && m_code.type.is(TypeKind::Bool)) {
        // Whoever asks for a yes or no meets one kind of open answer.
        result.kind = ExprKind::Bool;
        result.truth = Truth::Open;
    }
    if (overCost()) {
        fail(m_nodes[m_code.root], kTooDear, result);
    }
    return result;
}

void Evaluator::fail(const CodeNode& node, std::string_view message, ExprValue& out)
{
    const NodeSource& place = m_code.places[static_cast<std::size_t>(&node - m_nodes)];
    const std::string where = toString(m_code.sources[place.source]->position(place.at));
    out = ExprValue::ofError(copyText(std::string(message) + " (" + where + ")"));
}

std::string_view Evaluator::copyText(std::string_view text)
{
    const std::span<char> copy = allocate<char>(text.size());
    std::copy(text.begin(), text.end(), copy.begin());
    return {copy.data(), copy.size()};
}

bool Evaluator::settle(std::span<const ExprValue* const> operands, ExprValue& out)
{
    const ExprValue* error = nullptr;
    bool isUnknown = false;
    MissingHandle missing = 0;
    std::uint8_t origin = 0;
    for (const ExprValue* operand : operands) {
        if (operand->kind == ExprKind::Error) {
            error = worse(error, *operand);
        }
        isUnknown |= operand->kind == ExprKind::Unknown;
        missing = m_context.missing.join(missing, operand->missing);
        origin = weakest(origin, operand->origin);
    }
    if (error != nullptr) {
        out = *error;
        return true;
    }
    if (isUnknown) {
        out = ExprValue::unknown(missing);
        out.origin = origin;
    }
    return isUnknown;
}

bool Evaluator::settle(const ExprValue& a, ExprValue& out)
{
    if (a.kind < ExprKind::Error) {
        return false;
    }
    const std::array<const ExprValue*, 1> operands{&a};
    return settle(operands, out);
}

bool Evaluator::settle(const ExprValue& a, const ExprValue& b, ExprValue& out)
{
    if (a.kind < ExprKind::Error && b.kind < ExprKind::Error) {
        return false;
    }
    const std::array<const ExprValue*, 2> operands{&a, &b};
    return settle(operands, out);
}

Answer Evaluator::ask(NodeIndex index, ExprValue& other)
{
    const CodeNode& node = m_nodes[index];
    if (!answersTruth(node.operation)) {
        return asAnswer(value(index, other), other);
    }
    m_cost += node.cost;
    return answer(node, other);
}

const ExprValue& Evaluator::leaf(const CodeNode& node, ExprValue& scratch)
{
    if (node.operation == Operation::Field) {
        field(node, m_variables[node.a], scratch);
        return scratch;
    }
    if (node.operation == Operation::Variable) {
        return m_variables[node.a];
    }
    return node.operation == Operation::Local ? *m_locals[node.a] : value(node.a, scratch);
}

void Evaluator::compute(const CodeNode& node, ExprValue& out)
{
    switch (node.operation) {
    case Operation::Constant:
    case Operation::Variable:
    case Operation::Local:
    case Operation::Field:
    case Operation::Part:
        break; // value() has them
    case Operation::HasField:
    case Operation::HasName:
    case Operation::Not:
    case Operation::Equal:
    case Operation::NotEqual:
    case Operation::Less:
    case Operation::LessEqual:
    case Operation::Greater:
    case Operation::GreaterEqual:
    case Operation::In:
    case Operation::And:
    case Operation::Or:
    case Operation::ChoiceIs:
    case Operation::ChoicesHave:
    case Operation::All:
    case Operation::Exists:
    case Operation::ExistsOne: {
        const Answer result = answer(node, out);
        if (result.isTruth) {
            out.kind = ExprKind::Bool;
            out.truth = result.truth;
            out.missing = result.missing;
            out.origin = result.origin;
        }
        return;
    }
    case Operation::SelectField: {
        ExprValue scratch;
        return field(node, value(node.a, scratch), out);
    }
    case Operation::SelectName:
        return selectName(node, out);
    case Operation::Index:
        return index(node, out);
    case Operation::Negate:
        return minus(node, out);
    case Operation::Add:
        return compute(Arithmetic::Add, node, out);
    case Operation::Subtract:
        return compute(Arithmetic::Subtract, node, out);
    case Operation::Multiply:
        return compute(Arithmetic::Multiply, node, out);
    case Operation::Divide:
        return compute(Arithmetic::Divide, node, out);
    case Operation::Modulo:
        return compute(Arithmetic::Modulo, node, out);
    case Operation::Conditional:
        return conditional(node, out);
    case Operation::MakeList:
        return makeList(node, out);
    case Operation::MakeMap:
        return makeMap(node, out);
    case Operation::ToOptions:
        return toOptions(node, out);
    case Operation::Map:
        return mapItems(node, out);
    case Operation::Filter:
        return filter(node, out);
    case Operation::Call:
        return call(node, out);
    case Operation::Fail:
        return fail(node, m_code.constants[node.a].string(), out);
    }
}

void Evaluator::field(const CodeNode& node, const ExprValue& object, ExprValue& out)
{
    if (object.kind == ExprKind::Object) {
        const std::uint8_t origin = object.origin;
        out = object.object->fields[node.b];
        out.origin = weakest(out.origin, origin);
    } else if (!settle(object, out)) {
        fail(node, "there is no subject of which this is an attribute", out);
    }
}

void Evaluator::selectName(const CodeNode& node, ExprValue& out)
{
    ExprValue scratch;
    const ExprValue& operand = value(node.a, scratch);
    if (settle(operand, out)) {
        return;
    }
    const ExprValue& name = m_code.constants[node.b];
    if (operand.kind == ExprKind::Map) {
        return indexMap(node, operand, name, out);
    }
    if (operand.kind == ExprKind::Object && m_code.schema != nullptr) {
        const std::uint32_t kind = operand.object->kind;
        if (const auto field = m_code.schema->fieldIndex(kind, name.string())) {
            out = operand.object->fields[*field];
            out.origin = weakest(out.origin, operand.origin);
            return;
        }
    }
    fail(node, "there is no \"" + std::string(name.string()) + "\" to select here", out);
}

void Evaluator::index(const CodeNode& node, ExprValue& out)
{
    ExprValue left;
    ExprValue right;
    const ExprValue& container = value(node.a, left);
    const ExprValue& key = value(node.b, right);
    if (settle(container, key, out)) {
        return;
    }
    if (container.kind == ExprKind::List) {
        indexList(node, container, key, out);
    } else if (container.kind == ExprKind::Map) {
        indexMap(node, container, key, out);
    } else {
        fail(node, "only lists and maps have an index", out);
    }
}

void Evaluator::indexList(const CodeNode& node,
                          const ExprValue& list,
                          const ExprValue& index,
                          ExprValue& out)
{
    ExprValue::Ints range = index.ints;
    if (index.kind == ExprKind::Double && index.isExact() &&
        index.doubles.low == std::trunc(index.doubles.low) &&
        std::abs(index.doubles.low) <= static_cast<double>(list.items.size)) {
        range.low = static_cast<std::int64_t>(index.doubles.low);
        range.high = range.low;
    } else if (index.kind != ExprKind::Int) {
        return fail(node, "the index of a list is a whole number", out);
    }
    const auto size = static_cast<std::int64_t>(list.items.size);
    if (range.high < 0 || range.low >= size) {
        return fail(node, "the list has no item of that index", out);
    }
    const MissingHandle open = m_context.missing.join(list.missing, index.missing);
    const std::uint8_t origin = weakest(list.origin, index.origin);
    if (list.truth == Truth::Open || range.low < 0 || range.high >= size) {
        out = ExprValue::unknown(open);
        out.origin = origin;
        return;
    }
    out = list.items.data[range.low];
    for (std::int64_t i = range.low + 1; i <= range.high && !overCost(); ++i) {
        ++m_cost;
        out = hull(out, list.items.data[i], index.missing, m_context.missing);
    }
    out.origin = weakest(out.origin, index.origin);
}

void Evaluator::indexMap(const CodeNode& node,
                         const ExprValue& map,
                         const ExprValue& key,
                         ExprValue& out)
{
    if (key.kind != ExprKind::String && key.kind != ExprKind::Int && key.kind != ExprKind::Bool &&
        key.kind != ExprKind::Double) {
        return fail(node, "keys of a map are texts, whole numbers, true or false", out);
    }
    bool isOpen = false;
    for (const MapEntry& entry : map.map()) {
        ++m_cost;
        const Truth same = equality(entry.key, key, m_context.missing, m_cost).truth;
        if (same == Truth::True) {
            out = entry.value;
            out.origin = weakest(out.origin, key.origin);
            return;
        }
        isOpen |= same == Truth::Open;
    }
    if (!isOpen) {
        const std::string name =
            key.kind == ExprKind::String ? " " + std::string(key.string()) : "";
        return fail(node, "the map has no such key" + name, out);
    }
    out = ExprValue::unknown(m_context.missing.join(map.missing, key.missing));
    out.origin = weakest(map.origin, key.origin);
}

void Evaluator::minus(const CodeNode& node, ExprValue& out)
{
    ExprValue scratch;
    const ExprValue& operand = value(node.a, scratch);
    if (settle(operand, out)) {
        return;
    }
    const std::string_view problem = negate(operand, out);
    out.origin = operand.origin;
    if (!problem.empty()) {
        fail(node, problem, out);
    }
}

void Evaluator::compute(Arithmetic operation, const CodeNode& node, ExprValue& out)
{
    ExprValue left;
    ExprValue right;
    const ExprValue& a = value(node.a, left);
    const ExprValue& b = value(node.b, right);
    if (settle(a, b, out)) {
        return;
    }
    if (operation == Arithmetic::Add && a.kind == b.kind &&
        (a.kind == ExprKind::String || a.kind == ExprKind::List)) {
        return concatenate(node, a, b, out);
    }
    const std::string_view problem = arithmetic(operation, a, b, m_context.missing, out);
    out.origin = weakest(a.origin, b.origin);
    if (!problem.empty()) {
        fail(node, problem, out);
    }
}

void Evaluator::conditional(const CodeNode& node, ExprValue& out)
{
    const Answer condition = ask(node.a, out);
    if (!condition.isTruth) {
        if (!out.isError()) {
            fail(node, "the condition before ? is no yes or no", out);
        }
        return;
    }
    if (condition.truth != Truth::Open) {
        const ExprValue& chosen = value(condition.truth == Truth::True ? node.b : node.c, out);
        if (&chosen != &out) {
            out = chosen;
        }
        out.origin = weakest(out.origin, condition.origin);
        return;
    }
    ExprValue left;
    ExprValue right;
    const ExprValue& yes = value(node.b, left);
    const ExprValue& no = value(node.c, right);
    if (yes.isError() && no.isError()) {
        out = *worse(&yes, no);
    } else {
        out = hull(yes, no, condition.missing, m_context.missing);
    }
    out.origin = weakest(condition.origin, weakest(yes.origin, no.origin));
}

void Evaluator::setList(ExprValue& out, std::span<const ExprValue> items)
{
    out = ExprValue::ofList(items);
    for (const ExprValue& item : items) {
        out.missing = m_context.missing.join(out.missing, item.missing);
        out.origin = weakest(out.origin, item.origin);
        out.truth = item.optional ? Truth::Open : out.truth;
    }
}

void Evaluator::makeList(const CodeNode& node, ExprValue& out)
{
    const std::span<ExprValue> items = allocate<ExprValue>(node.b);
    const ExprValue* error = nullptr;
    for (std::uint32_t i = 0; i < node.b; ++i) {
        ExprValue scratch;
        items[i] = value(m_code.operands[node.a + i], scratch);
        items[i].optional = false;
        if (items[i].isError()) {
            error = worse(error, items[i]);
        }
    }
    if (error != nullptr) {
        out = *error;
        return;
    }
    setList(out, items);
}

void Evaluator::makeMap(const CodeNode& node, ExprValue& out)
{
    const std::size_t count = node.b / 2;
    const std::span<MapEntry> entries = allocate<MapEntry>(count);
    const ExprValue* error = nullptr;
    bool isOpen = false;
    MissingHandle missing = 0;
    std::uint8_t origin = 0;
    for (std::uint32_t i = 0; i < count; ++i) {
        ExprValue scratch;
        MapEntry& entry = entries[i];
        entry.key = value(m_code.operands[node.a + 2 * i], scratch);
        ExprValue other;
        entry.value = value(m_code.operands[node.a + 2 * i + 1], other);
        for (ExprValue* part : {&entry.key, &entry.value}) {
            part->optional = false;
            error = part->isError() ? worse(error, *part) : error;
            missing = m_context.missing.join(missing, part->missing);
            origin = weakest(origin, part->origin);
        }
        isOpen |= !entry.key.isExact();
    }
    if (error != nullptr) {
        out = *error;
        return;
    }
    for (std::size_t i = 0; i < count && !isOpen; ++i) {
        const ExprKind kind = entries[i].key.kind;
        if (kind != ExprKind::Int && kind != ExprKind::Bool && kind != ExprKind::String) {
            return fail(node, "keys of a map are texts, whole numbers, true or false", out);
        }
        for (std::size_t j = 0; j < i; ++j) {
            const Answer same = equality(entries[i].key, entries[j].key, m_context.missing, m_cost);
            if (same.truth == Truth::True) {
                return fail(node, "a key stands twice in the map", out);
            }
        }
    }
    out = isOpen ? ExprValue::unknown(missing) : ExprValue::ofMap(entries);
    out.missing = missing;
    out.origin = origin;
}

void Evaluator::toOptions(const CodeNode& node, ExprValue& out)
{
    ExprValue scratch;
    const ExprValue& operand = value(node.a, scratch);
    if (settle(operand, out)) {
        return;
    }
    if (operand.kind != ExprKind::String) {
        return fail(node, "only a text names an option", out);
    }
    // A text that names no option equals none.
    const auto option = m_code.attributes[node.c]->optionIndex(operand.string());
    out = ExprValue::ofChoice(option ? std::uint64_t{1} << *option : 0);
    out.origin = operand.origin;
}

void Evaluator::concatenate(const CodeNode& node,
                            const ExprValue& a,
                            const ExprValue& b,
                            ExprValue& out)
{
    if (a.kind == ExprKind::String) {
        const std::size_t size = a.text.size + b.text.size;
        m_cost += textCost(size);
        if (size > kMostTextBytes) {
            return fail(node, "the text is longer than 64 KiB", out);
        }
        const std::span<char> text = allocate<char>(size);
        std::copy_n(a.text.data, a.text.size, text.begin());
        std::copy_n(
            b.text.data, b.text.size, text.begin() + static_cast<std::ptrdiff_t>(a.text.size));
        out = ExprValue::ofString({text.data(), text.size()});
    } else {
        const std::size_t size = a.items.size + b.items.size;
        m_cost += size;
        if (overCost()) {
            return fail(node, kTooDear, out);
        }
        const std::span<ExprValue> items = allocate<ExprValue>(size);
        std::copy_n(a.items.data, a.items.size, items.begin());
        std::copy_n(
            b.items.data, b.items.size, items.begin() + static_cast<std::ptrdiff_t>(a.items.size));
        setList(out, items);
    }
    out.origin = weakest(a.origin, b.origin);
}

} // namespace netready
