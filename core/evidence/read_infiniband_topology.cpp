// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "core/evidence/evidence_reader.h"
#include "core/evidence/infiniband.h"
#include "core/evidence/read_number.h"
#include "core/evidence/time_text.h"

#include <algorithm>
#include <array>
#include <map>

namespace netready {

namespace {

struct Seen
{
    std::string id; ///< GUID
    std::string name;
    bool isSwitch = false;
    int line = 0;
};

/// Puts ends together to nodes and links; names clash, ids do not.
class FabricWriter
{
public:
    explicit FabricWriter(EvidenceDraft& draft)
        : m_draft(draft)
    {}

    void addNode(const Seen& seen)
    {
        auto& known = m_nodes[seen.id];
        if (known.id.empty() || (known.name.empty() && !seen.name.empty())) {
            const bool wasSwitch = known.isSwitch;
            known = seen;
            known.isSwitch = known.isSwitch || wasSwitch;
        }
        known.isSwitch = known.isSwitch || seen.isSwitch; // a port list shows it by its later ports
    }

    /// One end of a link as one line tells it; the same link comes from both sides.
    void addEnd(const std::string& id,
                int port,
                const std::string& peer,
                int peerPort,
                std::optional<int> lanes,
                const std::string& generation,
                int line)
    {
        InventoryLink link;
        link.a = {id, std::to_string(port)};
        link.b = {peer, std::to_string(peerPort)};
        if (link.b < link.a) {
            std::swap(link.a, link.b);
        }
        link.lanes = lanes;
        link.generation = generation;
        link.speed = lanes ? infinibandSpeed(generation, *lanes) : std::nullopt;
        link.line = line;
        const auto [known, isNew] = m_links.emplace(std::pair(link.a, link.b), link);
        if (!isNew) {
            ++m_both;
        }
    }

    void finish()
    {
        std::map<std::string, int> named;
        for (const auto& [id, seen] : m_nodes) {
            ++named[seen.name];
        }
        std::size_t hosts = 0;
        std::size_t switches = 0;
        for (const auto& [id, seen] : m_nodes) {
            const bool isHelper =
                contains(seen.name, "Aggregation Node") || contains(seen.name, "SHARP");
            (seen.isSwitch ? switches : hosts) += isHelper ? 0U : 1U;
            InventoryNode node;
            node.name = nameOf(id, named);
            node.strongId = id;
            node.role = seen.isSwitch ? "switch" : isHelper ? "aggregation" : "host";
            node.line = seen.line;
            m_draft.inventory.nodes.push_back(std::move(node));
            if (named[seen.name] > 1 && !seen.name.empty()) {
                m_draft.remark("name-clash",
                               std::to_string(named[seen.name]) + " nodes are called " +
                                   inQuotes(seen.name) + ", so their ids were added",
                               seen.line);
            }
        }
        for (auto& [ends, link] : m_links) {
            InventoryLink renamed = link;
            renamed.a.node = nameOf(link.a.node, named);
            renamed.b.node = nameOf(link.b.node, named);
            const EvidenceScope scope{EvidenceScopeKind::Link,
                                      renamed.a.node + ":" + renamed.a.port + " - " +
                                          renamed.b.node + ":" + renamed.b.port};
            std::map<std::string, std::string> conditions;
            if (!link.generation.empty()) {
                conditions["generation"] = link.generation;
            }
            m_draft.add({.metric = "link.speed",
                         .value = link.speed,
                         .stat = EvidenceStat::Last,
                         .line = link.line,
                         .scope = scope,
                         .conditions = conditions});
            m_draft.add({.metric = "link.width",
                         .value = link.lanes ? std::optional<double>(*link.lanes) : std::nullopt,
                         .stat = EvidenceStat::Last,
                         .line = link.line,
                         .scope = scope,
                         .conditions = conditions});
            m_draft.inventory.links.push_back(std::move(renamed));
        }
        if (m_both < m_links.size()) {
            m_draft.doubt(EvidenceQuality::B,
                          "one-sided",
                          std::to_string(m_links.size() - m_both) +
                              " links are told by one side only, so the file may be cut");
        }
        const EvidenceScope fabric{EvidenceScopeKind::Fabric, ""};
        const auto count = [&](std::string_view metric, std::size_t value, const char* what) {
            m_draft.add({.metric = metric,
                         .value = static_cast<double>(value),
                         .stat = EvidenceStat::Sum,
                         .scope = fabric,
                         .conditions = {{"of", what}},
                         .samples = static_cast<std::int64_t>(m_links.size())});
        };
        count("topo.nodes", switches, "switches");
        count("topo.nodes", hosts, "hosts");
        count("topo.links", m_links.size(), "links");
    }

