// SPDX-License-Identifier: Apache-2.0
#include "core/network/transport.h"

#include "tests/support/catch.h"

using namespace netready;

namespace {

double goodput(double loss)
{
    return goBackGoodput<Point>(
        loss, gigabitsPerSecond(400), Duration::fromBase(25e-6), bytes(4096));
}

} // namespace

TEST_CASE("transport: going back wastes what is under way", "[network]")
{
    // An identity: 305 packets under way; nobody published a rate with all inputs of the formula.
    CHECK(goodput(0) == 1);
    CHECK(goodput(1e-4) == Approx(0.97).margin(0.005));
    CHECK(goodput(1e-3) == Approx(0.77).margin(0.005));
    CHECK(goodput(1e-2) == Approx(0.25).margin(0.006));
    // With one packet under way nothing else is repeated.
    CHECK(goBackGoodput<Point>(0.25, gigabitsPerSecond(1), Duration::fromBase(1e-9), bytes(4096)) ==
          Approx(selectiveGoodput<Point>(0.25)));
}

TEST_CASE("transport: a range of losses gives the range between its ends", "[network]")
{
    const Interval<double> range =
        goBackGoodput<Interval>(Interval<double>(1e-4, 1e-2),
                                Interval<DataRate>(gigabitsPerSecond(400)),
                                Interval<Duration>(Duration::fromBase(25e-6)),
                                Interval<DataSize>(bytes(4096)));
    CHECK(range.low() == Approx(goodput(1e-2)));
    CHECK(range.high() == Approx(goodput(1e-4)));
}

TEST_CASE("transport: a path is adapters, switches and glass", "[network]")
{
    const auto latency = [](double switches, double length) {
        return pathLatency<Point>(
                   switches, Duration::fromBase(600e-9), Duration::fromBase(700e-9), metres(length))
            .base();
    };
    CHECK(latency(1, 0) == Approx(2.0e-6));
    CHECK(latency(3, 100) == Approx(1.4e-6 + 1.8e-6 + 0.5e-6));
}
