// SPDX-License-Identifier: Apache-2.0
#include "core/units/interval.h"

#include "core/units/quantity.h"

#include <random>

#include "tests/support/catch.h"

namespace netready {

namespace {

double between(std::mt19937_64& random, double low, double high)
{
    return low + (high - low) * static_cast<double>(random() % 1000001) / 1e6;
}

Interval<double> anyInterval(std::mt19937_64& random, double low, double high)
{
    const double a = between(random, low, high);
    const double b = between(random, low, high);
    return {std::min(a, b), std::max(a, b)};
}

} // namespace

TEST_CASE("what is computed with points lies in what is computed with ranges", "[units]")
{
    std::mt19937_64 random(2);
    for (int i = 0; i < 5000; ++i) {
        const Interval<double> a = anyInterval(random, -10, 10);
        const Interval<double> b = anyInterval(random, -10, 10);
        const Interval<double> divisor =
            random() % 2 == 0 ? anyInterval(random, 0.001, 10) : anyInterval(random, -10, -0.001);
        const double x = between(random, a.low(), a.high());
        const double y = between(random, b.low(), b.high());
        const double z = between(random, divisor.low(), divisor.high());
        REQUIRE((a + b).contains(x + y));
        REQUIRE((a - b).contains(x - y));
        REQUIRE((a * b).contains(x * y));
        REQUIRE((a / divisor).contains(x / z));
        REQUIRE((a + 3.0).contains(x + 3));
        REQUIRE((3.0 - a).contains(3 - x));
        REQUIRE((2.5 * a).contains(2.5 * x));
        REQUIRE((a / -2.0).contains(x / -2.0));
        REQUIRE((1.0 / divisor).contains(1.0 / z));
        REQUIRE(smaller(a, b).contains(smaller(x, y)));
        REQUIRE(larger(a, b).contains(larger(x, y)));
        const auto cube = [](double v) { return v * v * v; };
        REQUIRE(rising(cube, a).contains(rising(cube, x)));
        REQUIRE(hull(a, b).contains(x));
        REQUIRE(hull(a, b).contains(y));
    }
}

TEST_CASE("a point computes as a number does", "[units]")
{
    const Interval three(3.0);
    const Interval four(4.0);
    CHECK(three.isPoint());
    CHECK((three + four) == Interval(7.0));
    CHECK((three - four) == Interval(-1.0));
    CHECK((three * four) == Interval(12.0));
    CHECK((three / four) == Interval(0.75));
    CHECK(hull(three, four) == Interval(3.0, 4.0));
    CHECK_FALSE(hull(three, four).isPoint());
}

TEST_CASE("ranges of quantities carry their dimension", "[units]")
{
    const Interval size(bytes(100e9), bytes(200e9));
    const Interval rate(gigabytesPerSecond(10), gigabytesPerSecond(20));
    CHECK(size / rate == Interval(seconds(5), seconds(20)));
    CHECK(rate * Interval(seconds(2)) == Interval(bytes(20e9), bytes(40e9)));
}

namespace {

/// As formulas are written: one text for points and for ranges, with dimensions.
template <template <class> class V>
V<Duration> transferTime(V<DataSize> size, V<DataRate> rate, V<double> efficiency)
{
    return size / (rate * efficiency) + V<Duration>(seconds(1));
}

} // namespace

TEST_CASE("a formula over quantities gives a number or bounds of it", "[units]")
{
    CHECK(transferTime<Point>(bytes(1e9), gigabitsPerSecond(16), 0.5) == seconds(2));
    const Interval<Duration> time =
        transferTime<Interval>(Interval(bytes(1e9), bytes(2e9)),
                               Interval(gigabitsPerSecond(8), gigabitsPerSecond(16)),
                               Interval(0.5, 1.0));
    CHECK(time.low() == seconds(1.5));
    CHECK(time.high() == seconds(5));
}

} // namespace netready
