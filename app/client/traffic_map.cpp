// SPDX-License-Identifier: Apache-2.0
#include "app/client/traffic_map.h"

#include "core/base/text.h"
#include "core/base/words.h"
#include "core/network/bottleneck.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <set>

namespace netready {

namespace {

constexpr std::array<Word<FlowEnd>, 13> kEndTitles{{
    {FlowEnd::Accelerators, "Accelerators", ""},
    {FlowEnd::Servers, "Servers", ""},
    {FlowEnd::Storage, "Storage", ""},
    {FlowEnd::VectorStore, "Vector store", ""},
    {FlowEnd::Applications, "Applications", ""},
    {FlowEnd::Users, "Users", ""},
    {FlowEnd::Tools, "Tools", ""},
    {FlowEnd::ExternalServices, "External services", ""},
    {FlowEnd::Monitoring, "Monitoring", ""},
    {FlowEnd::Management, "Management", ""},
    {FlowEnd::BackupStore, "Backup store", ""},
    {FlowEnd::Repository, "Repository", ""},
    {FlowEnd::DataSources, "Data sources", ""},
}};
constexpr std::array<Word<TrafficPattern>, 11> kPatternTitles{{
    {TrafficPattern::AcceleratorToAccelerator, "Between accelerators", ""},
    {TrafficPattern::ServerToStorage, "Servers and storage", ""},
    {TrafficPattern::ModelToVectorStore, "Vector search", ""},
    {TrafficPattern::ApplicationToModel, "Applications and models", ""},
    {TrafficPattern::ModelToTool, "Models and tools", ""},
    {TrafficPattern::Telemetry, "Telemetry", ""},
    {TrafficPattern::Management, "Management", ""},
    {TrafficPattern::Backup, "Backup", ""},
    {TrafficPattern::UserAccess, "User access", ""},
    {TrafficPattern::DataIngest, "New data", ""},
    {TrafficPattern::ModelDistribution, "Models and images", ""},
}};

bool isOwn(FlowEnd end)
{
    return end == FlowEnd::Accelerators || end == FlowEnd::Servers;
}

FlowEnd endFromText(std::string_view text)
{
    for (const auto& word : kEndTitles) {
        if (toString(word.value) == text) {
            return word.value;
        }
    }
    return FlowEnd::Servers;
}

/// Where an end stands that nobody described.
std::string usualZone(FlowEnd end)
{
    if (end == FlowEnd::Users) {
        return "Offices";
    }
    return end == FlowEnd::ExternalServices || end == FlowEnd::DataSources ? "Outside" : "";
}

Interval<DataRate> rates(Interval<double> range)
{
    return {DataRate::fromBase(range.low()), DataRate::fromBase(range.high())};
}

Interval<DataRate> fromNothing(Interval<DataRate> rate)
{
    return {DataRate(), rate.high()};
}

std::string countText(Interval<double> count)
{
    const auto whole = [](double value) { return grouped(std::llround(value)); };
    return count.isPoint() ? whole(count.low()) : whole(count.low()) + "–" + whole(count.high());
}

class Builder
{
public:
    Builder(const MapInput& input, FabricCases& cases)
        : m_input(input)
        , m_cases(cases)
    {}

    TrafficMap build()
    {
        addSite();
        addFabrics();
        addPools();
        addDescribed("storage", MapNode::Kind::Storage);
        addDescribed(kEndpointKind, MapNode::Kind::Endpoint);
        for (const PhaseTraffic& workload : m_input.traffic) {
            for (const Flow& flow : workload.demand.flows) {
                addFlow(workload, flow);
            }
        }
        finishLinks();
        addUplinks();
        return std::move(m_map);
    }

private:
    using Nodes = std::vector<std::size_t>;

    /// Which nodes a link joins, in the direction of a flow.
    struct Way
    {
        std::size_t from = 0;
        std::size_t to = 0;
    };

