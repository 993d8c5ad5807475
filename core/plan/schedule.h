// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/plan/candidates.h"
#include "core/plan/plan_model.h"

#include <optional>
#include <vector>

namespace netready {

/// When an action of a plan is at work, in days after the first day of its phase.
struct ActionTime
{
    double begin = 0;
    double planned = 0; ///< its end, if all goes well
    double latest = 0;  ///< its end, if it takes as long as it may
    bool operator==(const ActionTime&) const = default;
};

/// When each candidate is at work; nothing: it is not in the plan.
///
/// Model:  all of a phase begins on its first day, except what needs another action of the phase,
///         which begins when the last of those ends at the latest
/// Shape:  by candidate
/// Errors: InvalidInput if the choice has not one entry for each candidate
/// Limits: the people of a phase are held against its hours by the plan, not day by day here
[[nodiscard]] std::vector<std::optional<ActionTime>> scheduleOf(const Candidates& candidates,
                                                                const PlanChoice& choice);

} // namespace netready
