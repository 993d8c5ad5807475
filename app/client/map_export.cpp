// SPDX-License-Identifier: Apache-2.0
#include "app/client/map_export.h"

#include "core/base/text.h"

#include <cmath>
#include <map>
#include <sstream>

namespace netready {

namespace {

constexpr double kUnitsOfInch = 72;

std::string replaced(std::string_view text, const std::map<char, std::string_view>& with)
{
    std::string result;
    for (const char c : text) {
        const auto found = with.find(c);
        if (found == with.end()) {
            result += c;
        } else {
            result += found->second;
        }
    }
    return result;
}

std::string dotText(std::string_view text)
{
    return "\"" + replaced(text, {{'"', "\\\""}, {'\\', "\\\\"}, {'\n', " "}}) + "\"";
}

std::string xmlText(std::string_view text)
{
    return replaced(
        text, {{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'"', "&quot;"}, {'\n', "&#10;"}});
}

/// Mermaid reads entities by name between # and ;.
std::string mermaidText(std::string_view text)
{
    return "\"" +
           replaced(text,
                    {{'"', "#quot;"}, {'#', "#35;"}, {'<', "#lt;"}, {'>', "#gt;"}, {'\n', " "}}) +
           "\"";
}

std::string loadText(const MapLink& link, Moment moment)
{
    const auto use = link.use(moment);
    return use ? useText(*use) : "? " + rateText(link.fuller(moment).rate(moment));
}

std::string nodeName(std::size_t node)
{
    return "n" + std::to_string(node);
}

std::string label(const MapNode& node, std::string_view separator)
{
    return node.title + std::string(separator) + node.detail;
}

std::map<std::string, std::vector<std::size_t>> nodesByZone(const TrafficMap& map)
{
    std::map<std::string, std::vector<std::size_t>> zones;
    for (std::size_t i = 0; i < map.nodes.size(); ++i) {
        zones[map.nodes[i].zone].push_back(i);
    }
    return zones;
}

std::string zoneTitle(const TrafficMap& map, const std::string& zone)
{
    return zone.empty() ? map.siteTitle : zone;
}

std::string rounded(double value)
{
    return toText(std::round(value * 100) / 100);
}

std::string colourOf(const std::optional<Interval<double>>& use)
{
    constexpr double kFull = 0.7;
    return !use                  ? "#98A4AF"
           : use->high() > 1     ? "#A63C25"
           : use->high() > kFull ? "#AD7714"
                                 : "#626D78";
}

class Drawio
{
public:
    Drawio(const TrafficMap& map, const MapLayout& layout, Moment moment)
        : m_map(map)
        , m_layout(layout)
        , m_moment(moment)
    {}

    std::string write()
    {
        m_out << "<mxfile host=\"netready\"><diagram name=\"Data flows\"><mxGraphModel><root>\n"
                 "<mxCell id=\"0\"/><mxCell id=\"1\" parent=\"0\"/>\n";
        for (std::size_t i = 0; i < m_layout.frames.size(); ++i) {
            const MapFrame& frame = m_layout.frames[i];
            box("z" + std::to_string(i),
                frame.title,
                "rounded=1;arcSize=4;verticalAlign=top;fillColor=#F7F9FA;strokeColor=#B5BFC8;",
                frame.rect);
        }
        for (std::size_t i = 0; i < m_map.nodes.size(); ++i) {
            box(nodeName(i),
                label(m_map.nodes[i], "\n"),
                "rounded=1;whiteSpace=wrap;fillColor=#FFFFFF;strokeColor=#78838E;",
                m_layout.nodes[i]);
        }
        for (std::size_t i = 0; i < m_map.links.size(); ++i) {
            edge(i);
        }
        m_out << "</root></mxGraphModel></diagram></mxfile>\n";
        return m_out.str();
    }

private:
    void box(const std::string& id, const std::string& text, const char* style, const MapRect& rect)
    {
        m_out << "<mxCell id=\"" << id << "\" value=\"" << xmlText(text) << "\" style=\"" << style
              << "\" vertex=\"1\" parent=\"1\"><mxGeometry x=\"" << rounded(rect.x) << "\" y=\""
              << rounded(rect.y) << "\" width=\"" << rounded(rect.w) << "\" height=\""
              << rounded(rect.h) << "\" as=\"geometry\"/></mxCell>\n";
    }

