// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <numeric>

namespace netready {

namespace {

bool isWordCase(std::string_view text, char joint)
{
    if (text.empty() || text.front() < 'a' || text.front() > 'z' || text.back() == joint) {
        return false;
    }
    char previous = ' ';
    for (const char c : text) {
        const bool letterOrDigit = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (!letterOrDigit && (c != joint || previous == joint)) {
            return false;
        }
        previous = c;
    }
    return true;
}

std::size_t editDistance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0U : 1U);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
        }
    }
    return row.back();
}

/// Length of the UTF-8 sequence at the front, 0 if it is not one.
std::size_t utf8Length(std::string_view text)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(0);
    std::size_t length = 0;
    unsigned code = 0;
    if (lead < 0x80) {
        return 1;
    }
    if (lead >= 0xC2 && lead < 0xE0) {
        length = 2;
        code = lead & 0x1FU;
    } else if (lead >= 0xE0 && lead < 0xF0) {
        length = 3;
        code = lead & 0x0FU;
    } else if (lead >= 0xF0 && lead < 0xF5) {
        length = 4;
        code = lead & 0x07U;
    } else {
        return 0;
    }
    if (text.size() < length) {
        return 0;
    }
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0U) != 0x80U) {
            return 0;
        }
        code = (code << 6U) | (byte(i) & 0x3FU);
    }
    const bool overlong = (length == 3 && code < 0x800U) || (length == 4 && code < 0x10000U);
    const bool surrogate = code >= 0xD800U && code <= 0xDFFFU;
    return overlong || surrogate || code > 0x10FFFFU ? 0 : length;
}

} // namespace

std::string inQuotes(std::string_view text)
{
    constexpr std::size_t kLongest = 60;
    if (text.size() <= kLongest) {
        return "\"" + std::string(text) + "\"";
    }
    std::size_t end = kLongest;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
        --end;
    }
    return "\"" + std::string(text.substr(0, end)) + "…\"";
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view kSpace = " \t\r\n";
    const std::size_t first = text.find_first_not_of(kSpace);
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

std::vector<std::string_view> split(std::string_view text, char separator)
{
    std::vector<std::string_view> parts;
    std::size_t start = 0;
    for (std::size_t end = text.find(separator); end != std::string_view::npos;
         end = text.find(separator, start)) {
        parts.push_back(text.substr(start, end - start));
        start = end + 1;
    }
    parts.push_back(text.substr(start));
    return parts;
}

std::string join(const std::vector<std::string>& parts, std::string_view separator)
{
    std::string text;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0) {
            text += separator;
        }
        text += parts[i];
    }
    return text;
}

std::string toText(double value)
{
    constexpr double kExponentFrom = 1e15;
    constexpr double kExponentBelow = 1e-6;
    std::array<char, 64> buffer{};
    const double size = std::abs(value);
    const bool plain = size == 0 || (size < kExponentFrom && size >= kExponentBelow);
    const auto result = plain ? std::to_chars(buffer.data(),
                                              buffer.data() + buffer.size(),
                                              value == 0 ? 0.0 : value,
                                              std::chars_format::fixed)
                              : std::to_chars(buffer.data(),
                                              buffer.data() + buffer.size(),
                                              value,
                                              std::chars_format::scientific);
    return {buffer.data(), result.ptr};
}

std::string grouped(std::string digits)
{
    const std::size_t first = digits.starts_with('-') ? 1 : 0;
    for (std::size_t at = std::min(digits.find('.'), digits.size()); at > first + 3; at -= 3) {
        digits.insert(at - 3, 1, ',');
    }
    return digits;
}

std::string grouped(std::int64_t number)
{
    return grouped(std::to_string(number));
}

std::string wholePercent(double share)
{
    return std::to_string(std::llround(share * 100)) + " %";
}

bool isKebabCase(std::string_view text)
{
    return isWordCase(text, '-');
}

bool isSnakeCase(std::string_view text)
{
    return isWordCase(text, '_');
}

bool isPlainUtf8(std::string_view text)
{
    while (!text.empty()) {
        const std::size_t length = utf8Length(text);
        const auto lead = static_cast<unsigned char>(text.front());
        const bool control = lead < 0x20 && lead != '\t' && lead != '\n';
        if (length == 0 || control || lead == 0x7F) {
            return false;
        }
        text.remove_prefix(length);
    }
    return true;
}

std::string nearest(std::string_view text, const std::vector<std::string>& candidates)
{
    std::string best;
    std::size_t bestDistance = std::max<std::size_t>(2, text.size() / 3) + 1;
    for (const std::string& candidate : candidates) {
        const std::size_t distance = editDistance(text, candidate);
        if (distance < bestDistance) {
            best = candidate;
            bestDistance = distance;
        }
    }
    return best;
}

} // namespace netready
