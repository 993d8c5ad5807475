// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/assessment/numbers.h"
#include "core/plan/candidates.h"
#include "core/plan/plan_model.h"
#include "core/plan/plan_state.h"

#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace netready {

struct PlanOptions
{
    AssessOptions assess;
    std::optional<PlanPath> path;                    ///< nothing: as the facts say (pathOf)
    std::optional<double> budget;                    ///< US dollars, of all phases together
    std::optional<std::vector<PlannedPhase>> phases; ///< nothing: as the facts say (phasesOf)
};

/// What actions take together. The budget is held against the upper end; what is not known counts
/// as 0 there and is counted apart.
struct PlanAmounts
{
    Interval<double> cost{0.0};   ///< US dollars
    Interval<double> effort{0.0}; ///< seconds of one person
    std::size_t openCosts = 0;    ///< actions whose cost is not known
    std::size_t openEfforts = 0;
    bool operator==(const PlanAmounts&) const = default;
};

/// What the engine says once everything up to the end of a phase is done.
struct PhaseOutcome
{
    AssessedNumbers numbers;
    std::vector<FailedGate> cleared;   ///< blockers that failed before this phase
    PlanAmounts amounts;               ///< of this phase
    PlanAmounts sofar;                 ///< with those before it
    Interval<double> idleAvoided{0.0}; ///< US dollars a year over now
    std::vector<FactKey> open; ///< facts that actions would make but that cannot be told, by key
    bool operator==(const PhaseOutcome&) const = default;
};

/// A plan with what it leads to.
struct Plan
{
    PlanSolution solution;              ///< choice: by candidate
    std::vector<PhaseOutcome> outcomes; ///< by phase
    std::vector<std::string> remarks;   ///< each a sentence
};

/// The actions of a client over its phases, on which plans are made, moved and predicted.
///
/// Model:  the prediction lays what the chosen actions make facts over a copy of the client's facts
///         and assesses with the same engine, phase by phase: first what has a value, then formulas
///         in the order of the plan, over what stands by then. For choosing, each action has a gain
///         by the engine (readinessOf), and a bundle stands for what opens only together; what the
///         engine then finds to add nothing is left out
/// Limits: gains add up while choosing, which is why the result is predicted anew
/// Threads: one at a time. Keeps a reference to the facts, which must outlive it and not change
class PlanBoard
{
public:
    PlanBoard(std::shared_ptr<const Knowledge> knowledge,
              const FactBase& facts,
              PlanOptions options = {});
    ~PlanBoard();
    PlanBoard(PlanBoard&&) noexcept;
    PlanBoard& operator=(PlanBoard&&) noexcept;

    [[nodiscard]] const std::vector<PlannedPhase>& phases() const;
    [[nodiscard]] const Candidates& candidates() const;
    [[nodiscard]] const AssessedNumbers& now() const;

    /// The numbers that are planned with: one item for each candidate, then the bundles. Pinned
    /// candidates are taken off the limits and are no choice any more.
    [[nodiscard]] const PlanModel& model();

    /// Chooses phases for the candidates that are free and predicts what comes of it.
    [[nodiscard]] Plan make(Planner planner, const std::stop_token& stop = {});
    /// Puts these candidates and what is pinned into phases, as far as the limits allow, and no
    /// others.
    [[nodiscard]] Plan makeOf(const std::vector<std::size_t>& candidates,
                              Planner planner,
                              const std::stop_token& stop = {});
    /// Predicts a choice of phases by candidate. After a first prediction only what differs from
    /// the last one is evaluated. Errors: InvalidInput if there is no such phase, or not one entry
    /// for each candidate
    [[nodiscard]] std::vector<PhaseOutcome> predict(const PlanChoice& choice);
    /// Site, workloads and blockers once these candidates are done, in one go.
    [[nodiscard]] AssessedNumbers predictSet(const std::vector<std::size_t>& candidates);
    /// How ready everything is once these candidates are done, 0 to 100 (readinessOf).
    [[nodiscard]] double readinessWith(const std::vector<std::size_t>& candidates);

    /// The edits that make the facts of a choice ordinary facts, one for each phase.
    [[nodiscard]] std::vector<Edit> editsOf(const PlanChoice& choice);
    /// What breaks the needs, budgets and capacities in a choice made by hand, each a sentence.
    [[nodiscard]] std::vector<std::string> problemsOf(const PlanChoice& choice) const;
    /// Indices of the candidates of a phase in the order of the plan.
    [[nodiscard]] static std::vector<std::size_t> inPhase(const PlanChoice& choice,
                                                          std::size_t phase);
    /// A candidate with all candidates that it needs and that are not done, by rank.
    [[nodiscard]] std::vector<std::size_t> withNeeds(std::size_t candidate) const;
    [[nodiscard]] PlanAmounts amountsOf(const std::vector<std::size_t>& candidates) const;

    class Impl;

private:
    [[nodiscard]] Plan finished(Plan plan, const PlanModel& work);

    std::unique_ptr<Impl> m_impl;
};

/// One number for how ready a client is, 0 to 100, to choose actions by: it moves with every rule,
/// where scores stand still until a gate opens.
///
/// Formula: mean over workloads of half the middle of the score and half that of the score without
///          gates; workloads that certainly need not run count half. Without workloads: mean of the
///          dimensions
/// Limits:  for choosing only; never shown as a score
[[nodiscard]] double readinessOf(const AssessedNumbers& numbers);

/// What less idle accelerators save in a year, in US dollars. Like ends are compared: what is not
/// known is the same before and after.
[[nodiscard]] Interval<double> idleAvoided(const AssessedNumbers& before,
                                           const AssessedNumbers& after);

/// Errors: InvalidInput if the limits or the numbers are none
[[nodiscard]] Plan makePlan(const std::shared_ptr<const Knowledge>& knowledge,
                            const FactBase& facts,
                            Planner planner = Planner::Greedy,
                            const PlanOptions& options = {});

} // namespace netready
