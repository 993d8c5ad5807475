// SPDX-License-Identifier: Apache-2.0
#include "core/assessment/fabric_sketch.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

namespace netready {

namespace {

constexpr std::array<std::uint32_t, 4> kMostBlocks{0, 16, 8, 8};
constexpr std::array<std::uint32_t, 4> kMostNarrow{0, 8, 8, 8};
constexpr std::size_t kMostFeet = 6;
constexpr std::size_t kMostNarrowFeet = 4;

/// A switch by its place, which is the same in both cases.
using Place = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t, std::uint32_t>;
Place placeOf(const Switch& at)
{
    return {at.tier, at.plane, at.pod, at.number};
}

/// One case with what is lost taken away.
struct Side
{
    const LaidOut* laid = nullptr;
    Loads loads;
    std::vector<std::uint32_t> cables;

    Side(const LaidOut& of, const Failure* lost)
        : laid(&of)
        , loads(lost == nullptr ? of.network.loads() : of.network.after(*lost))
        , cables(cablesLeft(of.network.topology(), lost == nullptr ? Failure() : *lost))
    {}

    [[nodiscard]] const Topology& topology() const { return laid->network.topology(); }
    /// Load over capacity of the fuller direction; nothing if no cable is left.
    [[nodiscard]] std::optional<double> use(std::uint32_t link, Moment moment) const
    {
        const Link& at = topology().links[link];
        if (cables[link] == 0) {
            return std::nullopt;
        }
        const double load = std::max(loads.at({link, true}).at(moment).base(),
                                     loads.at({link, false}).at(moment).base());
        const double usable = at.reachesEndpoint() ? 1 : laid->end.efficiency;
        return load / (cables[link] * at.speed.base() * usable);
    }
};

void raise(std::optional<double>& most, std::optional<double> value)
{
    if (value && (!most || *value > *most)) {
        most = value;
    }
}

std::optional<LoadRange> rangeOf(std::optional<double> low, std::optional<double> high, bool isOpen)
{
    if (!high) {
        return std::nullopt;
    }
    const double least = low.value_or(*high);
    return LoadRange{std::min(least, *high), std::max(least, *high), isOpen};
}

/// Positions of links by which each case is compared with the other.
using LinkPlace = std::pair<Place, Place>;

class Maker
{
public:
    explicit Maker(const SketchInput& input)
        : m_input(input)
    {
        if (input.harsh != nullptr) {
            m_harsh.emplace(*input.harsh, input.harshLost);
            m_kind.emplace(*input.kind, input.kindLost);
            m_topology = m_harsh->topology();
            m_cables = m_harsh->cables;
        } else {
            ClosShape shape = *input.harshShape;
            shape.endpoints = std::min(shape.endpoints, 1U);
            m_topology = closTopology(shape);
            m_cables =
                cablesLeft(m_topology, input.harshLost == nullptr ? Failure() : *input.harshLost);
        }
        m_isLost.assign(m_topology.switches.size(), false);
        if (input.harshLost != nullptr) {
            for (const Node node : input.harshLost->nodes) {
                m_isLost[node.index] = true;
            }
            m_sketch.lost = input.harshLost->name;
        }
        m_sketch.planes = input.harshShape->planes;
        const ClosShape& kind = *input.kindShape;
        m_sketch.most = {
            0, kind.planes * kind.leaves, kind.planes * kind.spines, kind.planes * kind.cores};
    }

    Sketch make()
    {
        addBlocks();
        addBundles();
        addFeet();
        addRatios();
        addTiers();
        addLinks();
        return std::move(m_sketch);
    }

private:
    /// Switches of one tier, plane and pod, one after another.
    struct Group
    {
        std::uint32_t first = 0;
        std::uint32_t count = 0;
    };

    [[nodiscard]] std::vector<Group> groupsOf(std::uint32_t tier) const
    {
        std::vector<Group> groups;
        const std::vector<Switch>& all = m_topology.switches;
        for (std::uint32_t i = 0; i < all.size(); ++i) {
            if (all[i].tier != tier) {
                continue;
            }
            const bool isNext = !groups.empty() && groups.back().first + groups.back().count == i &&
                                all[groups.back().first].plane == all[i].plane &&
                                all[groups.back().first].pod == all[i].pod;
            if (isNext) {
                ++groups.back().count;
            } else {
                groups.push_back({i, 1});
            }
        }
        return groups;
    }