    [[nodiscard]] const FactView* view(const SubjectKey& subject, std::string_view name) const
    {
        const auto found = m_input.views.find({subject, subject.kind + "." + std::string(name)});
        const bool isKnown =
            found != m_input.views.end() && found->second.resolution.knowing == Knowing::Known;
        return isKnown ? &found->second : nullptr;
    }
    template <class T>
    [[nodiscard]] const T* value(const SubjectKey& subject, std::string_view name) const
    {
        const FactView* known = view(subject, name);
        return known == nullptr ? nullptr : std::get_if<T>(&known->resolution.value);
    }
    [[nodiscard]] std::optional<Interval<double>> number(const SubjectKey& subject,
                                                         std::string_view name) const
    {
        const auto* measure = value<Measure>(subject, name);
        return measure == nullptr ? std::nullopt
                                  : std::optional(Interval<double>(measure->low, measure->high));
    }
    /// The only option that remains.
    [[nodiscard]] std::string choice(const SubjectKey& subject, std::string_view name) const
    {
        const auto* options = value<Choice>(subject, name);
        return options == nullptr || options->remaining.size() != 1 ? "" : options->remaining[0];
    }
    [[nodiscard]] std::optional<SubjectKey>
    reference(const SubjectKey& subject, std::string_view name, std::string_view kind) const
    {
        const auto* target = value<Reference>(subject, name);
        return target == nullptr ? std::nullopt
                                 : std::optional(SubjectKey{std::string(kind), target->id});
    }
    [[nodiscard]] std::string shown(const SubjectKey& subject, std::string_view name) const
    {
        const auto* measure = value<Measure>(subject, name);
        return measure == nullptr ? "" : toReadable(*measure);
    }

    std::size_t add(MapNode node)
    {
        if (node.subject) {
            const auto* place = value<Text>(*node.subject, "place");
            node.place = place == nullptr ? std::nullopt : parsePlace(place->text);
        }
        m_index.emplace(node.id, m_map.nodes.size());
        m_map.nodes.push_back(std::move(node));
        return m_map.nodes.size() - 1;
    }

    void addSite()
    {
        const SubjectKey key{"site", std::string(kSingletonId)};
        const auto site = m_input.facts.subjects().find(key);
        m_map.siteTitle = site == m_input.facts.subjects().end() ? "" : site->second.title;
        if (const auto racks = number(key, "free_racks")) {
            m_map.siteDetail =
                countText(*racks) + (racks->high() > 1 ? " racks free" : " rack free");
            const std::string power = shown(key, "rack_power_available");
            m_map.siteDetail += power.empty() ? "" : ", " + power + " each";
        }
    }

    void addFabrics()
    {
        for (const auto& [key, subject] : m_input.facts.subjects()) {
            if (key.kind != "fabric") {
                continue;
            }
            MapNode node;
            node.id = key.text();
            node.kind = MapNode::Kind::Fabric;
            node.subject = key;
            node.title = subject.title;
            std::vector<std::string> parts;
            if (const auto leaves = number(key, "leaf_count")) {
                parts.push_back(countText(*leaves) + (leaves->high() > 1 ? " leaves" : " leaf"));
            }
            if (const auto spines = number(key, "spine_count")) {
                parts.push_back(countText(*spines) + (spines->high() > 1 ? " spines" : " spine"));
            }
            if (number(key, "oversubscription")) {
                parts.push_back(shown(key, "oversubscription"));
            }
            node.detail = parts.empty() ? "switches not known" : join(parts, ", ");
            m_fabricsOfRole[choice(key, "role")].push_back(add(std::move(node)));
        }
    }

    void addPools()
    {
        for (const PhaseTraffic& workload : m_input.traffic) {
            const auto& flows = workload.demand.flows;
            const bool hasOwn = std::any_of(flows.begin(), flows.end(), [](const Flow& flow) {
                return isOwn(flow.from) || isOwn(flow.to);
            });
            if (!hasOwn && !flows.empty()) {
                continue; // all of it runs elsewhere
            }
            MapNode node;
            node.id = workload.workload.text();
            node.kind = MapNode::Kind::Pool;
            node.subject = workload.workload;
            node.title = m_input.facts.subjects().at(workload.workload).title;
            node.detail = poolDetail(workload);
            add(std::move(node));
        }
    }

