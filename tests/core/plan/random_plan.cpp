// SPDX-License-Identifier: Apache-2.0
#include "tests/core/plan/random_plan.h"

#include "core/plan/planners.h"

#include <algorithm>

namespace netready {

namespace {

/// Decides one item after another; limits are kept on the way, needs are looked at in the end.
class Search
{
public:
    explicit Search(const PlanModel& model)
        : m_model(model)
        , m_left(model)
        , m_choice(model.items.size())
    {}

    double run(std::size_t item)
    {
        if (item == m_model.items.size()) {
            return brokenBy(m_model, m_choice).empty() ? gainOf(m_model, m_choice) : -1;
        }
        m_choice[item].reset();
        double best = run(item + 1);
        for (std::size_t p = m_model.items[item].earliest; p < m_model.phases.size(); ++p) {
            if (m_left.fits(m_model.items[item], p)) {
                m_left.take(m_model.items[item], p);
                m_choice[item] = p;
                best = std::max(best, run(item + 1));
                m_left.take(m_model.items[item], p, -1);
            }
        }
        m_choice[item].reset();
        return best;
    }

private:
    const PlanModel& m_model;
    Resources m_left;
    PlanChoice m_choice;
};

} // namespace

PlanModel RandomPlan::next(std::size_t items, std::size_t phases)
{
    constexpr std::size_t kRoles = 2;
    PlanModel model;
    double cost = 0;
    std::vector<double> effort(kRoles);
    for (std::size_t i = 0; i < items; ++i) {
        PlanItem item;
        item.key = "item-" + std::to_string(1000 + i);
        item.cost = below(5) == 0 ? 0 : 1000 * share();
        for (std::size_t r = 0; r < kRoles; ++r) {
            item.effort.push_back(below(2) == 0 ? 0 : 40 * share());
            effort[r] += item.effort[r];
        }
        item.gain = below(6) == 0 ? 0 : below(12) == 0 ? -share() : 10 * share();
        for (std::size_t n = below(3); n > 0 && i > 0; --n) {
            item.needs.push_back(below(i));
        }
        item.earliest = below(8) == 0 ? below(phases) : 0;
        cost += item.cost;
        model.items.push_back(item);
    }
    for (std::size_t p = 0; p < phases; ++p) {
        PlanPhase phase;
        const double part = 1.6 / static_cast<double>(phases);
        if (below(6) != 0) {
            phase.budget = part * share() * cost;
        }
        for (std::size_t r = 0; r < kRoles; ++r) {
            phase.capacity.push_back(below(3) == 0 ? std::nullopt
                                                   : std::optional(part * share() * effort[r]));
        }
        model.phases.push_back(phase);
    }
    if (below(3) == 0) {
        model.budget = share() * cost;
    }
    return model;
}

double exhaustiveGain(const PlanModel& model)
{
    return Search(model).run(0);
}

} // namespace netready