    [[nodiscard]] bool isEmpty() const { return m_nodes.empty(); }

private:
    /// The description, with its id where two share it or it is the default of the adapter.
    std::string nameOf(const std::string& id, const std::map<std::string, int>& named)
    {
        const auto seen = m_nodes.find(id);
        if (seen == m_nodes.end() || seen->second.name.empty()) {
            return id;
        }
        const std::string& name = seen->second.name;
        const auto count = named.find(name);
        const bool isDefault = name.starts_with("MT") && contains(name, "ConnectX");
        return isDefault || (count != named.end() && count->second > 1) ? name + " " + id : name;
    }

    EvidenceDraft& m_draft;
    std::map<std::string, Seen> m_nodes;
    std::map<std::pair<InventoryEnd, InventoryEnd>, InventoryLink> m_links;
    std::size_t m_both = 0;
};

int recogniseDiscover(const EvidenceSource& source)
{
    if (source.headHas("# Topology file: generated")) {
        return 90;
    }
    return source.headHas("switchguid=0x") && source.headHas("Switch\t") ? 85 : 0;
}

std::string_view quotedPart(std::string_view text)
{
    return between(text, "\"", "\"");
}

/// ibnetdiscover in records: a node line, then a line for each port.
class DiscoverReader
{
public:
    explicit DiscoverReader(EvidenceDraft& draft)
        : m_draft(draft)
        , m_writer(draft)
    {}

    void readLine(std::string_view line, int number)
    {
        if (line.starts_with("# Topology file: generated on ")) {
            m_draft.capturedAt = isoTime(line.substr(30));
        } else if (line.starts_with("Switch") || line.starts_with("Ca")) {
            Seen seen;
            seen.id = idOf(quotedPart(line));
            seen.isSwitch = line.starts_with("Switch");
            seen.name = quotedPart(line.substr(std::min(line.find('#'), line.size())));
            seen.line = number;
            if (!seen.id.empty()) {
                m_self = seen.id;
                m_writer.addNode(seen);
            }
        } else if (line.starts_with('[')) {
            readPort(line, number);
        }
    }

    void finish()
    {
        if (m_writer.isEmpty()) {
            m_draft.refuse("no-nodes", "the file has no node of a fabric");
        }
        m_writer.finish();
    }

private:
    /// `S-0000000000200003` → the GUID behind the kind.
    static std::string idOf(std::string_view text)
    {
        return std::string(text.substr(
            text.find('-') == std::string_view::npos ? text.size() : text.find('-') + 1));
    }

    void readPort(std::string_view line, int number)
    {
        const auto port = readInteger(between(line, "[", "]"));
        const std::string_view peer = quotedPart(line);
        const std::size_t afterPeer = line.find(peer) + peer.size();
        const auto peerPort =
            readInteger(between(line.substr(std::min(afterPeer, line.size())), "[", "]"));
        const std::size_t comment = line.find('#');
        if (!port || !peerPort || peer.empty() || comment == std::string_view::npos ||
            m_self.empty()) {
            m_draft.doubt(EvidenceQuality::B,
                          "odd-line",
                          "a line of a port does not name both ends and was left out",
                          number);
            return;
        }
        const std::vector<std::string_view> words = wordsOf(line.substr(comment));
        std::optional<int> lanes;
        std::string generation;
        if (!words.empty()) {
            splitRate(words.back(), lanes, generation);
        }
        m_writer.addEnd(m_self,
                        static_cast<int>(*port),
                        idOf(peer),
                        static_cast<int>(*peerPort),
                        lanes,
                        generation,
                        number);
    }

