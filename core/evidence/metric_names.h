// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/evidence/evidence.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace netready {

/// What a metric of a known exporter means.
struct MetricMeaning
{
    std::string_view name;      ///< as the exporter calls it
    std::string_view metric;    ///< one of evidenceMetrics()
    double factor = 1;          ///< values times this are in its unit
    bool isCounter = false;     ///< only grows, so one sample is a total and two are a rate
    std::string_view rate = {}; ///< the metric of its rate, empty if there is none
};

/// Null if nobody knows the name.
[[nodiscard]] const MetricMeaning* findMetricMeaning(std::string_view name);

/// The value in the unit of the metric; empty where the exporter writes a value for "unknown".
[[nodiscard]] std::optional<double> meaningfulValue(const MetricMeaning& meaning, double value);

/// True if a counter of InfiniBand stands at the ceiling of its 32 bits, so that it says "at
/// least".
[[nodiscard]] bool isSaturated(const MetricMeaning& meaning, double value);

/// What the labels of a series name: `host:port`, `host gpu 3`, …
[[nodiscard]] EvidenceScope scopeOfLabels(const std::map<std::string, std::string>& labels);

} // namespace netready
