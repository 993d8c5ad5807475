// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"
#include "core/units/quantity.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>

namespace netready {

/// What a fabric has to connect, and with which switches. One kind of switch in all tiers.
struct FabricRequirement
{
    std::int64_t gpusPerNode = 0;
    std::optional<std::int64_t> nodes = {}; ///< slots, reserved ones included
    std::optional<std::int64_t> gpus = {};  ///< instead of nodes: at least so many accelerators
    std::int64_t nicsPerNode = 0;
    DataRate nicSpeed = {};
    std::int64_t planes = 1; ///< separate fabrics, each of which takes nicSpeed / planes
    /// Leaves over which the NICs of a node are spread: one a NIC unless given; 1 is a tree.
    std::optional<std::int64_t> rails = {};
    std::optional<std::int64_t> nodesPerUnit = {}; ///< else as many as one leaf a rail holds
    std::int64_t reservedNodes = 0; ///< slots whose leaf ports go to the fabric manager
    std::optional<std::int64_t> managerCables = {}; ///< else 4, if the reserved slots free as many
    std::int64_t switchPorts = 0;                   ///< as used: 64 cages split in two are 128
    DataRate portSpeed = {};                        ///< as used: half the cage if split in two
    double oversubscription = 1;                    ///< of the leaves, at most; down over up
    std::optional<std::int64_t> tiers = {};         ///< else as few as are enough
    std::optional<std::int64_t> minimumSpines = {}; ///< of a plane; of a pod in three tiers
    std::string technology = {};                    ///< free text for people
    /// Where the fields were written, by their names in YAML; only for messages.
    std::map<std::string, Position, std::less<>> places = {};
};

/// Errors:  InvalidInput naming the field as it is written in YAML, at its place, if a value is out
///          of range or two do not fit together
void check(const FabricRequirement& requirement);

/// The InvalidInput that names a field and its place.
[[nodiscard]] Error
fieldError(const FabricRequirement& requirement, const std::string& field, std::string message);

/// Slots for nodes: those given, or enough for the accelerators and the reserved ones.
[[nodiscard]] std::int64_t nodeSlots(const FabricRequirement& requirement);

/// Leaves that a node is connected to in each plane.
[[nodiscard]] std::int64_t railCount(const FabricRequirement& requirement);

/// Cables of the fabric manager on the leaf ports of the reserved slots, over all planes.
///
/// Source:  R10; NV-H100, Table 4: four at four units; read. Four for other sizes: judgement
[[nodiscard]] std::int64_t managerCables(const FabricRequirement& requirement);

/// How a NIC meets the leaf of one plane: one of the two numbers is 1.
struct NicPorts
{
    std::int64_t portsPerNic = 1; ///< a NIC of two ports' speed takes two
    std::int64_t nicsPerPort = 1; ///< a port of two NICs' speed is split over two

    [[nodiscard]] std::int64_t portsFor(std::int64_t nics) const
    {
        return nics * portsPerNic / nicsPerPort + (nics % nicsPerPort == 0 ? 0 : 1);
    }
    [[nodiscard]] std::int64_t nicsFor(std::int64_t ports) const
    {
        return ports / portsPerNic * nicsPerPort;
    }
    /// Traffic of NICs in ports' worth.
    [[nodiscard]] double load(std::int64_t nics) const
    {
        return static_cast<double>(nics * portsPerNic) / static_cast<double>(nicsPerPort);
    }
};

/// Errors:  InvalidInput unless the port serves 1, 2, 4 or 8 NICs or the NIC takes 1 to 8 ports
/// Source:  MEGASCALE for split ports, NV-B300E for planes; read. Eight at most, the lanes of a
/// cage:
///          judgement
[[nodiscard]] NicPorts nicPorts(const FabricRequirement& requirement);

/// `400 Gb/s`.
[[nodiscard]] std::string inGigabits(DataRate rate);

} // namespace netready
