// SPDX-License-Identifier: Apache-2.0
#include "core/plan/plan_model.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/plan/planners.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace netready {

namespace {

constexpr double kRounding = 1e-9;
constexpr double kLaterIsWorth = 0.9;

bool isAmount(double number)
{
    return std::isfinite(number) && number >= 0;
}

[[noreturn]] void refuse(const PlanItem& item, const std::string& what)
{
    throw Error(ErrorCode::InvalidInput, "the item " + inQuotes(item.key) + " " + what);
}

void check(const PlanModel& model)
{
    for (const PlanItem& item : model.items) {
        const bool amounts = isAmount(item.cost) && std::isfinite(item.gain) &&
                             std::all_of(item.effort.begin(), item.effort.end(), isAmount);
        if (!amounts) {
            refuse(item, "has a cost, an effort or a gain that is no amount");
        }
        for (const std::size_t need : item.needs) {
            if (need >= model.items.size()) {
                refuse(item, "needs an item that is not there");
            }
        }
    }
    const auto refuseLimit = [](double limit) {
        if (std::isnan(limit) || limit < 0) {
            throw Error(ErrorCode::InvalidInput, "the plan has a limit that is no amount");
        }
    };
    for (const PlanPhase& phase : model.phases) {
        for (std::size_t r = 0; r <= phase.capacity.size(); ++r) {
            refuseLimit(limitOf(phase, r));
        }
    }
    refuseLimit(model.budget.value_or(0));
}

/// What earns something, and what that needs, by key.
std::vector<std::size_t> usefulItems(const PlanModel& model)
{
    std::vector<std::size_t> order;
    std::vector<bool> isUseful(model.items.size());
    for (std::size_t i = 0; i < model.items.size(); ++i) {
        if (model.items[i].gain > 0) {
            isUseful[i] = true;
            order.push_back(i);
        }
    }
    for (std::size_t i = 0; i < order.size(); ++i) {
        for (const std::size_t need : model.items[order[i]].needs) {
            if (!isUseful[need]) {
                isUseful[need] = true;
                order.push_back(need);
            }
        }
    }
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return model.items[a].key < model.items[b].key;
    });
    return order;
}

PlanModel reduced(const PlanModel& model, const std::vector<std::size_t>& items)
{
    std::vector<std::size_t> place(model.items.size());
    for (std::size_t i = 0; i < items.size(); ++i) {
        place[items[i]] = i;
    }
    PlanModel small{{}, model.phases, model.budget};
    for (const std::size_t item : items) {
        small.items.push_back(model.items[item]);
        std::vector<std::size_t>& needs = small.items.back().needs;
        for (std::size_t& need : needs) {
            need = place[need];
        }
        std::sort(needs.begin(), needs.end());
        needs.erase(std::unique(needs.begin(), needs.end()), needs.end());
    }
    return small;
}

} // namespace

double phaseWeight(std::size_t phase)
{
    return std::pow(kLaterIsWorth, static_cast<double>(phase));
}

double amountOf(const PlanItem& item, std::size_t resource)
{
    if (resource == 0) {
        return item.cost;
    }
    return resource <= item.effort.size() ? item.effort[resource - 1] : 0;
}

double limitOf(const PlanPhase& phase, std::size_t resource)
{
    constexpr double kNone = std::numeric_limits<double>::infinity();
    if (resource == 0) {
        return phase.budget.value_or(kNone);
    }
    return resource <= phase.capacity.size() ? phase.capacity[resource - 1].value_or(kNone) : kNone;
}

std::size_t resourceCount(const PlanModel& model)
{
    std::size_t roles = 0;
    for (const PlanItem& item : model.items) {
        roles = std::max(roles, item.effort.size());
    }
    for (const PlanPhase& phase : model.phases) {
        roles = std::max(roles, phase.capacity.size());
    }
    return roles + 1;
}

Resources::Resources(const PlanModel& model)
    : m_money(model.budget.value_or(std::numeric_limits<double>::infinity()))
    , m_moneySlack(kRounding * model.budget.value_or(0))
{
    const std::size_t count = resourceCount(model);
    for (const PlanPhase& phase : model.phases) {
        Left left;
        for (std::size_t r = 0; r < count; ++r) {
            left.amount.push_back(limitOf(phase, r));
            left.slack.push_back(std::isinf(left.amount[r]) ? 0 : kRounding * left.amount[r]);
        }
        m_left.push_back(std::move(left));
    }
}

