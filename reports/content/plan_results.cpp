// SPDX-License-Identifier: Apache-2.0
#include "reports/content/plan_results.h"

namespace netready {

PlanResults planResultsOf(const std::shared_ptr<const Knowledge>& knowledge,
                          const FactBase& facts,
                          const PlanOptions& options)
{
    PlanBoard board(knowledge, facts, options);
    PlanResults results{
        board.phases(), board.candidates(), board.now(), board.make(Planner::Greedy), {}, {}};
    if (!results.plan.outcomes.empty()) {
        results.waiting = waitingCost(results.now, results.plan.outcomes.back().numbers);
    }
    results.frontier = costFrontier(board);
    return results;
}

} // namespace netready
