// SPDX-License-Identifier: Apache-2.0
// 500 rules `(x >= a && y < b || z > c) ? p : q` over 400 numeric fields, one in five not known:
// every rule evaluated, with ranges, missing sets, origins and the cost counter. Target: 40 µs.
#include "core/expr/program.h"

#include <benchmark/benchmark.h>

#include <random>
#include <string>
#include <vector>

using namespace netready;

namespace {

constexpr std::size_t kFields = 400;
constexpr std::size_t kRules = 500;
constexpr double kTargetMicroseconds = 40;

struct Bench
{
    std::vector<SubjectKind> kinds{{"site", "sites", "Site", "", false}};
    std::vector<Attribute> attributes;
    Schema schema;
    std::vector<ExprValue> fields;
    ObjectRow row;
    std::vector<ExprValue> variables;
    std::vector<Program> programs;

    Bench()
    {
        std::mt19937 random(1); // NOLINT: the same rules each time
        for (std::size_t i = 0; i < kFields; ++i) {
            Attribute attribute;
            attribute.kind = "site";
            attribute.name = "f" + std::to_string(1000 + i);
            attribute.id = "site." + attribute.name;
            attribute.type = AttributeType::Ratio;
            attribute.domainHigh = 1000;
            attributes.push_back(attribute);
        }
        schema = Schema(kinds, attributes);
        for (std::size_t i = 0; i < kFields; ++i) {
            const auto slot = static_cast<SlotId>(i);
            const double point = static_cast<double>(random() % 1000);
            fields.push_back(ExprValue::ofDouble(point, point));
            fields.back().origin = static_cast<std::uint8_t>(1 + random() % 6);
            if (i % 5 == 0) {
                fields.back() = ExprValue::ofDouble(0, 1000);
                fields.back().missing = MissingSets::leaf(slot);
            }
        }
        row = {0, 0, fields.data(), "main"};
        variables = {ExprValue::ofObject(&row)};
        const auto field = [&random] {
            return "site.f" + std::to_string(1000 + random() % kFields);
        };
        const auto number = [&random] { return std::to_string(random() % 1000) + ".0"; };
        Environment environment(schema);
        environment.declare("site", ExprType::object(0));
        for (std::size_t i = 0; i < kRules; ++i) {
            const std::string source = "(" + field() + " >= " + number() + " && " + field() +
                                       " < " + number() + " || " + field() + " > " + number() +
                                       ") ? " + number() + " : " + number();
            programs.push_back(compile(source, environment));
        }
    }
};

void evaluateAll(benchmark::State& state)
{
    const Bench bench;
    EvalContext context;
    double checksum = 0;
    for (auto _ : state) {
        context.clear();
        for (const Program& program : bench.programs) {
            const ExprValue value = evaluate(program, bench.variables, context);
            checksum += value.doubles.low + value.doubles.high;
        }
    }
    benchmark::DoNotOptimize(checksum);
    state.SetLabel("500 rules, target " + std::to_string(static_cast<int>(kTargetMicroseconds)) +
                   " µs");
    state.counters["per_rule"] =
        benchmark::Counter(static_cast<double>(kRules) * static_cast<double>(state.iterations()),
                           benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

void explainOne(benchmark::State& state)
{
    const Bench bench;
    EvalContext context;
    for (auto _ : state) {
        context.clear();
        benchmark::DoNotOptimize(trace(bench.programs.front(), bench.variables, context));
    }
    state.SetLabel("one rule, target 50 µs");
}

void compileAll(benchmark::State& state)
{
    const Bench bench;
    Environment environment(bench.schema);
    environment.declare("site", ExprType::object(0));
    for (auto _ : state) {
        for (const Program& program : bench.programs) {
            benchmark::DoNotOptimize(compile(program.source(), environment));
        }
    }
    state.SetLabel("500 rules; part of the 20 ms for loading a pack");
}

} // namespace

BENCHMARK(evaluateAll)->Unit(benchmark::kMicrosecond);
BENCHMARK(explainOne)->Unit(benchmark::kMicrosecond);
BENCHMARK(compileAll)->Unit(benchmark::kMillisecond);
