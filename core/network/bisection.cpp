// SPDX-License-Identifier: Apache-2.0
#include "core/network/bisection.h"

#include "core/base/error.h"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <random>
#include <utility>

namespace netready {

namespace {

/// Which endpoints are in the first half.
struct Split
{
    std::string name;
    std::vector<bool> first;
};

/// Plane, pod and number of the first leaf of an endpoint: where it stands.
struct Place
{
    std::uint32_t pod = 0;
    std::uint32_t leaf = 0;
    auto operator<=>(const Place&) const = default;
};

std::vector<Place> places(const Topology& topology)
{
    constexpr Place kNowhere{~0U, ~0U};
    std::vector<Place> places(topology.endpoints.size(), kNowhere);
    for (const Link& link : topology.links) {
        if (link.reachesEndpoint()) {
            const auto [low, high] = std::minmax(link.a, link.b); // switches come first
            Place& place = places[high.index];
            place = std::min(place, {topology.switches[low.index].pod, low.index});
        }
    }
    return places;
}

/// Moves endpoints over, the last ones first, until the halves differ by one at most.
void balance(std::vector<bool>& first)
{
    auto inFirst = static_cast<std::size_t>(std::count(first.begin(), first.end(), true));
    const std::size_t half = first.size() / 2;
    for (std::size_t i = first.size(); i-- > 0 && inFirst != half;) {
        if (first[i] == (inFirst > half)) {
            first[i] = !first[i];
            inFirst += first[i] ? 1 : static_cast<std::size_t>(-1);
        }
    }
}

class Splits
{
public:
    Splits(const Topology& topology, std::uint32_t randomSplits)
        : m_places(places(topology))
    {
        std::vector<std::uint32_t> order(m_places.size());
        std::iota(order.begin(), order.end(), 0U);
        std::stable_sort(order.begin(), order.end(), [this](std::uint32_t a, std::uint32_t b) {
            return m_places[a] < m_places[b];
        });
        std::vector<std::uint32_t> rank(order.size());
        for (std::uint32_t i = 0; i < order.size(); ++i) {
            rank[order[i]] = i;
        }
        add("first and second half", [&](std::uint32_t i) { return rank[i] < rank.size() / 2; });
        add("every second endpoint", [&](std::uint32_t i) { return rank[i] % 2 == 0; });
        const std::vector<std::uint32_t> leaf = numbers([](Place place) { return place.leaf; });
        const std::vector<std::uint32_t> pod = numbers([](Place place) { return place.pod; });
        add("every second leaf", [&](std::uint32_t i) { return leaf[i] % 2 == 0; });
        add("every second pod", [&](std::uint32_t i) { return pod[i] % 2 == 0; });
        std::mt19937 random(1);
        for (std::uint32_t round = 1; round <= randomSplits; ++round) {
            addRandom(leaf, round, random);
        }
    }
    [[nodiscard]] const std::vector<Split>& all() const { return m_splits; }

private:
    template <class InFirst>
    void add(const char* name, InFirst inFirst)
    {
        Split split{name, std::vector<bool>(m_places.size())};
        for (std::uint32_t i = 0; i < m_places.size(); ++i) {
            split.first[i] = inFirst(i);
        }
        balance(split.first);
        m_splits.push_back(std::move(split));
    }
    /// Leaves in a random order, the first ones until half of the endpoints are in.
    void
    addRandom(const std::vector<std::uint32_t>& leaf, std::uint32_t round, std::mt19937& random)
    {
        std::vector<std::uint32_t> key(leaf.size()); // by leaf
        for (std::uint32_t& number : key) {
            number = static_cast<std::uint32_t>(random());
        }
        std::vector<std::uint32_t> order(leaf.size());
        std::iota(order.begin(), order.end(), 0U);
        std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
            return std::pair(key[leaf[a]], leaf[a]) < std::pair(key[leaf[b]], leaf[b]);
        });
        Split split{"random halves of the leaves, " + std::to_string(round),
                    std::vector<bool>(leaf.size())};
        for (std::size_t i = 0; i < order.size() / 2; ++i) {
            split.first[order[i]] = true;
        }
        m_splits.push_back(std::move(split));
    }
    /// Numbers the different parts of places in order, and gives each endpoint its number.
    template <class Part>
    [[nodiscard]] std::vector<std::uint32_t> numbers(Part part) const
    {
        std::map<std::uint32_t, std::uint32_t> number;
        for (const Place place : m_places) {
            number[part(place)] = 0;
        }
        std::uint32_t next = 0;
        for (auto& [value, position] : number) {
            position = next++;
        }
        std::vector<std::uint32_t> result;
        for (const Place place : m_places) {
            result.push_back(number[part(place)]);
        }
        return result;
    }

