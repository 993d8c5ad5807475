// SPDX-License-Identifier: Apache-2.0
#include "core/expr/evaluator.h"

#include <algorithm>

namespace netready {

const ExprValue& Evaluator::present(const ExprValue& item, ExprValue& copy)
{
    if (!item.optional) {
        return item;
    }
    copy = item;
    copy.optional = false;
    if (copy.isExact()) {
        copy.missing = 0;
    }
    return copy;
}

std::span<const ExprValue> Evaluator::itemsOf(const ExprValue& range)
{
    if (range.kind == ExprKind::List) {
        return range.list();
    }
    if (range.kind != ExprKind::Map) {
        return {};
    }
    const std::span<ExprValue> keys = allocate<ExprValue>(range.entries.size);
    std::transform(range.map().begin(), range.map().end(), keys.begin(), [](const MapEntry& entry) {
        return entry.key;
    });
    return keys;
}

bool Evaluator::macroRange(const CodeNode& node, const ExprValue& range, ExprValue& out)
{
    if (settle(range, out)) {
        return false;
    }
    if (range.kind != ExprKind::List && range.kind != ExprKind::Map) {
        fail(node, "this macro needs a list or a map", out);
        return false;
    }
    return true;
}

Evaluator::Verdict
Evaluator::judge(NodeIndex body, const ExprValue& item, Truth wanted, Verdicts& all)
{
    ExprValue other;
    const Answer verdict = ask(body, other);
    all.lastOrigin = verdict.isTruth ? verdict.origin : other.origin;
    all.origin = weakest(all.origin, all.lastOrigin);
    all.lastMissing = 0;
    if (!verdict.isTruth && !item.optional) {
        if (!other.isError()) {
            fail(m_nodes[body], "the macro needs a yes or no for each item", other);
        }
        all.addError(other);
        return Verdict::Failed;
    }
    const bool holds = verdict.isTruth && verdict.truth == wanted;
    const bool isOpen = verdict.isTruth && verdict.truth == Truth::Open;
    if (isOpen || (item.optional && (holds || !verdict.isTruth))) {
        all.lastMissing = m_context.missing.join(verdict.missing, item.optional ? item.missing : 0);
        return verdict.isTruth ? Verdict::Perhaps : Verdict::PerhapsFailed;
    }
    return holds ? Verdict::Wanted : Verdict::Other;
}

Answer Evaluator::quantifier(const CodeNode& node, Truth absorbing, ExprValue& other)
{
    ExprValue rangeScratch;
    const ExprValue& range = value(node.a, rangeScratch);
    if (!macroRange(node, range, other)) {
        return asAnswer(other, other);
    }
    Verdicts all;
    for (const ExprValue& item : itemsOf(range)) {
        ++m_cost;
        if (overCost()) {
            return failed(node, kTooDear, other);
        }
        ExprValue copy;
        bind(node.c, present(item, copy));
        const Verdict verdict = judge(node.b, item, absorbing, all);
        if (verdict == Verdict::Wanted) {
            return {absorbing, 0, all.lastOrigin};
        }
        if (verdict == Verdict::Perhaps || verdict == Verdict::PerhapsFailed) {
            all.isOpen = true;
            all.missing = m_context.missing.join(all.missing, all.lastMissing);
        }
    }
    if (all.failed() && !all.isOpen) {
        other = all.error;
        return Answer::none();
    }
    const Truth rest = truthOf(absorbing == Truth::False);
    return {all.isOpen ? Truth::Open : rest, all.missing, weakest(all.origin, range.origin)};
}

Answer Evaluator::existsOne(const CodeNode& node, ExprValue& other)
{
    ExprValue rangeScratch;
    const ExprValue& range = value(node.a, rangeScratch);
    if (!macroRange(node, range, other)) {
        return asAnswer(other, other);
    }
    Verdicts all;
    std::size_t certain = 0;
    for (const ExprValue& item : itemsOf(range)) {
        ++m_cost;
        if (overCost()) {
            return failed(node, kTooDear, other);
        }
        ExprValue copy;
        bind(node.c, present(item, copy));
        const Verdict verdict = judge(node.b, item, Truth::True, all);
        certain += verdict == Verdict::Wanted ? 1U : 0U;
        if (verdict == Verdict::Perhaps || verdict == Verdict::PerhapsFailed) {
            all.isOpen = true;
            all.missing = m_context.missing.join(all.missing, all.lastMissing);
        }
    }
    if (all.failed()) {
        other = all.error;
        return Answer::none();
    }
    const bool decided = !all.isOpen || certain > 1;
    return {decided ? truthOf(certain == 1) : Truth::Open,
            decided ? 0 : all.missing,
            weakest(all.origin, range.origin)};
}

void Evaluator::setItems(const Verdicts& all, std::span<const ExprValue> items, ExprValue& out)
{
    if (all.failed()) {
        out = all.error;
        return;
    }
    if (all.isOpen) {
        out = ExprValue::unknown(all.missing);
    } else {
        setList(out, items);
    }
    out.origin = weakest(out.origin, all.origin);
}

bool Evaluator::transform(const CodeNode& node,
                          const ExprValue& item,
                          Verdicts& all,
                          ExprValue& result)
{
    Verdict keeps = item.optional ? Verdict::Perhaps : Verdict::Wanted;
    MissingHandle absent = item.optional ? item.missing : 0;
    std::uint8_t origin = 0;
    if (node.extra != kNoNode) {
        keeps = judge(node.extra, item, Truth::True, all);
        origin = all.lastOrigin;
        absent = all.lastMissing;
    }
    if (keeps == Verdict::Other || keeps == Verdict::Failed) {
        return false;
    }
    ExprValue scratch;
    if (keeps != Verdict::PerhapsFailed) {
        result = value(node.b, scratch);
        if (!result.isError()) {
            result.optional = keeps == Verdict::Perhaps;
            result.missing = m_context.missing.join(result.missing, absent);
            result.origin = weakest(result.origin, origin);
            return true;
        }
        if (keeps == Verdict::Wanted) {
            all.addError(result);
            return false;
        }
    }
    // The whole fails only if the item is there.
    all.isOpen = true;
    all.missing = m_context.missing.join(all.missing, absent);
    return false;
}

void Evaluator::mapItems(const CodeNode& node, ExprValue& out)
{
    ExprValue rangeScratch;
    const ExprValue& range = value(node.a, rangeScratch);
    if (!macroRange(node, range, out)) {
        return;
    }
    const std::span<const ExprValue> items = itemsOf(range);
    const std::span<ExprValue> results = allocate<ExprValue>(items.size());
    std::size_t count = 0;
    Verdicts all;
    all.origin = range.origin;
    for (const ExprValue& item : items) {
        ++m_cost;
        if (overCost()) {
            return fail(node, kTooDear, out);
        }
        ExprValue copy;
        bind(node.c, present(item, copy));
        count += transform(node, item, all, results[count]) ? 1U : 0U;
    }
    setItems(all, results.subspan(0, count), out);
}

void Evaluator::filter(const CodeNode& node, ExprValue& out)
{
    ExprValue rangeScratch;
    const ExprValue& range = value(node.a, rangeScratch);
    if (!macroRange(node, range, out)) {
        return;
    }
    const std::span<const ExprValue> items = itemsOf(range);
    const std::span<ExprValue> results = allocate<ExprValue>(items.size());
    std::size_t count = 0;
    Verdicts all;
    all.origin = range.origin;
    for (const ExprValue& item : items) {
        ++m_cost;
        if (overCost()) {
            return fail(node, kTooDear, out);
        }
        ExprValue copy;
        bind(node.c, present(item, copy));
        const Verdict keeps = judge(node.b, item, Truth::True, all);
        if (keeps == Verdict::PerhapsFailed) {
            all.isOpen = true;
            all.missing = m_context.missing.join(all.missing, all.lastMissing);
        } else if (keeps == Verdict::Wanted || keeps == Verdict::Perhaps) {
            ExprValue& result = results[count++];
            result = item;
            result.origin = weakest(result.origin, all.lastOrigin);
            result.optional = keeps == Verdict::Perhaps;
            result.missing = m_context.missing.join(result.missing, all.lastMissing);
        }
    }
    setItems(all, results.subspan(0, count), out);
}

} // namespace netready
