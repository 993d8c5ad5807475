// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "core/evidence/evidence_reader.h"
#include "core/evidence/read_number.h"
#include "core/evidence/time_text.h"

#include <algorithm>
#include <array>

namespace netready {

namespace {

int recogniseFio(const EvidenceSource& source)
{
    return source.root().has("fio version") ? 95 : 0;
}

/// The percentile of a list whose keys are texts such as `99.000000`.
std::optional<double> percentileOf(JsonValue list, double wanted)
{
    for (const JsonValue entry : list) {
        const auto key = readNumber(entry.key());
        if (key && *key > wanted - 1e-9 && *key < wanted + 1e-9) {
            return entry.number();
        }
    }
    return std::nullopt;
}

class FioWriter
{
public:
    FioWriter(JsonValue root, EvidenceDraft& draft)
        : m_root(root)
        , m_draft(draft)
    {}

    void write()
    {
        m_draft.tool = "fio";
        m_draft.toolVersion = m_root["fio version"].text();
        const auto milliseconds = m_root["timestamp_ms"].number();
        m_draft.capturedAt = milliseconds ? isoTime(*milliseconds / 1000)
                                          : isoTime(m_root["timestamp"].number().value_or(0));
        std::string disks;
        for (const JsonValue disk : m_root["disk_util"]) {
            disks += (disks.empty() ? "" : ", ") + disk["name"].text();
        }
        int failed = 0;
        for (const JsonValue job : m_root["jobs"]) {
            const auto error = job["error"].integer();
            if (error && *error != 0) {
                ++failed;
                m_draft.remark("failed-run",
                               "job " + inQuotes(job["jobname"].text()) + " failed with error " +
                                   std::to_string(*error),
                               job["error"].line());
                continue;
            }
            for (const char* direction : {"read", "write"}) {
                writeSide(job, job[direction], direction, disks);
            }
        }
        if (failed > 0 && m_draft.recordCount() == 0) {
            m_draft.refuse("failed-run",
                           "every job failed, so there is nothing measured",
                           m_root["jobs"].line());
        }
        if (!m_root["jobs"].first()) {
            m_draft.refuse("no-jobs", "the file has no job");
        }
    }

private:
    std::string option(JsonValue job, const char* name)
    {
        const std::string own = job["job options"][name].text();
        return own.empty() ? m_root["global options"][name].text() : own;
    }

    void writeSide(JsonValue job, JsonValue side, const char* direction, const std::string& disks)
    {
        const auto total = side["total_ios"].number();
        const auto bytes = side["bw_bytes"].number();
        const auto kibibytes = side["bw"].number(); // all that fio 2 gives
        const bool isRun = total ? *total > 0 : kibibytes && *kibibytes > 0;
        if (!isRun) {
            return;
        }
        std::map<std::string, std::string> conditions = {{"job", job["jobname"].text()},
                                                         {"direction", direction}};
        for (const char* name : {"rw", "bs", "iodepth", "numjobs", "ioengine", "direct"}) {
            if (const std::string value = option(job, name); !value.empty()) {
                conditions[name] = value;
            }
        }
        if (!disks.empty()) {
            conditions["disks"] = disks;
        }
        EvidenceReading base{.metric = "sto.iops",
                             .value = side["iops"].number(),
                             .line = side.line(),
                             .scope = {EvidenceScopeKind::StorageTarget, disks},
                             .conditions = conditions};
        const auto runtime = side["runtime"].number();
        base.window = runtime ? std::optional(*runtime / 1000) : std::nullopt;
        base.samples = side["total_ios"].integer();
        if (runtime && *runtime < 1000) {
            base.quality = EvidenceQuality::D;
            base.warnings.emplace_back(
                "ran for less than a second, which is too short to be evidence");
            m_draft.remark("too-short", base.warnings.back(), side.line());
        }
        if (option(job, "direct") != "1") {
            base.quality = std::max(base.quality, EvidenceQuality::B);
            base.warnings.emplace_back(
                "not direct: it may have measured memory instead of the device");
            m_draft.remark(
                "page-cache",
                "job " + inQuotes(job["jobname"].text()) +
                    " did not use direct input and output, so it may have measured memory",
                side.line());
        }
        m_draft.add(base);
        base.metric = std::string_view(direction) == "read" ? "sto.read_bw" : "sto.write_bw";
        base.value = bytes ? bytes : kibibytes ? std::optional(*kibibytes * 1024) : std::nullopt;
        m_draft.add(base);
        writeLatency(side, base);
    }

    void writeLatency(JsonValue side, EvidenceReading base)
    {
        base.metric = "sto.lat";
        struct Kind
        {
            const char* key;
            double factor;
            const char* what;
        };
        static constexpr auto kKinds =
            std::to_array<Kind>({{"lat_ns", 1e-9, "submission to completion"},
                                 {"clat_ns", 1e-9, "completion"},
                                 {"clat", 1e-6, "completion"}});
        for (const Kind& kind : kKinds) {
            const JsonValue latency = side[kind.key];
            const JsonValue list = latency["percentile"];
            if (!percentileOf(list, 99)) {
                continue;
            }
            base.conditions["latency"] = kind.what;
            const auto put = [&](EvidenceStat stat, std::optional<double> value) {
                base.stat = stat;
                base.value = value ? std::optional(*value * kind.factor) : std::nullopt;
                base.line = latency.line();
                m_draft.add(base);
            };
            put(EvidenceStat::P50, percentileOf(list, 50));
            put(EvidenceStat::P95, percentileOf(list, 95));
            put(EvidenceStat::P99, percentileOf(list, 99));
            put(EvidenceStat::P999, percentileOf(list, 99.9));
            put(EvidenceStat::Mean, latency["mean"].number());
            put(EvidenceStat::Max, latency["max"].number());
            return;
        }
    }

    JsonValue m_root;
    EvidenceDraft& m_draft;
};

void readFio(const EvidenceSource& source, EvidenceDraft& draft)
{
    const JsonTree& json = source.json();
    std::size_t last = json.size();
    if (json.problem() && last > 0) {
        --last;
    }
    if (last == 0) {
        const auto& problem = *json.problem();
        draft.refuse("broken-json",
                     "this looks like JSON of fio, but is broken: " + problem.message,
                     json.lineAt(problem.offset),
                     json.columnAt(problem.offset));
    }
    if (json.problem()) {
        draft.doubt(
            EvidenceQuality::B,
            "cut",
            "the last document is broken, so the one before it counts and the run may go on",
            json.lineAt(json.problem()->offset));
    }
    if (json.size() > 1) {
        draft.remark(
            "several-documents",
            "the file holds " + std::to_string(json.size()) +
                " documents, as a run that reports in between writes; the last whole one counts",
            json.document(last - 1).line());
    }
    FioWriter(json.document(last - 1), draft).write();
}

constexpr auto kReaders =
    std::to_array<EvidenceReader>({{"fio-json", "JSON of fio", recogniseFio, readFio, true, true}});

} // namespace

std::span<const EvidenceReader> fioReaders()
{
    return kReaders;
}

} // namespace netready