    EvidenceDraft& m_draft;
    FabricWriter m_writer;
    std::string m_self;
};

void readDiscover(const EvidenceSource& source, EvidenceDraft& draft)
{
    draft.tool = "ibnetdiscover";
    draft.inventory.basis = InventoryBasis::Observed;
    DiscoverReader reader(draft);
    WholeLines lines(source, draft);
    while (lines.next()) {
        reader.readLine(lines.text(), lines.number());
    }
    reader.finish();
}

bool isPortLine(std::string_view line)
{
    const std::vector<std::string_view> words = wordsOf(line);
    return words.size() > 6 && (words[0] == "CA" || words[0] == "SW" || words[0] == "RT") &&
           words[3].starts_with("0x") && (words[4].ends_with('x') || words[4] == "???");
}

int recognisePortList(const EvidenceSource& source)
{
    const std::size_t most = std::min<std::size_t>(source.lines().size(), 20);
    int hits = 0;
    for (std::size_t i = 0; i < most; ++i) {
        hits += isPortLine(source.lines()[i]) ? 1 : 0;
    }
    return hits > 0 ? 85 : 0;
}

/// `ibnetdiscover -p`: one line an end, by port GUID; the node is known by its LID.
void readPortList(const EvidenceSource& source, EvidenceDraft& draft)
{
    draft.tool = "ibnetdiscover -p";
    draft.inventory.basis = InventoryBasis::Observed;
    FabricWriter writer(draft);
    WholeLines lines(source, draft);
    while (lines.next()) {
        const int number = lines.number();
        const std::string_view line = lines.text();
        if (!isPortLine(line)) {
            continue;
        }
        const std::vector<std::string_view> words = wordsOf(line);
        Seen self;
        self.id = words[3].substr(2);
        self.isSwitch = words[0] == "SW";
        self.line = number;
        const std::size_t open = line.find("( ");
        const std::string_view names =
            open == std::string_view::npos ? std::string_view() : line.substr(open);
        const std::size_t middle = names.find("' - '");
        if (words.size() > 9 && words[6] == "-" && middle != std::string_view::npos) {
            Seen peer;
            peer.isSwitch = words[7] == "SW";
            peer.id =
                words.size() > 10
                    ? std::string(words[10].substr(std::min<std::size_t>(2, words[10].size())))
                    : std::string();
            self.name = names.substr(3, middle - 3);
            peer.name = between(names.substr(middle + 4), "'", "'");
            peer.line = number;
            const auto port = readInteger(words[2]);
            const auto peerPort = readInteger(words[9]);
            std::optional<int> lanes;
            std::string generation;
            splitRate(std::string(words[4]) + std::string(words[5]), lanes, generation);
            if (port && peerPort && !peer.id.empty()) {
                writer.addNode(self);
                writer.addNode(peer);
                writer.addEnd(self.id,
                              static_cast<int>(*port),
                              peer.id,
                              static_cast<int>(*peerPort),
                              lanes,
                              generation,
                              number);
            }
        } else {
            self.name = between(line, "'", "'");
            writer.addNode(self);
        }
    }
    writer.finish();
}

bool isInfoLine(std::string_view line)
{
    return contains(line, "==(") && contains(line, ")==>");
}

int recogniseLinkInfo(const EvidenceSource& source)
{
    return isInfoLine(source.head()) && (source.headHas("Gbps") || source.headHas("Down/")) ? 90
                                                                                            : 0;
}

/// iblinkinfo, in blocks of a node or with the node in each line (`-l`).
class LinkInfoReader
{
public:
    explicit LinkInfoReader(EvidenceDraft& draft)
        : m_writer(draft)
    {}

    void readLine(std::string_view line, int number)
    {
        if (line.starts_with("CA: ") || line.starts_with("Switch: ")) {
            m_isSwitch = line.starts_with("Switch");
            const std::string_view rest = trimmed(line.substr(line.find(':') + 1));
            m_id = m_isSwitch ? std::string(rest.substr(0, rest.find(' '))) : std::string();
            const std::string_view name =
                m_isSwitch ? trimmed(rest.substr(std::min(rest.find(' '), rest.size()))) : rest;
            m_name = name.substr(0, name.rfind(':'));
            return;
        }
        if (!isInfoLine(line)) {
            return;
        }
        readPort(line, number);
    }