    void edge(std::size_t index)
    {
        const MapLink& link = m_map.links[index];
        const auto use = link.use(m_moment);
        const double width = use ? std::max(1.0, std::min(use->high(), 2.0) * 6) : 1;
        m_out << "<mxCell id=\"e" << index << "\" value=\"" << xmlText(loadText(link, m_moment))
              << "\" style=\"edgeStyle=orthogonalEdgeStyle;endArrow=none;strokeColor="
              << colourOf(use) << ";strokeWidth=" << rounded(width) << (use ? "" : ";dashed=1")
              << "\" edge=\"1\" parent=\"1\" source=\"" << nodeName(link.a) << "\" target=\""
              << nodeName(link.b) << "\"><mxGeometry relative=\"1\" as=\"geometry\"/></mxCell>\n";
    }

    const TrafficMap& m_map;
    const MapLayout& m_layout;
    Moment m_moment;
    std::ostringstream m_out;
};

} // namespace

std::string toDot(const TrafficMap& map, Moment moment)
{
    std::ostringstream out;
    out << "graph flows {\n  graph [splines=ortho, nodesep=0.4, ranksep=1.2];\n"
           "  node [shape=box, fixedsize=true];\n";
    std::size_t cluster = 0;
    for (const auto& [zone, nodes] : nodesByZone(map)) {
        out << "  subgraph cluster_" << cluster++
            << " {\n    label=" << dotText(zoneTitle(map, zone)) << ";\n";
        for (const std::size_t node : nodes) {
            const MapRect size = nodeSize(map.nodes[node]);
            out << "    " << nodeName(node) << " [label=" << dotText(label(map.nodes[node], ", "))
                << ", width=" << rounded(size.w / kUnitsOfInch)
                << ", height=" << rounded(size.h / kUnitsOfInch) << "];\n";
        }
        out << "  }\n";
    }
    for (const MapLink& link : map.links) {
        // What has accelerators stands above its fabric, everything else below.
        const bool isAbove = map.nodes[link.a].kind == MapNode::Kind::Pool;
        out << "  " << nodeName(isAbove ? link.a : link.b) << " -- "
            << nodeName(isAbove ? link.b : link.a) << " [xlabel=" << dotText(loadText(link, moment))
            << ", color=\"" << colourOf(link.use(moment)) << "\"];\n";
    }
    out << "}\n";
    return out.str();
}

std::string toMermaid(const TrafficMap& map, Moment moment)
{
    std::ostringstream out;
    out << "flowchart TB\n";
    std::size_t group = 0;
    for (const auto& [zone, nodes] : nodesByZone(map)) {
        out << "  subgraph z" << group++ << "[" << mermaidText(zoneTitle(map, zone)) << "]\n";
        for (const std::size_t node : nodes) {
            out << "    " << nodeName(node) << "[" << mermaidText(label(map.nodes[node], ", "))
                << "]\n";
        }
        out << "  end\n";
    }
    for (const MapLink& link : map.links) {
        out << "  " << nodeName(link.a) << (link.use(moment) ? " ---|" : " -.-|")
            << mermaidText(loadText(link, moment)) << "| " << nodeName(link.b) << "\n";
    }
    return out.str();
}

std::string toDrawio(const TrafficMap& map, const MapLayout& layout, Moment moment)
{
    return Drawio(map, layout, moment).write();
}

std::optional<std::vector<MapPoint>> placesFromPlain(const TrafficMap& map, std::string_view plain)
{
    std::istringstream lines{std::string(plain)};
    lines.imbue(std::locale::classic());
    std::vector<MapPoint> places(map.nodes.size());
    std::size_t found = 0;
    double height = 0;
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        words.imbue(std::locale::classic());
        std::string word;
        std::string name;
        double x = 0;
        double y = 0;
        words >> word;
        if (word == "graph" && words >> x >> y >> height) {
            continue;
        }
        if (word != "node" || !(words >> name >> x >> y) || name.size() < 2) {
            continue;
        }
        const std::size_t node = std::stoul(name.substr(1));
        if (node < places.size()) {
            const MapRect size = nodeSize(map.nodes[node]);
            places[node] = {std::round(x * kUnitsOfInch - size.w / 2),
                            std::round((height - y) * kUnitsOfInch - size.h / 2)};
            ++found;
        }
    }
    return found == places.size() ? std::optional(places) : std::nullopt;
}

} // namespace netready
