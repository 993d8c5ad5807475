// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/facts/fact_base.h"
#include "core/knowledge/knowledge.h"

#include <optional>
#include <string>
#include <vector>

namespace netready {

/// A phase of the plan as the facts give it.
struct PlannedPhase
{
    std::string id; ///< of the subject, or `now`, `next-year`, `year-3`
    std::string title;
    std::optional<Date> begins;
    std::optional<Date> ends;
    std::optional<Measure> budget;                ///< nothing: not limited
    std::vector<std::optional<Measure>> capacity; ///< by role as in kRoles, likewise
};

/// The phases of a client.
///
/// Shape:  by first day, then id; those without a first day come last. Without a subject `phase`,
///         three without dates and limits, as those of workloads
[[nodiscard]] std::vector<PlannedPhase> phasesOf(const FactBase& facts, const Knowledge& knowledge);

} // namespace netready
