// SPDX-License-Identifier: Apache-2.0
#include "core/network/clos_topology.h"

#include "core/base/error.h"

#include <algorithm>
#include <numeric>
#include <string>

namespace netready {

namespace {

void require(bool holds, const std::string& message)
{
    if (!holds) {
        throw Error(ErrorCode::InvalidInput, message);
    }
}

void checkCount(const char* field, std::uint64_t value, std::uint64_t least, std::uint64_t most)
{
    require(value >= least && value <= most,
            std::string(field) + " is " + std::to_string(value) + ", not between " +
                std::to_string(least) + " and " + std::to_string(most));
}

void checkUplinks(const char* field, std::uint32_t cables, std::uint32_t upper)
{
    checkCount(field, cables, upper > 0 ? 1 : 0, upper > 0 ? kMaxCables : 0);
}

/// The part of `total` that is dealt to number `index` of `shares`: first and count.
struct Share
{
    std::uint32_t first = 0;
    std::uint32_t count = 0;
};
Share share(std::uint32_t total, std::uint32_t shares, std::uint32_t index)
{
    const auto start = [&](std::uint64_t i) {
        return static_cast<std::uint32_t>(i * total / shares);
    };
    return {start(index), start(index + 1ULL) - start(index)};
}

/// Cables of one switch to switches above it.
struct Uplinks
{
    std::uint32_t cables = 0;
    DataRate speed;
    std::uint32_t turn = 0; ///< rotates who gets the cables that are left over
};
void joinEvenly(Topology& topology, std::uint32_t from, Share to, const Uplinks& uplinks)
{
    const std::uint32_t each = uplinks.cables / to.count;
    const std::uint32_t left = uplinks.cables % to.count;
    const auto start = static_cast<std::uint32_t>(std::uint64_t{uplinks.turn} * left % to.count);
    for (std::uint32_t i = 0; i < to.count; ++i) {
        const bool more = (i + to.count - start) % to.count < left;
        const std::uint32_t cables = each + (more ? 1U : 0U);
        if (cables > 0) {
            topology.links.push_back(
                {switchNode(from), switchNode(to.first + i), cables, uplinks.speed});
        }
    }
}

class Plane
{
public:
    Plane(const ClosShape& shape, std::uint32_t plane, Topology& topology)
        : m_shape(shape)
        , m_number(shape.planes > 1 ? plane + 1 : 0)
        , m_topology(topology)
        , m_leaf(static_cast<std::uint32_t>(topology.switches.size()))
        , m_spine(m_leaf + shape.leaves)
        , m_core(m_spine + shape.spines)
    {}

    void build()
    {
        for (std::uint32_t pod = 0; pod < m_shape.pods; ++pod) {
            addSwitches(1, pod, leavesOf(pod));
        }
        for (std::uint32_t pod = 0; pod < m_shape.pods; ++pod) {
            addSwitches(2, pod, share(m_shape.spines, m_shape.pods, pod));
        }
        addCores();
        attachEndpoints();
        joinLeaves();
        joinSpines();
    }

private:
    /// Whole units, dealt evenly.
    [[nodiscard]] Share leavesOf(std::uint32_t pod) const
    {
        const std::uint32_t unit = m_shape.rails * m_shape.leavesPerEndpoint;
        const Share units = share(m_shape.leaves / unit, m_shape.pods, pod);
        return {units.first * unit, units.count * unit};
    }
    void addSwitches(std::uint32_t tier, std::uint32_t pod, Share part)
    {
        for (std::uint32_t i = 0; i < part.count; ++i) {
            const std::uint32_t set = (part.first + i) / m_shape.leavesPerEndpoint;
            const bool railed = tier == 1 && m_shape.rails > 1;
            m_topology.switches.push_back({tier,
                                           m_number,
                                           m_shape.pods > 1 ? pod + 1 : 0,
                                           railed ? set % m_shape.rails + 1 : 0,
                                           i + 1,
                                           {}});
        }
    }
    void addCores()
    {
        for (std::uint32_t i = 0; i < m_shape.cores; ++i) {
            m_topology.switches.push_back({3, m_number, 0, 0, i + 1, {}});
        }
    }
    void attachEndpoints()
    {
        const std::uint32_t rails = m_shape.rails;
        for (std::uint32_t i = 0; i < m_shape.endpoints; ++i) {
            const std::uint32_t unit = i / rails / m_shape.endpointsPerLeaf;
            const std::uint32_t set = unit * rails + i % rails;
            for (std::uint32_t port = 0; port < m_shape.leavesPerEndpoint; ++port) {
                const std::uint32_t leaf = m_leaf + set * m_shape.leavesPerEndpoint + port;
                m_topology.links.push_back(
                    {endpointNode(i), switchNode(leaf), 1, m_shape.endpointSpeed});
            }
        }
    }
    void joinLeaves()
    {
        if (m_shape.spines == 0) {
            return;
        }
        for (std::uint32_t pod = 0; pod < m_shape.pods; ++pod) {
            const Share leaves = leavesOf(pod);
            Share spines = share(m_shape.spines, m_shape.pods, pod);
            spines.first += m_spine;
            for (std::uint32_t i = 0; i < leaves.count; ++i) {
                joinEvenly(m_topology,
                           m_leaf + leaves.first + i,
                           spines,
                           {m_shape.leafUplinks, m_shape.leafUplinkSpeed, i});
            }
        }
    }
    void joinSpines()
    {
        if (m_shape.cores == 0) {
            return;
        }
        const std::uint32_t spines = m_shape.spines / m_shape.pods;
        const std::uint32_t groups = std::gcd(spines, m_shape.cores);
        const std::uint32_t groupSize = m_shape.cores / groups;
        for (std::uint32_t i = 0; i < m_shape.spines; ++i) {
            const std::uint32_t group = i % spines % groups;
            // Spines of one group in one pod, and pods, take turns.
            const std::uint32_t turn = i / spines * (spines / groups) + i % spines / groups;
            joinEvenly(m_topology,
                       m_spine + i,
                       {m_core + group * groupSize, groupSize},
                       {m_shape.spineUplinks, m_shape.spineUplinkSpeed, turn});
        }
    }

