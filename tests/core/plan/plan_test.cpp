// SPDX-License-Identifier: Apache-2.0
#include "core/plan/plan.h"

#include "core/base/error.h"

#include <algorithm>
#include <iostream>

#include "tests/core/assessment/shipped_packs.h"
#include "tests/core/plan/sample_plan.h"
#include "tests/support/catch.h"

using namespace netready;

namespace {

WorkItem workItem(const WorkKey& about, WorkStatus status = WorkStatus::Open)
{
    WorkItem item;
    item.about = about;
    item.status = status;
    return item;
}

std::size_t indexOf(const PlanBoard& board, const WorkKey& about)
{
    const auto& all = board.candidates().all;
    const auto found = std::find_if(
        all.begin(), all.end(), [&](const auto& candidate) { return candidate.about == about; });
    return static_cast<std::size_t>(found - all.begin());
}

} // namespace

TEST_CASE("applying a plan by ordinary edits gives what it predicted", "[plan]")
{
    const char* const start = GENERATE("brownfield-enterprise", "greenfield-training-pod");
    FactBase facts = templateFacts(start);
    const FactBase before = facts;
    PlanBoard board(shippedPacks(), before);
    const Plan plan = board.make(Planner::Greedy);
    REQUIRE(plan.outcomes.size() == board.phases().size());
    const std::vector<Edit> edits = board.editsOf(plan.solution.choice);
    std::size_t changes = 0;
    for (std::size_t p = 0; p < edits.size(); ++p) {
        facts.apply(edits[p]);
        changes += edits[p].changes.size();
        const LiveAssessment fresh(shippedPacks(), facts);
        CHECK(numbersOf(fresh) == plan.outcomes[p].numbers);
        const Assessment assessed = fresh.result();
        CHECK(assessed.site.score == plan.outcomes[p].numbers.site);
        CHECK(assessed.site.verdict == plan.outcomes[p].numbers.verdict);
    }
    CHECK(changes > 0);
    CHECK(readinessOf(plan.outcomes.back().numbers) > readinessOf(board.now()));
}

TEST_CASE("a plan is the same for the same client", "[plan]")
{
    const FactBase facts = limitedFacts();
    const Plan a = makePlan(shippedPacks(), facts);
    const Plan b = makePlan(shippedPacks(), facts);
    CHECK(a.solution.choice == b.solution.choice);
    CHECK(a.outcomes == b.outcomes);
    CHECK(a.remarks == b.remarks);
}

TEST_CASE("a plan keeps needs, budgets and people", "[plan]")
{
    const FactBase facts = limitedFacts();
    PlanBoard board(shippedPacks(), facts);
    const Planner planner = GENERATE(Planner::Greedy, Planner::Best);
    const Plan plan = board.make(planner);
    CHECK(board.problemsOf(plan.solution.choice).empty());
    REQUIRE(board.phases().size() == 2);
    CHECK(board.phases()[0].id == "spring");
    for (std::size_t p = 0; p < 2; ++p) {
        CHECK(plan.outcomes[p].amounts.cost.high() <= board.phases()[p].budget->low);
    }
    CHECK(plan.solution.bound >= plan.solution.gain);
    CHECK(plan.solution.gain > 0);
    std::cout << (planner == Planner::Best ? "best" : "greedy") << " plan of "
              << board.candidates().all.size() << " candidates: gain " << plan.solution.gain
              << ", bound " << plan.solution.bound << "\n";
}

TEST_CASE("a move predicts what a new board predicts", "[plan]")
{
    const FactBase facts = templateFacts("brownfield-enterprise");
    PlanBoard board(shippedPacks(), facts);
    PlanChoice choice = board.make(Planner::Greedy).solution.choice;
    const std::size_t step = choice.size() / 12 + 1;
    for (std::size_t i = 0; i < choice.size(); i += step) {
        choice[i] = choice[i] ? std::optional((*choice[i] + 1) % 3) : std::optional<std::size_t>(2);
        if (i % 4 == 3) {
            choice[i].reset();
        }
        PlanBoard fresh(shippedPacks(), facts);
        CHECK(board.predict(choice) == fresh.predict(choice));
    }
}

