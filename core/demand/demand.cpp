// SPDX-License-Identifier: Apache-2.0
#include "core/demand/demand.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/base/words.h"
#include "core/demand/class_model.h"
#include "core/units/measure.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <limits>
#include <map>

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
        if (quantity.formula.find(other.quantities[i].formula) == std::string::npos) {
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

/// Flows that are added up, under the first part of the names of their sums.
struct Total
{
    std::string_view id;
    std::string_view title;
    bool (*counts)(const Flow&);
};

constexpr std::array<Total, 5> kTotals{{
    {"accelerator",
     "traffic between accelerators",
     [](const Flow& flow) { return flow.pattern == TrafficPattern::AcceleratorToAccelerator; }},
    {"storage_read",
     "reads from storage",
     [](const Flow& flow) {
         return flow.pattern == TrafficPattern::ServerToStorage && flow.from == FlowEnd::Storage;
     }},
    {"storage_write",
     "writes to storage",
     [](const Flow& flow) {
         return flow.pattern == TrafficPattern::ServerToStorage && flow.to == FlowEnd::Storage;
     }},
    {"east_west",
     "traffic inside the data centre",
     [](const Flow& flow) { return flow.direction == Direction::EastWest; }},
    {"north_south",
     "traffic in and out",
     [](const Flow& flow) { return flow.direction == Direction::NorthSouth; }},
}};

void addTotal(ClassModel& model, const Total& total)
{
    Rate mean = exactly(DataRate());
    Rate extra = exactly(DataRate());
    for (const Flow& flow : model.demand().flows) {
        if (total.counts(flow)) {
            mean = mean + flow.mean;
            // End by end: what bursts is also what has this mean.
            const Interval<DataRate> rest = flow.mean.range();
            const Interval<DataRate> burst = flow.burst.range();
            const DataRate low = burst.low() - rest.low();
            const DataRate high = burst.high() - rest.high();
            extra = larger(extra,
                           Rate(Interval<DataRate>(std::min(low, high), std::max(low, high)),
                                flow.burst.from() | flow.mean.from()));
        }
    }
    const std::string id(total.id);
    const std::string title(total.title);
    static_cast<void>(model.quantity(
        {id + "_mean", "Mean " + title, "Gb/s", "sum of the means", "definition"}, mean));
    static_cast<void>(model.quantity({id + "_burst",
                                      "Largest burst of " + title,
                                      "Gb/s",
                                      "largest burst, all else at its mean",
                                      "definition"},
                                     mean + extra));
}

ClassModel runModel(Run run, const DemandInputs& inputs)
{
    ClassModel model(inputs);
    run(model);
    for (const Total& total : kTotals) {
        addTotal(model, total);
    }
    return model;
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
    return m_inputs.choice(input);
}

void ClassModel::add(const Naming& naming,
                     Dimension dimension,
                     Interval<double> range,
                     InputSet from)
{
    m_demand.quantities.push_back({naming.id,
                                   naming.title,
                                   Number(range, from),
                                   dimension,
                                   naming.unit,
                                   naming.formula,
                                   naming.source});
}

namespace {

constexpr std::array<Word<TrafficPattern>, 11> kPatterns{{
    {TrafficPattern::AcceleratorToAccelerator,
     "accelerator-to-accelerator",
     "Exchange between the accelerators or servers of one job."},
    {TrafficPattern::ServerToStorage, "server-to-storage", "Data, checkpoints and caches."},
    {TrafficPattern::ModelToVectorStore, "model-to-vector-store", "Searches and their index."},
    {TrafficPattern::ApplicationToModel, "application-to-model", "Prompts and passages."},
    {TrafficPattern::ModelToTool, "model-to-tool", "Calls of tools and services by agents."},
    {TrafficPattern::Telemetry, "telemetry", "Counters and logs."},
    {TrafficPattern::Management, "management", "Consoles and management ports."},
    {TrafficPattern::Backup, "backup", "Copies that outlive a loss."},
    {TrafficPattern::UserAccess, "user-access", "Requests, answers and people at work."},
    {TrafficPattern::DataIngest, "data-ingest", "New data from outside."},
    {TrafficPattern::ModelDistribution, "model-distribution", "Weights and images to servers."},
}};
constexpr std::array<Word<FlowEnd>, 13> kEnds{{
    {FlowEnd::Accelerators, "accelerators", "Accelerators of the workload."},
    {FlowEnd::Servers, "servers", "Servers of the workload."},
    {FlowEnd::Storage, "storage", "Storage of the site."},
    {FlowEnd::VectorStore, "vector-store", "Servers that hold vector indexes."},
    {FlowEnd::Applications, "applications", "Applications and gateways of the site."},
    {FlowEnd::Users, "users", "People and their devices."},
    {FlowEnd::Tools, "tools", "Tools and databases inside."},
    {FlowEnd::ExternalServices, "external-services", "Services outside."},
    {FlowEnd::Monitoring, "monitoring", "Collectors of telemetry and logs."},
    {FlowEnd::Management, "management", "Where servers are administered from."},
    {FlowEnd::BackupStore, "backup-store", "Where backups are kept."},
    {FlowEnd::Repository, "repository", "Where models and images are kept."},
    {FlowEnd::DataSources, "data-sources", "Where new data come from."},
}};
constexpr std::array<Word<LossClass>, 3> kLossClasses{{
    {LossClass::Lossless, "lossless", "Loss of one in a million already hurts."},
    {LossClass::Tolerant, "tolerant", "Loss of one in ten thousand is made good."},
    {LossClass::BestEffort, "best-effort", "Loss is made good by the next message."},
}};
constexpr std::array<Word<Direction>, 2> kDirections{{
    {Direction::EastWest, "east-west", "Between servers of the site."},
    {Direction::NorthSouth, "north-south", "In and out of the estate of servers."},
}};
constexpr std::array<Word<Isolation>, 5> kIsolations{{
    {Isolation::None, "none", "May share paths with anything."},
    {Isolation::Dedicated, "dedicated", "Wants a fabric or class of its own."},
    {Isolation::Tenant, "tenant", "Kept apart for each tenant."},
    {Isolation::Untrusted, "untrusted", "The other end cannot be trusted."},
    {Isolation::OutOfBand, "out-of-band", "Belongs on the management network."},
}};

} // namespace

std::string_view toString(TrafficPattern pattern)
{
    return textOf(kPatterns, pattern);
}

std::string_view toString(FlowEnd end)
{
    return textOf(kEnds, end);
}

std::string_view toString(LossClass loss)
{
    return textOf(kLossClasses, loss);
}

std::string_view toString(Direction direction)
{
    return textOf(kDirections, direction);
}

std::string_view toString(Isolation isolation)
{
    return textOf(kIsolations, isolation);
}

Demand demandOf(std::string_view workloadClass, const DemandInputs& inputs)
{
    const Run run = modelOf(workloadClass);
    checkLayout(inputs);
    ClassModel probe(inputs);
    run(probe);
    std::optional<Demand> demand;
    forEachSettling(inputs, probe.read(), [&](const DemandInputs& settled) {
        const ClassModel model = runModel(run, settled);
        if (demand) {
            include(*demand, model.demand());
        } else {
            demand = model.demand();
        }
    });
    checkResult(*demand);
    return *demand;
}

const std::vector<QuantityInfo>& demandQuantities()
{
    static const std::vector<QuantityInfo> quantities = [] {
        std::map<std::string, Dimension> found;
        const DemandInputs none;
        for (const ClassEntry& entry : kClasses) {
            const ClassModel model = runModel(entry.run, none);
            for (const DerivedQuantity& quantity : model.demand().quantities) {
                found.emplace(quantity.id, quantity.dimension);
            }
        }
        std::vector<QuantityInfo> infos;
        infos.reserve(found.size());
        for (const auto& [id, dimension] : found) {
            infos.push_back({id, dimension});
        }
        return infos;
    }();
    return quantities;
}

std::vector<std::string_view> demandClasses()
{
    std::vector<std::string_view> ids;
    ids.reserve(kClasses.size());
    for (const ClassEntry& entry : kClasses) {
        ids.push_back(entry.id);
    }
    return ids;
}

const InputSet& inputSetOf(std::string_view workloadClass)
{
    static const std::map<std::string_view, InputSet> sets = [] {
        std::map<std::string_view, InputSet> read;
        for (const ClassEntry& entry : kClasses) {
            const DemandInputs none;
            ClassModel probe(none);
            entry.run(probe);
            read.emplace(entry.id, probe.read());
        }
        return read;
    }();
    static_cast<void>(modelOf(workloadClass)); // refuses what is no class
    return sets.at(workloadClass);
}

std::vector<Input> inputsOf(std::string_view workloadClass)
{
    const InputSet& set = inputSetOf(workloadClass);
    std::vector<Input> inputs;
    for (std::size_t i = 0; i < kInputCount; ++i) {
        if (set.test(i)) {
            inputs.push_back(static_cast<Input>(i));
        }
    }
    return inputs;
}

} // namespace netready
