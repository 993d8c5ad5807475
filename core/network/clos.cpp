// SPDX-License-Identifier: Apache-2.0
#include "core/network/clos.h"

#include "core/base/error.h"
#include "core/base/text.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace netready {

namespace {

// Decimal ratios such as 1.1 are not exact in binary; a link more for the last bit is wrong.
constexpr double kSlack = 1e-9;

std::optional<CoreGroups>
fewestCores(std::int64_t pods, std::int64_t spineUplinks, const UpperRequest& request)
{
    std::optional<CoreGroups> best;
    // Many small groups first: they leave a partly filled pod the most freedom.
    for (std::int64_t groups = request.uplinks; groups >= 1; --groups) {
        if (request.uplinks % groups != 0) {
            continue;
        }
        const std::int64_t links = pods * (request.uplinks / groups) * spineUplinks;
        const auto cores = divisorFrom(spineUplinks, roundedUp(links, request.ports));
        if (cores && (!best || groups * *cores < best->groups * best->coresEach)) {
            best = CoreGroups{groups, *cores};
        }
    }
    return best;
}

/// The fewest spines for a pod of `leaves` that still reach every core evenly.
Pod podOf(std::int64_t leaves, const UpperRequest& request, const CoreGroups& cores)
{
    const std::int64_t half = request.ports / 2;
    for (std::int64_t spines = request.minimumSpines; spines < request.uplinks; ++spines) {
        if (request.uplinks % spines != 0 ||
            (spines % cores.groups != 0 && cores.groups % spines != 0)) {
            continue;
        }
        const std::int64_t down = leaves * (request.uplinks / spines);
        const std::int64_t reached = std::max<std::int64_t>(1, cores.groups / spines);
        const std::int64_t up =
            roundedUp(down, reached * cores.coresEach) * reached * cores.coresEach;
        if (down <= half && up <= half) {
            return {leaves, spines, {down, up}};
        }
    }
    return {
        leaves, request.uplinks, {leaves, roundedUp(leaves, cores.coresEach) * cores.coresEach}};
}

} // namespace

std::int64_t maximumEndpoints(std::int64_t ports, int tiers)
{
    if (ports < 2 || ports > kMostSwitchPorts || ports % 2 != 0) {
        throw Error(ErrorCode::InvalidInput,
                    "a switch of a fabric has an even number of ports up to " +
                        std::to_string(kMostSwitchPorts) + ", not " +
                        inQuotes(std::to_string(ports)));
    }
    switch (tiers) {
    case 1:
        return ports;
    case 2:
        return ports * (ports / 2);
    case 3:
        return ports * (ports / 2) * (ports / 2);
    default:
        throw Error(ErrorCode::InvalidInput,
                    "a fabric has 1, 2 or 3 tiers, not " + inQuotes(std::to_string(tiers)));
    }
}

std::int64_t uplinksFor(double down, double oversubscription)
{
    return std::max<std::int64_t>(
        1, static_cast<std::int64_t>(std::ceil(down / oversubscription - kSlack)));
}

PortSplit splitPorts(std::int64_t ports, double oversubscription)
{
    const double share = oversubscription / (1 + oversubscription);
    auto down = static_cast<std::int64_t>(
        std::floor(static_cast<double>(ports) * share + kSlack * static_cast<double>(ports)));
    while (down > 1 && down + uplinksFor(static_cast<double>(down), oversubscription) > ports) {
        --down;
    }
    return {down, uplinksFor(static_cast<double>(down), oversubscription)};
}

std::optional<std::int64_t> divisorFrom(std::int64_t number, std::int64_t low)
{
    for (std::int64_t candidate = std::max<std::int64_t>(1, low); candidate <= number;
         ++candidate) {
        if (number % candidate == 0) {
            return candidate;
        }
    }
    return std::nullopt;
}

std::optional<std::int64_t>
spineCount(std::int64_t leaves, std::int64_t uplinks, std::int64_t ports, std::int64_t minimum)
{
    return divisorFrom(uplinks, std::max(minimum, roundedUp(leaves * uplinks, ports)));
}

std::optional<UpperTiers> upperTiers(const UpperRequest& request)
{
    const std::int64_t half = request.ports / 2;
    const std::int64_t pods = roundedUp(request.leaves, half);
    const std::optional<CoreGroups> cores = fewestCores(pods, half, request);
    if (!cores || request.minimumSpines > request.uplinks) {
        return std::nullopt;
    }
    return UpperTiers{.pods = pods,
                      .full = podOf(std::min(half, request.leaves), request, *cores),
                      .last = podOf(request.leaves - (pods - 1) * half, request, *cores),
                      .cores = *cores};
}

} // namespace netready
