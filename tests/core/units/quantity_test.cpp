// SPDX-License-Identifier: Apache-2.0
#include "core/units/quantity.h"

#include <type_traits>

#include "tests/support/catch.h"

namespace netready {

TEST_CASE("data over a rate is a time", "[units]")
{
    const auto time = bytes(1e9) / gigabitsPerSecond(8);
    CHECK(std::is_same_v<decltype(time), const Duration>);
    CHECK(time == seconds(1));
    CHECK(inBytes(gigabytesPerSecond(2) * seconds(3)) == 6e9);
}

TEST_CASE("a quotient of like quantities is a plain number", "[units]")
{
    const auto ratio = gigabitsPerSecond(400) / gigabitsPerSecond(100);
    CHECK(std::is_same_v<decltype(ratio), const double>);
    CHECK(ratio == 4.0);
}

TEST_CASE("a number is no quantity and two dimensions do not mix", "[units]")
{
    CHECK_FALSE(std::is_convertible_v<double, DataRate>);
    CHECK_FALSE(std::is_convertible_v<DataRate, double>);
    CHECK_FALSE(std::is_convertible_v<DataRate, DataSize>);
    CHECK(gigabytesPerSecond(1) == gigabitsPerSecond(8));
    CHECK(gigabitsPerSecond(1) + gigabitsPerSecond(2) == gigabitsPerSecond(3));
    CHECK(gigabitsPerSecond(3) - gigabitsPerSecond(2) == 0.5 * gigabitsPerSecond(2));
    CHECK(gigabitsPerSecond(1) < gigabitsPerSecond(2));
}

TEST_CASE("a dimension has a name or its exponents", "[units]")
{
    CHECK(toString(kNone) == "number");
    CHECK(toString(kDataRate) == "data_rate");
    CHECK(toString(kDataSize / kTime) == "data_rate");
    CHECK(toString(kPower / kLength) == "m^-1·W");
    CHECK(toString(kMass / (kLength * kLength)) == "m^-2·kg");
}

} // namespace netready
