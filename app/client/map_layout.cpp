// SPDX-License-Identifier: Apache-2.0
#include "app/client/map_layout.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace netready {

namespace {

constexpr double kNodeWidth = 120;
constexpr double kPoolWidth = 184;
constexpr double kNodeHeight = 58;
constexpr double kPoolHeight = 62;
constexpr double kFabricHeight = 56;
constexpr double kFabricWidth = 240;
constexpr double kGap = 26; ///< between nodes; a link of a node behind fits through
constexpr double kRowGap = 16;
constexpr double kLinkGap = 80; ///< between a fabric and what hangs on it; holds two labels
constexpr double kZoneGap = 56;
constexpr double kFramePad = 14;
constexpr double kFrameHead = 38;

using Nodes = std::vector<std::size_t>;

bool isFabric(const TrafficMap& map, std::size_t node)
{
    return map.nodes[node].kind == MapNode::Kind::Fabric;
}

/// The fabrics that a node has links to, by rank of the band.
std::vector<Nodes> fabricsOfNodes(const TrafficMap& map)
{
    std::vector<Nodes> fabrics(map.nodes.size());
    for (const MapLink& link : map.links) {
        if (isFabric(map, link.b) && !isFabric(map, link.a)) {
            fabrics[link.a].push_back(link.b);
        }
    }
    for (std::size_t i = 0; i < map.nodes.size(); ++i) {
        const auto home = map.nodes[i].home ? map.find(map.nodes[i].home->text()) : std::nullopt;
        if (fabrics[i].empty() && home) {
            fabrics[i].push_back(*home);
        }
    }
    return fabrics;
}

class Tidy
{
public:
    explicit Tidy(const TrafficMap& map)
        : m_map(map)
        , m_fabrics(fabricsOfNodes(map))
        , m_rects(map.nodes.size())
    {}

    std::vector<MapRect> place()
    {
        sortIntoBands();
        m_width = siteWidth();
        double y = 0;
        for (std::size_t band = 0; band < m_bands.size(); ++band) {
            y = placeBand(band, y);
        }
        y = placeRows(m_loose, y, false);
        placeRows(m_unused, y, false);
        placeZones();
        for (std::size_t i = 0; i < m_rects.size(); ++i) {
            if (const auto& said = m_map.nodes[i].place) {
                m_rects[i].x = said->x;
                m_rects[i].y = said->y;
            }
        }
        return std::move(m_rects);
    }

private:
    struct Band
    {
        std::size_t fabric = 0;
        Nodes pools;
        Nodes others;
    };

    void sortIntoBands()
    {
        std::map<std::size_t, std::size_t> bandOf;
        std::set<std::size_t> used;
        for (const Nodes& fabrics : m_fabrics) {
            used.insert(fabrics.begin(), fabrics.end());
        }
        std::map<std::size_t, std::size_t> flowsOf;
        for (const MapLink& link : m_map.links) {
            flowsOf[link.b] += link.flows.size();
        }
        Nodes fabrics(used.begin(), used.end());
        std::stable_sort(fabrics.begin(), fabrics.end(), [&](std::size_t a, std::size_t b) {
            return flowsOf[a] > flowsOf[b];
        });
        for (const std::size_t fabric : fabrics) {
            bandOf.emplace(fabric, m_bands.size());
            m_bands.push_back({fabric, {}, {}});
        }
        for (std::size_t i = 0; i < m_map.nodes.size(); ++i) {
            if (isFabric(m_map, i) && !used.contains(i)) {
                m_unused.push_back(i);
            }
        }
        for (std::size_t i = 0; i < m_map.nodes.size(); ++i) {
            const MapNode& node = m_map.nodes[i];
            if (isFabric(m_map, i)) {
                continue;
            }
            if (!node.zone.empty()) {
                m_zones[node.zone].push_back(i);
            } else if (m_fabrics[i].empty()) {
                m_loose.push_back(i);
            } else {
                std::size_t band = m_bands.size();
                for (const std::size_t fabric : m_fabrics[i]) {
                    band = std::min(band, bandOf.at(fabric));
                }
                const bool isPool = node.kind == MapNode::Kind::Pool;
                (isPool ? m_bands[band].pools : m_bands[band].others).push_back(i);
            }
        }
        // Between the first two fabrics is room for what hangs on both.
        if (m_bands.size() > 1) {
            Nodes& between = m_bands[0].others;
            between.insert(between.end(), m_bands[1].others.begin(), m_bands[1].others.end());
            m_bands[1].others.clear();
        }
    }

