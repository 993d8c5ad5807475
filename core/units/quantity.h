// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/units/dimension.h"

#include <compare>
#include <concepts>

namespace netready {

/// A number with a dimension known to the compiler, in base units (bit, second, metre, watt,
/// currency unit, kelvin, kilogram). No conversion from or to a plain number is implicit.
template <Dimension D>
class Quantity
{
public:
    static constexpr Dimension kDimension = D;

    constexpr Quantity() = default;
    [[nodiscard]] static constexpr Quantity fromBase(double value)
    {
        Quantity quantity;
        quantity.m_value = value;
        return quantity;
    }
    [[nodiscard]] constexpr double base() const { return m_value; }

    constexpr bool operator==(const Quantity&) const = default;
    // Not defaulted: clang 14 warns of the zero in what it then makes.
    constexpr auto operator<=>(const Quantity& other) const { return m_value <=> other.m_value; }

    friend constexpr Quantity operator+(Quantity a, Quantity b)
    {
        return fromBase(a.m_value + b.m_value);
    }
    friend constexpr Quantity operator-(Quantity a, Quantity b)
    {
        return fromBase(a.m_value - b.m_value);
    }
    friend constexpr Quantity operator*(Quantity a, double k) { return fromBase(a.m_value * k); }
    friend constexpr Quantity operator*(double k, Quantity a) { return fromBase(a.m_value * k); }
    friend constexpr Quantity operator/(Quantity a, double k) { return fromBase(a.m_value / k); }

private:
    double m_value = 0;
};

/// Product and quotient of two quantities; a dimensionless result is a plain number.
template <Dimension A, Dimension B>
[[nodiscard]] constexpr auto operator*(Quantity<A> a, Quantity<B> b)
{
    if constexpr (A * B == kNone) {
        return a.base() * b.base();
    } else {
        return Quantity<A * B>::fromBase(a.base() * b.base());
    }
}

template <Dimension A, Dimension B>
[[nodiscard]] constexpr auto operator/(Quantity<A> a, Quantity<B> b)
{
    if constexpr (A == B) {
        return a.base() / b.base();
    } else {
        return Quantity<A / B>::fromBase(a.base() / b.base());
    }
}

template <Dimension D>
[[nodiscard]] constexpr Quantity<inverse(D)> operator/(double k, Quantity<D> a)
{
    return Quantity<inverse(D)>::fromBase(k / a.base());
}

using DataSize = Quantity<kDataSize>;
using DataRate = Quantity<kDataRate>;
using Duration = Quantity<kTime>;
using Frequency = Quantity<kFrequency>; ///< requests, tokens or FLOP per second
using Length = Quantity<kLength>;
using Power = Quantity<kPower>;
using Money = Quantity<kMoney>;
using TemperatureDifference = Quantity<kTemperatureDifference>;

inline constexpr double kBitsPerByte = 8;

[[nodiscard]] constexpr DataRate gigabitsPerSecond(double value)
{
    return DataRate::fromBase(value * 1e9);
}
[[nodiscard]] constexpr DataRate gigabytesPerSecond(double value)
{
    return DataRate::fromBase(value * 1e9 * kBitsPerByte);
}
[[nodiscard]] constexpr DataSize bytes(double value)
{
    return DataSize::fromBase(value * kBitsPerByte);
}
[[nodiscard]] constexpr double inBytes(DataSize size)
{
    return size.base() / kBitsPerByte;
}
[[nodiscard]] constexpr double inBytesPerSecond(DataRate rate)
{
    return rate.base() / kBitsPerByte;
}
[[nodiscard]] constexpr Duration seconds(double value)
{
    return Duration::fromBase(value);
}
[[nodiscard]] constexpr double inSeconds(Duration time)
{
    return time.base();
}
[[nodiscard]] constexpr Frequency perSecond(double value)
{
    return Frequency::fromBase(value);
}
[[nodiscard]] constexpr Length metres(double value)
{
    return Length::fromBase(value);
}
[[nodiscard]] constexpr Power watts(double value)
{
    return Power::fromBase(value);
}

} // namespace netready
