// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "core/evidence/evidence_reader.h"
#include "core/evidence/read_number.h"

#include <pugixml.hpp>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <map>

namespace netready {

namespace {

int recogniseDragon(const EvidenceSource& source)
{
    const JsonValue root = source.root();
    return root["summary"].isMap() && root["detail"]["diagrams"].isList() ? 90 : 0;
}

/// A name on one line.
std::string oneLine(std::string text)
{
    std::replace(text.begin(), text.end(), '\n', ' ');
    return std::string(trimmed(text));
}

/// Threat Dragon: version 2 keeps cells in the diagram, version 1 in diagramJson.
class DragonReader
{
public:
    explicit DragonReader(EvidenceDraft& draft)
        : m_draft(draft)
    {}

    void read(JsonValue cells)
    {
        for (const JsonValue cell : cells) {
            const std::string type = typeOf(cell);
            if (type == "tm.Actor" || type == "tm.Process" || type == "tm.Store") {
                InventoryNode node;
                node.name = nameOf(cell);
                node.strongId = cell["id"].text();
                node.role = lowered(type.substr(3));
                node.line = cell.line();
                m_names[node.strongId] = node.name;
                m_draft.inventory.nodes.push_back(std::move(node));
            }
        }
        for (const JsonValue cell : cells) {
            if (typeOf(cell) == "tm.Flow") {
                readFlow(cell);
            } else if (contains(typeOf(cell), "Boundary")) {
                ++m_boundaries;
            }
        }
    }

    void finish()
    {
        if (m_boundaries > 0) {
            m_draft.remark("boundaries",
                           std::to_string(m_boundaries) +
                               " trust boundaries were seen; they are no nodes or flows");
        }
    }

private:
    static std::string typeOf(JsonValue cell)
    {
        return cell["data"].has("type") ? cell["data"]["type"].text() : cell["type"].text();
    }

    static std::string nameOf(JsonValue cell)
    {
        const std::string name = cell["data"]["name"].text();
        return oneLine(name.empty() ? cell["attrs"]["text"]["text"].text() : name);
    }

    void readFlow(JsonValue cell)
    {
        const auto endOf = [&](const char* key) {
            const JsonValue end = cell[key];
            return m_names.find(end.has("cell") ? end["cell"].text() : end["id"].text());
        };
        const auto from = endOf("source");
        const auto to = endOf("target");
        if (from == m_names.end() || to == m_names.end()) {
            m_draft.remark("open-flow",
                           "the flow " + inQuotes(nameOf(cell)) +
                               " has an end that is no element and was left out",
                           cell.line());
            return;
        }
        m_draft.inventory.flows.push_back({from->second, to->second, nameOf(cell), cell.line()});
    }

    EvidenceDraft& m_draft;
    std::map<std::string, std::string> m_names;
    int m_boundaries = 0;
};

void readDragon(const EvidenceSource& source, EvidenceDraft& draft)
{
    draft.tool = "Threat Dragon";
    draft.toolVersion = source.root()["version"].text();
    draft.inventory.basis = InventoryBasis::Design;
    DragonReader reader(draft);
    for (const JsonValue diagram : source.root()["detail"]["diagrams"]) {
        reader.read(diagram.has("cells") ? diagram["cells"] : diagram["diagramJson"]["cells"]);
    }
    reader.finish();
}

int recogniseDrawing(const EvidenceSource& source)
{
    const std::string_view head = source.head().substr(0, 2000);
    return contains(head, "<mxfile") || contains(head, "<mxGraphModel") ? 90 : 0;
}

std::string fromBase64(std::string_view text)
{
    std::string out;
    unsigned bits = 0;
    int count = 0;
    for (const char c : text) {
        const int value = c >= 'A' && c <= 'Z'   ? c - 'A'
                          : c >= 'a' && c <= 'z' ? c - 'a' + 26
                          : c >= '0' && c <= '9' ? c - '0' + 52
                          : c == '+'             ? 62
                          : c == '/'             ? 63
                                                 : -1;
        if (value < 0) {
            continue;
        }
        bits = bits << 6 | static_cast<unsigned>(value);
        count += 6;
        if (count >= 8) {
            count -= 8;
            out.push_back(static_cast<char>(bits >> count & 0xFF));
        }
    }
    return out;
}

constexpr std::size_t kMostInflated = 64U << 20;

/// Inflates a raw stream; empty if it is broken or larger than the cap.
std::string inflated(std::string_view packed)
{
    z_stream stream{};
    if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) {
        return {};
    }
    std::string in(packed);
    std::string out;
    std::array<char, 65536> buffer{};
    void* const bytes = in.data();
    stream.next_in = static_cast<Bytef*>(bytes);
    stream.avail_in = static_cast<uInt>(in.size());
    int state = Z_OK;
    while (state == Z_OK && out.size() <= kMostInflated) {
        void* const room = buffer.data();
        stream.next_out = static_cast<Bytef*>(room);
        stream.avail_out = static_cast<uInt>(buffer.size());
        state = inflate(&stream, Z_NO_FLUSH);
        out.append(buffer.data(), buffer.size() - stream.avail_out);
    }
    inflateEnd(&stream);
    return state == Z_STREAM_END && out.size() <= kMostInflated ? out : std::string();
}

std::string withoutPercent(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto code = text[i] == '%' && i + 2 < text.size()
                              ? readHexadecimal(text.substr(i + 1, 2))
                              : std::nullopt;
        if (code) {
            out.push_back(static_cast<char>(*code));
            i += 2;
        } else {
            out.push_back(text[i]);
        }
    }
    return out;
}

