// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "core/evidence/evidence_reader.h"
#include "core/evidence/read_number.h"
#include "core/evidence/time_text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace netready {

namespace {

struct Side
{
    std::optional<double> algorithm; ///< byte/s
    std::optional<double> bus;       ///< byte/s
    std::optional<double> wrong;
    bool isChecked = false;
};

/// One message size.
struct Row
{
    double size = 0;
    std::array<Side, 2> sides; ///< out of place, in place
    int line = 0;
};
constexpr std::array<std::string_view, 2> kSideNames = {"out-of-place", "in-place"};

struct Run
{
    std::string collective; ///< `AllReduce`, empty if the log does not say
    int ranks = 0;          ///< 0 if it does not say
    std::set<std::string> hosts;
    std::vector<Row> rows;
    std::optional<double> printedAverage; ///< byte/s
};

std::optional<double> busOf(const Row& row)
{
    std::optional<double> best;
    for (const Side& side : row.sides) {
        if (side.bus && (!best || *side.bus > *best)) {
            best = side.bus;
        }
    }
    return best;
}

std::string lowerWithoutMarks(std::string_view text)
{
    std::string out;
    for (const char c : lowered(text)) {
        if (c != '_' && c != '-' && c != ' ') {
            out.push_back(c);
        }
    }
    return out;
}

/// Ranks by the ratio of bus to algorithm bandwidth; 0 where it says nothing.
double ranksByRatio(const Run& run)
{
    const std::string kind = lowerWithoutMarks(run.collective);
    std::vector<Row> largestFirst(run.rows.rbegin(), run.rows.rend());
    for (const Row& row : largestFirst) {
        for (const Side& side : row.sides) {
            constexpr double kEnoughDigits = 10e9;
            if (!side.algorithm || !side.bus || *side.algorithm < kEnoughDigits) {
                continue;
            }
            const double ratio = *side.bus / *side.algorithm;
            if (kind == "allreduce" && ratio < 2) {
                return 2 / (2 - ratio);
            }
            if ((kind == "allgather" || kind == "reducescatter" || kind == "alltoall") &&
                ratio < 1) {
                return 1 / (1 - ratio);
            }
            return 0;
        }
    }
    return 0;
}

class RunWriter
{
public:
    RunWriter(const Run& run, EvidenceDraft& draft)
        : m_run(run)
        , m_draft(draft)
    {
        if (!run.collective.empty()) {
            m_conditions["collective"] = run.collective;
        }
    }

    void write()
    {
        m_draft.scope = {EvidenceScopeKind::RankSet, scopeName()};
        for (const Row& row : m_run.rows) {
            writeRow(row);
        }
        writeWrong();
        writeHeadline();
        writeRanks();
    }

private:
    [[nodiscard]] std::string scopeName() const
    {
        std::string name = m_run.ranks > 0 ? std::to_string(m_run.ranks) + " ranks" : "";
        if (!m_run.hosts.empty()) {
            name += (name.empty() ? "" : " on ") + std::to_string(m_run.hosts.size()) + " hosts";
        }
        return name;
    }

    void writeRow(const Row& row)
    {
        for (std::size_t i = 0; i < row.sides.size(); ++i) {
            const Side& side = row.sides[i];
            auto conditions = m_conditions;
            conditions["size"] = toText(row.size);
            conditions["place"] = kSideNames[i];
            const bool isFailed = side.wrong && *side.wrong > 0;
            const bool isImpossible = side.bus && side.algorithm && isAllReduce() &&
                                      m_run.ranks > 2 &&
                                      *side.bus < *side.algorithm * 0.99 - 0.02e9;
            std::vector<std::string> warnings;
            if (isImpossible) {
                warnings.emplace_back(
                    "bus bandwidth below algorithm bandwidth cannot be with more than two ranks");
                m_draft.remark("impossible", warnings.back(), row.line);
            }
            if (isFailed) {
                warnings.emplace_back("the result had wrong elements, so it is a failed test");
            }
            const EvidenceQuality quality =
                isImpossible || isFailed ? EvidenceQuality::D : EvidenceQuality::A;
            m_draft.add({.metric = "coll.busbw",
                         .value = side.bus,
                         .line = row.line,
                         .conditions = conditions,
                         .quality = quality,
                         .warnings = warnings});
            m_draft.add({.metric = "coll.algbw",
                         .value = side.algorithm,
                         .line = row.line,
                         .conditions = conditions,
                         .quality = quality,
                         .warnings = warnings});
        }
    }

