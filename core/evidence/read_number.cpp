// SPDX-License-Identifier: Apache-2.0
#include "core/evidence/read_number.h"

#include "core/base/text.h"

#include <array>
#include <charconv>
#include <cmath>
#include <string>

namespace netready {

std::optional<double> readNumber(std::string_view text)
{
    text = trimmed(text);
    const std::optional<double> value = takeNumber(text);
    return text.empty() ? value : std::nullopt;
}

std::optional<std::int64_t> readInteger(std::string_view text)
{
    text = trimmed(text);
    if (text.starts_with('+')) {
        text.remove_prefix(1);
    }
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return value;
}

std::optional<std::uint64_t> readHexadecimal(std::string_view text)
{
    text = trimmed(text);
    if (text.starts_with("0x") || text.starts_with("0X")) {
        text.remove_prefix(2);
    }
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, 16);
    if (error != std::errc() || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return value;
}

std::optional<double> readCommaNumber(std::string_view text)
{
    std::string changed(text);
    const std::size_t comma = changed.find(',');
    if (comma != std::string::npos) {
        if (changed.find(',', comma + 1) != std::string::npos ||
            changed.find('.') != std::string::npos) {
            return std::nullopt;
        }
        changed[comma] = '.';
    }
    return readNumber(changed);
}

std::optional<double> readQuantity(std::string_view text)
{
    text = trimmed(text);
    const std::optional<double> number = takeNumber(text);
    if (!number) {
        return std::nullopt;
    }
    struct Suffix
    {
        std::string_view text;
        double factor;
    };
    static constexpr auto kSuffixes = std::to_array<Suffix>({{"", 1},
                                                             {"m", 1e-3},
                                                             {"k", 1e3},
                                                             {"M", 1e6},
                                                             {"G", 1e9},
                                                             {"T", 1e12},
                                                             {"Ki", 1024.0},
                                                             {"Mi", 1048576.0},
                                                             {"Gi", 1073741824.0},
                                                             {"Ti", 1099511627776.0}});
    for (const Suffix& suffix : kSuffixes) {
        if (text == suffix.text) {
            return *number * suffix.factor;
        }
    }
    return std::nullopt;
}

std::optional<double> takeNumber(std::string_view& text)
{
    std::string_view digits = text;
    if (digits.starts_with('+')) {
        digits.remove_prefix(1);
    }
    const char next = digits.empty()                               ? ' '
                      : digits.front() == '-' && digits.size() > 1 ? digits[1]
                                                                   : digits.front();
    if (!(next >= '0' && next <= '9') && next != '.') {
        return std::nullopt; // also nan and inf, which from_chars would take
    }
    double value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc() || !std::isfinite(value)) {
        return std::nullopt;
    }
    text = digits.substr(static_cast<std::size_t>(end - digits.data()));
    return value;
}

} // namespace netready
