// SPDX-License-Identifier: Apache-2.0
#include "core/units/measure.h"

#include "core/base/error.h"

#include <array>
#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <tuple>
#include <vector>

#include "tests/support/catch.h"

namespace netready {

namespace {

std::string refusal(const std::string& text)
{
    try {
        const Measure measure = parseMeasure(text);
        FAIL(text << " was read as " << toString(measure));
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::InvalidInput);
        return error.message();
    }
    return "";
}

/// One unit of every kind that can be written.
const std::vector<std::string>& allUnits()
{
    static const std::vector<std::string> units{
        "",       "%",     ":1",        "b",        "B",       "kB",    "GB",     "TB",   "PB",
        "KiB",    "GiB",   "TiB",       "Mbit",     "b/s",     "Gb/s",  "Tbit/s", "GB/s", "GiB/s",
        "GB/min", "TB/h",  "TB/d",      "Gbps",     "MBps",    "ns",    "us",     "µs",   "ms",
        "s",      "min",   "h",         "d",        "weeks",   "years", "mm",     "cm",   "m",
        "km",     "mW",    "W",         "kW",       "MW",      "K",     "kg",     "t",    "kg/m2",
        "Hz",     "IOPS",  "kIOPS",     "GHz",      "/min",    "req/h", "/d",     "USD",  "kEUR",
        "MGBP",   "USD/h", "EUR/month", "CHF/year", "tokens/s"};
    return units;
}

} // namespace

TEST_CASE("a quantity is read into base units", "[units]")
{
    const auto [text, base, dimension] = GENERATE(table<std::string, double, Dimension>({
        {"400 Gb/s", 400e9, kDataRate},
        {"400Gb/s", 400e9, kDataRate},
        {"400 Gbps", 400e9, kDataRate},
        {"400 Gbit/s", 400e9, kDataRate},
        {"1.6 Tbit/s", 1.6e12, kDataRate},
        {"80 GB/s", 640e9, kDataRate},
        {"1 GiB/s", 8589934592, kDataRate},
        {"2 GiB", 17179869184, kDataSize},
        {"2 GB", 16e9, kDataSize},
        {"1 B", 8, kDataSize},
        {"1 b", 1, kDataSize},
        {"1 kB", 8000, kDataSize},
        {"1 KiB", 8192, kDataSize},
        {"25 µs", 25e-6, kTime},
        {"25 μs", 25e-6, kTime}, // the Greek letter
        {"25 us", 25e-6, kTime},
        {"2 h", 7200, kTime},
        {"132 kW", 132e3, kPower},
        {"3:1", 3, kNone},
        {"1:4", 0.25, kNone},
        {"75 %", 0.75, kNone},
        {"75%", 0.75, kNone},
        {"1.2e9", 1.2e9, kNone},
        {"-5", -5, kNone},
        {"+5", 5, kNone},
        {"$2.95/h", 2.95 / 3600, kMoneyRate},
        {"$1.2M", 1.2e6, kMoney},
        {"1.2 MUSD", 1.2e6, kMoney},
        {"€40k", 40e3, kMoney},
        {"30 m", 30, kLength},
        {"10 K", 10, kTemperatureDifference},
        {"100k tokens/s", 0, kNone},
    }));
    if (text == "100k tokens/s") {
        CHECK_THROWS_AS(parseMeasure(text), Error);
        return;
    }
    const Measure measure = parseMeasure(text);
    CHECK(measure.isPoint());
    CHECK(measure.low == base);
    CHECK(measure.dimension == dimension);
}

TEST_CASE("a decimal number and its factor are read together", "[units]")
{
    CHECK(parseMeasure("0.1 GB/s").low == parseMeasure("0.8 Gb/s").low);
    CHECK(parseMeasure("0.7 GB/s").low == parseMeasure("5.6 Gb/s").low);
    CHECK(parseMeasure("1.1 TB").low == parseMeasure("1100 GB").low);
    CHECK(parseMeasure("0.3 ms").low == parseMeasure("300 us").low);
    CHECK(parseMeasure("12.8 Tb/s").low == parseMeasure("12800 Gb/s").low);
    CHECK(parseMeasure("2.9e-3 s").low == parseMeasure("2.9 ms").low);
    CHECK(parseMeasure("33 %").low == 0.33);
    std::mt19937_64 random(3);
    for (int i = 0; i < 5000; ++i) {
        const std::uint64_t whole = random() % 100000;
        const std::string digits =
            std::to_string(whole / 1000) + "." + std::to_string(1000 + whole % 1000).substr(1);
        REQUIRE(parseMeasure(digits + " Tb/s").low ==
                parseMeasure(std::to_string(whole) + " Gb/s").low);
    }
}

