// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "core/evidence/evidence_reader.h"
#include "core/evidence/read_number.h"

#include <algorithm>
#include <array>
#include <set>

namespace netready {

namespace {

// EOS and NX-OS: blocks by indentation. Only what decides about lossless classes is understood.

int recogniseSwitchText(const EvidenceSource& source)
{
    if (source.isJson()) {
        return 0;
    }
    const bool hasInterface =
        source.headHas("\ninterface ") || source.text().starts_with("interface ");
    const bool hasQuality = source.headHas("priority-flow-control") || source.headHas("qos") ||
                            source.headHas("hostname ");
    return hasInterface && hasQuality ? 80 : 0;
}

struct QosProfile
{
    bool isOn = false;
    std::set<int> lossless;
    std::set<int> marking;
    std::optional<double> mtu;
};

struct Block
{
    std::size_t indent = 0;
    std::string text;
};

class SwitchReader
{
public:
    explicit SwitchReader(EvidenceDraft& draft)
        : m_draft(draft)
    {}

    void readLine(std::string_view line, int number)
    {
        const std::size_t indent = line.find_first_not_of(" \t");
        const std::string_view text = trimmed(line);
        if (text.empty() || text.front() == '!') {
            return;
        }
        while (!m_blocks.empty() && m_blocks.back().indent >= indent) {
            m_blocks.pop_back();
        }
        take(text, wordsOf(text), number);
        m_blocks.push_back({indent, std::string(text)});
    }

    void finish()
    {
        InventoryNode node;
        node.name = m_name.empty() ? m_draft.options().observer : m_name;
        if (m_hasWatchdog) {
            node.saysWatchdog = true;
        }
        if (!m_dscp.empty()) {
            node.dscpToClass["global"] = m_dscp;
        }
        m_draft.inventory.observer = node.name;
        for (InventoryPort& port : m_draft.inventory.ports) {
            port.node = node.name;
            finishPort(port);
            m_draft.addSettings(port, node.name);
        }
        m_draft.inventory.nodes.push_back(std::move(node));
        if (m_unknown > 0) {
            m_draft.remark("not-understood",
                           std::to_string(m_unknown) +
                               " lines about quality of service were not understood",
                           m_firstUnknown);
        }
    }

private:
    [[nodiscard]] std::string_view outer(std::string_view start) const
    {
        for (const Block& block : m_blocks) {
            if (std::string_view(block.text).starts_with(start)) {
                return std::string_view(block.text).substr(start.size());
            }
        }
        return {};
    }

    InventoryPort* port()
    {
        return outer("interface ").empty() || m_draft.inventory.ports.empty()
                   ? nullptr
                   : &m_draft.inventory.ports.back();
    }

    void take(std::string_view text, const std::vector<std::string_view>& words, int number)
    {
        if (text.starts_with("hostname ") || text.starts_with("switchname ")) {
            m_name = words[1];
        } else if (text.starts_with("interface ") && words.size() > 1) {
            InventoryPort port;
            port.name = words[1];
            port.line = number;
            m_draft.inventory.ports.push_back(std::move(port));
            m_uses.push_back({});
        } else if (!takeGlobal(text, words) && !takeInBlock(text, words)) {
            if (contains(text, "priority-flow") || contains(text, "ecn") ||
                contains(text, "random-detect") || contains(text, "pfc")) {
                ++m_unknown;
                m_firstUnknown = m_firstUnknown == 0 ? number : m_firstUnknown;
            }
        }
    }

