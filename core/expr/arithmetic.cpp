// SPDX-License-Identifier: Apache-2.0
#include "core/expr/arithmetic.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <limits>

namespace netready {

namespace {

using Ints = ExprValue::Ints;
using Doubles = ExprValue::Doubles;

constexpr std::string_view kOverflow = "the result is beyond the range of int (64 bits)";
constexpr std::string_view kByZero = "division by zero";
constexpr std::string_view kMixed =
    "int and double do not mix in arithmetic: write 1.0 instead of 1, or double(x)";
constexpr std::string_view kNoOverload = "these types have no such operation";
constexpr std::string_view kDimensions = "the two quantities have different dimensions";

constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

/// A whole number, or on which side it lies beyond 64 bits.
struct Whole
{
    std::int64_t value = 0;
    int beyond = 0; ///< -1, 0 or 1

    friend bool operator<(const Whole& a, const Whole& b)
    {
        return a.beyond != b.beyond ? a.beyond < b.beyond : a.value < b.value;
    }
};

Whole beyond(bool positive)
{
    return {0, positive ? 1 : -1};
}

Whole wholeResult(Arithmetic operation, std::int64_t a, std::int64_t b)
{
    std::int64_t result = 0;
    switch (operation) {
    case Arithmetic::Add:
        return __builtin_add_overflow(a, b, &result) ? beyond(a > 0) : Whole{result};
    case Arithmetic::Subtract:
        return __builtin_sub_overflow(a, b, &result) ? beyond(a >= 0) : Whole{result};
    case Arithmetic::Multiply:
        return __builtin_mul_overflow(a, b, &result) ? beyond((a < 0) == (b < 0)) : Whole{result};
    case Arithmetic::Divide:
        return a == kLeast && b == -1 ? beyond(true) : Whole{a / b};
    case Arithmetic::Modulo:
        return a == kLeast && b == -1 ? beyond(true) : Whole{a % b};
    }
    return {};
}

bool isPoint(Ints range)
{
    return range.low == range.high;
}

bool holdsZero(Ints range)
{
    return range.low <= 0 && range.high >= 0;
}

/// |x| as an unsigned number: the smallest int has no positive counterpart.
std::uint64_t magnitude(std::int64_t value)
{
    return value < 0 ? 0U - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
}

/// Outer bounds of a % b for ranges: the sign of a, smaller than b, not larger than a.
Ints restBounds(Ints a, Ints b)
{
    if (isPoint(b) && (a.low >= 0 || a.high <= 0) && a.low / b.low == a.high / b.low) {
        return {a.low % b.low, a.high % b.low};
    }
    const std::uint64_t most = std::max(magnitude(b.low), magnitude(b.high)) - 1;
    const auto side = [most](std::int64_t end) {
        return static_cast<std::int64_t>(std::min(most, magnitude(end)));
    };
    return {a.low < 0 ? -side(std::max(a.low, -kMost)) : 0, a.high > 0 ? side(a.high) : 0};
}

std::string_view wholeRange(Arithmetic operation,
                            const ExprValue& a,
                            const ExprValue& b,
                            MissingHandle missing,
                            ExprValue& out)
{
    const bool divides = operation == Arithmetic::Divide || operation == Arithmetic::Modulo;
    if (divides && holdsZero(b.ints)) {
        if (isPoint(b.ints)) {
            return kByZero;
        }
        out = ExprValue::unknown(missing);
        return {};
    }
    if (operation == Arithmetic::Modulo && !(isPoint(a.ints) && isPoint(b.ints))) {
        const bool mayOverflow = a.ints.low == kLeast && b.ints.low <= -1 && b.ints.high >= -1;
        if (mayOverflow) {
            out = ExprValue::unknown(missing);
        } else {
            setInts(out, restBounds(a.ints, b.ints), missing);
        }
        return {};
    }
    const std::array<Whole, 4> ends{wholeResult(operation, a.ints.low, b.ints.low),
                                    wholeResult(operation, a.ints.low, b.ints.high),
                                    wholeResult(operation, a.ints.high, b.ints.low),
                                    wholeResult(operation, a.ints.high, b.ints.high)};
    const auto [low, high] = std::minmax_element(ends.begin(), ends.end());
    if (low->beyond > 0 || high->beyond < 0) {
        return kOverflow;
    }
    if (low->beyond != 0 || high->beyond != 0) {
        out = ExprValue::unknown(missing);
        return {};
    }
    setInts(out, {low->value, high->value}, missing);
    return {};
}

double realResult(Arithmetic operation, double a, double b)
{
    switch (operation) {
    case Arithmetic::Add:
        return a + b;
    case Arithmetic::Subtract:
        return a - b;
    case Arithmetic::Multiply:
        return a * b;
    case Arithmetic::Divide:
    case Arithmetic::Modulo:
        return a / b;
    }
    return 0;
}

bool holdsZero(Doubles range)
{
    return range.low <= 0 && range.high >= 0;
}

bool holdsInfinity(Doubles range)
{
    return std::isinf(range.low) || std::isinf(range.high);
}

bool isPoint(Doubles range)
{
    return !(range.low < range.high);
}

/// True if two numbers within the ranges can give NaN where the ends do not.
bool mayBeNaN(Arithmetic operation, Doubles a, Doubles b)
{
    return operation == Arithmetic::Multiply &&
           ((holdsZero(a) && holdsInfinity(b)) || (holdsInfinity(a) && holdsZero(b)));
}

std::string_view realRange(Arithmetic operation,
                           const ExprValue& left,
                           const ExprValue& right,
                           MissingHandle missing,
                           ExprValue& out)
{
    const Doubles a = asDoubles(left);
    const Doubles b = asDoubles(right);
    const bool isPlain = left.kind == ExprKind::Double && right.kind == ExprKind::Double;
    const bool isProduct = operation == Arithmetic::Multiply || operation == Arithmetic::Divide;
    const Dimension dimension = isPlain || !isProduct ? left.dimension
                                : operation == Arithmetic::Multiply
                                    ? left.dimension * right.dimension
                                    : left.dimension / right.dimension;
    if (!isReasonable(dimension)) {
        return "the dimension of the result is beyond reason";
    }
    // The quotient of two plain numbers is that of IEEE 754, as in CEL: 1.0 / 0.0 is infinite.
    if (operation == Arithmetic::Divide && holdsZero(b) && isPoint(b) && !isPlain) {
        return kByZero;
    }
    if (isPoint(a) && isPoint(b)) {
        const double point = realResult(operation, a.low, b.low);
        setDoubles(out, {point, point}, dimension, 0);
        return {};
    }
    const bool dividesByZero =
        operation == Arithmetic::Divide && holdsZero(b) && (!isPoint(b) || holdsZero(a));
    if (dividesByZero || mayBeNaN(operation, a, b)) {
        out = ExprValue::unknown(missing);
        return {};
    }
    const std::array<double, 4> ends{realResult(operation, a.low, b.low),
                                     realResult(operation, a.low, b.high),
                                     realResult(operation, a.high, b.low),
                                     realResult(operation, a.high, b.high)};
    if (std::any_of(ends.begin(), ends.end(), [](double end) { return std::isnan(end); })) {
        if (std::isnan(a.low) || std::isnan(b.low)) {
            setDoubles(out, {ends[0], ends[0]}, dimension, 0);
        } else {
            out = ExprValue::unknown(missing);
        }
        return {};
    }
    const auto [low, high] = std::minmax_element(ends.begin(), ends.end());
    setDoubles(out, {*low, *high}, dimension, missing);
    return {};
}

std::string_view
dateDifference(const ExprValue& a, const ExprValue& b, MissingHandle missing, ExprValue& out)
{
    constexpr double kSecondsPerDay = 86400;
    const auto days = [](std::int64_t x, std::int64_t y) { return static_cast<double>(x - y); };
    setDoubles(out,
               {days(a.ints.low, b.ints.high) * kSecondsPerDay,
                days(a.ints.high, b.ints.low) * kSecondsPerDay},
               kTime,
               missing);
    return {};
}

bool isNumeric(const ExprValue& value)
{
    return value.kind == ExprKind::Int || value.kind == ExprKind::Double ||
           value.kind == ExprKind::Quantity;
}

} // namespace

bool isReasonable(Dimension dimension)
{
    const std::array<int, 7> exponents{dimension.data,
                                       dimension.time,
                                       dimension.length,
                                       dimension.power,
                                       dimension.money,
                                       dimension.temperature,
                                       dimension.mass};
    return std::all_of(exponents.begin(), exponents.end(), [](int exponent) {
        return std::abs(exponent) <= kMostExponent;
    });
}

ExprValue::Doubles asDoubles(const ExprValue& value)
{
    if (value.kind == ExprKind::Int) {
        return {static_cast<double>(value.ints.low), static_cast<double>(value.ints.high)};
    }
    return value.doubles;
}

void setDoubles(ExprValue& out, Doubles range, Dimension dimension, MissingHandle missing)
{
    out.kind = dimension == kNone ? ExprKind::Double : ExprKind::Quantity;
    out.dimension = dimension;
    out.doubles = range;
    out.missing = range.low < range.high ? missing : 0;
}

void setInts(ExprValue& out, Ints range, MissingHandle missing)
{
    out.kind = ExprKind::Int;
    out.ints = range;
    out.missing = range.low < range.high ? missing : 0;
}

std::string_view arithmetic(Arithmetic operation,
                            const ExprValue& a,
                            const ExprValue& b,
                            MissingSets& missing,
                            ExprValue& out)
{
    const MissingHandle open =
        a.missing == 0 && b.missing == 0 ? 0 : missing.join(a.missing, b.missing);
    if (a.kind == ExprKind::Int && b.kind == ExprKind::Int) {
        return wholeRange(operation, a, b, open, out);
    }
    if (a.kind == ExprKind::Date && b.kind == ExprKind::Date && operation == Arithmetic::Subtract) {
        return dateDifference(a, b, open, out);
    }
    if (!isNumeric(a) || !isNumeric(b) || operation == Arithmetic::Modulo) {
        return kNoOverload;
    }
    const bool hasQuantity = a.kind == ExprKind::Quantity || b.kind == ExprKind::Quantity;
    if (!hasQuantity && a.kind != b.kind) {
        return kMixed;
    }
    const bool isSum = operation == Arithmetic::Add || operation == Arithmetic::Subtract;
    if (isSum && hasQuantity && (a.kind != b.kind || a.dimension != b.dimension)) {
        return kDimensions;
    }
    return realRange(operation, a, b, open, out);
}

std::string_view negate(const ExprValue& a, ExprValue& out)
{
    if (a.kind == ExprKind::Int) {
        if (a.ints.high == kLeast) {
            return kOverflow;
        }
        if (a.ints.low == kLeast) {
            out = ExprValue::unknown(a.missing);
        } else {
            setInts(out, {-a.ints.high, -a.ints.low}, a.missing);
        }
        return {};
    }
    if (a.kind != ExprKind::Double && a.kind != ExprKind::Quantity) {
        return kNoOverload;
    }
    setDoubles(out, {-a.doubles.high, -a.doubles.low}, a.dimension, a.missing);
    return {};
}

} // namespace netready
