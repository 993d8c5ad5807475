// SPDX-License-Identifier: Apache-2.0
#include "core/demand/inputs.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/units/measure.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>
#include <string>

namespace netready {

namespace {

constexpr std::array<std::string_view, 3> kShardings{"replicated", "optimizer", "full"};
constexpr std::array<std::string_view, 2> kRecomputations{"none", "full"};
constexpr std::array<std::string_view, 2> kYesNo{"no", "yes"};
constexpr std::array<std::string_view, 2> kCheckpointModes{"blocking", "background"};

constexpr std::array<InputInfo, kInputCount> kInputs{{
    {Input::Parameters, "N", "parameters of the model", kNone, "", 1e6, 1e14, {}},
    {Input::ActiveParameters, "N_act", "parameters that a token uses", kNone, "", 1e6, 1e14, {}},
    {Input::Layers, "L", "layers", kNone, "", 1, 1000, {}},
    {Input::Hidden, "h", "width of the hidden state", kNone, "", 64, 262144, {}},
    {Input::KeyValueHeads, "k_v", "key-value heads", kNone, "", 1, 1024, {}},
    {Input::HeadWidth, "d_h", "width of a head", kNone, "", 8, 1024, {}},
    {Input::Vocabulary, "V", "size of the vocabulary", kNone, "", 256, 2e6, {}},
    {Input::Sequence, "s", "tokens in a training sequence", kNone, "", 1, 1e8, {}},
    {Input::BytesPerWeight, "w", "bytes of a weight", kDataSize, "B", 0.5, 4, {}},
    {Input::BytesPerKeyValue,
     "w_kv",
     "bytes of an element of the cache",
     kDataSize,
     "B",
     0.5,
     4,
     {}},
    {Input::ExpertsPerToken, "kappa", "experts that a token uses", kNone, "", 0, 64, {}},
    {Input::ExpertNodes, "M", "servers that a token may reach", kNone, "", 1, 64, {}},
    {Input::ExpertLayers, "L_moe", "layers with experts", kNone, "", 0, 1000, {}},
    {Input::ExpertImbalance,
     "moe_load",
     "load of the fullest expert over the mean",
     kNone,
     "",
     1,
     10,
     {}},
    {Input::ImageTokens, "image_tokens", "tokens of an image", kNone, "", 0, 100000, {}},
    {Input::Accelerators, "n", "accelerators", kNone, "", 1, 1e6, {}},
    {Input::DomainAccelerators,
     "g",
     "accelerators in a server or scale-up domain",
     kNone,
     "",
     1,
     1024,
     {}},
    {Input::Tensor, "t", "tensor-parallel degree", kNone, "", 1, 1024, {}},
    {Input::Pipeline, "p", "pipeline-parallel degree", kNone, "", 1, 1024, {}},
    {Input::Context, "c", "context-parallel degree", kNone, "", 1, 1024, {}},
    {Input::Expert, "e", "expert-parallel degree", kNone, "", 1, 4096, {}},
    {Input::Interleave, "v", "pipeline chunks on an accelerator", kNone, "", 1, 64, {}},
    {Input::MicroBatch, "b", "sequences in a micro-batch", kNone, "", 1, 1e4, {}},
    {Input::Batch, "B", "sequences in a step", kNone, "", 1, 1e7, {}},
    {Input::PeakFlops, "P_peak", "peak of an accelerator", kFrequency, "TFLOP/s", 1, 1e5, {}},
    {Input::ComputeEfficiency, "MFU_0", "efficiency of computing alone", kNone, "", 0.01, 1, {}},
    {Input::AdapterRate,
     "B_nic",
     "network bandwidth of an accelerator",
     kDataRate,
     "Gb/s",
     0.01,
     12800,
     {}},
    {Input::ScaleUpRate,
     "B_nvl",
     "scale-up bandwidth of an accelerator",
     kDataRate,
     "GB/s",
     1,
     20000,
     {}},
    {Input::Sharding, "sharding", "what data parallelism shards", kNone, "", 0, 0, kShardings},
    {Input::Recomputation,
     "recompute",
     "recomputation of activations",
     kNone,
     "",
     0,
     0,
     kRecomputations},
    {Input::BytesPerGradient, "q", "bytes of a gradient", kDataSize, "B", 0.5, 4, {}},
    {Input::AdapterRank, "r", "rank of the adapters", kNone, "", 1, 4096, {}},
    {Input::BaseSharded,
     "base_sharded",
     "base weights are sharded over servers",
     kNone,
     "",
     0,
     0,
     kYesNo},
    {Input::Overlap,
     "omega_DP",
     "share of data-parallel exchange that hides behind computing",
     kNone,
     "",
     0,
     1,
     {}},
    {Input::RecordBytes,
     "record",
     "bytes of a training sequence or sample",
     kDataSize,
     "B",
     1,
     1e12,
     {}},
    {Input::TrainedParameters,
     "N_trained",
     "parameters that training changes",
     kNone,
     "",
     1e3,
     1e14,
     {}},
    {Input::BytesOfState, "beta", "bytes of state for a parameter", kDataSize, "B", 1, 24, {}},
    {Input::CheckpointInterval, "tau", "time between checkpoints", kTime, "s", 1, 2592000, {}},
    {Input::CheckpointStall,
     "t_stall",
     "pause that a checkpoint may cause",
     kTime,
     "s",
     0.01,
     86400,
     {}},
    {Input::CheckpointMode,
     "checkpoint",
     "how checkpoints are written",
     kNone,
     "",
     0,
     0,
     kCheckpointModes},
    {Input::DrainShare,
     "phi",
     "share of the interval for writing in the background",
     kNone,
     "",
     0.01,
     1,
     {}},
    {Input::RestoreTime,
     "t_restore",
     "time in which a state is read back",
     kTime,
     "s",
     0.1,
     86400,
     {}},
    {Input::NetworkHours,
     "H_net",
     "accelerator-hours between interruptions caused by the network",
     kNone,
     "",
     1e3,
     1e9,
     {}},
    {Input::RestartTime,
     "t_restart",
     "time to notice an interruption and restart",
     kTime,
     "s",
     1,
     86400,
     {}},
    {Input::Replicas, "replicas", "copies of the model", kNone, "", 1, 1e5, {}},
    {Input::LoadTime, "t_start", "time in which the copies load", kTime, "s", 0.1, 86400, {}},
    {Input::Requests, "lambda", "requests", kFrequency, "/s", 0, 1e7, {}},
    {Input::PeakFactor, "peak", "busiest minutes over the mean", kNone, "", 1, 1000, {}},
    {Input::PromptTokens, "tokens_in", "tokens of a prompt", kNone, "", 0, 1e7, {}},
    {Input::AnswerTokens, "tokens_out", "tokens of an answer", kNone, "", 0, 1e7, {}},
    {Input::CacheHits, "rho", "share of prompt tokens found in a cache", kNone, "", 0, 1, {}},
    {Input::CacheTier,
     "cache_tier",
     "a tier shared by the servers holds caches",
     kNone,
     "",
     0,
     0,
     kYesNo},
    {Input::FirstTokenTarget, "TTFT", "time to the first token", kTime, "ms", 1, 600000, {}},
    {Input::TokenTarget, "TPOT", "time for each further token", kTime, "ms", 0.1, 60000, {}},
    {Input::Images, "images", "images or files in a request", kNone, "", 0, 1e4, {}},
    {Input::ImageBytes, "image_bytes", "bytes of an image or file", kDataSize, "MB", 0, 1e6, {}},
    {Input::StreamRate,
     "stream",
     "rate of an audio or video stream",
     kDataRate,
     "kb/s",
     0,
     1e6,
     {}},
    {Input::Streams, "streams", "streams at once", kNone, "", 0, 1e6, {}},
    {Input::BatchRequests, "batch_requests", "requests of a batch job", kNone, "", 1, 1e12, {}},
    {Input::Window, "T_w", "time window of a job", kTime, "h", 0.01, 8760, {}},
    {Input::VectorWidth, "dim", "width of a vector", kNone, "", 1, 1e5, {}},
    {Input::Vectors, "vectors", "vectors in the index", kNone, "", 1, 1e13, {}},
    {Input::IndexOverhead, "index_overhead", "index over raw vectors", kNone, "", 0.05, 5, {}},
    {Input::IndexReplicas, "index_replicas", "copies of the index", kNone, "", 1, 1000, {}},
    {Input::Shards, "shards", "parts of the index that a query asks", kNone, "", 1, 10000, {}},
    {Input::Results, "k", "passages given to the model", kNone, "", 0, 10000, {}},
    {Input::Candidates, "k_pre", "candidates before ranking", kNone, "", 0, 100000, {}},
    {Input::PassageBytes, "chunk", "bytes of a passage", kDataSize, "B", 1, 1e7, {}},
    {Input::CorpusBytes, "corpus", "text behind the index", kDataSize, "GB", 0, 1e9, {}},
    {Input::RefreshTime,
     "t_refresh",
     "time in which the index is rebuilt",
     kTime,
     "h",
     0.01,
     8760,
     {}},
    {Input::SearchTarget, "t_search", "time of a search", kTime, "ms", 0.1, 60000, {}},
    {Input::Tasks, "tasks", "tasks of agents", kFrequency, "/s", 0, 1e6, {}},
    {Input::Calls, "C", "model calls of a task", kNone, "", 1, 10000, {}},
    {Input::FirstContext, "c_0", "tokens of the first call", kNone, "", 0, 1e7, {}},
    {Input::ContextGrowth, "Delta", "tokens that each call adds", kNone, "", 0, 1e6, {}},
    {Input::FanOut, "fan_out", "agents at work on a task at once", kNone, "", 1, 1000, {}},
    {Input::ToolBytes, "tool_bytes", "bytes of a tool's answer", kDataSize, "kB", 0, 1e8, {}},
    {Input::ExternalShare,
     "external",
     "share of tool calls that leave the site",
     kNone,
     "",
     0,
     1,
     {}},
    {Input::InputBytes, "input", "input of a run", kDataSize, "TB", 0, 1e7, {}},
    {Input::ShuffleShare, "sigma", "bytes exchanged over input", kNone, "", 0, 20, {}},
    {Input::OutputShare, "output", "output over input", kNone, "", 0, 20, {}},
    {Input::Copies, "copies", "copies that are stored", kNone, "", 1, 10, {}},
    {Input::Nodes, "nodes", "servers of the job", kNone, "", 1, 1e6, {}},
    {Input::TelemetryRate, "telemetry", "telemetry of a server", kDataRate, "Mb/s", 0, 1e4, {}},
    {Input::ImageSize,
     "container",
     "bytes of a container or system image",
     kDataSize,
     "GB",
     0,
     1e4,
     {}},
    {Input::ProvisionTime,
     "t_provision",
     "time in which all servers fetch an image",
     kTime,
     "s",
     1,
     86400,
     {}},
    {Input::BackupBytes, "backup", "bytes backed up a day", kDataSize, "TB", 0, 1e6, {}},
    {Input::BackupWindow, "t_backup", "backup window", kTime, "h", 0.1, 24, {}},
    {Input::Users, "users", "people at work on notebooks and consoles", kNone, "", 0, 1e7, {}},
    {Input::UserRate, "user_rate", "rate of a person at work", kDataRate, "Mb/s", 0, 1e4, {}},
    {Input::IngestBytes, "ingest", "new data a day", kDataSize, "TB", 0, 1e6, {}},
}};

[[noreturn]] void refuse(Input input, const std::string& why)
{
    throw Error(ErrorCode::InvalidInput, std::string(infoOf(input).symbol) + ": " + why);
}

} // namespace

std::span<const InputInfo> inputInfos()
{
    return kInputs;
}

const InputInfo& infoOf(Input input)
{
    const InputInfo& info = kInputs[static_cast<std::size_t>(input)];
    assert(info.input == input);
    return info;
}

std::optional<Input> inputFromSymbol(std::string_view symbol)
{
    const auto found = std::find_if(kInputs.begin(), kInputs.end(), [&](const InputInfo& info) {
        return info.symbol == symbol;
    });
    return found == kInputs.end() ? std::nullopt : std::optional(found->input);
}

InputSet only(Input input)
{
    InputSet set;
    set.set(static_cast<std::size_t>(input));
    return set;
}

void DemandInputs::set(Input input, double low, double high)
{
    const InputInfo& info = infoOf(input);
    if (!info.options.empty()) {
        refuse(input, "is a choice, not a number");
    }
    if (low > high) {
        refuse(input, "the lower end lies above the upper one");
    }
    // An end that was rounded in another unit may miss by the last digit.
    constexpr double kRounding = 1e-9;
    const double factor = unitFactor(info.unit);
    const bool fits =
        low >= info.low * factor * (1 - kRounding) && high <= info.high * factor * (1 + kRounding);
    if (!fits) {
        refuse(input,
               "must lie in " + toReadable({info.low * factor,
                                            info.high * factor,
                                            info.dimension,
                                            Currency::None,
                                            std::string(info.unit)}));
    }
    m_ranges.insert_or_assign(input, Interval<double>(low, high));
}

void DemandInputs::setOptions(Input input, std::uint32_t remaining)
{
    const std::uint32_t all = (1U << infoOf(input).options.size()) - 1;
    if (remaining == 0 || (remaining & ~all) != 0) {
        refuse(input, "there is no such option");
    }
    m_options.insert_or_assign(input, remaining);
}

Interval<double> DemandInputs::range(Input input) const
{
    const auto found = m_ranges.find(input);
    if (found != m_ranges.end()) {
        return found->second;
    }
    const InputInfo& info = infoOf(input);
    const double factor = unitFactor(info.unit);
    return {info.low * factor, info.high * factor};
}

std::uint32_t DemandInputs::options(Input input) const
{
    const auto found = m_options.find(input);
    return found != m_options.end() ? found->second : (1U << infoOf(input).options.size()) - 1;
}

Traced<double> DemandInputs::number(Input input) const
{
    return Traced<double>(range(input), only(input));
}

std::size_t DemandInputs::choice(Input input) const
{
    return static_cast<std::size_t>(std::countr_zero(options(input)));
}

} // namespace netready
