// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "core/evidence/evidence_reader.h"
#include "core/evidence/read_number.h"
#include "core/evidence/time_text.h"

#include <algorithm>
#include <array>

namespace netready {

namespace {

constexpr double kShortSeconds = 2;
constexpr double kBusyPercent = 95;

bool isLocalAddress(std::string_view address)
{
    return address.starts_with("127.") || address == "::1" || address == "localhost";
}

/// What both ends of a test told, in one document or line by line.
struct Parts
{
    JsonValue start;
    JsonValue end;
    std::vector<JsonValue> intervals;
    std::string error;
    int errorLine = 0;
    bool hasEnd = false;
};

class IperfWriter
{
public:
    IperfWriter(const Parts& parts, EvidenceDraft& draft)
        : m_parts(parts)
        , m_draft(draft)
        , m_test(parts.start["test_start"])
        , m_isUdp(m_test["protocol"].text() == "UDP")
    {}

    void write()
    {
        m_draft.tool = "iperf3";
        m_draft.toolVersion = m_parts.start["version"].text();
        m_draft.capturedAt = isoTime(m_parts.start["timestamp"]["timesecs"].number().value_or(0));
        const JsonValue connected = m_parts.start["connected"].first();
        const std::string local = connected["local_host"].text();
        const std::string remote = connected["remote_host"].text();
        m_draft.scope = {EvidenceScopeKind::Link, local.empty() ? "" : local + " - " + remote};
        if (!m_parts.error.empty() && !m_parts.end.first()) {
            m_draft.refuse("failed-run", "the test failed: " + m_parts.error, m_parts.errorLine);
        }
        if (!m_parts.error.empty()) {
            m_draft.doubt(EvidenceQuality::C,
                          "interrupted",
                          "the test did not end as planned (" + m_parts.error +
                              "), so its figures are incomplete",
                          m_parts.errorLine);
        } else if (!m_parts.hasEnd) {
            m_draft.doubt(EvidenceQuality::C,
                          "no-end",
                          "the end of the test is missing, so its figures are incomplete");
        }
        if (isLocalAddress(local) || isLocalAddress(remote) ||
            (!local.empty() && local == remote)) {
            m_draft.doubt(
                EvidenceQuality::D,
                "loopback",
                "both ends are the same host: loopback, which says nothing about the network",
                connected.line());
        }
        m_conditions["streams"] = m_test["num_streams"].text();
        if (const auto block = m_test["blksize"].number()) {
            m_conditions["block"] = toText(*block);
        }
        writeSums();
        writeIntervals();
        writeLoad();
    }

private:
    void writeSums()
    {
        const JsonValue end = m_parts.end;
        const bool isReverse = m_test["reverse"].integer().value_or(0) == 1;
        writeSum(
            end["sum_received"], end["sum_sent"], isReverse ? "from the server" : "to the server");
        writeSum(end["sum_received_bidir_reverse"],
                 end["sum_sent_bidir_reverse"],
                 "from the server, both ways at once");
        if (!end.has("sum_received") && end.has("sum")) {
            // Before 3.7 UDP had one sum, whose rate is the sender's.
            const auto sent = end["sum"]["bits_per_second"].number();
            const auto lost = end["sum"]["lost_percent"].number();
            writeRate(sent && lost ? std::optional(*sent * (1 - *lost / 100)) : std::nullopt,
                      end["sum"],
                      "to the server");
            writeLoss(end["sum"], "to the server");
        }
    }

    void writeSum(JsonValue received, JsonValue sent, const char* direction)
    {
        if (!received) {
            return;
        }
        const auto arrived = received["bits_per_second"].number();
        const auto left = sent["bits_per_second"].number();
        // An interrupted client never heard what arrived.
        const bool isUnheard = arrived && *arrived == 0 && left && *left > 0;
        if (isUnheard) {
            m_draft.remark("not-heard",
                           "what arrived is not known; the rate is the sender's",
                           received.line());
        }
        EvidenceReading reading = base(received, direction);
        reading.value = isUnheard ? left : arrived;
        reading.bound = isUnheard ? EvidenceBound::AtMost : EvidenceBound::Exact;
        if (reading.value && *reading.value == 0) {
            reading.value.reset();
        }
        m_draft.add(reading);
        if (const auto retransmits = sent["retransmits"].number(); retransmits && !m_isUdp) {
            EvidenceReading count = base(sent, direction);
            count.metric = "tcp.retransmits";
            count.stat = EvidenceStat::Sum;
            count.value = retransmits;
            m_draft.add(count);
        }
        writeLoss(received, direction);
    }

    void writeRate(std::optional<double> value, JsonValue at, const char* direction)
    {
        EvidenceReading reading = base(at, direction);
        reading.value = value;
        m_draft.add(reading);
    }

