// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/evidence/evidence_draft.h"
#include "core/evidence/evidence_source.h"

#include <span>
#include <string_view>

namespace netready {

/// Thrown inside the folder when a file is given up; readEvidence makes a diagnostic of it.
struct EvidenceRefusal
{
    Diagnostic diagnostic;
};

/// How a format is known and read. `recognise` gives 0 (not this) to 100 (nothing else looks so)
/// and sees broken JSON as far as it goes; `read` gets broken JSON only if `readsBroken`.
struct EvidenceReader
{
    std::string_view format;
    std::string_view title;
    int (*recognise)(const EvidenceSource& source);
    void (*read)(const EvidenceSource& source, EvidenceDraft& draft);
    bool isJson = false;
    bool readsBroken = false;
};

/// All readers; of two that are equally sure the first is taken.
[[nodiscard]] std::span<const EvidenceReader> evidenceReaders();

// One reader or family a file; each list is in evidence_readers.cpp.
[[nodiscard]] std::span<const EvidenceReader> cablingReaders();
[[nodiscard]] std::span<const EvidenceReader> lldpReaders();
[[nodiscard]] std::span<const EvidenceReader> lldpSwitchReaders();
[[nodiscard]] std::span<const EvidenceReader> ncclReaders();
[[nodiscard]] std::span<const EvidenceReader> prometheusReaders();
[[nodiscard]] std::span<const EvidenceReader> metricPageReaders();
[[nodiscard]] std::span<const EvidenceReader> sonicReaders();
[[nodiscard]] std::span<const EvidenceReader> switchTextReaders();
[[nodiscard]] std::span<const EvidenceReader> netboxReaders();
[[nodiscard]] std::span<const EvidenceReader> infinibandTopologyReaders();
[[nodiscard]] std::span<const EvidenceReader> infinibandCounterReaders();
[[nodiscard]] std::span<const EvidenceReader> perftestReaders();
[[nodiscard]] std::span<const EvidenceReader> iperfReaders();
[[nodiscard]] std::span<const EvidenceReader> fioReaders();
[[nodiscard]] std::span<const EvidenceReader> fioTextReaders();
[[nodiscard]] std::span<const EvidenceReader> storageBenchmarkReaders();
[[nodiscard]] std::span<const EvidenceReader> gpuTopologyReaders();
[[nodiscard]] std::span<const EvidenceReader> servingReaders();
[[nodiscard]] std::span<const EvidenceReader> kubernetesReaders();
[[nodiscard]] std::span<const EvidenceReader> latencyReaders();
[[nodiscard]] std::span<const EvidenceReader> nicCounterReaders();
[[nodiscard]] std::span<const EvidenceReader> containerlabReaders();
[[nodiscard]] std::span<const EvidenceReader> diagramReaders();
[[nodiscard]] std::span<const EvidenceReader> foreignReaders();

} // namespace netready
