// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/network/topology.h"

#include <cstdint>

namespace netready {

/// Counts of a regular fabric, as a sizing gives them; switches are counted for one plane.
///
/// | fabric         | how                                                                        |
/// |----------------|----------------------------------------------------------------------------|
/// | single switch  | `leaves` 1, `spines` 0                                                     |
/// | leaf-spine     | `spines` > 0, `cores` 0                                                    |
/// | three-tier     | `pods` of leaves and spines, `cores` > 0                                   |
/// | rail-optimised | `rails` r: interface i of every host goes to leaf i of its unit of r leaves |
/// | planes         | `planes` p: p equal fabrics, each endpoint has its ports in each of them   |
/// | dual-ToR       | `leavesPerEndpoint` 2: each endpoint has a port at each of two leaves      |
struct ClosShape
{
    std::uint32_t planes = 1;
    std::uint32_t pods = 1;
    std::uint32_t leaves = 1; ///< dealt evenly to the pods, in whole units
    std::uint32_t spines = 0; ///< dealt evenly to the pods
    std::uint32_t cores = 0;
    std::uint32_t leafUplinks = 0;  ///< cables of one leaf to the spines of its pod
    std::uint32_t spineUplinks = 0; ///< cables of one spine to the cores
    std::uint32_t endpoints = 0;
    std::uint32_t endpointsPerLeaf = 0;
    std::uint32_t leavesPerEndpoint = 1;
    std::uint32_t rails = 1;
    DataRate endpointSpeed; ///< of one port: the interface speed over planes and leavesPerEndpoint
    DataRate leafUplinkSpeed;
    DataRate spineUplinkSpeed;

    [[nodiscard]] std::uint32_t portsOfEndpoint() const { return planes * leavesPerEndpoint; }
    [[nodiscard]] DataRate interfaceSpeed() const { return portsOfEndpoint() * endpointSpeed; }

    bool operator==(const ClosShape&) const = default;
};

/// Errors: InvalidInput naming the field if counts do not fit each other or a size is absurd
void check(const ClosShape& shape);

/// Builds a regular fabric, also a partly filled one.
///
/// Model:  uplinks are dealt evenly: each spine gets the same number of cables of a leaf, and what
///         is left over goes to spines that rotate with the leaf. Cores form gcd(spines of a pod,
///         cores) groups; spine j of every pod is cabled to group j (modulo the groups), evenly.
///         Endpoints fill leaves (units of `rails` × `leavesPerEndpoint` leaves) one after another
/// Shape:  switches plane by plane: leaves, spines, cores; endpoints host by host, rail by rail
/// Errors: those of check(shape)
/// Source: NVIDIA DGX SuperPOD reference architecture (even spread, rails); Al-Fares et al. 2008
///         (pods and core groups)
[[nodiscard]] Topology closTopology(const ClosShape& shape);

} // namespace netready
