// SPDX-License-Identifier: Apache-2.0
#include "core/demand/demand.h"

#include "core/base/error.h"
#include "core/units/measure.h"

#include <cmath>
#include <random>
#include <set>

#include "tests/support/catch.h"

namespace netready {

namespace {

double factorOf(Input input)
{
    return unitFactor(infoOf(input).unit);
}

/// A value of an input, spread over the orders of magnitude that it can have.
double anyValue(std::mt19937_64& random, Interval<double> range)
{
    const double share = static_cast<double>(random() % 1000001) / 1e6;
    if (range.low() > 0) {
        const double value = range.low() * std::pow(range.high() / range.low(), share);
        return std::clamp(value, range.low(), range.high());
    }
    return range.low() + (range.high() - range.low()) * share;
}

/// Settles every input of a class: a point inside what `inputs` leaves open.
DemandInputs
completion(std::mt19937_64& random, std::string_view workloadClass, const DemandInputs& inputs)
{
    DemandInputs points = inputs;
    for (const Input input : inputsOf(workloadClass)) {
        if (!infoOf(input).options.empty()) {
            std::uint32_t bit = 1U << (random() % infoOf(input).options.size());
            while ((bit & inputs.options(input)) == 0) {
                bit = 1U << (random() % infoOf(input).options.size());
            }
            points.setOptions(input, bit);
        } else if (input != Input::TrainedParameters || inputs.has(input)) {
            const double value = anyValue(random, inputs.range(input));
            points.set(input, value, value);
        }
    }
    return points;
}

/// Ranges for some of the inputs of a class.
DemandInputs someRanges(std::mt19937_64& random, std::string_view workloadClass)
{
    DemandInputs inputs;
    for (const Input input : inputsOf(workloadClass)) {
        if (!infoOf(input).options.empty() || input == Input::TrainedParameters ||
            random() % 4 == 0) {
            continue;
        }
        const double a = anyValue(random, inputs.range(input));
        const double b = anyValue(random, inputs.range(input));
        inputs.set(input, std::min(a, b), std::max(a, b));
    }
    // A layout that fits: degrees at 1, so that no accelerator is missing.
    for (const Input degree : {Input::Tensor, Input::Pipeline, Input::Context}) {
        if (inputs.has(degree)) {
            inputs.set(degree, 1, inputs.range(degree).high());
        }
    }
    return inputs;
}

bool isInside(Interval<double> inner, Interval<double> outer)
{
    constexpr double kRounding = 1e-9;
    return inner.low() >= outer.low() * (1 - kRounding) - 1e-300 &&
           inner.high() <= outer.high() * (1 + kRounding);
}

template <class T>
Interval<double> baseOf(const Traced<T>& value)
{
    return {base(value.range().low()), base(value.range().high())};
}

template <class T>
bool isSound(const Traced<T>& value)
{
    const Interval<double> range = baseOf(value);
    return range.low() >= 0 && range.low() <= range.high() && std::isfinite(range.high());
}

/// Walks every number of a result: none is negative, infinite, no number or turned round.
bool isSound(const Demand& demand)
{
    for (const DerivedQuantity& quantity : demand.quantities) {
        if (!isSound(quantity.value)) {
            UNSCOPED_INFO("quantity " << quantity.id);
            return false;
        }
    }
    for (const Flow& flow : demand.flows) {
        const bool sound = isSound(flow.mean) && isSound(flow.burst) && isSound(flow.burstLength) &&
                           (!flow.latencyBudget || isSound(*flow.latencyBudget)) &&
                           flow.mean.range().low() <= flow.burst.range().low() &&
                           flow.mean.range().high() <= flow.burst.range().high();
        if (!sound) {
            UNSCOPED_INFO("flow " << flow.id);
            return false;
        }
    }
    return true;
}

bool isInside(const Demand& inner, const Demand& outer)
{
    if (inner.flows.size() != outer.flows.size() ||
        inner.quantities.size() != outer.quantities.size()) {
        return false;
    }
    for (std::size_t i = 0; i < inner.flows.size(); ++i) {
        const Flow& flow = inner.flows[i];
        if (flow.id != outer.flows[i].id ||
            !isInside(baseOf(flow.mean), baseOf(outer.flows[i].mean)) ||
            !isInside(baseOf(flow.burst), baseOf(outer.flows[i].burst))) {
            UNSCOPED_INFO("flow " << flow.id);
            return false;
        }
    }
    for (std::size_t i = 0; i < inner.quantities.size(); ++i) {
        if (!isInside(baseOf(inner.quantities[i].value), baseOf(outer.quantities[i].value))) {
            UNSCOPED_INFO("quantity " << inner.quantities[i].id);
            return false;
        }
    }
    return true;
}

/// Nothing for a completion whose layout needs more accelerators than there are.
std::optional<Demand> demandOfSoundLayout(std::string_view id, const DemandInputs& inputs)
{
    try {
        return demandOf(id, inputs);
    } catch (const Error& error) {
        CHECK(error.message().starts_with("n: "));
        return std::nullopt;
    }
}

DemandInputs trainingInputs()
{
    DemandInputs inputs;
    const auto set = [&](Input input, double value) {
        inputs.set(input, value * factorOf(input), value * factorOf(input));
    };
    set(Input::Parameters, 405.85e9);
    set(Input::ActiveParameters, 405.85e9);
    set(Input::Layers, 126);
    set(Input::Hidden, 16384);
    set(Input::KeyValueHeads, 8);
    set(Input::HeadWidth, 128);
    set(Input::Vocabulary, 128256);
    set(Input::Sequence, 8192);
    set(Input::Accelerators, 16384);
    set(Input::DomainAccelerators, 8);
    set(Input::Tensor, 8);
    set(Input::Pipeline, 16);
    set(Input::Context, 1);
    set(Input::Interleave, 8);
    set(Input::MicroBatch, 1);
    set(Input::Batch, 2048);
    set(Input::PeakFlops, 989);
    set(Input::ComputeEfficiency, 0.5);
    set(Input::AdapterRate, 400);
    set(Input::ScaleUpRate, 450);
    set(Input::BytesPerWeight, 2);
    set(Input::BytesPerGradient, 4);
    set(Input::ExpertsPerToken, 0);
    set(Input::CheckpointInterval, 1800);
    set(Input::CheckpointStall, 10);
    set(Input::BytesOfState, 14);
    inputs.setOptions(Input::Sharding, 1U << 1U);
    inputs.setOptions(Input::Recomputation, 1);
    inputs.setOptions(Input::CheckpointMode, 1);
    return inputs;
}

const DerivedQuantity& quantityOf(const Demand& demand, std::string_view id)
{
    const auto found = std::find_if(demand.quantities.begin(),
                                    demand.quantities.end(),
                                    [&](const DerivedQuantity& q) { return q.id == id; });
    REQUIRE(found != demand.quantities.end());
    return *found;
}

const Flow& flowOf(const Demand& demand, std::string_view id)
{
    const auto found = std::find_if(
        demand.flows.begin(), demand.flows.end(), [&](const Flow& flow) { return flow.id == id; });
    REQUIRE(found != demand.flows.end());
    return *found;
}

} // namespace

TEST_CASE("every symbol names one input and is found by it", "[demand]")
{
    std::set<std::string_view> symbols;
    for (const InputInfo& info : inputInfos()) {
        CHECK(symbols.insert(info.symbol).second);
        CHECK(inputFromSymbol(info.symbol) == info.input);
        CHECK(unitDimension(info.unit) == info.dimension);
    }
    CHECK_FALSE(inputFromSymbol("nothing"));
}

TEST_CASE("what completions give lies in what ranges give", "[demand]")
{
    std::mt19937_64 random(3);
    for (const std::string_view id : demandClasses()) {
        for (int i = 0; i < 10; ++i) {
            const DemandInputs inputs = someRanges(random, id);
            const Demand ranges = demandOf(id, inputs);
            REQUIRE(isSound(ranges));
            for (int j = 0; j < 100; ++j) {
                const DemandInputs points = completion(random, id, inputs);
                INFO(id);
                if (const auto demand = demandOfSoundLayout(id, points)) {
                    REQUIRE(isInside(*demand, ranges));
                    REQUIRE(isSound(*demand));
                }
            }
        }
    }
}

TEST_CASE("widening an input never narrows a result", "[demand]")
{
    std::mt19937_64 random(4);
    for (const std::string_view id : demandClasses()) {
        for (int i = 0; i < 50; ++i) {
            const DemandInputs narrow = someRanges(random, id);
            DemandInputs wide = narrow;
            const std::vector<Input> inputs = inputsOf(id);
            const Input input = inputs[random() % inputs.size()];
            if (!infoOf(input).options.empty() || !narrow.has(input)) {
                continue;
            }
            const double value = anyValue(random, DemandInputs().range(input));
            const Interval<double> range = hull(narrow.range(input), Interval<double>(value));
            wide.set(input, range.low(), range.high());
            INFO(id << ' ' << infoOf(input).symbol);
            REQUIRE(isInside(demandOf(id, narrow), demandOf(id, wide)));
        }
    }
}

TEST_CASE("an open choice gives the hull over its options", "[demand]")
{
    DemandInputs open = trainingInputs();
    open.setOptions(Input::CheckpointMode, 3);
    const Demand both = demandOf("pre-training", open);
    for (const std::uint32_t mode : {1U, 2U}) {
        DemandInputs settled = trainingInputs();
        settled.setOptions(Input::CheckpointMode, mode);
        CHECK(isInside(demandOf("pre-training", settled), both));
    }
}

TEST_CASE("a large training job bursts at line rate and rests most of the time", "[demand]")
{
    const Demand demand = demandOf("pre-training", trainingInputs());
    const Interval<double> sent = quantityOf(demand, "data_parallel_bytes").value.range();
    CHECK(sent.low() == Approx(18.9e9 * 8).epsilon(0.01));
    CHECK(sent.isPoint());
    const Flow& flow = flowOf(demand, "data-parallel");
    CHECK(flow.burst.range().low() == gigabitsPerSecond(400) * 16384.0);
    const double ratio = flow.burst.range().low() / flow.mean.range().high();
    CHECK(ratio > 12);
    CHECK(ratio < 25);
    CHECK(flow.mean.from().test(static_cast<std::size_t>(Input::Batch)));
    CHECK_FALSE(flow.mean.from().test(static_cast<std::size_t>(Input::CheckpointStall)));
    const Flow& write = flowOf(demand, "checkpoint-write");
    CHECK(write.burst.range().low() == DataRate(bytes(405.85e9 * 14) / seconds(10)));
}

TEST_CASE("a job inside one scale-up domain sends nothing over the fabric", "[demand]")
{
    DemandInputs inputs = trainingInputs();
    for (const Input input : {Input::Accelerators, Input::Pipeline}) {
        inputs.set(
            input, input == Input::Accelerators ? 8 : 1, input == Input::Accelerators ? 8 : 1);
    }
    const Demand demand = demandOf("pre-training", inputs);
    CHECK(flowOf(demand, "data-parallel").burst.range().high() == DataRate());
    CHECK(flowOf(demand, "pipeline-parallel").burst.range().high() == DataRate());
}

TEST_CASE("bad inputs are refused with their symbol", "[demand]")
{
    DemandInputs inputs = trainingInputs();
    const auto messageOf = [](const auto& call) {
        try {
            call();
        } catch (const Error& error) {
            return error.message();
        }
        return std::string();
    };
    const double nan = std::nan("");
    CHECK(messageOf([&] { inputs.set(Input::Accelerators, 0, 0); }).starts_with("n: "));
    CHECK(messageOf([&] { inputs.set(Input::Parameters, -1, 5e9); }).starts_with("N: "));
    CHECK(messageOf([&] { inputs.set(Input::Layers, nan, nan); }).starts_with("L: "));
    CHECK(messageOf([&] { inputs.set(Input::Batch, 20, 10); }).find("upper") != std::string::npos);
    CHECK(messageOf([&] { inputs.setOptions(Input::Sharding, 8); }).starts_with("sharding: "));
    inputs.set(Input::Tensor, 64, 64);
    inputs.set(Input::Accelerators, 32, 32);
    CHECK(messageOf([&] { static_cast<void>(demandOf("pre-training", inputs)); }) ==
          "n: the degrees t p c need at least 1024 accelerators");
    CHECK_THROWS_AS(demandOf("nothing", inputs), Error);
}

TEST_CASE("with nothing known every class still gives sound ranges", "[demand]")
{
    for (const std::string_view id : demandClasses()) {
        const Demand demand = demandOf(id, {});
        CHECK_FALSE(demand.flows.empty());
        CHECK(isSound(demand));
        for (const Flow& flow : demand.flows) {
            INFO(id << ' ' << flow.id);
            CHECK(flow.mean.range().low() >= DataRate());
            CHECK(std::isfinite(flow.burst.range().high().base()));
            CHECK(flow.mean.range().high() <= flow.burst.range().high());
            CHECK_FALSE(flow.formula.empty());
            CHECK_FALSE(flow.source.empty());
        }
    }
}

} // namespace netready
