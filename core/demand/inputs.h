// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/demand/traced.h"
#include "core/units/quantity.h"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string_view>

namespace netready {

/// What the demand models read about a workload.
enum class Input : std::uint8_t
{
    // the model
    Parameters,
    ActiveParameters,
    Layers,
    Hidden,
    KeyValueHeads,
    HeadWidth,
    Vocabulary,
    Sequence,
    BytesPerWeight,
    BytesPerKeyValue,
    ExpertsPerToken,
    ExpertNodes,
    ExpertLayers,
    ExpertImbalance,
    ImageTokens,
    // accelerators and how the job is laid over them
    Accelerators,
    DomainAccelerators,
    Tensor,
    Pipeline,
    Context,
    Expert,
    Interleave,
    MicroBatch,
    Batch,
    PeakFlops,
    ComputeEfficiency,
    AdapterRate,
    ScaleUpRate,
    // training
    Sharding,
    Recomputation,
    BytesPerGradient,
    AdapterRank,
    BaseSharded,
    Overlap,
    RecordBytes,
    // checkpoints and model load
    TrainedParameters,
    BytesOfState,
    CheckpointInterval,
    CheckpointStall,
    CheckpointMode,
    DrainShare,
    RestoreTime,
    NetworkHours,
    RestartTime,
    Replicas,
    LoadTime,
    // requests
    Requests,
    PeakFactor,
    PromptTokens,
    AnswerTokens,
    CacheHits,
    CacheTier,
    FirstTokenTarget,
    TokenTarget,
    Images,
    ImageBytes,
    StreamRate,
    Streams,
    BatchRequests,
    Window,
    // retrieval
    VectorWidth,
    Vectors,
    IndexOverhead,
    IndexReplicas,
    Shards,
    Results,
    Candidates,
    PassageBytes,
    CorpusBytes,
    RefreshTime,
    SearchTarget,
    // agents
    Tasks,
    Calls,
    FirstContext,
    ContextGrowth,
    FanOut,
    ToolBytes,
    ExternalShare,
    // analytics
    InputBytes,
    ShuffleShare,
    OutputShare,
    Copies,
    Nodes,
    // what every workload brings along
    TelemetryRate,
    ImageSize,
    ProvisionTime,
    BackupBytes,
    BackupWindow,
    Users,
    UserRate,
    IngestBytes,
};
inline constexpr std::size_t kInputCount = static_cast<std::size_t>(Input::IngestBytes) + 1;
static_assert(kInputCount <= kMaxInputs);

/// Declares one input: its symbol in formulas and files, and what values make sense.
struct InputInfo
{
    Input input = Input::Parameters;
    std::string_view symbol; ///< `N`, `MFU_0`, `t_stall`
    std::string_view title;
    Dimension dimension;
    std::string_view unit; ///< of low and high, and for print
    double low = 0;        ///< in `unit`; an unknown input lies in here
    double high = 0;
    std::span<const std::string_view> options; ///< of a choice; low and high are then unused
};

/// All inputs, in the order of the enumeration.
[[nodiscard]] std::span<const InputInfo> inputInfos();
[[nodiscard]] const InputInfo& infoOf(Input input);
[[nodiscard]] std::optional<Input> inputFromSymbol(std::string_view symbol);

/// The set with one input in it.
[[nodiscard]] InputSet only(Input input);

/// What is known about the inputs of one workload.
class DemandInputs
{
public:
    /// Shape:  ends in base units
    /// Errors: InvalidInput naming the symbol if an end is not a number or lies outside the range
    ///         of the input, or the ends are turned round
    void set(Input input, double low, double high);
    /// Shape:  options that remain, by number; at least one
    /// Errors: InvalidInput naming the symbol if there is no such option
    void setOptions(Input input, std::uint32_t remaining);

    [[nodiscard]] bool has(Input input) const
    {
        return m_ranges.contains(input) || m_options.contains(input);
    }

    /// The range of an input, in base units; all it can be if nothing is known.
    [[nodiscard]] Interval<double> range(Input input) const;
    /// The options that remain of a choice, as bits.
    [[nodiscard]] std::uint32_t options(Input input) const;

    /// A plain number with its trace.
    [[nodiscard]] Traced<double> number(Input input) const;
    /// A quantity with its trace; Q must have the dimension of the input.
    template <class Q>
    [[nodiscard]] Traced<Q> as(Input input) const
    {
        const Interval<double> ends = range(input);
        return Traced<Q>(Interval<Q>(Q::fromBase(ends.low()), Q::fromBase(ends.high())),
                         only(input));
    }
    /// The only option that remains.
    [[nodiscard]] std::size_t choice(Input input) const;

private:
    std::map<Input, Interval<double>> m_ranges;
    std::map<Input, std::uint32_t> m_options;
};

} // namespace netready
