// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "core/evidence/evidence_reader.h"
#include "core/evidence/read_number.h"

#include <array>
#include <map>
#include <set>

namespace netready {

namespace {

struct Counter
{
    std::string_view name; ///< of ethtool or rdma
    std::string_view metric;
    double factor = 1;
};
constexpr auto kNames = std::to_array<Counter>({
    {"rx_packets", "net.packets"},
    {"tx_packets", "net.packets"},
    {"rx_bytes", "net.bytes"},
    {"tx_bytes", "net.bytes"},
    {"rx_out_of_buffer", "net.drops"},
    {"rx_discards_phy", "net.drops"},
    {"tx_discards_phy", "net.drops"},
    {"rx_crc_errors_phy", "net.errors"},
    {"rx_symbol_err_phy", "net.errors"},
    {"rx_global_pause", "pfc.frames"},
    {"link_down_events_phy", "link.flaps"},
    {"out_of_buffer", "net.drops"},
    {"out_of_sequence", "rdma.events"},
    {"packet_seq_err", "rdma.events"},
    {"local_ack_timeout_err", "rdma.events"},
    {"rnr_nak_retry_err", "rdma.events"},
    {"roce_adp_retrans", "rdma.events"},
    {"rx_icrc_encapsulated", "net.errors"},
    {"rp_cnp_handled", "cnp.count"},
    {"np_cnp_sent", "cnp.count"},
    {"np_ecn_marked_roce_packets", "ecn.marked"},
});

/// Counters of a priority: `rx_prio3_pause` and its kin.
std::optional<Counter> counterOf(std::string_view name)
{
    for (const Counter& counter : kNames) {
        if (counter.name == name) {
            return counter;
        }
    }
    if (name.starts_with("rx_prio") || name.starts_with("tx_prio")) {
        const std::string_view kind = name.size() > 8 ? name.substr(8) : std::string_view();
        if (kind == "_pause") {
            return Counter{name, "pfc.frames"};
        }
        if (kind == "_pause_duration") {
            return Counter{name, "pfc.pause_time", 1e-6};
        }
        if (kind == "_buf_discard" || kind == "_cong_discard") {
            return Counter{name, "net.drops"};
        }
        if (kind == "_marked") {
            return Counter{name, "ecn.marked"};
        }
    }
    return std::nullopt;
}

void addCounter(
    EvidenceDraft& draft, std::string_view name, double value, int line, const EvidenceScope& scope)
{
    const auto counter = counterOf(name);
    if (counter && value >= 0) {
        draft.add({.metric = counter->metric,
                   .value = value * counter->factor,
                   .stat = EvidenceStat::Last,
                   .line = line,
                   .scope = scope,
                   .conditions = {{"counter", std::string(name)}},
                   .quality = EvidenceQuality::B});
    }
}

/// Share of the packets that a port dropped, of each direction that has both counters.
void addDropShare(EvidenceDraft& draft, const std::map<std::string, double, std::less<>>& totals)
{
    const auto total = [&](std::string_view name) {
        const auto found = totals.find(name);
        return found == totals.end() ? std::nullopt : std::optional(found->second);
    };
    for (const auto& [drops, packets] :
         {std::pair<std::string_view, std::string_view>{"rx_discards_phy", "rx_packets"},
          {"tx_discards_phy", "tx_packets"}}) {
        const auto dropped = total(drops);
        const auto passed = total(packets);
        if (dropped && passed && *passed + *dropped > 0) {
            draft.add({.metric = "net.drop_share",
                       .value = *dropped / (*passed + *dropped),
                       .stat = EvidenceStat::Last,
                       .scope = draft.scope,
                       .conditions = {{"counter", std::string(drops)}},
                       .quality = EvidenceQuality::B});
        }
    }
}

int recogniseEthtool(const EvidenceSource& source)
{
    return !source.isJson() && source.headHas("NIC statistics:") ? 90 : 0;
}

void readEthtool(const EvidenceSource& source, EvidenceDraft& draft)
{
    draft.tool = "ethtool -S";
    draft.scope = {EvidenceScopeKind::Port, draft.options().observer};
    draft.doubt(EvidenceQuality::B,
                "since-boot",
                "totals since the counters were cleared; a second reading is needed for rates");
    std::set<std::string, std::less<>> seen;
    std::map<std::string, double, std::less<>> totals;
    WholeLines lines(source, draft);
    while (lines.next()) {
        const int number = lines.number();
        const std::string_view line = trimmed(lines.text());
        if (line == "NIC statistics:") {
            addDropShare(draft, totals);
            totals.clear();
            seen.clear();
            continue;
        }
        const std::size_t colon = line.rfind(':');
        const auto value =
            colon == std::string_view::npos ? std::nullopt : readNumber(line.substr(colon + 1));
        if (!value) {
            continue;
        }
        const std::string_view name = trimmed(line.substr(0, colon));
        if (!seen.insert(std::string(name)).second) {
            draft.remark("twice", inQuotes(name) + " stands there twice; the first counts", number);
            continue;
        }
        totals.emplace(name, *value);
        addCounter(draft, name, *value, number, draft.scope);
    }
    addDropShare(draft, totals);
}

int recogniseRdma(const EvidenceSource& source)
{
    const JsonValue first = source.root().first();
    return source.root().isList() && first.has("ifname") && first.has("port") &&
                   (first.has("rx_write_requests") || first.has("out_of_buffer") ||
                    first.has("np_cnp_sent"))
               ? 90
               : 0;
}

void readRdma(const EvidenceSource& source, EvidenceDraft& draft)
{
    draft.tool = "rdma statistic";
    draft.doubt(EvidenceQuality::B,
                "since-boot",
                "totals since the counters were cleared; a second reading is needed for rates");
    std::set<std::string> seen;
    for (const JsonValue link : source.root()) {
        const std::string name = link["ifname"].text() + "/" + link["port"].text();
        if (!seen.insert(name).second) {
            draft.remark("twice",
                         inQuotes(name) +
                             " stands there twice, once for each name space; the first counts",
                         link.line());
            continue;
        }
        const std::string host = draft.options().observer;
        EvidenceScope scope{EvidenceScopeKind::Port, host};
        scope.name.append(host.empty() ? "" : ":").append(name);
        for (const JsonValue entry : link) {
            if (const auto value = entry.number()) {
                addCounter(draft, entry.key(), *value, entry.line(), scope);
            }
        }
    }
}

constexpr auto kReaders = std::to_array<EvidenceReader>({
    {"ethtool", "counters from ethtool -S", recogniseEthtool, readEthtool},
    {"rdma-statistic", "counters from rdma statistic", recogniseRdma, readRdma, true},
});

} // namespace

std::span<const EvidenceReader> nicCounterReaders()
{
    return kReaders;
}

} // namespace netready