TEST_CASE("a range is read in all its forms", "[units]")
{
    const auto [text, low, high] = GENERATE(table<std::string, double, double>({
        {"100..400 Gb/s", 100e9, 400e9},
        {"100 Gb/s..400 Gb/s", 100e9, 400e9},
        {"1 GB .. 2 TB", 8e9, 16e12},
        {"100-400 Gb/s", 100e9, 400e9},
        {"100–400 Gb/s", 100e9, 400e9},
        {"1e3-2e3", 1000, 2000},
        {"1e-3..2e-3", 0.001, 0.002},
        {"-5..5", -5, 5},
        {"$1-2/h", 1.0 / 3600, 2.0 / 3600},
        {"1:1..3:1", 1, 3},
        {"400..400 Gb/s", 400e9, 400e9},
    }));
    if (text == "$1-2/h") {
        // A sign belongs to its own end; what it leaves without a unit is not guessed.
        CHECK_THROWS_AS(parseMeasure(text), Error);
        return;
    }
    const Measure measure = parseMeasure(text);
    CHECK(measure.low == low);
    CHECK(measure.high == high);
}

TEST_CASE("what could be meant in two ways is refused", "[units]")
{
    const auto [text, why] = GENERATE(table<std::string, std::string>({
        {"", "a value is missing"},
        {"   ", "a value is missing"},
        {"fast", "does not start with a number"},
        {"400 G", "a prefix is not a unit"},
        {"400 K", ""}, // kelvin
        {"10 Kb", "write k for 1000 or Ki for 1024"},
        {"400 Gx/s", "is not known"},
        {"400 gb/s", "is not known"},
        {"400 GB/sec/s", "is not known"},
        {"1,000 Gb/s", "without thousands commas"},
        {"400..100 Gb/s", "turned round"},
        {"1 GB..2 Gb/s", "same dimension"},
        {"$1..€2", "same dimension"},
        {"3:0", "must be above zero"},
        {"3:1:1", "not a ratio"},
        {"3:x", "not a ratio"},
        {"1e61", "out of range"},
        {"1e999999999999", "out of range"},
        {"99999999999999999999999999999999999999999", "too long"},
        {"nan", "does not start with a number"},
        {"inf", "does not start with a number"},
        {"0x10", "is not known"},
    }));
    if (why.empty()) {
        CHECK(parseMeasure(text).dimension == kTemperatureDifference);
        return;
    }
    const std::string message = refusal(text);
    INFO(message);
    CHECK(message.find(why) != std::string::npos);
}

TEST_CASE("zero has no sign", "[units]")
{
    CHECK_FALSE(std::signbit(parseMeasure("-0 Gb/s").low));
    CHECK(toString(parseMeasure("-0.0 Gb/s")) == "0 Gb/s");
}

TEST_CASE("a long text is refused without its end in the message", "[units]")
{
    const std::string message = refusal(std::string(100000, '4'));
    CHECK(message.size() < 200);
}

TEST_CASE("a value of the wrong dimension is named as what it is", "[units]")
{
    try {
        static_cast<void>(parseMeasure("400 GB", kDataRate, "Gb/s"));
        FAIL("a size was taken for a rate");
    } catch (const Error& error) {
        CHECK(error.message() == "\"400 GB\" is a data size; a data rate is needed, such as Gb/s");
    }
    CHECK_THROWS_AS(parseMeasure("5", kDataRate, "Gb/s"), Error);
    CHECK_THROWS_AS(parseMeasure("5 m", kNone, ""), Error);
    CHECK(parseMeasure("400 Gb/s", kDataRate, "Gb/s").low == 400e9);
}

TEST_CASE("the unit that was written is printed again", "[units]")
{
    const std::string text = GENERATE(values<std::string>({"400 Gb/s",
                                                           "0.1 GB/s",
                                                           "1.6 Tbit/s",
                                                           "2 GiB",
                                                           "25 µs",
                                                           "132 kW",
                                                           "3:1",
                                                           "1:3",
                                                           "75 %",
                                                           "0",
                                                           "-5",
                                                           "2.95 USD/h",
                                                           "100..400 Gb/s",
                                                           "1:3..2:1",
                                                           "33.3 %"}));
    CHECK(toString(parseMeasure(text)) == text);
}