    [[nodiscard]] bool isAllReduce() const
    {
        return lowerWithoutMarks(m_run.collective) == "allreduce";
    }

    void writeWrong()
    {
        double wrong = 0;
        std::int64_t checked = 0;
        int firstLine = 0;
        for (const Row& row : m_run.rows) {
            for (const Side& side : row.sides) {
                checked += side.isChecked ? 1 : 0;
                if (side.wrong && *side.wrong > 0) {
                    wrong += *side.wrong;
                    firstLine = firstLine == 0 ? row.line : firstLine;
                }
            }
        }
        if (checked == 0) {
            m_draft.remark(
                "not-checked",
                "the run did not check its results, so that they are correct is not known");
            return;
        }
        m_draft.add({.metric = "coll.wrong",
                     .value = wrong,
                     .stat = EvidenceStat::Sum,
                     .line = firstLine,
                     .conditions = m_conditions,
                     .samples = checked});
        if (wrong > 0) {
            m_draft.remark("failed-run",
                           toText(wrong) +
                               " elements were wrong: a failed test, not a measurement of speed",
                           firstLine);
        }
    }

    void writeHeadline()
    {
        const Row* largest = nullptr;
        double peak = 0;
        for (const Row& row : m_run.rows) {
            if (busOf(row) && (largest == nullptr || row.size >= largest->size)) {
                largest = &row;
            }
            peak = std::max(peak, busOf(row).value_or(0));
        }
        if (largest == nullptr) {
            return;
        }
        auto conditions = m_conditions;
        conditions["of"] = "all sizes";
        m_draft.add({.metric = "coll.busbw",
                     .value = peak,
                     .stat = EvidenceStat::Max,
                     .conditions = conditions,
                     .samples = static_cast<std::int64_t>(m_run.rows.size())});
        const double reached = *busOf(*largest);
        std::int64_t drops = 0;
        const Row* before = nullptr;
        std::optional<double> half;
        std::optional<double> most;
        for (const Row& row : m_run.rows) {
            const auto bus = busOf(row);
            if (!bus || row.size <= 0) {
                continue;
            }
            if (!half && *bus >= 0.5 * reached) {
                half = row.size;
            }
            if (!most && *bus >= 0.8 * reached) {
                most = row.size;
            }
            constexpr double kNoise = 0.1e9;
            if (before != nullptr && *busOf(*before) > kNoise && *bus < 0.5 * *busOf(*before)) {
                ++drops;
                m_draft.remark("drop",
                               "bus bandwidth falls by more than half from one size to the next",
                               row.line);
            }
            before = &row;
        }
        const auto count = static_cast<std::int64_t>(m_run.rows.size());
        m_draft.add({.metric = "coll.half_size",
                     .value = half,
                     .stat = EvidenceStat::Min,
                     .conditions = m_conditions,
                     .samples = count});
        m_draft.add({.metric = "coll.most_size",
                     .value = most,
                     .stat = EvidenceStat::Min,
                     .conditions = m_conditions,
                     .samples = count});
        m_draft.add({.metric = "coll.drops",
                     .value = static_cast<double>(drops),
                     .stat = EvidenceStat::Sum,
                     .conditions = m_conditions,
                     .samples = count});
        if (m_run.printedAverage) {
            auto printed = m_conditions;
            printed["of"] = "all sizes, as the tool prints it; small messages pull it down";
            m_draft.add({.metric = "coll.busbw",
                         .value = m_run.printedAverage,
                         .conditions = printed,
                         .quality = EvidenceQuality::C});
        }
    }

    void writeRanks()
    {
        if (m_run.ranks > 0) {
            m_draft.add({.metric = "coll.ranks",
                         .value = m_run.ranks,
                         .stat = EvidenceStat::Last,
                         .conditions = m_conditions});
        }
        const double byRatio = ranksByRatio(m_run);
        constexpr double kRoundingTooLarge = 200;
        if (byRatio > 1 && byRatio < kRoundingTooLarge) {
            auto conditions = m_conditions;
            conditions["by"] = "ratio of bandwidths";
            m_draft.add({.metric = "coll.ranks",
                         .value = std::round(byRatio),
                         .stat = EvidenceStat::Last,
                         .conditions = conditions,
                         .samples = static_cast<std::int64_t>(m_run.rows.size()),
                         .quality = EvidenceQuality::B});
            if (m_run.ranks > 0 && std::abs(byRatio - m_run.ranks) > 0.1 * m_run.ranks) {
                m_draft.remark("ranks-differ",
                               "the list names " + std::to_string(m_run.ranks) +
                                   " ranks, the bandwidths fit " + toText(std::round(byRatio)));
            }
        }
    }

