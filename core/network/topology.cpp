// SPDX-License-Identifier: Apache-2.0
#include "core/network/topology.h"

#include "core/base/error.h"
#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace netready {

namespace {

std::string tierName(std::uint32_t tier)
{
    constexpr std::array kNames{"tier 0", "leaf", "spine", "core"};
    return tier < kNames.size() ? kNames.at(tier) : "tier " + std::to_string(tier);
}

[[noreturn]] void refuse(const std::string& message)
{
    throw Error(ErrorCode::InvalidInput, message);
}

bool exists(const Topology& topology, Node node)
{
    return node.index <
           (node.kind == Node::Kind::Switch ? topology.switches.size() : topology.endpoints.size());
}

void checkSize(const char* what, std::size_t size, std::size_t most)
{
    if (size > most) {
        refuse("the network has " + std::to_string(size) + " " + what + ", more than " +
               std::to_string(most));
    }
}

/// What is wrong with a link whose ends exist; empty if nothing is.
std::string faultOf(const Link& link)
{
    if (link.a == link.b) {
        return " joins a node to itself";
    }
    if (link.a.kind == Node::Kind::Endpoint && link.b.kind == Node::Kind::Endpoint) {
        return " joins two endpoints without a switch";
    }
    if (link.cables == 0 || link.cables > kMaxCables) {
        return " has " + std::to_string(link.cables) + " cables";
    }
    if (!(link.speed.base() > 0) || link.speed > kMaxRate) {
        return " has the speed " + inQuotes(toText(link.speed.base())) + " bit/s";
    }
    return {};
}

void checkLink(const Topology& topology, std::size_t index)
{
    const Link& link = topology.links[index];
    for (const Node node : {link.a, link.b}) {
        if (!exists(topology, node)) {
            refuse("link " + std::to_string(index) + " ends at " + name(topology, node) +
                   ", which does not exist");
        }
    }
    if (const std::string fault = faultOf(link); !fault.empty()) {
        refuse("link " + std::to_string(index) + " (" + name(topology, link) + ")" + fault);
    }
}

/// Connected parts by union of the ends of links; endpoints are numbered after the switches.
class Parts
{
public:
    explicit Parts(std::size_t nodes)
        : m_parent(nodes)
    {
        std::iota(m_parent.begin(), m_parent.end(), 0U);
    }
    std::uint32_t of(std::uint32_t node)
    {
        while (m_parent[node] != node) {
            m_parent[node] = m_parent[m_parent[node]];
            node = m_parent[node];
        }
        return node;
    }
    void join(std::uint32_t a, std::uint32_t b)
    {
        // The smaller number leads, so that the result does not depend on the order of links.
        const auto [low, high] = std::minmax({of(a), of(b)});
        m_parent[high] = low;
    }

private:
    std::vector<std::uint32_t> m_parent;
};

std::vector<std::uint32_t> cableCounts(const Topology& topology)
{
    std::vector<std::uint32_t> cables;
    cables.reserve(topology.links.size());
    for (const Link& link : topology.links) {
        cables.push_back(link.cables);
    }
    return cables;
}

} // namespace

std::string name(const Topology& topology, Node node)
{
    if (node.kind == Node::Kind::Endpoint) {
        const bool named = exists(topology, node) && !topology.endpoints[node.index].name.empty();
        return named ? topology.endpoints[node.index].name
                     : "endpoint " + std::to_string(node.index + 1);
    }
    if (!exists(topology, node)) {
        return "switch " + std::to_string(node.index + 1);
    }
    const Switch& one = topology.switches[node.index];
    if (!one.name.empty()) {
        return one.name;
    }
    std::string text = tierName(one.tier) + " " + std::to_string(one.number);
    if (one.pod != 0) {
        text += " of pod " + std::to_string(one.pod);
    }
    if (one.plane != 0) {
        text += ", plane " + std::to_string(one.plane);
    }
    return text;
}

std::string name(const Topology& topology, const Link& link)
{
    return name(topology, link.a) + " – " + name(topology, link.b);
}

