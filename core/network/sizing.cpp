// SPDX-License-Identifier: Apache-2.0
#include "core/network/sizing.h"

#include "core/base/text.h"
#include "core/network/explain_size.h"

#include <algorithm>
#include <string>

namespace netready {

namespace {

/// Units and leaves of one plane.
FabricPlane leavesOf(const FabricRequirement& requirement, const NicPorts& attached)
{
    const std::int64_t rails = railCount(requirement);
    const std::int64_t nicsPerRail = requirement.nicsPerNode / rails;
    const PortSplit most = splitPorts(requirement.switchPorts, requirement.oversubscription);
    const std::int64_t nodesPerLeaf = attached.nicsFor(most.down) / nicsPerRail;
    if (nodesPerLeaf == 0) {
        throw fieldError(requirement,
                         "rails",
                         "with " + inQuotes("rails") + " at " + std::to_string(rails) + ", " +
                             grouped(nicsPerRail) + " NICs of a node meet one leaf, which has " +
                             "room for " + grouped(attached.nicsFor(most.down)));
    }
    FabricPlane plane;
    plane.nodesPerUnit = requirement.nodesPerUnit.value_or(nodesPerLeaf);
    plane.leavesPerRail = roundedUp(plane.nodesPerUnit, nodesPerLeaf);
    plane.nodesPerLeaf = roundedUp(plane.nodesPerUnit, plane.leavesPerRail);
    plane.nicsPerLeaf = plane.nodesPerLeaf * nicsPerRail;
    plane.leaf = {attached.portsFor(plane.nicsPerLeaf),
                  uplinksFor(attached.load(plane.nicsPerLeaf), requirement.oversubscription)};
    plane.units = roundedUp(nodeSlots(requirement), plane.nodesPerUnit);
    plane.leaves = plane.units * rails * plane.leavesPerRail;
    return plane;
}

std::int64_t portsInUse(const FabricRequirement& requirement, const NicPorts& attached)
{
    return attached.portsFor(nodeSlots(requirement) * requirement.nicsPerNode);
}

/// One switch a plane.
FabricPlane switchOf(const FabricRequirement& requirement, const NicPorts& attached)
{
    FabricPlane plane;
    plane.units = 1;
    plane.leavesPerRail = 1;
    plane.nodesPerUnit = plane.nodesPerLeaf = nodeSlots(requirement);
    plane.nicsPerLeaf = plane.nodesPerLeaf * requirement.nicsPerNode;
    plane.leaf = {portsInUse(requirement, attached), 0};
    plane.leaves = 1;
    return plane;
}

/// True if a single switch does and nothing asks for more.
bool isSingle(const FabricRequirement& requirement, const NicPorts& attached)
{
    const bool asksForMore = requirement.nodesPerUnit || requirement.minimumSpines;
    return requirement.tiers
               ? *requirement.tiers == 1
               : !asksForMore && portsInUse(requirement, attached) <= requirement.switchPorts;
}

bool addSpines(FabricPlane& plane, const FabricRequirement& requirement)
{
    const auto spines = spineCount(plane.leaves,
                                   plane.leaf.up,
                                   requirement.switchPorts,
                                   requirement.minimumSpines.value_or(1));
    if (spines) {
        plane.spines = *spines;
        plane.spine = {plane.leaves * (plane.leaf.up / *spines), 0};
    }
    return spines.has_value();
}

bool addUpperTiers(FabricPlane& plane, const FabricRequirement& requirement)
{
    const auto upper = upperTiers({.leaves = plane.leaves,
                                   .uplinks = plane.leaf.up,
                                   .ports = requirement.switchPorts,
                                   .minimumSpines = requirement.minimumSpines.value_or(1)});
    if (upper) {
        plane.pods = upper->pods;
        plane.spines = upper->spineCount();
        plane.cores = upper->coreCount();
        plane.spine = upper->full.spine;
        plane.spineCoreCables = upper->spineCoreCables();
    }
    return upper.has_value();
}

std::int64_t
maximumNics(const FabricRequirement& requirement, const NicPorts& attached, std::int64_t tiers)
{
    const std::int64_t ports = requirement.switchPorts;
    if (tiers == 1) {
        return attached.nicsFor(ports);
    }
    const std::int64_t ofLeaf =
        attached.nicsFor(splitPorts(ports, requirement.oversubscription).down);
    return ofLeaf * (tiers == 2 ? ports : ports * (ports / 2));
}

Error doesNotFit(const FabricRequirement& requirement,
                 const NicPorts& attached,
                 const FabricPlane& plane,
                 std::int64_t tiers)
{
    const std::string subject = requirement.tiers ? inQuotes("tiers") + ": " : "";
    const std::int64_t ports = requirement.switchPorts;
    const std::int64_t leaves = tiers == 2 ? ports : ports * (ports / 2);
    return fieldError(requirement,
                      requirement.tiers ? "tiers" : "switch_ports",
                      subject + std::to_string(tiers) + " tiers of switches with " +
                          inQuotes("switch_ports") + " at " + grouped(ports) + " connect at most " +
                          grouped(leaves) + " leaves and " +
                          grouped(maximumNics(requirement, attached, tiers)) + " NICs; " +
                          grouped(plane.leaves) + " leaves are needed for " +
                          grouped(nodeSlots(requirement) * requirement.nicsPerNode) + " NICs");
}

/// One plane with as many tiers as are asked for or needed.
FabricPlane planeOf(const FabricRequirement& requirement, const NicPorts& attached)
{
    if (isSingle(requirement, attached)) {
        const FabricPlane single = switchOf(requirement, attached);
        if (single.leaf.down > requirement.switchPorts) {
            throw fieldError(requirement,
                             "tiers",
                             inQuotes("tiers") + " is 1, but the NICs need " +
                                 grouped(single.leaf.down) + " ports of one switch, which has " +
                                 grouped(requirement.switchPorts));
        }
        return single;
    }
    FabricPlane plane = leavesOf(requirement, attached);
    if (requirement.minimumSpines.value_or(1) > plane.leaf.up) {
        throw fieldError(requirement,
                         "minimum_spines",
                         inQuotes("minimum_spines") + " is " +
                             inQuotes(std::to_string(*requirement.minimumSpines)) +
                             ", but a leaf has only " + grouped(plane.leaf.up) + " uplinks");
    }
    if (!requirement.tiers && !requirement.minimumSpines && plane.leaves == 1) {
        plane.leaf.up = 0;
        return plane;
    }
    const std::int64_t first = requirement.tiers.value_or(2);
    const std::int64_t last = requirement.tiers.value_or(3);
    const bool fits = (first == 2 && addSpines(plane, requirement)) ||
                      (last == 3 && addUpperTiers(plane, requirement));
    if (!fits) {
        throw doesNotFit(requirement, attached, plane, last);
    }
    return plane;
}

std::int64_t tiersOf(const FabricPlane& plane)
{
    return plane.cores > 0 ? 3 : plane.spines > 0 ? 2 : 1;
}

TierOversubscription ratios(const FabricPlane& plane, const NicPorts& attached)
{
    TierOversubscription ratio;
    if (plane.leaf.up > 0) {
        ratio.leaf = attached.load(plane.nicsPerLeaf) / static_cast<double>(plane.leaf.up);
    }
    if (plane.spine.up > 0) {
        ratio.spine = static_cast<double>(plane.spine.down) / static_cast<double>(plane.spine.up);
    }
    return ratio;
}

} // namespace

FabricSize sizeFabric(const FabricRequirement& requirement)
{
    check(requirement);
    const NicPorts attached = nicPorts(requirement);
    const FabricPlane plane = planeOf(requirement, attached);
    const std::int64_t planes = requirement.planes;
    const std::int64_t nodes = nodeSlots(requirement) - requirement.reservedNodes;

    FabricSize size;
    size.plane = plane;
    size.tiers = tiersOf(plane);
    size.gpus = nodes * requirement.gpusPerNode;
    size.leaf = planes * plane.leaves;
    size.spine = planes * plane.spines;
    size.core = planes * plane.cores;
    size.cables = {nodes * requirement.nicsPerNode * attached.portsPerNic * planes +
                       managerCables(requirement),
                   planes * plane.leaves * plane.leaf.up,
                   planes * plane.spineCoreCables};
    size.oversubscription = ratios(plane, attached);
    size.maxEndpoints = maximumNics(requirement, attached, size.tiers);
    const std::int64_t endpointPorts = roundedUp(size.cables.endpointLeaf, attached.nicsPerPort);
    size.freeLeafPorts = size.leaf * (requirement.switchPorts - plane.leaf.up) - endpointPorts;
    size.usedPorts = endpointPorts + 2 * (size.cables.leafSpine + size.cables.spineCore);
    size.why = explainSize(requirement, size);
    return size;
}

} // namespace netready
