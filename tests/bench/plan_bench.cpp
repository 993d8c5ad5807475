// SPDX-License-Identifier: Apache-2.0
// A brownfield client with enough workloads for 150 possible actions, over five phases with money.
// Targets: greedy plan 50 ms, one move on the board with all predictions 16 ms.
#include "core/plan/plan.h"
#include "core/plan/plan_study.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <iostream>
#include <memory>
#include <string>

using namespace netready;

namespace {

struct Example
{
    std::shared_ptr<const Knowledge> knowledge;
    FactBase facts;
};

void set(Example& example, const FactKey& key, const std::string& text)
{
    Fact fact;
    fact.value = parseValue(example.knowledge->attribute(key.attribute), text);
    example.facts.load(key, {fact});
}

/// The same workload under another name.
void copyWorkload(FactBase& facts, const SubjectKey& from, const std::string& id)
{
    const SubjectKey to{from.kind, id};
    facts.load(Subject{to, id});
    for (const FactKey& key : facts.keys()) {
        if (key.subject == from) {
            facts.load({to, key.attribute}, facts.facts(key));
        }
    }
}

const Example& brownfield()
{
    static const Example example = [] {
        Example made;
        const std::string top = NETREADY_SOURCE_DIR;
        made.knowledge =
            loadKnowledge(std::vector<std::string>{top + "/questionnaires", top + "/rules"})
                .knowledge;
        made.facts.apply(
            editFor(*made.knowledge->findTemplate("brownfield-enterprise"), *made.knowledge, ""));
        for (int i = 0; i < 2; ++i) {
            copyWorkload(made.facts, {"workload", "agents"}, "agents-" + std::to_string(i));
        }
        for (int p = 0; p < 5; ++p) {
            const SubjectKey phase{"phase", "phase-" + std::to_string(p)};
            made.facts.load(Subject{phase, phase.id});
            set(made, {phase, "phase.begins"}, std::to_string(2027 + p) + "-01-01");
            set(made, {phase, "phase.budget"}, "1500000 USD");
            set(made, {phase, "phase.effort_network"}, "400 d");
        }
        return made;
    }();
    return example;
}

void greedyPlan(benchmark::State& state)
{
    const Example& example = brownfield();
    std::size_t candidates = 0;
    for (auto _ : state) {
        PlanBoard board(example.knowledge, example.facts);
        benchmark::DoNotOptimize(board.make(Planner::Greedy));
        candidates = board.candidates().all.size();
    }
    state.SetLabel("target 50 ms: from facts to a predicted plan of " + std::to_string(candidates) +
                   " actions over 5 phases");
}
BENCHMARK(greedyPlan)->Unit(benchmark::kMillisecond);

void choosing(benchmark::State& state)
{
    const Example& example = brownfield();
    PlanBoard board(example.knowledge, example.facts);
    const PlanModel model = board.model();
    for (auto _ : state) {
        benchmark::DoNotOptimize(solve(model, Planner::Greedy));
    }
    state.SetLabel("no target: the greedy choice alone, gains known");
}
BENCHMARK(choosing)->Unit(benchmark::kMillisecond);

void bestPlan(benchmark::State& state)
{
    const Example& example = brownfield();
    PlanBoard board(example.knowledge, example.facts);
    const PlanModel model = board.model();
    double gap = 0;
    for (auto _ : state) {
        gap = solve(model, Planner::Best).gap();
    }
    state.counters["gap_percent"] = 100 * gap;
    state.SetLabel("limit 2 s: the search alone, gains known");
}
BENCHMARK(bestPlan)->Unit(benchmark::kMillisecond);

void oneMove(benchmark::State& state)
{
    const Example& example = brownfield();
    PlanBoard board(example.knowledge, example.facts);
    PlanChoice choice = board.make(Planner::Greedy).solution.choice;
    static_cast<void>(board.predict(choice));
    std::size_t next = 0;
    for (auto _ : state) {
        do {
            next = (next + 1) % choice.size();
        } while (!choice[next]);
        choice[next] = (*choice[next] + 1) % board.phases().size();
        benchmark::DoNotOptimize(board.predict(choice));
    }
    state.SetLabel("target 16 ms: an action moves, all phases are predicted anew");
}
BENCHMARK(oneMove)->Unit(benchmark::kMillisecond);

void oneContribution(benchmark::State& state)
{
    const Example& example = brownfield();
    PlanBoard board(example.knowledge, example.facts);
    const PlanChoice choice = board.make(Planner::Greedy).solution.choice;
    for (auto _ : state) {
        benchmark::DoNotOptimize(contributions(board, choice));
    }
    state.SetLabel("no target: what each planned action brings");
}
BENCHMARK(oneContribution)->Unit(benchmark::kMillisecond);

} // namespace
