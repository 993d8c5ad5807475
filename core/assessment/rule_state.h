// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/assessment/score.h"
#include "core/expr/program.h"

#include <cstdint>
#include <span>

namespace netready {

enum class Status;

/// What one rule came to for one subject, in numbers.
struct InstanceState
{
    Truth applies = Truth::True;
    bool broken = false;
    bool open = false;         ///< something is missing on the critical path
    bool readsOpen = false;    ///< some input it may read is open
    bool contradicted = false; ///< some input it may read is contradicted
    std::uint8_t origin = 0;   ///< weakest origin it rests on, 0 for none
    ScoreRange raw;            ///< from the values alone
    ScoreRange score;          ///< with evidence credit
    bool operator==(const InstanceState&) const = default;
};

/// The part of a rule that gives its result. Refers to the rule, or to what stands in for it.
struct RuleFormula
{
    const Program* appliesWhen = nullptr;
    const Program* value = nullptr;
    const ScoreCurve* curve = nullptr; ///< null for a requirement
    Origin fullCreditNeeds = Origin::Documented;
    double statedCredit = 1;
};
[[nodiscard]] RuleFormula formulaOf(const Rule& rule);

/// What a rule comes to over the variables of a subject; what leaves it open stays in the context.
/// `readsOpen` and `contradicted` are left to who knows the facts.
[[nodiscard]] InstanceState
stateOf(const RuleFormula& formula, std::span<const ExprValue> variables, EvalContext& context);

/// The word for it.
[[nodiscard]] Status statusOf(const InstanceState& state);

} // namespace netready
