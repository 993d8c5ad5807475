// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "core/evidence/evidence_reader.h"
#include "core/evidence/read_number.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace netready {

namespace {

constexpr double kMebibyte = 1048576;

/// Both sides have the same address, so no network was crossed.
bool isLoopback(std::string_view local, std::string_view remote)
{
    const auto lid = [](std::string_view text) {
        return wordsOf(text.substr(std::min(text.find("LID "), text.size())));
    };
    const std::vector<std::string_view> a = lid(local);
    const std::vector<std::string_view> b = lid(remote);
    return a.size() > 1 && b.size() > 1 && a[1] == b[1] && a[1] != "0000" && a[1] != "0x0000" &&
           a[1] != "0";
}

int recognisePerftestText(const EvidenceSource& source)
{
    if (source.isJson()) {
        return 0;
    }
    const bool isTest = source.headHas("BW Test") || source.headHas("Latency Test") ||
                        source.headHas("_Bandwidth Test");
    return isTest &&
                   (source.headHas("RDMA_") || source.headHas("Send ") || source.headHas("Atomic"))
               ? 85
           : source.headHas("#bytes") && source.headHas("#iterations") ? 80
                                                                       : 0;
}

class PerftestText
{
public:
    explicit PerftestText(EvidenceDraft& draft)
        : m_draft(draft)
    {}

    void readLine(std::string_view raw, int number)
    {
        const std::string_view line = trimmed(raw);
        if (line.ends_with("Test") && (contains(line, "BW") || contains(line, "Latency"))) {
            m_test = line;
            m_isBoth = contains(line, "Bidirectional");
        } else if (line.starts_with("local address:")) {
            m_local = line;
        } else if (line.starts_with("remote address:")) {
            if (isLoopback(m_local, line) && !m_isLoopback) {
                m_isLoopback = true;
                m_draft.doubt(EvidenceQuality::D,
                              "loopback",
                              "both sides have the same address: loopback, which says nothing "
                              "about the network",
                              number);
            }
        } else if (line.starts_with("GID:")) {
            if (!m_gid.empty() && m_gid == line && !m_isLoopback) {
                m_isLoopback = true;
                m_draft.doubt(EvidenceQuality::D,
                              "loopback",
                              "both sides have the same address: loopback, which says nothing "
                              "about the network",
                              number);
            }
            m_gid = line;
        } else if (line.starts_with("#bytes")) {
            takeHeader(line);
        } else if (!line.empty() && line.front() >= '0' && line.front() <= '9') {
            takeRow(line, number);
        } else {
            takeField(line, number);
        }
    }

    void finish()
    {
        if (m_seen.empty()) {
            m_draft.refuse("no-rows", "the log has the header of perftest but no row of figures");
        }
    }

private:
    void takeHeader(std::string_view line)
    {
        m_columns.clear();
        constexpr auto kNames = std::to_array<std::string_view>({"#bytes",
                                                                 "#iterations",
                                                                 "BW peak",
                                                                 "BW average",
                                                                 "MsgRate",
                                                                 "t_min",
                                                                 "t_max",
                                                                 "t_typical",
                                                                 "t_avg",
                                                                 "t_stdev",
                                                                 "99.9%",
                                                                 "99%",
                                                                 "tps average",
                                                                 "CPU_Util"});
        std::vector<std::pair<std::size_t, std::string>> found;
        for (const std::string_view name : kNames) {
            const std::size_t at = line.find(name);
            const bool isTaken = std::any_of(
                found.begin(), found.end(), [at](const auto& other) { return other.first == at; });
            if (at != std::string_view::npos && !isTaken) {
                const std::string_view rest = line.substr(at + name.size());
                const std::string unit =
                    rest.starts_with('[') ? std::string(between(rest, "[", "]")) : std::string();
                found.emplace_back(at, std::string(name) + "|" + unit);
            }
        }
        std::sort(found.begin(), found.end());
        for (const auto& [at, name] : found) {
            m_columns.push_back(name);
        }
    }

