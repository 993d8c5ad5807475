// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/units/interval.h"

#include <bitset>
#include <cstddef>

namespace netready {

inline constexpr std::size_t kMaxInputs = 128;

/// Inputs of a model, by number.
using InputSet = std::bitset<kMaxInputs>;

/// An interval together with the inputs it was computed from.
///
/// With it as V, a formula (interval.h) gives bounds and says what they rest on.
template <class T>
class Traced
{
public:
    Traced() = default;
    explicit Traced(T point)
        : m_range(point)
    {}
    explicit Traced(Interval<T> range, InputSet from = {})
        : m_range(range)
        , m_from(from)
    {}

    [[nodiscard]] Interval<T> range() const { return m_range; }
    [[nodiscard]] const InputSet& from() const { return m_from; }
    /// The same range, resting on more inputs.
    [[nodiscard]] Traced restingOn(const InputSet& more) const
    {
        return Traced(m_range, m_from | more);
    }

    friend Traced operator+(const Traced& a, const Traced& b)
    {
        return Traced(a.m_range + b.m_range, a.m_from | b.m_from);
    }
    friend Traced operator-(const Traced& a, const Traced& b)
    {
        return Traced(a.m_range - b.m_range, a.m_from | b.m_from);
    }
    friend Traced operator+(const Traced& a, T b) { return a + Traced(b); }
    friend Traced operator+(T a, const Traced& b) { return Traced(a) + b; }
    friend Traced operator-(const Traced& a, T b) { return a - Traced(b); }
    friend Traced operator-(T a, const Traced& b) { return Traced(a) - b; }

private:
    Interval<T> m_range;
    InputSet m_from;
};

template <class A, class B>
[[nodiscard]] auto operator*(const Traced<A>& a, const Traced<B>& b)
{
    return Traced(a.range() * b.range(), a.from() | b.from());
}
template <class A, class B>
[[nodiscard]] auto operator/(const Traced<A>& a, const Traced<B>& b)
{
    return Traced(a.range() / b.range(), a.from() | b.from());
}
template <Scalar S, class T>
[[nodiscard]] auto operator*(S k, const Traced<T>& a)
{
    return Traced(k * a.range(), a.from());
}
template <class T, Scalar S>
[[nodiscard]] auto operator*(const Traced<T>& a, S k)
{
    return Traced(a.range() * k, a.from());
}
template <class T, Scalar S>
[[nodiscard]] auto operator/(const Traced<T>& a, S k)
{
    return Traced(a.range() / k, a.from());
}
template <Scalar S, class T>
[[nodiscard]] auto operator/(S k, const Traced<T>& a)
{
    return Traced(k / a.range(), a.from());
}

template <class T>
[[nodiscard]] Traced<T> smaller(const Traced<T>& a, const Traced<T>& b)
{
    return Traced(smaller(a.range(), b.range()), a.from() | b.from());
}
template <class T>
[[nodiscard]] Traced<T> larger(const Traced<T>& a, const Traced<T>& b)
{
    return Traced(larger(a.range(), b.range()), a.from() | b.from());
}
template <class Function>
[[nodiscard]] Traced<double> rising(Function function, const Traced<double>& a)
{
    return Traced(rising(function, a.range()), a.from());
}
template <class T>
[[nodiscard]] Traced<T> hull(const Traced<T>& a, const Traced<T>& b)
{
    return Traced(hull(a.range(), b.range()), a.from() | b.from());
}

} // namespace netready
