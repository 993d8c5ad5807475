// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/words.h"
#include "core/evidence/inventory.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace netready {

/// Stored; do not change the texts.
enum class InventoryConflict : std::uint8_t
{
    DocumentedNotSeen,
    SeenNotDocumented,
    OtherEndDiffers,
    EndsSwapped,
    SpeedBelowDesign,
    WidthBelowDesign,
    MtuChain,
    LosslessClassDiffers,
    LosslessClassUnreachable,
    WatchdogMissing,
    EcnMissing,
    StatusDiffers,
    GpusMissing,
    NodeNotReady,
    NodeUnschedulable,
    DriverDiffers,
    FeedCannotCarryRack
};
inline constexpr std::array<Word<InventoryConflict>, 17> kInventoryConflicts = {{
    {InventoryConflict::DocumentedNotSeen,
     "documented-not-seen",
     "a cable is written down and neither end sees it"},
    {InventoryConflict::SeenNotDocumented,
     "seen-not-documented",
     "a device sees a neighbour that nobody wrote down"},
    {InventoryConflict::OtherEndDiffers,
     "other-end-differs",
     "a port sees another neighbour than the one written down"},
    {InventoryConflict::EndsSwapped, "ends-swapped", "two ports see each other's neighbour"},
    {InventoryConflict::SpeedBelowDesign,
     "speed-below-design",
     "a port or link is slower than written down"},
    {InventoryConflict::WidthBelowDesign,
     "width-below-design",
     "a link uses fewer lanes than its kind in the fabric"},
    {InventoryConflict::MtuChain,
     "mtu-chain",
     "a port takes smaller packets than the other end sends"},
    {InventoryConflict::LosslessClassDiffers,
     "lossless-class-differs",
     "switches of one fabric keep different classes lossless"},
    {InventoryConflict::LosslessClassUnreachable,
     "lossless-class-unreachable",
     "no DSCP value leads into the lossless class"},
    {InventoryConflict::WatchdogMissing,
     "watchdog-missing",
     "a pause watchdog is claimed and not configured"},
    {InventoryConflict::EcnMissing,
     "ecn-missing",
     "marking is claimed, or on elsewhere, and not configured"},
    {InventoryConflict::StatusDiffers, "status-differs", "a device is planned on paper and runs"},
    {InventoryConflict::GpusMissing, "gpus-missing", "a node offers fewer GPUs than it has"},
    {InventoryConflict::NodeNotReady, "node-not-ready", "a node that should run is not ready"},
    {InventoryConflict::NodeUnschedulable, "node-unschedulable", "a node was taken out of service"},
    {InventoryConflict::DriverDiffers,
     "driver-differs",
     "a node runs another driver than the others"},
    {InventoryConflict::FeedCannotCarryRack,
     "feed-cannot-carry-rack",
     "if one feed fails, the other cannot carry the rack"},
}};

/// Two sides that cannot both be true, or a design that cannot hold.
struct InventoryContradiction
{
    InventoryConflict kind = InventoryConflict::DocumentedNotSeen;
    std::string subject;            ///< `leaf4`, `leaf3:Ethernet152`, `R2`
    std::string sentence;           ///< what is said and what is found, for people
    std::vector<std::string> parts; ///< ports or links, sorted, where several share one cause
    std::string claimSource;        ///< file of what is said
    std::string findingSource;      ///< file of what is found
    std::optional<double> claimed;  ///< in SI units, where there is a number
    std::optional<double> found;
    bool operator==(const InventoryContradiction&) const = default;
};

/// What the client says beside all files; empty is "said nothing".
struct InventoryClaims
{
    std::optional<bool> hasWatchdog; ///< "the pause watchdog is on"
    std::optional<bool> marksEcn;    ///< "ECN is on"
};

/// Holds inventories of several files against each other: design against what is configured and
/// seen, neighbours against each other, feeds against their rack.
///
/// Shape:   sorted by kind, subject and parts; a cause shared by ports of a device is one entry
/// Limits:  what no file tells is never a contradiction: a link is missing only where one of its
///          ends was asked, and seen links are unknown only where all pages of cables are there.
///          Names are compared without case; a domain counts only where names would clash.
[[nodiscard]] std::vector<InventoryContradiction>
compareInventories(std::span<const Inventory> inventories, const InventoryClaims& claims = {});

} // namespace netready