    [[nodiscard]] static std::size_t columnsFor(std::size_t count, std::size_t most)
    {
        if (count <= most) {
            return count;
        }
        const std::size_t half = (count + 1) / 2;
        const auto wide =
            static_cast<std::size_t>(std::ceil(std::sqrt(2.0 * static_cast<double>(count))));
        return half <= 2 * most ? half : std::max(2 * most, wide);
    }
    [[nodiscard]] std::size_t columns(const Nodes& nodes) const
    {
        return columnsFor(nodes.size(), isWide(nodes) ? 4 : 5);
    }
    [[nodiscard]] bool isWide(const Nodes& nodes) const
    {
        return std::any_of(nodes.begin(), nodes.end(), [&](std::size_t node) {
            return nodeSize(m_map.nodes[node]).w > kNodeWidth;
        });
    }
    [[nodiscard]] double pitch(const Nodes& nodes) const
    {
        return (isWide(nodes) ? kPoolWidth : kNodeWidth) + kGap;
    }
    [[nodiscard]] double rowsWidth(const Nodes& nodes) const
    {
        if (nodes.empty()) {
            return 0;
        }
        const auto count = static_cast<double>(columns(nodes));
        const bool hasMore = columns(nodes) < nodes.size();
        return (count + (hasMore ? 0.5 : 0)) * pitch(nodes) - kGap;
    }
    [[nodiscard]] double siteWidth() const
    {
        double width = std::max({kFabricWidth * 2, rowsWidth(m_loose), rowsWidth(m_unused)});
        for (const Band& band : m_bands) {
            width = std::max({width, rowsWidth(band.pools), rowsWidth(band.others)});
        }
        return width;
    }

    /// Places nodes in rows from y on, every second one half a pitch aside; returns where they end.
    double placeRows(const Nodes& nodes, double y, bool fromBelow)
    {
        if (nodes.empty()) {
            return y;
        }
        const std::size_t count = columns(nodes);
        const std::size_t rows = (nodes.size() + count - 1) / count;
        const double left = (m_width - rowsWidth(nodes)) / 2;
        const double height = isWide(nodes) ? kPoolHeight : kNodeHeight;
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            const std::size_t row = i / count;
            const std::size_t line = fromBelow ? rows - 1 - row : row;
            MapRect& rect = m_rects[nodes[i]];
            rect = nodeSize(m_map.nodes[nodes[i]]);
            const bool isAside = row % 2 == 1;
            rect.x = left + (static_cast<double>(i % count) + (isAside ? 0.5 : 0)) * pitch(nodes);
            rect.y = y + static_cast<double>(line) * (height + kRowGap);
        }
        return y + static_cast<double>(rows) * (height + kRowGap) - kRowGap;
    }

    double placeFabric(std::size_t fabric, double y)
    {
        m_rects[fabric] = {0, y, m_width, kFabricHeight};
        return y + kFabricHeight;
    }

    double placeBand(std::size_t index, double y)
    {
        const Band& band = m_bands[index];
        const bool below = index == 1;
        y += index > 1 ? kLinkGap - 2 * kRowGap : 0;
        if (!below && !band.pools.empty()) {
            y = placeRows(band.pools, y, true) + kLinkGap;
        }
        y = placeFabric(band.fabric, y);
        const Nodes& after = below ? band.pools : band.others;
        if (!after.empty()) {
            y = placeRows(after, y + kLinkGap, false);
        }
        return y + (index == 0 && m_bands.size() > 1 ? kLinkGap : 2 * kRowGap);
    }

    [[nodiscard]] bool standsLeft(const Nodes& nodes) const
    {
        return std::all_of(nodes.begin(), nodes.end(), [&](std::size_t node) {
            return m_map.nodes[node].role == FlowEnd::Users;
        });
    }

    void placeZones()
    {
        double middle = kFabricHeight / 2;
        if (!m_bands.empty()) {
            middle = m_rects[m_bands[0].fabric].centre().y;
        }
        if (m_bands.size() > 1) {
            middle = (middle + m_rects[m_bands[1].fabric].centre().y) / 2;
        }
        for (const bool left : {true, false}) {
            placeColumn(left, middle);
        }
    }

