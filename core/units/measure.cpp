// SPDX-License-Identifier: Apache-2.0
#include "core/units/measure.h"

#include "core/base/error.h"
#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <utility>
#include <vector>

namespace netready {

namespace {

/// base value = number * 10^exponent * multiplier; the power of ten is applied to the decimal text,
/// so that the only rounding is the one to double.
struct Unit
{
    Dimension dimension;
    int exponent = 0;
    double multiplier = 1;
    Currency currency = Currency::None;
};

constexpr double kMinute = 60;
constexpr double kHour = 3600;
constexpr double kDay = 86400;

using UnitTable = std::map<std::string, Unit, std::less<>>;

void addDataUnits(UnitTable& table)
{
    const std::vector<std::pair<std::string, int>> decimal{
        {"", 0}, {"k", 3}, {"M", 6}, {"G", 9}, {"T", 12}, {"P", 15}, {"E", 18}};
    const std::vector<std::pair<std::string, int>> binary{
        {"Ki", 10}, {"Mi", 20}, {"Gi", 30}, {"Ti", 40}, {"Pi", 50}, {"Ei", 60}};
    const std::vector<std::pair<std::string, double>> sizes{{"b", 1}, {"bit", 1}, {"B", 8}};
    const std::vector<std::pair<std::string, double>> times{
        {"/s", 1}, {"/min", kMinute}, {"/h", kHour}, {"/d", kDay}};
    const auto add = [&](const std::string& symbol, int exponent, double multiplier) {
        table[symbol] = {kDataSize, exponent, multiplier, Currency::None};
        for (const auto& [suffix, length] : times) {
            table[symbol + suffix] = {kDataRate, exponent, multiplier / length, Currency::None};
        }
    };
    for (const auto& [size, bits] : sizes) {
        for (const auto& [prefix, exponent] : decimal) {
            add(prefix + size, exponent, bits);
        }
        for (const auto& [prefix, exponent] : binary) {
            add(prefix + size, 0, std::ldexp(bits, exponent));
        }
    }
    for (const auto& [prefix, exponent] : decimal) {
        table[prefix + "bps"] = {kDataRate, exponent, 1, Currency::None};
        table[prefix + "Bps"] = {kDataRate, exponent, 8, Currency::None};
    }
}

void addMoneyUnits(UnitTable& table)
{
    const std::vector<std::pair<std::string, Currency>> currencies{{"USD", Currency::Usd},
                                                                   {"EUR", Currency::Eur},
                                                                   {"GBP", Currency::Gbp},
                                                                   {"CHF", Currency::Chf}};
    const std::vector<std::pair<std::string, int>> prefixes{{"", 0}, {"k", 3}, {"M", 6}};
    for (const auto& [code, currency] : currencies) {
        for (const auto& [prefix, exponent] : prefixes) {
            table[prefix + code] = {kMoney, exponent, 1, currency};
            table[prefix + code + "/h"] = {kMoneyRate, exponent, 1 / kHour, currency};
            table[prefix + code + "/month"] = {
                kMoneyRate, exponent, 1 / (kDay * 365 / 12), currency};
            table[prefix + code + "/year"] = {kMoneyRate, exponent, 1 / (kDay * 365), currency};
        }
    }
}

UnitTable makeUnits()
{
    UnitTable table;
    table[""] = {kNone};
    table["%"] = {kNone, -2};
    table[":1"] = {kNone};
    addDataUnits(table);
    addMoneyUnits(table);
    const auto add =
        [&table](std::string_view symbols, Dimension dimension, int exponent, double multiplier) {
            for (const std::string_view symbol : split(symbols, ' ')) {
                table[std::string(symbol)] = {dimension, exponent, multiplier, Currency::None};
            }
        };
    add("ns", kTime, -9, 1);
    add("us µs μs", kTime, -6, 1);
    add("ms", kTime, -3, 1);
    add("s", kTime, 0, 1);
    add("min", kTime, 0, kMinute);
    add("h", kTime, 0, kHour);
    add("d days day", kTime, 0, kDay);
    add("weeks week", kTime, 0, kDay * 7);
    add("years year", kTime, 0, kDay * 365);
    add("mm", kLength, -3, 1);
    add("cm", kLength, -2, 1);
    add("m", kLength, 0, 1);
    add("km", kLength, 3, 1);
    add("mW", kPower, -3, 1);
    add("W", kPower, 0, 1);
    add("kW", kPower, 3, 1);
    add("MW", kPower, 6, 1);
    add("K", kTemperatureDifference, 0, 1);
    add("kg", kMass, 0, 1);
    add("t", kMass, 3, 1);
    add("kg/m2 kg/m²", kMass / (kLength * kLength), 0, 1);
    add("Hz /s IOPS req/s tokens/s", kFrequency, 0, 1);
    add("kHz kIOPS", kFrequency, 3, 1);
    add("MHz MIOPS", kFrequency, 6, 1);
    add("GHz GFLOP/s", kFrequency, 9, 1);
    add("TFLOP/s", kFrequency, 12, 1);
    add("PFLOP/s", kFrequency, 15, 1);
    add("/min req/min", kFrequency, 0, 1 / kMinute);
    add("/h req/h", kFrequency, 0, 1 / kHour);
    add("/d req/d", kFrequency, 0, 1 / kDay);
    return table;
}

const UnitTable& units()
{
    static const UnitTable table = makeUnits();
    return table;
}

[[noreturn]] void refuse(std::string message)
{
    throw Error(ErrorCode::InvalidInput, std::move(message));
}

std::string aDimension(Dimension dimension)
{
    if (dimension == kNone) {
        return "a plain number";
    }
    std::string name = toString(dimension);
    std::replace(name.begin(), name.end(), '_', ' ');
    return "a " + name;
}

const Unit& findUnit(std::string_view symbol, std::string_view whole)
{
    const auto found = units().find(symbol);
    if (found != units().end()) {
        return found->second;
    }
    std::string hint;
    if (symbol == "G" || symbol == "K" || symbol == "M" || symbol == "T" || symbol == "k") {
        hint = ": a prefix is not a unit; write for example Gb/s or GB";
    } else if (symbol.starts_with('K') && symbol.size() > 1 && symbol[1] != 'i') {
        hint = ": write k for 1000 or Ki for 1024";
    } else {
        std::vector<std::string> known;
        for (const auto& [name, unit] : units()) {
            known.push_back(name);
        }
        const std::string near = nearest(symbol, known);
        hint = near.empty() || symbol.size() < 2 ? "" : "; did you mean " + inQuotes(near) + "?";
    }
    refuse("the unit " + inQuotes(symbol) + " in " + inQuotes(whole) + " is not known" + hint);
}

/// Takes a decimal number from the front; empty if there is none.
std::string_view takeNumber(std::string_view& text)
{
    std::size_t end = 0;
    const auto digits = [&] {
        const std::size_t start = end;
        while (end < text.size() && text[end] >= '0' && text[end] <= '9') {
            ++end;
        }
        return end > start;
    };
    if (end < text.size() && (text[end] == '-' || text[end] == '+')) {
        ++end;
    }
    bool any = digits();
    if (end + 1 < text.size() && text[end] == '.' && text[end + 1] >= '0' && text[end + 1] <= '9') {
        ++end;
        any = digits() || any;
    }
    if (!any) {
        return {};
    }
    const std::size_t mantissa = end;
    if (end < text.size() && (text[end] == 'e' || text[end] == 'E')) {
        ++end;
        if (end < text.size() && (text[end] == '-' || text[end] == '+')) {
            ++end;
        }
        if (!digits()) {
            end = mantissa;
        }
    }
    const std::string_view number = text.substr(0, end);
    text.remove_prefix(end);
    return number;
}

double scaled(std::string_view number, const Unit& unit, std::string_view whole)
{
    // Longer numbers than any measurement are refused, which bounds the exponent arithmetic below.
    constexpr std::size_t kLongestNumber = 40;
    constexpr double kLargest = 1e60;
    if (number.size() > kLongestNumber) {
        refuse("the number in " + inQuotes(whole) + " is too long");
    }
    std::string_view mantissa = number.starts_with('+') ? number.substr(1) : number;
    int exponent = unit.exponent;
    const std::size_t e = mantissa.find_first_of("eE");
    if (e != std::string_view::npos) {
        std::string_view digits = mantissa.substr(e + 1);
        digits.remove_prefix(digits.starts_with('+') ? 1 : 0);
        int written = 0;
        const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), written);
        if (result.ec != std::errc{} || std::abs(written) > 60) {
            refuse("the number in " + inQuotes(whole) + " is out of range");
        }
        exponent += written;
        mantissa = mantissa.substr(0, e);
    }
    const std::string text = std::string(mantissa) + "e" + std::to_string(exponent);
    double value = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    if (result.ec != std::errc{} || !(std::abs(value) < kLargest)) {
        refuse("the number in " + inQuotes(whole) + " is out of range");
    }
    // The sum makes -0 to 0, whose text is what people expect and which a file keeps.
    return value * unit.multiplier + 0.0;
}

