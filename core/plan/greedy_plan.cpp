// SPDX-License-Identifier: Apache-2.0
#include "core/plan/planners.h"

#include <algorithm>
#include <limits>

namespace netready {

namespace {

/// Fills phases one after another with what earns most for what it takes, then improves by swaps.
class Greedy
{
public:
    explicit Greedy(const PlanModel& model)
        : m_model(model)
        , m_resources(model)
        , m_choice(model.items.size())
        , m_users(model.items.size())
        , m_total(resourceCount(model))
    {
        for (std::size_t i = 0; i < model.items.size(); ++i) {
            for (const std::size_t need : model.items[i].needs) {
                m_users[need].push_back(i);
            }
            for (std::size_t r = 0; r < m_total.size(); ++r) {
                m_total[r] += amountOf(model.items[i], r);
            }
        }
        // What nobody limits is free.
        for (std::size_t r = 0; r < m_total.size(); ++r) {
            const bool isLimited =
                std::any_of(model.phases.begin(), model.phases.end(), [&](const PlanPhase& phase) {
                    return limitOf(phase, r) < std::numeric_limits<double>::infinity();
                });
            m_total[r] = isLimited || (r == 0 && model.budget) ? m_total[r] : 0;
        }
    }

    PlanChoice run(const std::stop_token& stop, bool& stopped)
    {
        for (std::size_t phase = 0; phase < m_model.phases.size(); ++phase) {
            while (placeBest(phase)) {
                if (stop.stop_requested()) {
                    stopped = true;
                    return m_choice;
                }
            }
        }
        constexpr int kMostRounds = 4;
        for (int round = 0; round < kMostRounds && improve(stop, stopped); ++round) {
        }
        return m_choice;
    }

private:
    /// What has to be done with an item, in an order in which needs come first; nothing if one of
    /// them cannot be done by the phase.
    bool closure(std::size_t item, std::size_t phase, std::vector<std::size_t>& found)
    {
        if (m_choice[item] || m_seen[item] != 0) {
            return !m_choice[item] || *m_choice[item] <= phase;
        }
        m_seen[item] = 1;
        if (m_model.items[item].earliest > phase) {
            return false;
        }
        for (const std::size_t need : m_model.items[item].needs) {
            if (!closure(need, phase, found)) {
                return false;
            }
        }
        found.push_back(item);
        return true;
    }

    /// Share of all money and hours; a little for the item itself, so that it is never 0.
    [[nodiscard]] double share(const PlanItem& item) const
    {
        constexpr double kLeast = 1e-6;
        double sum = kLeast;
        for (std::size_t r = 0; r < m_total.size(); ++r) {
            sum += m_total[r] > 0 ? amountOf(item, r) / m_total[r] : 0;
        }
        return sum;
    }

    bool fits(const std::vector<std::size_t>& items, std::size_t phase)
    {
        std::size_t taken = 0;
        while (taken < items.size() && m_resources.fits(m_model.items[items[taken]], phase)) {
            m_resources.take(m_model.items[items[taken]], phase);
            ++taken;
        }
        for (std::size_t i = 0; i < taken; ++i) {
            m_resources.take(m_model.items[items[i]], phase, -1);
        }
        return taken == items.size();
    }

    bool placeBest(std::size_t phase)
    {
        std::vector<std::size_t> best;
        double bestRatio = 0;
        for (std::size_t i = 0; i < m_model.items.size(); ++i) {
            if (m_choice[i]) {
                continue;
            }
            std::vector<std::size_t> items;
            m_seen.assign(m_model.items.size(), 0);
            if (!closure(i, phase, items)) {
                continue;
            }
            double gain = 0;
            double taken = 0;
            for (const std::size_t item : items) {
                gain += m_model.items[item].gain;
                taken += share(m_model.items[item]);
            }
            if (gain / taken > bestRatio && fits(items, phase)) {
                bestRatio = gain / taken;
                best = std::move(items);
            }
        }
        for (const std::size_t item : best) {
            m_resources.take(m_model.items[item], phase);
            m_choice[item] = phase;
        }
        return !best.empty();
    }

