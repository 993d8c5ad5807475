// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

namespace netready {

// Whole-number arithmetic of leaf, spine and core switches of one kind. The rules R1 to R12 are
// those of README.md in this folder.

/// Endpoints that switches with this many ports can serve without oversubscription.
///
/// Model:   k for one tier, k²/2 for two, k³/4 for three
/// Errors:  InvalidInput if the tiers are not 1, 2 or 3, or the ports not even, at least 2 and at
///          most kMostSwitchPorts
/// Source:  R2 (NV-B200, NV-B300E), R3 (HPN, Table 1); read, and derived for other k
[[nodiscard]] std::int64_t maximumEndpoints(std::int64_t ports, int tiers);

inline constexpr std::int64_t kMostSwitchPorts = 16384;

/// The quotient of whole numbers above zero, rounded up.
[[nodiscard]] constexpr std::int64_t roundedUp(std::int64_t dividend, std::int64_t divisor)
{
    return (dividend + divisor - 1) / divisor;
}

/// Links up that carry `down` links' worth of traffic at the oversubscription, at least one.
[[nodiscard]] std::int64_t uplinksFor(double down, double oversubscription);

/// Ports of one switch that face the endpoints and ports that face the tier above.
struct PortSplit
{
    std::int64_t down = 0;
    std::int64_t up = 0;
    bool operator==(const PortSplit&) const = default;
};

/// As many ports down as leave enough for their uplinks; half and half at 1.
///
/// Shape:   ports >= 2, oversubscription >= 1; both parts at least one
/// Source:  R1; NV-H100, NV-B200, NV-B300E, NV-B300X, MEGASCALE; read
[[nodiscard]] PortSplit splitPorts(std::int64_t ports, double oversubscription);

/// The smallest divisor of a number that is at least `low`.
[[nodiscard]] std::optional<std::int64_t> divisorFrom(std::int64_t number, std::int64_t low);

/// Spines under which `leaves` spread `uplinks` each, evenly; nothing if there is no such number.
///
/// Model:   smallest divisor of the uplinks of a leaf that is >= all uplinks / ports
/// Source:  R5; derived, reproduces the rows of NV-H100 and NV-B200 where division alone does not
[[nodiscard]] std::optional<std::int64_t>
spineCount(std::int64_t leaves, std::int64_t uplinks, std::int64_t ports, std::int64_t minimum);

/// Leaves with spines of their own: each leaf has equally many links to each spine.
struct Pod
{
    std::int64_t leaves = 0;
    std::int64_t spines = 0;
    PortSplit spine; ///< used ports
    bool operator==(const Pod&) const = default;
};

/// Cores that are reached alike. A pod spreads its spines evenly over the groups, and a spine its
/// uplinks evenly over all cores of its group; with fewer spines than groups, over those of
/// several.
struct CoreGroups
{
    std::int64_t groups = 0;
    std::int64_t coresEach = 0;
    bool operator==(const CoreGroups&) const = default;
};

/// The part of a three-tier fabric above the leaves.
struct UpperTiers
{
    std::int64_t pods = 0;
    Pod full; ///< all but the last
    Pod last; ///< may hold fewer leaves
    CoreGroups cores;
    bool operator==(const UpperTiers&) const = default;

    [[nodiscard]] std::int64_t spineCount() const { return (pods - 1) * full.spines + last.spines; }
    [[nodiscard]] std::int64_t coreCount() const { return cores.groups * cores.coresEach; }
    [[nodiscard]] std::int64_t spineCoreCables() const
    {
        return (pods - 1) * full.spines * full.spine.up + last.spines * last.spine.up;
    }
};

struct UpperRequest
{
    std::int64_t leaves = 0;
    std::int64_t uplinks = 0; ///< of a leaf
    std::int64_t ports = 0;   ///< of a switch
    std::int64_t minimumSpines = 1;
};

/// Spines and cores over more leaves than two tiers connect; nothing if three do not either.
///
/// Model:   pods of ports / 2 leaves; spines half down, half up; fewest cores that take the
///          uplinks of all spines evenly
/// Source:  R8; NV-B200, rows of 16, 32 and 64 units; read. Even spreading over the cores where
///          the rows do not decide: as R5; judgement
/// Limits:  one kind of switch; where spine uplinks / ports does not spread evenly, more cores than
///          that quotient
[[nodiscard]] std::optional<UpperTiers> upperTiers(const UpperRequest& request);

} // namespace netready
