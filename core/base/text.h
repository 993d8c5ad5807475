// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace netready {

/// Puts a value into quotation marks for a message; long values are cut at 60 characters.
///
/// Not called "quoted": std::quoted would be found for a std::string where <iomanip> is included.
[[nodiscard]] std::string inQuotes(std::string_view text);

[[nodiscard]] std::string_view trimmed(std::string_view text);
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);
[[nodiscard]] std::string join(const std::vector<std::string>& parts, std::string_view separator);

/// Writes a number as short as it can be read back exactly, without exponent below 1e15.
[[nodiscard]] std::string toText(double value);
/// `1,024`: for people.
[[nodiscard]] std::string grouped(std::int64_t number);
/// The same for a number that is written already, with or without digits after the point.
[[nodiscard]] std::string grouped(std::string digits);
/// `38 %` for 0.38, to whole ones.
[[nodiscard]] std::string wholePercent(double share);

/// True for `a-b2-c`: lowercase letters, digits and single hyphens, starting with a letter.
[[nodiscard]] bool isKebabCase(std::string_view text);
/// True for `a_b2_c`: lowercase letters, digits and single underscores, starting with a letter.
[[nodiscard]] bool isSnakeCase(std::string_view text);
/// True if the bytes are UTF-8 without control characters other than tab and line feed.
[[nodiscard]] bool isPlainUtf8(std::string_view text);

/// The nearest of the candidates, for "did you mean"; empty if none is near.
[[nodiscard]] std::string nearest(std::string_view text,
                                  const std::vector<std::string>& candidates);

} // namespace netready
