// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "core/evidence/evidence_reader.h"
#include "core/evidence/read_number.h"

#include <algorithm>
#include <array>

namespace netready {

namespace {

constexpr double kMebibyte = 1048576;

int recogniseSockperf(const EvidenceSource& source)
{
    return source.headHas("sockperf: ") &&
                   (source.headHas("Summary:") || source.headHas("[Total Run]") ||
                    source.headHas("== version #"))
               ? 90
               : 0;
}

class SockperfReader
{
public:
    explicit SockperfReader(EvidenceDraft& draft)
        : m_draft(draft)
    {}

    void readLine(std::string_view raw, int number)
    {
        std::string_view line = raw;
        if (const std::size_t mark = line.find("sockperf: "); mark == 0) {
            line.remove_prefix(10);
        }
        line = trimmed(line);
        if (contains(line, "== version #")) {
            m_draft.toolVersion = trimmed(between(line, "version #", "=="));
        } else if (contains(line, "IP = 127.") || contains(line, "IP = ::1")) {
            m_draft.doubt(
                EvidenceQuality::D,
                "loopback",
                "both ends are the same host: loopback, which says nothing about the network",
                number);
        } else if (contains(line, "# TCP")) {
            m_isTcp = true;
        } else if (line.starts_with("[Valid Duration] RunTime=") || line.starts_with("Total of ")) {
            m_window = readNumber(line.starts_with("Total") ? between(line, "sent in ", " sec")
                                                            : between(line, "RunTime=", " sec"));
            if (m_window && *m_window < 1) {
                m_draft.doubt(
                    EvidenceQuality::B, "too-short", "measured for less than a second", number);
            }
        } else if (line.starts_with("Total ") && contains(line, "observations")) {
            m_samples = readInteger(between(line, "Total ", " observations"));
        } else if (contains(line, "avg-latency=")) {
            addLatency(between(line, "avg-latency=", " "), EvidenceStat::Mean, number);
        } else if (line.starts_with("---> percentile ")) {
            const auto share = readNumber(between(line, "percentile ", "="));
            const auto is = [&share](double wanted) {
                return share && *share > wanted - 1e-6 && *share < wanted + 1e-6;
            };
            if (is(50) || is(90) || is(99) || is(99.9)) {
                addLatency(line.substr(line.find('=') + 1),
                           is(50)   ? EvidenceStat::P50
                           : is(90) ? EvidenceStat::P90
                           : is(99) ? EvidenceStat::P99
                                    : EvidenceStat::P999,
                           number);
            }
        } else if (line.starts_with("---> <MAX> observation")) {
            addLatency(line.substr(line.find('=') + 1), EvidenceStat::Max, number);
        } else if (line.starts_with("---> <MIN> observation")) {
            addLatency(line.substr(line.find('=') + 1), EvidenceStat::Min, number);
            m_isEnded = true;
        } else if (line.starts_with("Summary: BandWidth is ")) {
            // "MBps" and "Mbps" are both binary in this tool.
            const auto value = readNumber(between(line, "BandWidth is ", " MBps"));
            m_draft.add({.metric = m_isTcp ? "tcp.rate" : "udp.rate",
                         .value = value ? std::optional(*value * kMebibyte * 8) : std::nullopt,
                         .line = number,
                         .conditions = {{"side", "sender"}},
                         .window = m_window,
                         .bound = EvidenceBound::AtMost});
            m_isEnded = true;
        }
    }

    void finish()
    {
        if (m_draft.recordCount() == 0) {
            m_draft.refuse("no-rows", "the log of sockperf has no summary");
        }
        if (!m_isEnded) {
            m_draft.doubt(EvidenceQuality::B, "no-end", "the summary is not whole");
        }
    }

private:
    void addLatency(std::string_view text, EvidenceStat stat, int number)
    {
        const auto value = readNumber(text);
        m_draft.add({.metric = m_isTcp ? "tcp.lat" : "udp.lat",
                     .value = value ? std::optional(*value * 1e-6) : std::nullopt,
                     .stat = stat,
                     .line = number,
                     .conditions = {{"way", "half the round trip"}},
                     .window = m_window,
                     .samples = m_samples});
    }