    [[nodiscard]] static std::string poolDetail(const PhaseTraffic& workload)
    {
        if (workload.demand.flows.empty()) {
            return "flows not known";
        }
        const DemandInputs& taken = workload.taken;
        std::vector<std::string> parts;
        if (const auto servers = serversOf(workload)) {
            parts.push_back(countText(*servers) + (servers->high() > 1 ? " servers" : " server"));
        }
        if (taken.has(Input::Accelerators)) {
            parts.push_back(countText(taken.range(Input::Accelerators)) + " accelerators");
        }
        return parts.empty() ? "size not known" : join(parts, ", ");
    }

    [[nodiscard]] static std::optional<Interval<double>> serversOf(const PhaseTraffic& workload)
    {
        const DemandInputs& taken = workload.taken;
        if (taken.has(Input::Accelerators) && taken.has(Input::DomainAccelerators)) {
            const Interval<double> each = taken.range(Input::DomainAccelerators);
            const Interval<double> all = taken.range(Input::Accelerators);
            return Interval<double>(std::ceil(all.low() / each.high()),
                                    std::ceil(all.high() / each.low()));
        }
        return taken.has(Input::Nodes) ? std::optional(taken.range(Input::Nodes)) : std::nullopt;
    }

    void addDescribed(std::string_view kind, MapNode::Kind as)
    {
        for (const auto& [key, subject] : m_input.facts.subjects()) {
            if (key.kind != kind) {
                continue;
            }
            MapNode node;
            node.id = key.text();
            node.kind = as;
            node.subject = key;
            node.title = subject.title;
            if (as == MapNode::Kind::Storage) {
                node.role = FlowEnd::Storage;
                const std::string rate = shown(key, "read_rate");
                node.detail = rate.empty() ? "rate not known" : "reads " + rate;
                add(std::move(node));
                continue;
            }
            const std::string role = choice(key, "role");
            node.role = endFromText(role);
            node.home = reference(key, "fabric", "fabric");
            if (const auto* zone = value<Text>(key, "zone")) {
                node.zone = zone->text;
            }
            const auto hosts = number(key, "hosts");
            const std::string speed = shown(key, "link_speed");
            node.detail = hosts ? countText(*hosts) + (hosts->high() > 1 ? " hosts" : " host")
                          : !speed.empty() ? speed
                          : role.empty()   ? "role not known"
                                           : std::string(titleOf(node.role));
            const std::size_t index = add(std::move(node));
            if (!role.empty() && !isOwn(m_map.nodes[index].role)) {
                m_described[m_map.nodes[index].role].push_back(index);
            }
        }
    }

    std::size_t implied(FlowEnd end)
    {
        const std::string id(toString(end));
        const auto known = m_index.find(id);
        if (known != m_index.end()) {
            return known->second;
        }
        MapNode node;
        node.id = id;
        node.role = end;
        node.title = titleOf(end);
        node.zone = usualZone(end);
        const SubjectKey site{"site", std::string(kSingletonId)};
        const std::string line =
            end == FlowEnd::ExternalServices ? shown(site, "internet_bandwidth") : "";
        node.detail = line.empty() ? "not described" : line + " line";
        return add(std::move(node));
    }

    /// The node of a subject; nothing if it is not on the map.
    [[nodiscard]] std::optional<std::size_t> nodeOf(const std::optional<SubjectKey>& subject) const
    {
        const auto found = subject ? m_index.find(subject->text()) : m_index.end();
        return found == m_index.end() ? std::nullopt : std::optional(found->second);
    }

    [[nodiscard]] std::optional<std::size_t>
    onlyFabric(std::initializer_list<const char*> roles) const
    {
        Nodes all;
        for (const char* role : roles) {
            const auto found = m_fabricsOfRole.find(role);
            if (found != m_fabricsOfRole.end()) {
                all.insert(all.end(), found->second.begin(), found->second.end());
            }
        }
        return all.size() == 1 ? std::optional(all.front()) : std::nullopt;
    }

