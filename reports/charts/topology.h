// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace netready {

/// The fullest of some links at burst, over what they can use; from the least to the most.
struct DrawnLoad
{
    double low = 0;
    double high = 0;
    bool known = true;
    bool open = false; ///< may be more than `high`
};

/// `45–210 %`, `at least 45 %`, `not known`.
[[nodiscard]] std::string loadText(const DrawnLoad& load);

/// A fabric tier by tier, what hangs below it, and how full its links are.
struct TopologyChart
{
    struct Tier
    {
        std::string name;
        std::vector<std::string> lines; ///< quieter, at most two
        std::vector<std::string> boxes; ///< names of switches, or of several in one box
    };
    /// All links between two boxes of neighbouring tiers.
    struct Bundle
    {
        std::size_t upperTier = 0;
        std::size_t above = 0; ///< box of that tier
        std::size_t below = 0; ///< box of the next one
        DrawnLoad burst;
    };
    struct Foot
    {
        std::string name;
        std::string line;
        std::vector<std::size_t> leaves; ///< boxes of the lowest tier
        DrawnLoad burst;
    };
    std::vector<Tier> tiers; ///< top to bottom
    std::vector<Bundle> bundles;
    std::vector<Foot> feet;
    std::vector<DrawnLoad> uplinks; ///< by box of the lowest tier; empty if there are none
    std::string bottleneck;         ///< words for it, in red; empty if no link is overfull
    std::string title;
};

/// Draws it, 176 mm wide.
[[nodiscard]] std::string drawTopology(const TopologyChart& chart);

/// For how much of the time a link can be at or above a load, at most: a mean over time that is m
/// leaves no more than m / x of the time for a load of x (Markov's inequality), and none above the
/// burst.
struct LoadDurationChart
{
    struct End
    {
        double mean = 0; ///< over what the link can use
        double burst = 0;
    };
    End least;
    End most;
    std::string title;
    std::string crossing; ///< how long it may be overfull, in words; empty if it is not
};

/// Draws it, 176 mm wide.
[[nodiscard]] std::string drawLoadDuration(const LoadDurationChart& chart);

} // namespace netready
