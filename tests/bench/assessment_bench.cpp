// SPDX-License-Identifier: Apache-2.0
// 500 rules over 400 facts with intervals on, one in five unknown. Targets: full evaluation 50 µs,
// one edit 3 µs. And the bundled example with the shipped packs.
#include "core/assessment/assessment.h"
#include "core/assessment/model.h"
#include "core/base/error.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <iostream>
#include <memory>
#include <string>

using namespace netready;

namespace {

constexpr std::size_t kFields = 400;
constexpr std::size_t kRules = 500;

std::string field(std::size_t index)
{
    return "site.f" + std::to_string(index % kFields);
}

std::string ruleText(std::size_t index)
{
    const std::string number = std::to_string(index);
    const std::string x = field(index * 7);
    const std::string y = field(index * 13 + 1);
    const std::string z = field(index * 29 + 2);
    return "rule: rule-" + number + "\ntitle: Rule " + number + "\ndimension: d" +
           std::to_string(index % 5) +
           "\nseverity: low\ngate: " + (index % 10 == 0 ? "major" : "none") +
           "\nweight: 1\nper: site\nscore: { value: \"(" + x + " >= 300.0 && " + y +
           " < 600.0 || " + z + " > 800.0) ? " + x + " : " + y +
           "\", fail_at: 100, target: 900, curve: linear }\n" + "found: Found {" + x +
           "}.\nrationale: Because.\nremediation: { text: Mend it., effort: days, cost: low }\n" +
           "limits: None.\nreferences:\n  - { judgement: true, supports: fail_at, rationale: made "
           "up }\n" +
           "  - { judgement: true, supports: target, rationale: made up }\ntests:\n" +
           "  - { name: a, given: { " + x + ": 950 }, expect: { status: pass } }\n" +
           "  - { name: b, given: { " + x + ": 50 }, expect: { status: fail } }\n" +
           "  - { name: c, given: { " + y + ": 5 }, expect: { status: unknown } }\n" +
           "  - { name: d, given: { " + x + ": 900 }, expect: { status: pass } }\n";
}

std::shared_ptr<const Knowledge> makeKnowledge()
{
    std::string attributes = "attributes:\n";
    std::string questions = "questions:\n";
    for (std::size_t i = 0; i < kFields; ++i) {
        attributes += "  - { id: " + field(i) +
                      ", type: ratio, domain: 0 .. 1000, title: Field, help: A field., "
                      "source: { judgement: true, rationale: made up } }\n";
        questions += "  - { id: f" + std::to_string(i) + ", attribute: " + field(i) +
                     ", text: What is it?, why: It matters., role: network, where: There., "
                     "typical: 500, depth: full, "
                     "minutes: 1 }\n";
    }
    attributes += "  - { id: workload.must_run, type: boolean, title: Must run, help: Must run., "
                  "source: { judgement: true, rationale: made up } }\n";
    questions += "  - { id: must-run, attribute: workload.must_run, text: Must it run?, why: It "
                 "matters., role: executive, "
                 "where: There., typical: yes, depth: executive, minutes: 1 }\n";
    std::string dimensions = "dimensions:\n";
    for (int d = 0; d < 5; ++d) {
        const std::string id = "d" + std::to_string(d);
        dimensions += "  - { id: " + id + ", code: " + id + ", title: " + id + ", help: One. }\n";
    }
    std::vector<PackFile> files{
        {"pack/pack.yaml",
         "pack: bench\nversion: 1.0.0\nschema: 1\nrequires_engine: 0.1.0\ntitle: Bench\n"},
        {"pack/kinds.yaml",
         "kinds:\n  - { id: site, plural: sites, title: Site, help: Place., singleton: true }\n"
         "  - { id: workload, plural: workloads, title: Workload, help: Work. }\n"},
        {"pack/attributes.yaml", attributes},
        {"pack/questions.yaml", questions},
        {"pack/dimensions.yaml", dimensions}};
    for (std::size_t i = 0; i < kRules; ++i) {
        files.push_back({"pack/rule-" + std::to_string(i) + ".yaml", ruleText(i)});
    }
    LoadedKnowledge loaded = loadKnowledge(files);
    if (loaded.knowledge == nullptr) {
        std::cerr << toString(loaded.diagnostics.front().where) << ": "
                  << loaded.diagnostics.front().message << '\n';
        std::exit(1);
    }
    return loaded.knowledge;
}

Fact fact(double value)
{
    Fact result;
    result.value = Measure{value, value, kNone, Currency::None, ""};
    result.origin = Origin::Documented;
    return result;
}

FactBase makeFacts()
{
    FactBase facts;
    facts.load(Subject{{"site", "main"}, "Site"});
    facts.load(Subject{{"workload", "w"}, "Workload"});
    for (std::size_t i = 0; i < kFields; ++i) {
        if (i % 5 != 0) {
            facts.load({{"site", "main"}, field(i)}, {fact(static_cast<double>(i * 37 % 1000))});
        }
    }
    return facts;
}

void fullEvaluation(benchmark::State& state)
{
    const auto knowledge = makeKnowledge();
    const FactBase facts = makeFacts();
    Model model(*knowledge, facts, {});
    for (auto _ : state) {
        model.evaluateAll();
        benchmark::DoNotOptimize(model.siteScore());
    }
    state.SetLabel("target 50 µs");
}
BENCHMARK(fullEvaluation)->Unit(benchmark::kMicrosecond);

void oneEdit(benchmark::State& state)
{
    const auto knowledge = makeKnowledge();
    FactBase facts = makeFacts();
    LiveAssessment live(knowledge, facts);
    std::vector<Edit> edits;
    for (std::size_t i = 0; i < kFields; ++i) {
        const FactKey key{{"site", "main"}, field(i)};
        const Edit there{
            "",
            "",
            "",
            {FactsChange{key, facts.facts(key), {fact(static_cast<double>(i * 91 % 1000))}}}};
        edits.push_back(there);
        edits.push_back(inverse(there));
    }
    std::size_t next = 0;
    for (auto _ : state) {
        const Edit& edit = edits[next];
        next = (next + 1) % edits.size();
        facts.apply(edit);
        live.update(edit);
        benchmark::DoNotOptimize(live.siteScore());
    }
    state.SetLabel("target 3 µs, in memory: apply, re-evaluate, new site score");
}
BENCHMARK(oneEdit)->Unit(benchmark::kMicrosecond);

void rankQuestions(benchmark::State& state)
{
    const auto knowledge = makeKnowledge();
    const FactBase facts = makeFacts();
    LiveAssessment live(knowledge, facts);
    for (auto _ : state) {
        benchmark::DoNotOptimize(live.rankQuestions());
    }
    state.SetLabel("target 5 ms for 400 questions; here 80 are open");
}
BENCHMARK(rankQuestions)->Unit(benchmark::kMillisecond);

/// The bundled example with the shipped packs.
struct Example
{
    std::shared_ptr<const Knowledge> knowledge;
    FactBase facts;
    std::vector<FactKey> keys; ///< of which there are facts
};

Example brownfield()
{
    Example example;
    const std::string top = NETREADY_SOURCE_DIR;
    example.knowledge =
        loadKnowledge(std::vector<std::string>{top + "/questionnaires", top + "/rules"}).knowledge;
    for (const Template& start : example.knowledge->templates) {
        if (start.id == "brownfield-enterprise") {
            for (const Subject& subject : start.subjects) {
                example.facts.load(subject);
            }
            for (const auto& [key, fact] : start.facts) {
                std::vector<Fact> all = example.facts.facts(key);
                all.push_back(fact);
                example.facts.load(key, all);
                example.keys.push_back(key);
            }
        }
    }
    return example;
}

void assessExample(benchmark::State& state)
{
    const Example example = brownfield();
    for (auto _ : state) {
        const LiveAssessment live(example.knowledge, example.facts);
        benchmark::DoNotOptimize(live.siteScore());
    }
    state.SetLabel("target 5 ms: brownfield-enterprise from facts to scores and verdicts");
}
BENCHMARK(assessExample)->Unit(benchmark::kMillisecond);

void tellExample(benchmark::State& state)
{
    const Example example = brownfield();
    const LiveAssessment live(example.knowledge, example.facts);
    for (auto _ : state) {
        benchmark::DoNotOptimize(live.result());
    }
    state.SetLabel("no target: all results with texts, beside the assessment");
}
BENCHMARK(tellExample)->Unit(benchmark::kMillisecond);

void rankExample(benchmark::State& state)
{
    const Example example = brownfield();
    LiveAssessment live(example.knowledge, example.facts);
    for (auto _ : state) {
        benchmark::DoNotOptimize(live.rankQuestions());
    }
    state.SetLabel("no target: open questions of the example, best first");
}
BENCHMARK(rankExample)->Unit(benchmark::kMillisecond);

/// Takes each fact away and gives it back; the slowest is printed.
void editExample(benchmark::State& state)
{
    using Clock = std::chrono::steady_clock;
    Example example = brownfield();
    LiveAssessment live(example.knowledge, example.facts);
    std::vector<Edit> edits;
    for (const FactKey& key : example.keys) {
        if (!Model::isStructural(example.knowledge->attribute(key.attribute))) {
            const Edit there{"", "", "", {FactsChange{key, example.facts.facts(key), {}}}};
            edits.push_back(there);
            edits.push_back(inverse(there));
        }
    }
    std::size_t next = 0;
    std::vector<double> best(edits.size(), 1e9); // of an edit, so that other programs do not count
    for (auto _ : state) {
        const Clock::time_point start = Clock::now();
        example.facts.apply(edits[next]);
        live.update(edits[next]);
        benchmark::DoNotOptimize(live.siteScore());
        const double took = std::chrono::duration<double, std::milli>(Clock::now() - start).count();
        best[next] = std::min(best[next], took);
        next = (next + 1) % edits.size();
    }
    const auto slowest = std::max_element(best.begin(), best.end());
    const Edit& edit = edits[static_cast<std::size_t>(slowest - best.begin())];
    state.counters["slowest_ms"] = *slowest;
    state.SetLabel("target 1 ms: one edit, new scores and verdicts; slowest: " +
                   std::get<FactsChange>(edit.changes[0]).key.text());
}
BENCHMARK(editExample)->Unit(benchmark::kMillisecond);

} // namespace
