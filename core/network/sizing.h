// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/network/clos.h"
#include "core/network/requirement.h"

#include <cstdint>
#include <string>
#include <vector>

namespace netready {

struct CableCounts
{
    std::int64_t endpointLeaf = 0; ///< of nodes and of the fabric manager
    std::int64_t leafSpine = 0;
    std::int64_t spineCore = 0;
    bool operator==(const CableCounts&) const = default;
};

/// Traffic down over traffic up of the fullest switch; 1 where there is no tier above.
struct TierOversubscription
{
    double leaf = 1;
    double spine = 1;
    bool operator==(const TierOversubscription&) const = default;
};

/// One plane: a fabric of its own. All leaves of a plane are cabled alike.
struct FabricPlane
{
    std::int64_t units = 0;
    std::int64_t nodesPerUnit = 0;
    std::int64_t leavesPerRail = 0; ///< of a unit
    std::int64_t nodesPerLeaf = 0;
    std::int64_t nicsPerLeaf = 0;
    PortSplit leaf; ///< used ports of a leaf
    std::int64_t leaves = 0;
    std::int64_t spines = 0;
    std::int64_t cores = 0;
    std::int64_t pods = 0; ///< of leaves; 0 below three tiers
    PortSplit spine;       ///< used ports of the fullest spine
    std::int64_t spineCoreCables = 0;
    bool operator==(const FabricPlane&) const = default;
};

/// How one number of a size came about.
struct SizeStep
{
    std::string name;
    std::string value;
    std::string formula;
    std::string source; ///< rule and source keys of README.md: `R5, NV-H100`
    bool operator==(const SizeStep&) const = default;
};

/// Switches and cables of a fabric, over all planes unless said otherwise.
struct FabricSize
{
    std::int64_t tiers = 0;
    std::int64_t gpus = 0;
    std::int64_t leaf = 0;
    std::int64_t spine = 0;
    std::int64_t core = 0;
    CableCounts cables;
    TierOversubscription oversubscription;
    /// NICs that so many tiers of this switch serve at most, at this oversubscription.
    std::int64_t maxEndpoints = 0;
    std::int64_t freeLeafPorts = 0;
    /// Switch ports with a cable; a transceiver in a cage of two ports serves two of them.
    std::int64_t usedPorts = 0;
    FabricPlane plane; ///< what each plane is made of
    std::vector<SizeStep> why;
    bool operator==(const FabricSize&) const = default;

    [[nodiscard]] std::int64_t switches() const { return leaf + spine + core; }
};

/// Counts the switches and cables of a fabric.
///
/// Model:   rules R1 to R12 of README.md in this folder
/// Shape:   more nodes never need fewer switches; `why` explains every number, in reading order
/// Errors:  InvalidInput naming the field, if the requirement cannot be met
/// Source:  each step of `why` names its own
/// Limits:  one kind of switch in all tiers; spines and cores without oversubscription; no storage,
///          in-band or management network, no spare parts
[[nodiscard]] FabricSize sizeFabric(const FabricRequirement& requirement);

} // namespace netready
