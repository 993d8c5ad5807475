// SPDX-License-Identifier: Apache-2.0
#include "core/expr/number_text.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <system_error>

namespace netready {

namespace {

/// True if a number that from_chars calls out of range is too small, false if it is too large:
/// from_chars does not tell. Decided by the power of ten of its first digit.
bool isTiny(std::string_view text)
{
    const std::size_t mark = std::min(text.find_first_of("eE"), text.size());
    const std::string_view mantissa = text.substr(0, mark);
    const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
    const std::size_t first = mantissa.find_first_of("123456789");
    if (first == std::string_view::npos) {
        return true;
    }
    std::string_view exponentText = text.substr(std::min(mark + 1, text.size()));
    const bool isNegative = exponentText.starts_with('-');
    exponentText.remove_prefix(isNegative || exponentText.starts_with('+') ? 1 : 0);
    constexpr long kEndless = 1000000;
    long exponent = 0;
    const auto result =
        std::from_chars(exponentText.data(), exponentText.data() + exponentText.size(), exponent);
    if (result.ec == std::errc::result_out_of_range || exponent > kEndless) {
        exponent = kEndless;
    }
    const long power =
        first < point ? static_cast<long>(point - first) : -static_cast<long>(first - point);
    return power + (isNegative ? -exponent : exponent) < 0;
}

} // namespace

std::optional<std::int64_t> wholeFromText(std::string_view text, bool allowHex)
{
    const bool isNegative = text.starts_with('-');
    text.remove_prefix(isNegative || text.starts_with('+') ? 1 : 0);
    constexpr int kDecimal = 10;
    constexpr int kHexadecimal = 16;
    const bool isHex = allowHex && (text.starts_with("0x") || text.starts_with("0X"));
    text.remove_prefix(isHex ? 2 : 0);
    std::uint64_t size = 0;
    const auto result = std::from_chars(
        text.data(), text.data() + text.size(), size, isHex ? kHexadecimal : kDecimal);
    constexpr std::uint64_t kMost = std::numeric_limits<std::int64_t>::max();
    if (text.empty() || result.ec != std::errc{} || result.ptr != text.data() + text.size() ||
        size > kMost + (isNegative ? 1U : 0U)) {
        return std::nullopt;
    }
    return static_cast<std::int64_t>(isNegative ? 0U - size : size);
}

std::optional<double> doubleFromText(std::string_view text)
{
    std::string_view digits = text;
    digits.remove_prefix(text.starts_with('+') ? 1 : 0);
    double value = 0;
    const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (result.ptr != digits.data() + digits.size() || digits.empty()) {
        return std::nullopt;
    }
    if (result.ec == std::errc::result_out_of_range) {
        return isTiny(digits) ? std::optional(text.starts_with('-') ? -0.0 : 0.0) : std::nullopt;
    }
    return result.ec == std::errc{} ? std::optional(value) : std::nullopt;
}

} // namespace netready
