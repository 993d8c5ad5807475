// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/units/interval.h"
#include "core/units/quantity.h"

#include <cmath>

namespace netready {

// What loss and distance do to a flow. A formula is a template over Point or Interval.

/// Time from adapter to adapter over an idle path.
///
/// Formula: 2 adapter + switches switch + 5 ns/m length
/// Shape:   switches at least 1
/// Source:  5 ns a metre of fibre: HEADRM; the sum is arithmetic
/// Limits:  one way; no queues, no software
template <template <class> class V>
[[nodiscard]] V<Duration>
pathLatency(V<double> switches, V<Duration> ofSwitch, V<Duration> ofAdapter, V<Length> length)
{
    constexpr Duration kOfMetre = Duration::fromBase(5e-9);
    const V<double> inMetres = length / V<Length>(metres(1));
    return 2.0 * ofAdapter + switches * ofSwitch + inMetres * V<Duration>(kOfMetre);
}

/// Share of the rate that arrives when each loss makes the sender go back and repeat what is under
/// way.
///
/// Formula: (1-ε) / (1-ε + ε W), W = rate rtt / packet, at least 1
/// Shape:   loss 0 to below 1; above 0 to 1
/// Source:  the textbook efficiency of go-back-N
/// Limits:  an upper bound: timeouts and congestion control come on top. Hardware RDMA was seen to
///          lose 26 to 42 % at 0.006 to 0.024 % loss (UCCL), and all at 1 % (ICCCN 2019)
template <template <class> class V>
[[nodiscard]] V<double>
goBackGoodput(V<double> loss, V<DataRate> rate, V<Duration> roundTrip, V<DataSize> packet)
{
    const V<double> underWay = larger(V<double>(1.0), rate * roundTrip / packet);
    const V<double> odds = rising([](double share) { return share / (1 - share); }, loss);
    return 1.0 / (1.0 + odds * underWay);
}

/// The same when only what was lost is repeated.
///
/// Formula: 1-ε
template <template <class> class V>
[[nodiscard]] V<double> selectiveGoodput(V<double> loss)
{
    return 1.0 - loss;
}

} // namespace netready
