// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <string>

namespace netready {

/// Physical dimension as exponents of the base units bit, second, metre, watt, currency unit,
/// kelvin and kilogram. Counts and ratios are dimensionless.
struct Dimension
{
    std::int8_t data = 0;
    std::int8_t time = 0;
    std::int8_t length = 0;
    std::int8_t power = 0;
    std::int8_t money = 0;
    std::int8_t temperature = 0;
    std::int8_t mass = 0;

    // Both spelled out: g++ 14 takes the == that <=> implies for not constexpr.
    constexpr bool operator==(const Dimension&) const = default;
    constexpr auto operator<=>(const Dimension&) const = default;
};

[[nodiscard]] constexpr Dimension operator*(Dimension a, Dimension b)
{
    const auto add = [](std::int8_t x, std::int8_t y) { return static_cast<std::int8_t>(x + y); };
    return {add(a.data, b.data),
            add(a.time, b.time),
            add(a.length, b.length),
            add(a.power, b.power),
            add(a.money, b.money),
            add(a.temperature, b.temperature),
            add(a.mass, b.mass)};
}

[[nodiscard]] constexpr Dimension inverse(Dimension a)
{
    const auto negate = [](std::int8_t x) { return static_cast<std::int8_t>(-x); };
    return {negate(a.data),
            negate(a.time),
            negate(a.length),
            negate(a.power),
            negate(a.money),
            negate(a.temperature),
            negate(a.mass)};
}

[[nodiscard]] constexpr Dimension operator/(Dimension a, Dimension b)
{
    return a * inverse(b);
}

inline constexpr Dimension kNone{};
inline constexpr Dimension kDataSize{.data = 1};
inline constexpr Dimension kTime{.time = 1};
inline constexpr Dimension kDataRate{.data = 1, .time = -1};
inline constexpr Dimension kFrequency{.time = -1};
inline constexpr Dimension kLength{.length = 1};
inline constexpr Dimension kPower{.power = 1};
inline constexpr Dimension kMoney{.money = 1};
inline constexpr Dimension kMoneyRate{.time = -1, .money = 1};
inline constexpr Dimension kTemperatureDifference{.temperature = 1};
inline constexpr Dimension kMass{.mass = 1};

/// Names a dimension for messages and JSON: `data_rate`, `data_size`, `time`, …; exponents if it
/// has no name.
[[nodiscard]] std::string toString(Dimension dimension);

} // namespace netready