struct Part
{
    std::string_view number;
    std::string unit; ///< "?" if none was written
};

constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kSigns{
    {{"$", "USD"}, {"€", "EUR"}, {"£", "GBP"}}};

/// Reads one end of a range: `$1.2M/h`, `400 Gb/s`, `400`.
Part readPart(std::string_view text, std::string_view whole)
{
    text = trimmed(text);
    std::string currency;
    for (const auto& [sign, code] : kSigns) {
        if (text.starts_with(sign)) {
            currency = code;
            text = trimmed(text.substr(sign.size()));
        }
    }
    Part part;
    part.number = takeNumber(text);
    if (part.number.empty()) {
        refuse(inQuotes(whole) + " does not start with a number");
    }
    if (text.starts_with(',')) {
        refuse("write " + inQuotes(whole) + " with a decimal point and without thousands commas");
    }
    text = trimmed(text);
    if (text.starts_with(':')) {
        return part;
    }
    if (currency.empty()) {
        for (const auto& [sign, code] : kSigns) {
            const std::size_t at = text.find(sign);
            if (at <= 1) {
                part.unit = std::string(text.substr(0, at)) + std::string(code) +
                            std::string(text.substr(at + sign.size()));
                return part;
            }
        }
        part.unit = text.empty() ? "?" : std::string(text);
        return part;
    }
    std::string prefix;
    if (text.starts_with('k') || text.starts_with('M')) {
        prefix = text.substr(0, 1);
        text.remove_prefix(1);
    }
    part.unit = prefix + currency + std::string(text);
    return part;
}