bool Resources::fits(const PlanItem& item, std::size_t phase) const
{
    if (item.cost > 0 && item.cost > m_money + m_moneySlack) {
        return false;
    }
    const Left& left = m_left[phase];
    for (std::size_t r = 0; r < left.amount.size(); ++r) {
        const double amount = amountOf(item, r);
        if (amount > 0 && amount > left.amount[r] + left.slack[r]) {
            return false;
        }
    }
    return true;
}

void Resources::take(const PlanItem& item, std::size_t phase, double sign)
{
    m_money -= sign * item.cost;
    Left& left = m_left[phase];
    for (std::size_t r = 0; r < left.amount.size(); ++r) {
        left.amount[r] -= sign * amountOf(item, r);
    }
}

double gainOf(const PlanModel& model, const PlanChoice& choice)
{
    double gain = 0;
    for (std::size_t i = 0; i < model.items.size(); ++i) {
        gain += choice[i] ? model.items[i].gain * phaseWeight(*choice[i]) : 0;
    }
    return gain;
}

std::string brokenBy(const PlanModel& model, const PlanChoice& choice)
{
    const std::size_t count = resourceCount(model);
    std::vector<std::vector<double>> used(model.phases.size(), std::vector<double>(count));
    double money = 0;
    for (std::size_t i = 0; i < model.items.size(); ++i) {
        const PlanItem& item = model.items[i];
        if (!choice[i]) {
            continue;
        }
        if (*choice[i] >= model.phases.size() || *choice[i] < item.earliest) {
            return inQuotes(item.key) + " is in a phase in which it cannot be done";
        }
        for (const std::size_t need : item.needs) {
            if (!choice[need] || *choice[need] > *choice[i]) {
                return inQuotes(item.key) + " comes before " + inQuotes(model.items[need].key) +
                       ", which it needs";
            }
        }
        money += item.cost;
        for (std::size_t r = 0; r < count; ++r) {
            used[*choice[i]][r] += amountOf(item, r);
        }
    }
    if (model.budget && money > *model.budget * (1 + kRounding)) {
        return "the phases together use more money than there is";
    }
    for (std::size_t p = 0; p < used.size(); ++p) {
        for (std::size_t r = 0; r < count; ++r) {
            const double limit = limitOf(model.phases[p], r);
            if (used[p][r] > limit * (1 + kRounding)) {
                return "phase " + std::to_string(p + 1) + " uses more " +
                       (r == 0 ? "money" : "hours") + " than it has";
            }
        }
    }
    return "";
}

double simpleBound(const PlanModel& model)
{
    double best = std::numeric_limits<double>::infinity();
    const std::size_t count = resourceCount(model);
    // The one after the last resource is the money of all phases together.
    for (std::size_t r = 0; r <= count; ++r) {
        const bool isTotal = r == count;
        const std::size_t resource = isTotal ? 0 : r;
        std::vector<std::pair<double, double>> shares; // gain for one unit, amount
        double gain = 0;
        for (const PlanItem& item : model.items) {
            if (item.gain <= 0 || item.earliest >= model.phases.size()) {
                continue;
            }
            if (amountOf(item, resource) > 0) {
                shares.emplace_back(item.gain / amountOf(item, resource), amountOf(item, resource));
            } else {
                gain += item.gain * phaseWeight(item.earliest);
            }
        }
        std::sort(shares.begin(), shares.end(), [](const auto& a, const auto& b) {
            return a.first > b.first;
        });
        std::size_t next = 0;
        for (std::size_t p = 0; p < model.phases.size(); ++p) {
            double left = isTotal ? (p == 0 ? limitOf({model.budget, {}}, 0) : 0)
                                  : limitOf(model.phases[p], resource);
            while (left > 0 && next < shares.size()) {
                const double part = std::min(left, shares[next].second);
                gain += part * shares[next].first * phaseWeight(p);
                left -= part;
                shares[next].second -= part;
                next += shares[next].second <= 0 ? 1U : 0U;
            }
        }
        best = std::min(best, gain);
    }
    return best;
}

PlanSolution solve(const PlanModel& model, Planner planner, const std::stop_token& stop)
{
    check(model);
    const std::vector<std::size_t> items = usefulItems(model);
    const PlanModel small = reduced(model, items);
    PlanSolution solution =
        planner == Planner::Best ? bestPlan(small, stop) : greedyPlan(small, stop);
    PlanChoice choice(model.items.size());
    for (std::size_t i = 0; i < items.size(); ++i) {
        choice[items[i]] = solution.choice[i];
    }
    solution.gain = gainOf(small, solution.choice);
    solution.choice = std::move(choice);
    solution.bound = std::max(solution.bound, solution.gain);
    return solution;
}

} // namespace netready