    void addBlocks()
    {
        m_blockOf.assign(m_topology.switches.size(), 0);
        for (std::uint32_t tier = 1; tier <= 3; ++tier) {
            const std::vector<Group> groups = groupsOf(tier);
            if (groups.empty()) {
                continue;
            }
            const std::uint32_t most = (m_input.isNarrow ? kMostNarrow : kMostBlocks).at(tier);
            const auto count = static_cast<std::uint32_t>(groups.size());
            const std::uint32_t joined = (count + most - 1) / most;
            for (std::uint32_t i = 0; i < count; i += joined) {
                if (joined > 1) {
                    addJoined(groups, i, std::min(count, i + joined));
                } else {
                    addGroup(groups[i], std::max(1U, most / count));
                }
            }
        }
    }

    void addBlock(std::uint32_t first, std::uint32_t count)
    {
        const Switch& at = m_topology.switches[first];
        SketchBlock block;
        block.tier = at.tier;
        block.plane = at.plane;
        block.pod = block.lastPod = at.pod;
        block.first = first;
        block.count = count;
        const std::string letter = at.tier == 1 ? "L" : at.tier == 2 ? "S" : "C";
        block.name = letter + std::to_string(at.number) +
                     (count > 1 ? "–" + std::to_string(at.number + count - 1) : "");
        finish(block);
    }

    void finish(SketchBlock block)
    {
        for (std::uint32_t i = block.first; i < block.first + block.count; ++i) {
            m_blockOf[i] = m_sketch.blocks.size();
            block.lost += m_isLost[i] ? 1U : 0U;
        }
        std::uint32_t& largest = m_sketch.perBlock.at(block.tier);
        largest = std::max(largest, block.count);
        m_sketch.switches.at(block.tier) += block.count;
        m_sketch.blocks.push_back(std::move(block));
    }

    /// Splits a group into boxes; a single lost switch gets one of its own.
    void addGroup(const Group& group, std::uint32_t most)
    {
        const std::uint32_t each = (group.count + most - 1) / most;
        const bool isAlone = m_input.harshLost != nullptr && m_input.harshLost->nodes.size() == 1;
        const std::uint32_t end = group.first + group.count;
        for (std::uint32_t first = group.first; first < end; first += each) {
            const std::uint32_t last = std::min(end, first + each);
            std::uint32_t start = first;
            for (std::uint32_t i = first; i < last && isAlone; ++i) {
                if (m_isLost[i]) {
                    if (i > start) {
                        addBlock(start, i - start);
                    }
                    addBlock(i, 1);
                    start = i + 1;
                }
            }
            if (start < last) {
                addBlock(start, last - start);
            }
        }
    }

    /// Whole pods in one box. Between planes lie switches of other tiers, so a box is of one plane.
    void addJoined(const std::vector<Group>& groups, std::uint32_t from, std::uint32_t to)
    {
        while (from < to) {
            const Switch& at = m_topology.switches[groups[from].first];
            SketchBlock block;
            block.tier = at.tier;
            block.plane = at.plane;
            block.pod = at.pod;
            block.first = groups[from].first;
            block.count = 0;
            while (from < to && groups[from].first == block.first + block.count) {
                block.lastPod = m_topology.switches[groups[from].first].pod;
                block.count += groups[from++].count;
            }
            const char* const letter = at.tier == 1 ? " L" : at.tier == 2 ? " S" : " C";
            block.name = std::to_string(block.count) + letter;
            finish(std::move(block));
        }
    }

    void addBundles()
    {
        std::map<std::pair<std::size_t, std::size_t>, std::size_t> known;
        std::vector<std::optional<double>> most;
        for (std::uint32_t i = 0; i < m_topology.links.size(); ++i) {
            const Link& link = m_topology.links[i];
            if (link.reachesEndpoint()) {
                continue;
            }
            const auto ends = std::make_pair(m_blockOf[link.a.index], m_blockOf[link.b.index]);
            const auto [at, isNew] = known.try_emplace(ends, m_sketch.bundles.size());
            if (isNew) {
                m_sketch.bundles.push_back({ends.first, ends.second, 0, 0, std::nullopt});
                most.emplace_back();
            }
            SketchBundle& bundle = m_sketch.bundles[at->second];
            bundle.cables += link.cables;
            bundle.lost += link.cables - m_cables[i];
            if (m_harsh) {
                const std::optional<double> use = m_harsh->use(i, Moment::Burst);
                raise(most[at->second], use);
                raise(m_sketch.blocks[ends.first].fullest, use);
                raise(m_sketch.blocks[ends.second].fullest, use);
            }
        }
        if (!m_harsh) {
            return;
        }
        const std::vector<std::optional<double>> least = kindBundles(known);
        for (std::size_t i = 0; i < most.size(); ++i) {
            m_sketch.bundles[i].burst = rangeOf(least[i], most[i], m_input.isOpen);
        }
    }

