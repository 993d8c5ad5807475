// SPDX-License-Identifier: Apache-2.0
// The only file that knows CBC (COIN-OR branch and cut, EPL).
#include "core/plan/planners.h"

#include <CbcEventHandler.hpp>
#include <CbcModel.hpp>
#include <OsiClpSolverInterface.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <mutex>
#include <string>

namespace netready {

namespace {

constexpr double kSeconds = 2;
constexpr double kGap = 0.01;
// Up to here gain and bound are brought together: small plans are solved in hundredths of a second.
constexpr std::size_t kSmall = 20;

/// Ends the search when the caller asks for it.
class StopHandler : public CbcEventHandler
{
public:
    explicit StopHandler(std::stop_token token)
        : m_stop(std::move(token))
    {}
    CbcEventHandler* clone() const override { return new StopHandler(*this); }
    CbcAction event(CbcEvent /*which*/) override
    {
        return m_stop.stop_requested() ? stop : noAction;
    }

private:
    std::stop_token m_stop;
};

/// The program: variables "item done by the end of phase", rows, and how to read it back.
class SolverRows
{
public:
    explicit SolverRows(const PlanModel& model)
        : m_model(model)
        , m_phases(model.phases.size())
        , m_matrix(false, 0, 0)
    {
        const auto columns = static_cast<int>(model.items.size() * m_phases);
        m_matrix.setDimensions(0, columns);
        for (std::size_t i = 0; i < model.items.size(); ++i) {
            addItem(i);
        }
        for (std::size_t p = 0; p < m_phases; ++p) {
            for (std::size_t r = 0; r < resourceCount(model); ++r) {
                addLimit(p, r);
            }
        }
        if (model.budget && m_phases > 0) {
            addTotal(*model.budget);
        }
    }

    void load(OsiClpSolverInterface& solver) const
    {
        const std::vector<double> low(m_gain.size(), 0);
        solver.loadProblem(
            m_matrix, low.data(), m_most.data(), m_gain.data(), m_rowLow.data(), m_rowHigh.data());
        solver.setObjSense(-1);
        for (std::size_t c = 0; c < m_gain.size(); ++c) {
            solver.setInteger(static_cast<int>(c));
            solver.setColName(static_cast<int>(c), nameOf(c));
        }
    }

    [[nodiscard]] static std::string nameOf(std::size_t column)
    {
        return "y" + std::to_string(column);
    }

    /// Values of all variables for a choice.
    [[nodiscard]] std::vector<std::pair<std::string, double>> values(const PlanChoice& choice) const
    {
        std::vector<std::pair<std::string, double>> all;
        for (std::size_t i = 0; i < choice.size(); ++i) {
            for (std::size_t p = 0; p < m_phases; ++p) {
                all.emplace_back(nameOf(column(i, p)), choice[i] && *choice[i] <= p ? 1 : 0);
            }
        }
        return all;
    }

    [[nodiscard]] PlanChoice choice(const double* values) const
    {
        constexpr double kHalf = 0.5;
        PlanChoice choice(m_model.items.size());
        for (std::size_t i = 0; i < choice.size(); ++i) {
            for (std::size_t p = m_phases; p-- > 0;) {
                if (values[column(i, p)] > kHalf) {
                    choice[i] = p;
                }
            }
        }
        return choice;
    }

private:
    [[nodiscard]] std::size_t column(std::size_t item, std::size_t phase) const
    {
        return item * m_phases + phase;
    }

    void addRow(const std::vector<std::pair<std::size_t, double>>& entries, double high)
    {
        CoinPackedVector row;
        for (const auto& [column, factor] : entries) {
            row.insert(static_cast<int>(column), factor);
        }
        m_matrix.appendRow(row);
        m_rowLow.push_back(-std::numeric_limits<double>::max());
        m_rowHigh.push_back(high);
    }

    void addItem(std::size_t i)
    {
        const PlanItem& item = m_model.items[i];
        for (std::size_t p = 0; p < m_phases; ++p) {
            const double later = p + 1 < m_phases ? phaseWeight(p + 1) : 0;
            m_gain.push_back(item.gain * (phaseWeight(p) - later));
            m_most.push_back(p < item.earliest ? 0 : 1);
            if (p > 0) {
                addRow({{column(i, p - 1), 1}, {column(i, p), -1}}, 0);
            }
            for (const std::size_t need : item.needs) {
                if (need != i) {
                    addRow({{column(i, p), 1}, {column(need, p), -1}}, 0);
                }
            }
        }
    }

