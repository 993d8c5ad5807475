// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/expr/value.h"

#include <cstdint>
#include <string_view>

namespace netready {

/// Answer to a yes-or-no question, and what is missing where it is open. Fits a register.
struct Answer
{
    Truth truth = Truth::False;
    std::uint8_t origin = 0; ///< as in ExprValue
    bool isTruth = true;     ///< false: an Error or another value stands for it
    MissingHandle missing = 0;

    Answer() = default;
    Answer(Truth answered, MissingHandle open, std::uint8_t weakestOrigin = 0)
        : truth(answered)
        , origin(weakestOrigin)
        , missing(open)
    {}
    [[nodiscard]] static Answer none()
    {
        Answer answer;
        answer.isTruth = false;
        return answer;
    }
};

enum class Order : std::uint8_t
{
    Less,
    LessEqual,
    Greater,
    GreaterEqual
};

/// Compares two values of which neither is an Error or Unknown.
///
/// Shape: empty, or what is wrong.
[[nodiscard]] std::string_view order(
    Order operation, const ExprValue& a, const ExprValue& b, MissingSets& missing, Answer& answer);

/// Equality as CEL has it: values of different types differ, int and double compare by value, NaN
/// differs from itself. True only if both are exact. Adds to `cost` what it walks.
[[nodiscard]] Answer
equality(const ExprValue& a, const ExprValue& b, MissingSets& missing, std::uint64_t& cost);

/// The smallest value that covers both, Unknown if there is none; `open` is what is missing to know
/// which of them it is. An exact result misses nothing.
[[nodiscard]] ExprValue
hull(const ExprValue& a, const ExprValue& b, MissingHandle open, MissingSets& missing);

[[nodiscard]] constexpr Truth truthOf(bool value)
{
    return value ? Truth::True : Truth::False;
}

} // namespace netready