    /// The same at the kind end, whose fabric may have more switches.
    [[nodiscard]] std::vector<std::optional<double>>
    kindBundles(const std::map<std::pair<std::size_t, std::size_t>, std::size_t>& known) const
    {
        std::map<Place, std::size_t> blocks;
        for (std::uint32_t i = 0; i < m_topology.switches.size(); ++i) {
            blocks.emplace(placeOf(m_topology.switches[i]), m_blockOf[i]);
        }
        std::vector<std::optional<double>> least(m_sketch.bundles.size());
        const Topology& topology = m_kind->topology();
        for (std::uint32_t i = 0; i < topology.links.size(); ++i) {
            const Link& link = topology.links[i];
            if (link.reachesEndpoint()) {
                continue;
            }
            const auto below = blocks.find(placeOf(topology.switches[link.a.index]));
            const auto above = blocks.find(placeOf(topology.switches[link.b.index]));
            if (below != blocks.end() && above != blocks.end()) {
                const auto at = known.find({below->second, above->second});
                if (at != known.end()) {
                    raise(least[at->second], m_kind->use(i, Moment::Burst));
                }
            }
        }
        return least;
    }

    void addFeet()
    {
        if (!m_harsh) {
            return;
        }
        const FabricCase& end = m_harsh->laid->end;
        const std::vector<PortGroup> groups = portGroups(end.jobs, end.shape.interfaceSpeed());
        std::vector<std::optional<double>> most(groups.size());
        std::vector<std::vector<std::size_t>> leaves(groups.size());
        for (const PortGroup& group : groups) {
            SketchFoot foot;
            foot.end = group.end;
            if (group.end == OtherEnd::Servers) {
                foot.owner = end.jobs[group.job].owner;
                foot.servers = end.jobs[group.job].servers;
            }
            m_sketch.feet.push_back(std::move(foot));
        }
        const auto groupOf = [&](std::uint32_t endpoint) {
            const auto after = std::upper_bound(
                groups.begin(), groups.end(), endpoint, [](std::uint64_t port, const auto& group) {
                    return port < group.first;
                });
            return static_cast<std::size_t>(after - groups.begin()) - 1;
        };
        for (std::uint32_t i = 0; i < m_topology.links.size(); ++i) {
            const Link& link = m_topology.links[i];
            if (!link.reachesEndpoint()) {
                continue;
            }
            const std::size_t group = groupOf(link.a.index);
            SketchFoot& foot = m_sketch.feet[group];
            foot.ports += link.cables;
            const bool isCut = m_cables[i] == 0;
            foot.lost += isCut ? link.cables : 0;
            raise(most[group], m_harsh->use(i, Moment::Burst));
            std::vector<std::size_t>& own = leaves[group];
            const std::size_t block = m_blockOf[link.b.index];
            if (std::find(own.begin(), own.end(), block) == own.end()) {
                own.push_back(block);
            }
        }
        const std::map<std::pair<OtherEnd, std::string>, std::optional<double>> least = kindFeet();
        for (std::size_t i = 0; i < groups.size(); ++i) {
            SketchFoot& foot = m_sketch.feet[i];
            std::sort(leaves[i].begin(), leaves[i].end());
            foot.leaves = std::move(leaves[i]);
            const auto low = least.find({foot.end, foot.owner});
            foot.burst = rangeOf(
                low == least.end() ? std::optional(0.0) : low->second, most[i], m_input.isOpen);
        }
        joinFeet();
    }

