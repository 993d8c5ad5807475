// SPDX-License-Identifier: Apache-2.0
#include "core/network/bisection.h"

#include <algorithm>
#include <cassert>
#include <limits>

namespace netready {

namespace {

class FlowNetwork
{
public:
    FlowNetwork(std::uint32_t nodes, std::span<const FlowEdge> edges)
        : m_out(nodes)
        , m_level(nodes)
        , m_next(nodes)
    {
        for (const FlowEdge& edge : edges) {
            assert(edge.from < nodes && edge.to < nodes);
            m_largest = std::max(m_largest, edge.capacity);
            // An edge and its reverse stand side by side.
            m_out[edge.from].push_back(static_cast<std::uint32_t>(m_edges.size()));
            m_edges.push_back({edge.to, edge.capacity});
            m_out[edge.to].push_back(static_cast<std::uint32_t>(m_edges.size()));
            m_edges.push_back({edge.from, 0});
        }
    }

    double maximum(std::uint32_t source, std::uint32_t sink)
    {
        double sum = 0;
        while (findLevels(source, sink)) {
            std::fill(m_next.begin(), m_next.end(), 0);
            sum += blockingFlow(source, sink);
        }
        return sum;
    }

private:
    struct Edge
    {
        std::uint32_t to = 0;
        double left = 0;
    };
    [[nodiscard]] bool open(const Edge& edge) const { return edge.left > 1e-12 * m_largest; }

    bool findLevels(std::uint32_t source, std::uint32_t sink)
    {
        constexpr std::uint32_t kNone = ~0U;
        std::fill(m_level.begin(), m_level.end(), kNone);
        m_level[source] = 0;
        std::vector<std::uint32_t> reached{source};
        for (std::size_t i = 0; i < reached.size(); ++i) {
            for (const std::uint32_t index : m_out[reached[i]]) {
                const Edge& edge = m_edges[index];
                if (open(edge) && m_level[edge.to] == kNone) {
                    m_level[edge.to] = m_level[reached[i]] + 1;
                    reached.push_back(edge.to);
                }
            }
        }
        return m_level[sink] != kNone;
    }

    /// Fills paths that rise by one level a step until none is left.
    double blockingFlow(std::uint32_t source, std::uint32_t sink)
    {
        double sum = 0;
        std::vector<std::uint32_t> path; // edges; no recursion, as paths can be long
        std::uint32_t node = source;
        for (;;) {
            if (node == sink) {
                sum += fill(path);
                node = source;
                path.clear();
            } else if (advance(node)) {
                path.push_back(m_out[node][m_next[node]]);
                node = m_edges[path.back()].to;
            } else if (path.empty()) {
                return sum;
            } else {
                node = m_edges[path.back() ^ 1U].to;
                path.pop_back();
                ++m_next[node];
            }
        }
    }

    /// Finds the next edge that leads on from a node; false if there is none.
    bool advance(std::uint32_t node)
    {
        for (; m_next[node] < m_out[node].size(); ++m_next[node]) {
            const Edge& edge = m_edges[m_out[node][m_next[node]]];
            if (open(edge) && m_level[edge.to] == m_level[node] + 1) {
                return true;
            }
        }
        return false;
    }

    double fill(const std::vector<std::uint32_t>& path)
    {
        double most = std::numeric_limits<double>::infinity();
        for (const std::uint32_t index : path) {
            most = std::min(most, m_edges[index].left);
        }
        for (const std::uint32_t index : path) {
            m_edges[index].left -= most;
            m_edges[index ^ 1U].left += most;
        }
        return most;
    }

    std::vector<std::vector<std::uint32_t>> m_out;
    std::vector<Edge> m_edges;
    std::vector<std::uint32_t> m_level;
    std::vector<std::size_t> m_next;
    double m_largest = 0;
};

} // namespace

double maximumFlow(std::uint32_t nodes,
                   std::span<const FlowEdge> edges,
                   std::uint32_t source,
                   std::uint32_t sink)
{
    assert(source < nodes && sink < nodes && source != sink);
    return FlowNetwork(nodes, edges).maximum(source, sink);
}

} // namespace netready