    const ClosShape& m_shape;
    std::uint32_t m_number;
    Topology& m_topology;
    std::uint32_t m_leaf;
    std::uint32_t m_spine;
    std::uint32_t m_core;
};

} // namespace

void check(const ClosShape& shape)
{
    checkCount("planes", shape.planes, 1, kMaxSwitches);
    checkCount("leaves", shape.leaves, 1, kMaxSwitches);
    checkCount("spines", shape.spines, 0, kMaxSwitches);
    checkCount("cores", shape.cores, 0, kMaxSwitches);
    checkCount("endpoints", shape.endpoints, 1, kMaxEndpoints);
    checkCount("endpoints per leaf", shape.endpointsPerLeaf, 1, kMaxEndpoints);
    checkCount("leaves per endpoint", shape.leavesPerEndpoint, 1, shape.leaves);
    checkCount("rails", shape.rails, 1, shape.leaves);
    const std::uint64_t unit = std::uint64_t{shape.rails} * shape.leavesPerEndpoint;
    require(shape.leaves % unit == 0,
            "leaves is " + std::to_string(shape.leaves) + ", not whole units of " +
                std::to_string(unit) + " (rails × leaves per endpoint)");
    checkCount("pods", shape.pods, 1, shape.leaves / unit);
    checkUplinks("leaf uplinks", shape.leafUplinks, shape.spines);
    checkUplinks("spine uplinks", shape.spineUplinks, shape.cores);
    require(shape.spines > 0 || shape.leaves <= shape.leavesPerEndpoint,
            "spines is 0, but there are several leaves to join");
    require(shape.pods == 1 || shape.cores > 0, "cores is 0, but there are several pods to join");
    require(shape.cores == 0 || shape.spines > 0, "spines is 0, but there are cores");
    require(shape.cores == 0 || shape.spines % shape.pods == 0,
            "spines is " + std::to_string(shape.spines) + ", not a multiple of pods");

    const std::uint64_t places =
        shape.leaves / unit * std::uint64_t{shape.rails} * shape.endpointsPerLeaf;
    require(shape.endpoints <= places,
            "endpoints is " + std::to_string(shape.endpoints) +
                ", but the leaves have places for " + std::to_string(places));
    const std::uint64_t perPlane = std::uint64_t{shape.leaves} + shape.spines + shape.cores;
    checkCount("number of switches", shape.planes * perPlane, 1, kMaxSwitches);
    const std::uint64_t links =
        std::uint64_t{shape.endpoints} * shape.leavesPerEndpoint +
        std::uint64_t{shape.leaves} * std::min(shape.leafUplinks, shape.spines) +
        std::uint64_t{shape.spines} * std::min(shape.spineUplinks, shape.cores);
    checkCount("number of links", shape.planes * links, 1, kMaxLinks);
}

Topology closTopology(const ClosShape& shape)
{
    check(shape);
    Topology topology;
    for (std::uint32_t i = 0; i < shape.endpoints; ++i) {
        const bool railed = shape.rails > 1;
        topology.endpoints.push_back(
            {railed ? i / shape.rails + 1 : 0, railed ? i % shape.rails + 1 : 0, {}});
    }
    for (std::uint32_t plane = 0; plane < shape.planes; ++plane) {
        Plane(shape, plane, topology).build();
    }
    check(topology);
    return topology;
}

} // namespace netready
