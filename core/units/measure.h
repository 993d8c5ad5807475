// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/units/dimension.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace netready {

enum class Currency : std::uint8_t
{
    None,
    Usd,
    Eur,
    Gbp,
    Chf
};

/// A quantity or a range of it whose dimension is known only at run time.
///
/// Values are in base units (see Dimension), so 1 byte is 8. `unit` is how it was written and is
/// shown.
struct Measure
{
    double low = 0;
    double high = 0;
    Dimension dimension;
    Currency currency = Currency::None;
    std::string unit;

    [[nodiscard]] bool isPoint() const { return low == high; }
    bool operator==(const Measure&) const = default;
};

/// Reads `400 Gb/s`, `1.6 Tbit/s`, `2 GiB`, `25 µs`, `132 kW`, `1:3`, `75 %`, `$2.95/h`, `1.2e9`,
/// and ranges: `100..400 Gb/s`, `1 GB .. 2 TB`, `100-400 Gb/s`, `100–400 Gb/s`.
///
/// Decimal text and factor are read together, so `0.1 GB/s == 0.8 Gb/s`. Prefixes are never
/// guessed: `G`, `K` or `GB/sec/s` are refused; `b` is a bit, `B` a byte, `k` 1000, `Ki` 1024.
/// Errors: InvalidInput naming what is wrong with the text.
[[nodiscard]] Measure parseMeasure(std::string_view text);

/// As parseMeasure, and the dimension must be `expected`; `unit` shows in the message what is
/// wanted. Errors: InvalidInput, for example `"400 GB" is a data size; a data rate is needed, such
/// as Gb/s`.
[[nodiscard]] Measure
parseMeasure(std::string_view text, Dimension expected, std::string_view unit);

/// Writes a measure in the unit it carries; parsing the text gives the same base values if they
/// were parsed in that unit, and otherwise the nearest that the unit can express. A range with an
/// infinite end is written `>= 100 Gb/s`, which only parseValue (core/facts) reads.
[[nodiscard]] std::string toString(const Measure& measure);

/// Writes base values in the unit of the family of `unit` (bits or bytes, decimal or binary) in
/// which the larger end has one to three digits before the point, rounded to `digits` significant
/// digits.
///
/// Shape:   `480–640 Gb/s`, both ends in one unit; `120 ns – 1.1 h` if they lie a factor of 10,000
///          or more apart; for people, not to be parsed back.
[[nodiscard]] std::string toReadable(const Measure& measure, int digits = 3);

/// True if `unit` is a known unit (empty counts as the unit of plain numbers).
[[nodiscard]] std::optional<Dimension> unitDimension(std::string_view unit);

/// Base units in one `unit`; 1 for the empty unit.
/// Errors: InvalidInput if the unit is not known.
[[nodiscard]] double unitFactor(std::string_view unit);

/// The unit in which values of a dimension without a better one are shown: `Gb/s`, `GB`, `s`, …
[[nodiscard]] std::string_view defaultUnit(Dimension dimension);

} // namespace netready