    void takeField(std::string_view line, int number)
    {
        for (const auto& [label, name] :
             {std::pair<std::string_view, const char*>{"Link type", "link type"},
              {"Connection type", "connection"},
              {"Number of qps", "queue pairs"},
              {"Device", "device"},
              {"Mtu", "path MTU"}}) {
            const std::size_t at = line.find(label);
            const std::size_t colon = at == std::string_view::npos ? at : line.find(':', at);
            if (colon == std::string_view::npos) {
                continue;
            }
            const std::vector<std::string_view> words = wordsOf(line.substr(colon + 1));
            if (!words.empty()) {
                m_conditions[name] = words[0];
                if (label == "Mtu" && m_payload.insert(m_conditions[name]).second) {
                    m_draft.add({.metric = "rdma.mtu",
                                 .value = readNumber(words[0].substr(0, words[0].find('['))),
                                 .stat = EvidenceStat::Last,
                                 .line = number});
                }
            }
        }
        if (contains(line, "GPU") && (contains(line, "CUDA") || contains(line, "ROCm"))) {
            m_conditions["memory"] = "GPU";
        }
    }

    void takeRow(std::string_view line, int number)
    {
        const std::vector<std::string_view> words = wordsOf(line);
        if (m_columns.empty() || words.size() < 3) {
            return;
        }
        if (words.size() < m_columns.size()) {
            m_draft.doubt(EvidenceQuality::B,
                          "odd-row",
                          "a row does not fit its header and was left out",
                          number);
            return;
        }
        auto conditions = m_conditions;
        conditions["test"] = m_test;
        conditions["size"] = words[0];
        if (m_isBoth) {
            conditions["direction"] = "both ways together";
        }
        if (!m_seen.insert(std::string(line)).second) {
            return; // client and server print the same row
        }
        const auto iterations = readInteger(words[1]);
        for (std::size_t i = 0; i < m_columns.size(); ++i) {
            const std::size_t bar = m_columns[i].find('|');
            const std::string name = m_columns[i].substr(0, bar);
            const std::string unit = m_columns[i].substr(bar + 1);
            const auto value = readNumber(words[i]);
            if (!value) {
                continue;
            }
            EvidenceReading reading{.metric = "rdma.bw",
                                    .value = value,
                                    .line = number,
                                    .conditions = conditions,
                                    .samples = iterations};
            if (name == "BW peak" || name == "BW average") {
                // "MB/sec" is what older versions call the same MiB.
                reading.value = unit == "Gb/sec" ? *value * 1e9
                                : unit == "MB/sec" || unit == "MiB/sec"
                                    ? std::optional(*value * kMebibyte * 8)
                                    : std::nullopt;
                reading.stat = name == "BW peak" ? EvidenceStat::Max : EvidenceStat::Mean;
                if (name == "BW peak" && *value == 0) {
                    continue; // not measured in duration mode
                }
            } else if (name == "MsgRate") {
                reading.metric = "rdma.msg_rate";
                reading.value = *value * 1e6;
            } else if (!latencyStat(name, reading.stat)) {
                continue;
            } else {
                reading.metric = "rdma.lat";
                reading.value = *value * 1e-6;
            }
            m_draft.add(reading);
        }
    }

    static bool latencyStat(const std::string& name, EvidenceStat& stat)
    {
        static const std::map<std::string, EvidenceStat> kStats = {{"t_min", EvidenceStat::Min},
                                                                   {"t_max", EvidenceStat::Max},
                                                                   {"t_typical", EvidenceStat::P50},
                                                                   {"t_avg", EvidenceStat::Mean},
                                                                   {"99%", EvidenceStat::P99},
                                                                   {"99.9%", EvidenceStat::P999}};
        const auto found = kStats.find(name);
        if (found != kStats.end()) {
            stat = found->second;
        }
        return found != kStats.end();
    }

