// SPDX-License-Identifier: Apache-2.0
#include "core/plan/plan_model.h"

#include "core/base/error.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iostream>
#include <limits>
#include <numeric>

#include "tests/core/plan/random_plan.h"
#include "tests/support/catch.h"

using namespace netready;

namespace {

bool isClose(double a, double b)
{
    return std::fabs(a - b) <= 1e-6 * std::max(1.0, std::fabs(b));
}

PlanItem item(const std::string& key, double cost, double gain, std::vector<std::size_t> needs = {})
{
    return {key, cost, {}, gain, std::move(needs), 0};
}

PlanPhase phase(std::optional<double> budget)
{
    return {budget, {}};
}

} // namespace

TEST_CASE("the best plan is the one that trying all finds", "[plan]")
{
    RandomPlan random(1);
    double behind = 0;
    int greedyBest = 0;
    constexpr int kCases = 200;
    for (int i = 0; i < kCases; ++i) {
        const std::size_t phases = 1 + random.below(3);
        const std::array<std::size_t, 3> most{12, 11, 9};
        const PlanModel model = random.next(1 + random.below(most[phases - 1]), phases);
        const double right = exhaustiveGain(model);
        const PlanSolution best = solve(model, Planner::Best);
        const PlanSolution greedy = solve(model, Planner::Greedy);
        INFO("case " << i << ", " << model.items.size() << " items, " << phases << " phases");
        CHECK(isClose(best.gain, right));
        CHECK(isClose(gainOf(model, best.choice), best.gain));
        CHECK(brokenBy(model, best.choice).empty());
        CHECK_FALSE(best.stopped);
        CHECK(best.bound >= right - 1e-6);
        CHECK(greedy.bound >= right - 1e-6);
        CHECK(greedy.gain <= right + 1e-6);
        behind += right > 0 ? (right - greedy.gain) / right : 0;
        greedyBest += isClose(greedy.gain, right) ? 1 : 0;
    }
    std::cout << "greedy plan: best in " << greedyBest << " of " << kCases << ", on average "
              << 100 * behind / kCases << " % behind\n";
}

TEST_CASE("no plan breaks a need, a budget or a capacity", "[plan]")
{
    RandomPlan random(2);
    for (int i = 0; i < 1000; ++i) {
        const PlanModel model = random.next(20 + random.below(60), 1 + random.below(5));
        const PlanSolution greedy = solve(model, Planner::Greedy);
        INFO("case " << i);
        CHECK(brokenBy(model, greedy.choice).empty());
        CHECK(greedy.bound >= greedy.gain);
    }
}

TEST_CASE("no best plan breaks a need, a budget or a capacity", "[plan]")
{
    RandomPlan random(3);
    double gap = 0;
    constexpr int kCases = 1000;
    for (int i = 0; i < kCases; ++i) {
        const PlanModel model = random.next(13 + random.below(12), 1 + random.below(3));
        const PlanSolution best = solve(model, Planner::Best);
        INFO("case " << i);
        CHECK(brokenBy(model, best.choice).empty());
        CHECK(best.bound >= best.gain);
        CHECK(best.gain >= solve(model, Planner::Greedy).gain - 1e-9);
        gap = std::max(gap, best.stopped ? 0 : best.gap());
    }
    std::cout << "best plan: largest gap " << 100 * gap << " %\n";
    CHECK(gap <= 0.011);
}

TEST_CASE("the order of items and those that bring nothing change no plan", "[plan]")
{
    RandomPlan random(4);
    for (int i = 0; i < 60; ++i) {
        const PlanModel model = random.next(14, 3);
        const Planner planner = i % 2 == 0 ? Planner::Best : Planner::Greedy;
        const PlanSolution straight = solve(model, planner);
        // Turned round, with an item in front that brings nothing.
        const std::size_t count = model.items.size();
        PlanModel turned{{item("useless", 5, 0)}, model.phases, model.budget};
        turned.items.front().key = i % 4 < 2 ? "a-useless" : "z-useless";
        turned.items.front().effort = {1, 1};
        for (std::size_t k = count; k-- > 0;) {
            PlanItem moved = model.items[k];
            for (std::size_t& need : moved.needs) {
                need = count - need;
            }
            std::reverse(moved.needs.begin(), moved.needs.end());
            turned.items.push_back(moved);
        }
        const PlanSolution other = solve(turned, planner);
        CHECK(other.gain == straight.gain);
        CHECK(other.bound == straight.bound);
        CHECK_FALSE(other.choice.front());
        for (std::size_t k = 0; k < count; ++k) {
            CHECK(other.choice[count - k] == straight.choice[k]);
        }
    }
}