    [[nodiscard]] std::map<std::pair<OtherEnd, std::string>, std::optional<double>> kindFeet() const
    {
        std::map<std::pair<OtherEnd, std::string>, std::optional<double>> least;
        const FabricCase& end = m_kind->laid->end;
        const std::vector<PortGroup> groups = portGroups(end.jobs, end.shape.interfaceSpeed());
        const Topology& topology = m_kind->topology();
        for (std::uint32_t i = 0; i < topology.links.size(); ++i) {
            if (!topology.links[i].reachesEndpoint()) {
                continue;
            }
            const std::uint32_t port = topology.links[i].a.index;
            for (const PortGroup& group : groups) {
                if (port >= group.first && port < group.first + group.count) {
                    const bool isJob = group.end == OtherEnd::Servers;
                    raise(least[{group.end, isJob ? end.jobs[group.job].owner : std::string()}],
                          m_kind->use(i, Moment::Burst));
                    break;
                }
            }
        }
        return least;
    }

    /// The smallest workloads share one box if there are many.
    void joinFeet()
    {
        std::vector<SketchFoot>& feet = m_sketch.feet;
        while (feet.size() > (m_input.isNarrow ? kMostNarrowFeet : kMostFeet)) {
            std::size_t best = feet.size();
            for (std::size_t i = 0; i + 1 < feet.size(); ++i) {
                const bool areJobs =
                    feet[i].end == OtherEnd::Servers && feet[i + 1].end == OtherEnd::Servers;
                if (areJobs &&
                    (best == feet.size() ||
                     feet[i].ports + feet[i + 1].ports < feet[best].ports + feet[best + 1].ports)) {
                    best = i;
                }
            }
            if (best == feet.size()) {
                return;
            }
            SketchFoot& one = feet[best];
            const SketchFoot& other = feet[best + 1];
            one.owner += "\n" + other.owner;
            one.servers += other.servers;
            one.ports += other.ports;
            one.lost += other.lost;
            if (one.burst && other.burst) {
                one.burst->low = std::max(one.burst->low, other.burst->low);
                one.burst->high = std::max(one.burst->high, other.burst->high);
            } else if (other.burst) {
                one.burst = other.burst;
            }
            for (const std::size_t leaf : other.leaves) {
                if (std::find(one.leaves.begin(), one.leaves.end(), leaf) == one.leaves.end()) {
                    one.leaves.push_back(leaf);
                }
            }
            std::sort(one.leaves.begin(), one.leaves.end());
            feet.erase(feet.begin() + static_cast<std::ptrdiff_t>(best) + 1);
        }
    }

    /// Capacity of a tier down over up, for the worst switch that is left.
    [[nodiscard]] double ratio(const Topology& topology,
                               const ClosShape& shape,
                               const std::vector<std::uint32_t>& cables,
                               std::uint32_t tier,
                               const Failure* lost) const
    {
        const std::size_t count = topology.switches.size();
        std::vector<double> up(count, 0);
        std::vector<double> down(count, 0);
        for (std::uint32_t i = 0; i < topology.links.size(); ++i) {
            const Link& link = topology.links[i];
            if (!link.reachesEndpoint()) {
                const double capacity = cables[i] * link.speed.base();
                up[link.a.index] += capacity;
                down[link.b.index] += capacity;
            }
        }
        std::vector<bool> isGone(count, false);
        if (lost != nullptr) {
            for (const Node node : lost->nodes) {
                isGone[node.index] = true;
            }
        }
        double worst = 0;
        for (std::size_t i = 0; i < count; ++i) {
            if (topology.switches[i].tier != tier || isGone[i]) {
                continue;
            }
            const double below =
                tier == 1 ? shape.endpointsPerLeaf * shape.endpointSpeed.base() : down[i];
            worst = std::max(worst,
                             up[i] > 0 ? below / up[i] : std::numeric_limits<double>::infinity());
        }
        return worst;
    }

    void addRatios()
    {
        const ClosShape& harsh = *m_input.harshShape;
        const ClosShape& kind = *m_input.kindShape;
        ClosShape bare = kind;
        bare.endpoints = std::min(bare.endpoints, 1U);
        const Topology kindTopology = kind == harsh ? m_topology : closTopology(bare);
        const auto all = [](const Topology& topology) { return cablesLeft(topology, {}); };
        const std::uint32_t last = harsh.spines == 0 ? 0 : harsh.cores == 0 ? 1 : 2;
        for (std::uint32_t tier = 1; tier <= last; ++tier) {
            SketchRatio is;
            is.tier = tier;
            is.wasHigh = ratio(m_topology, harsh, all(m_topology), tier, nullptr);
            is.wasLow = kind == harsh ? is.wasHigh
                                      : ratio(kindTopology, kind, all(kindTopology), tier, nullptr);
            is.high = ratio(m_topology, harsh, m_cables, tier, m_input.harshLost);
            is.low = kind == harsh ? is.high : is.wasLow;
            m_sketch.ratios.push_back(is);
        }
    }

