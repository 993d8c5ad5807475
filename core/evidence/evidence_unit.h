// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/evidence/evidence.h"
#include "core/units/measure.h"

#include <string_view>

namespace netready {

/// The unit of a metric as parseMeasure() knows it: `b/s` for bit/s; empty for shares and counts.
[[nodiscard]] std::string_view unitOf(const EvidenceMetric& metric);

/// True if the metric says how something is built or set, and not what it does.
[[nodiscard]] bool isSetting(const EvidenceMetric& metric);

} // namespace netready