/// Where the second end of a range starts, as {end of first, start of second}; npos if one value.
std::pair<std::size_t, std::size_t> rangeBreak(std::string_view text)
{
    constexpr std::string_view kEnDash = "–";
    for (const std::string_view mark : {std::string_view(".."), kEnDash}) {
        const std::size_t at = text.find(mark);
        if (at != std::string_view::npos) {
            return {at, at + mark.size()};
        }
    }
    for (std::size_t at = text.find('-', 1); at != std::string_view::npos;
         at = text.find('-', at + 1)) {
        const char before = text[at - 1];
        const bool exponent = (before == 'e' || before == 'E') && at >= 2 && text[at - 2] >= '0' &&
                              text[at - 2] <= '9';
        const std::string_view after = trimmed(text.substr(at + 1));
        const bool number = !after.empty() && ((after.front() >= '0' && after.front() <= '9') ||
                                               after.front() == '$');
        if (!exponent && number) {
            return {at, at + 1};
        }
    }
    return {std::string_view::npos, 0};
}

bool isRatioText(std::string_view text)
{
    return text.find(':') != std::string_view::npos;
}

double readRatio(std::string_view text, std::string_view whole)
{
    const std::vector<std::string_view> sides = split(text, ':');
    std::array<double, 2> numbers{};
    if (sides.size() != 2) {
        refuse(inQuotes(whole) + " is not a ratio such as 3:1");
    }
    for (std::size_t i = 0; i < 2; ++i) {
        std::string_view rest = trimmed(sides[i]);
        const std::string_view number = takeNumber(rest);
        if (number.empty() || !trimmed(rest).empty()) {
            refuse(inQuotes(whole) + " is not a ratio such as 3:1");
        }
        numbers[i] = scaled(number, Unit{}, whole);
    }
    if (!(numbers[0] > 0) || !(numbers[1] > 0)) {
        refuse("both sides of the ratio " + inQuotes(whole) + " must be above zero");
    }
    return numbers[0] / numbers[1];
}

