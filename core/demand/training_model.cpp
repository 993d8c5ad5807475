// SPDX-License-Identifier: Apache-2.0
#include "core/demand/class_model.h"
#include "core/demand/collective.h"
#include "core/demand/idle.h"
#include "core/demand/storage.h"
#include "core/demand/training.h"

namespace netready {

namespace {

constexpr const char* kNarayanan = "Narayanan et al., SC21 (arXiv 2104.04473)";
constexpr const char* kMegatronDocs = "NVIDIA Megatron-LM, documentation";
constexpr const char* kDeepEp = "DeepEP, documentation";
constexpr const char* kMlperfStorage = "MLPerf Storage v2.0; DLIO benchmark";

/// Share of the scale-up rate that collectives reach: 0.65 in Calculon's published constants, 0.82
/// measured on eight H100.
const Number kScaleUpEfficiency = constant(0.65, 0.82);
/// How much of what is not data parallelism hides behind computing: nothing without fused kernels,
/// most of it with them.
const Number kOtherOverlap = constant(0, 0.8);
const Number kExpertOverlap = constant(0, 1);
/// All-to-all over the fabric: 43 to 58 of 50 GB/s published for DeepEP, where the figure counts
/// local traffic too.
const Number kAllToAllEfficiency = constant(0.8, 1);

/// Everything about a step that later parts need.
struct Step
{
    Transformer<Traced> shape;
    Layout<Traced> layout;
    Number accelerators;
    Number domain; ///< accelerators in a scale-up domain
    Number spans;  ///< 1 where the job spans several domains
    Number microBatch;
    Number trained; ///< parameters whose gradients are exchanged
    Rate adapter;
    Time compute;
    Time step;
    bool full = false; ///< full recomputation
};

Step layOut(ClassModel& model, bool adapters)
{
    Step step;
    step.shape = {model.number(Input::Layers),
                  model.number(Input::Hidden),
                  exactly(1.0),
                  exactly(1.0),
                  model.number(Input::KeyValueHeads),
                  model.number(Input::HeadWidth),
                  model.number(Input::Vocabulary),
                  model.number(Input::Sequence)};
    step.accelerators = model.number(Input::Accelerators);
    step.domain = model.number(Input::DomainAccelerators);
    step.spans = isAbove(1, step.accelerators / step.domain);
    step.microBatch = model.number(Input::MicroBatch);
    step.adapter = model.as<DataRate>(Input::AdapterRate);
    const Number tensor = model.number(Input::Tensor);
    const Number pipeline = model.number(Input::Pipeline);
    const Number context = model.number(Input::Context);
    const Number data =
        model.quantity({"data_parallel", "Data-parallel degree", "", "n / (t p c)", "definition"},
                       larger(exactly(1.0), step.accelerators / (tensor * pipeline * context)));
    const Number microBatches =
        model.quantity({"micro_batches", "Micro-batches in a step", "", "B / (d b)", "definition"},
                       larger(exactly(1.0), model.number(Input::Batch) / (data * step.microBatch)));
    step.layout = {tensor, pipeline, context, data, model.number(Input::Interleave), microBatches};
    step.full = model.choice(Input::Recomputation) == 1;
    const Number parameters = model.number(Input::Parameters);
    step.trained = parameters;
    if (adapters) {
        // Gate, up and down are taken as 3.5 times the width, as in current open models.
        step.shape.feedForward = 3.5 * step.shape.hidden;
        step.trained =
            model.quantity({"adapter_parameters",
                            "Parameters of the adapters",
                            "",
                            "r L (sum of the widths of all linear layers)",
                            "arithmetic over the layers"},
                           adapterParameters<Traced>(model.number(Input::AdapterRank), step.shape));
    }
    return step;
}

void computeStep(ClassModel& model, Step& step, bool adapters)
{
    const Number active = model.number(Input::ActiveParameters);
    const Number perToken = flopPerToken<Traced>(active, step.shape);
    // The base weights of an adapter get no gradients: two thirds of the work.
    const double passes = (adapters ? 2.0 / 3 : 1.0) * (step.full ? 4.0 / 3 : 1.0);
    const Number flop = model.quantity(
        {"step_flop",
         "Floating-point operations of a step",
         "",
         adapters ? "B s (4 (N_act - V h) + 8 L h s)" : "B s (6 (N_act - V h) + 12 L h s)",
         kNarayanan},
        (passes * (model.number(Input::Batch) * step.shape.sequence * perToken))
            .restingOn(only(Input::Recomputation)));
    step.compute = model.quantity({"compute_time",
                                   "Computing in a step",
                                   "s",
                                   "flop / (n P_peak MFU_0) (1 + (p-1)/(v m))",
                                   kNarayanan},
                                  computeTime<Traced>(flop,
                                                      step.accelerators,
                                                      model.as<Frequency>(Input::PeakFlops),
                                                      model.number(Input::ComputeEfficiency),
                                                      pipelineBubble<Traced>(step.layout)));
}

/// One kind of exchange in a step.
struct Exchange
{
    std::string id;
    std::string title;
    Size bytes; ///< sent by each accelerator through its adapter
    Time time;  ///< at the rate that is reached
    Time exposed;
    bool betweenNeighbours = true; ///< rings and pipelines; not all-to-all
    std::string formula;
    std::string source;
};

Time overRate(const Size& bytes, const Rate& rate, const Number& efficiency)
{
    return bytes / (rate * efficiency);
}

Time exposedPart(const Time& time, const Number& overlap, const Time& window)
{
    return larger(exactly(seconds(0)), time - overlap * window);
}

Exchange dataExchange(ClassModel& model, const Step& step, bool adapters)
{
    const Layout<Traced>& layout = step.layout;
    const auto sharding = static_cast<Sharding>(model.choice(Input::Sharding));
    const Size perWeight = model.as<DataSize>(Input::BytesPerWeight);
    const Size perGradient = model.as<DataSize>(Input::BytesPerGradient);
    const bool gathersBase = adapters && model.choice(Input::BaseSharded) == 1;
    // Adapters are small and replicated; a sharded base is gathered for every micro-batch.
    Size state = dataParallelState<Traced>(
        adapters ? Sharding::Replicated : sharding, step.trained, layout, perWeight, perGradient);
    if (gathersBase) {
        state = state + 2.0 * (model.number(Input::Parameters) / (layout.tensor * layout.pipeline) *
                               layout.microBatches * perWeight);
    }
    const Number inDomain =
        smaller(layout.data, larger(exactly(1.0), step.domain / (layout.tensor * layout.context)));
    Exchange exchange;
    exchange.id = "data-parallel";
    exchange.title = "Exchange of gradients and weights";
    exchange.formula = "n S (1/r - 1/d) / T_step, S = N/(t p) times 2 q, q + w or q + 2 w m";
    exchange.source = "nccl-tests PERFORMANCE.md; Megatron-LM; Llama 3 (arXiv 2407.21783)";
    exchange.bytes = model.quantity(
        {"data_parallel_bytes",
         "Sent by each accelerator for data parallelism in a step",
         "GB",
         "S (1/r - 1/d)",
         exchange.source},
        step.spans * fabricShare<Traced>(inDomain, layout.data) *
            state.restingOn(adapters ? only(Input::BaseSharded) : only(Input::Sharding)));
    exchange.time = overRate(exchange.bytes, step.adapter, railEfficiency(exchange.bytes));
    // Without sharded weights only the last micro-batch has something to exchange.
    const bool everyMicroBatch = gathersBase || (!adapters && sharding == Sharding::Full);
    const Time window = everyMicroBatch ? step.compute : step.compute / layout.microBatches;
    exchange.exposed = exposedPart(exchange.time, model.number(Input::Overlap), window);
    return exchange;
}

Exchange tensorExchange(ClassModel& model, const Step& step)
{
    const Layout<Traced>& layout = step.layout;
    const Size state = tensorParallelState<Traced>(step.shape,
                                                   layout,
                                                   step.microBatch,
                                                   model.as<DataSize>(Input::BytesPerWeight),
                                                   step.full)
                           .restingOn(only(Input::Recomputation));
    const Number inDomain = smaller(layout.tensor, step.domain);
    Exchange exchange;
    exchange.id = "tensor-parallel";
    exchange.title = "Exchange inside layers that leaves the scale-up domain";
    exchange.formula = "n S (1/r - 1/t) / T_step, S = L/p m 8 b s h w / c, r = min(t, g)";
    exchange.source = std::string(kNarayanan) + ", section 3.2";
    exchange.bytes = model.quantity({"tensor_parallel_bytes",
                                     "Sent by each accelerator for tensor parallelism in a step",
                                     "GB",
                                     "S (1/r - 1/t)",
                                     exchange.source},
                                    fabricShare<Traced>(inDomain, layout.tensor) * state);
    exchange.time = overRate(exchange.bytes, step.adapter, railEfficiency(exchange.bytes));
    const Time inside = overRate(
        othersShare(inDomain) * state, model.as<DataRate>(Input::ScaleUpRate), kScaleUpEfficiency);
    exchange.exposed = exchange.time + (1.0 - kOtherOverlap) * inside;
    return exchange;
}

Exchange pipelineExchange(ClassModel& model, const Step& step)
{
    const Size element = model.as<DataSize>(Input::BytesPerWeight);
    Exchange exchange;
    exchange.id = "pipeline-parallel";
    exchange.title = "Activations between pipeline stages";
    exchange.formula = "n 2 v m b s h w / (t c) / T_step";
    exchange.source = std::string(kNarayanan) + ", sections 3.2 and 4.1";
    exchange.bytes = model.quantity(
        {"pipeline_bytes",
         "Sent by each accelerator between pipeline stages in a step",
         "GB",
         "2 v m b s h w / (t c)",
         exchange.source},
        step.spans * pipelineBytes<Traced>(step.shape, step.layout, step.microBatch, element));
    exchange.time = overRate(exchange.bytes, step.adapter, railEfficiency(exchange.bytes));
    // Only the first and the last micro-batch find nothing to hide behind.
    exchange.exposed = exchange.time / step.layout.microBatches;
    return exchange;
}

Exchange contextExchange(ClassModel& model, const Step& step)
{
    const Layout<Traced>& layout = step.layout;
    const Number leaves = isAbove(1, layout.tensor * layout.context / step.domain);
    Exchange exchange;
    exchange.id = "context-parallel";
    exchange.title = "Keys and values of long sequences";
    exchange.formula = "n 3 L/p m (c-1)/c b s 2 k_v d_h w / t / T_step";
    exchange.source = kMegatronDocs;
    exchange.bytes = model.quantity(
        {"context_parallel_bytes",
         "Sent by each accelerator for context parallelism in a step",
         "GB",
         "3 L/p m (c-1)/c b s 2 k_v d_h w / t",
         exchange.source},
        leaves *
            contextParallelBytes<Traced>(
                step.shape, layout, step.microBatch, model.as<DataSize>(Input::BytesPerWeight)));
    exchange.time = overRate(exchange.bytes, step.adapter, railEfficiency(exchange.bytes));
    exchange.exposed = (1.0 - kOtherOverlap) * exchange.time;
    return exchange;
}

Exchange expertExchange(ClassModel& model, const Step& step)
{
    const Layout<Traced>& layout = step.layout;
    const ExpertRouting<Traced> routing{
        model.number(Input::ExpertsPerToken),
        model.number(Input::ExpertNodes),
        larger(exactly(1.0), model.number(Input::Expert) / step.domain),
        model.number(Input::ExpertImbalance),
        Size(Interval<DataSize>(bytes(1), bytes(2))),
        exactly(bytes(2))};
    const Number tokens = step.microBatch * step.shape.sequence / (layout.tensor * layout.context);
    const Number passes =
        2.0 * (model.number(Input::ExpertLayers) / layout.pipeline * layout.microBatches);
    Exchange exchange;
    exchange.id = "expert-parallel";
    exchange.betweenNeighbours = false;
    exchange.title = "Tokens to and from experts";
    exchange.formula = "n 2 L_moe/p m b s/(t c) min(kappa, M) (1 - 1/k) h (w_dispatch + w_combine) "
                       "moe_load / T_step";
    exchange.source = kDeepEp;
    exchange.bytes = model.quantity(
        {"expert_bytes",
         "Sent by each accelerator for experts in a step",
         "GB",
         "2 L_moe/p m b s/(t c) min(kappa, M) (1 - 1/k) h (w_dispatch + w_combine) moe_load",
         exchange.source},
        step.spans * passes * expertBytes<Traced>(tokens, step.shape.hidden, routing));
    exchange.time = overRate(exchange.bytes, step.adapter, kAllToAllEfficiency);
    exchange.exposed = (1.0 - kExpertOverlap) * exchange.time;
    return exchange;
}

Flow fabricFlow(const Step& step, const Exchange& exchange)
{
    Flow flow;
    flow.id = exchange.id;
    flow.title = exchange.title;
    const Rate adapters = step.accelerators * step.adapter;
    flow.mean = smaller(adapters, step.accelerators * exchange.bytes / step.step);
    const Number exists = isAbove(0, exchange.bytes / exactly(bytes(1)));
    flow.burst = larger(flow.mean, exists * adapters);
    flow.burstLength = exchange.time;
    flow.loss = LossClass::Lossless;
    flow.isolation = Isolation::Dedicated;
    flow.betweenNeighbours = exchange.betweenNeighbours;
    flow.formula = exchange.formula;
    flow.source = exchange.source;
    return flow;
}

Size stateSize(ClassModel& model, const Step& step)
{
    const Number trained =
        model.has(Input::TrainedParameters) ? model.number(Input::TrainedParameters) : step.trained;
    return model.quantity(
        {"checkpoint_size", "Size of a checkpoint", "GB", "N beta", kMlperfStorage},
        checkpointSize<Traced>(trained, model.as<DataSize>(Input::BytesOfState)));
}

/// Shape: share of time that the pauses take
Number checkpoints(ClassModel& model, const Step& step)
{
    const Size size = stateSize(model, step);
    const Time interval = model.as<Duration>(Input::CheckpointInterval);
    const Time stall = model.as<Duration>(Input::CheckpointStall);
    const Number share = model.number(Input::DrainShare);
    const bool background = model.choice(Input::CheckpointMode) == 1;
    const Rate write =
        model.quantity({"checkpoint_write",
                        "Rate at which a checkpoint has to be written",
                        "GB/s",
                        background ? "N beta / (phi tau)" : "N beta / t_stall",
                        kMlperfStorage},
                       (background ? backgroundWriteRate<Traced>(size, share, interval)
                                   : blockingWriteRate<Traced>(size, stall))
                           .restingOn(only(Input::CheckpointMode)));
    const Rate mean = size / interval;
    model.flow({.id = "checkpoint-write",
                .title = "Checkpoints to storage",
                .pattern = TrafficPattern::ServerToStorage,
                .from = FlowEnd::Servers,
                .to = FlowEnd::Storage,
                .mean = mean,
                .burst = larger(mean, write),
                .burstLength = background ? share * interval : stall,
                .latencyBudget = {},
                .loss = LossClass::Tolerant,
                .isolation = Isolation::None,
                .direction = Direction::EastWest,
                .formula = "N beta / tau",
                .source = std::string(kMlperfStorage)});
    const Time restore = model.as<Duration>(Input::RestoreTime);
    model.flow({.id = "checkpoint-restore",
                .title = "Restart from a checkpoint",
                .pattern = TrafficPattern::ServerToStorage,
                .from = FlowEnd::Storage,
                .to = FlowEnd::Servers,
                .mean = exactly(DataRate()),
                .burst = model.quantity({"checkpoint_restore",
                                         "Rate at which a state has to be read back",
                                         "GB/s",
                                         "N beta / t_restore",
                                         kMlperfStorage},
                                        size / restore),
                .burstLength = restore,
                .latencyBudget = {},
                .loss = LossClass::Tolerant,
                .isolation = Isolation::None,
                .direction = Direction::EastWest,
                .formula = "0, only after a failure",
                .source = std::string(kMlperfStorage)});
    return model.quantity({"checkpoint_waste",
                           "Share of time lost to checkpoint pauses",
                           "%",
                           "t_stall / tau",
                           "definition"},
                          (background ? exactly(0.0) : smaller(exactly(1.0), stall / interval))
                              .restingOn(only(Input::CheckpointMode)));
}

/// What keeps accelerators waiting, and how many hours of them that is in a year.
void idleTime(ClassModel& model, const Step& step, const Number& network, const Number& storage)
{
    const Time hour = exactly(seconds(3600));
    const Time between = model.number(Input::NetworkHours) / step.accelerators * hour;
    const Number failure = model.quantity(
        {"failure_idle",
         "Share of time lost to interruptions caused by the network",
         "%",
         "(tau/2 + t_restart) n / H_net",
         "judgement: half an interval is lost each time"},
        smaller(exactly(1.0),
                interruptionShare<Traced>(model.as<Duration>(Input::CheckpointInterval),
                                          model.as<Duration>(Input::RestartTime),
                                          between)));
    const Number share =
        model.quantity({"idle_share",
                        "Share of time in which accelerators stand idle",
                        "%",
                        "network_idle + checkpoint_waste + failure_idle, at most 1",
                        "definition"},
                       idleShare<Traced>({network, storage, failure}));
    constexpr double kHoursOfYear = 24 * 365;
    static_cast<void>(model.quantity({"idle_hours",
                                      "Accelerator-hours lost in a year of running",
                                      "",
                                      "8760 n idle_share",
                                      "definition"},
                                     kHoursOfYear * (step.accelerators * share)));
}

void trainingData(ClassModel& model, const Step& step)
{
    const Size record = model.as<DataSize>(Input::RecordBytes);
    const Rate mean = model.number(Input::Batch) * record / step.step;
    // The first epoch and a refilled shuffle buffer read about ten times as fast.
    constexpr double kBurst = 10;
    model.flow({.id = "training-data",
                .title = "Training data from storage",
                .pattern = TrafficPattern::ServerToStorage,
                .from = FlowEnd::Storage,
                .to = FlowEnd::Servers,
                .mean = mean,
                .burst = kBurst * mean,
                .burstLength = exactly(seconds(60)),
                .latencyBudget = {},
                .loss = LossClass::Tolerant,
                .isolation = Isolation::None,
                .direction = Direction::EastWest,
                .formula = "B record / T_step",
                .source = std::string(kMlperfStorage) + "; the burst is judgement"});
}

} // namespace

void trainingModel(ClassModel& model, bool adapters)
{
    Step step = layOut(model, adapters);
    computeStep(model, step, adapters);
    const std::vector<Exchange> exchanges{dataExchange(model, step, adapters),
                                          tensorExchange(model, step),
                                          pipelineExchange(model, step),
                                          contextExchange(model, step),
                                          expertExchange(model, step)};
    Time exposed = exactly(seconds(0));
    for (const Exchange& exchange : exchanges) {
        exposed = exposed + exchange.exposed;
    }
    exposed = model.quantity({"exposed_time",
                              "Communication in a step that nothing hides",
                              "s",
                              "sum of max(0, V / (B eta) - omega W)",
                              "definition; windows as in core/demand/README.md"},
                             exposed);
    step.step = model.quantity(
        {"step_time", "Time of a training step", "s", "T_compute + T_exposed", kNarayanan},
        step.compute + exposed);
    const Number networkIdle =
        model.quantity({"network_idle",
                        "Share of a step in which accelerators wait for the network",
                        "%",
                        "T_exposed / T_step",
                        "definition"},
                       1.0 - 1.0 / (1.0 + exposed / step.compute));
    for (const Exchange& exchange : exchanges) {
        model.flow(fabricFlow(step, exchange));
    }
    trainingData(model, step);
    idleTime(model, step, networkIdle, checkpoints(model, step));
    modelLoad(model);
    surroundings(model, larger(exactly(1.0), step.accelerators / step.domain));
}

} // namespace netready