/// A label without its HTML.
std::string plainLabel(std::string_view label)
{
    std::string out;
    bool isTag = false;
    for (const char c : label) {
        if (c == '<') {
            isTag = true;
            out.push_back(' ');
        } else if (c == '>') {
            isTag = false;
        } else if (!isTag) {
            out.push_back(c);
        }
    }
    for (const auto& [code, plain] : {std::pair<std::string_view, std::string_view>{"&nbsp;", " "},
                                      {"&lt;", "<"},
                                      {"&gt;", ">"},
                                      {"&quot;", "\""},
                                      {"&amp;", "&"}}) {
        for (std::size_t at = out.find(code); at != std::string::npos;
             at = out.find(code, at + plain.size())) {
            out.replace(at, code.size(), plain);
        }
    }
    std::string joined;
    const std::string line = oneLine(out);
    for (const std::string_view word : wordsOf(line)) {
        joined += (joined.empty() ? "" : " ") + std::string(word);
    }
    return joined;
}

void readModel(pugi::xml_node model, EvidenceDraft& draft)
{
    std::map<std::string, std::string> names;
    std::vector<std::pair<pugi::xml_node, std::string>> cells;
    for (pugi::xml_node child : model.child("root").children()) {
        // An object carries the label of the cell that it holds.
        const bool isWrapped = std::string_view(child.name()) == "object" ||
                               std::string_view(child.name()) == "UserObject";
        const pugi::xml_node cell = isWrapped ? child.child("mxCell") : child;
        const std::string id = child.attribute("id").value();
        const std::string label = plainLabel(isWrapped ? child.attribute("label").value()
                                                       : cell.attribute("value").value());
        if (cell.attribute("vertex").as_int() == 1 && !label.empty()) {
            InventoryNode node;
            node.name = label;
            node.strongId = id;
            node.role = "shape";
            names[id] = label;
            draft.inventory.nodes.push_back(std::move(node));
        } else if (cell.attribute("edge").as_int() == 1) {
            cells.emplace_back(cell, label);
        }
    }
    int open = 0;
    for (const auto& [cell, label] : cells) {
        const auto from = names.find(cell.attribute("source").value());
        const auto to = names.find(cell.attribute("target").value());
        if (from == names.end() || to == names.end()) {
            ++open;
            continue;
        }
        draft.inventory.flows.push_back({from->second, to->second, label, 0});
    }
    if (open > 0) {
        draft.remark("open-flow",
                     std::to_string(open) + " lines end at no named shape and were left out");
    }
}

void readDrawing(const EvidenceSource& source, EvidenceDraft& draft)
{
    draft.tool = "draw.io";
    draft.inventory.basis = InventoryBasis::Design;
    pugi::xml_document document;
    const pugi::xml_parse_result parsed = document.load_buffer(
        source.text().data(), source.text().size(), pugi::parse_default, pugi::encoding_utf8);
    if (!parsed) {
        draft.refuse("broken-xml", "the XML is broken: " + std::string(parsed.description()));
    }
    if (const pugi::xml_node model = document.child("mxGraphModel")) {
        readModel(model, draft);
    }
    for (const pugi::xml_node diagram : document.child("mxfile").children("diagram")) {
        if (const pugi::xml_node model = diagram.child("mxGraphModel")) {
            readModel(model, draft);
            continue;
        }
        const std::string xml = withoutPercent(inflated(fromBase64(diagram.text().get())));
        pugi::xml_document inner;
        if (xml.empty() ||
            !inner.load_buffer(xml.data(), xml.size(), pugi::parse_default, pugi::encoding_utf8)) {
            draft.refuse("packed",
                         "a page of the drawing cannot be unpacked, or is larger than 64 MiB");
        }
        readModel(inner.child("mxGraphModel"), draft);
    }
    if (draft.inventory.isEmpty()) {
        draft.remark("empty", "the drawing has no named shape");
    }
}

constexpr auto kReaders = std::to_array<EvidenceReader>({
    {"threat-dragon", "a model of Threat Dragon", recogniseDragon, readDragon, true},
    {"drawio", "a drawing of draw.io", recogniseDrawing, readDrawing},
});

} // namespace

std::span<const EvidenceReader> diagramReaders()
{
    return kReaders;
}

} // namespace netready
