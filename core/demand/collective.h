// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/demand/traced.h"
#include "core/units/quantity.h"

#include <cmath>

namespace netready {

enum class Collective
{
    AllReduce,
    ReduceScatter,
    AllGather,
    AllToAll,
    Broadcast,
    SendReceive
};

/// Bytes on the wire of each rank over the size of the operation: busbw = size / time * factor.
///
/// Formula: 2(n-1)/n all-reduce; (n-1)/n reduce-scatter, all-gather, all-to-all; 1 otherwise
/// Shape:   ranks at least 1
/// Limits:  not a wire rate with reduction inside switches (NVLS, SHARP)
/// Source:  nccl-tests, doc/PERFORMANCE.md
template <template <class> class V>
[[nodiscard]] V<double> busFactor(Collective collective, V<double> ranks)
{
    const V<double> others = 1.0 - 1.0 / ranks;
    switch (collective) {
    case Collective::AllReduce:
        return 2.0 * others;
    case Collective::ReduceScatter:
    case Collective::AllGather:
    case Collective::AllToAll:
        return others;
    case Collective::Broadcast:
    case Collective::SendReceive:
        break;
    }
    return V<double>(1.0);
}

/// Time of a collective: latency and the bytes at the achieved rate.
///
/// Formula: α + S factor / (B η)
template <template <class> class V>
[[nodiscard]] V<Duration> collectiveTime(
    V<Duration> latency, V<DataSize> size, V<double> factor, V<DataRate> rate, V<double> efficiency)
{
    return latency + size * factor / (rate * efficiency);
}

/// What a step of a collective costs before the first byte.
struct CollectiveLatency
{
    Duration base;
    Duration intra; ///< a hop inside the scale-up domain
    Duration inter; ///< a hop over the fabric
};

/// Source: NCCL, src/graph/tuning.cc: protocols Simple (bulk) and LL (small messages)
inline constexpr CollectiveLatency kRingSimple{
    Duration::fromBase(8.4e-6), Duration::fromBase(3.4e-6), Duration::fromBase(14e-6)};
inline constexpr CollectiveLatency kTreeSimple{
    Duration::fromBase(8.4e-6), Duration::fromBase(4.0e-6), Duration::fromBase(14e-6)};
inline constexpr CollectiveLatency kTreeLowLatency{
    Duration::fromBase(6.8e-6), Duration::fromBase(0.6e-6), Duration::fromBase(5.0e-6)};

/// Latency of a ring all-reduce over n ranks in k domains.
///
/// Formula: base + 2(n-k) α_intra + 2(k-1) α_inter
/// Source:  NCCL, src/graph/tuning.cc
template <template <class> class V>
[[nodiscard]] V<Duration>
ringLatency(const CollectiveLatency& latency, V<double> ranks, V<double> domains)
{
    return V<Duration>(latency.base) + 2.0 * ((ranks - domains) * V<Duration>(latency.intra)) +
           2.0 * ((domains - 1.0) * V<Duration>(latency.inter));
}

/// Latency of a tree all-reduce over k domains of g ranks.
///
/// Formula: base + 2((g-1) α_intra + log2(k) α_inter)
/// Source:  NCCL, src/graph/tuning.cc
template <template <class> class V>
[[nodiscard]] V<Duration>
treeLatency(const CollectiveLatency& latency, V<double> domainRanks, V<double> domains)
{
    const auto logTwo = [](double x) { return std::log2(x); };
    return V<Duration>(latency.base) + 2.0 * ((domainRanks - 1.0) * V<Duration>(latency.intra) +
                                              rising(logTwo, domains) * V<Duration>(latency.inter));
}

/// Bytes that each accelerator of a hierarchical all-reduce sends through its own adapter.
///
/// Formula: 2(k-1)/k S/g for k domains of g ranks, all in one group
/// Source:  stas00/ml-engineering, network chapter
template <template <class> class V>
[[nodiscard]] V<DataSize>
hierarchicalBytes(V<DataSize> size, V<double> domains, V<double> domainRanks)
{
    return busFactor<V>(Collective::AllReduce, domains) * size / domainRanks;
}

/// Rate through the adapter of each accelerator behind a reported bus bandwidth of such a group.
///
/// Formula: busbw (k-1)/(n-1)
/// Source:  stas00/ml-engineering, network chapter
template <template <class> class V>
[[nodiscard]] V<DataRate> wireRate(V<DataRate> busBandwidth, V<double> domains, V<double> ranks)
{
    return busBandwidth * (domains - 1.0) / (ranks - 1.0);
}

/// Achieved share of the theoretical bus bandwidth of a group that spans whole domains.
///
/// Shape:   size of the operation; domains 1 (inside the scale-up domain) to 128, beyond that the
///          value of 128; sizes beyond 16 MiB to 16 GiB take the value of the end; between the
///          points linear in the logarithms
/// Source:  SimAI, inputs/ratio/nic_ratio.csv, condensed
[[nodiscard]] double busEfficiency(DataSize size, double domains);
[[nodiscard]] Interval<double> busEfficiency(Interval<DataSize> size, Interval<double> domains);
[[nodiscard]] Traced<double> busEfficiency(const Traced<DataSize>& size,
                                           const Traced<double>& domains);

/// The same for groups with one rank in each domain ("rail" groups), where it hardly depends on
/// the number of domains.
///
/// Shape:   lowest and highest of the published values, interpolated as above
/// Source:  SimAI, inputs/ratio/nic_ratio.csv, column of rail groups
[[nodiscard]] Interval<double> railEfficiency(DataSize size);
[[nodiscard]] Traced<double> railEfficiency(const Traced<DataSize>& size);

} // namespace netready