    const Run& m_run;
    EvidenceDraft& m_draft;
    std::map<std::string, std::string> m_conditions;
};

/// Without what launchers put before a line: `0: `, `[1,0]<stdout>:`.
std::string_view withoutPrefix(std::string_view line)
{
    line = trimmed(line);
    if (line.starts_with('[')) {
        const std::size_t mark = line.find(">:");
        if (mark < 30) {
            return trimmed(line.substr(mark + 2));
        }
    }
    const std::size_t colon = line.find(": ");
    if (colon != std::string_view::npos && colon > 0 && colon < 12 &&
        readInteger(line.substr(0, colon))) {
        return trimmed(line.substr(colon + 1));
    }
    return line;
}

bool isHeader(std::string_view line)
{
    return contains(line, "size") && contains(line, "count") && contains(line, "algbw") &&
           contains(line, "busbw");
}

int recogniseNcclText(const EvidenceSource& source)
{
    if (source.isJson() && source.linesBefore() == 0) {
        return 0;
    }
    const std::string_view head = source.text().substr(0, 4U << 20);
    const std::size_t at = head.find("algbw");
    if (at == std::string_view::npos) {
        return 0;
    }
    const std::size_t start =
        head.rfind('\n', at) == std::string_view::npos ? 0 : head.rfind('\n', at);
    return isHeader(head.substr(start, head.find('\n', at) - start)) ? 90 : 0;
}

/// Reads the table by the names in its header.
class NcclText
{
public:
    NcclText(const EvidenceSource& source, EvidenceDraft& draft)
        : m_source(source)
        , m_draft(draft)
    {}

    void read()
    {
        WholeLines lines(m_source, m_draft);
        while (lines.next()) {
            readLine(withoutPrefix(lines.text()), lines.number());
        }
        if (m_runs.empty() || m_runs.back().rows.empty()) {
            m_draft.refuse("no-rows", "the log has the header of nccl-tests but no row of figures");
        }
        if (!m_isEnded) {
            m_draft.doubt(
                EvidenceQuality::B,
                "no-end",
                "the closing lines of nccl-tests are missing, so the run may not have ended");
        }
        if (m_isElided) {
            m_draft.doubt(EvidenceQuality::C, "elided", "lines were cut out of the log");
        }
        for (const Run& run : m_runs) {
            RunWriter(run, m_draft).write();
        }
    }

private:
    void readLine(std::string_view line, int number)
    {
        if (isHeader(line)) {
            takeHeader(line);
            return;
        }
        if (line.starts_with('#')) {
            takeComment(trimmed(line.substr(1)));
            return;
        }
        if (line == "..." || line == "…") {
            m_isElided = true;
            return;
        }
        if (line.empty() || line.front() < '0' || line.front() > '9') {
            takeForeign(line);
            return;
        }
        takeRow(line, number);
    }

    void takeHeader(std::string_view line)
    {
        while (line.starts_with('#')) {
            line.remove_prefix(1);
        }
        m_columns.clear();
        for (const std::string_view word : wordsOf(line)) {
            m_columns.emplace_back(word);
        }
        m_hasRedop = std::find(m_columns.begin(), m_columns.end(), "redop") != m_columns.end();
        if (m_runs.empty() || !m_runs.back().rows.empty()) {
            m_runs.emplace_back();
        }
        m_runs.back().ranks = std::max(m_runs.back().ranks, m_ranks);
        m_runs.back().hosts = m_hosts;
        m_runs.back().collective = m_collective;
    }

