// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cassert>
#include <concepts>

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
    friend constexpr Interval operator+(Interval a, T b) { return a + Interval(b); }
    friend constexpr Interval operator+(T a, Interval b) { return Interval(a) + b; }
    friend constexpr Interval operator-(Interval a, T b) { return a - Interval(b); }
    friend constexpr Interval operator-(T a, Interval b) { return Interval(a) - b; }

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

template <class T>
concept Scalar = std::same_as<T, double>;

template <Scalar S, class T>
[[nodiscard]] constexpr auto operator*(S k, Interval<T> a)
{
    return Interval<double>(k) * a;
}
template <class T, Scalar S>
[[nodiscard]] constexpr auto operator*(Interval<T> a, S k)
{
    return a * Interval<double>(k);
}
template <class T, Scalar S>
[[nodiscard]] constexpr auto operator/(Interval<T> a, S k)
{
    return a / Interval<double>(k);
}
template <Scalar S, class T>
[[nodiscard]] constexpr auto operator/(S k, Interval<T> a)
{
    return Interval<double>(k) / a;
}

/// A formula is a template over Point or Interval, `template <template <class> class V>`, with
/// parameters such as `V<DataSize>`: the same code gives a number and bounds of it.
template <class T>
using Point = T;

/// The functions that formulas use beside + - * /, each for numbers and for intervals of them.
template <class T>
[[nodiscard]] constexpr T smaller(T a, T b)
{
    return std::min(a, b);
}
template <class T>
[[nodiscard]] constexpr Interval<T> smaller(Interval<T> a, Interval<T> b)
{
    return {std::min(a.low(), b.low()), std::min(a.high(), b.high())};
}
template <class T>
[[nodiscard]] constexpr T larger(T a, T b)
{
    return std::max(a, b);
}
template <class T>
[[nodiscard]] constexpr Interval<T> larger(Interval<T> a, Interval<T> b)
{
    return {std::max(a.low(), b.low()), std::max(a.high(), b.high())};
}

/// `a` lifted by a function of one number that never falls, such as `std::sqrt`.
template <class Function>
[[nodiscard]] double rising(Function function, double a)
{
    return function(a);
}
template <class Function>
[[nodiscard]] Interval<double> rising(Function function, Interval<double> a)
{
    return {function(a.low()), function(a.high())};
}

/// The smallest interval that holds both.
template <class T>
[[nodiscard]] constexpr Interval<T> hull(Interval<T> a, Interval<T> b)
{
    return {std::min(a.low(), b.low()), std::max(a.high(), b.high())};
}

} // namespace netready