    void writeLoss(JsonValue sum, const char* direction)
    {
        if (!m_isUdp) {
            return;
        }
        EvidenceReading reading = base(sum, direction);
        const auto lost = sum["lost_percent"].number();
        reading.metric = "udp.loss";
        reading.value = lost ? std::optional(*lost / 100) : std::nullopt;
        m_draft.add(reading);
        const auto jitter = sum["jitter_ms"].number();
        reading.metric = "udp.jitter";
        reading.value = jitter ? std::optional(*jitter / 1000) : std::nullopt;
        m_draft.add(reading);
    }

    EvidenceReading base(JsonValue at, const char* direction)
    {
        EvidenceReading reading{.metric = m_isUdp ? "udp.rate" : "tcp.rate",
                                .value = {},
                                .line = at.line(),
                                .conditions = m_conditions};
        reading.conditions["direction"] = direction;
        reading.window = at["seconds"].number();
        if (reading.window && *reading.window < kShortSeconds) {
            reading.quality = EvidenceQuality::B;
            reading.warnings = {"measured for less than 2 s"};
        }
        return reading;
    }

    void writeIntervals()
    {
        std::vector<double> rates;
        for (const JsonValue interval : m_parts.intervals) {
            const JsonValue sum = interval["sum"];
            const auto rate = sum["bits_per_second"].number();
            if (m_isUdp && sum["sender"].truth().value_or(false)) {
                continue; // what was sent, not what arrived
            }
            if (rate && !sum["omitted"].truth().value_or(false) &&
                sum["seconds"].number().value_or(0) > 0.5) {
                rates.push_back(*rate);
            }
        }
        if (rates.size() < 2) {
            return;
        }
        std::sort(rates.begin(), rates.end());
        auto conditions = m_conditions;
        conditions["of"] = "one-second rates";
        EvidenceReading reading{.metric = m_isUdp ? "udp.rate" : "tcp.rate",
                                .value = rates[rates.size() / 2],
                                .stat = EvidenceStat::P50,
                                .conditions = conditions,
                                .samples = static_cast<std::int64_t>(rates.size())};
        m_draft.add(reading);
        reading.stat = EvidenceStat::Min;
        reading.value = rates.front();
        m_draft.add(reading);
    }

    void writeLoad()
    {
        const JsonValue load = m_parts.end["cpu_utilization_percent"];
        for (const char* side : {"host_total", "remote_total"}) {
            if (load[side].number().value_or(0) > kBusyPercent) {
                m_draft.doubt(EvidenceQuality::B,
                              "host-limited",
                              "a processor was above 95 % busy, so the rate is a limit of the host "
                              "rather than of the link",
                              load[side].line());
                return;
            }
        }
    }

    const Parts& m_parts;
    EvidenceDraft& m_draft;
    JsonValue m_test;
    bool m_isUdp;
    std::map<std::string, std::string> m_conditions;
};

int recogniseIperf(const EvidenceSource& source)
{
    const JsonValue root = source.root();
    if (root["start"].isMap() &&
        (contains(root["start"]["version"].text(), "iperf") || root.has("intervals"))) {
        return 90;
    }
    const std::string event = root["event"].text();
    return (event == "start" || event == "error" || event == "interval") && root.has("data") ? 85
                                                                                             : 0;
}

void readIperf(const EvidenceSource& source, EvidenceDraft& draft)
{
    Parts parts;
    const JsonTree& json = source.json();
    const bool isStream = source.root().has("event");
    if (json.problem() && !isStream) {
        draft.refuse("broken-json",
                     "this looks like JSON of iperf3, but is broken: " + json.problem()->message,
                     json.lineAt(json.problem()->offset),
                     json.columnAt(json.problem()->offset));
    }
    if (!isStream) {
        if (json.size() > 1) {
            draft.remark("written-twice",
                         "the file holds several documents; the first counts",
                         json.document(1).line());
        }
        const JsonValue root = json.document(0);
        parts.start = root["start"];
        parts.end = root["end"];
        parts.hasEnd = root.has("end");
        parts.error = root["error"].text();
        parts.errorLine = root["error"].line();
        for (const JsonValue interval : root["intervals"]) {
            parts.intervals.push_back(interval);
        }
    } else {
        const std::size_t whole = json.size() - (json.problem() && json.size() > 0 ? 1 : 0);
        for (std::size_t i = 0; i < whole; ++i) {
            const JsonValue document = json.document(i);
            const std::string event = document["event"].text();
            const JsonValue data = document["data"];
            if (event == "start") {
                parts.start = data;
            } else if (event == "interval") {
                parts.intervals.push_back(data);
            } else if (event == "end") {
                parts.end = data;
                parts.hasEnd = true;
            } else if (event == "error") {
                parts.error = data.text();
                parts.errorLine = document.line();
            }
        }
        if (json.problem()) {
            draft.doubt(EvidenceQuality::B,
                        "cut",
                        "the last event is broken and was left out",
                        json.lineAt(json.problem()->offset));
        }
    }
    IperfWriter(parts, draft).write();
}

int recogniseIperfText(const EvidenceSource& source)
{
    return !source.isJson() && source.headHas("[ ID] Interval") && source.headHas("Bitrate") ? 85
           : source.headHas("[ ID] Interval") && source.headHas("Bandwidth")                 ? 80
                                                                                             : 0;
}

/// `20.3 Gbits/sec` in bit/s.
std::optional<double> bitsOf(std::string_view number, std::string_view unit)
{
    const auto value = readNumber(number);
    const std::size_t bits = unit.find("bits/sec");
    const std::string_view prefix = bits == std::string_view::npos ? "?" : unit.substr(0, bits);
    const double factor = prefix.empty()  ? 1
                          : prefix == "K" ? 1e3
                          : prefix == "M" ? 1e6
                          : prefix == "G" ? 1e9
                          : prefix == "T" ? 1e12
                                          : 0;
    return value && factor > 0 ? std::optional(*value * factor) : std::nullopt;
}

class IperfText
{
public:
    explicit IperfText(EvidenceDraft& draft)
        : m_draft(draft)
    {}

