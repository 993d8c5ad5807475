// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/demand/traced.h"
#include "core/facts/attribute.h"
#include "core/units/quantity.h"

#include <string>
#include <string_view>

namespace netready {

/// What a person typed, as parseValue reads it: `?` means not known, `n/a because …` that it does
/// not apply, `10 to 60 s` a range, `about 12` a tenth less to a tenth more, and a number without a
/// unit is in that of the attribute. Anything else stays as it is.
[[nodiscard]] std::string asValueText(const Attribute& attribute, std::string_view typed);

/// What is known of a value as a form shows it: without the unit where it is that of the attribute,
/// titles for options, `?` where somebody was asked and does not know.
struct ShownValue
{
    std::string text;
    std::string unit;
};
[[nodiscard]] ShownValue shownValue(const Attribute& attribute, const Value& value);

/// A value in words for lists and notes: unit, titles of options, `not known`, `does not apply`.
[[nodiscard]] std::string valueInWords(const Attribute& attribute, const Value& value);

/// A computed range for people, in the unit of the family of `unit` that suits it.
[[nodiscard]] std::string
rangeInWords(Interval<double> range, Dimension dimension, std::string_view unit);
template <class T>
[[nodiscard]] std::string rangeInWords(const Traced<T>& value, std::string_view unit)
{
    return rangeInWords(
        {value.range().low().base(), value.range().high().base()}, T::kDimension, unit);
}

} // namespace netready
