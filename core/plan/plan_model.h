// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace netready {

/// Something that can be done once, in one phase.
struct PlanItem
{
    std::string key; ///< each once; ties go to the smaller one
    double cost = 0;
    std::vector<double> effort;     ///< by role; missing ones are 0
    double gain = 0;                ///< may be 0 or below, for what others need
    std::vector<std::size_t> needs; ///< indices of items that must be done no later
    std::size_t earliest = 0;       ///< first phase in which it may be done
};

struct PlanPhase
{
    std::optional<double> budget;                ///< nothing: no limit
    std::vector<std::optional<double>> capacity; ///< by role, likewise
};

/// Which item in which phase, as numbers only: the part of planning that needs no assessment.
///
/// Model:  a phase has its own money and hours; what is left over does not pass to the next one
struct PlanModel
{
    std::vector<PlanItem> items;
    std::vector<PlanPhase> phases;
    std::optional<double> budget = {}; ///< of all phases together; nothing: no limit
};

/// Phase of each item; nothing: not done.
using PlanChoice = std::vector<std::optional<std::size_t>>;

struct PlanSolution
{
    PlanChoice choice;
    double gain = 0;
    double bound = 0;     ///< no choice has a higher gain
    bool stopped = false; ///< by its caller or a limit, before it was done
    /// (bound - gain) / bound, 0 if the bound is.
    [[nodiscard]] double gap() const { return bound > 0 ? (bound - gain) / bound : 0; }
};

/// Worth of a gain in a phase over that in the first one. Judgement: a gain a phase later is worth
/// a tenth less, so that what helps most comes first and nothing is put off without a reason.
[[nodiscard]] double phaseWeight(std::size_t phase);

/// Sum of the gains of what is done, each by the weight of its phase.
[[nodiscard]] double gainOf(const PlanModel& model, const PlanChoice& choice);

/// What in a choice breaks a need, a first phase, a budget or a capacity, in words; empty if
/// nothing does. A sum may exceed its limit by a billionth of it.
[[nodiscard]] std::string brokenBy(const PlanModel& model, const PlanChoice& choice);

/// An upper bound for every choice.
///
/// Model:  what fits if needs are forgotten and items can be done in part, for the scarcest of
/// money
///         and hours
[[nodiscard]] double simpleBound(const PlanModel& model);

enum class Planner
{
    Greedy, ///< at once: gain per share of money and hours over what an item needs, then swaps
    Best    ///< mixed-integer program, two seconds at most
};

/// Errors: InvalidInput if a need or a phase does not exist, a number is not finite or a cost or an
///         effort is negative
[[nodiscard]] PlanSolution
solve(const PlanModel& model, Planner planner, const std::stop_token& stop = {});

} // namespace netready
