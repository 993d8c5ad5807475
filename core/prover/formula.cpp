// SPDX-License-Identifier: Apache-2.0
#include "core/prover/formula.h"

#include "core/assessment/rule_state.h"

#include <cmath>

namespace netready {

namespace {

bool isNear(double a, double b)
{
    constexpr double kTolerance = 1e-9;
    return a == b || std::abs(a - b) <= kTolerance * std::max(std::abs(a), std::abs(b));
}

Outcome ofExpression(const ExprValue& value)
{
    Outcome outcome;
    outcome.kind = value.kind;
    outcome.status = value.isError()   ? Status::Broken
                     : value.isExact() ? Status::Pass
                                       : Status::Unknown;
    if (const auto numbers = numbersOf(value)) {
        outcome.low = numbers->low;
        outcome.high = numbers->high;
    } else if (value.kind == ExprKind::Bool) {
        outcome.options = static_cast<std::uint64_t>(value.truth);
    } else if (value.kind == ExprKind::Choice || value.kind == ExprKind::Choices) {
        outcome.options = value.options.possible;
    }
    return outcome;
}

} // namespace

std::optional<ExprValue::Doubles> numbersOf(const ExprValue& value)
{
    if (value.kind == ExprKind::Int || value.kind == ExprKind::Date) {
        return ExprValue::Doubles{static_cast<double>(value.ints.low),
                                  static_cast<double>(value.ints.high)};
    }
    if (value.kind == ExprKind::Double || value.kind == ExprKind::Quantity) {
        return value.doubles;
    }
    return std::nullopt;
}

std::vector<const Program*> Formula::programs() const
{
    std::vector<const Program*> all;
    for (const Program* program : {&appliesWhen, &value}) {
        if (!program->empty()) {
            all.push_back(program);
        }
    }
    return all;
}

Formula asFormula(const Rule& rule)
{
    return {rule.kind, rule.appliesWhen, rule.value, rule.curve, true, rule.where};
}

Formula asFormula(const Program& program, std::uint32_t kind, Position where)
{
    return {kind, {}, program, std::nullopt, false, std::move(where)};
}

bool isSame(const Outcome& a, const Outcome& b)
{
    return a.status == b.status && a.kind == b.kind && a.options == b.options &&
           isNear(a.low, b.low) && isNear(a.high, b.high);
}

Outcome
outcomeOf(const Formula& formula, std::span<const ExprValue> variables, EvalContext& context)
{
    context.clear();
    if (!formula.isRule) {
        return ofExpression(evaluate(formula.value, variables, context));
    }
    RuleFormula parts;
    parts.appliesWhen = &formula.appliesWhen;
    parts.value = &formula.value;
    parts.curve = formula.curve ? &*formula.curve : nullptr;
    const InstanceState state = stateOf(parts, variables, context);
    Outcome outcome;
    outcome.status = statusOf(state);
    outcome.low = state.raw.low;
    outcome.high = state.raw.high;
    return outcome;
}

} // namespace netready
