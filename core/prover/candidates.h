// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/prover/formula.h"

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace netready {

/// Everything that formulas compare their inputs with.
struct Landmarks
{
    std::vector<std::pair<Dimension, double>> numbers;
    std::vector<std::string_view> texts;
    std::vector<std::int64_t> days;
    std::vector<std::uint64_t> options; ///< masks
    bool comparesOptions = false;       ///< of one choice with those of another
};

void addLandmarks(const Formula& formula, Landmarks& landmarks);

/// The values of an attribute that are worth a trial: ends of the domain, landmarks and just beside
/// them, one option of those that no formula tells apart.
///
/// Shape: exact values, numbers ascending; empty for a reference
[[nodiscard]] std::vector<ExprValue> candidates(const Attribute& attribute,
                                                const Landmarks& landmarks);

/// A number as a value of the attribute; whole where it counts.
[[nodiscard]] ExprValue numberOf(const Attribute& attribute, double number);

/// How far beside a threshold a value is tried: within the 1 % by which thresholds are moved.
inline constexpr double kBeside = 0.005;

} // namespace netready
