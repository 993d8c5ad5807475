// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/units/interval.h"
#include "core/units/quantity.h"

#include <cmath>

namespace netready {

/// Size of a checkpoint.
///
/// Formula: β N; β is 14 bytes for 16-bit weights with 32-bit master weights and two moments, 12 if
///          the weights are rebuilt from the master, the width of a weight for weights alone
/// Source:  DLIO benchmark checkpoint code; MLPerf Storage v2 checkpoint sizes
template <template <class> class V>
[[nodiscard]] V<DataSize> checkpointSize(V<double> parameters, V<DataSize> perParameter)
{
    return parameters * perParameter;
}

/// Rate at which a synchronous checkpoint is written: training waits for it.
///
/// Formula: size / stall
template <template <class> class V>
[[nodiscard]] V<DataRate> blockingWriteRate(V<DataSize> size, V<Duration> stall)
{
    return size / stall;
}

/// Rate at which an asynchronous checkpoint drains while training goes on.
///
/// Formula: size / (φ τ), φ the share of the interval that the drain may take
/// Limits:  φ at most 0.5 is judgement: the drain must be over well before the next one
template <template <class> class V>
[[nodiscard]] V<DataRate>
backgroundWriteRate(V<DataSize> size, V<double> share, V<Duration> interval)
{
    return size / (share * interval);
}

/// Interval of checkpoints with the least loss.
///
/// Formula: τ = sqrt(2 C M), C the stall, M the mean time between interruptions
/// Limits:  C much smaller than M
/// Source:  judgement: the formula of Young and Daly, from memory
template <template <class> class V>
[[nodiscard]] V<Duration> bestCheckpointInterval(V<Duration> stall, V<Duration> meanTimeBetween)
{
    const V<Duration> second(seconds(1));
    const auto root = [](double x) { return std::sqrt(x); };
    return rising(root, 2.0 * (stall / second * (meanTimeBetween / second))) * second;
}

/// Time to read a state back.
template <template <class> class V>
[[nodiscard]] V<Duration> readTime(V<DataSize> size, V<DataRate> rate)
{
    return size / rate;
}

/// Rate at which one accelerator reads training records.
///
/// Formula: batch record / t_compute AU
/// Shape:   batch in records; utilisation is the share of time the accelerator computes, 0 to 1
/// Source:  MLPerf Storage v2.0, rules and configurations
template <template <class> class V>
[[nodiscard]] V<DataRate> trainingReadRate(V<double> batch,
                                           V<DataSize> record,
                                           V<Duration> computeTime,
                                           V<double> utilisation)
{
    return batch * record * utilisation / computeTime;
}

/// Time from nothing to loaded weights.
///
/// Formula: size / (rate η) + init, rate the least of storage, adapter and host
/// Limits:  η 0.3 for loaders that read in sequence, 0.8 for parallel ones are judgement
template <template <class> class V>
[[nodiscard]] V<Duration>
loadTime(V<DataSize> size, V<DataRate> rate, V<double> efficiency, V<Duration> init)
{
    return size / (rate * efficiency) + init;
}

/// Share of time that training loses to checkpoints and to what an interruption throws away.
///
/// Formula: C/τ + (τ/2 + R)/M, R the time to detect and restart
/// Source:  judgement: the estimate that goes with that formula, from memory
template <template <class> class V>
[[nodiscard]] V<double> checkpointWaste(V<Duration> stall,
                                        V<Duration> interval,
                                        V<Duration> restart,
                                        V<Duration> meanTimeBetween)
{
    return stall / interval + (interval / 2.0 + restart) / meanTimeBetween;
}

/// Share of the line rate of its adapters that a well-built storage system delivers.
///
/// Limits:  judgement, of the order of what published systems reach; one published 81 % (3FS)
inline constexpr double kStorageNetworkEfficiency = 0.80;

/// Published guidance for storage of training systems.
enum class StorageClass
{
    BelowGood,
    Good,
    Better,
    Best
};

/// Class of a storage system for a pod of four scalable units (about 128 nodes).
///
/// Shape:   the highest class of which both rates are reached
/// Source:  NVIDIA DGX SuperPOD reference architecture H100 (2023), table 6
[[nodiscard]] StorageClass storageClassOfPod(DataRate read, DataRate write);

} // namespace netready