    void finish() { m_writer.finish(); }

private:
    void readPort(std::string_view line, int number)
    {
        const std::string_view before = line.substr(0, line.find("==("));
        const std::string_view middle = between(line, "==(", ")==>");
        const std::string_view after = line.substr(line.find(")==>") + 4);
        Seen self;
        self.line = number;
        std::string_view numbers = before;
        const std::string_view quoted = quotedPart(before);
        if (!quoted.empty()) { // -l
            self.id = wordsOf(before)[0];
            self.name = trimmed(quoted);
            numbers = before.substr(before.rfind('"') + 1);
        } else {
            const std::vector<std::string_view> words = wordsOf(before);
            self.id = !m_isSwitch && !words.empty() && words[0].starts_with("0x")
                          ? std::string(words[0])
                          : m_id;
            self.name = m_name;
        }
        const std::vector<std::string_view> words = wordsOf(numbers.substr(0, numbers.find('[')));
        const std::vector<std::string_view> peerWords = wordsOf(after.substr(0, after.find('[')));
        Seen peer;
        peer.name = quotedPart(after);
        peer.line = number;
        const auto port = words.empty() ? std::nullopt : readInteger(words.back());
        const auto peerPort = peerWords.empty() ? std::nullopt : readInteger(peerWords.back());
        // Blocks do not give the peer's GUID, so there the node is known by its LID.
        const std::string lid =
            words.size() > 1 ? std::string(words[words.size() - 2]) : std::string();
        const std::string peerLid =
            peerWords.size() > 1 ? std::string(peerWords[peerWords.size() - 2]) : std::string();
        if (quoted.empty()) {
            self.id = "lid " + lid;
            peer.id = "lid " + peerLid;
        } else if (peerWords.size() > 2) {
            peer.id = peerWords[0];
        }
        if (!port || !peerPort || peer.name.empty() || contains(middle, "Down")) {
            return;
        }
        self.isSwitch = quoted.empty() ? m_isSwitch : !isHostName(self.name, *port);
        const std::vector<std::string_view> rate = wordsOf(middle);
        std::optional<int> lanes;
        std::string generation;
        if (rate.size() > 1 && (rate[0].ends_with('X') || rate[0].ends_with('x'))) {
            const auto width = readInteger(rate[0].substr(0, rate[0].size() - 1));
            const auto lane = readNumber(rate[1]);
            if (width && *width > 0 && *width <= 12 && lane) {
                lanes = static_cast<int>(*width);
                generation = infinibandGeneration(*lane * 1e9);
            }
        }
        m_writer.addNode(self);
        m_writer.addEnd(self.id,
                        static_cast<int>(*port),
                        peer.id,
                        static_cast<int>(*peerPort),
                        lanes,
                        generation,
                        number);
    }

    /// In the line form only the count of a node's lines tells switches from hosts; a node seen
    /// with a port above 2 is a switch.
    bool isHostName(const std::string& name, std::int64_t port)
    {
        auto& most = m_mostPort[name];
        most = std::max(most, port);
        return most <= 2;
    }

    FabricWriter m_writer;
    bool m_isSwitch = false;
    std::string m_id;
    std::string m_name;
    std::map<std::string, std::int64_t> m_mostPort;
};

void readLinkInfo(const EvidenceSource& source, EvidenceDraft& draft)
{
    draft.tool = "iblinkinfo";
    draft.inventory.basis = InventoryBasis::Observed;
    LinkInfoReader reader(draft);
    WholeLines lines(source, draft);
    while (lines.next()) {
        reader.readLine(lines.text(), lines.number());
    }
    reader.finish();
}

constexpr auto kReaders = std::to_array<EvidenceReader>({
    {"ibnetdiscover", "a fabric from ibnetdiscover", recogniseDiscover, readDiscover},
    {"ibnetdiscover-ports", "ports from ibnetdiscover -p", recognisePortList, readPortList},
    {"iblinkinfo", "links from iblinkinfo", recogniseLinkInfo, readLinkInfo},
});

} // namespace

std::optional<double> infinibandSpeed(std::string_view generation, int lanes)
{
    struct Lane
    {
        std::string_view name;
        double gigabits; ///< of data on one lane
    };
    static constexpr auto kLanes = std::to_array<Lane>({{"SDR", 2},
                                                        {"DDR", 4},
                                                        {"QDR", 8},
                                                        {"FDR10", 10},
                                                        {"FDR", 14},
                                                        {"EDR", 25},
                                                        {"HDR", 50},
                                                        {"NDR", 100},
                                                        {"XDR", 200}});
    for (const Lane& lane : kLanes) {
        if (generation == lane.name) {
            return lane.gigabits * lanes * 1e9;
        }
    }
    return std::nullopt;
}

std::string infinibandGeneration(double laneSignal)
{
    struct Signal
    {
        double gigabits; ///< as iblinkinfo prints a lane
        std::string_view name;
    };
    static constexpr auto kSignals = std::to_array<Signal>({{2.5, "SDR"},
                                                            {5.0, "DDR"},
                                                            {10.0, "QDR"},
                                                            {14.0625, "FDR"},
                                                            {25.78125, "EDR"},
                                                            {53.125, "HDR"},
                                                            {106.25, "NDR"},
                                                            {212.5, "XDR"}});
    for (const Signal& signal : kSignals) {
        if (laneSignal > signal.gigabits * 0.97e9 && laneSignal < signal.gigabits * 1.03e9) {
            return std::string(signal.name);
        }
    }
    return {};
}

void splitRate(std::string_view text, std::optional<int>& lanes, std::string& generation)
{
    const std::size_t mark = text.find('x');
    const auto width =
        mark == std::string_view::npos ? std::nullopt : readInteger(text.substr(0, mark));
    if (width && *width > 0 && *width <= 12) {
        lanes = static_cast<int>(*width);
        generation = text.substr(mark + 1);
    }
}

std::span<const EvidenceReader> infinibandTopologyReaders()
{
    return kReaders;
}

} // namespace netready