    /// The fabric that carries a flow; nothing if that cannot be told.
    [[nodiscard]] std::optional<std::size_t> fabricOf(const PhaseTraffic& workload,
                                                      const Flow& flow) const
    {
        const auto own = nodeOf(reference(workload.workload, "fabric", "fabric"));
        if (isOwn(flow.from) && isOwn(flow.to)) {
            return own;
        }
        if (flow.isolation == Isolation::OutOfBand) {
            if (const auto only = onlyFabric({"management"})) {
                return only;
            }
        }
        if (flow.pattern == TrafficPattern::ServerToStorage) {
            const auto storage = reference(workload.workload, "storage", "storage");
            const bool* apart = storage ? value<bool>(*storage, "separate_network") : nullptr;
            if (apart != nullptr && *apart) {
                return onlyFabric({"storage"});
            }
        }
        const std::string role = own ? choice(*m_map.nodes[*own].subject, "role") : "";
        const bool carriesOthers = role != "accelerator" && role != "management";
        return own && carriesOthers ? own : onlyFabric({"general", "converged"});
    }

    Nodes nodesOf(const PhaseTraffic& workload, FlowEnd end, std::optional<std::size_t> fabric)
    {
        if (isOwn(end)) {
            return {m_index.at(workload.workload.text())};
        }
        if (end == FlowEnd::Storage) {
            if (const auto node = nodeOf(reference(workload.workload, "storage", "storage"))) {
                return {*node};
            }
        }
        const auto described = m_described.find(end);
        if (described == m_described.end()) {
            return {implied(end)};
        }
        Nodes near;
        for (const std::size_t node : described->second) {
            const auto home = nodeOf(m_map.nodes[node].home);
            if (fabric && home == fabric) {
                near.push_back(node);
            }
        }
        return near.empty() ? described->second : near;
    }

    void addFlow(const PhaseTraffic& workload, const Flow& flow)
    {
        MapFlow added;
        added.workload = workload.workload;
        added.title = m_input.facts.subjects().at(workload.workload).title;
        added.flow = flow;
        added.mean = flow.mean.range();
        added.burst = larger(added.mean, flow.burst.range());
        const auto servers = serversOf(workload);
        const bool isExchange = isOwn(flow.from) && isOwn(flow.to);
        const bool mayBeAlone = isExchange && servers && servers->low() < 2;
        if (!(added.burst.high() > DataRate()) || (mayBeAlone && servers->high() < 2)) {
            return; // it is not there, or stays inside one server
        }
        if (workload.present == Truth::Open || mayBeAlone) {
            added.mean = fromNothing(added.mean);
            added.burst = fromNothing(added.burst);
        }
        const auto fabric = fabricOf(workload, flow);
        added.from = nodesOf(workload, flow.from, fabric);
        added.to = nodesOf(workload, flow.to, fabric);
        m_map.flows.push_back(std::move(added));
        lay(m_map.flows.back(), fabric);
    }

    void lay(const MapFlow& flow, std::optional<std::size_t> fabric)
    {
        const auto homeOf = [&](std::size_t node) {
            const auto own = nodeOf(m_map.nodes[node].home);
            return own ? own : fabric;
        };
        const bool isOpen = flow.from.size() > 1 || flow.to.size() > 1;
        std::set<std::pair<std::size_t, std::size_t>> done;
        const auto cross = [&](Way way, bool open) {
            if (way.from != way.to && done.emplace(way.from, way.to).second) {
                carry(flow, way, open);
            }
        };
        for (const std::size_t from : flow.from) {
            for (const std::size_t to : flow.to) {
                auto first = homeOf(from);
                auto last = homeOf(to);
                if (!first && !last) {
                    cross({from, to}, isOpen);
                    continue;
                }
                first = first ? first : last;
                last = last ? last : first;
                cross({from, *first}, flow.from.size() > 1);
                cross({*first, *last}, isOpen);
                cross({*last, to}, flow.to.size() > 1);
            }
        }
    }

