// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace netready {

/// Reads a decimal int, with `allowHex` also `0x1F`; nothing if it is none or beyond 64 bits.
[[nodiscard]] std::optional<std::int64_t> wholeFromText(std::string_view text, bool allowHex);

/// Reads a double; what is too small for one is 0, what is too large is nothing.
[[nodiscard]] std::optional<double> doubleFromText(std::string_view text);

} // namespace netready
