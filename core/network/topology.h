// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/units/quantity.h"

#include <compare>
#include <cstdint>
#include <string>
#include <vector>

namespace netready {

/// Position of a switch or an endpoint in its list of the topology.
struct Node
{
    enum class Kind : std::uint8_t
    {
        Switch,
        Endpoint
    };
    Kind kind = Kind::Switch;
    std::uint32_t index = 0;

    auto operator<=>(const Node&) const = default;
};
[[nodiscard]] constexpr Node switchNode(std::uint32_t index)
{
    return {Node::Kind::Switch, index};
}
[[nodiscard]] constexpr Node endpointNode(std::uint32_t index)
{
    return {Node::Kind::Endpoint, index};
}

/// Where a switch stands; plane, pod and rail count from 1, 0 means that there are none.
struct Switch
{
    std::uint32_t tier = 1; ///< 1 leaf, 2 spine, 3 core
    std::uint32_t plane = 0;
    std::uint32_t pod = 0;
    std::uint32_t rail = 0;
    std::uint32_t number = 0; ///< within tier, plane and pod, from 1
    std::string name;         ///< empty: derived from the rest

    bool operator==(const Switch&) const = default;
};

/// One network interface of a host; it sends and receives but never forwards.
struct Endpoint
{
    std::uint32_t host = 0; ///< which host it sits in, from 1; 0: not known
    std::uint32_t rail = 0; ///< from 1; 0: no rails
    std::string name;       ///< empty: derived from the position

    bool operator==(const Endpoint&) const = default;
};

/// Parallel cables of one speed between two nodes; each carries its speed in both directions.
struct Link
{
    Node a;
    Node b;
    std::uint32_t cables = 1;
    DataRate speed; ///< of one cable, in one direction

    [[nodiscard]] DataRate capacity() const { return static_cast<double>(cables) * speed; }
    [[nodiscard]] bool reachesEndpoint() const
    {
        return a.kind == Node::Kind::Endpoint || b.kind == Node::Kind::Endpoint;
    }
    bool operator==(const Link&) const = default;
};

/// Switches, endpoints and links of one network; elements are named by their position.
struct Topology
{
    std::vector<Switch> switches;
    std::vector<Endpoint> endpoints;
    std::vector<Link> links;

    bool operator==(const Topology&) const = default;
};

/// Largest network that is computed; above, an input is taken for a mistake.
inline constexpr std::uint32_t kMaxSwitches = 65'000;
inline constexpr std::uint32_t kMaxEndpoints = 1'000'000;
inline constexpr std::uint32_t kMaxLinks = 4'000'000;
inline constexpr std::uint32_t kMaxCables = 1'000'000; ///< of one link
inline constexpr DataRate kMaxRate = DataRate::fromBase(1e18);

/// `leaf 3 of pod 2, plane 1`, or the given name.
[[nodiscard]] std::string name(const Topology& topology, Node node);
/// The names of both ends.
[[nodiscard]] std::string name(const Topology& topology, const Link& link);

/// The tier below a link: 0 endpoint to leaf, 1 leaf to spine, 2 spine to core.
[[nodiscard]] std::uint32_t tier(const Topology& topology, const Link& link);

/// Checks each element for itself; a network in parts passes, as after a failure.
///
/// Errors: InvalidInput naming the element: no endpoints, too many elements, an unknown node, a
///         link of a node to itself or of two endpoints, no cables, a speed that is not positive
void checkElements(const Topology& topology);

/// Checks each element, and that every endpoint is connected to every other.
///
/// Errors: those of checkElements; InvalidInput naming the first endpoint that is cut off
void check(const Topology& topology);

/// What fails together: nodes with all their links, and some cables of links.
struct Failure
{
    struct Cables
    {
        std::uint32_t link = 0;
        std::uint32_t count = 1;
        bool operator==(const Cables&) const = default;
    };
    std::string name;
    std::vector<Node> nodes;
    std::vector<Cables> cables;

    bool operator==(const Failure&) const = default;
};

/// Cables that each link still has; failed cables beyond those there are count as all.
///
/// Errors: NotFound naming the failure if it names an unknown element
[[nodiscard]] std::vector<std::uint32_t> cablesLeft(const Topology& topology,
                                                    const Failure& failure);

/// The topology after a failure. Nodes keep their positions; links without cables are gone.
[[nodiscard]] Topology without(const Topology& topology, const Failure& failure);

/// Endpoints outside the connected part that holds most endpoints (the first of equal ones).
///
/// Shape:  rising positions
/// Limits: endpoints of several planes count as joining these planes
[[nodiscard]] std::vector<std::uint32_t> cutOffEndpoints(const Topology& topology,
                                                         const std::vector<std::uint32_t>& cables);

} // namespace netready