    void carry(const MapFlow& flow, Way way, bool open)
    {
        const auto isFabric = [&](std::size_t node) {
            return m_map.nodes[node].kind == MapNode::Kind::Fabric;
        };
        const bool turned = isFabric(way.from) && !isFabric(way.to);
        const bool inOrder = isFabric(way.from) == isFabric(way.to) && way.from > way.to;
        const bool swap = turned || inOrder;
        const auto ends = swap ? std::pair(way.to, way.from) : std::pair(way.from, way.to);
        MapLink& link = m_links[ends];
        MapTraffic& traffic = swap ? link.toA : link.toB;
        traffic.mean = traffic.mean + (open ? fromNothing(flow.mean) : flow.mean);
        traffic.burst = traffic.burst + (open ? fromNothing(flow.burst) : flow.burst);
        const std::size_t index = m_map.flows.size() - 1;
        if (link.flows.empty() || link.flows.back() != index) {
            link.flows.push_back(index);
        }
    }

    void finishLinks()
    {
        std::map<std::size_t, int> linksOf;
        for (const auto& [ends, link] : m_links) {
            ++linksOf[ends.first];
            ++linksOf[ends.second];
        }
        for (auto& [ends, link] : m_links) {
            link.a = ends.first;
            link.b = ends.second;
            link.id = m_map.nodes[link.a].id + " " + m_map.nodes[link.b].id;
            // What several links share cannot be told for one of them.
            setCapacity(link, linksOf[link.a] == 1);
            for (const std::size_t flow : link.flows) {
                m_map.flows[flow].links.push_back(m_map.links.size());
            }
            m_map.links.push_back(std::move(link));
        }
    }

    /// Sets a capacity if its facts are known, and notes down which these are.
    void limit(std::optional<Interval<DataRate>>& capacity,
               MapLink& link,
               const std::vector<FactKey>& keys,
               const std::optional<Interval<double>>& range) const
    {
        for (const FactKey& key : keys) {
            if (std::find(link.capacityFrom.begin(), link.capacityFrom.end(), key) ==
                link.capacityFrom.end()) {
                link.capacityFrom.push_back(key);
            }
        }
        if (range && range->low() > 0) {
            capacity = capacity ? smaller(*capacity, rates(*range)) : rates(*range);
        }
    }

    void setCapacity(MapLink& link, bool isOnly) const
    {
        const MapNode& node = m_map.nodes[link.a];
        switch (node.kind) {
        case MapNode::Kind::Fabric:
            return;
        case MapNode::Kind::Pool:
            setPoolCapacity(link, *node.subject);
            return;
        case MapNode::Kind::Storage:
            setStorageCapacity(link, *node.subject);
            return;
        case MapNode::Kind::Endpoint:
            limitBoth(link,
                      {{*node.subject, "endpoint.link_speed"}},
                      isOnly ? number(*node.subject, "link_speed") : std::nullopt);
            return;
        case MapNode::Kind::Implied:
            break;
        }
        const auto isOutside = [&](std::size_t at) {
            return m_map.nodes[at].kind == MapNode::Kind::Implied &&
                   m_map.nodes[at].role == FlowEnd::ExternalServices;
        };
        if (isOutside(link.a) || isOutside(link.b)) {
            const SubjectKey site{"site", std::string(kSingletonId)};
            limitBoth(link,
                      {{site, "site.internet_bandwidth"}},
                      isOnly ? number(site, "internet_bandwidth") : std::nullopt);
        }
    }

    void limitBoth(MapLink& link,
                   const std::vector<FactKey>& keys,
                   const std::optional<Interval<double>>& range) const
    {
        limit(link.toB.capacity, link, keys, range);
        limit(link.toA.capacity, link, keys, range);
    }

    void setPoolCapacity(MapLink& link, const SubjectKey& workload) const
    {
        const auto traffic =
            std::find_if(m_input.traffic.begin(),
                         m_input.traffic.end(),
                         [&](const PhaseTraffic& other) { return other.workload == workload; });
        const auto fabric = nodeOf(reference(workload, "fabric", "fabric"));
        const DemandInputs& taken = traffic->taken;
        if (fabric == link.b) {
            const bool byServer = !taken.has(Input::Accelerators) && taken.has(Input::Nodes);
            const Input unit = byServer ? Input::Nodes : Input::Accelerators;
            std::optional<Interval<double>> range;
            if (taken.has(unit) && taken.has(Input::AdapterRate)) {
                range = taken.range(unit) * taken.range(Input::AdapterRate);
            }
            limitBoth(link,
                      {{workload, byServer ? "workload.job_servers" : "workload.accelerators"},
                       {workload, "workload.nics_per_accelerator"},
                       {workload, "workload.nic_speed"}},
                      range);
            return;
        }
        const auto each = number(workload, "front_end_bandwidth");
        const auto servers = serversOf(*traffic);
        limitBoth(link,
                  {{workload, "workload.accelerators"}, {workload, "workload.front_end_bandwidth"}},
                  each && servers ? std::optional(*each * *servers) : std::nullopt);
    }