Measure
makeMeasure(double low, double high, const Unit& unit, std::string symbol, std::string_view whole)
{
    if (high < low) {
        refuse("the range " + inQuotes(whole) +
               " is turned round: its first end is above its second");
    }
    return {low, high, unit.dimension, unit.currency, std::move(symbol)};
}

/// Shortest decimal text of `value * 10^shift` that is read back as `value`, before the shift.
std::string shiftedText(double value, int shift)
{
    constexpr int kExponentFrom = 15;
    constexpr int kExponentBelow = -6;
    std::array<char, 64> buffer{};
    const auto result = std::to_chars(buffer.data(),
                                      buffer.data() + buffer.size(),
                                      std::abs(value),
                                      std::chars_format::scientific);
    const std::string_view written(buffer.data(),
                                   static_cast<std::size_t>(result.ptr - buffer.data()));
    const std::size_t e = written.find('e');
    std::string_view power = written.substr(e + 1);
    power.remove_prefix(power.starts_with('+') ? 1 : 0);
    int exponent = 0;
    std::from_chars(power.data(), power.data() + power.size(), exponent);
    exponent += shift;
    std::string digits(written.substr(0, 1));
    digits += e > 2 ? written.substr(2, e - 2) : "";
    std::string text = value < 0 ? "-" : "";
    if (exponent >= kExponentFrom || exponent < kExponentBelow) {
        text += digits.substr(0, 1) + (digits.size() > 1 ? "." + digits.substr(1) : "");
        return text + "e" + std::to_string(exponent);
    }
    if (exponent < 0) {
        return text + "0." + std::string(static_cast<std::size_t>(-exponent - 1), '0') + digits;
    }
    const auto whole = static_cast<std::size_t>(exponent) + 1;
    digits.append(whole > digits.size() ? whole - digits.size() : 0, '0');
    text += digits.substr(0, whole);
    return text + (digits.size() > whole ? "." + digits.substr(whole) : "");
}

std::string numberText(double base, const std::string& symbol)
{
    const Unit& unit = findUnit(symbol, symbol);
    if (base == 0) {
        return "0";
    }
    // Dividing by the multiplier may miss the number that was written by a bit or two, so the
    // neighbours are tried too; the shortest text that parses back to the base value wins.
    constexpr int kNeighbours = 2;
    double candidate = base / unit.multiplier;
    for (int i = 0; i < kNeighbours; ++i) {
        candidate = std::nextafter(candidate, 0);
    }
    std::string best;
    for (int i = 0; i < 2 * kNeighbours + 1; ++i) {
        const std::string text = shiftedText(candidate, -unit.exponent);
        if (candidate * unit.multiplier == base && (best.empty() || text.size() < best.size())) {
            best = text;
        }
        candidate = std::nextafter(candidate, std::copysign(HUGE_VAL, base));
    }
    return best.empty() ? shiftedText(base / unit.multiplier, -unit.exponent) : best;
}

std::string withUnit(const std::string& number, const std::string& unit)
{
    if (unit.empty()) {
        return number;
    }
    if (unit == ":1") {
        return number + unit;
    }
    return number + " " + unit;
}

std::string ratioText(double value)
{
    if (value >= 1 || value <= 0) {
        return toText(value) + ":1";
    }
    std::array<char, 64> buffer{};
    for (int digits = 15; digits <= 17; ++digits) {
        const auto result = std::to_chars(buffer.data(),
                                          buffer.data() + buffer.size(),
                                          1 / value,
                                          std::chars_format::general,
                                          digits);
        double side = 0;
        std::from_chars(buffer.data(), result.ptr, side);
        if (1.0 / side == value) {
            return "1:" + toText(side);
        }
    }
    return toText(value) + ":1";
}

