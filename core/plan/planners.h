// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/plan/plan_model.h"

namespace netready {

/// The two implementations of solve(). They get a checked model that holds nothing useless, in the
/// order of its keys.
[[nodiscard]] PlanSolution greedyPlan(const PlanModel& model, const std::stop_token& stop);
/// Limits: two seconds are a limit of wall time, so a plan that says it was stopped may differ on
///         another machine; the others do not
[[nodiscard]] PlanSolution bestPlan(const PlanModel& model, const std::stop_token& stop);

/// Money and hours that are left in each phase while items are placed.
class Resources
{
public:
    explicit Resources(const PlanModel& model);
    [[nodiscard]] bool fits(const PlanItem& item, std::size_t phase) const;
    void take(const PlanItem& item, std::size_t phase, double sign = 1);

private:
    struct Left
    {
        std::vector<double> amount; ///< money first, then by role; infinite without a limit
        std::vector<double> slack;  ///< what rounding may exceed it by
    };
    std::vector<Left> m_left;
    double m_money; ///< of all phases together
    double m_moneySlack;
};

/// The amounts of an item as Resources counts them: money first, then by role.
[[nodiscard]] double amountOf(const PlanItem& item, std::size_t resource);
/// The limits of a phase likewise; infinite without one.
[[nodiscard]] double limitOf(const PlanPhase& phase, std::size_t resource);
/// Money and as many roles as items and phases name.
[[nodiscard]] std::size_t resourceCount(const PlanModel& model);

} // namespace netready