    bool takeGlobal(std::string_view text, const std::vector<std::string_view>& words)
    {
        if (text.starts_with("priority-flow-control pause watchdog") ||
            (text == "priority-flow-control watch-dog-interval on" && m_blocks.empty())) {
            m_hasWatchdog = true;
            return true;
        }
        // EOS: qos map dscp 26 to traffic-class 3
        if (text.starts_with("qos map dscp ") && words.size() >= 7 && words[4] == "to") {
            const auto from = readInteger(words[3]);
            const auto to = readInteger(words[6]);
            if (from && to && *from < 64 && *to < 16) {
                m_dscp[static_cast<int>(*from)] = static_cast<int>(*to);
            }
            return true;
        }
        // NX-OS: class-map … match dscp 26; policy-map … class NAME … set qos-group 3
        if (text.starts_with("match dscp ") && !outer("class-map type qos ").empty() &&
            words.size() > 2) {
            const auto value = readInteger(words[2]);
            const std::vector<std::string_view> header = wordsOf(outer("class-map type qos "));
            if (value && *value < 64 && !header.empty()) {
                m_classDscp[std::string(header.back())].insert(static_cast<int>(*value));
            }
            return true;
        }
        if (text.starts_with("set qos-group ") && words.size() > 2 && !outer("class ").empty()) {
            const auto group = readInteger(words[2]);
            const auto known = m_classDscp.find(std::string(trimmed(outer("class "))));
            if (group && *group < 16 && known != m_classDscp.end()) {
                for (const int dscp : known->second) {
                    m_dscp[dscp] = static_cast<int>(*group);
                }
            }
            return true;
        }
        return text.starts_with("match ") || text.starts_with("class-map") ||
               text.starts_with("policy-map") || text.starts_with("class ") || text == "system qos";
    }

    bool takeInBlock(std::string_view text, const std::vector<std::string_view>& words)
    {
        QosProfile* const profile = profileHere();
        InventoryPort* const at = port();
        if (text.starts_with("mtu ") && words.size() > 1) {
            const auto value = readNumber(words[1]);
            if (at != nullptr) {
                at->mtu = value;
            } else if (profile != nullptr) {
                profile->mtu = value;
            }
            return true;
        }
        if (text.starts_with("speed ") && words.size() > 1 && at != nullptr) {
            at->speed = speedOf(words[1]);
            return true;
        }
        if (text == "shutdown" && at != nullptr) {
            at->isEnabled = false;
            return true;
        }
        if (text.starts_with("pause pfc-cos ") && words.size() > 2 && profile != nullptr) {
            insert(profile->lossless, words[2]);
            profile->isOn = true;
            return true;
        }
        if (text.starts_with("random-detect") && contains(text, "ecn") && profile != nullptr) {
            profile->marking.insert(queueHere());
            return true;
        }
        if (text.starts_with("random-detect") || text.starts_with("uc-tx-queue") ||
            text.starts_with("qos trust") || text.starts_with("bandwidth ") ||
            text.starts_with("tx-queue")) {
            return true;
        }
        if (contains(text, "priority-flow-control")) {
            return takeFlowControl(text, words, profile, at);
        }
        if (at != nullptr &&
            (text.starts_with("service-profile ") || text.starts_with("service-policy "))) {
            m_uses.back().profiles.emplace_back(words.back());
            m_uses.back().profiles.emplace_back(words.size() > 2 ? words[words.size() - 2]
                                                                 : words.back());
            return true;
        }
        if (at == nullptr && text.starts_with("service-policy ")) {
            m_system.emplace_back(words.back());
            return true;
        }
        return false;
    }

    bool takeFlowControl(std::string_view text,
                         const std::vector<std::string_view>& words,
                         QosProfile* profile,
                         InventoryPort* at)
    {
        if (contains(text, "watch-dog") || contains(text, "watchdog")) {
            if (at != nullptr) {
                at->hasWatchdog = !text.starts_with("no ") && !text.ends_with(" off");
            }
            return true;
        }
        const bool isOff =
            text.starts_with("no ") || text.ends_with("mode off") || text.ends_with(" off");
        const bool isOn = text.ends_with("mode on") || text.ends_with("-control on");
        const bool isAuto = text.ends_with(" auto");
        if (contains(text, " no-drop") && words.size() > 2) {
            insert(at != nullptr        ? m_uses.back().own
                   : profile != nullptr ? profile->lossless
                                        : m_ignored,
                   words[2]);
            return true;
        }
        if (at != nullptr) {
            m_uses.back().isOff = isOff;
            m_uses.back().isOn = isOn;
            m_uses.back().isAuto = isAuto;
        } else if (profile != nullptr) {
            profile->isOn = isOn;
        }
        return isOff || isOn || isAuto;
    }

