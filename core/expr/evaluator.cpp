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
    ExprValue scratch;
    ExprValue result = value(m_code.root, scratch);
    m_context.cost += m_cost;
    result.optional = false;
    if (overCost()) {
        fail(m_nodes[m_code.root], kTooDear, result);
    }
    return result;
}

void Evaluator::fail(const Node& node, std::string_view message, ExprValue& out)
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

void Evaluator::setTruth(ExprValue& out, Answer answer, std::uint8_t origin)
{
    out.kind = ExprKind::Bool;
    out.truth = answer.truth;
    out.missing = answer.missing;
    out.origin = origin;
}

bool Evaluator::settle(std::span<const ExprValue* const> operands, bool truth, ExprValue& out)
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
        out = truth ? ExprValue::openBool(missing) : ExprValue::unknown(missing);
        out.origin = origin;
    }
    return isUnknown;
}

bool Evaluator::settle(const ExprValue& a, bool truth, ExprValue& out)
{
    if (a.kind < ExprKind::Error) {
        return false;
    }
    const std::array<const ExprValue*, 1> operands{&a};
    return settle(operands, truth, out);
}

bool Evaluator::settle(const ExprValue& a, const ExprValue& b, bool truth, ExprValue& out)
{
    if (a.kind < ExprKind::Error && b.kind < ExprKind::Error) {
        return false;
    }
    const std::array<const ExprValue*, 2> operands{&a, &b};
    return settle(operands, truth, out);
}

const ExprValue& Evaluator::leaf(const Node& node, ExprValue& scratch)
{
    if (node.operation == Operation::Variable) {
        return m_variables[node.a];
    }
    return node.operation == Operation::Local ? *m_locals[node.a] : value(node.a, scratch);
}