    void placeColumn(bool left, double middle)
    {
        const double head = kFrameHead + kFramePad;
        constexpr std::size_t kTallest = 24;
        double height = 0;
        for (const auto& [zone, nodes] : m_zones) {
            if (standsLeft(nodes) == left) {
                const auto lines = static_cast<double>(std::min(nodes.size(), kTallest));
                height += head + lines * (kNodeHeight + kRowGap);
            }
        }
        double y = middle - height / 2;
        for (const auto& [zone, nodes] : m_zones) {
            if (standsLeft(nodes) != left) {
                continue;
            }
            y += kFrameHead;
            for (std::size_t i = 0; i < nodes.size(); ++i) {
                MapRect& rect = m_rects[nodes[i]];
                rect = nodeSize(m_map.nodes[nodes[i]]);
                const auto column = static_cast<double>(i / kTallest) * (kNodeWidth + kGap);
                const double aside = 2 * kFramePad + kZoneGap + column;
                rect.x = left ? -aside - kNodeWidth : m_width + aside;
                rect.y = y + static_cast<double>(i % kTallest) * (kNodeHeight + kRowGap);
            }
            const auto lines = static_cast<double>(std::min(nodes.size(), kTallest));
            y += lines * (kNodeHeight + kRowGap) + kFramePad;
        }
    }

    const TrafficMap& m_map;
    std::vector<Nodes> m_fabrics;
    std::vector<MapRect> m_rects;
    std::vector<Band> m_bands;
    Nodes m_unused;
    Nodes m_loose;
    std::map<std::string, Nodes> m_zones;
    double m_width = 0;
};

enum class Side
{
    Top,
    Bottom,
    Left,
    Right
};

/// Where a link leaves one end.
struct Port
{
    std::size_t link = 0;
    bool atA = true;
    double order = 0; ///< of the other end along the side
};

class Router
{
public:
    Router(const TrafficMap& map, const std::vector<MapRect>& nodes)
        : m_map(map)
        , m_nodes(nodes)
        , m_routes(map.links.size())
    {}

    std::vector<MapRoute> routes()
    {
        for (std::size_t i = 0; i < m_map.links.size(); ++i) {
            addPorts(i);
        }
        for (auto& [key, ports] : m_ports) {
            spread(key.first, key.second, ports);
        }
        for (std::size_t i = 0; i < m_routes.size(); ++i) {
            join(i);
        }
        setLabels();
        return std::move(m_routes);
    }

private:
    [[nodiscard]] bool isUpright(const MapLink& link) const
    {
        constexpr double kMargin = 12;
        const MapRect& a = m_nodes[link.a];
        const MapRect& b = m_nodes[link.b];
        const bool isApart = a.bottom() < b.y || b.bottom() < a.y;
        const double x = a.centre().x;
        return isApart && x > b.x + kMargin && x < b.right() - kMargin;
    }

    void addPorts(std::size_t index)
    {
        const MapLink& link = m_map.links[index];
        const MapPoint a = m_nodes[link.a].centre();
        const MapPoint b = m_nodes[link.b].centre();
        const bool upright = isUpright(link);
        m_upright.push_back(upright);
        if (upright) {
            const bool below = a.y > b.y;
            m_ports[{link.a, below ? Side::Top : Side::Bottom}].push_back({index, true, b.x});
            return; // the other end follows
        }
        const bool isRight = b.x >= a.x;
        m_ports[{link.a, isRight ? Side::Right : Side::Left}].push_back({index, true, b.y});
        m_ports[{link.b, isRight ? Side::Left : Side::Right}].push_back({index, false, a.y});
    }

    void spread(std::size_t node, Side side, std::vector<Port>& ports)
    {
        std::stable_sort(ports.begin(), ports.end(), [](const Port& x, const Port& y) {
            return x.order < y.order;
        });
        const MapRect& rect = m_nodes[node];
        const bool level = side == Side::Top || side == Side::Bottom;
        for (std::size_t i = 0; i < ports.size(); ++i) {
            const double share =
                (static_cast<double>(i) + 1) / (static_cast<double>(ports.size()) + 1);
            MapPoint at = level ? MapPoint{rect.x + rect.w * share, rect.y}
                                : MapPoint{rect.x, rect.y + rect.h * share};
            at.y = side == Side::Bottom ? rect.bottom() : at.y;
            at.x = side == Side::Right ? rect.right() : at.x;
            (ports[i].atA ? m_starts : m_ends)[ports[i].link] = at;
            m_lanes[ports[i].link] =
                static_cast<double>(i) - (static_cast<double>(ports.size()) - 1) / 2;
        }
    }

