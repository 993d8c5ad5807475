// SPDX-License-Identifier: Apache-2.0
#include "core/evidence/inventory_figures.h"

#include "core/base/sha256.h"
#include "core/base/text.h"
#include "core/evidence/evidence_source.h"

#include <algorithm>
#include <map>
#include <set>

namespace netready {

namespace {

enum class DeviceKind
{
    Unknown,
    Switch,
    Host
};

bool hasAny(const std::string& text, std::initializer_list<std::string_view> words)
{
    return std::any_of(
        words.begin(), words.end(), [&](std::string_view word) { return contains(text, word); });
}

DeviceKind kindOf(const std::string& text)
{
    const std::string lower = lowered(text);
    if (hasAny(lower, {"leaf", "spine", "switch", "core", "tor", "router"})) {
        return DeviceKind::Switch;
    }
    return hasAny(lower, {"gpu", "host", "server", "node", "compute", "storage", "dgx", "hgx"})
               ? DeviceKind::Host
               : DeviceKind::Unknown;
}

bool isDataPort(const InventoryPort& port)
{
    const std::string name = lowered(port.name);
    return port.isEnabled.value_or(true) && !name.starts_with("mgmt") &&
           !name.starts_with("management") && !name.starts_with("lo") && name != "eth0" &&
           !name.starts_with("vlan") && !name.starts_with("bmc") && !name.starts_with("ipmi");
}

struct Uplinks
{
    int down = 0;
    int up = 0;
    std::optional<double> downSpeed;
    std::optional<double> upSpeed;
    const EvidenceResult* source = nullptr;
    int line = 0;
};

/// Figures of all inventories of one basis.
class Figures
{
public:
    Figures(std::span<const EvidenceResult> results, InventoryBasis basis)
        : m_basis(basis)
    {
        for (const EvidenceResult& result : results) {
            for (const InventoryNode& node : result.inventory.nodes) {
                const std::string name = lowered(node.name);
                const DeviceKind kind = kindOf(node.role);
                DeviceKind& known = m_kinds[name];
                known = known == DeviceKind::Unknown ? kind : known;
                if (node.gpus.value_or(0) > 0 || contains(lowered(node.role), "gpu")) {
                    m_gpuRacks.insert(node.rack);
                }
            }
            if (!result.isRefused() && result.inventory.basis == basis) {
                m_results.push_back(&result);
            }
        }
        m_gpuRacks.erase("");
    }

    std::vector<EvidenceRecord> run()
    {
        writeTopology();
        for (const EvidenceResult* result : m_results) {
            writePorts(*result);
        }
        writeRacks();
        return std::move(m_records);
    }

private:
    void add(const EvidenceResult& source,
             std::string_view metric,
             double value,
             const EvidenceScope& scope,
             int line)
    {
        EvidenceRecord record;
        record.fileSha256 = source.fileSha256;
        record.fileName = source.inventory.source;
        record.importer = source.format;
        if (!source.records.empty()) {
            record.tool = source.records.front().tool;
            record.capturedAt = source.records.front().capturedAt;
            record.timeSource = source.records.front().timeSource;
        }
        record.scope = scope;
        record.metric = metric;
        record.value = value;
        record.unit = findEvidenceMetric(metric)->unit;
        record.stat = EvidenceStat::Last;
        record.conditions["basis"] = textOf(kInventoryBases, m_basis);
        record.line = line;
        record.id =
            sha256(record.fileSha256 + '\n' + record.metric + '\n' + scope.name).substr(0, 24);
        m_records.push_back(std::move(record));
    }

    [[nodiscard]] DeviceKind kind(const std::string& name) const
    {
        const auto found = m_kinds.find(lowered(name));
        return found != m_kinds.end() && found->second != DeviceKind::Unknown ? found->second
                                                                              : kindOf(name);
    }

