// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/assessment/assessment.h"

#include <nlohmann/json.hpp>

namespace netready {

/// The results of `assess` in the form that others build on (names are for ever):
/// `site`, `workloads`, `dimensions`, `findings`, `coverage`, `packs`, then more.
///
/// Units: scores from 0 to 100, rounded to two digits; shares from 0 to 1, rounded to four.
/// Shape: the order of the assessment; the same assessment gives the same bytes.
[[nodiscard]] nlohmann::ordered_json assessmentJson(const Assessment& assessment);

/// An explanation as a tree of `{"kind","label","value","origin","from","fact","parts"}`; members
/// that are empty are left out.
[[nodiscard]] nlohmann::ordered_json explanationJson(const ExplanationNode& node);

/// The open questions, best first.
[[nodiscard]] nlohmann::ordered_json questionsJson(const std::vector<RankedQuestion>& questions);

} // namespace netready
