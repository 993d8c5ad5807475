// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "core/evidence/evidence_reader.h"
#include "core/evidence/read_number.h"

#include <algorithm>
#include <array>
#include <set>

namespace netready {

namespace {

constexpr std::array<std::string_view, 6> kTables = {
    "PORT", "DEVICE_METADATA", "PORT_QOS_MAP", "PFC_WD", "QUEUE", "WRED_PROFILE"};

/// The document, or the one member that wraps it.
JsonValue configOf(JsonValue root)
{
    const auto isConfig = [](JsonValue value) {
        return value["PORT"].isMap() || value["DEVICE_METADATA"].isMap() ||
               value["PORT_QOS_MAP"].isMap();
    };
    if (isConfig(root)) {
        return root;
    }
    for (const JsonValue child : root) {
        if (isConfig(child)) {
            return child;
        }
    }
    return {};
}

/// True for a dump of a database whose keys join table and entry.
bool isFlat(JsonValue root, std::string_view separator)
{
    int hits = 0;
    for (const JsonValue child : root) {
        for (const std::string_view table : kTables) {
            hits += child.key().starts_with(std::string(table) + std::string(separator)) ? 1 : 0;
        }
        if (hits > 2) {
            return true;
        }
    }
    return false;
}

int recogniseSonic(const EvidenceSource& source)
{
    if (configOf(source.root())) {
        return 90;
    }
    return isFlat(source.root(), "|") || isFlat(source.root(), ":") ||
                   contains(source.head().substr(0, 4096), "_TABLE:")
               ? 60
               : 0;
}

/// `[DSCP_TO_TC_MAP|AZURE]` and `AZURE` name the same map.
std::string nameOf(std::string text)
{
    if (text.starts_with('[') && text.ends_with(']')) {
        text = text.substr(1, text.size() - 2);
        text = text.substr(text.find('|') + 1);
    }
    return text;
}

/// `3,4` and `3-4`.
std::vector<int> numbersOf(std::string_view text)
{
    std::set<int> numbers;
    for (const std::string_view part : split(text, ',')) {
        const std::size_t dash = part.find('-');
        const auto low = readInteger(part.substr(0, dash));
        const auto high = dash == std::string_view::npos ? low : readInteger(part.substr(dash + 1));
        if (low && high && *low >= 0 && *high < 64) {
            for (std::int64_t i = *low; i <= *high; ++i) {
                numbers.insert(static_cast<int>(i));
            }
        }
    }
    return {numbers.begin(), numbers.end()};
}

std::map<int, int> mapOf(JsonValue entries)
{
    std::map<int, int> map;
    for (const JsonValue entry : entries) {
        const auto from = readInteger(entry.key());
        const auto to = entry.integer();
        if (from && to && *from >= 0 && *from < 256 && *to >= 0 && *to < 256) {
            map[static_cast<int>(*from)] = static_cast<int>(*to);
        }
    }
    return map;
}

/// An entry of a table, found under its key or in a list of keys such as `Ethernet0,Ethernet4`.
JsonValue entryOf(JsonValue table, const std::string& name)
{
    if (const JsonValue direct = table[name]) {
        return direct;
    }
    for (const JsonValue entry : table) {
        const std::string key = entry.key();
        for (const std::string_view part : split(key, ',')) {
            if (part == name) {
                return entry;
            }
        }
    }
    return {};
}

class ConfigReader
{
public:
    ConfigReader(JsonValue config, EvidenceDraft& draft)
        : m_config(config)
        , m_draft(draft)
        , m_hasPriorities(config.has("PORT_QOS_MAP"))
        , m_hasQueues(config.has("QUEUE"))
    {}

    void read()
    {
        readNode();
        for (const JsonValue port : m_config["PORT"]) {
            m_draft.step(m_draft.inventory.ports.size(), 0);
            readPort(port);
        }
        readNeighbours();
        if (m_draft.inventory.ports.empty()) {
            m_draft.remark("no-ports",
                           "the configuration has no table PORT, so its ports are not known");
        }
    }

private:
    void readNode()
    {
        const JsonValue self = m_config["DEVICE_METADATA"]["localhost"];
        InventoryNode node;
        node.name = self["hostname"].text();
        if (node.name.empty()) {
            node.name = m_draft.options().observer;
            m_draft.remark("no-hostname", "the configuration does not name its device");
        }
        node.role = self["type"].text();
        node.model = self["hwsku"].text();
        node.strongId = self["mac"].text();
        node.line = self.line();
        if (const JsonValue flag = self["default_pfcwd_status"]) {
            node.saysWatchdog = flag.text() == "enable";
        }
        for (const JsonValue map : m_config["DSCP_TO_TC_MAP"]) {
            node.dscpToClass[map.key()] = mapOf(map);
        }
        m_name = node.name;
        m_draft.inventory.observer = m_name;
        m_draft.toolVersion = m_config["VERSIONS"]["DATABASE"]["VERSION"].text();
        m_draft.inventory.nodes.push_back(std::move(node));
    }

