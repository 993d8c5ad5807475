// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/plan/plan.h"
#include "core/plan/plan_study.h"

#include <memory>
#include <vector>

namespace netready {

/// The plan of a client with what it leads to, as reports and the plan page print it.
struct PlanResults
{
    std::vector<PlannedPhase> phases;
    Candidates candidates;
    AssessedNumbers now;
    Plan plan;
    WaitingCost waiting;
    std::vector<FrontierPoint> frontier;
};

/// The greedy plan of these facts, which is the same on every machine.
[[nodiscard]] PlanResults planResultsOf(const std::shared_ptr<const Knowledge>& knowledge,
                                        const FactBase& facts,
                                        const PlanOptions& options = {});

} // namespace netready
