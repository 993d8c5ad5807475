// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/expr/source_text.h"
#include "core/prover/formula.h"

#include <string>
#include <vector>

namespace netready {

/// How a formula is changed.
enum class MutantKind
{
    Comparison, ///< another sign
    Threshold,  ///< another number in a comparison or of the curve
    Number,     ///< another number elsewhere
    Clause,     ///< without one part of an && or ||, one option of several
    Arm,        ///< always one arm of a ?:
    Applies     ///< without applies_when, or its opposite
};

/// A formula with one change; an example that holds for the formula should not hold for it.
struct Mutant
{
    MutantKind kind = MutantKind::Comparison;
    std::string what; ///< `< for <=`, `1 % higher`, `without "fabric.pfc"`
    Position where;
    Formula formula;
    const SourceText* source = nullptr; ///< of a clause or arm, and its span
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
};

/// Changes of comparisons, numbers, clauses, options, arms and applies_when. A part that is named
/// by `let` and used twice is changed in both places. Shape: in the order of the nodes
[[nodiscard]] std::vector<Mutant> mutantsOf(const Formula& formula);

/// Changes that only show what is dead: clauses and arms. Shape: what holds others comes first
[[nodiscard]] std::vector<Mutant> branchesOf(const Formula& formula);

} // namespace netready