    std::vector<Place> m_places;
    std::vector<Split> m_splits;
};

/// Endpoints of a half at one switch act as one.
double flowBetween(const Topology& topology, const Split& split)
{
    const auto switches = static_cast<std::uint32_t>(topology.switches.size());
    const std::uint32_t source = switches + static_cast<std::uint32_t>(topology.endpoints.size());
    const std::uint32_t sink = source + 1;
    std::vector<FlowEdge> edges;
    std::vector<double> sends(switches);
    std::vector<double> receives(switches);
    for (const Link& link : topology.links) {
        const double capacity = link.capacity().base();
        const auto [low, high] = std::minmax(link.a, link.b);
        if (!link.reachesEndpoint()) {
            edges.push_back({low.index, high.index, capacity});
            edges.push_back({high.index, low.index, capacity});
        } else {
            (split.first[high.index] ? sends : receives)[low.index] += capacity;
        }
    }
    for (std::uint32_t node = 0; node < switches; ++node) {
        edges.push_back({source, node, sends[node]});
        edges.push_back({node, sink, receives[node]});
    }
    return maximumFlow(sink + 1, edges, source, sink);
}

} // namespace

std::vector<TierCapacity> oversubscription(const Topology& topology)
{
    checkElements(topology);
    struct Sides
    {
        DataRate down;
        DataRate up;
    };
    std::vector<Sides> bySwitch(topology.switches.size());
    for (const Link& link : topology.links) {
        const auto [low, high] = std::minmax(link.a, link.b);
        const DataRate capacity = link.capacity();
        if (link.reachesEndpoint()) {
            bySwitch[low.index].down = bySwitch[low.index].down + capacity;
            continue;
        }
        const std::uint32_t lowTier = topology.switches[low.index].tier;
        const std::uint32_t highTier = topology.switches[high.index].tier;
        if (lowTier != highTier) {
            Sides& below = bySwitch[lowTier < highTier ? low.index : high.index];
            Sides& above = bySwitch[lowTier < highTier ? high.index : low.index];
            below.up = below.up + capacity;
            above.down = above.down + capacity;
        }
    }
    std::map<std::uint32_t, TierCapacity> tiers;
    for (std::size_t i = 0; i < bySwitch.size(); ++i) {
        const Sides& sides = bySwitch[i];
        TierCapacity& tier = tiers[topology.switches[i].tier];
        tier.tier = topology.switches[i].tier;
        tier.down = tier.down + sides.down;
        tier.up = tier.up + sides.up;
        if (sides.up.base() > 0) {
            tier.worst = std::max(tier.worst, sides.down / sides.up);
        }
    }
    std::vector<TierCapacity> result;
    for (auto& [number, tier] : tiers) {
        if (tier.up.base() > 0) {
            tier.oversubscription = tier.down / tier.up;
            result.push_back(tier);
        }
    }
    return result;
}

DataRate accessCapacity(const Topology& topology, std::span<const std::uint32_t> endpoints)
{
    std::vector<bool> counted(topology.endpoints.size());
    for (const std::uint32_t endpoint : endpoints) {
        if (endpoint >= counted.size()) {
            throw Error(ErrorCode::NotFound,
                        name(topology, endpointNode(endpoint)) + " does not exist");
        }
        counted[endpoint] = true;
    }
    DataRate sum;
    for (const Link& link : topology.links) {
        if (link.reachesEndpoint() && counted[std::max(link.a, link.b).index]) {
            sum = sum + link.capacity();
        }
    }
    return sum;
}

Bisection bisection(const Topology& topology, std::uint32_t randomSplits)
{
    checkElements(topology);
    if (topology.endpoints.size() < 2) {
        throw Error(ErrorCode::InvalidInput, "the network has one endpoint and no halves");
    }
    std::optional<Bisection> narrowest;
    const Splits splits(topology, randomSplits);
    for (const Split& split : splits.all()) {
        std::array<std::vector<std::uint32_t>, 2> halves;
        for (std::uint32_t i = 0; i < split.first.size(); ++i) {
            halves[split.first[i] ? 0 : 1].push_back(i);
        }
        const double capacity = flowBetween(topology, split);
        const double sends = std::min(accessCapacity(topology, halves[0]).base(),
                                      accessCapacity(topology, halves[1]).base());
        const double share = sends > 0 ? std::min(1.0, capacity / sends) : 0;
        if (!narrowest || share < narrowest->share) {
            narrowest = {DataRate::fromBase(capacity), share, split.name};
        }
    }
    return *narrowest;
}

} // namespace netready
