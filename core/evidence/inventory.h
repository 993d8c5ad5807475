// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/words.h"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace netready {

/// What an inventory says about the world.
enum class InventoryBasis : std::uint8_t
{
    Design,     ///< what somebody wrote down: NetBox, cable lists, containerlab
    Configured, ///< what devices are told: SONiC, EOS, NX-OS
    Observed    ///< what devices see: LLDP, subnet managers, Kubernetes
};
inline constexpr std::array<Word<InventoryBasis>, 3> kInventoryBases = {{
    {InventoryBasis::Design, "design", "what somebody wrote down"},
    {InventoryBasis::Configured, "configured", "what devices are told"},
    {InventoryBasis::Observed, "observed", "what devices see"},
}};

/// A device, or a process, store or actor of a diagram. Nothing said stays empty.
struct InventoryNode
{
    std::string name;
    std::string strongId; ///< chassis id, GUID or serial number
    std::string role;     ///< as the file says: `Leaf`, `GPU Node`, `switch`, `store`, …
    std::string model;
    std::string status; ///< `active`, `planned`, …
    std::string site;
    std::string rack;
    std::optional<int> gpus;           ///< built in
    std::optional<int> gpusUsable;     ///< offered to workloads
    std::optional<bool> isReady;       ///< the scheduler may use it
    std::optional<bool> isSchedulable; ///< nobody took it out
    std::string driver;                ///< version of the GPU driver
    std::optional<bool> saysWatchdog;  ///< a flag claims a pause watchdog; no proof
    std::map<std::string, std::map<int, int>> dscpToClass; ///< named maps
    int line = 0;
    bool operator==(const InventoryNode&) const = default;
};

struct InventoryPort
{
    std::string node;
    std::string name;
    std::optional<double> speed; ///< bit/s
    std::optional<double> mtu;   ///< bytes
    std::optional<int> lanes;
    std::optional<bool> isEnabled;
    std::optional<std::vector<int>> losslessClasses; ///< PFC priorities, sorted; empty is "none"
    std::optional<std::vector<int>> ecnQueues;       ///< queues that mark; empty is "none"
    std::optional<bool> hasWatchdog;                 ///< a pause watchdog acts on this port
    std::string dscpMap;                             ///< name in the node's dscpToClass
    std::string mac;
    std::string fec;
    int line = 0;
    bool operator==(const InventoryPort&) const = default;
};

struct InventoryEnd
{
    std::string node;
    std::string port;
    bool operator==(const InventoryEnd&) const = default;
    // Not defaulted: clang 14 warns of the zero in what it then makes.
    bool operator<(const InventoryEnd& other) const
    {
        return node != other.node ? node < other.node : port < other.port;
    }
};

/// A cable, or what one end sees of it.
struct InventoryLink
{
    InventoryEnd a; ///< the observer where there is one
    InventoryEnd b;
    std::optional<double> speed; ///< bit/s
    std::optional<double> mtu;   ///< bytes
    std::optional<int> lanes;
    std::string generation; ///< InfiniBand: `HDR`, `NDR`, …
    std::string medium;
    std::string status;
    std::string label;
    std::optional<double> length; ///< metres
    int line = 0;
    bool operator==(const InventoryLink&) const = default;
};

struct InventoryRack
{
    std::string name;
    std::string site;
    std::optional<double> designPower; ///< W
    std::optional<double> heightUnits;
    int line = 0;
    bool operator==(const InventoryRack&) const = default;
};

struct InventoryFeed
{
    std::string name;
    std::string rack;
    std::optional<double> volts;
    std::optional<double> amperes;
    std::optional<int> phases;
    std::optional<double> usableShare; ///< 0.8 for 80 %
    std::string kind;                  ///< `primary`, `redundant`
    std::string status;
    int line = 0;
    bool operator==(const InventoryFeed&) const = default;
};

/// A data flow between two nodes of a diagram.
struct InventoryFlow
{
    std::string from;
    std::string to;
    std::string name;
    int line = 0;
    bool operator==(const InventoryFlow&) const = default;
};

/// How many objects of a kind there are, and how many this page holds.
struct InventoryPage
{
    std::optional<std::int64_t> total;
    std::int64_t here = 0;
    bool isLast = true;
    bool operator==(const InventoryPage&) const = default;
};

/// What one file says about devices, ports, links, racks and power.
struct Inventory
{
    std::string source; ///< name of the file
    InventoryBasis basis = InventoryBasis::Design;
    std::string observer;   ///< the device that looked, where there is one
    bool isGuessed = false; ///< the observer comes from the name of the file
    std::vector<InventoryNode> nodes;
    std::vector<InventoryPort> ports;
    std::vector<InventoryLink> links;
    std::vector<InventoryRack> racks;
    std::vector<InventoryFeed> feeds;
    std::vector<InventoryFlow> flows;
    std::map<std::string, InventoryPage> pages; ///< `cables`, `interfaces`, …: only where paged

    [[nodiscard]] bool isEmpty() const
    {
        return nodes.empty() && ports.empty() && links.empty() && racks.empty() && feeds.empty() &&
               flows.empty();
    }
    bool operator==(const Inventory&) const = default;
};

/// What a feed may carry: volts x amperes x share, times the root of 3 for three phases.
///
/// Source:  three-phase power at line voltage
/// Limits:  power factor 1; empty if a part is missing
[[nodiscard]] std::optional<double> usablePower(const InventoryFeed& feed);

} // namespace netready