std::uint32_t tier(const Topology& topology, const Link& link)
{
    if (link.reachesEndpoint()) {
        return 0;
    }
    return std::min(topology.switches[link.a.index].tier, topology.switches[link.b.index].tier);
}

void checkElements(const Topology& topology)
{
    if (topology.endpoints.empty()) {
        refuse("the network has no endpoints");
    }
    checkSize("switches", topology.switches.size(), kMaxSwitches);
    checkSize("endpoints", topology.endpoints.size(), kMaxEndpoints);
    checkSize("links", topology.links.size(), kMaxLinks);
    for (std::size_t i = 0; i < topology.links.size(); ++i) {
        checkLink(topology, i);
    }
}

void check(const Topology& topology)
{
    checkElements(topology);
    const std::vector<std::uint32_t> cutOff = cutOffEndpoints(topology, cableCounts(topology));
    if (!cutOff.empty()) {
        refuse(name(topology, endpointNode(cutOff.front())) + " is not connected to the others (" +
               std::to_string(cutOff.size()) + " of " + std::to_string(topology.endpoints.size()) +
               " endpoints are not)");
    }
}

std::vector<std::uint32_t> cablesLeft(const Topology& topology, const Failure& failure)
{
    const auto unknown = [&](const std::string& what) {
        throw Error(ErrorCode::NotFound,
                    "failure " + inQuotes(failure.name) + " names " + what +
                        ", which does not exist");
    };
    std::vector<std::uint32_t> cables = cableCounts(topology);
    std::vector<Node> nodes = failure.nodes;
    std::sort(nodes.begin(), nodes.end());
    for (const Node node : nodes) {
        if (!exists(topology, node)) {
            unknown(name(topology, node));
        }
    }
    if (!nodes.empty()) {
        const auto failed = [&](Node node) {
            return std::binary_search(nodes.begin(), nodes.end(), node);
        };
        for (std::size_t i = 0; i < cables.size(); ++i) {
            if (failed(topology.links[i].a) || failed(topology.links[i].b)) {
                cables[i] = 0;
            }
        }
    }
    for (const Failure::Cables& lost : failure.cables) {
        if (lost.link >= cables.size()) {
            unknown("link " + std::to_string(lost.link));
        }
        cables[lost.link] -= std::min(cables[lost.link], lost.count);
    }
    return cables;
}

Topology without(const Topology& topology, const Failure& failure)
{
    const std::vector<std::uint32_t> cables = cablesLeft(topology, failure);
    Topology rest{topology.switches, topology.endpoints, {}};
    for (std::size_t i = 0; i < cables.size(); ++i) {
        if (cables[i] > 0) {
            rest.links.push_back(topology.links[i]);
            rest.links.back().cables = cables[i];
        }
    }
    return rest;
}

std::vector<std::uint32_t> cutOffEndpoints(const Topology& topology,
                                           const std::vector<std::uint32_t>& cables)
{
    const auto switches = static_cast<std::uint32_t>(topology.switches.size());
    const auto endpoints = static_cast<std::uint32_t>(topology.endpoints.size());
    const auto number = [&](Node node) {
        return node.kind == Node::Kind::Switch ? node.index : switches + node.index;
    };
    Parts parts(switches + endpoints);
    for (std::size_t i = 0; i < cables.size(); ++i) {
        if (cables[i] > 0) {
            parts.join(number(topology.links[i].a), number(topology.links[i].b));
        }
    }
    std::vector<std::uint32_t> size(switches + endpoints);
    for (std::uint32_t i = 0; i < endpoints; ++i) {
        ++size[parts.of(switches + i)];
    }
    const auto main =
        static_cast<std::uint32_t>(std::max_element(size.begin(), size.end()) - size.begin());
    std::vector<std::uint32_t> cutOff;
    for (std::uint32_t i = 0; i < endpoints; ++i) {
        if (parts.of(switches + i) != main) {
            cutOff.push_back(i);
        }
    }
    return cutOff;
}

} // namespace netready
