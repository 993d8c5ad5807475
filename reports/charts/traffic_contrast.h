// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace netready {

/// Traffic between servers and with users, in a conventional estate and here.
struct TrafficContrastChart
{
    /// Mean rates in bits per second, between two ends.
    struct Panel
    {
        std::string name;
        double eastWestLow = 0;
        double eastWestHigh = 0;
        double northSouthLow = 0;
        double northSouthHigh = 0;
        std::string eastWestText;
        std::string northSouthText;
        bool known = true; ///< false: what is 0 is not known
    };
    Panel conventional;
    Panel client;
    std::string title;
};

/// Draws both beside each other, 176 mm wide: the width of an arrow is its rate, on one scale.
[[nodiscard]] std::string drawTrafficContrast(const TrafficContrastChart& chart);

} // namespace netready
