// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/network/flow_aggregate.h"
#include "core/network/topology.h"

#include <cstdint>
#include <span>
#include <vector>

namespace netready {

/// Where endpoints plug in; endpoints whose ports are alike form a group.
class Attachments
{
public:
    /// Port of each endpoint of a group.
    struct Port
    {
        std::uint32_t leaf = 0; ///< the switch
        double capacity = 0;    ///< bits per second

        auto operator<=>(const Port&) const = default;
    };

    Attachments() = default;
    /// Shape: links with no cables left are no ports
    Attachments(const Topology& topology, const std::vector<std::uint32_t>& cables);

    [[nodiscard]] std::uint32_t group(std::uint32_t endpoint) const { return m_group[endpoint]; }
    [[nodiscard]] std::span<const Port> ports(std::uint32_t group) const { return m_ports[group]; }
    /// Slots of what the endpoint sends, in the order of the ports of its group; what it receives
    /// has the other slot of the link.
    [[nodiscard]] std::span<const std::uint32_t> slots(std::uint32_t endpoint) const
    {
        return std::span(m_slots).subspan(m_first[endpoint],
                                          m_first[endpoint + 1] - m_first[endpoint]);
    }

private:
    std::vector<std::uint32_t> m_group;
    std::vector<std::vector<Port>> m_ports;
    std::vector<std::uint32_t> m_first;
    std::vector<std::uint32_t> m_slots;
};

/// Members of a flow that are equal for it: alike attached, with the same role.
struct PortCell
{
    std::uint32_t group = 0;
    bool sends = false;
    bool receives = false;
    std::uint32_t first = 0; ///< in the members of the flow
    std::uint32_t count = 0;
};

/// A flow by cells: what it sends is known for each pair of them.
class CellFlow
{
public:
    CellFlow() = default;
    CellFlow(const FlowAggregate& flow, const Attachments& attachments);

    [[nodiscard]] const std::vector<PortCell>& cells() const { return m_cells; }
    [[nodiscard]] std::span<const std::uint32_t> members(const PortCell& cell) const
    {
        return std::span(m_members).subspan(cell.first, cell.count);
    }

    /// True if a member is among the given endpoints, a mark for each.
    [[nodiscard]] bool hasMember(const std::vector<bool>& endpoints) const;

    /// Calls `visit(from, to, share)` for pairs of cells with their share of the whole flow; shares
    /// add up to 1. With `marked` cells, only for pairs with one of them.
    template <class Visit>
    void forEachPair(const std::vector<bool>& marked, Visit visit) const
    {
        if (m_pattern == Pattern::Ring) {
            const std::size_t count = m_cells.size();
            for (std::size_t i = 0; i < count; ++i) {
                const std::size_t next = (i + 1) % count;
                if (marked.empty() || marked[i] || marked[next]) {
                    visit(i, next, 1.0 / static_cast<double>(count));
                }
            }
            return;
        }
        const std::vector<std::size_t> receivers = receiving({});
        const std::vector<std::size_t> markedReceivers = receiving(marked);
        for (std::size_t from = 0; from < m_cells.size(); ++from) {
            if (m_cells[from].sends) {
                const bool all = marked.empty() || marked[from];
                for (const std::size_t to : all ? receivers : markedReceivers) {
                    if (const double share = spreadShare(from, to); share > 0) {
                        visit(from, to, share);
                    }
                }
            }
        }
    }

private:
    [[nodiscard]] std::vector<std::size_t> receiving(const std::vector<bool>& marked) const;
    [[nodiscard]] double spreadShare(std::size_t from, std::size_t to) const;

    Pattern m_pattern = Pattern::Spread;
    double m_senders = 0;
    double m_receivers = 0;
    std::vector<PortCell> m_cells;
    std::vector<std::uint32_t> m_members;
};

} // namespace netready
