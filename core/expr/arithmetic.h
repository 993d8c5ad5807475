// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/expr/value.h"

#include <cstdint>
#include <string_view>

namespace netready {

enum class Arithmetic : std::uint8_t
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo
};

/// Adds, subtracts, multiplies, divides, or takes the rest of two numbers, quantities or dates, of
/// which neither is an Error or Unknown; ranges give outer bounds, whose ends are what the points
/// give.
///
/// Shape: empty, or what is wrong; the origin of `out` is left to the caller.
[[nodiscard]] std::string_view arithmetic(Arithmetic operation,
                                          const ExprValue& a,
                                          const ExprValue& b,
                                          MissingSets& missing,
                                          ExprValue& out);

/// Turns the sign of a number or quantity; otherwise as arithmetic.
[[nodiscard]] std::string_view negate(const ExprValue& a, ExprValue& out);

/// An int as a double, a double or quantity as it is.
[[nodiscard]] ExprValue::Doubles asDoubles(const ExprValue& value);

/// Fills in a range: a point drops what is missing, a quantity without dimension is a Double, ends
/// that are no numbers are Unknown.
void setDoubles(ExprValue& out,
                ExprValue::Doubles range,
                Dimension dimension,
                MissingHandle missing);
void setInts(ExprValue& out, ExprValue::Ints range, MissingHandle missing);

/// The largest exponent that the arithmetic of dimensions may reach.
inline constexpr int kMostExponent = 12;
[[nodiscard]] bool isReasonable(Dimension dimension);

} // namespace netready
