// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cassert>

namespace netready {

/// A value known only to lie between two ends, both included; low <= high.
///
/// Arithmetic gives outer bounds: `x - x` is not zero.
template <class T>
class Interval
{
public:
    constexpr Interval() = default;
    constexpr explicit Interval(T point)
        : m_low(point)
        , m_high(point)
    {}
    constexpr Interval(T low, T high)
        : m_low(low)
        , m_high(high)
    {
        assert(!(high < low));
    }

    [[nodiscard]] constexpr T low() const { return m_low; }
    [[nodiscard]] constexpr T high() const { return m_high; }
    [[nodiscard]] constexpr bool isPoint() const { return m_low == m_high; }
    [[nodiscard]] constexpr bool contains(T value) const
    {
        return m_low <= value && value <= m_high;
    }
    constexpr bool operator==(const Interval&) const = default;

    friend constexpr Interval operator+(Interval a, Interval b)
    {
        return {a.m_low + b.m_low, a.m_high + b.m_high};
    }
    friend constexpr Interval operator-(Interval a, Interval b)
    {
        return {a.m_low - b.m_high, a.m_high - b.m_low};
    }

private:
    T m_low{};
    T m_high{};
};

[[nodiscard]] constexpr auto base(double value)
{
    return value;
}
template <class Q>
[[nodiscard]] constexpr auto base(Q quantity)
{
    return quantity.base();
}

template <class A, class B>
[[nodiscard]] constexpr auto operator*(Interval<A> a, Interval<B> b)
{
    const auto products = {
        a.low() * b.low(), a.low() * b.high(), a.high() * b.low(), a.high() * b.high()};
    return Interval(std::min(products), std::max(products));
}

/// Quotient; the divisor must not contain zero.
template <class A, class B>
[[nodiscard]] constexpr auto operator/(Interval<A> a, Interval<B> b)
{
    assert(base(b.low()) > 0 || base(b.high()) < 0);
    const auto quotients = {
        a.low() / b.low(), a.low() / b.high(), a.high() / b.low(), a.high() / b.high()};
    return Interval(std::min(quotients), std::max(quotients));
}

/// The smallest interval that holds both.
template <class T>
[[nodiscard]] constexpr Interval<T> hull(Interval<T> a, Interval<T> b)
{
    return {std::min(a.low(), b.low()), std::max(a.high(), b.high())};
}

} // namespace netready
