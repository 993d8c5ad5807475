// SPDX-License-Identifier: Apache-2.0
#include "core/plan/plan_study.h"

#include "core/base/error.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

namespace netready {

namespace {

constexpr double kRounding = 1e-9;
constexpr double kQuarters = 4;

std::vector<std::size_t> without(const std::vector<std::size_t>& items,
                                 const std::vector<std::size_t>& gone)
{
    std::vector<std::size_t> rest;
    std::set_difference(
        items.begin(), items.end(), gone.begin(), gone.end(), std::back_inserter(rest));
    return rest;
}

/// The one model with a single phase without limits, so that only money counts.
PlanModel unlimited(PlanBoard& board)
{
    PlanModel model = board.model();
    model.phases = {PlanPhase{}};
    model.budget.reset();
    for (PlanItem& item : model.items) {
        item.earliest = 0;
    }
    return model;
}

std::vector<std::size_t> chosenOf(const PlanBoard& board, const PlanSolution& solution)
{
    std::vector<std::size_t> items;
    const std::vector<PlanCandidate>& all = board.candidates().all;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (solution.choice[i] || all[i].state == CandidateState::Pinned) {
            items.push_back(i);
        }
    }
    return items;
}

bool reaches(const AssessedNumbers& numbers, const PlanTarget& target)
{
    ScoreRange score = numbers.site;
    Verdict verdict = numbers.verdict.verdict;
    if (target.workload) {
        for (const WorkloadNumbers& workload : numbers.workloads) {
            if (workload.subject == *target.workload) {
                score = workload.score;
                verdict = workload.verdict.verdict;
            }
        }
    }
    return (target.upperEnd ? score.high : score.low) >= target.score - kRounding &&
           (!target.verdict || verdict >= *target.verdict);
}

/// An action of a set with those of it that need it, ascending.
std::vector<std::size_t>
withUsers(const PlanBoard& board, const std::vector<std::size_t>& items, std::size_t item)
{
    std::vector<std::size_t> found;
    for (const std::size_t other : items) {
        const std::vector<std::size_t> needs = board.withNeeds(other);
        if (std::binary_search(needs.begin(), needs.end(), item)) {
            found.push_back(other);
        }
    }
    return found;
}

/// Dearest first; what nobody knows the cost of comes before all.
std::vector<std::size_t> dearestFirst(const PlanBoard& board, std::vector<std::size_t> items)
{
    const auto key = [&](std::size_t item) {
        const PlanCandidate& candidate = board.candidates().all[item];
        const double most = std::numeric_limits<double>::infinity();
        return std::tuple(candidate.cost ? -candidate.cost->high : -most,
                          candidate.effort ? -candidate.effort->high : -most,
                          -static_cast<double>(item));
    };
    std::sort(
        items.begin(), items.end(), [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
    return items;
}

ScoreRange difference(ScoreRange a, ScoreRange b)
{
    return {a.low - b.low, a.high - b.high};
}

} // namespace

CheapestSet cheapestSet(PlanBoard& board, const PlanTarget& target, const std::stop_token& stop)
{
    if (!(target.score >= 0 && target.score <= 1)) {
        throw Error(ErrorCode::InvalidInput, "the target is not a score from 0 to 100");
    }
    const auto& workloads = board.now().workloads;
    if (target.workload && std::none_of(workloads.begin(), workloads.end(), [&](const auto& one) {
            return one.subject == *target.workload;
        })) {
        throw Error(ErrorCode::NotFound, "there is no " + target.workload->text());
    }
    CheapestSet set;
    const auto finish = [&] {
        set.numbers = board.predictSet(set.candidates);
        set.amounts = board.amountsOf(set.candidates);
        set.isReached = reaches(set.numbers, target);
        return set;
    };
    if (reaches(board.now(), target)) {
        return finish();
    }
    // Everything that helps; what takes the target away again goes too.
    set.candidates = chosenOf(board, solve(unlimited(board), Planner::Greedy, stop));
    bool isReached = reaches(board.predictSet(set.candidates), target);
    for (const std::size_t item : dearestFirst(board, set.candidates)) {
        if (stop.stop_requested() ||
            !std::binary_search(set.candidates.begin(), set.candidates.end(), item)) {
            continue;
        }
        const std::vector<std::size_t> rest =
            without(set.candidates, withUsers(board, set.candidates, item));
        if (isReached) {
            if (reaches(board.predictSet(rest), target)) {
                set.candidates = rest;
            }
        } else if (board.readinessWith(rest) > board.readinessWith(set.candidates) + kRounding) {
            set.candidates = rest;
            isReached = reaches(board.predictSet(rest), target);
        }
    }
    return finish();
}

std::vector<FrontierPoint> costFrontier(PlanBoard& board, const std::stop_token& stop)
{
    PlanModel model = unlimited(board);
    double whole = 0;
    const PlanSolution all = solve(model, Planner::Greedy, stop);
    for (std::size_t i = 0; i < model.items.size(); ++i) {
        whole += all.choice[i] ? model.items[i].cost : 0;
    }
    std::vector<FrontierPoint> points;
    // Little money is looked at more closely: that is where the curve bends.
    for (const double part :
         {0.0, 0.005, 0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.6, 0.8, 1.0}) {
        if (stop.stop_requested()) {
            break;
        }
        model.budget = part * whole;
        FrontierPoint point;
        point.candidates = points.empty() ? std::vector<std::size_t>{}
                                          : chosenOf(board, solve(model, Planner::Greedy, stop));
        const AssessedNumbers numbers = board.predictSet(point.candidates);
        point.amounts = board.amountsOf(point.candidates);
        point.site = numbers.site;
        point.readiness = readinessOf(numbers);
        if (points.empty() || point.readiness > points.back().readiness + kRounding) {
            points.push_back(std::move(point));
        }
        if (points.size() == 1 && part == 0.0) {
            // Nothing at all, then what costs nothing.
            FrontierPoint free;
            free.candidates = chosenOf(board, solve(model, Planner::Greedy, stop));
            const AssessedNumbers then = board.predictSet(free.candidates);
            free.amounts = board.amountsOf(free.candidates);
            free.site = then.site;
            free.readiness = readinessOf(then);
            if (free.readiness > points.back().readiness + kRounding) {
                points.push_back(std::move(free));
            }
        }
    }
    return points;
}

WaitingCost waitingCost(const AssessedNumbers& now, const AssessedNumbers& then)
{
    const Interval<double> year = now.idle.year;
    const Interval<double> avoided = idleAvoided(now, then);
    return {{year.low() / kQuarters, year.high() / kQuarters},
            {avoided.low() / kQuarters, avoided.high() / kQuarters},
            now.idle.open};
}

bool Contribution::onlyTogether() const
{
    constexpr double kNextToNothing = 0.1;
    return lost > kRounding && alone < kNextToNothing * lost;
}

std::vector<Contribution> contributions(PlanBoard& board, const PlanChoice& choice)
{
    std::vector<Contribution> all;
    std::vector<std::size_t> whole;
    for (std::size_t i = 0; i < choice.size(); ++i) {
        if (choice[i]) {
            whole.push_back(i);
        }
    }
    const AssessedNumbers done = board.predictSet(whole);
    std::vector<std::size_t> earlier;
    for (std::size_t p = 0; p < board.phases().size(); ++p) {
        const AssessedNumbers before = board.predictSet(earlier);
        const std::vector<std::size_t> here = PlanBoard::inPhase(choice, p);
        for (const std::size_t item : here) {
            std::vector<std::size_t> one = earlier;
            one.push_back(item);
            const AssessedNumbers alone = board.predictSet(one);
            Contribution contribution;
            contribution.candidate = item;
            contribution.alone = readinessOf(alone) - readinessOf(before);
            contribution.siteAlone = difference(alone.site, before.site);
            all.push_back(contribution);
        }
        earlier.insert(earlier.end(), here.begin(), here.end());
    }
    // Sets that are alike follow each other, so that little has to be evaluated.
    for (Contribution& contribution : all) {
        const AssessedNumbers left = board.predictSet(without(whole, {contribution.candidate}));
        contribution.lost = readinessOf(done) - readinessOf(left);
        contribution.siteLost = difference(done.site, left.site);
    }
    return all;
}

} // namespace netready
