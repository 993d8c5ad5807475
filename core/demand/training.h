// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/units/interval.h"
#include "core/units/quantity.h"

#include <cmath>

namespace netready {

/// Shape of a transformer. Counts; all at least 1.
template <template <class> class V>
struct Transformer
{
    V<double> layers{};
    V<double> hidden{};      ///< width of the hidden state
    V<double> feedForward{}; ///< width inside the feed-forward block
    V<double> queryHeads{};
    V<double> keyValueHeads{};
    V<double> headWidth{};
    V<double> vocabulary{};
    V<double> sequence{}; ///< tokens in a sequence
};

/// Degrees of parallelism: accelerators = tensor * pipeline * context * data.
template <template <class> class V>
struct Layout
{
    V<double> tensor{};
    V<double> pipeline{};
    V<double> context{};
    V<double> data{};
    V<double> interleave{};   ///< pipeline chunks on each accelerator
    V<double> microBatches{}; ///< through the pipeline in each step
};

/// 1 where a value exceeds a limit, 0 where not; for what appears only from some size on.
template <class N>
[[nodiscard]] N isAbove(double limit, N value)
{
    return rising([limit](double x) { return x > limit ? 1.0 : 0.0; }, value);
}

/// Sum over a ring without the own part: (n-1)/n, written so that n appears once.
template <class N>
[[nodiscard]] N othersShare(N ranks)
{
    return 1.0 - 1.0 / ranks;
}

/// Parameters of a GPT-style model.
///
/// Formula: 12 L h² (1 + 13/(12 h) + (V + s)/(12 L h))
/// Source:  Narayanan et al., SC21 (arXiv 2104.04473), equation 2
template <template <class> class V>
[[nodiscard]] V<double> gptParameters(const Transformer<V>& model)
{
    const V<double> width = model.hidden;
    return 12.0 * (model.layers * width * width) + 13.0 * (model.layers * width) +
           (model.vocabulary + model.sequence) * width;
}

/// Parameters of a Llama-style model with untied embeddings.
///
/// Formula: 2 V h + L (h (h + 2 k_v d_h) + h² + 3 h f + 2 h) + h
/// Source:  DLIO benchmark, checkpoint size code
template <template <class> class V>
[[nodiscard]] V<double> llamaParameters(const Transformer<V>& model)
{
    const V<double> h = model.hidden;
    const V<double> attention = 2.0 * (h * h) + 2.0 * (h * model.keyValueHeads * model.headWidth);
    const V<double> feedForward = 3.0 * (h * model.feedForward);
    return 2.0 * (model.vocabulary * h) + model.layers * (attention + feedForward + 2.0 * h) + h;
}

/// Operations with weights for one trained token: 6 (N_act - V h), for the embedding lookup does no
/// matrix work; not below 0 where the inputs do not fit each other.
template <template <class> class V>
[[nodiscard]] V<double> matrixFlop(V<double> activeParameters, const Transformer<V>& model)
{
    return 6.0 * larger(V<double>(0.0), activeParameters - model.vocabulary * model.hidden);
}

/// Floating-point operations for one trained token, attention counted in full.
///
/// Formula: 6 (N_act - V h) + 12 L h s
/// Limits:  no recomputation (add a third for full recomputation); causal counters use 6 L h s
/// Source:  NVIDIA Megatron-LM Llama examples, reproduced to 1 % by this form
template <template <class> class V>
[[nodiscard]] V<double> flopPerToken(V<double> activeParameters, const Transformer<V>& model)
{
    return matrixFlop<V>(activeParameters, model) +
           12.0 * (model.layers * model.hidden * model.sequence);
}

/// The same with attention counted as causal.
///
/// Formula: 6 (N_act - V h) + 6 L h s
template <template <class> class V>
[[nodiscard]] V<double> causalFlopPerToken(V<double> activeParameters, const Transformer<V>& model)
{
    return matrixFlop<V>(activeParameters, model) +
           6.0 * (model.layers * model.hidden * model.sequence);
}

/// Floating-point operations of one step of a GPT-style model.
///
/// Formula: 72 B s L h² (1 + s/(6 h) + V/(12 L h)); full recomputation replaces 72 by 96 and 12 by
///          16, for the last layer is not recomputed
/// Shape:   batch in sequences
/// Source:  Narayanan et al., SC21 (arXiv 2104.04473), equation 3
template <template <class> class V>
[[nodiscard]] V<double>
gptStepFlop(V<double> batch, const Transformer<V>& model, bool fullRecomputation)
{
    const double passes = fullRecomputation ? 96 : 72;
    const V<double> layers = passes * (model.layers * model.hidden * model.hidden);
    const V<double> attention = passes / 6 * (model.layers * model.hidden * model.sequence);
    const V<double> output = 6.0 * (model.hidden * model.vocabulary);
    return batch * model.sequence * (layers + attention + output);
}

/// Share of a pipeline step in which accelerators wait for its ends, relative to the work.
///
/// Formula: (p - 1) / (v m)
/// Source:  Narayanan et al., SC21, section 3.2; Llama 3 (arXiv 2407.21783), section 3.3.2
template <template <class> class V>
[[nodiscard]] V<double> pipelineBubble(const Layout<V>& layout)
{
    return (layout.pipeline - 1.0) / (layout.interleave * layout.microBatches);
}

/// Time of one step without exposed communication.
///
/// Formula: flop / (n P_peak MFU_0) (1 + bubble)
/// Shape:   efficiency is that of computing alone (kernels and memory), above 0 to 1
template <template <class> class V>
[[nodiscard]] V<Duration> computeTime(V<double> flop,
                                      V<double> accelerators,
                                      V<Frequency> peak,
                                      V<double> efficiency,
                                      V<double> bubble)
{
    return flop * (1.0 + bubble) / (accelerators * efficiency * peak);
}

/// Time to train on a number of tokens.
///
/// Formula: 8 T N / (n X) with full recomputation, X the achieved FLOP/s of one accelerator
/// Source:  Narayanan et al., SC21, equation 4
template <template <class> class V>
[[nodiscard]] V<Duration>
trainingTime(V<double> tokens, V<double> parameters, V<double> accelerators, V<Frequency> achieved)
{
    return 8.0 * (tokens * parameters) / (accelerators * achieved);
}

/// How the state of a data-parallel job is kept.
enum class Sharding
{
    Replicated, ///< every rank holds everything; gradients are all-reduced
    Optimizer,  ///< optimizer states sharded: reduce-scatter and all-gather once a step
    Full        ///< weights sharded too and gathered twice for every micro-batch
};

/// Bytes that data parallelism has to bring to every rank in one step, before the share that a rank
/// holds itself.
///
/// Formula: N/(t p) times 2 q (replicated), q + w (optimizer), q + 2 w m (full)
/// Shape:   perWeight and perGradient in data size; microBatches counts only for Full, 1 where the
///          gathered weights are kept over the step
/// Source:  nccl-tests PERFORMANCE.md; Megatron-LM dist_optimizer; Llama 3, section 3.3.2
template <template <class> class V>
[[nodiscard]] V<DataSize> dataParallelState(Sharding sharding,
                                            V<double> parameters,
                                            const Layout<V>& layout,
                                            V<DataSize> perWeight,
                                            V<DataSize> perGradient)
{
    const V<double> shard = parameters / (layout.tensor * layout.pipeline);
    switch (sharding) {
    case Sharding::Replicated:
        return 2.0 * (shard * perGradient);
    case Sharding::Optimizer:
        return shard * (perGradient + perWeight);
    case Sharding::Full:
        break;
    }
    return shard * (perGradient + 2.0 * (layout.microBatches * perWeight));
}

/// Bytes that tensor parallelism has to bring to every rank in one step, likewise.
///
/// Formula: L/p m 8 b s h w / c; full recomputation repeats the forward part: 12 for 8
/// Shape:   microBatch in sequences
/// Source:  Narayanan et al., SC21, section 3.2; the repetition is arithmetic
template <template <class> class V>
[[nodiscard]] V<DataSize> tensorParallelState(const Transformer<V>& model,
                                              const Layout<V>& layout,
                                              V<double> microBatch,
                                              V<DataSize> perElement,
                                              bool fullRecomputation)
{
    const double reductions = fullRecomputation ? 12 : 8;
    const V<double> elements = microBatch * model.sequence * model.hidden / layout.context;
    return reductions *
           (model.layers / layout.pipeline * layout.microBatches * elements * perElement);
}

/// Share of such a state that each accelerator sends through its own adapter when r ranks of the
/// group share a scale-up domain, which reduces first.
///
/// Formula: 1/r - 1/n, not below 0; (n-1)/n for groups with one rank in each domain
/// Source:  stas00/ml-engineering, network chapter (hierarchy)
template <template <class> class V>
[[nodiscard]] V<double> fabricShare(V<double> ranksInDomain, V<double> ranks)
{
    return larger(V<double>(0.0), 1.0 / ranksInDomain - 1.0 / ranks);
}

/// Bytes that one accelerator sends to its pipeline neighbours in one step, both directions.
///
/// Formula: 2 v m b s h w / (t c), for p > 1
/// Limits:  with the scatter-gather form or sequence parallelism, which divide by t
/// Source:  Narayanan et al., SC21, sections 3.2 and 4.1
template <template <class> class V>
[[nodiscard]] V<DataSize> pipelineBytes(const Transformer<V>& model,
                                        const Layout<V>& layout,
                                        V<double> microBatch,
                                        V<DataSize> perElement)
{
    const V<double> elements =
        microBatch * model.sequence * model.hidden / (layout.tensor * layout.context);
    return 2.0 * (isAbove(1, layout.pipeline) * layout.interleave * layout.microBatches * elements *
                  perElement);
}

/// Bytes that one accelerator sends for context parallelism in one step.
///
/// Formula: 3 L/p m (c-1)/c b s 2 k_v d_h w / t: gather of keys and values forward and again
///          backward, and the scatter of their gradients
/// Source:  Megatron-LM context_parallel (pattern); the volume is arithmetic
template <template <class> class V>
[[nodiscard]] V<DataSize> contextParallelBytes(const Transformer<V>& model,
                                               const Layout<V>& layout,
                                               V<double> microBatch,
                                               V<DataSize> perElement)
{
    const V<double> keysAndValues =
        2.0 * (microBatch * model.sequence * model.keyValueHeads * model.headWidth);
    return 3.0 * (model.layers / layout.pipeline * layout.microBatches *
                  othersShare(layout.context) * keysAndValues / layout.tensor * perElement);
}

/// How a mixture-of-experts model sends tokens to experts.
template <template <class> class V>
struct ExpertRouting
{
    V<double> expertsPerToken{};
    V<double> nodesPerToken{}; ///< at most so many domains for one token; the number of domains if
                               ///< unlimited
    V<double> domains{};       ///< scale-up domains that the expert group spans
    V<double> imbalance{};     ///< load of the fullest expert over the mean, at least 1
    V<DataSize> perDispatched{}; ///< bytes for one element on the way to the expert
    V<DataSize> perCombined{};   ///< bytes for one element on the way back
};

/// Bytes that one accelerator sends over the fabric for experts in one forward pass of one layer.
///
/// Formula: T_loc min(κ, M) (1 - 1/k) h (w_dispatch + w_combine) imbalance
/// Shape:   tokens on this rank; twice that for the backward pass
/// Source:  DeepEP documentation (pattern, precisions); the volume is arithmetic
template <template <class> class V>
[[nodiscard]] V<DataSize>
expertBytes(V<double> tokens, V<double> hidden, const ExpertRouting<V>& routing)
{
    const V<double> copies = smaller(routing.expertsPerToken, routing.nodesPerToken) *
                             othersShare(routing.domains) * routing.imbalance;
    return tokens * copies * hidden * (routing.perDispatched + routing.perCombined);
}

/// Parameters of low-rank adapters on all linear layers of a Llama-style model.
///
/// Formula: r L (sum of d_in + d_out over q, k, v, o, gate, up and down)
/// Source:  arithmetic over the layers; two matrices of rank r for each
template <template <class> class V>
[[nodiscard]] V<double> adapterParameters(V<double> rank, const Transformer<V>& model)
{
    const V<double> h = model.hidden;
    const V<double> keyValue = model.keyValueHeads * model.headWidth;
    const V<double> attention = 4.0 * h + 2.0 * (h + keyValue);
    const V<double> feedForward = 3.0 * (h + model.feedForward);
    return rank * model.layers * (attention + feedForward);
}

/// Memory traffic of activations outside matrix products, of one accelerator in one step.
///
/// Formula: m L/p b s (34 h r_1 + 5 a s r_2)/t bytes, stored activations of a layer written and
///          read r_1 = 4 times, the attention matrices r_2 = 5 times; a third more with full
///          recomputation
/// Limits:  the numbers of passes are judgement
/// Source:  judgement: activation bytes of a layer as in Korthikanti et al., from memory
template <template <class> class V>
[[nodiscard]] V<DataSize> activationTraffic(const Transformer<V>& model,
                                            const Layout<V>& layout,
                                            V<double> microBatch,
                                            bool fullRecomputation)
{
    constexpr double kLayerPasses = 4;
    constexpr double kAttentionPasses = 5;
    const double recomputed = fullRecomputation ? 4.0 / 3 : 1;
    const V<double> perToken = 34 * kLayerPasses * model.hidden +
                               5 * kAttentionPasses * (model.queryHeads * model.sequence);
    const V<double> count = layout.microBatches * model.layers / layout.pipeline * microBatch *
                            model.sequence * perToken / layout.tensor;
    return recomputed * (count * V<DataSize>(bytes(1)));
}

/// What an accelerator and its scale-up domain can do.
template <template <class> class V>
struct Accelerator
{
    V<Frequency> peak{};          ///< FLOP/s of dense matrix products
    V<double> matrixEfficiency{}; ///< share of it that large products reach
    V<DataRate> memoryRate{};     ///< reached, one direction after the other
    V<DataRate> scaleUpRate{};    ///< reached by collectives in the scale-up domain
};

enum class Recomputation
{
    None,
    Attention, ///< selective: attention matrices only, with sequence parallelism
    Full
};

/// Step time of a GPT-style model without data parallelism, tensor groups inside the scale-up
/// domain.
///
/// Model:   (matrix products + activation traffic + tensor-parallel bytes) (1 + bubble)
/// Limits:  no overlap; pipeline transfers hidden; selective recomputation repeats the attention
///          products forward and gathers the sequence once more backward (a quarter of the bytes)
template <template <class> class V>
[[nodiscard]] V<Duration> gptStepTime(const Transformer<V>& model,
                                      const Layout<V>& layout,
                                      V<double> microBatch,
                                      const Accelerator<V>& device,
                                      Recomputation recomputation)
{
    const bool full = recomputation == Recomputation::Full;
    const double selective = recomputation == Recomputation::Attention ? 1 : 0;
    const V<double> batch = layout.microBatches * microBatch;
    const V<double> attentionAgain =
        4 * selective * (batch * model.sequence * model.sequence * model.hidden * model.layers);
    const V<double> bubble = pipelineBubble<V>(layout);
    const V<Duration> products = computeTime<V>(gptStepFlop<V>(batch, model, full) + attentionAgain,
                                                layout.tensor * layout.pipeline,
                                                device.peak,
                                                device.matrixEfficiency,
                                                bubble);
    const V<DataSize> exchanged =
        (1 + selective / 4) *
        (othersShare(layout.tensor) *
         tensorParallelState<V>(model, layout, microBatch, V<DataSize>(bytes(2)), full));
    return products + (1.0 + bubble) * (activationTraffic<V>(model, layout, microBatch, full) /
                                            device.memoryRate +
                                        exchanged / device.scaleUpRate);
}

} // namespace netready