    void setStorageCapacity(MapLink& link, const SubjectKey& storage) const
    {
        const auto each = number(storage, "client_link_speed");
        const auto clients = number(storage, "clients");
        if (each && clients) {
            limitBoth(link,
                      {{storage, "storage.clients"}, {storage, "storage.client_link_speed"}},
                      *each * *clients);
        }
        limit(link.toB.capacity,
              link,
              {{storage, "storage.read_rate"}},
              number(storage, "read_rate"));
        limit(link.toA.capacity,
              link,
              {{storage, "storage.write_rate"}},
              number(storage, "write_rate"));
    }

    void addUplinks()
    {
        for (const FabricLoad& load : m_input.loads) {
            const auto node = nodeOf(load.fabric);
            if (!node) {
                continue;
            }
            MapUplinks uplinks;
            uplinks.fabric = *node;
            FabricNumber mean = uplinkUse(load, Moment::Mean, m_cases);
            uplinks.mean = mean.range;
            uplinks.burst = uplinkUse(load, Moment::Burst, m_cases).range;
            uplinks.problem = mean.range ? "" : load.problem.empty() ? mean.problem : load.problem;
            uplinks.missing = load.missing;
            m_map.uplinks.push_back(std::move(uplinks));
        }
    }

    const MapInput& m_input;
    FabricCases& m_cases;
    TrafficMap m_map;
    std::map<std::string, std::size_t, std::less<>> m_index;
    std::map<std::string, Nodes, std::less<>> m_fabricsOfRole;
    std::map<FlowEnd, Nodes> m_described;
    std::map<std::pair<std::size_t, std::size_t>, MapLink> m_links;
};

/// Certain overload first, then what may be overloaded and carries most for certain.
bool isFuller(const Interval<double>& a, const Interval<double>& b)
{
    const auto rank = [](const Interval<double>& use) {
        return use.low() > 1 ? 2 : use.high() > 1 ? 1 : 0;
    };
    if (rank(a) != rank(b)) {
        return rank(a) > rank(b);
    }
    const bool byLow = rank(a) > 0 && a.low() != b.low();
    return byLow ? a.low() > b.low() : a.high() > b.high();
}

} // namespace

std::optional<MapPoint> parsePlace(std::string_view text)
{
    const std::size_t comma = text.find(',');
    if (comma == std::string_view::npos) {
        return std::nullopt;
    }
    const auto number = [](std::string_view part) -> std::optional<double> {
        double value = 0;
        const char* const end = part.data() + part.size();
        const auto [stop, error] = std::from_chars(part.data(), end, value);
        constexpr double kFarthest = 1e6;
        return error == std::errc() && stop == end && std::abs(value) <= kFarthest
                   ? std::optional(value)
                   : std::nullopt;
    };
    const auto x = number(text.substr(0, comma));
    const auto y = number(text.substr(comma + 1));
    return x && y ? std::optional(MapPoint{*x, *y}) : std::nullopt;
}

std::string placeText(MapPoint place)
{
    return std::to_string(std::lround(place.x)) + "," + std::to_string(std::lround(place.y));
}

std::optional<Interval<double>> MapTraffic::use(Moment moment) const
{
    if (!capacity) {
        return std::nullopt;
    }
    const Interval<double> share = rate(moment) / *capacity;
    return Interval<double>(std::min(share.low(), kMostLoad), std::min(share.high(), kMostLoad));
}

const MapTraffic& MapLink::fuller(Moment moment) const
{
    const auto there = toB.use(moment);
    const auto back = toA.use(moment);
    if (there && back) {
        return isFuller(*back, *there) ? toA : toB;
    }
    return toA.rate(moment).high() > toB.rate(moment).high() ? toA : toB;
}

std::optional<Interval<double>> MapLink::use(Moment moment) const
{
    const auto isKnown = [&](const MapTraffic& traffic) {
        return traffic.capacity || !(traffic.rate(moment).high() > DataRate());
    };
    if (!isKnown(toB) || !isKnown(toA)) {
        return std::nullopt;
    }
    const auto there = toB.use(moment);
    const auto back = toA.use(moment);
    if (there && back) {
        return larger(*there, *back);
    }
    return there ? there : back;
}

std::optional<std::size_t> TrafficMap::find(std::string_view nodeId) const
{
    const auto found = std::find_if(
        nodes.begin(), nodes.end(), [&](const MapNode& node) { return node.id == nodeId; });
    return found == nodes.end() ? std::nullopt
                                : std::optional(static_cast<std::size_t>(found - nodes.begin()));
}

TrafficMap trafficMap(const MapInput& input, FabricCases& cases)
{
    return Builder(input, cases).build();
}

std::optional<MapBottleneck> bottleneck(const TrafficMap& map, Moment moment)
{
    std::optional<MapBottleneck> fullest;
    const auto consider = [&](const MapBottleneck& other) {
        const bool saysNothing = other.use.high() >= kMostLoad && other.use.low() <= 1;
        if (saysNothing) {
            return;
        }
        if (!fullest || isFuller(other.use, fullest->use)) {
            fullest = other;
        }
    };
    for (std::size_t i = 0; i < map.uplinks.size(); ++i) {
        if (const auto& use = map.uplinks[i].use(moment)) {
            consider({true, i, *use});
        }
    }
    for (std::size_t i = 0; i < map.links.size(); ++i) {
        if (const auto use = map.links[i].use(moment)) {
            consider({false, i, *use});
        }
    }
    return fullest;
}

std::optional<FullestUplink> fullestUplink(const FabricLoad& load, Moment moment)
{
    const auto& end = load.harsh ? load.harsh : load.kind;
    if (!end) {
        return std::nullopt;
    }
    const NetworkLoad network = end->network();
    const Topology& topology = network.topology();
    std::vector<LinkUse> uses = fullestByTier(topology, network.loads(), {moment, end->efficiency});
    std::erase_if(uses, [](const LinkUse& use) { return use.tier == 0; });
    const auto full = netready::bottleneck(uses);
    if (!full) {
        return std::nullopt;
    }
    const Link& link = topology.links[full->at.link];
    FullestUplink result;
    result.name = name(topology, full->at.fromA ? link.a : link.b) + " → " +
                  name(topology, full->at.fromA ? link.b : link.a);
    result.capacity = link.capacity();
    const DataRate carried = network.loads().at(full->at).at(moment);
    for (const Cause& cause : causes(network, full->at, moment)) {
        result.flows.emplace_back(network.flows()[cause.flow].name, cause.share * carried);
    }
    return result;
}

std::string useText(const Interval<double>& use)
{
    constexpr double kFar = 10;
    const auto digits = [](double share) {
        const double percent = share * 100;
        return percent > 0 && percent < 1 ? std::string("<1") : grouped(std::llround(percent));
    };
    const std::string low = digits(std::min(use.low(), kFar));
    if (use.high() >= kMostLoad) {
        return "from " + low + " %";
    }
    const std::string high = use.high() > kFar ? "1,000+" : digits(use.high());
    if (high == "<1") {
        return "<1 %";
    }
    return low == high ? low + " %" : (low == "<1" ? "0" : low) + "–" + high + " %";
}

std::string rateText(const Interval<DataRate>& rate)
{
    return toReadable({rate.low().base(), rate.high().base(), kDataRate, Currency::None, "Gb/s"});
}

std::string_view titleOf(FlowEnd end)
{
    return textOf(kEndTitles, end);
}

std::string_view titleOf(TrafficPattern pattern)
{
    return textOf(kPatternTitles, pattern);
}

} // namespace netready
