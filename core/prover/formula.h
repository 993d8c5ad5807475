// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/assessment/assessment.h"
#include "core/knowledge/knowledge.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace netready {

/// What the prover tries: a rule, or an expression that stands alone.
struct Formula
{
    std::uint32_t kind = 0; ///< of the subject it is evaluated over
    Program appliesWhen;    ///< empty: always
    Program value;
    std::optional<ScoreCurve> curve;
    bool isRule = false;
    Position where;

    [[nodiscard]] std::vector<const Program*> programs() const;
};

[[nodiscard]] Formula asFormula(const Rule& rule);
[[nodiscard]] Formula asFormula(const Program& program, std::uint32_t kind, Position where);

/// What a formula came to, reduced to what counts as a difference.
struct Outcome
{
    Status status = Status::Pass; ///< of a rule; of an expression only Pass, Unknown or Broken
    ExprKind kind = ExprKind::Null;
    double low = 0; ///< points of a rule, ends of a number
    double high = 0;
    std::uint64_t options = 0; ///< remaining options, or yes and no

    /// The rule applies and has a certain result; the expression has one.
    [[nodiscard]] bool decides() const
    {
        return status == Status::Pass || status == Status::Partial || status == Status::Fail;
    }
};
[[nodiscard]] bool isSame(const Outcome& a, const Outcome& b);

[[nodiscard]] Outcome
outcomeOf(const Formula& formula, std::span<const ExprValue> variables, EvalContext& context);

/// What an exact value or range of numbers is; nothing if it is none.
[[nodiscard]] std::optional<ExprValue::Doubles> numbersOf(const ExprValue& value);

} // namespace netready