TEST_CASE("more money never makes the best plan worse", "[plan]")
{
    RandomPlan random(5);
    for (int i = 0; i < 60; ++i) {
        PlanModel model = random.next(12, 2);
        const double before = solve(model, Planner::Best).gain;
        for (PlanPhase& limits : model.phases) {
            limits.budget = limits.budget ? std::optional(1.2 * *limits.budget + 10) : std::nullopt;
        }
        CHECK(solve(model, Planner::Best).gain >= before - 1e-9);
    }
}

TEST_CASE("what only helps together is done together or not at all", "[plan]")
{
    // The bundle costs nothing itself and needs both halves, which earn nothing alone.
    PlanModel model{{item("half-a", 6, 0), item("half-b", 5, 0), item("bundle", 0, 8, {0, 1})},
                    {phase(10), phase(6)}};
    for (const Planner planner : {Planner::Greedy, Planner::Best}) {
        PlanModel rich = model;
        rich.phases[0].budget = 11;
        const PlanSolution together = solve(rich, planner);
        CHECK(together.choice == PlanChoice{0, 0, 0});
        PlanModel poor = model;
        poor.phases[0].budget = 5;
        poor.phases[1].budget = 5;
        CHECK(solve(poor, planner).choice == PlanChoice{std::nullopt, std::nullopt, std::nullopt});
    }
    // Over two phases, the bundle is done in the second.
    CHECK(solve(model, Planner::Best).choice[2] == 1);
}

TEST_CASE("without limits everything that helps is done at once", "[plan]")
{
    const PlanModel model{{item("a", 100, 2), item("b", 1e9, 1, {0}), item("c", 1, 0)},
                          {phase({}), phase({}), phase({})}};
    for (const Planner planner : {Planner::Greedy, Planner::Best}) {
        const PlanSolution solution = solve(model, planner);
        CHECK(solution.choice == PlanChoice{0, 0, std::nullopt});
        CHECK(solution.gap() == 0);
    }
}

TEST_CASE("nothing to do, no phases and needs in a circle have a plan", "[plan]")
{
    for (const Planner planner : {Planner::Greedy, Planner::Best}) {
        CHECK(solve({}, planner).choice.empty());
        CHECK(solve({{item("a", 1, 1)}, {}}, planner).choice == PlanChoice{std::nullopt});
        const PlanModel circle{{item("a", 1, 1, {1}), item("b", 1, 1, {0})}, {phase(2)}};
        CHECK(solve(circle, planner).choice == PlanChoice{0, 0});
    }
}

TEST_CASE("a search that is asked to stop gives what it has", "[plan]")
{
    std::stop_source source;
    source.request_stop();
    const PlanModel model = RandomPlan(6).next(40, 3);
    const PlanSolution solution = solve(model, Planner::Best, source.get_token());
    CHECK(solution.stopped);
    CHECK(brokenBy(model, solution.choice).empty());
}

TEST_CASE("a plan of impossible numbers is refused in one sentence", "[plan]")
{
    const double nan = std::numeric_limits<double>::quiet_NaN();
    CHECK_THROWS_AS(solve({{item("a", -1, 1)}, {phase(1)}}, Planner::Greedy), Error);
    CHECK_THROWS_AS(solve({{item("a", nan, 1)}, {phase(1)}}, Planner::Greedy), Error);
    CHECK_THROWS_AS(solve({{item("a", 1, nan)}, {phase(1)}}, Planner::Greedy), Error);
    CHECK_THROWS_AS(solve({{item("a", 1, 1, {7})}, {phase(1)}}, Planner::Greedy), Error);
    CHECK_THROWS_AS(solve({{item("a", 1, 1)}, {phase(-1)}}, Planner::Greedy), Error);
}