TEST_CASE("what was read and printed is read again to the last bit", "[units]")
{
    std::mt19937_64 random(4);
    for (int i = 0; i < 40000; ++i) {
        const std::string& unit = allUnits()[random() % allUnits().size()];
        std::string number = std::to_string(random() >> (random() % 64));
        number.insert(1 + random() % number.size(), number.size() > 1 ? "." : "");
        number += number.ends_with('.') ? "5" : "";
        number +=
            random() % 4 == 0 ? "e" + std::to_string(static_cast<int>(random() % 30) - 15) : "";
        if (unit == ":1" && !(parseMeasure(number).low > 0)) {
            continue;
        }
        const std::string written = number + (unit == ":1" ? "" : " ") + unit;
        const Measure measure = parseMeasure(written);
        INFO(written << " was printed as " << toString(measure));
        REQUIRE(parseMeasure(toString(measure)) == measure);
    }
}

TEST_CASE("any bits are printed so that they are read again", "[units]")
{
    std::mt19937_64 random(5);
    for (int i = 0; i < 40000; ++i) {
        const std::string& unit = allUnits()[random() % allUnits().size()];
        Measure measure = parseMeasure(unit == ":1" ? "1:1" : "1 " + unit);
        const double one = measure.low;
        const auto any = [&] {
            const double mantissa = 1 + static_cast<double>(random() >> 12U) * 0x1p-52;
            return std::ldexp(mantissa, static_cast<int>(random() % 60) - 30) * one;
        };
        const double a = any();
        const double b = random() % 2 == 0 ? any() : a;
        measure.low = std::min(a, b);
        measure.high = std::max(a, b);
        const std::string text = toString(measure);
        INFO(unit << ": " << text);
        const Measure again = parseMeasure(text);
        // Decimal prefixes, bytes and binary prefixes are exact; hours and years may not express
        // every double.
        REQUIRE(std::abs(again.low - measure.low) <= std::abs(measure.low) * 0x1p-52);
        REQUIRE(std::abs(again.high - measure.high) <= std::abs(measure.high) * 0x1p-52);
        const bool exact = unit.ends_with("B") || unit.ends_with("b") || unit.ends_with("B/s") ||
                           unit.ends_with("b/s") || unit.ends_with("W") || unit.empty() ||
                           unit.ends_with("IOPS") || unit == "ns" || unit == "%" || unit == "USD";
        if (exact) {
            REQUIRE(again == measure);
        }
    }
}

TEST_CASE("a readable measure has one to three digits before the point", "[units]")
{
    const auto [text, readable] = GENERATE(table<std::string, std::string>({
        {"480..640 Gb/s", "480–640 Gb/s"},
        {"0.4 Tb/s", "400 Gb/s"},
        {"1600 Gb/s", "1.6 Tb/s"},
        {"123456 MB", "123 GB"},
        {"999.96 GB", "1 TB"},
        {"2048 GiB", "2 TiB"},
        {"1500 ms", "1.5 s"},
        {"90 s", "1.5 min"},
        {"0 Gb/s", "0 Gb/s"},
        {"3:1", "3:1"},
        {"2500000 USD", "$2.5 M"},
        {"52000..1400000 USD", "$0.052–1.4 M"},
        {"0..640000 EUR", "€0–640 k"},
        {"2500000 CHF", "2.5 MCHF"},
        {"2.95 USD/h", "2.95 USD/h"},
    }));
    CHECK(toReadable(parseMeasure(text)) == readable);
}

TEST_CASE("an open end of a range prints as one", "[units]")
{
    const double infinity = std::numeric_limits<double>::infinity();
    Measure open = parseMeasure("100 Gb/s");
    open.high = infinity;
    CHECK(toString(open) == ">= 100 Gb/s");
    open.high = open.low;
    open.low = -infinity;
    CHECK(toString(open) == "<= 100 Gb/s");
    CHECK(toReadable(open) == "≤ 100 Gb/s");
    open.low = parseMeasure("1600 Gb/s").low;
    open.high = infinity;
    CHECK(toReadable(open) == "≥ 1.6 Tb/s");
    open.low = -infinity;
    CHECK(toString(open) == "any");
}

TEST_CASE("every unit knows its factor and its dimension", "[units]")
{
    for (const std::string& unit : allUnits()) {
        INFO(unit);
        REQUIRE(unitDimension(unit));
        CHECK(unitFactor(unit) > 0);
    }
    CHECK(unitFactor("GB") == 8e9);
    CHECK(unitFactor("") == 1);
    CHECK_FALSE(unitDimension("furlong"));
    CHECK_THROWS_AS(unitFactor("furlong"), Error);
    for (const Dimension dimension : {kNone,
                                      kDataSize,
                                      kTime,
                                      kDataRate,
                                      kFrequency,
                                      kLength,
                                      kPower,
                                      kMoney,
                                      kMoneyRate,
                                      kTemperatureDifference,
                                      kMass}) {
        CHECK(unitDimension(defaultUnit(dimension)) == dimension);
    }
}

} // namespace netready
