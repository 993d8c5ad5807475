// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

namespace netready {

/// Limits of an expression, refused at load (knowledge: rules-and-scoring 3.3).
inline constexpr std::size_t kMostCodePoints = 4096;
inline constexpr std::size_t kMostLevels = 64;
inline constexpr std::size_t kMostNodes = 2000;
inline constexpr std::size_t kMostNestedMacros = 3;
inline constexpr std::uint64_t kMostStaticCost = 100000;

/// Texts that an expression may build; a longer one is an Error.
inline constexpr std::size_t kMostTextBytes = 65536;
/// Levels of an expression with the parts (`let`) that it uses.
inline constexpr std::size_t kMostLevelsWithParts = 256;

} // namespace netready