    EvidenceDraft& m_draft;
    std::string m_test;
    bool m_isBoth = false;
    bool m_isLoopback = false;
    std::string m_local;
    std::string m_gid;
    std::vector<std::string> m_columns;
    std::set<std::string> m_seen;
    std::set<std::string> m_payload;
    std::map<std::string, std::string> m_conditions;
};

void readPerftestText(const EvidenceSource& source, EvidenceDraft& draft)
{
    draft.tool = "perftest";
    PerftestText reader(draft);
    WholeLines lines(source, draft);
    while (lines.next()) {
        reader.readLine(lines.text(), lines.number());
    }
    reader.finish();
}

int recognisePerftestJson(const EvidenceSource& source)
{
    if (source.root()["test_info"].isMap() && source.root().has("results")) {
        return 90;
    }
    const std::string_view head = source.head().substr(0, 4000);
    return contains(head, "test_info") && (contains(head, "MsgSize") || contains(head, "Link type"))
               ? 85
               : 0;
}

/// Versions before 2023 write names without quotation marks; only for them is broken JSON mended.
void readPerftestJson(const EvidenceSource& source, EvidenceDraft& draft)
{
    draft.tool = "perftest";
    JsonTree mended;
    JsonValue root = source.root();
    if (source.json().problem()) {
        const std::size_t start = source.text().find('{');
        mended.parse(source.text(), start, {.isTolerant = true, .documents = 1});
        if (mended.problem() || mended.size() == 0) {
            const std::size_t at = mended.problem() ? mended.problem()->offset : start;
            draft.refuse("broken-json",
                         "the JSON of perftest is broken: " + (mended.problem()
                                                                   ? mended.problem()->message
                                                                   : std::string("no document")),
                         mended.lineAt(at),
                         mended.columnAt(at));
        }
        root = mended.document(0);
        draft.doubt(
            EvidenceQuality::B,
            "mended",
            "the JSON had names or values without quotation marks, as older versions write it");
    }
    const JsonValue results = root["results"].isList() ? root["results"].first() : root["results"];
    std::map<std::string, std::string> conditions;
    const auto take = [&](const char* key, const char* name) {
        if (const std::string text = root["test_info"][key].text(); !text.empty()) {
            conditions[name] = text;
        }
    };
    take("test", "test");
    take("Connection_type", "connection");
    take("Link_type", "link type");
    const auto size = results["MsgSize"].number();
    if (size) {
        conditions["size"] = toText(*size);
    }
    const int line = results.line();
    const auto samples = results["n_iterations"].integer();
    const auto rate = results["MsgRate"].number();
    const auto average = results["BW_average"].number();
    if (average && rate && size && *size > 0 && *rate > 0) {
        // The file gives no unit; messages a second times their size proves one of the two.
        const double bits = *rate * 1e6 * *size * 8;
        const double asMebibytes = *average * kMebibyte * 8;
        const double asGigabits = *average * 1e9;
        const bool isMebibytes = std::abs(asMebibytes / bits - 1) < 0.02;
        const bool isGigabits = std::abs(asGigabits / bits - 1) < 0.02;
        if (isMebibytes != isGigabits) {
            const double factor = isMebibytes ? kMebibyte * 8 : 1e9;
            draft.add({.metric = "rdma.bw",
                       .value = *average * factor,
                       .line = line,
                       .conditions = conditions,
                       .samples = samples});
            const auto peak = results["BW_peak"].number();
            draft.add({.metric = "rdma.bw",
                       .value = peak && *peak > 0 ? std::optional(*peak * factor) : std::nullopt,
                       .stat = EvidenceStat::Max,
                       .line = line,
                       .conditions = conditions,
                       .samples = samples});
        } else {
            draft.remark(
                "unit-unknown",
                "the file gives no unit of bandwidth and its message rate does not prove one",
                line);
        }
        draft.add({.metric = "rdma.msg_rate",
                   .value = *rate * 1e6,
                   .line = line,
                   .conditions = conditions,
                   .samples = samples});
    } else if (average || results["bw_avg"].number()) {
        draft.remark("unit-unknown",
                     "the file gives no unit of bandwidth and no message rate to prove one",
                     line);
    }
    for (const auto& [key, stat] : {std::pair{"t_min", EvidenceStat::Min},
                                    std::pair{"t_max", EvidenceStat::Max},
                                    std::pair{"t_typical", EvidenceStat::P50},
                                    std::pair{"t_avg", EvidenceStat::Mean},
                                    std::pair{"avg_lat", EvidenceStat::Mean},
                                    std::pair{"percentile_99", EvidenceStat::P99},
                                    std::pair{"percentile_99.9", EvidenceStat::P999}}) {
        const auto value = results[key].number();
        draft.add({.metric = "rdma.lat",
                   .value = value ? std::optional(*value * 1e-6) : std::nullopt,
                   .stat = stat,
                   .line = line,
                   .conditions = conditions,
                   .samples = samples});
    }
}

constexpr auto kReaders = std::to_array<EvidenceReader>({
    {"perftest", "a log of perftest", recognisePerftestText, readPerftestText},
    {"perftest-json", "JSON of perftest", recognisePerftestJson, readPerftestJson, false, true},
});

} // namespace

std::span<const EvidenceReader> perftestReaders()
{
    return kReaders;
}

} // namespace netready
