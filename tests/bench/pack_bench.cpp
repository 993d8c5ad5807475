// SPDX-License-Identifier: Apache-2.0
// Loads a pack of 500 rules, each with five tests, over 400 attributes with their questions: 1 MB
// of YAML read, checked, compiled. Target: 20 ms.
#include "core/knowledge/knowledge.h"
#include "core/knowledge/yaml_node.h"

#include <benchmark/benchmark.h>

#include <string>
#include <vector>

using namespace netready;

namespace {

constexpr std::size_t kAttributes = 400;
constexpr std::size_t kRules = 500;
constexpr double kTargetMilliseconds = 20;

std::string attributeId(std::size_t index)
{
    return "fabric.speed_" + std::to_string(index % kAttributes);
}

std::string ruleText(std::size_t index)
{
    const std::string id = "rule-" + std::to_string(index);
    const std::string a = attributeId(index);
    const std::string b = attributeId(index * 7 + 1);
    return "rule: " + id +
           "\ntitle: The ports of the accelerator fabric are fast enough\ndimension: bandwidth\n"
           "severity: high\ngate: major\nweight: 5\nper: fabric\n"
           "applies_when: fabric.role == 'accelerator'\n"
           "let:\n  speed: " +
           a + "\n  slowest: math.least(speed, " + b +
           ")\n"
           "score:\n  value: slowest\n  fail_at: 100 Gb/s\n  target: 400 Gb/s\n  curve: log\n"
           "evidence: { full_credit_needs: documented, stated_credit: 0.5 }\n"
           "found: The ports run at {speed}, the slowest at {slowest}.\n"
           "rationale: A switch with slow ports limits every server that is connected to it and "
           "has "
           "to be replaced with the next generation of servers.\n"
           "remediation:\n  text: Choose switches with faster ports for this fabric and keep the "
           "present ones for users and management.\n  effort: months\n  cost: high\n"
           "limits: Says nothing about loss, nor about what the servers can send.\n"
           "references:\n"
           "  - { source: example-guide, supports: target, locator: \"section 4, table 1\" }\n"
           "  - { judgement: true, supports: fail_at, rationale: A quarter of the target. }\n"
           "tests:\n"
           "  - name: at the target\n"
           "    given: { fabric.role: accelerator, " +
           a + ": 400 Gb/s, " + b +
           ": 800 Gb/s }\n"
           "    expect: { status: pass, score: 1 }\n"
           "  - name: slow\n"
           "    given: { fabric.role: accelerator, " +
           a + ": 100 Gb/s, " + b +
           ": 100 Gb/s }\n"
           "    expect: { status: fail, score: 0 }\n"
           "  - name: between\n"
           "    given: { fabric.role: accelerator, " +
           a + ": 200 Gb/s, " + b +
           ": 800 Gb/s }\n"
           "    expect: { status: partial, score: 0.5 }\n"
           "  - name: not known\n"
           "    given: { fabric.role: accelerator }\n"
           "    expect: { status: unknown, score: [0, 1], missing: [" +
           a +
           "] }\n"
           "  - name: another purpose\n"
           "    given: { fabric.role: general }\n"
           "    expect: { status: not_applicable }\n";
}

std::string attributeText(std::size_t index)
{
    return "  - id: " + attributeId(index) +
           "\n    type: quantity\n    unit: Gb/s\n    domain: 1 Gb/s .. 1.6 Tb/s\n"
           "    title: Speed of a port\n    help: The rate at which the ports run, not what the "
           "switch could do.\n    source: { judgement: true, rationale: The fastest announced "
           "port. "
           "}\n";
}

std::string questionText(std::size_t index)
{
    return "  - id: question-" + std::to_string(index) + "\n    attribute: " + attributeId(index) +
           "\n    text: How fast is a port?\n    why: Slow ports make servers wait.\n"
           "    role: network\n    where: The data sheet, or \"show interfaces status\".\n"
           "    typical: 100 Gb/s in general data centres\n    depth: workshop\n    minutes: 2\n"
           "    ask_when: fabric.role == 'accelerator'\n";
}

const std::vector<PackFile>& packFiles()
{
    static const std::vector<PackFile> files = [] {
        std::string attributes =
            "attributes:\n  - id: fabric.role\n    type: choice\n    options:\n"
            "      - { id: accelerator, title: Accelerator fabric }\n"
            "      - { id: general, title: General network }\n"
            "    title: Purpose\n    help: What it was built to carry.\n"
            "    source: { judgement: true, rationale: Two purposes. }\n";
        std::string questions =
            "questions:\n  - { id: role, attribute: fabric.role, text: What is it for?, "
            "why: It decides., role: network }\n";
        for (std::size_t i = 0; i < kAttributes; ++i) {
            attributes += attributeText(i);
            questions += questionText(i);
        }
        std::vector<PackFile> made{
            {"pack/pack.yaml",
             "pack: bench\nversion: 1.0.0\nschema: 1\nrequires_engine: 0.1.0\ntitle: Bench\n"},
            {"pack/kinds.yaml",
             "kinds:\n  - { id: fabric, plural: fabrics, title: Fabric, help: A network. }\n"},
            {"pack/dimensions.yaml",
             "dimensions:\n  - { id: bandwidth, code: D1, title: Bandwidth, help: Speed. }\n"},
            {"pack/sources.yaml",
             "sources:\n  - { id: example-guide, title: Guide, publisher: Example, status: read "
             "}\n"},
            {"pack/attributes.yaml", attributes},
            {"pack/questions.yaml", questions}};
        for (std::size_t i = 0; i < kRules; ++i) {
            made.push_back({"pack/rules/rule-" + std::to_string(i) + ".yaml", ruleText(i)});
        }
        return made;
    }();
    return files;
}

void setCounters(benchmark::State& state, double targetMilliseconds)
{
    std::size_t bytes = 0;
    for (const PackFile& file : packFiles()) {
        bytes += file.content.size();
    }
    state.SetBytesProcessed(static_cast<std::int64_t>(bytes) *
                            static_cast<std::int64_t>(state.iterations()));
    if (targetMilliseconds > 0) {
        state.counters["target_ms"] = targetMilliseconds;
    }
}

void parseYamlOnly(benchmark::State& state)
{
    for ([[maybe_unused]] const auto& step : state) {
        for (const PackFile& file : packFiles()) {
            benchmark::DoNotOptimize(parseYaml(file.path, file.content));
        }
    }
    setCounters(state, 0);
}
BENCHMARK(parseYamlOnly)->Unit(benchmark::kMillisecond)->UseRealTime();

void loadPack(benchmark::State& state)
{
    for ([[maybe_unused]] const auto& step : state) {
        LoadedKnowledge loaded = loadKnowledge(packFiles());
        if (!loaded.knowledge) {
            state.SkipWithError(loaded.diagnostics.front().message.c_str());
        }
        state.PauseTiming(); // letting go of it is not loading
        loaded.knowledge.reset();
        state.ResumeTiming();
    }
    setCounters(state, kTargetMilliseconds);
}
// Files and rules are shared out to all processors: what counts is the time on the clock.
BENCHMARK(loadPack)->Unit(benchmark::kMillisecond)->UseRealTime()->MeasureProcessCPUTime();

void loadShippedPacks(benchmark::State& state)
{
    const std::vector<std::string> folders{NETREADY_SOURCE_DIR "/rules",
                                           NETREADY_SOURCE_DIR "/questionnaires"};
    for ([[maybe_unused]] const auto& step : state) {
        benchmark::DoNotOptimize(loadKnowledge(folders));
    }
}
BENCHMARK(loadShippedPacks)->Unit(benchmark::kMillisecond)->UseRealTime()->MeasureProcessCPUTime();

} // namespace
