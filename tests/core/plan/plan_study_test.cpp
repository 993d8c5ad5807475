// SPDX-License-Identifier: Apache-2.0
#include "core/plan/plan_study.h"

#include "core/base/error.h"

#include <algorithm>

#include "tests/core/assessment/shipped_packs.h"
#include "tests/core/plan/sample_plan.h"
#include "tests/support/catch.h"

using namespace netready;

TEST_CASE("the cheapest set reaches its target, and nothing of it can be left out", "[plan]")
{
    const FactBase facts = templateFacts("brownfield-enterprise");
    PlanBoard board(shippedPacks(), facts);
    PlanTarget target;
    target.score = board.now().site.low + 0.03;
    const CheapestSet set = cheapestSet(board, target);
    REQUIRE(set.isReached);
    CHECK(set.numbers.site.low >= target.score);
    REQUIRE_FALSE(set.candidates.empty());
    for (const std::size_t item : set.candidates) {
        std::vector<std::size_t> rest;
        for (const std::size_t other : set.candidates) {
            const std::vector<std::size_t> needs = board.withNeeds(other);
            if (std::find(needs.begin(), needs.end(), item) == needs.end()) {
                rest.push_back(other);
            }
        }
        CHECK(board.predictSet(rest).site.low < target.score);
    }
    const Plan plan = board.makeOf(set.candidates, Planner::Greedy);
    for (const std::size_t item : set.candidates) {
        CHECK(plan.solution.choice[item]);
    }
    PlanTarget reached;
    reached.score = board.now().site.low;
    CHECK(cheapestSet(board, reached).candidates.empty());
    PlanTarget beyond;
    beyond.score = 1;
    CHECK_FALSE(cheapestSet(board, beyond).isReached);
}

TEST_CASE("a target that cannot be one is refused", "[plan]")
{
    const FactBase facts = templateFacts("brownfield-enterprise");
    PlanBoard board(shippedPacks(), facts);
    PlanTarget target;
    target.score = 1.5;
    CHECK_THROWS_AS(cheapestSet(board, target), Error);
    target.score = 0.5;
    target.workload = SubjectKey{"workload", "nobody"};
    CHECK_THROWS_AS(cheapestSet(board, target), Error);
}

TEST_CASE("more money reaches more, and the first point costs nothing", "[plan]")
{
    const FactBase facts = templateFacts("brownfield-enterprise");
    PlanBoard board(shippedPacks(), facts);
    const std::vector<FrontierPoint> points = costFrontier(board);
    REQUIRE(points.size() > 3);
    CHECK(points.front().candidates.empty());
    CHECK(points.front().site == board.now().site);
    for (std::size_t i = 1; i < points.size(); ++i) {
        CHECK(points[i].readiness > points[i - 1].readiness);
        CHECK(points[i].amounts.cost.high() >= points[i - 1].amounts.cost.high());
    }
}

TEST_CASE("what an action brings is told alone and by what is lost without it", "[plan]")
{
    const FactBase facts = limitedFacts();
    PlanBoard board(shippedPacks(), facts);
    const PlanChoice choice = board.make(Planner::Greedy).solution.choice;
    const std::vector<Contribution> all = contributions(board, choice);
    const auto planned = std::count_if(
        choice.begin(), choice.end(), [](const auto& phase) { return phase.has_value(); });
    CHECK(all.size() == static_cast<std::size_t>(planned));
    CHECK(std::any_of(all.begin(), all.end(), [](const auto& one) { return one.alone > 0; }));
    CHECK(std::any_of(all.begin(), all.end(), [](const auto& one) { return one.lost > 0; }));
    Contribution together;
    together.alone = 0;
    together.lost = 3;
    CHECK(together.onlyTogether());
    together.alone = 2;
    CHECK_FALSE(together.onlyTogether());
}

TEST_CASE("waiting costs a quarter of what a year of idle accelerators costs", "[plan]")
{
    AssessedNumbers now;
    now.idle.year = {400, 800};
    now.idle.open = 2;
    AssessedNumbers then = now;
    then.idle.year = {100, 200};
    const WaitingCost waiting = waitingCost(now, then);
    CHECK(waiting.quarter == Interval<double>(100, 200));
    CHECK(waiting.avoidable == Interval<double>(75, 150));
    CHECK(waiting.open == 2);
}
