// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/units/interval.h"
#include "core/units/quantity.h"

namespace netready {

/// What keeps accelerators waiting, as shares of the time of a job, each 0 to 1.
template <template <class> class V>
struct IdleShares
{
    V<double> network{}; ///< exposed communication over step time
    V<double> storage{}; ///< checkpoint stalls over their interval, and reads that lag behind
    V<double> failure{}; ///< work lost and restarts after interruptions caused by the network
};

/// Share of time lost to interruptions.
///
/// Formula: (τ/2 + detect + restart) / M
/// Source:  judgement: the common estimate, half an interval lost each time; the checkpoint stall
///          itself counts under storage
template <template <class> class V>
[[nodiscard]] V<double> interruptionShare(V<Duration> checkpointInterval,
                                          V<Duration> detectAndRestart,
                                          V<Duration> meanTimeBetween)
{
    return (checkpointInterval / 2.0 + detectAndRestart) / meanTimeBetween;
}

/// Share of the time in which accelerators stand idle.
///
/// Formula: f = network + storage + failure, at most 1
template <template <class> class V>
[[nodiscard]] V<double> idleShare(const IdleShares<V>& shares)
{
    return smaller(V<double>(1.0), shares.network + shares.storage + shares.failure);
}

} // namespace netready