    /// First and last phase in which an item may stand while the others stay.
    [[nodiscard]] bool mayStand(std::size_t item, std::size_t phase) const
    {
        const auto& needs = m_model.items[item].needs;
        return m_model.items[item].earliest <= phase &&
               std::all_of(
                   needs.begin(),
                   needs.end(),
                   [&](std::size_t need) { return m_choice[need] && *m_choice[need] <= phase; }) &&
               std::all_of(m_users[item].begin(), m_users[item].end(), [&](std::size_t user) {
                   return !m_choice[user] || *m_choice[user] >= phase;
               });
    }

    void put(std::size_t item, std::optional<std::size_t> phase)
    {
        if (m_choice[item]) {
            m_resources.take(m_model.items[item], *m_choice[item], -1);
        }
        m_choice[item] = phase;
        if (phase) {
            m_resources.take(m_model.items[item], *phase);
        }
    }

    /// Puts an item into another phase, or nowhere, if needs and limits allow it.
    bool tryPut(std::size_t item, std::optional<std::size_t> phase)
    {
        const std::optional<std::size_t> before = m_choice[item];
        put(item, std::nullopt);
        const bool isUsed = std::any_of(m_users[item].begin(),
                                        m_users[item].end(),
                                        [&](std::size_t user) { return m_choice[user]; });
        const bool may =
            phase ? mayStand(item, *phase) && m_resources.fits(m_model.items[item], *phase)
                  : !isUsed;
        put(item, may ? phase : before);
        return may;
    }

    [[nodiscard]] double worth(std::size_t item, std::optional<std::size_t> phase) const
    {
        return phase ? m_model.items[item].gain * phaseWeight(*phase) : 0;
    }

    bool moveEarlier(std::size_t item)
    {
        const std::size_t end = m_choice[item].value_or(m_model.phases.size());
        for (std::size_t phase = 0; phase < end && m_model.items[item].gain > 0; ++phase) {
            if (tryPut(item, phase)) {
                return true;
            }
        }
        return false;
    }

    /// Lets two items change places if that earns more.
    bool swap(std::size_t a, std::size_t b)
    {
        const auto atA = m_choice[a];
        const auto atB = m_choice[b];
        const double better = worth(a, atB) + worth(b, atA) - worth(a, atA) - worth(b, atB);
        constexpr double kLeast = 1e-12;
        if (atA == atB || better <= kLeast) {
            return false;
        }
        put(a, std::nullopt);
        put(b, std::nullopt);
        const auto place = [&](std::size_t item, std::optional<std::size_t> phase) {
            return !phase || tryPut(item, phase);
        };
        const auto unused = [&](std::size_t item) {
            return m_choice[item] ||
                   std::none_of(m_users[item].begin(), m_users[item].end(), [&](std::size_t user) {
                       return m_choice[user].has_value();
                   });
        };
        if (place(a, atB) && place(b, atA) && mayBoth(a, b) && unused(a) && unused(b)) {
            return true;
        }
        put(a, atA);
        put(b, atB);
        return false;
    }

    [[nodiscard]] bool mayBoth(std::size_t a, std::size_t b) const
    {
        return (!m_choice[a] || mayStand(a, *m_choice[a])) &&
               (!m_choice[b] || mayStand(b, *m_choice[b]));
    }

    bool improve(const std::stop_token& stop, bool& stopped)
    {
        bool any = false;
        for (std::size_t i = 0; i < m_choice.size(); ++i) {
            any = moveEarlier(i) || any;
            for (std::size_t j = i + 1; j < m_choice.size(); ++j) {
                any = swap(i, j) || any;
            }
            if (stop.stop_requested()) {
                stopped = true;
                return false;
            }
        }
        return any;
    }

    const PlanModel& m_model;
    Resources m_resources;
    PlanChoice m_choice;
    std::vector<std::vector<std::size_t>> m_users; ///< who needs an item
    std::vector<double> m_total;                   ///< of all items, by resource; 0 if it is free
    std::vector<std::uint8_t> m_seen;
};

} // namespace

PlanSolution greedyPlan(const PlanModel& model, const std::stop_token& stop)
{
    PlanSolution solution;
    solution.choice = Greedy(model).run(stop, solution.stopped);
    solution.bound = simpleBound(model);
    return solution;
}

} // namespace netready
