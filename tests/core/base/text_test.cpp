// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"

#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <tuple>
#include <vector>

#include "tests/support/catch.h"

namespace netready {

namespace {

double readBack(const std::string& text)
{
    double value = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    REQUIRE(result.ptr == text.data() + text.size());
    return value;
}

} // namespace

TEST_CASE("a long value is cut between two characters", "[base]")
{
    CHECK(inQuotes("") == "\"\"");
    CHECK(inQuotes("400 Gb/s") == "\"400 Gb/s\"");
    CHECK(inQuotes(std::string(60, 'a')) == "\"" + std::string(60, 'a') + "\"");
    CHECK(inQuotes(std::string(61, 'a')) == "\"" + std::string(60, 'a') + "…\"");
    // 59 letters, then a character of three bytes across the border.
    CHECK(inQuotes(std::string(59, 'a') + "€€") == "\"" + std::string(59, 'a') + "…\"");
    CHECK(isPlainUtf8(inQuotes(std::string(58, 'a') + "€€")));
}

TEST_CASE("space at the ends is trimmed, space inside is kept", "[base]")
{
    CHECK(trimmed(" \t a b\r\n") == "a b");
    CHECK(trimmed("").empty());
    CHECK(trimmed(" \n ").empty());
}

TEST_CASE("splitting and joining keep empty parts", "[base]")
{
    using Parts = std::vector<std::string_view>;
    CHECK(split("", ',') == Parts{""});
    CHECK(split("a", ',') == Parts{"a"});
    CHECK(split(",a,,b,", ',') == Parts{"", "a", "", "b", ""});
    CHECK(join({"a", "b", "c"}, ", ") == "a, b, c");
    CHECK(join({}, ", ").empty());
    CHECK(join({"", "a", "", "b"}, ",") == ",a,,b");
}

TEST_CASE("a number is as short as it can be read back", "[base]")
{
    const auto [value, text] = GENERATE(table<double, std::string>({
        {0, "0"},
        {-0.0, "0"},
        {1, "1"},
        {-2.5, "-2.5"},
        {0.1, "0.1"},
        {1e9, "1000000000"},
        {400e9, "400000000000"},
        {999999999999999, "999999999999999"},
        {1e15, "1e+15"},
        {1.5e21, "1.5e+21"},
        {1e-6, "0.000001"},
        {1e-7, "1e-07"},
        {1.0 / 3, "0.3333333333333333"},
    }));
    CHECK(toText(value) == text);
}

TEST_CASE("every finite number is read back to the last bit", "[base]")
{
    std::mt19937_64 random(1);
    for (int i = 0; i < 20000; ++i) {
        const auto value = std::bit_cast<double>(random());
        if (std::isfinite(value)) {
            REQUIRE(readBack(toText(value)) == value);
        }
    }
    CHECK(readBack(toText(std::numeric_limits<double>::denorm_min())) > 0);
    CHECK(readBack(toText(std::numeric_limits<double>::max())) ==
          std::numeric_limits<double>::max());
}

TEST_CASE("identifiers follow their case", "[base]")
{
    const auto [text, kebab, snake] = GENERATE(table<std::string, bool, bool>({
        {"a", true, true},
        {"a1", true, true},
        {"a-b2-c", true, false},
        {"a_b2_c", false, true},
        {"a--b", false, false},
        {"a__b", false, false},
        {"-a", false, false},
        {"a-", false, false},
        {"_a", false, false},
        {"a_", false, false},
        {"1a", false, false},
        {"A", false, false},
        {"a b", false, false},
        {"ä", false, false},
        {"", false, false},
    }));
    CHECK(isKebabCase(text) == kebab);
    CHECK(isSnakeCase(text) == snake);
}

TEST_CASE("only UTF-8 without control characters is plain", "[base]")
{
    CHECK(isPlainUtf8(""));
    CHECK(isPlainUtf8("a\tb\nc"));
    CHECK(isPlainUtf8("25 µs – 1 € 😀"));
    CHECK(isPlainUtf8("\xEF\xBF\xBD"));
    const std::string bad = GENERATE(values<std::string>({
        std::string(1, '\0'),
        "\r",
        "\x1B",
        "\x7F",
        "\x80",             // continuation without a lead
        "\xC3",             // lead without a continuation
        "\xC3(",            // wrong continuation
        "\xC0\x80",         // overlong
        "\xE0\x80\x80",     // overlong
        "\xF0\x80\x80\x80", // overlong
        "\xED\xA0\x80",     // surrogate
        "\xF4\x90\x80\x80", // beyond U+10FFFF
        "\xF8\x88\x80\x80\x80",
        "\xFF",
    }));
    CHECK_FALSE(isPlainUtf8(bad));
    CHECK_FALSE(isPlainUtf8("a" + bad));
}

TEST_CASE("only a near name is suggested", "[base]")
{
    const std::vector<std::string> names{"port_speed", "port_count", "uplink_speed"};
    CHECK(nearest("port_sped", names) == "port_speed");
    CHECK(nearest("prot_speed", names) == "port_speed");
    CHECK(nearest("mtu", names).empty());
    CHECK(nearest("", names).empty());
    CHECK(nearest("port_speed", {}).empty());
}

} // namespace netready
