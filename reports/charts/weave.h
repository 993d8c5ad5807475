// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

namespace netready {

/// A leaf and spine fabric as lines: ports below, leaves, spines above.
struct WeaveChart
{
    std::size_t leaves = 0;
    std::size_t spines = 0;
    std::size_t downlinks = 0; ///< of one leaf
    std::size_t uplinks = 0;   ///< of one leaf
    std::string title;
};

/// What one block and one line of the drawing stand for; the caption must say so.
struct WeaveScale
{
    std::size_t leavesPerBlock = 1;
    std::size_t spinesPerBlock = 1;
    bool everyUplink = true; ///< false: a line is a bundle
    bool everyPort = true;
};
[[nodiscard]] WeaveScale weaveScale(const WeaveChart& chart);

/// Draws it, 176 mm wide; an empty string if a count is zero.
[[nodiscard]] std::string drawWeave(const WeaveChart& chart);

} // namespace netready
