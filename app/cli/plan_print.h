// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/plan/plan.h"
#include "core/plan/plan_study.h"
#include "core/plan/test_sheets.h"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <vector>

namespace netready {

/// What `netready plan` has found out, in so far as it was asked for.
struct PlanAnswer
{
    Plan plan;
    Planner planner = Planner::Greedy;
    std::optional<PlanTarget> target;
    std::optional<CheapestSet> cheapest;
    std::vector<FrontierPoint> frontier;
    std::vector<Contribution> contributions; ///< of the planned actions
    std::optional<std::vector<TestSheet>> tests;
};

void printPlan(const PlanBoard& board, const Knowledge& knowledge, const PlanAnswer& answer);
[[nodiscard]] nlohmann::ordered_json
planJson(const PlanBoard& board, const Knowledge& knowledge, const PlanAnswer& answer);

} // namespace netready