    void addLimit(std::size_t phase, std::size_t resource)
    {
        const double limit = limitOf(m_model.phases[phase], resource);
        double largest = 0;
        for (const PlanItem& item : m_model.items) {
            largest = std::max(largest, amountOf(item, resource));
        }
        if (std::isinf(limit) || largest <= 0) {
            return;
        }
        // Dollars and seconds are brought to about 1, where the tolerances of the solver are meant.
        std::vector<std::pair<std::size_t, double>> entries;
        for (std::size_t i = 0; i < m_model.items.size(); ++i) {
            const double amount = amountOf(m_model.items[i], resource) / largest;
            if (amount > 0) {
                entries.emplace_back(column(i, phase), amount);
                if (phase > 0) {
                    entries.emplace_back(column(i, phase - 1), -amount);
                }
            }
        }
        addRow(entries, limit / largest);
    }

    void addTotal(double limit)
    {
        double largest = 0;
        for (const PlanItem& item : m_model.items) {
            largest = std::max(largest, item.cost);
        }
        std::vector<std::pair<std::size_t, double>> entries;
        for (std::size_t i = 0; i < m_model.items.size() && largest > 0; ++i) {
            if (m_model.items[i].cost > 0) {
                entries.emplace_back(column(i, m_phases - 1), m_model.items[i].cost / largest);
            }
        }
        if (!entries.empty()) {
            addRow(entries, limit / largest);
        }
    }

    const PlanModel& m_model;
    std::size_t m_phases;
    CoinPackedMatrix m_matrix;
    std::vector<double> m_gain;
    std::vector<double> m_most;
    std::vector<double> m_rowLow;
    std::vector<double> m_rowHigh;
};

int doNothing(CbcModel* /*model*/, int /*whereFrom*/)
{
    return 0;
}

} // namespace

PlanSolution bestPlan(const PlanModel& model, const std::stop_token& stop)
{
    // The solver keeps its settings in static variables, so one at a time.
    static std::mutex mutex;
    const std::lock_guard lock(mutex);
    PlanSolution solution = greedyPlan(model, stop);
    if (model.items.empty() || model.phases.empty() || stop.stop_requested()) {
        solution.stopped = stop.stop_requested();
        return solution;
    }
    const double greedyGain = gainOf(model, solution.choice);
    if (greedyGain >= solution.bound * (1 - 1e-12)) {
        return solution; // nothing is scarce
    }
    const SolverRows program(model);
    OsiClpSolverInterface solver;
    solver.messageHandler()->setLogLevel(0);
    program.load(solver);
    CbcModel search(solver);
    CbcMain0(search);
    search.setLogLevel(0);
    search.solver()->messageHandler()->setLogLevel(0);
    const StopHandler handler(stop);
    search.passInEventHandler(&handler);
    search.setMIPStart(program.values(solution.choice));
    const std::string gap = model.items.size() <= kSmall ? "0" : std::to_string(kGap);
    const std::string seconds = std::to_string(kSeconds);
    const std::array<const char*, 16> arguments{"netready",
                                                "-log",
                                                "0",
                                                "-sec",
                                                seconds.c_str(),
                                                "-ratioGap",
                                                gap.c_str(),
                                                "-threads",
                                                "0",
                                                "-randomCbcSeed",
                                                "1",
                                                "-randomSeed",
                                                "1",
                                                "-solve",
                                                "-quit",
                                                nullptr};
    CbcMain1(static_cast<int>(arguments.size()) - 1,
             const_cast<const char**>(arguments.data()),
             search,
             doNothing);
    if (search.bestSolution() != nullptr) {
        PlanChoice found = program.choice(search.bestSolution());
        // The solver rounds; what does not hold exactly does not count.
        if (brokenBy(model, found).empty() && gainOf(model, found) > greedyGain) {
            solution.choice = std::move(found);
        }
    }
    const bool isDone = search.status() == 0 && search.isProvenOptimal();
    const double gain = gainOf(model, solution.choice);
    // Objective and bound of the solver are those of a minimisation.
    const double bound = std::fabs(search.getBestPossibleObjValue());
    if (std::isfinite(bound) && bound < 1e30 && bound >= gain * (1 - 1e-9)) {
        solution.bound = std::min(solution.bound, std::max(bound, gain));
    }
    solution.stopped = !isDone;
    return solution;
}

} // namespace netready
