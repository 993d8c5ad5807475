// SPDX-License-Identifier: Apache-2.0
#include "core/network/attachments.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace netready {

Attachments::Attachments(const Topology& topology, const std::vector<std::uint32_t>& cables)
{
    struct Plug
    {
        std::uint32_t endpoint = 0;
        Port port;
        std::uint32_t slot = 0;
        auto operator<=>(const Plug&) const = default;
    };
    std::vector<Plug> plugs;
    for (std::uint32_t i = 0; i < topology.links.size(); ++i) {
        const Link& link = topology.links[i];
        if (link.reachesEndpoint() && cables[i] > 0) {
            const bool sendsAToB = link.a.kind == Node::Kind::Endpoint;
            const Port port{(sendsAToB ? link.b : link.a).index, cables[i] * link.speed.base()};
            plugs.push_back(
                {(sendsAToB ? link.a : link.b).index, port, 2 * i + (sendsAToB ? 0 : 1)});
        }
    }
    std::sort(plugs.begin(), plugs.end());

    std::map<std::vector<Port>, std::uint32_t> groups;
    std::size_t next = 0;
    for (std::uint32_t endpoint = 0; endpoint < topology.endpoints.size(); ++endpoint) {
        m_first.push_back(static_cast<std::uint32_t>(next));
        std::vector<Port> ports;
        for (; next < plugs.size() && plugs[next].endpoint == endpoint; ++next) {
            ports.push_back(plugs[next].port);
            m_slots.push_back(plugs[next].slot);
        }
        const auto count = static_cast<std::uint32_t>(groups.size());
        const auto [group, isNew] = groups.try_emplace(ports, count);
        m_group.push_back(group->second);
        if (isNew) {
            m_ports.push_back(std::move(ports));
        }
    }
    m_first.push_back(static_cast<std::uint32_t>(next));
}

CellFlow::CellFlow(const FlowAggregate& flow, const Attachments& attachments)
    : m_pattern(flow.pattern)
    , m_senders(static_cast<double>(flow.sources.size()))
    , m_receivers(static_cast<double>(flow.destinations.size()))
{
    if (flow.pattern == Pattern::Ring) {
        m_members = flow.sources;
        for (std::uint32_t i = 0; i < m_members.size(); ++i) {
            m_cells.push_back({attachments.group(m_members[i]), true, true, i, 1});
        }
        return;
    }
    struct Member
    {
        std::uint32_t endpoint = 0;
        bool sends = false;
        bool receives = false;
    };
    std::vector<Member> members;
    for (const std::uint32_t endpoint : flow.sources) {
        members.push_back({endpoint, true, false});
    }
    for (const std::uint32_t endpoint : flow.destinations) {
        members.push_back({endpoint, false, true});
    }
    std::sort(members.begin(), members.end(), [](const Member& a, const Member& b) {
        return a.endpoint < b.endpoint;
    });
    std::vector<Member> merged;
    for (const Member& member : members) {
        if (!merged.empty() && merged.back().endpoint == member.endpoint) {
            merged.back().sends = true;
            merged.back().receives = true;
        } else {
            merged.push_back(member);
        }
    }
    const auto cellKey = [&](const Member& member) {
        return std::tuple(attachments.group(member.endpoint), member.sends, member.receives);
    };
    std::stable_sort(merged.begin(), merged.end(), [&](const Member& a, const Member& b) {
        return cellKey(a) < cellKey(b);
    });
    for (const Member& member : merged) {
        const auto [group, sends, receives] = cellKey(member);
        const bool known = !m_cells.empty() && m_cells.back().group == group &&
                           m_cells.back().sends == sends && m_cells.back().receives == receives;
        if (!known) {
            m_cells.push_back(
                {group, sends, receives, static_cast<std::uint32_t>(m_members.size()), 0});
        }
        ++m_cells.back().count;
        m_members.push_back(member.endpoint);
    }
}

bool CellFlow::hasMember(const std::vector<bool>& endpoints) const
{
    return std::any_of(m_members.begin(), m_members.end(), [&](std::uint32_t member) {
        return endpoints[member];
    });
}

std::vector<std::size_t> CellFlow::receiving(const std::vector<bool>& marked) const
{
    std::vector<std::size_t> cells;
    for (std::size_t i = 0; i < m_cells.size(); ++i) {
        if (m_cells[i].receives && (marked.empty() || marked[i])) {
            cells.push_back(i);
        }
    }
    return cells;
}

double CellFlow::spreadShare(std::size_t from, std::size_t to) const
{
    const PortCell& sender = m_cells[from];
    const PortCell& receiver = m_cells[to];
    // Nobody sends to itself.
    const double others = receiver.count - (from == to ? 1.0 : 0.0);
    const double receivers = m_receivers - (sender.receives ? 1.0 : 0.0);
    return sender.count / m_senders * others / receivers;
}

} // namespace netready