    void join(std::size_t index)
    {
        const MapLink& link = m_map.links[index];
        const MapPoint start = m_starts[index];
        std::vector<MapPoint>& points = m_routes[index].points;
        if (m_upright[index]) {
            const MapRect& b = m_nodes[link.b];
            points = {start, {start.x, start.y > b.y ? b.bottom() : b.y}};
            return;
        }
        constexpr double kLane = 22;
        const MapPoint end = m_ends[index];
        if (std::abs(start.y - end.y) < 1) {
            points = {start, end};
            return;
        }
        const double middle = (start.x + end.x) / 2 + kLane * m_lanes[index];
        const double low = std::min(start.x, end.x) + 4;
        const double high = std::max(start.x, end.x) - 4;
        const double x = low < high ? std::clamp(middle, low, high) : middle;
        points = {start, {x, start.y}, {x, end.y}, end};
    }

    /// Upright ones by turns near and far from what they hang on, others at their longest part.
    void setLabels()
    {
        constexpr double kNear = 22;
        constexpr double kFar = 58;
        std::map<std::pair<std::size_t, bool>, std::vector<std::size_t>> hanging;
        for (std::size_t i = 0; i < m_routes.size(); ++i) {
            const auto& points = m_routes[i].points;
            if (m_upright[i]) {
                hanging[{m_map.links[i].b, points[0].y > points[1].y}].push_back(i);
                continue;
            }
            double longest = -1;
            for (std::size_t p = 1; p < points.size(); ++p) {
                const double length = std::abs(points[p].x - points[p - 1].x) +
                                      std::abs(points[p].y - points[p - 1].y);
                if (length > longest) {
                    longest = length;
                    m_routes[i].label = {(points[p].x + points[p - 1].x) / 2,
                                         (points[p].y + points[p - 1].y) / 2};
                }
            }
        }
        for (auto& [key, links] : hanging) {
            std::sort(links.begin(), links.end(), [&](std::size_t x, std::size_t y) {
                return m_routes[x].points[0].x < m_routes[y].points[0].x;
            });
            for (std::size_t i = 0; i < links.size(); ++i) {
                const MapPoint end = m_routes[links[i]].points[1];
                const double away = i % 2 == 0 ? kNear : kFar;
                m_routes[links[i]].label = {end.x, end.y + (key.second ? away : -away)};
            }
        }
    }

    const TrafficMap& m_map;
    const std::vector<MapRect>& m_nodes;
    std::vector<MapRoute> m_routes;
    std::vector<bool> m_upright;
    std::map<std::pair<std::size_t, Side>, std::vector<Port>> m_ports;
    std::map<std::size_t, MapPoint> m_starts;
    std::map<std::size_t, MapPoint> m_ends;
    std::map<std::size_t, double> m_lanes;
};

std::vector<MapFrame> framesOf(const TrafficMap& map, const std::vector<MapRect>& nodes)
{
    std::map<std::string, MapRect> zones;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const auto [zone, isNew] = zones.emplace(map.nodes[i].zone, nodes[i]);
        if (!isNew) {
            zone->second = hull(zone->second, nodes[i]);
        }
    }
    std::vector<MapFrame> frames;
    for (const auto& [zone, rect] : zones) { // the empty name comes first
        frames.push_back({zone,
                          zone.empty() ? map.siteTitle : zone,
                          {rect.x - kFramePad,
                           rect.y - kFrameHead,
                           rect.w + 2 * kFramePad,
                           rect.h + kFrameHead + kFramePad}});
    }
    return frames;
}

} // namespace

MapRect hull(const MapRect& a, const MapRect& b)
{
    const double x = std::min(a.x, b.x);
    const double y = std::min(a.y, b.y);
    return {x, y, std::max(a.right(), b.right()) - x, std::max(a.bottom(), b.bottom()) - y};
}

MapRect nodeSize(const MapNode& node)
{
    switch (node.kind) {
    case MapNode::Kind::Fabric:
        return {0, 0, kFabricWidth, kFabricHeight};
    case MapNode::Kind::Pool:
        return {0, 0, kPoolWidth, kPoolHeight};
    case MapNode::Kind::Storage:
    case MapNode::Kind::Endpoint:
    case MapNode::Kind::Implied:
        break;
    }
    return {0, 0, kNodeWidth, kNodeHeight};
}

MapLayout framed(const TrafficMap& map, std::vector<MapRect> nodes)
{
    MapLayout layout;
    layout.nodes = std::move(nodes);
    layout.frames = framesOf(map, layout.nodes);
    layout.routes = Router(map, layout.nodes).routes();
    for (const MapFrame& frame : layout.frames) {
        layout.extent = layout.extent.w > 0 ? hull(layout.extent, frame.rect) : frame.rect;
    }
    return layout;
}

MapLayout layOut(const TrafficMap& map)
{
    return framed(map, Tidy(map).place());
}

} // namespace netready
