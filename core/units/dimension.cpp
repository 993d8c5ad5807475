// SPDX-License-Identifier: Apache-2.0
#include "core/units/dimension.h"

#include <array>
#include <string_view>
#include <utility>

namespace netready {

std::string toString(Dimension dimension)
{
    static constexpr std::array<std::pair<Dimension, std::string_view>, 11> kNames{{
        {kNone, "number"},
        {kDataSize, "data_size"},
        {kTime, "time"},
        {kDataRate, "data_rate"},
        {kFrequency, "frequency"},
        {kLength, "length"},
        {kPower, "power"},
        {kMoney, "money"},
        {kMoneyRate, "money_rate"},
        {kTemperatureDifference, "temperature_difference"},
        {kMass, "mass"},
    }};
    for (const auto& [named, name] : kNames) {
        if (named == dimension) {
            return std::string(name);
        }
    }
    std::string text;
    const auto add = [&text](std::string_view symbol, int exponent) {
        if (exponent != 0) {
            text += (text.empty() ? "" : "·") + std::string(symbol) +
                    (exponent == 1 ? "" : "^" + std::to_string(exponent));
        }
    };
    add("bit", dimension.data);
    add("s", dimension.time);
    add("m", dimension.length);
    add("W", dimension.power);
    add("money", dimension.money);
    add("K", dimension.temperature);
    add("kg", dimension.mass);
    return text;
}

} // namespace netready
