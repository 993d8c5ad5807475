// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/plan/plan.h"

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace netready {

/// What a set of actions is to reach.
struct PlanTarget
{
    std::optional<SubjectKey> workload; ///< nothing: the site
    double score = 0;                   ///< 0 to 1
    bool upperEnd = false; ///< false: the lower end reaches it whatever the open answers are
    std::optional<Verdict> verdict; ///< at least this one
};

struct CheapestSet
{
    bool isReached = false;
    std::vector<std::size_t> candidates; ///< by rank; if it is not reached, what comes nearest
    PlanAmounts amounts;
    AssessedNumbers numbers; ///< with them
};

/// A set of actions that reaches a target, none of which can be left out, dearest left out first.
///
/// Limits:  no other set of it is cheaper, but another one may be; each step is decided by the
///          engine, which no bound covers
/// Errors:  InvalidInput if the score is not in 0 to 1; NotFound if there is no such workload
[[nodiscard]] CheapestSet
cheapestSet(PlanBoard& board, const PlanTarget& target, const std::stop_token& stop = {});

/// What the best use of an amount of money leads to.
struct FrontierPoint
{
    PlanAmounts amounts;
    ScoreRange site;
    double readiness = 0;                ///< readinessOf
    std::vector<std::size_t> candidates; ///< by rank
};

/// Points from nothing to everything that helps, by cost; none is dearer and not better.
/// Limits: greedy plans for parts of the whole cost, pinned actions among the free ones
[[nodiscard]] std::vector<FrontierPoint> costFrontier(PlanBoard& board,
                                                      const std::stop_token& stop = {});

/// Accelerators that stand idle while nothing is done, in US dollars for a quarter of a year.
struct WaitingCost
{
    Interval<double> quarter{0.0};   ///< as it is now
    Interval<double> avoidable{0.0}; ///< what a plan takes off it
    std::size_t open = 0;            ///< workloads of which too little is known
};
[[nodiscard]] WaitingCost waitingCost(const AssessedNumbers& now, const AssessedNumbers& then);

/// What one action brings to a plan, by the engine.
struct Contribution
{
    std::size_t candidate = 0;
    double alone = 0; ///< readiness that it adds to what earlier phases have done, without the rest
    double lost = 0;  ///< readiness that the whole plan loses if it alone is left out
    ScoreRange siteAlone; ///< how far it moves the ends of the site score, likewise
    ScoreRange siteLost;
    /// Worth something in the plan, and next to nothing before the rest is done.
    [[nodiscard]] bool onlyTogether() const;
};

/// For every planned action. Shape: by phase, then rank
[[nodiscard]] std::vector<Contribution> contributions(PlanBoard& board, const PlanChoice& choice);

} // namespace netready
