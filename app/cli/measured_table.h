// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/client/evidence_import.h"

#include <nlohmann/json_fwd.hpp>

namespace netready {

// The figures of many series in one line: of each file and metric the series with the most.

/// One entry for each file and metric: series, and of each statistic the highest value with the
/// place where it was measured.
[[nodiscard]] nlohmann::ordered_json measuredJson(const ImportPreview& preview);

/// Prints nothing if nothing was measured.
void printMeasured(const ImportPreview& preview);

} // namespace netready
