// SPDX-License-Identifier: Apache-2.0
#include "core/evidence/evidence_draft.h"

#include "core/base/sha256.h"
#include "core/base/text.h"
#include "core/evidence/evidence_reader.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace netready {

void EvidenceDraft::add(EvidenceReading reading)
{
    const EvidenceMetric* const metric = findEvidenceMetric(reading.metric);
    assert(metric != nullptr);
    if (metric == nullptr || !reading.value || !std::isfinite(*reading.value)) {
        return;
    }
    EvidenceRecord record;
    record.metric = metric->id;
    record.unit = metric->unit;
    record.value = *reading.value;
    record.stat = reading.stat;
    record.line = reading.line;
    record.scope = reading.scope.kind == EvidenceScopeKind::Unknown && reading.scope.name.empty()
                       ? scope
                       : std::move(reading.scope);
    record.conditions = std::move(reading.conditions);
    record.windowSeconds = reading.window;
    record.samples = reading.samples;
    record.quality = reading.quality;
    record.bound = reading.bound;
    record.warnings = std::move(reading.warnings);
    m_records.push_back(std::move(record));
}

void EvidenceDraft::addSettings(const InventoryPort& port, const std::string& node)
{
    for (const auto& [metric, value] :
         {std::pair("link.speed", port.speed), std::pair("link.mtu", port.mtu)}) {
        add({.metric = metric,
             .value = value,
             .stat = EvidenceStat::Last,
             .line = port.line,
             .scope = {EvidenceScopeKind::Port, node + ":" + port.name},
             .conditions = {{"basis", "configured"}},
             .quality = EvidenceQuality::B});
    }
}

void EvidenceDraft::remark(std::string code, std::string message, int line)
{
    constexpr std::size_t kMost = 200;
    if (m_diagnostics.size() < kMost) {
        m_diagnostics.push_back({DiagnosticSeverity::Warning,
                                 std::move(code),
                                 std::move(message),
                                 {m_source.name(), line, 0}});
    }
}

void EvidenceDraft::doubt(EvidenceQuality worst, std::string code, std::string message, int line)
{
    m_worst = std::max(m_worst, worst);
    if (std::find(m_doubts.begin(), m_doubts.end(), message) == m_doubts.end() &&
        m_doubts.size() < 20) {
        m_doubts.push_back(message);
    }
    remark(std::move(code), std::move(message), line);
}

void EvidenceDraft::refuse(std::string code, std::string message, int line, int column)
{
    throw EvidenceRefusal{{DiagnosticSeverity::Error,
                           std::move(code),
                           std::move(message),
                           {m_source.name(), line, column}}};
}

void EvidenceDraft::report(std::size_t done, std::size_t total)
{
    if (m_options.stop.stop_requested()) {
        refuse("stopped", "reading was stopped before the end");
    }
    if (m_options.progress) {
        m_options.progress(done, total);
    }
}

void EvidenceDraft::finish(EvidenceResult& result)
{
    EvidenceTimeSource timeSource = EvidenceTimeSource::Unknown;
    if (!capturedAt.empty()) {
        timeSource = EvidenceTimeSource::Content;
    } else if (!m_options.fileTime.empty()) {
        capturedAt = m_options.fileTime;
        timeSource = EvidenceTimeSource::File;
    }
    for (EvidenceRecord& record : m_records) {
        record.fileSha256 = result.fileSha256;
        record.fileName = m_source.name();
        record.importer = result.format;
        record.tool = tool;
        record.toolVersion = toolVersion;
        if (record.capturedAt.empty()) {
            record.capturedAt = capturedAt;
            record.timeSource = timeSource;
        }
        record.quality = std::max(record.quality, m_worst);
        record.warnings.insert(record.warnings.end(), m_doubts.begin(), m_doubts.end());
        std::string key = record.fileSha256 + '\n' + record.metric + '\n' + record.scope.name +
                          '\n' + std::string(textOf(kEvidenceStats, record.stat)) + '\n' +
                          std::to_string(record.line);
        for (const auto& [name, value] : record.conditions) {
            key.append("\n").append(name).append("=").append(value);
        }
        constexpr std::size_t kIdLength = 24;
        record.id = sha256(key).substr(0, kIdLength);
    }
    result.records = std::move(m_records);
    result.inventory = std::move(inventory);
    result.diagnostics.insert(result.diagnostics.end(), m_diagnostics.begin(), m_diagnostics.end());
}

void WholeLines::sayCut()
{
    m_draft.doubt(EvidenceQuality::B, "cut", "the last line has no end and was left out", number());
}

} // namespace netready
