// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "core/evidence/evidence_reader.h"
#include "core/evidence/infiniband.h"
#include "core/evidence/read_number.h"

#include <algorithm>
#include <array>

namespace netready {

namespace {

struct Counter
{
    std::string_view name;
    std::string_view metric;
    double ceiling; ///< of the classic counter, 0 if it has 64 bits
    double factor = 1;
};

/// Ceilings are those of the classic port counters; a counter that stands there says "at least".
constexpr auto kCounters = std::to_array<Counter>({
    {"SymbolErrorCounter", "link.errors", 65535},
    {"LinkErrorRecoveryCounter", "link.errors", 255},
    {"LinkDownedCounter", "link.flaps", 255},
    {"PortRcvErrors", "link.errors", 65535},
    {"PortXmitDiscards", "net.drops", 65535},
    {"VL15Dropped", "net.drops", 65535},
    {"LocalLinkIntegrityErrors", "link.errors", 15},
    {"ExcessiveBufferOverrunErrors", "link.errors", 15},
    {"PortXmitWait", "link.wait", 4294967295.0},
    {"PortXmitData", "net.bytes", 4294967295.0, 4},
    {"PortRcvData", "net.bytes", 4294967295.0, 4},
});

const Counter* findCounter(std::string_view name)
{
    const auto* const found =
        std::find_if(kCounters.begin(), kCounters.end(), [name](const Counter& counter) {
            return counter.name == name;
        });
    return found == kCounters.end() ? nullptr : found;
}

void addCounter(EvidenceDraft& draft,
                const Counter& counter,
                double value,
                bool isWide,
                const EvidenceScope& scope,
                int line)
{
    EvidenceReading reading{.metric = counter.metric,
                            .value = value * counter.factor,
                            .stat = EvidenceStat::Last,
                            .line = line,
                            .scope = scope,
                            .conditions = {{"counter", std::string(counter.name)}}};
    reading.quality = EvidenceQuality::B;
    reading.warnings = {
        "a total since the counter was cleared; a second reading is needed for a rate"};
    if (!isWide && counter.ceiling > 0 && value >= counter.ceiling) {
        reading.bound = EvidenceBound::AtLeast;
        reading.warnings.emplace_back("the counter stands at its ceiling");
        draft.remark("saturated",
                     std::string(counter.name) +
                         " stands at its ceiling, so the true count is at least that",
                     line);
    }
    draft.add(reading);
}

int recogniseQueryErrors(const EvidenceSource& source)
{
    return source.headHas("Errors for ") && source.headHas("GUID 0x") ? 90
           : source.headHas("ports have errors beyond threshold")     ? 80
                                                                      : 0;
}

void readQueryErrors(const EvidenceSource& source, EvidenceDraft& draft)
{
    draft.tool = "ibqueryerrors";
    std::string node;
    bool hasSummary = false;
    WholeLines lines(source, draft);
    while (lines.next()) {
        const int number = lines.number();
        std::string_view line = trimmed(lines.text());
        if (line.starts_with("Errors for ")) {
            node = between(line, "\"", "\"");
        } else if (line.starts_with("## Summary:")) {
            hasSummary = true;
        } else if (line.starts_with("GUID ") && !contains(line, "port ALL:")) {
            const std::string port(trimmed(between(line, " port ", ":")));
            EvidenceScope scope{EvidenceScopeKind::Port, node};
            scope.name.append(":").append(port);
            for (std::string_view rest = line; contains(rest, "[");
                 rest = rest.substr(rest.find('[') + 1)) {
                const std::string_view pair = between(rest, "[", "]");
                const std::size_t equals = pair.find(" == ");
                if (equals == std::string_view::npos) {
                    continue;
                }
                const Counter* const counter = findCounter(trimmed(pair.substr(0, equals)));
                const auto value = readNumber(wordsOf(pair.substr(equals + 4)).empty()
                                                  ? ""
                                                  : wordsOf(pair.substr(equals + 4))[0]);
                if (counter != nullptr && value) {
                    addCounter(draft, *counter, *value, false, scope, number);
                }
            }
        }
    }
    if (!hasSummary) {
        draft.doubt(
            EvidenceQuality::B, "no-end", "the summary is missing, so ports may be missing");
    }
}

int recognisePerfquery(const EvidenceSource& source)
{
    return source.headHas("# Port counters: ") || source.headHas("# Port extended counters: ") ? 90
                                                                                               : 0;
}

void readPerfquery(const EvidenceSource& source, EvidenceDraft& draft)
{
    draft.tool = "perfquery";
    bool isWide = false;
    WholeLines lines(source, draft);
    while (lines.next()) {
        const int number = lines.number();
        const std::string_view line = trimmed(lines.text());
        if (line.starts_with("# Port")) {
            isWide = contains(line, "extended");
            const std::string_view place = between(line, "counters: ", " (");
            draft.scope = {
                EvidenceScopeKind::Port,
                std::string(place.empty() ? trimmed(line.substr(line.find(':') + 1)) : place)};
            continue;
        }
        const std::size_t colon = line.find(":.");
        if (colon == std::string_view::npos) {
            continue;
        }
        const Counter* const counter = findCounter(line.substr(0, colon));
        const std::string_view rest = line.substr(colon + 1);
        const auto value =
            readNumber(rest.substr(std::min(rest.find_first_not_of('.'), rest.size())));
        if (counter != nullptr && value) {
            addCounter(draft, *counter, *value, isWide, draft.scope, number);
        }
    }
}

int recogniseIbstat(const EvidenceSource& source)
{
    return source.text().starts_with("CA '") && source.headHas("Link layer:") ? 90
           : source.headHas("CA '") && source.headHas("Port GUID:")           ? 85
                                                                              : 0;
}

void readIbstat(const EvidenceSource& source, EvidenceDraft& draft)
{
    draft.tool = "ibstat";
    draft.inventory.basis = InventoryBasis::Observed;
    const std::string host = draft.options().observer;
    std::string adapter;
    InventoryPort port;
    bool isActive = false;
    bool isSeen = false;
    const auto finishPort = [&] {
        if (isSeen && !port.name.empty()) {
            draft.add(
                {.metric = "link.speed",
                 .value = isActive ? port.speed : std::nullopt,
                 .stat = EvidenceStat::Last,
                 .line = port.line,
                 .scope = {EvidenceScopeKind::Port, (host.empty() ? "" : host + ":") + port.name}});
            draft.inventory.ports.push_back(port);
        }
        port = {};
        isSeen = isActive = false;
    };
    WholeLines lines(source, draft);
    while (lines.next()) {
        const int number = lines.number();
        const std::string_view line = trimmed(lines.text());
        const std::size_t colon = line.find(':');
        const std::string_view value =
            colon == std::string_view::npos ? std::string_view() : trimmed(line.substr(colon + 1));
        if (line.starts_with("CA '")) {
            finishPort();
            adapter = between(line, "'", "'");
        } else if (line.starts_with("Port ") && line.ends_with(':')) {
            finishPort();
            port.node = host;
            port.name = adapter + "/" + std::string(line.substr(5, line.size() - 6));
            port.line = number;
        } else if (line.starts_with("State:")) {
            isActive = value == "Active";
            port.isEnabled = isActive;
        } else if (line.starts_with("Rate:")) {
            const auto rate = readNumber(value);
            port.speed = rate && *rate > 0 ? std::optional(*rate * 1e9) : std::nullopt;
            isSeen = true;
        } else if (line.starts_with("Port GUID:")) {
            port.mac = value;
        } else if (line.starts_with("CA type: simulator")) {
            draft.doubt(EvidenceQuality::D, "simulator", "the adapter is a simulator", number);
        }
    }
    finishPort();
}

constexpr auto kReaders = std::to_array<EvidenceReader>({
    {"ibqueryerrors", "error counters from ibqueryerrors", recogniseQueryErrors, readQueryErrors},
    {"perfquery", "port counters from perfquery", recognisePerfquery, readPerfquery},
    {"ibstat", "adapters from ibstat", recogniseIbstat, readIbstat},
});

} // namespace

std::span<const EvidenceReader> infinibandCounterReaders()
{
    return kReaders;
}

} // namespace netready
