// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/diagnostics.h"
#include "core/knowledge/knowledge.h"

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace netready {

/// What the prover found in packs that load: errors, and warnings for what it could not prove.
struct Proof
{
    Diagnostics diagnostics;   ///< by file, line, column
    std::size_t formulas = 0;  ///< rules, conditions of questions, computed attributes
    std::size_t notProven = 0; ///< statements about them that the trials leave open
};

/// Tries rules and questions over the values that can make a difference: each result can be
/// reached, each branch and each answer counts, thresholds lie where values can be, stated
/// directions hold, no answers are left without a result, no two rules always agree.
///
/// Limits: what is worked out from demands and loads is tried as if it could be anything in its
///         domain; a fault that only shows at values between those tried is not seen
[[nodiscard]] Proof provePacks(const std::shared_ptr<const Knowledge>& knowledge);

/// A changed rule whose examples all still hold.
struct Survivor
{
    const Rule* rule = nullptr;
    Position where;
    std::string what;    ///< the change, `< for <=`
    std::string witness; ///< facts that would show it; empty if the trials find none
    std::string was;     ///< result of the rule for them
    std::string becomes; ///< result of the changed rule
};

/// How well the examples inside the rules hold the rules.
struct MutationScore
{
    std::size_t killed = 0;
    std::vector<Survivor> survivors;  ///< by rule, in the order of its expressions
    std::vector<Survivor> equivalent; ///< the trials find no facts that show them; not counted
    [[nodiscard]] double share() const;
};

/// Share of changes that the examples must find.
inline constexpr double kLeastMutationScore = 0.95;

/// Changes each rule in one place at a time and runs its examples.
[[nodiscard]] MutationScore mutateRules(const std::shared_ptr<const Knowledge>& knowledge);

} // namespace netready
