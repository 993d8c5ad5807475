// SPDX-License-Identifier: Apache-2.0
#include "core/network/requirement.h"

#include "core/base/text.h"
#include "core/network/clos.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace netready {

namespace {

// Far beyond what is built, and far below what 64 bits hold when multiplied.
constexpr std::int64_t kMostNodes = 10'000'000;
constexpr std::int64_t kMostPerNode = 1024;
constexpr std::int64_t kMostPlanes = 64;
constexpr double kMostOversubscription = 1000;
constexpr DataRate kMostSpeed = gigabitsPerSecond(100'000);
constexpr std::int64_t kMostLanes = 8;
constexpr std::int64_t kUsualManagerCables = 4;

/// Refuses values one by one; `rest` goes on after `"field" is "value"`.
class Checker
{
public:
    explicit Checker(const FabricRequirement& requirement)
        : m_requirement(&requirement)
    {}

    void range(const std::string& field, std::int64_t value, std::int64_t low, std::int64_t high)
    {
        require(value >= low && value <= high,
                field,
                std::to_string(value),
                "; it must lie between " + grouped(low) + " and " + grouped(high));
    }
    void range(const std::string& field,
               std::optional<std::int64_t> value,
               std::int64_t low,
               std::int64_t high)
    {
        if (value) {
            range(field, *value, low, high);
        }
    }
    void speed(const std::string& field, DataRate rate)
    {
        require(rate > DataRate() && rate <= kMostSpeed,
                field,
                inGigabits(rate),
                "; it must lie above 0 and at most at " + inGigabits(kMostSpeed));
    }
    void
    require(bool holds, const std::string& field, const std::string& value, const std::string& rest)
    {
        if (!holds) {
            throw fieldError(
                *m_requirement, field, inQuotes(field) + " is " + inQuotes(value) + rest);
        }
    }

private:
    const FabricRequirement* m_requirement;
};

void checkNodes(const FabricRequirement& requirement, Checker& checker)
{
    checker.range("gpus_per_node", requirement.gpusPerNode, 1, kMostPerNode);
    checker.range("nics_per_node", requirement.nicsPerNode, 1, kMostPerNode);
    if (!requirement.nodes && !requirement.gpus) {
        throw fieldError(requirement,
                         "nodes",
                         "a fabric requirement needs " + inQuotes("nodes") + " or " +
                             inQuotes("gpus"));
    }
    checker.range("nodes", requirement.nodes, 1, kMostNodes);
    checker.range("gpus", requirement.gpus, 1, kMostNodes);
    checker.range("reserved_nodes", requirement.reservedNodes, 0, kMostNodes);
    const std::int64_t inUse = nodeSlots(requirement) - requirement.reservedNodes;
    checker.require(inUse >= 1,
                    "reserved_nodes",
                    std::to_string(requirement.reservedNodes),
                    ", which leaves none of " + grouped(nodeSlots(requirement)) + " " +
                        inQuotes("nodes") + " for accelerators");
    const std::int64_t held = inUse * requirement.gpusPerNode;
    checker.require(!requirement.nodes || requirement.gpus.value_or(held) == held,
                    "gpus",
                    std::to_string(requirement.gpus.value_or(0)),
                    ", but " + inQuotes("nodes") + " without the reserved ones hold " +
                        grouped(held) + "; give one of the two");
    checker.range("manager_cables",
                  requirement.managerCables,
                  0,
                  requirement.reservedNodes * requirement.nicsPerNode * requirement.planes);
}

void checkSwitches(const FabricRequirement& requirement, Checker& checker)
{
    checker.range("switch_ports", requirement.switchPorts, 2, kMostSwitchPorts);
    checker.require(requirement.switchPorts % 2 == 0,
                    "switch_ports",
                    std::to_string(requirement.switchPorts),
                    "; it must be even, so that half the ports can face each way");
    checker.range("tiers", requirement.tiers, 1, 3);
    checker.range("minimum_spines", requirement.minimumSpines, 1, kMostSwitchPorts);
    checker.require(requirement.oversubscription >= 1 &&
                        requirement.oversubscription <= kMostOversubscription,
                    "oversubscription",
                    toText(requirement.oversubscription),
                    "; it is traffic down over traffic up and must lie between 1 and " +
                        toText(kMostOversubscription));
}

/// The whole number of times that `part` goes into `whole`, 0 if it does not.
std::int64_t times(DataRate whole, DataRate part)
{
    const double ratio = whole / part;
    const double nearest = std::round(ratio);
    return std::abs(ratio - nearest) < 1e-9 * ratio && nearest <= kMostLanes
               ? static_cast<std::int64_t>(nearest)
               : 0;
}

} // namespace

Error fieldError(const FabricRequirement& requirement,
                 const std::string& field,
                 std::string message)
{
    const auto place = requirement.places.find(field);
    return {ErrorCode::InvalidInput,
            std::move(message),
            place == requirement.places.end() ? Position() : place->second};
}

void check(const FabricRequirement& requirement)
{
    Checker checker(requirement);
    checker.range("planes", requirement.planes, 1, kMostPlanes);
    checkNodes(requirement, checker);
    checker.range("rails", requirement.rails, 1, kMostPerNode);
    checker.require(requirement.nicsPerNode % railCount(requirement) == 0,
                    "rails",
                    std::to_string(railCount(requirement)),
                    ", over which the " + grouped(requirement.nicsPerNode) + " NICs of " +
                        inQuotes("nics_per_node") + " cannot be spread evenly");
    checker.range("nodes_per_unit", requirement.nodesPerUnit, 1, kMostNodes);
    checkSwitches(requirement, checker);
    checker.speed("nic_speed", requirement.nicSpeed);
    checker.speed("port_speed", requirement.portSpeed);
    (void)nicPorts(requirement);
}

std::int64_t nodeSlots(const FabricRequirement& requirement)
{
    return requirement.nodes ? *requirement.nodes
                             : roundedUp(requirement.gpus.value_or(0), requirement.gpusPerNode) +
                                   requirement.reservedNodes;
}

std::int64_t railCount(const FabricRequirement& requirement)
{
    return requirement.rails.value_or(requirement.nicsPerNode);
}

std::int64_t managerCables(const FabricRequirement& requirement)
{
    const std::int64_t freed =
        requirement.reservedNodes * requirement.nicsPerNode * requirement.planes;
    return requirement.managerCables.value_or(std::min(kUsualManagerCables, freed));
}

NicPorts nicPorts(const FabricRequirement& requirement)
{
    const DataRate share = requirement.nicSpeed / static_cast<double>(requirement.planes);
    NicPorts attached;
    attached.portsPerNic = times(share, requirement.portSpeed);
    attached.nicsPerPort = times(requirement.portSpeed, share);
    if (kMostLanes % std::max<std::int64_t>(1, attached.nicsPerPort) != 0) {
        attached.nicsPerPort = 0; // eight lanes are not split in three
    }
    if (attached.portsPerNic == 0 && attached.nicsPerPort == 0) {
        const bool isPlaned = requirement.planes > 1;
        const std::string split =
            isPlaned ? " over " + std::to_string(requirement.planes) + " " + inQuotes("planes")
                     : "";
        throw fieldError(requirement,
                         isPlaned ? "planes" : "nic_speed",
                         inQuotes("nic_speed") + " " + inGigabits(requirement.nicSpeed) + split +
                             " and " + inQuotes("port_speed") + " " +
                             inGigabits(requirement.portSpeed) +
                             " do not fit: a port is split in 1, 2, 4 or 8, a NIC takes 1 to 8 "
                             "ports");
    }
    attached.portsPerNic = std::max<std::int64_t>(1, attached.portsPerNic);
    attached.nicsPerPort = std::max<std::int64_t>(1, attached.nicsPerPort);
    return attached;
}

std::string inGigabits(DataRate rate)
{
    return toText(rate.base() / 1e9) + " Gb/s";
}

} // namespace netready