double roundedTo(double value, int digits)
{
    if (value == 0) {
        return 0;
    }
    // Through text, for powers of ten are not exact.
    std::array<char, 64> buffer{};
    const auto written = std::to_chars(buffer.data(),
                                       buffer.data() + buffer.size(),
                                       value,
                                       std::chars_format::scientific,
                                       digits - 1);
    double rounded = value;
    std::from_chars(buffer.data(), written.ptr, rounded);
    return rounded;
}

/// A range of which an end is open; `closed` writes the other one.
template <class Closed>
std::string openText(const Measure& measure,
                     std::string_view atLeast,
                     std::string_view atMost,
                     const Closed& closed)
{
    if (std::isfinite(measure.low)) {
        return std::string(atLeast) + closed(measure.low);
    }
    return std::isfinite(measure.high) ? std::string(atMost) + closed(measure.high) : "any";
}

std::vector<std::string> familyOf(const std::string& unit, Dimension dimension)
{
    const bool perSecond = unit.ends_with("/s") || unit.ends_with("ps");
    const bool isByte = unit.find('B') != std::string::npos;
    const bool isBinary = unit.find('i') != std::string::npos && unit.find("bit") != 0;
    if (dimension == kDataSize || (dimension == kDataRate && perSecond)) {
        const std::string tail =
            std::string(isByte ? "B" : "b") + (dimension == kDataRate ? "/s" : "");
        std::vector<std::string> family;
        for (const std::string prefix : {"", "k", "M", "G", "T", "P"}) {
            const bool binary = isBinary && isByte && !prefix.empty();
            std::string symbol = prefix;
            if (binary) {
                symbol = prefix == "k" ? "Ki" : prefix + "i";
            }
            family.push_back(symbol.append(tail));
        }
        return family;
    }
    if (dimension == kTime) {
        return {"ns", "µs", "ms", "s", "min", "h", "d"};
    }
    if (dimension == kLength) {
        return {"mm", "m", "km"};
    }
    if (dimension == kPower) {
        return {"W", "kW", "MW"};
    }
    if (dimension == kMoney && unit.size() >= 3) {
        const std::string code = unit.substr(unit.size() - 3);
        return {code, "k" + code, "M" + code};
    }
    return {unit};
}

} // namespace

Measure parseMeasure(std::string_view text)
{
    const std::string_view whole = text;
    text = trimmed(text);
    if (text.empty()) {
        refuse("a value is missing");
    }
    constexpr std::size_t kLongest = 200;
    if (text.size() > kLongest) {
        refuse(inQuotes(text) + " is too long for a quantity");
    }
    const auto [end, start] = rangeBreak(text);
    const bool isRange = end != std::string_view::npos;
    const std::string_view first = isRange ? text.substr(0, end) : text;
    const std::string_view second = isRange ? text.substr(start) : text;
    if (isRatioText(second)) {
        const double high = readRatio(second, whole);
        double low = high;
        if (isRange) {
            low = isRatioText(first) ? readRatio(first, whole)
                                     : scaled(readPart(first, whole).number, Unit{}, whole);
        }
        return makeMeasure(low, high, Unit{}, ":1", whole);
    }
    const Part highPart = readPart(second, whole);
    const Part lowPart = isRange ? readPart(first, whole) : highPart;
    const std::string highUnit = highPart.unit == "?" ? "" : highPart.unit;
    const std::string lowUnit = lowPart.unit == "?" ? highUnit : lowPart.unit;
    const Unit& high = findUnit(highUnit, whole);
    const Unit& low = findUnit(lowUnit, whole);
    if (low.dimension != high.dimension || low.currency != high.currency) {
        refuse("the ends of " + inQuotes(whole) + " do not have the same dimension");
    }
    return makeMeasure(scaled(lowPart.number, low, whole),
                       scaled(highPart.number, high, whole),
                       high,
                       highUnit,
                       whole);
}

Measure parseMeasure(std::string_view text, Dimension expected, std::string_view unit)
{
    Measure measure = parseMeasure(text);
    if (measure.dimension != expected) {
        const std::string wanted = unit.empty() ? "" : ", such as " + std::string(unit);
        refuse(inQuotes(trimmed(text)) + " is " + aDimension(measure.dimension) + "; " +
               aDimension(expected) + " is needed" + wanted);
    }
    return measure;
}

