// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/evidence/evidence_source.h"
#include "core/evidence/read_evidence.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace netready {

/// One figure as a reader found it.
struct EvidenceReading
{
    std::string_view metric;
    std::optional<double> value; ///< nothing is recorded without one
    EvidenceStat stat = EvidenceStat::Mean;
    int line = 0;
    EvidenceScope scope = {};
    std::map<std::string, std::string> conditions = {};
    std::optional<double> window = {};
    std::optional<std::int64_t> samples = {};
    EvidenceQuality quality = EvidenceQuality::A;
    EvidenceBound bound = EvidenceBound::Exact;
    std::vector<std::string> warnings = {};
};

/// What a reader writes into; the result is made of it.
class EvidenceDraft
{
public:
    EvidenceDraft(const EvidenceSource& source, const EvidenceOptions& options)
        : m_source(source)
        , m_options(options)
    {
        inventory.source = source.name();
    }

    std::string tool;
    std::string toolVersion;
    std::string capturedAt;
    EvidenceScope scope; ///< of readings without one
    Inventory inventory;

    /// Adds a record if the reading has a value.
    void add(EvidenceReading reading);
    /// Speed and MTU that a configuration gives a port.
    void addSettings(const InventoryPort& port, const std::string& node);
    /// Says something about a place that keeps the figures as they are.
    void remark(std::string code, std::string message, int line = 0);
    /// As remark, and no record is better than `worst`; each record carries the sentence.
    void doubt(EvidenceQuality worst, std::string code, std::string message, int line = 0);
    /// Gives up the file.
    [[noreturn]] void refuse(std::string code, std::string message, int line = 0, int column = 0);

    /// Reports progress and gives up if the caller wants no more; call it for every object or line.
    void step(std::size_t done, std::size_t total)
    {
        if (done % 4096 == 0) {
            report(done, total);
        }
    }

    [[nodiscard]] const EvidenceOptions& options() const { return m_options; }
    [[nodiscard]] std::size_t recordCount() const { return m_records.size(); }
    /// Fills in what all records share.
    void finish(EvidenceResult& result);

private:
    void report(std::size_t done, std::size_t total);

    const EvidenceSource& m_source;
    const EvidenceOptions& m_options;
    std::vector<EvidenceRecord> m_records;
    Diagnostics m_diagnostics;
    EvidenceQuality m_worst = EvidenceQuality::A;
    std::vector<std::string> m_doubts;
};

/// Goes through the lines of a text that are whole. Reports progress; a last line without an end
/// may be cut, so it is left out and the draft says so.
class WholeLines
{
public:
    WholeLines(const EvidenceSource& source, EvidenceDraft& draft, std::size_t first = 0)
        : m_source(source)
        , m_draft(draft)
        , m_next(first)
    {}

    /// The next line, or false at the end. Throws as EvidenceDraft::step does.
    [[nodiscard]] bool next()
    {
        const std::size_t count = m_source.lines().size();
        m_draft.step(m_next, count);
        if (m_next >= count) {
            return false;
        }
        ++m_next;
        if (m_source.endsInLine() && m_next == count) {
            sayCut();
            return false;
        }
        return true;
    }
    [[nodiscard]] std::string_view text() const { return m_source.lines()[m_next - 1]; }
    [[nodiscard]] int number() const { return static_cast<int>(m_next); }

private:
    void sayCut();

    const EvidenceSource& m_source;
    EvidenceDraft& m_draft;
    std::size_t m_next;
};

} // namespace netready
