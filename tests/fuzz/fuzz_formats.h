// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/evidence/read_evidence.h"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <initializer_list>
#include <string_view>

namespace netready::testing {

/// Reads the bytes as each of the formats and as what they are recognised as; stops the program
/// where a result breaks what readEvidence promises.
inline int fuzzFormats(const std::uint8_t* data,
                       std::size_t size,
                       std::initializer_list<std::string_view> formats)
{
    const void* const bytes = data;
    const std::string_view text(static_cast<const char*>(bytes), size);
    const auto check = [&text](std::string_view format) {
        EvidenceOptions options;
        options.format = format;
        const EvidenceResult result = readEvidence("fuzz", text, options);
        for (const EvidenceRecord& record : result.records) {
            if (!std::isfinite(record.value) || findEvidenceMetric(record.metric) == nullptr) {
                std::abort();
            }
        }
        if (result.isRefused() && (!result.records.empty() || !result.inventory.isEmpty())) {
            std::abort();
        }
    };
    check("");
    for (const std::string_view format : formats) {
        check(format);
    }
    return 0;
}

} // namespace netready::testing