    void readPort(JsonValue entry)
    {
        InventoryPort port;
        port.node = m_name;
        port.name = entry.key();
        port.line = entry.line();
        if (const auto speed = entry["speed"].number(); speed && *speed > 0) {
            port.speed = *speed * 1e6;
        }
        if (const auto mtu = entry["mtu"].number(); mtu && *mtu > 0) {
            port.mtu = mtu;
        }
        port.fec = entry["fec"].text();
        if (const JsonValue status = entry["admin_status"]) {
            port.isEnabled = status.text() == "up";
        }
        readPriorities(port);
        readQueues(port);
        const JsonValue watchdog = entryOf(m_config["PFC_WD"], port.name);
        port.hasWatchdog = watchdog.isMap() && watchdog.has("detection_time");
        m_draft.addSettings(port, m_name);
        m_draft.inventory.ports.push_back(std::move(port));
    }

    void readPriorities(InventoryPort& port)
    {
        JsonValue qos = entryOf(m_config["PORT_QOS_MAP"], port.name);
        if (!qos) {
            qos = m_config["PORT_QOS_MAP"]["global"];
        }
        if (m_hasPriorities) {
            port.losslessClasses = numbersOf(qos["pfc_enable"].text());
        }
        port.dscpMap = nameOf(qos["dscp_to_tc_map"].text());
    }

    /// Queues of the port whose profile marks.
    void readQueues(InventoryPort& port)
    {
        if (!m_hasQueues) {
            return;
        }
        std::set<int> marking;
        if (m_queues.empty()) {
            sortQueues();
        }
        for (const JsonValue entry : m_queues[port.name]) {
            const JsonValue profile =
                m_config["WRED_PROFILE"][nameOf(entry["wred_profile"].text())];
            const std::string ecn = profile["ecn"].text();
            if (!ecn.empty() && ecn != "ecn_none") {
                const std::string key = entry.key();
                const std::vector<int> numbers =
                    numbersOf(std::string_view(key).substr(key.rfind('|') + 1));
                marking.insert(numbers.begin(), numbers.end());
            }
        }
        port.ecnQueues = std::vector<int>(marking.begin(), marking.end());
    }

    void sortQueues()
    {
        for (const JsonValue entry : m_config["QUEUE"]) {
            const std::string key = entry.key();
            const std::size_t bar = key.rfind('|');
            if (bar == std::string::npos) {
                continue;
            }
            for (const std::string_view name : split(std::string_view(key).substr(0, bar), ',')) {
                m_queues[std::string(name)].push_back(entry);
            }
        }
    }

    void readNeighbours()
    {
        for (const JsonValue entry : m_config["DEVICE_NEIGHBOR"]) {
            InventoryLink link;
            link.a = {m_name, entry.key()};
            link.b = {entry["name"].text(), entry["port"].text()};
            link.status = "documented on the device";
            link.line = entry.line();
            if (!link.b.node.empty()) {
                m_draft.inventory.links.push_back(std::move(link));
            }
        }
    }

    JsonValue m_config;
    EvidenceDraft& m_draft;
    bool m_hasPriorities;
    bool m_hasQueues;
    std::string m_name;
    std::map<std::string, std::vector<JsonValue>> m_queues;
};

void readSonic(const EvidenceSource& source, EvidenceDraft& draft)
{
    const JsonValue config = configOf(source.root());
    if (!config) {
        draft.refuse("other-database",
                     "this is a dump of a running SONiC database, not config_db.json; export it "
                     "with show runningconfiguration all");
    }
    draft.tool = "SONiC";
    draft.inventory.basis = InventoryBasis::Configured;
    ConfigReader(config, draft).read();
}

constexpr auto kReaders = std::to_array<EvidenceReader>(
    {{"sonic-config", "a SONiC configuration", recogniseSonic, readSonic, true}});

} // namespace

std::span<const EvidenceReader> sonicReaders()
{
    return kReaders;
}

} // namespace netready
