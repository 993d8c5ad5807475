// SPDX-License-Identifier: Apache-2.0
#include "core/demand/demand.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/demand/class_model.h"
#include "core/units/measure.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <limits>

namespace netready {

namespace {

using Run = void (*)(ClassModel&);

struct ClassEntry
{
    std::string_view id;
    Run run;
};

constexpr std::array<ClassEntry, 13> kClasses{{
    {"pre-training", [](ClassModel& model) { trainingModel(model, false); }},
    {"full-fine-tuning", [](ClassModel& model) { trainingModel(model, false); }},
    {"lora-fine-tuning", [](ClassModel& model) { trainingModel(model, true); }},
    {"batch-inference", batchInferenceModel},
    {"online-inference", [](ClassModel& model) { servingModel(model, Serving::OneServer); }},
    {"online-inference-multinode",
     [](ClassModel& model) { servingModel(model, Serving::ManyServers); }},
    {"online-inference-disaggregated",
     [](ClassModel& model) { servingModel(model, Serving::Disaggregated); }},
    {"rag", [](ClassModel& model) { retrievalModel(model, true); }},
    {"vector-search", [](ClassModel& model) { retrievalModel(model, false); }},
    {"agentic", agentModel},
    {"multimodal", multimodalModel},
    {"analytics", analyticsModel},
    {"external-api", externalModel},
}};

Run modelOf(std::string_view workloadClass)
{
    const auto found = std::find_if(kClasses.begin(), kClasses.end(), [&](const ClassEntry& entry) {
        return entry.id == workloadClass;
    });
    if (found == kClasses.end()) {
        throw Error(ErrorCode::NotFound, "there is no workload class " + inQuotes(workloadClass));
    }
    return found->run;
}

/// The hull of two results of the same class. What an option leaves out may be absent.
void include(Demand& into, const Demand& other)
{
    assert(into.flows.size() == other.flows.size() &&
           into.quantities.size() == other.quantities.size());
    for (std::size_t i = 0; i < into.flows.size(); ++i) {
        Flow& flow = into.flows[i];
        const Flow& more = other.flows[i];
        flow.mean = hull(flow.mean, more.mean);
        flow.burst = hull(flow.burst, more.burst);
        flow.burstLength = hull(flow.burstLength, more.burstLength);
    }
    for (std::size_t i = 0; i < into.quantities.size(); ++i) {
        DerivedQuantity& quantity = into.quantities[i];
        quantity.value = hull(quantity.value, other.quantities[i].value);
        if (quantity.formula != other.quantities[i].formula) {
            quantity.formula += " or " + other.quantities[i].formula;
        }
    }
}

/// A job cannot be cut into more parts than it has accelerators.
void checkLayout(const DemandInputs& inputs)
{
    constexpr std::array<Input, 3> kDegrees{Input::Tensor, Input::Pipeline, Input::Context};
    double least = 1;
    std::string symbols;
    for (const Input input : kDegrees) {
        if (inputs.has(input)) {
            least *= inputs.range(input).low();
            symbols += (symbols.empty() ? "" : " ") + std::string(infoOf(input).symbol);
        }
    }
    if (inputs.has(Input::Accelerators) && least > inputs.range(Input::Accelerators).high()) {
        throw Error(ErrorCode::InvalidInput,
                    "n: the degrees " + symbols + " need at least " +
                        toReadable({least, least, kNone, Currency::None, ""}, 7) + " accelerators");
    }
}

/// Whatever has to be finite and not negative, is.
void checkResult(const Demand& demand)
{
    const auto isSound = [](Interval<double> range) {
        return range.low() >= 0 && range.high() < std::numeric_limits<double>::infinity();
    };
    for (const DerivedQuantity& quantity : demand.quantities) {
        if (!isSound(quantity.value.range())) {
            throw Error(ErrorCode::InvalidInput,
                        quantity.id + ": the inputs of " + quantity.formula + " are too extreme");
        }
    }
    for (const Flow& flow : demand.flows) {
        const Interval<DataRate> mean = flow.mean.range();
        const Interval<DataRate> burst = flow.burst.range();
        if (!isSound({mean.low().base(), mean.high().base()}) ||
            !isSound({burst.low().base(), burst.high().base()})) {
            throw Error(ErrorCode::InvalidInput,
                        flow.id + ": the inputs of " + flow.formula + " are too extreme");
        }
    }
}

/// Calls `use` with the inputs for each way in which the choices that were read can be settled.
template <class Use>
void forEachSettling(DemandInputs inputs, const InputSet& read, const Use& use)
{
    for (std::size_t i = 0; i < kInputCount; ++i) {
        const auto input = static_cast<Input>(i);
        if (!read.test(i) || infoOf(input).options.empty()) {
            continue;
        }
        const std::uint32_t remaining = inputs.options(input);
        if ((remaining & (remaining - 1)) == 0) {
            continue;
        }
        for (std::uint32_t bit = 1; bit <= remaining; bit <<= 1) {
            if ((remaining & bit) != 0) {
                inputs.setOptions(input, bit);
                forEachSettling(inputs, read, use);
            }
        }
        return;
    }
    use(inputs);
}

} // namespace

bool ClassModel::has(Input input)
{
    m_read |= only(input);
    return m_inputs.has(input);
}

Number ClassModel::number(Input input)
{
    m_read |= only(input);
    return m_inputs.number(input);
}

std::size_t ClassModel::choice(Input input)
{
    m_read |= only(input);
    m_chosen |= only(input);
    return m_inputs.choice(input);
}

void ClassModel::add(const Naming& naming,
                     Dimension dimension,
                     Interval<double> range,
                     InputSet from)
{
    m_demand.quantities.push_back({std::string(naming.id),
                                   std::string(naming.title),
                                   Number(range, from | m_chosen),
                                   dimension,
                                   std::string(naming.unit),
                                   std::string(naming.formula),
                                   std::string(naming.source)});
}

void ClassModel::flow(Flow flow)
{
    flow.mean = Rate(flow.mean.range(), flow.mean.from() | m_chosen);
    flow.burst = Rate(flow.burst.range(), flow.burst.from() | m_chosen);
    m_demand.flows.push_back(std::move(flow));
}

namespace {

template <class Value>
struct Word
{
    Value value;
    std::string_view text;
};

template <class Value, std::size_t N>
std::string_view wordOf(const std::array<Word<Value>, N>& words, Value value)
{
    for (const Word<Value>& word : words) {
        if (word.value == value) {
            return word.text;
        }
    }
    return "";
}

constexpr std::array<Word<TrafficPattern>, 11> kPatterns{{
    {TrafficPattern::AcceleratorToAccelerator, "accelerator-to-accelerator"},
    {TrafficPattern::ServerToStorage, "server-to-storage"},
    {TrafficPattern::ModelToVectorStore, "model-to-vector-store"},
    {TrafficPattern::ApplicationToModel, "application-to-model"},
    {TrafficPattern::ModelToTool, "model-to-tool"},
    {TrafficPattern::Telemetry, "telemetry"},
    {TrafficPattern::Management, "management"},
    {TrafficPattern::Backup, "backup"},
    {TrafficPattern::UserAccess, "user-access"},
    {TrafficPattern::DataIngest, "data-ingest"},
    {TrafficPattern::ModelDistribution, "model-distribution"},
}};
constexpr std::array<Word<FlowEnd>, 13> kEnds{{
    {FlowEnd::Accelerators, "accelerators"},
    {FlowEnd::Servers, "servers"},
    {FlowEnd::Storage, "storage"},
    {FlowEnd::VectorStore, "vector-store"},
    {FlowEnd::Applications, "applications"},
    {FlowEnd::Users, "users"},
    {FlowEnd::Tools, "tools"},
    {FlowEnd::ExternalServices, "external-services"},
    {FlowEnd::Monitoring, "monitoring"},
    {FlowEnd::Management, "management"},
    {FlowEnd::BackupStore, "backup-store"},
    {FlowEnd::Repository, "repository"},
    {FlowEnd::DataSources, "data-sources"},
}};
constexpr std::array<Word<LossClass>, 3> kLossClasses{{
    {LossClass::Lossless, "lossless"},
    {LossClass::Tolerant, "tolerant"},
    {LossClass::BestEffort, "best-effort"},
}};
constexpr std::array<Word<Direction>, 2> kDirections{{
    {Direction::EastWest, "east-west"},
    {Direction::NorthSouth, "north-south"},
}};
constexpr std::array<Word<Isolation>, 5> kIsolations{{
    {Isolation::None, "none"},
    {Isolation::Dedicated, "dedicated"},
    {Isolation::Tenant, "tenant"},
    {Isolation::Untrusted, "untrusted"},
    {Isolation::OutOfBand, "out-of-band"},
}};

} // namespace

std::string_view toString(TrafficPattern pattern)
{
    return wordOf(kPatterns, pattern);
}

std::string_view toString(FlowEnd end)
{
    return wordOf(kEnds, end);
}

std::string_view toString(LossClass loss)
{
    return wordOf(kLossClasses, loss);
}

std::string_view toString(Direction direction)
{
    return wordOf(kDirections, direction);
}

std::string_view toString(Isolation isolation)
{
    return wordOf(kIsolations, isolation);
}

Demand demandOf(std::string_view workloadClass, const DemandInputs& inputs)
{
    const Run run = modelOf(workloadClass);
    checkLayout(inputs);
    ClassModel probe(inputs);
    run(probe);
    std::optional<Demand> demand;
    forEachSettling(inputs, probe.read(), [&](const DemandInputs& settled) {
        ClassModel model(settled);
        run(model);
        if (demand) {
            include(*demand, model.demand());
        } else {
            demand = model.demand();
        }
    });
    checkResult(*demand);
    return *demand;
}

std::vector<std::string_view> demandClasses()
{
    std::vector<std::string_view> ids;
    for (const ClassEntry& entry : kClasses) {
        ids.push_back(entry.id);
    }
    return ids;
}

std::vector<Input> inputsOf(std::string_view workloadClass)
{
    const DemandInputs none;
    ClassModel probe(none);
    modelOf(workloadClass)(probe);
    std::vector<Input> inputs;
    for (std::size_t i = 0; i < kInputCount; ++i) {
        if (probe.read().test(i)) {
            inputs.push_back(static_cast<Input>(i));
        }
    }
    return inputs;
}

} // namespace netready
