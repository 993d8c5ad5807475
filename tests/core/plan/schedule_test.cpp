// SPDX-License-Identifier: Apache-2.0
#include "core/plan/schedule.h"

#include "core/base/error.h"
#include "core/plan/plan.h"

#include <cmath>

#include "tests/core/assessment/shipped_packs.h"
#include "tests/core/plan/sample_plan.h"
#include "tests/support/catch.h"

using namespace netready;

namespace {

constexpr double kDay = 86400; // s

Action lasting(double low, double high)
{
    Action action;
    action.duration = {low * kDay, high * kDay, kTime, Currency::None, "d"};
    return action;
}

} // namespace

TEST_CASE("an action waits for what it needs in its phase, as long as that may take", "[plan]")
{
    const Action first = lasting(5, 10);
    const Action second = lasting(2, 3);
    Candidates candidates;
    candidates.all.resize(3);
    candidates.all[0].remedy.action = &first;
    candidates.all[1].remedy.action = &second;
    candidates.all[2].remedy.action = &second;
    CandidateNeed need;
    need.candidate = 0;
    candidates.all[1].needs = {need};
    candidates.all[2].needs = {need};

    const auto times = scheduleOf(candidates, {0, 0, 1});
    CHECK(times[0] == ActionTime{0, 5, 10});
    CHECK(times[1] == ActionTime{10, 12, 13});
    CHECK(times[2] == ActionTime{0, 2, 3}); // its need was done a phase before

    const auto alone = scheduleOf(candidates, {std::nullopt, 0, std::nullopt});
    CHECK_FALSE(alone[0]);
    CHECK(alone[1] == ActionTime{0, 2, 3});
    CHECK_FALSE(alone[2]);

    candidates.all[1].needs.front().state = NeedState::Done;
    CHECK(scheduleOf(candidates, {0, 0, 1})[1] == ActionTime{0, 2, 3});
    CHECK_THROWS_AS(scheduleOf(candidates, {0}), Error);
}

TEST_CASE("in a real plan nothing begins before what it needs", "[plan]")
{
    const FactBase facts = templateFacts("brownfield-enterprise");
    PlanBoard board(shippedPacks(), facts);
    const Plan plan = board.make(Planner::Greedy);
    const PlanChoice& choice = plan.solution.choice;
    const auto times = scheduleOf(board.candidates(), choice);
    std::size_t waits = 0;
    for (std::size_t i = 0; i < choice.size(); ++i) {
        REQUIRE(times[i].has_value() == choice[i].has_value());
        if (!times[i]) {
            continue;
        }
        CHECK(times[i]->begin <= times[i]->planned);
        CHECK(times[i]->planned <= times[i]->latest);
        for (const CandidateNeed& need : board.candidates().all[i].needs) {
            if (need.state == NeedState::Candidate && choice[need.candidate] == choice[i]) {
                CHECK(times[need.candidate]->latest <= times[i]->begin);
                ++waits;
            }
        }
    }
    CHECK(waits > 0);
}