    void readLine(std::string_view line, int number)
    {
        const std::vector<std::string_view> words = wordsOf(line);
        if (line.starts_with("iperf 3")) {
            m_draft.toolVersion = line;
        } else if (line.starts_with("Time: ")) {
            m_draft.capturedAt = isoTime(line.substr(6));
        } else if (line.starts_with("Starting Test:")) {
            takeTest(line, words);
        } else if (contains(line, "connected to")) {
            if (std::any_of(words.begin(), words.end(), isLocalAddress)) {
                m_draft.doubt(
                    EvidenceQuality::D,
                    "loopback",
                    "both ends are the same host: loopback, which says nothing about the network",
                    number);
            }
        } else if (contains(line, "Summary Results") || line.starts_with("- - -")) {
            m_isSummary = true;
        } else if (line.starts_with("iperf Done")) {
            m_isDone = true;
        } else if (m_isSummary && line.ends_with("receiver") && line.starts_with('[')) {
            takeSummary(line, words, number);
        }
    }

    void finish()
    {
        m_best.metric = m_isUdp ? "udp.rate" : "tcp.rate";
        m_best.conditions["streams"] = m_streams;
        if (m_best.window && *m_best.window < kShortSeconds) {
            m_best.quality = EvidenceQuality::B;
            m_best.warnings = {"measured for less than 2 s"};
        }
        if (!m_isDone) {
            m_draft.doubt(EvidenceQuality::C,
                          "no-end",
                          "the closing line of iperf3 is missing, so the test may not have ended");
        }
        if (!m_best.value) {
            m_draft.refuse("no-summary", "the log has no summary of what was received");
        }
        m_draft.add(m_best);
    }

private:
    void takeTest(std::string_view line, const std::vector<std::string_view>& words)
    {
        m_isUdp = contains(line, "UDP");
        for (std::size_t i = 1; i < words.size(); ++i) {
            if (words[i].starts_with("stream")) {
                m_streams = words[i - 1];
            }
        }
    }

    /// Units stand behind their numbers; the sum of all streams counts where there is one.
    void takeSummary(std::string_view line, const std::vector<std::string_view>& words, int number)
    {
        if (m_best.value && m_streams != "1" && !line.starts_with("[SUM]")) {
            return;
        }
        for (std::size_t i = 1; i < words.size(); ++i) {
            if (words[i].ends_with("bits/sec")) {
                m_best.value = bitsOf(words[i - 1], words[i]);
                m_best.line = number;
            }
        }
        if (words.size() > 2) {
            const std::string_view interval = words[0].ends_with(']') ? words[1] : words[2];
            const std::size_t dash = interval.find('-');
            m_best.window = dash == std::string_view::npos ? std::nullopt
                                                           : readNumber(interval.substr(dash + 1));
        }
    }

    EvidenceDraft& m_draft;
    bool m_isSummary = false;
    bool m_isDone = false;
    bool m_isUdp = false;
    std::string m_streams = "1";
    EvidenceReading m_best{.metric = "tcp.rate", .value = {}};
};

void readIperfText(const EvidenceSource& source, EvidenceDraft& draft)
{
    draft.tool = "iperf3";
    IperfText reader(draft);
    WholeLines lines(source, draft);
    while (lines.next()) {
        reader.readLine(trimmed(lines.text()), lines.number());
    }
    reader.finish();
}

constexpr auto kReaders = std::to_array<EvidenceReader>({
    {"iperf3-json", "JSON of iperf3", recogniseIperf, readIperf, true, true},
    {"iperf3", "a log of iperf3", recogniseIperfText, readIperfText},
});

} // namespace

std::span<const EvidenceReader> iperfReaders()
{
    return kReaders;
}

} // namespace netready