    void addTiers()
    {
        if (!m_harsh) {
            return;
        }
        for (const Moment moment : {Moment::Mean, Moment::Burst}) {
            const auto most = FabricView{*m_input.harsh, moment, m_input.harshLost}.byTier();
            const auto least = FabricView{*m_input.kind, moment, m_input.kindLost}.byTier();
            for (const LinkUse& use : most) {
                const LinkUse* low = ofTier(least, use.tier);
                (moment == Moment::Mean ? m_sketch.mean : m_sketch.burst)
                    .emplace(
                        use.tier,
                        *rangeOf(low == nullptr ? std::nullopt : std::optional(low->utilisation),
                                 use.utilisation,
                                 m_input.isOpen));
            }
            if (moment == Moment::Burst) {
                if (const auto full = bottleneck(most)) {
                    m_sketch.worstLink = directionName(m_topology, full->at);
                    const auto low = bottleneck(least);
                    m_sketch.worst = rangeOf(low ? std::optional(low->utilisation) : std::nullopt,
                                             full->utilisation,
                                             m_input.isOpen);
                }
            }
        }
    }

    void addLinks()
    {
        std::map<LinkPlace, std::uint32_t> ofKind;
        if (m_kind) {
            const Topology& topology = m_kind->topology();
            for (std::uint32_t i = 0; i < topology.links.size(); ++i) {
                const Link& link = topology.links[i];
                if (!link.reachesEndpoint()) {
                    ofKind.emplace(LinkPlace{placeOf(topology.switches[link.a.index]),
                                             placeOf(topology.switches[link.b.index])},
                                   i);
                }
            }
        }
        for (const std::uint32_t i : fullestLinks()) {
            const Link& link = m_topology.links[i];
            SketchLink row;
            row.name = name(m_topology, link);
            row.tier = tier(m_topology, link);
            row.cables = m_cables[i];
            row.speed = link.speed.base();
            if (m_harsh) {
                const auto same = ofKind.find({placeOf(m_topology.switches[link.a.index]),
                                               placeOf(m_topology.switches[link.b.index])});
                const auto range = [&](Moment moment) {
                    return rangeOf(same == ofKind.end() ? std::nullopt
                                                        : m_kind->use(same->second, moment),
                                   m_harsh->use(i, moment),
                                   m_input.isOpen);
                };
                row.mean = range(Moment::Mean);
                row.burst = range(Moment::Burst);
            }
            m_sketch.links.push_back(std::move(row));
        }
    }

    /// Links between switches, fullest first, at most kMostLinks; counts them all.
    std::vector<std::uint32_t> fullestLinks()
    {
        std::vector<std::pair<double, std::uint32_t>> loads; // turned round, so that most is first
        for (std::uint32_t i = 0; i < m_topology.links.size(); ++i) {
            if (!m_topology.links[i].reachesEndpoint()) {
                loads.emplace_back(m_harsh ? -m_harsh->use(i, Moment::Burst).value_or(-1) : 0, i);
            }
        }
        m_sketch.allLinks = loads.size();
        const auto shown =
            static_cast<std::ptrdiff_t>(std::min<std::size_t>(loads.size(), kMostLinks));
        std::partial_sort(loads.begin(), loads.begin() + shown, loads.end());
        std::vector<std::uint32_t> links;
        std::transform(loads.begin(),
                       loads.begin() + shown,
                       std::back_inserter(links),
                       [](const auto& load) { return load.second; });
        return links;
    }

    const SketchInput& m_input;
    std::optional<Side> m_kind;
    std::optional<Side> m_harsh;
    Topology m_topology;
    std::vector<std::uint32_t> m_cables;
    std::vector<bool> m_isLost;
    std::vector<std::size_t> m_blockOf; ///< by switch
    Sketch m_sketch;
};

} // namespace

Sketch makeSketch(const SketchInput& input)
{
    return Maker(input).make();
}

} // namespace netready
