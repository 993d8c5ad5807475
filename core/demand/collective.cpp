// SPDX-License-Identifier: Apache-2.0
#include "core/demand/collective.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace netready {

namespace {

constexpr double kMebibyte = 1024.0 * 1024.0;

constexpr std::array<double, 6> kSizes{16, 64, 256, 1024, 4096, 16384}; // MiB
constexpr std::array<double, 5> kDomains{1, 2, 8, 32, 128};
constexpr std::array<std::array<double, 5>, 6> kEfficiency{{
    {0.45, 0.32, 0.13, 0.044, 0.009},
    {0.65, 0.50, 0.39, 0.106, 0.044},
    {0.73, 0.85, 0.69, 0.39, 0.10},
    {0.77, 0.92, 0.90, 0.74, 0.31},
    {0.79, 0.95, 0.95, 0.92, 0.74},
    {0.81, 0.96, 0.96, 0.96, 0.92},
}};
constexpr std::array<double, 6> kRailLow{0.77, 0.83, 0.90, 0.94, 0.95, 0.95};
constexpr std::array<double, 6> kRailHigh{0.86, 0.94, 0.94, 0.96, 0.96, 0.96};

/// A place between two points of a table: the lower one and how far on the way to the next.
struct Place
{
    std::size_t below = 0;
    double share = 0;
};

template <std::size_t N>
Place placeIn(const std::array<double, N>& points, double value)
{
    const double x = std::clamp(value, points.front(), points.back());
    std::size_t below = 0;
    while (below + 2 < N && points[below + 1] <= x) {
        ++below;
    }
    return {below, std::log(x / points[below]) / std::log(points[below + 1] / points[below])};
}

double between(double a, double b, double share)
{
    return a + (b - a) * share;
}

} // namespace

double busEfficiency(DataSize size, double domains)
{
    const Place row = placeIn(kSizes, inBytes(size) / kMebibyte);
    const auto at = [&](std::size_t column) {
        return between(
            kEfficiency[row.below][column], kEfficiency[row.below + 1][column], row.share);
    };
    // One domain means the scale-up network, which is another medium: nothing lies between.
    if (domains < 2) {
        return at(0);
    }
    const Place column = placeIn(kDomains, domains);
    return between(at(column.below), at(column.below + 1), column.share);
}

Interval<double> busEfficiency(Interval<DataSize> size, Interval<double> domains)
{
    // Falls with the domains from 2 on; the scale-up column is compared on its own.
    double low = busEfficiency(size.low(), domains.high());
    double high =
        busEfficiency(size.high(), std::max(domains.low(), std::min(2.0, domains.high())));
    if (domains.low() < 2) {
        low = std::min(low, busEfficiency(size.low(), 1));
        high = std::max(high, busEfficiency(size.high(), 1));
    }
    return {low, high};
}

Traced<double> busEfficiency(const Traced<DataSize>& size, const Traced<double>& domains)
{
    return Traced(busEfficiency(size.range(), domains.range()), size.from() | domains.from());
}

Interval<double> railEfficiency(DataSize size)
{
    const Place row = placeIn(kSizes, inBytes(size) / kMebibyte);
    return {between(kRailLow[row.below], kRailLow[row.below + 1], row.share),
            between(kRailHigh[row.below], kRailHigh[row.below + 1], row.share)};
}

Traced<double> railEfficiency(const Traced<DataSize>& size)
{
    return Traced(hull(railEfficiency(size.range().low()), railEfficiency(size.range().high())),
                  size.from());
}

} // namespace netready
