// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "core/evidence/evidence_reader.h"
#include "core/evidence/read_number.h"
#include "core/evidence/time_text.h"

#include <algorithm>
#include <array>

namespace netready {

namespace {

// Semicolon lines (`--output-format=terse`, version 3) and what fio prints for people.

constexpr std::size_t kTerseRead = 5;   ///< first field of the reading side: KiB
constexpr std::size_t kTerseWrite = 46; ///< of the writing side
constexpr std::size_t kTerseFields = 128;

int recogniseTerse(const EvidenceSource& source)
{
    for (std::size_t i = 0; i < std::min<std::size_t>(source.lines().size(), 20); ++i) {
        if (source.lines()[i].starts_with("3;fio-")) {
            return 90;
        }
    }
    return 0;
}

void writeTerseSide(const std::vector<std::string_view>& fields,
                    std::size_t first,
                    bool isRead,
                    int line,
                    EvidenceDraft& draft)
{
    const auto kibibytes = readNumber(fields[first + 1]);
    const auto runtime = readNumber(fields[first + 3]);
    if (!kibibytes || *kibibytes <= 0 || !runtime) {
        return;
    }
    EvidenceReading base{.metric = "sto.iops",
                         .value = readNumber(fields[first + 2]),
                         .line = line,
                         .scope = {EvidenceScopeKind::StorageTarget, ""}};
    base.conditions = {{"job", std::string(fields[2])}, {"direction", isRead ? "read" : "write"}};
    base.window = *runtime / 1000;
    if (*runtime < 1000) {
        base.quality = EvidenceQuality::D;
        base.warnings = {"ran for less than a second, which is too short to be evidence"};
        draft.remark("too-short", base.warnings[0], line);
    }
    draft.add(base);
    base.metric = isRead ? "sto.read_bw" : "sto.write_bw";
    base.value = *kibibytes * 1024;
    draft.add(base);
    base.metric = "sto.lat";
    base.conditions["latency"] = "completion";
    for (std::size_t i = first + 12; i < first + 32; ++i) {
        const std::size_t equals = fields[i].find("%=");
        const auto share = equals == std::string_view::npos
                               ? std::nullopt
                               : readNumber(fields[i].substr(0, equals));
        const auto value = equals == std::string_view::npos
                               ? std::nullopt
                               : readNumber(fields[i].substr(equals + 2));
        if (!share || !value || *value <= 0) {
            continue;
        }
        const auto is = [&share](double wanted) {
            return *share > wanted - 1e-6 && *share < wanted + 1e-6;
        };
        if (is(50) || is(95) || is(99) || is(99.9)) {
            base.stat = is(50)   ? EvidenceStat::P50
                        : is(95) ? EvidenceStat::P95
                        : is(99) ? EvidenceStat::P99
                                 : EvidenceStat::P999;
            base.value = *value * 1e-6;
            draft.add(base);
        }
    }
}

void readTerse(const EvidenceSource& source, EvidenceDraft& draft)
{
    draft.tool = "fio";
    bool isAny = false;
    for (std::size_t i = 0; i < source.lines().size(); ++i) {
        const int number = static_cast<int>(i + 1);
        const std::string_view line = source.lines()[i];
        if (!line.starts_with("3;fio-")) {
            continue;
        }
        const std::vector<std::string_view> fields = split(line, ';');
        const bool isCut = source.endsInLine() && number == static_cast<int>(source.lines().size());
        if (fields.size() < kTerseFields || isCut) {
            draft.doubt(EvidenceQuality::B,
                        "cut",
                        "a line is shorter than version 3 of this format and was left out",
                        number);
            continue;
        }
        isAny = true;
        draft.toolVersion = fields[1];
        if (readInteger(fields[4]).value_or(0) != 0) {
            draft.remark("failed-run", "job " + inQuotes(fields[2]) + " failed", number);
            continue;
        }
        writeTerseSide(fields, kTerseRead, true, number, draft);
        writeTerseSide(fields, kTerseWrite, false, number, draft);
    }
    if (!isAny) {
        draft.refuse("no-rows", "no line is complete", 1);
    }
    draft.doubt(
        EvidenceQuality::B,
        "options-unknown",
        "this form does not say whether the run was direct, so it may have measured memory");
}

int recogniseNormal(const EvidenceSource& source)
{
    return !source.isJson() && source.headHas("\nfio-") && source.headHas("(groupid=") ? 85
           : source.headHas("(groupid=") && source.headHas("IOPS=")                    ? 80
                                                                                       : 0;
}

/// `1331MiB/s` in byte/s.
std::optional<double> bytesOf(std::string_view text)
{
    const auto number = takeNumber(text);
    struct Unit
    {
        std::string_view name;
        double bytes;
    };
    static constexpr auto kUnits = std::to_array<Unit>({{"B/s", 1},
                                                        {"KiB/s", 1024},
                                                        {"MiB/s", 1048576},
                                                        {"GiB/s", 1073741824},
                                                        {"TiB/s", 1099511627776},
                                                        {"kB/s", 1e3},
                                                        {"KB/s", 1e3},
                                                        {"MB/s", 1e6},
                                                        {"GB/s", 1e9},
                                                        {"TB/s", 1e12}});
    for (const Unit& unit : kUnits) {
        if (number && text == unit.name) {
            return *number * unit.bytes;
        }
    }
    return std::nullopt;
}

/// `1331` or `113k` operations.
std::optional<double> operationsOf(std::string_view text)
{
    const auto number = takeNumber(text);
    return number ? text.empty()  ? number
                    : text == "k" ? std::optional(*number * 1e3)
                    : text == "M" ? std::optional(*number * 1e6)
                                  : std::nullopt
                  : std::nullopt;
}

class NormalReader
{
public:
    explicit NormalReader(EvidenceDraft& draft)
        : m_draft(draft)
    {}

