// SPDX-License-Identifier: Apache-2.0
#include "core/assessment/rule_state.h"

#include "core/assessment/assessment.h"

#include <algorithm>
#include <cmath>

namespace netready {

namespace {

void setScore(const RuleFormula& formula, const ExprValue& value, InstanceState& state)
{
    if (value.isError()) {
        state.broken = !value.notApplicable;
        state.applies = Truth::False;
        state.raw = {0, 0};
        state.score = {0, 0};
        return;
    }
    state.origin = value.origin;
    switch (value.kind) {
    case ExprKind::Bool:
        state.raw = {value.truth == Truth::True ? 1.0 : 0.0,
                     value.truth == Truth::False ? 0.0 : 1.0};
        break;
    case ExprKind::Int:
    case ExprKind::Double:
    case ExprKind::Quantity: {
        const bool whole = value.kind == ExprKind::Int;
        const ScoreCurve& curve = *formula.curve;
        const double a =
            points(curve, whole ? static_cast<double>(value.ints.low) : value.doubles.low);
        const double b =
            points(curve, whole ? static_cast<double>(value.ints.high) : value.doubles.high);
        if (std::isnan(a) || std::isnan(b)) {
            state.broken = true;
            state.applies = Truth::False;
            return;
        }
        state.raw = {std::min(a, b), std::max(a, b)};
        break;
    }
    case ExprKind::Unknown:
    case ExprKind::Null:
    case ExprKind::String:
    case ExprKind::List:
    case ExprKind::Map:
    case ExprKind::Object:
    case ExprKind::Choice:
    case ExprKind::Choices:
    case ExprKind::Date:
    case ExprKind::Type:
    case ExprKind::Error:
        state.raw = {0, 1};
        break;
    }
    state.open = state.open || (value.missing != 0 && state.raw.low < state.raw.high);
    const bool claimed = value.origin != 0 &&
                         value.origin <= static_cast<std::uint8_t>(Origin::Stated) &&
                         value.origin < static_cast<std::uint8_t>(formula.fullCreditNeeds);
    state.score = state.raw;
    if (claimed) {
        state.score.low *= formula.statedCredit;
    }
}

} // namespace

RuleFormula formulaOf(const Rule& rule)
{
    return {&rule.appliesWhen,
            &rule.value,
            rule.curve ? &*rule.curve : nullptr,
            rule.fullCreditNeeds,
            rule.statedCredit};
}

InstanceState
stateOf(const RuleFormula& formula, std::span<const ExprValue> variables, EvalContext& context)
{
    InstanceState state;
    if (!formula.appliesWhen->empty()) {
        const ExprValue applies = evaluate(*formula.appliesWhen, variables, context);
        state.broken = applies.isError() && !applies.notApplicable;
        if (state.broken || applies.isError()) {
            state.applies = Truth::False;
        } else {
            state.applies = applies.kind == ExprKind::Bool ? applies.truth : Truth::Open;
        }
        state.open = state.applies == Truth::Open;
        if (state.applies == Truth::False) {
            state.raw = {0, 0};
            state.score = {0, 0};
            return state;
        }
    }
    setScore(formula, evaluate(*formula.value, variables, context), state);
    return state;
}

Status statusOf(const InstanceState& state)
{
    if (state.broken) {
        return Status::Broken;
    }
    if (state.applies == Truth::False) {
        return Status::NotApplicable;
    }
    if (state.applies == Truth::Open) {
        return Status::Unknown;
    }
    if (state.raw.low >= 1) {
        return Status::Pass;
    }
    if (state.raw.high <= 0) {
        return Status::Fail;
    }
    return state.open ? Status::Unknown : Status::Partial;
}

} // namespace netready