    void takeComment(std::string_view text)
    {
        if (text.starts_with("Rank ")) {
            const std::vector<std::string_view> words = wordsOf(text);
            const auto rank = words.size() > 1 ? readInteger(words[1]) : std::nullopt;
            if (rank && *rank >= 0 && *rank < 10000000) {
                m_ranks = std::max(m_ranks, static_cast<int>(*rank) + 1);
            }
            for (std::size_t i = 0; i + 1 < words.size(); ++i) {
                if (words[i] == "on") {
                    m_hosts.insert(std::string(words[i + 1]));
                }
            }
        } else if (text.starts_with("Out of bounds values")) {
            m_isEnded = true;
        } else if (text.starts_with("Avg bus bandwidth")) {
            m_isEnded = true;
            const auto value = readNumber(text.substr(text.find(':') + 1));
            if (value && !m_runs.empty()) {
                m_runs.back().printedAverage = *value * 1e9;
            }
        } else if (contains(text, "Collective test starting:")) {
            const std::string_view name = trimmed(text.substr(text.find(':') + 1));
            setCollective(name.substr(0, name.find("_perf")));
        } else if (contains(text, "Collective test concluded")) {
            m_isEnded = true;
        } else if (contains(text, "nccl-library=")) {
            const auto version =
                readInteger(wordsOf(text.substr(text.find("nccl-library=") + 13)).empty()
                                ? ""
                                : wordsOf(text.substr(text.find("nccl-library=") + 13))[0]);
            if (version && *version > 1000) {
                m_draft.toolVersion = "NCCL " + std::to_string(*version / 10000) + "." +
                                      std::to_string(*version / 100 % 100) + "." +
                                      std::to_string(*version % 100);
            }
        }
    }

    void takeForeign(std::string_view line)
    {
        const std::size_t at = line.find("NCCL version ");
        if (at != std::string_view::npos) {
            const std::vector<std::string_view> words = wordsOf(line.substr(at + 13));
            if (!words.empty()) {
                m_draft.toolVersion = "NCCL " + std::string(words[0]);
            }
        }
        const std::size_t command = line.find("_perf");
        if (m_collective.empty() && command != std::string_view::npos && command > 3) {
            const std::size_t start = line.find_last_of(" /", command);
            setCollective(line.substr(start == std::string_view::npos ? 0 : start + 1,
                                      command - (start == std::string_view::npos ? 0 : start + 1)));
        }
    }

    void setCollective(std::string_view name)
    {
        m_collective = name;
        if (!m_runs.empty() && m_runs.back().rows.empty()) {
            m_runs.back().collective = m_collective;
        }
    }

    void takeRow(std::string_view line, int number)
    {
        if (m_runs.empty()) {
            return;
        }
        const std::vector<std::string_view> words = wordsOf(line);
        const auto size = readInteger(words[0]);
        // All-to-all leaves the redop column empty, so a row may be one word short of its header.
        const std::size_t missing =
            m_columns.size() > words.size() ? m_columns.size() - words.size() : 0;
        if (!size || *size < 0 || missing > (m_hasRedop ? 1U : 0U) || words.size() < 6) {
            if (size && words.size() > 3) {
                m_draft.doubt(EvidenceQuality::B,
                              "odd-row",
                              "a row does not fit its header and was left out",
                              number);
            }
            return;
        }
        Row row;
        row.size = static_cast<double>(*size);
        row.line = number;
        std::size_t side = 0;
        bool isFirst = true;
        std::size_t shift = 0;
        for (std::size_t i = 0; i < m_columns.size(); ++i) {
            const std::string& column = m_columns[i];
            if (column == "redop" && missing > 0) {
                shift = 1;
                continue;
            }
            const std::string_view word = words[i - shift];
            if (column == "time" || column == "cputime") {
                side = isFirst ? 0 : 1;
                isFirst = false;
            } else if (column == "algbw") {
                row.sides[side].algorithm = gigabytes(word, number);
            } else if (column == "busbw") {
                row.sides[side].bus = gigabytes(word, number);
            } else if (column == "#wrong" || column == "wrong" || column == "error") {
                const auto wrong = readNumber(word);
                row.sides[side].isChecked = wrong.has_value();
                row.sides[side].wrong = column == "error" && wrong && *wrong < 1 ? 0 : wrong;
            }
        }
        if (row.size > 0) {
            m_runs.back().rows.push_back(row);
        }
    }

    std::optional<double> gigabytes(std::string_view word, int number)
    {
        const auto value = readNumber(word);
        if (!value || *value < 0) {
            m_draft.remark(
                "not-a-number", inQuotes(word) + " is no bandwidth and stays unknown", number);
            return std::nullopt;
        }
        // Two digits after the point: a printed zero is a small number, not nothing.
        return *value > 0 ? std::optional(*value * 1e9) : std::nullopt;
    }