    void readLine(std::string_view raw, int number)
    {
        const std::string_view line = trimmed(raw);
        if (line.starts_with("fio-")) {
            m_draft.toolVersion = line;
        } else if (contains(line, "(groupid=") && contains(line, "err=")) {
            takeJob(line);
        } else if ((line.starts_with("read:") || line.starts_with("write:")) &&
                   contains(line, "IOPS=") && !m_isFailed) {
            takeSide(line, number);
        } else if (line.starts_with("clat percentiles (") ||
                   line.starts_with("lat percentiles (")) {
            const std::string_view unit = between(line, "(", ")");
            m_factor = unit == "nsec" ? 1e-9 : unit == "usec" ? 1e-6 : unit == "msec" ? 1e-3 : 0;
        } else if (line.starts_with('|') && m_factor > 0 && m_side) {
            takePercentiles(line, number);
        } else if (line.starts_with("Run status group")) {
            m_isEnded = true;
        }
    }

    void finish()
    {
        if (m_draft.recordCount() == 0) {
            m_draft.refuse("no-rows", "the log has no result of a job");
        }
        if (!m_isEnded) {
            m_draft.doubt(EvidenceQuality::B,
                          "no-end",
                          "the closing lines of fio are missing, so the run may not have ended");
        }
        m_draft.doubt(
            EvidenceQuality::B,
            "options-unknown",
            "this form does not say whether the run was direct, so it may have measured memory");
    }

private:
    void takeJob(std::string_view line)
    {
        m_side.reset();
        m_job = line.substr(0, line.find(':'));
        const std::string_view error = between(line, "err=", ":");
        m_isFailed = readInteger(error).value_or(0) != 0;
        if (m_isFailed) {
            m_draft.remark("failed-run", "job " + inQuotes(m_job) + " failed");
        }
        const std::size_t pid = line.find("pid=");
        const std::size_t colon = pid == std::string_view::npos ? pid : line.find(':', pid);
        if (colon != std::string_view::npos) {
            m_draft.capturedAt = isoTime(line.substr(colon + 1));
        }
    }

    void takeSide(std::string_view line, int number)
    {
        const bool isRead = line.starts_with("read");
        EvidenceReading base{.metric = "sto.iops",
                             .value = operationsOf(between(line, "IOPS=", ",")),
                             .line = number,
                             .scope = {EvidenceScopeKind::StorageTarget, ""}};
        base.conditions = {{"job", m_job}, {"direction", isRead ? "read" : "write"}};
        const std::size_t slash = line.rfind('/');
        std::string_view time =
            slash == std::string_view::npos ? std::string_view() : line.substr(slash + 1);
        const auto milliseconds = takeNumber(time);
        if (milliseconds && time.starts_with("msec")) {
            base.window = *milliseconds / 1000;
            if (*milliseconds < 1000) {
                base.quality = EvidenceQuality::D;
                base.warnings = {"ran for less than a second, which is too short to be evidence"};
                m_draft.remark("too-short", base.warnings[0], number);
            }
        }
        m_draft.add(base);
        base.metric = isRead ? "sto.read_bw" : "sto.write_bw";
        base.value = bytesOf(between(line, "BW=", " "));
        m_draft.add(base);
        base.metric = "sto.lat";
        base.conditions["latency"] = "completion";
        m_side = base;
        m_factor = 0;
    }

    void takePercentiles(std::string_view line, int number)
    {
        for (std::string_view part : split(line, ',')) {
            const std::size_t mark = part.find("th=[");
            const std::size_t close = part.find(']');
            if (mark == std::string_view::npos || close == std::string_view::npos) {
                continue;
            }
            std::string_view name = trimmed(part.substr(0, mark));
            while (!name.empty() && (name.front() == '|' || name.front() == ' ')) {
                name.remove_prefix(1);
            }
            const auto share = readNumber(name);
            const auto value = readNumber(part.substr(mark + 4, close - mark - 4));
            const auto is = [&share](double wanted) {
                return share && *share > wanted - 1e-6 && *share < wanted + 1e-6;
            };
            if (value && (is(50) || is(95) || is(99) || is(99.9))) {
                EvidenceReading reading = *m_side;
                reading.stat = is(50)   ? EvidenceStat::P50
                               : is(95) ? EvidenceStat::P95
                               : is(99) ? EvidenceStat::P99
                                        : EvidenceStat::P999;
                reading.value = *value * m_factor;
                reading.line = number;
                m_draft.add(reading);
            }
        }
    }

    EvidenceDraft& m_draft;
    std::string m_job;
    bool m_isFailed = false;
    bool m_isEnded = false;
    double m_factor = 0;
    std::optional<EvidenceReading> m_side;
};

void readNormal(const EvidenceSource& source, EvidenceDraft& draft)
{
    draft.tool = "fio";
    NormalReader reader(draft);
    WholeLines lines(source, draft);
    while (lines.next()) {
        reader.readLine(lines.text(), lines.number());
    }
    reader.finish();
}

constexpr auto kReaders = std::to_array<EvidenceReader>({
    {"fio-terse", "terse lines of fio", recogniseTerse, readTerse},
    {"fio", "a log of fio", recogniseNormal, readNormal},
});

} // namespace

std::span<const EvidenceReader> fioTextReaders()
{
    return kReaders;
}

} // namespace netready