    EvidenceDraft& m_draft;
    bool m_isTcp = false;
    bool m_isEnded = false;
    std::optional<double> m_window;
    std::optional<std::int64_t> m_samples;
};

void readSockperf(const EvidenceSource& source, EvidenceDraft& draft)
{
    draft.tool = "sockperf";
    SockperfReader reader(draft);
    WholeLines lines(source, draft);
    while (lines.next()) {
        reader.readLine(lines.text(), lines.number());
    }
    reader.finish();
}

bool isQperfTest(std::string_view line)
{
    return (line.starts_with("tcp_") || line.starts_with("udp_") || line.starts_with("rc_") ||
            line.starts_with("uc_") || line.starts_with("ud_") || line.starts_with("sdp_")) &&
           line.ends_with(':');
}

int recogniseQperf(const EvidenceSource& source)
{
    int tests = 0;
    int values = 0;
    for (std::size_t i = 0; i < std::min<std::size_t>(source.lines().size(), 60); ++i) {
        const std::string_view line = source.lines()[i];
        tests += isQperfTest(line) ? 1 : 0;
        values += line.starts_with("    ") && contains(line, " =  ") ? 1 : 0;
    }
    return tests > 0 && values > 0 ? 80 : 0;
}

/// A value with the unit that qperf chose for its size, in SI; empty for an unknown unit.
std::optional<double> qperfValue(std::string_view text, bool& isRate, bool& isTime)
{
    struct Unit
    {
        std::string_view name;
        double factor;
        bool isRate;
        bool isTime;
    };
    static constexpr auto kUnits = std::to_array<Unit>({{"bytes/sec", 8, true, false},
                                                        {"KB/sec", 8e3, true, false},
                                                        {"MB/sec", 8e6, true, false},
                                                        {"GB/sec", 8e9, true, false},
                                                        {"TB/sec", 8e12, true, false},
                                                        {"ns", 1e-9, false, true},
                                                        {"us", 1e-6, false, true},
                                                        {"ms", 1e-3, false, true},
                                                        {"sec", 1, false, true}});
    const std::vector<std::string_view> words = wordsOf(text);
    const auto number = words.size() == 2 ? readNumber(words[0]) : std::nullopt;
    for (const Unit& unit : kUnits) {
        if (number && words[1] == unit.name) {
            isRate = unit.isRate;
            isTime = unit.isTime;
            return *number * unit.factor;
        }
    }
    return std::nullopt;
}

void readQperf(const EvidenceSource& source, EvidenceDraft& draft)
{
    draft.tool = "qperf";
    std::string test;
    draft.doubt(EvidenceQuality::B,
                "ends-unknown",
                "qperf does not say between which ends it measured, so this may be loopback");
    WholeLines lines(source, draft);
    while (lines.next()) {
        const int number = lines.number();
        const std::string_view line = lines.text();
        if (isQperfTest(line)) {
            test = line.substr(0, line.size() - 1);
            continue;
        }
        const std::size_t equals = line.find(" = ");
        if (equals == std::string_view::npos || test.empty()) {
            continue;
        }
        const std::string_view name = trimmed(line.substr(0, equals));
        bool isRate = false;
        bool isTime = false;
        const auto value = qperfValue(line.substr(equals + 3), isRate, isTime);
        const bool isUdp = test.starts_with("udp");
        const bool isTcp = test.starts_with("tcp");
        if (isRate && (name == "bw" || name == "recv_bw")) {
            draft.add({.metric = isTcp   ? "tcp.rate"
                                 : isUdp ? "udp.rate"
                                         : "rdma.bw",
                       .value = value,
                       .line = number,
                       .conditions = {{"test", test}}});
        } else if (isTime && name == "latency") {
            draft.add({.metric = isTcp   ? "tcp.lat"
                                 : isUdp ? "udp.lat"
                                         : "rdma.lat",
                       .value = value,
                       .line = number,
                       .conditions = {{"test", test}}});
        }
    }
    if (draft.recordCount() == 0) {
        draft.refuse("no-rows", "the log of qperf has no bandwidth and no latency");
    }
}

constexpr auto kReaders = std::to_array<EvidenceReader>({
    {"sockperf", "a log of sockperf", recogniseSockperf, readSockperf},
    {"qperf", "a log of qperf", recogniseQperf, readQperf},
});

} // namespace

std::span<const EvidenceReader> latencyReaders()
{
    return kReaders;
}

} // namespace netready