std::string toString(const Measure& measure)
{
    const std::string unit = measure.unit.empty() && measure.dimension != kNone
                                 ? std::string(defaultUnit(measure.dimension))
                                 : measure.unit;
    const auto text = [&](double end) {
        return unit == ":1" ? ratioText(end) : numberText(end, unit);
    };
    const auto endText = [&](double end) {
        return unit == ":1" ? ratioText(end) : withUnit(numberText(end, unit), unit);
    };
    if (!std::isfinite(measure.low) || !std::isfinite(measure.high)) {
        return openText(measure, ">= ", "<= ", endText);
    }
    const std::string high = endText(measure.high);
    return measure.isPoint() ? high : text(measure.low) + ".." + high;
}

namespace {

/// `$2.5 M` from `2.5` and `MUSD`; other units and currencies without a sign as withUnit.
std::string forPeople(const std::string& number, const std::string& unit)
{
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kMoneySigns{
        {{"USD", "$"}, {"EUR", "€"}, {"GBP", "£"}}};
    for (const auto& [code, sign] : kMoneySigns) {
        if (unit.ends_with(code)) {
            const std::string prefix = unit.substr(0, unit.size() - code.size());
            return std::string(sign) + number + (prefix.empty() ? "" : " " + prefix);
        }
    }
    return withUnit(number, unit);
}

} // namespace

std::string toReadable(const Measure& measure, int digits)
{
    const std::string carried = measure.unit.empty() && measure.dimension != kNone
                                    ? std::string(defaultUnit(measure.dimension))
                                    : measure.unit;
    const auto sizeOf = [](double end) { return std::isfinite(end) ? std::abs(end) : 0; };
    const double size = std::max(sizeOf(measure.low), sizeOf(measure.high));
    // Ends that lie far apart have no unit in common in which both can be read.
    constexpr double kFarApart = 1e4;
    const double least = std::min(std::abs(measure.low), std::abs(measure.high));
    if (measure.low > 0 && std::isfinite(size) && size / least >= kFarApart && carried != ":1") {
        const auto end = [&](double value) {
            Measure point = measure;
            point.low = value;
            point.high = value;
            return toReadable(point, digits);
        };
        return end(measure.low) + " – " + end(measure.high);
    }
    std::string unit = carried;
    if (size > 0) {
        for (const std::string& candidate : familyOf(carried, measure.dimension)) {
            if (candidate == familyOf(carried, measure.dimension).front() ||
                roundedTo(size / unitFactor(candidate), digits) >= 1) {
                unit = candidate;
            }
        }
    }
    const auto endText = [&](double end) {
        return toText(roundedTo(end / unitFactor(unit), digits));
    };
    if (!std::isfinite(measure.low) || !std::isfinite(measure.high)) {
        return openText(
            measure, "≥ ", "≤ ", [&](double end) { return forPeople(endText(end), unit); });
    }
    const std::string high = endText(measure.high);
    const std::string low = endText(measure.low);
    if (unit == ":1") {
        return low == high ? high + ":1" : low + ":1–" + high + ":1";
    }
    return forPeople(low == high ? high : low + "–" + high, unit);
}

std::optional<Dimension> unitDimension(std::string_view unit)
{
    const auto found = units().find(unit);
    return found == units().end() ? std::nullopt : std::optional(found->second.dimension);
}

double unitFactor(std::string_view unit)
{
    const Unit& found = findUnit(unit, unit);
    return std::pow(10.0, found.exponent) * found.multiplier;
}

std::string_view defaultUnit(Dimension dimension)
{
    static constexpr std::array<std::pair<Dimension, std::string_view>, 11> kDefaults{{
        {kNone, ""},
        {kDataSize, "GB"},
        {kTime, "s"},
        {kDataRate, "Gb/s"},
        {kFrequency, "/s"},
        {kLength, "m"},
        {kPower, "kW"},
        {kMoney, "USD"},
        {kMoneyRate, "USD/h"},
        {kTemperatureDifference, "K"},
        {kMass, "kg"},
    }};
    for (const auto& [known, unit] : kDefaults) {
        if (known == dimension) {
            return unit;
        }
    }
    return "";
}

} // namespace netready