    void count(const EvidenceResult& result, const InventoryLink& link, bool isTurned)
    {
        const InventoryEnd& here = isTurned ? link.b : link.a;
        const InventoryEnd& there = isTurned ? link.a : link.b;
        if (kind(here.node) != DeviceKind::Switch || kind(there.node) == DeviceKind::Unknown) {
            return;
        }
        Uplinks& uplinks = m_uplinks[lowered(here.node)];
        uplinks.source = uplinks.source == nullptr ? &result : uplinks.source;
        uplinks.line = uplinks.line == 0 ? link.line : uplinks.line;
        const bool isUp = kind(there.node) == DeviceKind::Switch;
        (isUp ? uplinks.up : uplinks.down) += 1;
        std::optional<double>& speed = isUp ? uplinks.upSpeed : uplinks.downSpeed;
        if (link.speed) {
            speed = std::min(speed.value_or(*link.speed), *link.speed);
        }
    }

    void writeTopology()
    {
        std::set<std::pair<InventoryEnd, InventoryEnd>> seen;
        std::set<std::string> asked;
        for (const EvidenceResult* result : m_results) {
            if (!result->inventory.observer.empty()) {
                asked.insert(lowered(result->inventory.observer));
            }
            for (const InventoryLink& link : result->inventory.links) {
                if (link.status == "planned" || link.status == "decommissioning") {
                    continue;
                }
                const auto ends = std::minmax(link.a, link.b);
                if (seen.insert({ends.first, ends.second}).second) {
                    count(*result, link, false);
                    count(*result, link, true);
                }
            }
        }
        int leaves = 0;
        int spines = 0;
        const EvidenceResult* source = nullptr;
        for (const auto& [name, found] : m_uplinks) {
            const auto& uplinks = found; // no lambda may take a structured binding
            (uplinks.down > 0 ? leaves : spines) += 1;
            source = source == nullptr ? uplinks.source : source;
            // Of a device that nobody asked only some links were seen.
            if (uplinks.down == 0 || (!asked.empty() && !asked.contains(name))) {
                continue;
            }
            const EvidenceScope scope{EvidenceScopeKind::Node, name};
            const auto put = [&](std::string_view metric, const std::optional<double>& value) {
                if (value && *value > 0) {
                    add(*uplinks.source, metric, *value, scope, uplinks.line);
                }
            };
            put("topo.leaf_downlinks", uplinks.down);
            put("topo.leaf_uplinks", uplinks.up);
            put("topo.leaf_downlink_speed", uplinks.downSpeed);
            put("topo.leaf_uplink_speed", uplinks.upSpeed);
        }
        // What single devices see are not all switches.
        if (source == nullptr || !asked.empty()) {
            return;
        }
        if (leaves > 0) {
            add(*source, "topo.leaves", leaves, {EvidenceScopeKind::Fabric, ""}, 0);
        }
        if (spines > 0) {
            add(*source, "topo.spines", spines, {EvidenceScopeKind::Fabric, ""}, 0);
        }
    }

    struct PortSums
    {
        std::optional<double> mtu;
        std::optional<double> speed;
        std::optional<std::size_t> classes;
        int pfc = 0, pfcKnown = 0;
        int ecn = 0, ecnKnown = 0;
        int watchdog = 0, watchdogKnown = 0;
        int line = 0;
    };

    static void take(const InventoryPort& port, PortSums& sums)
    {
        if (port.mtu) {
            sums.line = !sums.mtu || *port.mtu < *sums.mtu ? port.line : sums.line;
            sums.mtu = std::min(sums.mtu.value_or(*port.mtu), *port.mtu);
        }
        if (port.speed) {
            sums.speed = std::max(sums.speed.value_or(0), *port.speed);
        }
        if (port.losslessClasses) {
            ++sums.pfcKnown;
            sums.pfc += port.losslessClasses->empty() ? 0 : 1;
            sums.classes = std::max(sums.classes.value_or(0), port.losslessClasses->size());
        }
        if (port.ecnQueues) {
            ++sums.ecnKnown;
            sums.ecn += port.ecnQueues->empty() ? 0 : 1;
        }
        if (port.hasWatchdog) {
            ++sums.watchdogKnown;
            sums.watchdog += *port.hasWatchdog ? 1 : 0;
        }
    }

