// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "core/evidence/csv_table.h"
#include "core/evidence/evidence_reader.h"
#include "core/evidence/read_number.h"
#include "core/evidence/time_text.h"

#include <algorithm>
#include <array>

namespace netready {

namespace {

constexpr double kMebibyte = 1048576;
constexpr double kGibibyte = 1073741824;

int recogniseDlio(const EvidenceSource& source)
{
    const JsonValue root = source.root();
    return root["metric"].isMap() && root.has("num_accelerators") ? 90 : 0;
}

void readDlio(const EvidenceSource& source, EvidenceDraft& draft)
{
    const JsonValue root = source.root();
    const JsonValue metric = root["metric"];
    draft.tool = "MLPerf Storage";
    draft.capturedAt = isoTime(root["start"].text());
    const std::string accelerators = root["num_accelerators"].text();
    const std::string hosts = root["num_hosts"].text();
    draft.scope = {EvidenceScopeKind::StorageTarget,
                   accelerators + " accelerators on " + hosts + " hosts"};
    const std::map<std::string, std::string> conditions = {{"accelerators", accelerators},
                                                           {"hosts", hosts}};
    for (const JsonValue caching : root["potential_caching"]) {
        if (caching.number().value_or(0) != 0) {
            draft.doubt(EvidenceQuality::B,
                        "cached",
                        "the data set fitted into the memory of a host, so part of it was not read "
                        "from storage",
                        caching.line());
            break;
        }
    }
    const auto add = [&](const char* key, std::string_view id, double factor, EvidenceStat stat) {
        const auto value = metric[key].number();
        draft.add({.metric = id,
                   .value = value ? std::optional(*value * factor) : std::nullopt,
                   .stat = stat,
                   .line = metric[key].line(),
                   .conditions = conditions,
                   .samples = static_cast<std::int64_t>(metric["train_au_percentage"].size())});
    };
    add("train_au_mean_percentage", "sto.au", 0.01, EvidenceStat::Mean);
    add("train_throughput_mean_samples_per_second", "sto.sample_rate", 1, EvidenceStat::Mean);
    // Both units are binary, whatever they are called.
    add("train_io_mean_MB_per_second", "sto.read_bw", kMebibyte, EvidenceStat::Mean);
    add("save_checkpoint_io_mean_GB_per_second", "sto.write_bw", kGibibyte, EvidenceStat::Mean);
    add("load_checkpoint_io_mean_GB_per_second", "sto.read_bw", kGibibyte, EvidenceStat::Mean);
    draft.add({.metric = "sto.accelerators",
               .value = root["num_accelerators"].number(),
               .stat = EvidenceStat::Last,
               .line = root["num_accelerators"].line()});
    const std::string met = metric["train_au_meet_expectation"].text();
    if (met == "fail") {
        draft.remark("expectation-missed",
                     "the accelerators were less busy than the benchmark asks for",
                     metric["train_au_meet_expectation"].line());
    }
}

int recogniseElbencho(const EvidenceSource& source)
{
    const std::string_view line = source.head().substr(0, source.head().find('\n'));
    return contains(line, "ISO date") && contains(line, "operation") && contains(line, "[last]")
               ? 95
               : 0;
}

class ElbenchoRow
{
public:
    ElbenchoRow(const CsvTable& table, const CsvRow& row)
        : m_table(table)
        , m_row(row)
    {}

    [[nodiscard]] std::string cell(std::string_view name) const
    {
        const auto column = m_table.column(name);
        return column && *column < m_row.cells.size() ? m_row.cells[*column] : std::string();
    }

    void write(EvidenceDraft& draft)
    {
        m_conditions = {{"operation", cell("operation")}};
        for (const char* name : {"hosts",
                                 "threads",
                                 "block size",
                                 "file size",
                                 "IO depth",
                                 "direct IO",
                                 "random",
                                 "label"}) {
            if (const std::string value = cell(name); !value.empty()) {
                m_conditions[name] = value;
            }
        }
        m_scope = {EvidenceScopeKind::StorageTarget, cell("paths") + " paths"};
        writeRates(draft, "[last]", EvidenceStat::Mean, "the slowest thread ended");
        writeRates(draft, "[first]", EvidenceStat::Max, "the first thread ended");
        writeLatency(draft, "IO lat us [min]", EvidenceStat::Min);
        writeLatency(draft, "IO lat us [avg]", EvidenceStat::Mean);
        writeLatency(draft, "IO lat us [max]", EvidenceStat::Max);
    }

private:
    void writeRates(EvidenceDraft& draft,
                    const std::string& when,
                    EvidenceStat stat,
                    const char* until) const
    {
        EvidenceReading base{.metric = "sto.iops",
                             .value = readNumber(cell("IOPS " + when)),
                             .stat = stat,
                             .line = m_row.line,
                             .scope = m_scope,
                             .conditions = m_conditions};
        base.conditions["until"] = until;
        const auto time = readNumber(cell("time ms " + when));
        base.window = time ? std::optional(*time / 1000) : std::nullopt;
        if (time && *time < 1000) {
            base.quality = EvidenceQuality::B;
            base.warnings = {"ran for less than a second"};
        }
        draft.add(base);
        const auto mebibytes = readNumber(cell("MiB/s " + when));
        const std::string operation = cell("operation");
        if (contains(operation, "WRITE") || contains(operation, "READ")) {
            base.metric = contains(operation, "WRITE") ? "sto.write_bw" : "sto.read_bw";
            base.value = mebibytes ? std::optional(*mebibytes * kMebibyte) : std::nullopt;
            draft.add(base);
        }
    }

    void writeLatency(EvidenceDraft& draft, std::string_view name, EvidenceStat stat) const
    {
        const auto value = readNumber(cell(name));
        draft.add({.metric = "sto.lat",
                   .value = value ? std::optional(*value * 1e-6) : std::nullopt,
                   .stat = stat,
                   .line = m_row.line,
                   .scope = m_scope,
                   .conditions = m_conditions});
    }

    const CsvTable& m_table;
    const CsvRow& m_row;
    std::map<std::string, std::string> m_conditions;
    EvidenceScope m_scope;
};

void readElbencho(const EvidenceSource& source, EvidenceDraft& draft)
{
    const CsvTable table = readCsv(source.text());
    draft.tool = "elbencho";
    for (const CsvRow& row : table.rows) {
        if (row.isCut || row.cells.size() < table.header.size()) {
            draft.doubt(EvidenceQuality::B, "cut", "a row is not whole and was left out", row.line);
            continue;
        }
        ElbenchoRow reader(table, row);
        draft.capturedAt = std::max(draft.capturedAt, isoTime(reader.cell("ISO date")));
        reader.write(draft);
    }
    if (table.rows.empty()) {
        draft.refuse("no-rows", "the table has a header and no row", 1);
    }
}

constexpr auto kReaders = std::to_array<EvidenceReader>({
    {"mlperf-storage", "a summary of MLPerf Storage", recogniseDlio, readDlio, true},
    {"elbencho", "a table of elbencho", recogniseElbencho, readElbencho},
});

} // namespace

std::span<const EvidenceReader> storageBenchmarkReaders()
{
    return kReaders;
}

} // namespace netready
