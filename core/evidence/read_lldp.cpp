// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "core/evidence/evidence_reader.h"
#include "core/evidence/read_number.h"

#include <pugixml.hpp>

#include <array>
#include <map>
#include <utility>

namespace netready {

namespace {

/// One neighbour as lldpd knows it, whatever it was written in.
struct Neighbour
{
    std::string localPort;
    std::string protocol;
    std::string name;
    std::string chassisType;
    std::string chassisId;
    std::string portType;
    std::string portId;
    std::string portText; ///< what the neighbour calls its port
    std::optional<double> largestFrame;
    bool isWhole = false; ///< of the text forms: its time to live, which comes last, was read
    int line = 0;
};

/// The name people use: hosts often send their MAC as id and the interface as description.
std::string portName(const Neighbour& neighbour)
{
    const bool isUsable = neighbour.portType == "ifname" || neighbour.portType == "local" ||
                          neighbour.portType == "ifalias";
    return isUsable || neighbour.portText.empty() ? neighbour.portId : neighbour.portText;
}

void finishLldp(std::vector<Neighbour> neighbours,
                const EvidenceSource& source,
                EvidenceDraft& draft)
{
    draft.tool = draft.tool.empty() ? "lldpd" : draft.tool;
    draft.inventory.basis = InventoryBasis::Observed;
    std::string observer = draft.options().observer;
    if (observer.empty()) {
        observer = source.stem();
        draft.inventory.isGuessed = true;
        draft.remark("observer-guessed",
                     "the file does not say which device was asked; " + inQuotes(observer) +
                         " is taken from its name");
    }
    draft.inventory.observer = observer;
    InventoryNode self;
    self.name = observer;
    draft.inventory.nodes.push_back(self);
    std::map<std::pair<std::string, std::string>, std::size_t> seen;
    std::map<std::string, std::string> chassisOf;
    for (std::size_t i = 0; i < neighbours.size(); ++i) {
        draft.step(i, neighbours.size());
        const Neighbour& neighbour = neighbours[i];
        const std::string name = neighbour.name.empty() ? neighbour.chassisId : neighbour.name;
        if (name.empty() || neighbour.localPort.empty()) {
            draft.remark("no-neighbour-name",
                         "a neighbour sends neither a name nor an id and was left out",
                         neighbour.line);
            continue;
        }
        if (portName(neighbour).empty()) {
            draft.remark("no-port", "a neighbour names no port and was left out", neighbour.line);
            continue;
        }
        const auto [place, isNew] =
            seen.emplace(std::pair(neighbour.localPort, name), draft.inventory.links.size());
        if (!isNew) {
            continue; // the same peer by another protocol
        }
        if (!neighbour.chassisId.empty()) {
            const auto [chassis, isFirst] = chassisOf.emplace(name, neighbour.chassisId);
            if (!isFirst && chassis->second != neighbour.chassisId) {
                draft.doubt(EvidenceQuality::B,
                            "name-clash",
                            "two devices call themselves " + inQuotes(name),
                            neighbour.line);
            }
            if (isFirst) {
                InventoryNode node;
                node.name = name;
                node.strongId = neighbour.chassisId;
                node.line = neighbour.line;
                draft.inventory.nodes.push_back(std::move(node));
            }
        }
        InventoryLink link;
        link.a = {observer, neighbour.localPort};
        link.b = {name, portName(neighbour)};
        link.line = neighbour.line;
        constexpr double kHeader = 18; // addresses, type and check sequence
        if (neighbour.largestFrame && *neighbour.largestFrame > kHeader) {
            InventoryPort port;
            port.node = link.b.node;
            port.name = link.b.port;
            port.mtu = *neighbour.largestFrame - kHeader;
            port.line = neighbour.line;
            draft.inventory.ports.push_back(std::move(port));
        }
        draft.inventory.links.push_back(std::move(link));
    }
    draft.add({.metric = "topo.links",
               .value = static_cast<double>(draft.inventory.links.size()),
               .stat = EvidenceStat::Sum,
               .scope = {EvidenceScopeKind::Node, observer},
               .conditions = {{"seen by", "LLDP"}},
               .samples = static_cast<std::int64_t>(draft.inventory.links.size())});
}

/// A value that may be bare, in a map under "value", or in a list of one.
std::string textOf(JsonValue value)
{
    while (value.isList()) {
        value = value.first();
    }
    return value.isMap() ? value["value"].text() : value.text();
}

JsonValue only(JsonValue value)
{
    return value.isList() ? value.first() : value;
}

Neighbour neighbourOf(const std::string& localPort, JsonValue interface)
{
    Neighbour neighbour;
    neighbour.localPort = localPort;
    neighbour.line = interface.line();
    neighbour.protocol = interface["via"].text();
    JsonValue chassis = only(interface["chassis"]);
    if (chassis.isMap() && !chassis.has("id") && chassis.size() == 1) {
        neighbour.name = chassis.first().key(); // the writer makes the name the key
        chassis = chassis.first();
    } else {
        neighbour.name = textOf(chassis["name"]);
    }
    neighbour.chassisId = textOf(only(chassis["id"])["value"]);
    const JsonValue port = only(interface["port"]);
    neighbour.portType = only(port["id"])["type"].text();
    neighbour.portId = textOf(only(port["id"])["value"]);
    neighbour.portText = textOf(port["descr"]);
    neighbour.largestFrame = readNumber(textOf(port["mfs"]));
    return neighbour;
}

int recogniseLldpJson(const EvidenceSource& source)
{
    return source.root().has("lldp") ? 95 : 0;
}

void readLldpJson(const EvidenceSource& source, EvidenceDraft& draft)
{
    const JsonValue interfaces = only(source.root()["lldp"])["interface"];
    std::vector<Neighbour> neighbours;
    if (interfaces.isMap()) {
        for (const JsonValue interface : interfaces) {
            neighbours.push_back(neighbourOf(interface.key(), interface));
        }
    }
    if (interfaces.isList()) {
        for (const JsonValue item : interfaces) {
            if (item.has("name") && item.has("chassis")) {
                neighbours.push_back(neighbourOf(textOf(item["name"]), item));
            } else {
                for (const JsonValue interface : item) {
                    neighbours.push_back(neighbourOf(interface.key(), interface));
                }
            }
        }
    }
    if (neighbours.empty()) {
        draft.remark("no-neighbours", "the device saw no neighbour");
    }
    finishLldp(std::move(neighbours), source, draft);
}

int recogniseLldpXml(const EvidenceSource& source)
{
    return contains(source.head().substr(0, 500), "<lldp") ? 95 : 0;
}

void readLldpXml(const EvidenceSource& source, EvidenceDraft& draft)
{
    pugi::xml_document document;
    const pugi::xml_parse_result parsed = document.load_buffer(
        source.text().data(), source.text().size(), pugi::parse_default, pugi::encoding_utf8);
    const auto lineOf = [&source](std::ptrdiff_t offset) {
        const std::string_view before =
            source.text().substr(0, static_cast<std::size_t>(std::max<std::ptrdiff_t>(offset, 0)));
        return static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1;
    };
    if (!parsed) {
        draft.refuse("broken-xml",
                     "the XML of lldpctl is broken: " + std::string(parsed.description()),
                     lineOf(parsed.offset));
    }
    std::vector<Neighbour> neighbours;
    for (const pugi::xml_node interface : document.child("lldp").children("interface")) {
        Neighbour neighbour;
        neighbour.localPort = interface.attribute("name").value();
        neighbour.protocol = interface.attribute("via").value();
        neighbour.line = lineOf(interface.offset_debug());
        const pugi::xml_node chassis = interface.child("chassis");
        neighbour.name = chassis.child("name").text().get();
        neighbour.chassisId = chassis.child("id").text().get();
        const pugi::xml_node port = interface.child("port");
        neighbour.portType = port.child("id").attribute("type").value();
        neighbour.portId = port.child("id").text().get();
        neighbour.portText = port.child("descr").text().get();
        neighbour.largestFrame = readNumber(port.child("mfs").text().get());
        neighbours.push_back(std::move(neighbour));
    }
    finishLldp(std::move(neighbours), source, draft);
}

int recogniseLldpPairs(const EvidenceSource& source)
{
    return source.text().starts_with("lldp.") && contains(source.head(), ".via=") ? 95 : 0;
}

void readLldpPairs(const EvidenceSource& source, EvidenceDraft& draft)
{
    std::vector<Neighbour> neighbours;
    WholeLines lines(source, draft);
    while (lines.next()) {
        const std::string_view line = lines.text();
        const std::size_t equals = line.find('=');
        if (!line.starts_with("lldp.") || equals == std::string_view::npos) {
            continue;
        }
        // A port may hold points, so its name ends where a known part begins.
        std::string_view name = line.substr(5, equals - 5);
        const std::string value(line.substr(equals + 1));
        std::size_t cut = std::string_view::npos;
        for (const std::string_view part : {".via",
                                            ".rid",
                                            ".age",
                                            ".chassis.",
                                            ".port.",
                                            ".lldp-med.",
                                            ".vlan",
                                            ".ppvid",
                                            ".unknown-tlvs"}) {
            cut = std::min(cut, name.find(part));
        }
        if (cut == std::string_view::npos) {
            continue;
        }
        const std::string local(name.substr(0, cut));
        const std::string_view field = name.substr(cut + 1);
        if (field == "via") {
            neighbours.push_back({});
            neighbours.back().localPort = local;
            neighbours.back().protocol = value;
            neighbours.back().line = lines.number();
            continue;
        }
        if (neighbours.empty() || neighbours.back().localPort != local) {
            continue;
        }
        Neighbour& neighbour = neighbours.back();
        if (field == "chassis.name") {
            neighbour.name = value;
        } else if (field == "chassis.mac" || field == "chassis.local" ||
                   field == "chassis.ifname" || field == "chassis.ip") {
            neighbour.chassisId = value;
        } else if (field == "port.mac" || field == "port.ifname" || field == "port.local" ||
                   field == "port.ifalias") {
            neighbour.portType = field.substr(5);
            neighbour.portId = value;
        } else if (field == "port.descr") {
            neighbour.portText = value;
        } else if (field == "port.mfs") {
            neighbour.largestFrame = readNumber(value);
        } else if (field == "port.ttl") {
            neighbour.isWhole = true;
        }
    }
    if (!neighbours.empty() && !neighbours.back().isWhole) {
        draft.doubt(EvidenceQuality::B,
                    "cut",
                    "the last neighbour is not whole and was left out",
                    neighbours.back().line);
        neighbours.pop_back();
    }
    finishLldp(std::move(neighbours), source, draft);
}

int recogniseLldpPlain(const EvidenceSource& source)
{
    return source.headHas("LLDP neighbors:") && source.headHas("Interface:") ? 95 : 0;
}

void readLldpPlain(const EvidenceSource& source, EvidenceDraft& draft)
{
    std::vector<Neighbour> neighbours;
    bool isPort = false;
    bool isClosed = false;
    for (std::size_t i = 0; i < source.lines().size(); ++i) {
        const bool mayBeCut = source.endsInLine() && i + 1 == source.lines().size();
        const std::string_view line = mayBeCut ? std::string_view() : trimmed(source.lines()[i]);
        const std::size_t colon = line.find(':');
        isClosed = line.starts_with("-----");
        if (colon == std::string_view::npos) {
            continue;
        }
        const std::string_view label = line.substr(0, colon);
        const std::string value(trimmed(line.substr(colon + 1)));
        if (label == "Interface") {
            neighbours.push_back({});
            neighbours.back().localPort = value.substr(0, value.find(','));
            neighbours.back().line = static_cast<int>(i + 1);
            isPort = false;
            continue;
        }
        if (neighbours.empty()) {
            continue;
        }
        Neighbour& neighbour = neighbours.back();
        const std::size_t blank = value.find(' ');
        if (label == "Port" && value.empty()) {
            isPort = true;
        } else if (label == "ChassisID" && blank != std::string::npos) {
            neighbour.chassisId = value.substr(blank + 1);
        } else if (label == "SysName") {
            neighbour.name = value;
        } else if (label == "PortID" && isPort && blank != std::string::npos) {
            neighbour.portType = value.substr(0, blank);
            neighbour.portId = value.substr(blank + 1);
        } else if (label == "PortDescr") {
            neighbour.portText = value;
        } else if (label == "MFS") {
            neighbour.largestFrame = readNumber(value);
        }
    }
    if (!isClosed && !neighbours.empty()) {
        draft.doubt(EvidenceQuality::B,
                    "cut",
                    "the closing line is missing, so neighbours may be missing",
                    static_cast<int>(source.lines().size()));
        if (neighbours.back().portId.empty() || neighbours.back().portText.empty()) {
            neighbours.pop_back();
        }
    }
    finishLldp(std::move(neighbours), source, draft);
}

constexpr auto kReaders = std::to_array<EvidenceReader>({
    {"lldp-json", "neighbours from lldpctl in JSON", recogniseLldpJson, readLldpJson, true},
    {"lldp-xml", "neighbours from lldpctl in XML", recogniseLldpXml, readLldpXml},
    {"lldp-keyvalue", "neighbours from lldpctl as pairs", recogniseLldpPairs, readLldpPairs},
    {"lldp-plain", "neighbours from lldpctl as text", recogniseLldpPlain, readLldpPlain},
});

} // namespace

std::span<const EvidenceReader> lldpReaders()
{
    return kReaders;
}

} // namespace netready