    const EvidenceSource& m_source;
    EvidenceDraft& m_draft;
    std::vector<Run> m_runs;
    std::vector<std::string> m_columns;
    bool m_hasRedop = false;
    bool m_isEnded = false;
    bool m_isElided = false;
    int m_ranks = 0;
    std::set<std::string> m_hosts;
    std::string m_collective;
};

void readNcclText(const EvidenceSource& source, EvidenceDraft& draft)
{
    draft.tool = "nccl-tests";
    NcclText(source, draft).read();
}

int recogniseNcclJson(const EvidenceSource& source)
{
    const JsonValue root = source.root();
    if (contains(root["identifier"].text(), "nccl-tests")) {
        return 90;
    }
    return root.has("nccl_version") && (root.has("results") || root.has("config")) ? 95 : 0;
}

Side sideOf(JsonValue value, int line, EvidenceDraft& draft)
{
    Side side;
    if (value.isNothing()) {
        return side;
    }
    const auto gigabytes = [&](JsonValue number) -> std::optional<double> {
        if (!number.isNothing() && !number.number()) {
            draft.remark("not-a-number",
                         inQuotes(number.text()) + " is no bandwidth and stays unknown",
                         line);
        }
        return number.number() ? std::optional(*number.number() * 1e9) : std::nullopt;
    };
    side.algorithm = gigabytes(value["alg_bw"]);
    side.bus = gigabytes(value["bus_bw"]);
    side.wrong = value["nwrong"].number();
    side.isChecked = side.wrong.has_value();
    return side;
}

void readNcclJson(const EvidenceSource& source, EvidenceDraft& draft)
{
    const JsonValue root = source.root();
    if (!root.has("results") || root.has("identifier")) {
        draft.refuse("other-shape",
                     "this JSON of nccl-tests comes from a version that was never released; use "
                     "the text or format version 3");
    }
    draft.tool = "nccl-tests";
    if (const auto version = root["nccl_version"].integer()) {
        draft.toolVersion = "NCCL " + std::to_string(*version / 10000) + "." +
                            std::to_string(*version / 100 % 100) + "." +
                            std::to_string(*version % 100);
    }
    draft.capturedAt = isoTime(root["start_time"].text());
    Run run;
    for (const JsonValue device : root["config"]["devices"]) {
        ++run.ranks;
        run.hosts.insert(device["hostname"].text());
    }
    for (const JsonValue result : root["results"]) {
        Row row;
        row.size = result["size"].number().value_or(0);
        row.line = result.line();
        row.sides[0] = sideOf(result["out_of_place"], row.line, draft);
        row.sides[1] = sideOf(result["in_place"], row.line, draft);
        run.collective = result["experiment_name"].text();
        if (row.size > 0) {
            run.rows.push_back(row);
        }
    }
    if (run.rows.empty()) {
        draft.refuse("no-rows", "the file has no result");
    }
    const double byRatio = ranksByRatio(run);
    if (run.ranks == 1 && byRatio > 1.5) {
        draft.doubt(
            EvidenceQuality::B,
            "one-device",
            "the file names one device for all ranks, so their number comes from the bandwidths",
            root["config"]["devices"].line());
        run.ranks = 0;
    }
    if (!root.has("end_time")) {
        draft.doubt(
            EvidenceQuality::B, "no-end", "the run has no end time, so it may not have ended");
    }
    if (const auto average = root["average_bus_bandwidth"]["bandwidth"].number()) {
        run.printedAverage = *average * 1e9;
    }
    const auto outOfBounds = root["out_of_bounds"]["count"].number();
    if (outOfBounds && *outOfBounds > 0) {
        draft.remark("failed-run",
                     toText(*outOfBounds) + " results were out of bounds",
                     root["out_of_bounds"].line());
    }
    RunWriter(run, draft).write();
}

constexpr auto kReaders = std::to_array<EvidenceReader>({
    {"nccl-tests", "a log of nccl-tests", recogniseNcclText, readNcclText},
    {"nccl-tests-json", "JSON of nccl-tests", recogniseNcclJson, readNcclJson, true},
});

} // namespace

std::span<const EvidenceReader> ncclReaders()
{
    return kReaders;
}

} // namespace netready