void Evaluator::compute(const Node& node, ExprValue& out)
{
    switch (node.operation) {
    case Operation::Constant:
    case Operation::Variable:
    case Operation::Local:
    case Operation::Field:
    case Operation::Part:
        break; // value() has them
    case Operation::SelectField: {
        ExprValue scratch;
        return field(node, value(node.a, scratch), out);
    }
    case Operation::SelectName:
        return selectName(node, out);
    case Operation::HasField:
    case Operation::HasName:
        return has(node, out);
    case Operation::Index:
        return index(node, out);
    case Operation::Not:
        return isNot(node, out);
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
    case Operation::Equal:
        return equal(node, false, out);
    case Operation::NotEqual:
        return equal(node, true, out);
    case Operation::Less:
        return compare(Order::Less, node, out);
    case Operation::LessEqual:
        return compare(Order::LessEqual, node, out);
    case Operation::Greater:
        return compare(Order::Greater, node, out);
    case Operation::GreaterEqual:
        return compare(Order::GreaterEqual, node, out);
    case Operation::In:
        return in(node, out);
    case Operation::And:
        return logic(node, Truth::False, out);
    case Operation::Or:
        return logic(node, Truth::True, out);
    case Operation::Conditional:
        return conditional(node, out);
    case Operation::MakeList:
        return makeList(node, out);
    case Operation::MakeMap:
        return makeMap(node, out);
    case Operation::ChoiceIs:
        return choiceIs(node, out);
    case Operation::ChoicesHave:
        return choicesHave(node, out);
    case Operation::ToOptions:
        return toOptions(node, out);
    case Operation::All:
        return quantifier(node, Truth::False, out);
    case Operation::Exists:
        return quantifier(node, Truth::True, out);
    case Operation::ExistsOne:
        return existsOne(node, out);
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

void Evaluator::field(const Node& node, const ExprValue& object, ExprValue& out)
{
    if (object.kind == ExprKind::Object) {
        const std::uint8_t origin = object.origin;
        out = object.object->fields[node.b];
        out.origin = weakest(out.origin, origin);
    } else if (!settle(object, false, out)) {
        fail(node, "there is no subject of which this is an attribute", out);
    }
}

void Evaluator::selectName(const Node& node, ExprValue& out)
{
    ExprValue scratch;
    const ExprValue& operand = value(node.a, scratch);
    if (settle(operand, false, out)) {
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

void Evaluator::has(const Node& node, ExprValue& out)
{
    ExprValue scratch;
    const ExprValue& operand = value(node.a, scratch);
    if (operand.kind == ExprKind::Null || (operand.isError() && operand.notApplicable)) {
        return setTruth(out, {Truth::False, 0}, operand.origin);
    }
    if (settle(operand, true, out)) {
        return;
    }
    if (operand.kind == ExprKind::Map) {
        const auto entries = operand.map();
        const std::string_view name = m_code.constants[node.b].string();
        const bool found = std::any_of(entries.begin(), entries.end(), [&](const MapEntry& entry) {
            return entry.key.kind == ExprKind::String && entry.key.string() == name;
        });
        return setTruth(out, {truthOf(found), 0}, operand.origin);
    }
    if (operand.kind != ExprKind::Object) {
        return fail(node, "has() needs a field of a map or of a subject", out);
    }
    std::uint32_t index = node.b;
    if (node.operation == Operation::HasName) {
        const auto found = m_code.schema == nullptr
                               ? std::nullopt
                               : m_code.schema->fieldIndex(operand.object->kind,
                                                           m_code.constants[node.b].string());
        if (!found) {
            return setTruth(out, {Truth::False, 0}, operand.origin);
        }
        index = *found;
    }
    const ExprValue& held = operand.object->fields[index];
    const std::uint8_t origin = weakest(operand.origin, held.origin);
    if (held.isError() && !held.notApplicable) {
        out = held;
    } else if (held.kind == ExprKind::Unknown || held.missing != 0) {
        // What nobody told may turn out not to apply.
        setTruth(out, {Truth::Open, held.missing}, origin);
    } else {
        setTruth(out, {truthOf(!held.isError() && held.kind != ExprKind::Null), 0}, origin);
    }
}

void Evaluator::index(const Node& node, ExprValue& out)
{
    ExprValue left;
    ExprValue right;
    const ExprValue& container = value(node.a, left);
    const ExprValue& key = value(node.b, right);
    if (settle(container, key, false, out)) {
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

void Evaluator::indexList(const Node& node,
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

void Evaluator::indexMap(const Node& node,
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
        const std::string name = key.kind == ExprKind::String ? " " + std::string(key.string()) : "";
        return fail(node, "the map has no such key" + name, out);
    }
    out = ExprValue::unknown(m_context.missing.join(map.missing, key.missing));
    out.origin = weakest(map.origin, key.origin);
}

void Evaluator::isNot(const Node& node, ExprValue& out)
{
    ExprValue scratch;
    const ExprValue& operand = value(node.a, scratch);
    if (operand.kind == ExprKind::Bool) {
        setTruth(out, {opposite(operand.truth), operand.missing}, operand.origin);
    } else if (!settle(operand, true, out)) {
        fail(node, "! needs a yes or no", out);
    }
}

void Evaluator::minus(const Node& node, ExprValue& out)
{
    ExprValue scratch;
    const ExprValue& operand = value(node.a, scratch);
    if (settle(operand, false, out)) {
        return;
    }
    const std::string_view problem = negate(operand, out);
    out.origin = operand.origin;
    if (!problem.empty()) {
        fail(node, problem, out);
    }
}

void Evaluator::compute(Arithmetic operation, const Node& node, ExprValue& out)
{
    ExprValue left;
    ExprValue right;
    const ExprValue& a = value(node.a, left);
    const ExprValue& b = value(node.b, right);
    if (settle(a, b, false, out)) {
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

void Evaluator::compare(Order operation, const Node& node, ExprValue& out)
{
    ExprValue left;
    ExprValue right;
    const ExprValue& a = value(node.a, left);
    const ExprValue& b = value(node.b, right);
    const std::uint8_t origin = weakest(a.origin, b.origin);
    const bool areReal =
        a.kind == b.kind && (a.kind == ExprKind::Double || a.kind == ExprKind::Quantity);
    if (areReal && sameDimension(a, b)) {
        const Truth truth = compareReals(operation, a.doubles, b.doubles);
        const MissingHandle open =
            truth == Truth::Open ? m_context.missing.join(a.missing, b.missing) : 0;
        return setTruth(out, {truth, open}, origin);
    }
    if (settle(a, b, true, out)) {
        return;
    }
    Answer answer;
    const std::string_view problem = order(operation, a, b, m_context.missing, answer);
    m_cost += a.kind == ExprKind::String && b.kind == ExprKind::String
                  ? textCost(std::min(a.text.size, b.text.size))
                  : 0;
    setTruth(out, answer, origin);
    if (!problem.empty()) {
        fail(node, problem, out);
    }
}

void Evaluator::equal(const Node& node, bool isNegated, ExprValue& out)
{
    ExprValue left;
    ExprValue right;
    const ExprValue& a = value(node.a, left);
    const ExprValue& b = value(node.b, right);
    if (settle(a, b, true, out)) {
        return;
    }
    if (a.kind == ExprKind::Quantity && b.kind == ExprKind::Quantity && !sameDimension(a, b)) {
        return fail(node, "the two quantities have different dimensions", out);
    }
    Answer answer = equality(a, b, m_context.missing, m_cost);
    answer.truth = isNegated ? opposite(answer.truth) : answer.truth;
    setTruth(out, answer, weakest(a.origin, b.origin));
}

void Evaluator::in(const Node& node, ExprValue& out)
{
    ExprValue left;
    ExprValue right;
    const ExprValue& needle = value(node.a, left);
    const ExprValue& container = value(node.b, right);
    const bool isEmpty = (container.kind == ExprKind::List && container.items.size == 0) ||
                         (container.kind == ExprKind::Map && container.entries.size == 0);
    if (isEmpty && !needle.isError()) {
        return setTruth(out, {Truth::False, 0}, container.origin);
    }
    if (settle(needle, container, true, out)) {
        return;
    }
    if (container.kind == ExprKind::List) {
        return inList(needle, container, out);
    }
    if (container.kind != ExprKind::Map) {
        return fail(node, "in needs a list or a map on its right", out);
    }
    Answer any;
    for (const MapEntry& entry : container.map()) {
        ++m_cost;
        const Answer one = equality(needle, entry.key, m_context.missing, m_cost);
        if (one.truth == Truth::True) {
            any = one;
            break;
        }
        if (one.truth == Truth::Open) {
            any = {Truth::Open, m_context.missing.join(any.missing, one.missing)};
        }
    }
    setTruth(out, any, weakest(needle.origin, container.origin));
}

void Evaluator::inList(const ExprValue& needle, const ExprValue& list, ExprValue& out)
{
    Answer any;
    std::uint8_t origin = needle.origin;
    for (const ExprValue& item : list.list()) {
        ++m_cost;
        Answer one = equality(needle, item, m_context.missing, m_cost);
        if (one.truth == Truth::True && item.optional) {
            one = {Truth::Open, item.missing};
        }
        if (one.truth == Truth::True) {
            return setTruth(out, one, weakest(needle.origin, item.origin));
        }
        if (one.truth == Truth::Open) {
            any = {Truth::Open, m_context.missing.join(any.missing, one.missing)};
        }
        origin = weakest(origin, item.origin);
    }
    setTruth(out, any, weakest(origin, list.origin));
}

void Evaluator::logic(const Node& node, Truth absorbing, ExprValue& out)
{
    bool isOpen = false;
    MissingHandle missing = 0;
    std::uint8_t origin = 0;
    ExprValue error;
    for (NodeIndex i = node.a; i < node.a + node.b; ++i) {
        ExprValue scratch;
        const NodeIndex part = m_code.operands[i];
        const ExprValue& operand = value(part, scratch);
        if (operand.kind == ExprKind::Bool && operand.truth == absorbing) {
            return setTruth(out, {absorbing, 0}, operand.origin);
        }
        if (operand.kind == ExprKind::Error) {
            if (error.kind != ExprKind::Error || (error.notApplicable && !operand.notApplicable)) {
                error = operand;
            }
        } else if (operand.kind == ExprKind::Unknown || operand.truth == Truth::Open) {
            isOpen = true;
            missing = m_context.missing.join(missing, operand.missing);
        } else if (operand.kind != ExprKind::Bool &&
                   (error.kind != ExprKind::Error || error.notApplicable)) {
            fail(m_nodes[part], "&& and || need a yes or no on both sides", error);
        }
        origin = weakest(origin, operand.origin);
    }
    if (!isOpen && error.kind == ExprKind::Error) {
        out = error;
        return;
    }
    setTruth(out, {isOpen ? Truth::Open : opposite(absorbing), missing}, origin);
}

void Evaluator::conditional(const Node& node, ExprValue& out)
{
    ExprValue scratch;
    const ExprValue& condition = value(node.a, scratch);
    if (condition.kind == ExprKind::Bool && condition.truth != Truth::Open) {
        const std::uint8_t origin = condition.origin;
        const ExprValue& chosen = value(condition.truth == Truth::True ? node.b : node.c, out);
        if (&chosen != &out) {
            out = chosen;
        }
        out.origin = weakest(out.origin, origin);
        return;
    }
    if (condition.kind == ExprKind::Error) {
        out = condition;
        return;
    }
    if (condition.kind != ExprKind::Bool && condition.kind != ExprKind::Unknown) {
        return fail(node, "the condition before ? is no yes or no", out);
    }
    const MissingHandle open = condition.missing;
    ExprValue left;
    ExprValue right;
    const ExprValue& yes = value(node.b, left);
    const ExprValue& no = value(node.c, right);
    const std::uint8_t origin = weakest(condition.origin, weakest(yes.origin, no.origin));
    if (yes.isError() && no.isError()) {
        out = *worse(&yes, no);
    } else {
        out = hull(yes, no, open, m_context.missing);
    }
    out.origin = origin;
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

void Evaluator::makeList(const Node& node, ExprValue& out)
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

void Evaluator::makeMap(const Node& node, ExprValue& out)
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
            const Answer same =
                equality(entries[i].key, entries[j].key, m_context.missing, m_cost);
            if (same.truth == Truth::True) {
                return fail(node, "a key stands twice in the map", out);
            }
        }
    }
    out = isOpen ? ExprValue::unknown(missing) : ExprValue::ofMap(entries);
    out.missing = missing;
    out.origin = origin;
}

void Evaluator::choiceIs(const Node& node, ExprValue& out)
{
    ExprValue scratch;
    const ExprValue& operand = value(node.a, scratch);
    if (operand.kind != ExprKind::Choice) {
        if (!settle(operand, true, out)) {
            fail(node, "this is not a choice", out);
        }
        return;
    }
    const std::uint64_t mask = m_code.constants[node.b].options.possible;
    const std::uint64_t remaining = operand.options.possible;
    Truth truth = (remaining & mask) == 0    ? Truth::False
                  : (remaining & ~mask) == 0 ? Truth::True
                                             : Truth::Open;
    truth = node.isNegated ? opposite(truth) : truth;
    setTruth(out, {truth, truth == Truth::Open ? operand.missing : 0}, operand.origin);
}

void Evaluator::choicesHave(const Node& node, ExprValue& out)
{
    ExprValue scratch;
    const ExprValue& operand = value(node.a, scratch);
    if (operand.kind != ExprKind::Choices) {
        if (!settle(operand, true, out)) {
            fail(node, "this is not a set of choices", out);
        }
        return;
    }
    const std::uint64_t bit = m_code.constants[node.b].options.possible;
    const Truth truth = (operand.options.certain & bit) != 0    ? Truth::True
                        : (operand.options.possible & bit) == 0 ? Truth::False
                                                                : Truth::Open;
    setTruth(out, {truth, truth == Truth::Open ? operand.missing : 0}, operand.origin);
}

void Evaluator::toOptions(const Node& node, ExprValue& out)
{
    ExprValue scratch;
    const ExprValue& operand = value(node.a, scratch);
    if (settle(operand, false, out)) {
        return;
    }
    if (operand.kind != ExprKind::String) {
        return fail(node, "only a text names an option", out);
    }
    // A text that names no option equals none.
    const auto option = node.attribute->optionIndex(operand.string());
    out = ExprValue::ofChoice(option ? std::uint64_t{1} << *option : 0);
    out.origin = operand.origin;
}

void Evaluator::concatenate(const Node& node,
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
        std::copy_n(b.text.data, b.text.size, text.begin() + static_cast<std::ptrdiff_t>(a.text.size));
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
