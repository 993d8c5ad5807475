// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "core/evidence/evidence_reader.h"
#include "core/evidence/read_number.h"

#include <algorithm>
#include <array>

namespace netready {

namespace {

// `show lldp neighbors` of EOS and NX-OS: a table whose columns start where the header's do.

struct Layout
{
    std::size_t local = std::string_view::npos;
    std::size_t device = std::string_view::npos;
    std::size_t port = std::string_view::npos;
    int line = -1;
};

/// The header line of the table; line -1 if there is none.
Layout layoutOf(const EvidenceSource& source)
{
    const std::size_t most = std::min<std::size_t>(source.lines().size(), 200);
    for (std::size_t i = 0; i < most; ++i) {
        const std::string_view line = source.lines()[i];
        Layout layout;
        layout.line = static_cast<int>(i);
        // EOS: "Port Neighbor Device ID Neighbor Port ID TTL"
        layout.device = line.find("Neighbor Device ID");
        layout.port = line.find("Neighbor Port ID");
        layout.local = 0;
        if (line.starts_with("Port") && layout.device < layout.port &&
            layout.port != std::string_view::npos) {
            return layout;
        }
        // NX-OS: "Device ID Local Intf Hold-time Capability Port ID"
        layout.device = line.find("Device ID");
        layout.local = line.find("Local Intf");
        layout.port = line.rfind("Port ID");
        if (layout.device == 0 && layout.local != std::string_view::npos &&
            layout.port != std::string_view::npos && layout.local < layout.port) {
            return layout;
        }
    }
    return {};
}

int recogniseSwitchLldp(const EvidenceSource& source)
{
    return layoutOf(source).line >= 0 ? 85 : 0;
}

/// `Eth1/1` and `Et1/1` mean Ethernet1/1.
std::string fullName(std::string_view port)
{
    for (const std::string_view prefix : {"Eth", "Et"}) {
        if (port.starts_with(prefix) && port.size() > prefix.size() && port[prefix.size()] >= '0' &&
            port[prefix.size()] <= '9') {
            return "Ethernet" + std::string(port.substr(prefix.size()));
        }
    }
    return std::string(port);
}

/// The device that a prompt such as `leaf1# show lldp neighbors` names.
std::string promptName(const EvidenceSource& source)
{
    for (std::size_t i = 0; i < std::min<std::size_t>(source.lines().size(), 200); ++i) {
        const std::string_view line = source.lines()[i];
        const std::size_t end = line.find_first_of("#>");
        if (end != std::string_view::npos && end > 0 && contains(line.substr(end), "show lldp") &&
            line.substr(0, end).find(' ') == std::string_view::npos) {
            std::string_view name = line.substr(0, end);
            return std::string(name.substr(0, name.find('(')));
        }
    }
    return {};
}

void readSwitchLldp(const EvidenceSource& source, EvidenceDraft& draft)
{
    const Layout layout = layoutOf(source);
    if (layout.line < 0) {
        draft.refuse("layout", "the table of neighbours has no header line that names its columns");
    }
    draft.tool = "show lldp neighbors";
    draft.inventory.basis = InventoryBasis::Observed;
    std::string observer =
        draft.options().observer.empty() ? promptName(source) : draft.options().observer;
    if (observer.empty()) {
        observer = source.stem();
        draft.inventory.isGuessed = true;
        draft.remark("observer-guessed",
                     "the file does not say which device was asked; " + inQuotes(observer) +
                         " is taken from its name");
    }
    draft.inventory.observer = observer;
    std::string wrapped; ///< a long name that stands alone on its line
    WholeLines lines(source, draft, static_cast<std::size_t>(layout.line) + 1);
    while (lines.next()) {
        const std::string_view line = lines.text();
        std::vector<std::string_view> words = wordsOf(line);
        if (words.empty() || line.starts_with("---") || line.starts_with("Total entries") ||
            line.starts_with("Capability") || line.starts_with('(')) {
            continue;
        }
        if (words.size() == 1 && layout.device == 0) {
            wrapped = words[0];
            continue;
        }
        std::string device;
        std::string local;
        if (layout.device == 0) { // NX-OS: device, local, hold time, capabilities, port
            const bool isWrapped = line.front() == ' ' && !wrapped.empty();
            const std::size_t first = isWrapped ? 0 : 1;
            if (words.size() < first + 3 || !readInteger(words[first + 1])) {
                continue;
            }
            device = isWrapped ? wrapped : std::string(words[0]);
            local = words[first];
        } else { // EOS: local, device, port, time to live
            if (words.size() < 4 || !readInteger(words.back())) {
                continue;
            }
            local = words[0];
            device = words[1];
            words.pop_back();
        }
        wrapped.clear();
        InventoryLink link;
        link.a = {observer, fullName(local)};
        link.b = {device, fullName(words.back())};
        link.line = lines.number();
        draft.inventory.links.push_back(std::move(link));
    }
    InventoryNode node;
    node.name = observer;
    draft.inventory.nodes.push_back(std::move(node));
    draft.add({.metric = "topo.links",
               .value = static_cast<double>(draft.inventory.links.size()),
               .stat = EvidenceStat::Sum,
               .scope = {EvidenceScopeKind::Node, observer},
               .conditions = {{"seen by", "LLDP"}},
               .samples = static_cast<std::int64_t>(draft.inventory.links.size())});
}

constexpr auto kReaders = std::to_array<EvidenceReader>(
    {{"lldp-switch", "neighbours from a switch as text", recogniseSwitchLldp, readSwitchLldp}});

} // namespace

std::span<const EvidenceReader> lldpSwitchReaders()
{
    return kReaders;
}

} // namespace netready
