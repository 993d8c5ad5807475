// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/diagnostics.h"
#include "core/evidence/evidence.h"
#include "core/evidence/inventory.h"

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace netready {

/// What a query of a saved Prometheus answer asked for; the answer itself does not say.
struct EvidenceQuery
{
    std::string text;   ///< PromQL, kept with each record
    std::string metric; ///< one of evidenceMetrics()
    EvidenceStat stat = EvidenceStat::Last;
    double factor = 1; ///< values times this are in the unit of the metric
};

struct EvidenceOptions
{
    std::string fileTime; ///< ISO 8601; taken where the content gives no time
    std::string observer; ///< the device that was asked, where the file does not say
    std::optional<EvidenceQuery> query;
    /// Column of a foreign table → column of ours: `a_device`, `a_port`, `b_device`, `b_port`,
    /// `speed_gbps`, `media`, `length_m`, `label`. Compared without case.
    std::map<std::string, std::string> columns;
    std::string format; ///< of evidenceFormats(), to overrule recognition
    std::stop_token stop;
    std::function<void(std::size_t done, std::size_t total)>
        progress; ///< objects or lines; called now and then
};

/// What a file gave. If it was refused, the diagnostics hold one error that says why, and there is
/// nothing else.
struct EvidenceResult
{
    std::string format; ///< empty if nobody knows it
    std::string fileSha256;
    std::vector<EvidenceRecord> records;
    Inventory inventory;
    Diagnostics diagnostics;

    [[nodiscard]] bool isRefused() const { return hasErrors(diagnostics); }
};

/// A format that readers know.
struct EvidenceFormat
{
    std::string_view id;
    std::string_view title;
};
[[nodiscard]] std::vector<EvidenceFormat> evidenceFormats();

/// Reads a file of a foreign tool: records, inventory and what was repaired or left out.
///
/// The format is known by content, never by name. Secrets (environment, tokens, passwords,
/// communities, keys) are in nothing that is returned.
/// Shape:   records in the order of the file; the same bytes and options give the same result
/// Errors:  none for any bytes; what cannot be used is refused in the diagnostics, also a read that
///          was stopped
[[nodiscard]] EvidenceResult
readEvidence(std::string_view name, std::string_view bytes, const EvidenceOptions& options = {});

} // namespace netready