    QosProfile* profileHere()
    {
        for (const std::string_view start :
             {"qos profile ", "policy-map type network-qos ", "policy-map type queuing "}) {
            const std::string_view name = outer(start);
            if (!name.empty()) {
                return &m_profiles[std::string(trimmed(name))];
            }
        }
        return nullptr;
    }

    /// The queue of the block we are in; -1 if its name holds no number.
    [[nodiscard]] int queueHere() const
    {
        const std::string_view eos = outer("uc-tx-queue ");
        if (!eos.empty()) {
            return static_cast<int>(readInteger(eos).value_or(-1));
        }
        const std::string_view nexus = outer("class type queuing ");
        const std::size_t mark = nexus.rfind('q');
        return mark == std::string_view::npos
                   ? -1
                   : static_cast<int>(readInteger(nexus.substr(mark + 1)).value_or(-1));
    }

    static void insert(std::set<int>& into, std::string_view word)
    {
        const auto value = readInteger(word);
        if (value && *value >= 0 && *value < 8) {
            into.insert(static_cast<int>(*value));
        }
    }

    /// `400g-8`, `100g`, `100000` (Mb/s), `auto`.
    static std::optional<double> speedOf(std::string_view word)
    {
        const auto number = takeNumber(word);
        if (!number) {
            return std::nullopt;
        }
        return word.starts_with('g') || word.starts_with('G') ? *number * 1e9
               : word.empty()                                 ? std::optional(*number * 1e6)
                                                              : std::nullopt;
    }

    struct PortUse
    {
        std::vector<std::string> profiles;
        std::set<int> own;
        bool isOff = false;
        bool isOn = false;
        bool isAuto = false;
    };

    void finishPort(InventoryPort& port)
    {
        const auto index = static_cast<std::size_t>(&port - m_draft.inventory.ports.data());
        const PortUse& use = m_uses[index];
        std::set<int> lossless = use.own;
        std::set<int> marking;
        bool isOn = use.isOn;
        std::vector<std::string> names = use.profiles;
        names.insert(names.end(), m_system.begin(), m_system.end());
        for (const std::string& name : names) {
            const auto profile = m_profiles.find(name);
            if (profile != m_profiles.end()) {
                lossless.insert(profile->second.lossless.begin(), profile->second.lossless.end());
                marking.insert(profile->second.marking.begin(), profile->second.marking.end());
                isOn = isOn || profile->second.isOn;
            }
        }
        if (use.isAuto) {
            return; // negotiated: not known from here
        }
        if (use.isOff || !isOn) {
            lossless.clear();
        }
        port.losslessClasses = std::vector<int>(lossless.begin(), lossless.end());
        port.ecnQueues = std::vector<int>(marking.begin(), marking.end());
        if (!port.hasWatchdog) {
            port.hasWatchdog = m_hasWatchdog && !lossless.empty();
        }
        if (!m_dscp.empty()) {
            port.dscpMap = "global";
        }
    }

    EvidenceDraft& m_draft;
    std::string m_name;
    std::vector<Block> m_blocks;
    std::map<std::string, QosProfile> m_profiles;
    std::vector<PortUse> m_uses; ///< as the ports
    std::vector<std::string> m_system;
    std::map<std::string, std::set<int>> m_classDscp;
    std::map<int, int> m_dscp;
    std::set<int> m_ignored;
    bool m_hasWatchdog = false;
    int m_unknown = 0;
    int m_firstUnknown = 0;
};

void readSwitchText(const EvidenceSource& source, EvidenceDraft& draft)
{
    draft.tool = "switch configuration";
    draft.inventory.basis = InventoryBasis::Configured;
    SwitchReader reader(draft);
    WholeLines lines(source, draft);
    while (lines.next()) {
        reader.readLine(lines.text(), lines.number());
    }
    reader.finish();
}

constexpr auto kReaders = std::to_array<EvidenceReader>(
    {{"switch-config", "a configuration of EOS or NX-OS", recogniseSwitchText, readSwitchText}});

} // namespace

std::span<const EvidenceReader> switchTextReaders()
{
    return kReaders;
}

} // namespace netready