    void writePorts(const EvidenceResult& result)
    {
        std::map<std::string, PortSums> nodes;
        for (const InventoryPort& port : result.inventory.ports) {
            if (isDataPort(port)) {
                take(port, nodes[port.node]);
            }
        }
        for (const auto& [name, sums] : nodes) {
            const EvidenceScope scope{EvidenceScopeKind::Node, name};
            const auto share = [&, &sums = sums](std::string_view metric, int part, int all) {
                if (all > 0) {
                    add(result, metric, static_cast<double>(part) / all, scope, sums.line);
                    m_records.back().samples = all;
                }
            };
            if (sums.mtu) {
                add(result, "port.mtu", *sums.mtu, scope, sums.line);
            }
            if (kind(name) == DeviceKind::Host) {
                continue;
            }
            if (sums.speed) {
                add(result, "port.speed", *sums.speed, scope, sums.line);
            }
            if (sums.classes && *sums.classes > 0) {
                const auto classes = static_cast<double>(*sums.classes);
                add(result, "port.lossless_classes", classes, scope, sums.line);
            }
            share("port.pfc", sums.pfc, sums.pfcKnown);
            share("port.ecn", sums.ecn, sums.ecnKnown);
            share("port.watchdog", sums.watchdog, sums.watchdogKnown);
        }
    }

    void writeRacks()
    {
        struct Feeds
        {
            double all = 0;
            double largest = 0;
            int count = 0;
            bool isKnown = true;
            int line = 0;
            const EvidenceResult* source = nullptr;
        };
        std::map<std::string, Feeds> racks;
        // Where racks with GPUs are known, the others do not count.
        const auto counts = [this](const std::string& rack) {
            return m_gpuRacks.empty() || m_gpuRacks.contains(rack);
        };
        for (const EvidenceResult* result : m_results) {
            for (const InventoryRack& rack : result->inventory.racks) {
                if (rack.designPower && counts(rack.name)) {
                    add(*result,
                        "rack.power_planned",
                        *rack.designPower,
                        {EvidenceScopeKind::Site, rack.name},
                        rack.line);
                }
            }
            for (const InventoryFeed& feed : result->inventory.feeds) {
                if (!counts(feed.rack) || (!feed.status.empty() && feed.status != "active")) {
                    continue;
                }
                Feeds& feeds = racks[feed.rack];
                const auto power = usablePower(feed);
                feeds.all += power.value_or(0);
                feeds.largest = std::max(feeds.largest, power.value_or(0));
                feeds.isKnown = feeds.isKnown && power.has_value();
                feeds.line = feeds.count++ == 0 ? feed.line : feeds.line;
                feeds.source = result;
            }
        }
        for (const auto& [name, feeds] : racks) {
            const EvidenceScope scope{EvidenceScopeKind::Site, name};
            add(*feeds.source, "rack.feeds", feeds.count, scope, feeds.line);
            if (feeds.isKnown) {
                const double left = feeds.count > 1 ? feeds.all - feeds.largest : feeds.all;
                add(*feeds.source, "rack.power", left, scope, feeds.line);
            }
        }
    }

    InventoryBasis m_basis;
    std::vector<const EvidenceResult*> m_results;
    std::map<std::string, DeviceKind> m_kinds;
    std::map<std::string, Uplinks> m_uplinks;
    std::set<std::string> m_gpuRacks;
    std::vector<EvidenceRecord> m_records;
};

} // namespace

std::vector<EvidenceRecord> inventoryFigures(std::span<const EvidenceResult> results)
{
    std::vector<EvidenceRecord> all;
    for (const auto& basis : kInventoryBases) {
        std::vector<EvidenceRecord> some = Figures(results, basis.value).run();
        std::move(some.begin(), some.end(), std::back_inserter(all));
    }
    std::sort(all.begin(), all.end(), [](const EvidenceRecord& a, const EvidenceRecord& b) {
        return std::tie(a.metric, a.conditions, a.scope.name, a.fileName) <
               std::tie(b.metric, b.conditions, b.scope.name, b.fileName);
    });
    return all;
}

} // namespace netready
