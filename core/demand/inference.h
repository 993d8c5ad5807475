// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/units/interval.h"
#include "core/units/quantity.h"

namespace netready {

/// Key-value cache of one token.
///
/// Formula: κ = 2 L k_v d_h w
/// Source:  Qin et al., Mooncake (FAST 2025), section 2.2
template <template <class> class V>
[[nodiscard]] V<DataSize> keyValueBytes(V<double> layers,
                                        V<double> keyValueHeads,
                                        V<double> headWidth,
                                        V<DataSize> perElement)
{
    return 2.0 * (layers * keyValueHeads * headWidth) * perElement;
}

/// The same for attention over a compressed latent vector (MLA).
///
/// Formula: L (latent + rope) w
template <template <class> class V>
[[nodiscard]] V<DataSize>
latentKeyValueBytes(V<double> layers, V<double> latentWidth, V<DataSize> perElement)
{
    return layers * latentWidth * perElement;
}

/// How often the cache exists over the ranks of a tensor-parallel group.
///
/// Formula: max(1, t / k_v): each rank holds at least one head
/// Source:  arithmetic
template <template <class> class V>
[[nodiscard]] V<double> keyValueCopies(V<double> tensor, V<double> keyValueHeads)
{
    return larger(V<double>(1.0), tensor / keyValueHeads);
}

/// Rate at which caches move from prefill to decode servers.
///
/// Formula: λ tokens κ copies; tokens are those that prefill computes
template <template <class> class V>
[[nodiscard]] V<DataRate> keyValueTransferRate(V<Frequency> requests,
                                               V<double> tokens,
                                               V<DataSize> perToken,
                                               V<double> copies)
{
    return requests * tokens * copies * perToken;
}

/// Rate above which reading a cached prefix beats computing it again.
///
/// Formula: 2 G w / (gqa (a p + b h)), a = 4, b = 22: G FLOP/s of the node, p tokens of the prefix,
///          gqa query heads for each key-value head
/// Source:  Qin et al., Mooncake (FAST 2025), equation 2
template <template <class> class V>
[[nodiscard]] V<DataRate> prefixReuseRate(V<Frequency> flops,
                                          V<double> queryHeadsPerKeyValueHead,
                                          V<double> prefixTokens,
                                          V<double> hidden,
                                          V<DataSize> perElement)
{
    return 2.0 * flops * perElement /
           (queryHeadsPerKeyValueHead * (4.0 * prefixTokens + 22.0 * hidden));
}

/// Time of one all-reduce that the network may take when a model decodes over several servers.
///
/// Formula: share TPOT / (2 L); two all-reduces a layer
/// Limits:  a share of 0.2 is judgement
template <template <class> class V>
[[nodiscard]] V<Duration>
decodeReduceBudget(V<Duration> timePerToken, V<double> share, V<double> layers)
{
    return timePerToken * share / (2.0 * layers);
}

/// What a transfer engine reaches between two servers of eight adapters.
///
/// Formula: time = start + size / ceiling
/// Limits:  fitted to the shortest and the longest of nine published transfers of one system
/// (Qwen3-8B,
///          eight RoCE adapters); the seven between lie within 9 %
/// Source:  Mooncake documentation, prefill-decode measurements
struct TransferEngine
{
    Duration start = Duration::fromBase(0.40e-3);
    DataRate ceiling = DataRate::fromBase(144.0 * 1024 * 1024 * 1024 * kBitsPerByte);
};

/// Time to move a cache between two servers.
///
/// Formula: start + size / min(adapters η, ceiling)
/// Shape:   adapters: sum of the line rates of one server
template <template <class> class V>
[[nodiscard]] V<Duration> keyValueTransferTime(V<DataSize> size,
                                               V<DataRate> adapters,
                                               V<double> efficiency,
                                               const TransferEngine& engine = {})
{
    return V<Duration>(engine.start) +
           size / smaller(adapters * efficiency, V<DataRate>(engine.ceiling));
}

/// Tokens that a model reads over the calls of an agent, without a cache.
///
/// Formula: C c_0 + Δ C (C - 1)/2: the context grows by Δ with each call
/// Source:  arithmetic
template <template <class> class V>
[[nodiscard]] V<double> agentPromptTokens(V<double> calls, V<double> firstContext, V<double> growth)
{
    return calls * (firstContext + growth * (calls - 1.0) / 2.0);
}

/// Bytes of a vector index.
///
/// Formula: vectors width 4 B overhead; overhead 1 for flat, 1.3 to 2 for graph indexes
/// Limits:  the overhead is judgement
template <template <class> class V>
[[nodiscard]] V<DataSize> vectorIndexBytes(V<double> vectors, V<double> width, V<double> overhead)
{
    return vectors * width * overhead * V<DataSize>(bytes(4));
}

} // namespace netready
