// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace netready {

/// The number that the whole text is, blanks around it aside; never by locale. Empty for anything
/// else, also for nan and inf: not a number is missing, never zero.
[[nodiscard]] std::optional<double> readNumber(std::string_view text);
[[nodiscard]] std::optional<std::int64_t> readInteger(std::string_view text);
/// `0x1f` or `1f`.
[[nodiscard]] std::optional<std::uint64_t> readHexadecimal(std::string_view text);
/// A number with a decimal comma.
[[nodiscard]] std::optional<double> readCommaNumber(std::string_view text);
/// A Kubernetes quantity: `1k`, `2113526100Ki`, `500m`, `8`.
[[nodiscard]] std::optional<double> readQuantity(std::string_view text);
/// The number a text starts with, and what is left of the text.
[[nodiscard]] std::optional<double> takeNumber(std::string_view& text);

} // namespace netready
