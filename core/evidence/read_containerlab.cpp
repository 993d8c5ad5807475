// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "core/evidence/evidence_reader.h"
#include "core/evidence/foreign_yaml.h"
#include "core/evidence/read_number.h"

#include <array>
#include <set>

namespace netready {

namespace {

int recogniseContainerlab(const EvidenceSource& source)
{
    return !source.isJson() &&
                   (source.headHas("\ntopology:") || source.text().starts_with("topology:"))
               ? 85
               : 0;
}

/// Ends that are no nodes of the lab.
bool isPseudo(const std::string& node)
{
    return node == "host" || node == "mgmt-net" || node.starts_with("macvlan") || node == "vxlan" ||
           node == "dummy";
}

/// `400G` as people write it in variables.
std::optional<double> speedOf(const std::string& text)
{
    std::string_view rest = text;
    const auto number = takeNumber(rest);
    if (!number) {
        return std::nullopt;
    }
    return rest == "G" || rest == "g" || rest == "Gb/s" || rest == "Gbps"
               ? std::optional(*number * 1e9)
               : std::nullopt;
}

class LabReader
{
public:
    LabReader(JsonValue topology, EvidenceDraft& draft)
        : m_topology(topology)
        , m_draft(draft)
    {}

    void read()
    {
        for (const JsonValue node : m_topology["nodes"]) {
            InventoryNode entry;
            entry.name = node.key();
            entry.role = node["labels"]["role"].text();
            entry.model = node["kind"].text();
            entry.line = node.line();
            m_names.insert(entry.name);
            m_draft.inventory.nodes.push_back(std::move(entry));
        }
        for (const JsonValue link : m_topology["links"]) {
            readLink(link);
        }
    }

private:
    static InventoryEnd endOf(JsonValue value)
    {
        if (value.isMap()) {
            return {value["node"].text(), value["interface"].text()};
        }
        const std::string text = value.text();
        const std::size_t colon = text.find(':');
        return colon == std::string::npos
                   ? InventoryEnd{text, ""}
                   : InventoryEnd{text.substr(0, colon), text.substr(colon + 1)};
    }

    void readLink(JsonValue value)
    {
        std::vector<InventoryEnd> ends;
        std::optional<double> speed;
        for (const JsonValue end : value["endpoints"]) {
            ends.push_back(endOf(end));
            const auto said = speedOf(end["vars"]["speed"].text());
            speed = said ? said : speed;
        }
        if (value.has("endpoint")) {
            // One end in the lab, the other is the machine that runs it.
            ends.push_back(endOf(value["endpoint"]));
            ends.push_back({value["type"].text(), value["host-interface"].text()});
        }
        if (ends.size() != 2) {
            error("one-ended",
                  "a link has " + std::to_string(ends.size()) + " ends and was left out",
                  value.line());
            return;
        }
        bool isHost = false;
        for (const InventoryEnd& end : ends) {
            if (end.port.empty()) {
                error("no-port",
                      "a link has an end without an interface and was left out",
                      value.line());
                return;
            }
            if (isPseudo(end.node)) {
                isHost = true;
            } else if (!m_names.contains(end.node)) {
                error("unknown-node",
                      "a link ends at " + inQuotes(end.node) + ", which is no node of the file",
                      value.line());
            }
        }
        if (isHost && value.has("endpoint")) {
            return; // management of the lab, no link of the fabric
        }
        InventoryLink link;
        link.a = ends[0];
        link.b = ends[1];
        link.speed = speed;
        link.mtu = value["mtu"].number();
        link.line = value.line();
        m_draft.inventory.links.push_back(std::move(link));
    }

    void error(std::string code, std::string message, int line)
    {
        m_draft.remark(std::move(code), std::move(message), line);
    }

    JsonValue m_topology;
    EvidenceDraft& m_draft;
    std::set<std::string> m_names;
};

void readContainerlab(const EvidenceSource& source, EvidenceDraft& draft)
{
    const JsonTree tree = readForeignYaml(source.text());
    if (tree.problem()) {
        draft.refuse("broken-yaml",
                     "the YAML is broken: " + tree.problem()->message,
                     tree.lineAt(tree.problem()->offset));
    }
    const JsonValue root = tree.size() > 0 ? tree.document(0) : JsonValue();
    if (!root["topology"].isMap()) {
        draft.refuse("no-topology", "the file has no map called topology", 1);
    }
    draft.tool = "containerlab";
    draft.inventory.basis = InventoryBasis::Design;
    if (source.endsInLine()) {
        draft.doubt(EvidenceQuality::B,
                    "cut",
                    "the last line has no end, so links may be missing",
                    static_cast<int>(source.lines().size()));
    }
    LabReader(root["topology"], draft).read();
}

constexpr auto kReaders = std::to_array<EvidenceReader>(
    {{"containerlab", "a topology of containerlab", recogniseContainerlab, readContainerlab}});

} // namespace

std::span<const EvidenceReader> containerlabReaders()
{
    return kReaders;
}

} // namespace netready