TEST_CASE("without phases there are three without limits, and the plan says so", "[plan]")
{
    const FactBase facts = templateFacts("brownfield-enterprise");
    PlanBoard board(shippedPacks(), facts);
    REQUIRE(board.phases().size() == 3);
    CHECK(board.phases()[2].id == "year-3");
    const Plan plan = board.make(Planner::Greedy);
    CHECK(std::find(plan.remarks.begin(),
                    plan.remarks.end(),
                    "No budget is known, so money limits nothing.") != plan.remarks.end());
    CHECK(board.candidates().path == PlanPath::Brownfield);
    for (const PlanCandidate& candidate : board.candidates().all) {
        CHECK(candidate.remedy.action->path != PlanPath::Greenfield);
    }
}

TEST_CASE("what people decide about an action counts", "[plan]")
{
    FactBase facts = templateFacts("brownfield-enterprise");
    PlanBoard before(shippedPacks(), facts);
    const PlanChoice chosen = before.make(Planner::Greedy).solution.choice;
    // Something planned with a need that is planned too.
    std::size_t user = 0;
    std::size_t needed = chosen.size();
    for (std::size_t i = 0; i < chosen.size() && needed == chosen.size(); ++i) {
        for (const CandidateNeed& need : before.candidates().all[i].needs) {
            if (need.state == NeedState::Candidate) {
                user = i;
                needed = need.candidate;
            }
        }
    }
    REQUIRE(needed < chosen.size());
    const WorkKey userKey = before.candidates().all[user].about;
    const WorkKey neededKey = before.candidates().all[needed].about;

    SECTION("a pin puts it there, with what it needs")
    {
        WorkItem item = workItem(userKey);
        item.phase = "next-year";
        item.cost = Measure{5e4, 6e4, kMoney, Currency::Usd, "USD"};
        facts.load(item);
        PlanBoard board(shippedPacks(), facts);
        const Plan plan = board.make(Planner::Greedy);
        CHECK(plan.solution.choice[indexOf(board, userKey)] == 1);
        CHECK(plan.solution.choice[indexOf(board, neededKey)] <= 1);
        CHECK(board.candidates().all[indexOf(board, userKey)].cost->high == 6e4);
        CHECK(board.problemsOf(plan.solution.choice).empty());
    }
    SECTION("what is dropped is not done, nor what needs it")
    {
        facts.load(workItem(neededKey, WorkStatus::Dropped));
        PlanBoard board(shippedPacks(), facts);
        const Plan plan = board.make(Planner::Greedy);
        CHECK_FALSE(plan.solution.choice[indexOf(board, userKey)]);
        CHECK_FALSE(plan.solution.choice[indexOf(board, neededKey)]);
        CHECK(board.candidates().all[indexOf(board, userKey)].state == CandidateState::HeldUp);
    }
    SECTION("what is done holds nothing up and is not planned again")
    {
        facts.load(workItem(neededKey, WorkStatus::Done));
        PlanBoard board(shippedPacks(), facts);
        const Plan plan = board.make(Planner::Greedy);
        CHECK_FALSE(plan.solution.choice[indexOf(board, neededKey)]);
        CHECK(board.problemsOf(plan.solution.choice).empty());
    }
    SECTION("a pin to no phase is told and does not count")
    {
        WorkItem item = workItem(userKey);
        item.phase = "never";
        facts.load(item);
        PlanBoard board(shippedPacks(), facts);
        CHECK(board.candidates().all[indexOf(board, userKey)].state == CandidateState::Free);
        CHECK(board.candidates().remarks.size() == 1);
    }
}

TEST_CASE("an empty client has an empty plan", "[plan]")
{
    const FactBase facts;
    const Plan plan = makePlan(shippedPacks(), facts);
    CHECK(plan.solution.choice.empty());
    CHECK(plan.outcomes.size() == 3);
}

TEST_CASE("a choice of other phases or candidates is refused", "[plan]")
{
    const FactBase facts = templateFacts("brownfield-enterprise");
    PlanBoard board(shippedPacks(), facts);
    CHECK_THROWS_AS(board.predict({}), Error);
    CHECK_THROWS_AS(board.predict(PlanChoice(board.candidates().all.size(), 3)), Error);
}
