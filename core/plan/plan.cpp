// SPDX-License-Identifier: Apache-2.0
#include "core/plan/plan.h"

#include "core/assessment/live_assessment.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/knowledge/words.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace netready {

namespace {

// Points of readiness below which an action adds nothing.
constexpr double kLeastGain = 1e-6;

double middle(ScoreRange range)
{
    return (range.low + range.high) / 2;
}

std::size_t roleIndex(std::string_view role)
{
    const auto found = std::find(kRoles.begin(), kRoles.end(), role);
    return static_cast<std::size_t>(found - kRoles.begin());
}

/// A limit that people gave, at its lower end.
std::optional<double> limit(const std::optional<Measure>& measure)
{
    return measure ? std::optional(measure->low) : std::nullopt;
}

} // namespace

double readinessOf(const AssessedNumbers& numbers)
{
    double sum = 0;
    double weights = 0;
    for (const WorkloadNumbers& workload : numbers.workloads) {
        const double weight = workload.mustRun == Truth::False ? 0.5 : 1;
        sum += weight * (middle(workload.score) + middle(workload.uncapped)) / 2;
        weights += weight;
    }
    if (numbers.workloads.empty()) {
        for (const auto& dimension : numbers.dimensions) {
            sum += dimension ? middle(*dimension) : 0;
            weights += dimension ? 1 : 0;
        }
    }
    return weights > 0 ? 100 * sum / weights : 0;
}

Interval<double> idleAvoided(const AssessedNumbers& before, const AssessedNumbers& after)
{
    const double low = before.idle.year.low() - after.idle.year.low();
    const double high = before.idle.year.high() - after.idle.year.high();
    return {std::min(low, high), std::max(low, high)};
}

class PlanBoard::Impl
{
public:
    Impl(std::shared_ptr<const Knowledge> packs, const FactBase& base, PlanOptions chosen)
        : knowledge(std::move(packs))
        , facts(base)
        , options(std::move(chosen))
        , state(std::make_unique<PlanState>(knowledge, facts, options.assess))
        , phases(options.phases ? *options.phases : phasesOf(facts, *knowledge))
        , candidates(candidatesOf(state->live(), facts, *knowledge, phases, options.path))
        , now(numbersOf(state->live()))
    {
        for (const PlanCandidate& candidate : candidates.all) {
            effects.push_back(
                effectOf(state->live(), *candidate.remedy.action, candidate.about.subject));
            const auto& sets = candidate.remedy.action->sets;
            hasFormula.push_back(std::any_of(
                sets.begin(), sets.end(), [](const auto& part) { return !part.formula.empty(); }));
        }
        sayLimits();
    }

    /// What an action makes facts by values alone.
    void layValues(std::size_t candidate, Overlay& overlay) const
    {
        const PlanCandidate& item = candidates.all[candidate];
        for (const ActionFact& part : item.remedy.action->sets) {
            if (part.formula.empty()) {
                overlay[{item.about.subject, part.attribute}] = part.value;
            }
        }
    }

    /// Lays candidates over an overlay as one phase does; the state shows the result.
    void layPhase(const std::vector<std::size_t>& items,
                  Overlay& overlay,
                  PlanState& shown,
                  std::vector<FactKey>* open)
    {
        for (const std::size_t item : items) {
            layValues(item, overlay);
        }
        shown.become(overlay);
        for (const std::size_t item : items) {
            if (!hasFormula[item]) {
                continue;
            }
            const PlanCandidate& candidate = candidates.all[item];
            const ActionEffect effect =
                effectOf(shown.live(), *candidate.remedy.action, candidate.about.subject);
            for (const auto& [key, value] : effect.facts) {
                overlay[key] = value;
            }
            if (open != nullptr) {
                open->insert(open->end(), effect.open.begin(), effect.open.end());
            }
            shown.become(overlay);
        }
    }

    /// The effects as they are now, for trying many sets quickly.
    [[nodiscard]] Overlay roughOverlay(const std::vector<std::size_t>& items) const
    {
        Overlay overlay;
        for (const std::size_t item : items) {
            for (const auto& [key, value] : effects[item].facts) {
                overlay[key] = value;
            }
        }
        return overlay;
    }

    double roughReadiness(const std::vector<std::size_t>& items)
    {
        state->become(roughOverlay(items));
        return readinessNow();
    }

    [[nodiscard]] double readinessNow() const { return readinessOf(numbersOf(state->live())); }

    void sayLimits()
    {
        const bool hasBudget =
            options.budget || std::any_of(phases.begin(), phases.end(), [](const auto& phase) {
                return phase.budget.has_value();
            });
        if (!hasBudget) {
            remarks.emplace_back("No budget is known, so money limits nothing.");
        }
        for (const PlannedPhase& phase : phases) {
            if (phase.budget && phase.budget->currency != Currency::Usd &&
                phase.budget->currency != Currency::None) {
                remarks.push_back("The budget of " + inQuotes(phase.title) + " is " +
                                  toString(*phase.budget) +
                                  ", which cannot be held against US dollars, so it limits "
                                  "nothing.");
            }
        }
        if (candidates.path == PlanPath::Both && !candidates.pathByHand) {
            remarks.emplace_back("It is not known whether accelerators run already, so actions for "
                                 "both paths count.");
        }
        remarks.insert(remarks.end(), candidates.remarks.begin(), candidates.remarks.end());
    }

    std::shared_ptr<const Knowledge> knowledge;
    const FactBase& facts;
    PlanOptions options;
    std::unique_ptr<PlanState> state;
    std::vector<PlannedPhase> phases;
    Candidates candidates;
    AssessedNumbers now;
    std::vector<ActionEffect> effects; ///< by candidate, as the facts stand
    std::vector<bool> hasFormula;      ///< by candidate
    std::vector<std::string> remarks;
    std::optional<PlanModel> model;

    /// What stands after each phase, for predictions that differ little from the last one.
    struct Stage
    {
        std::unique_ptr<PlanState> state;
        std::vector<std::size_t> items;
        Overlay before;
        Overlay overlay;
        PhaseOutcome outcome;
        bool isValid = false;
    };
    std::vector<Stage> stages;
    bool keepsStages = false;
};

PlanBoard::PlanBoard(std::shared_ptr<const Knowledge> knowledge,
                     const FactBase& facts,
                     PlanOptions options)
    : m_impl(std::make_unique<Impl>(std::move(knowledge), facts, std::move(options)))
{}

PlanBoard::~PlanBoard() = default;
PlanBoard::PlanBoard(PlanBoard&&) noexcept = default;
PlanBoard& PlanBoard::operator=(PlanBoard&&) noexcept = default;

const std::vector<PlannedPhase>& PlanBoard::phases() const
{
    return m_impl->phases;
}

const Candidates& PlanBoard::candidates() const
{
    return m_impl->candidates;
}

const AssessedNumbers& PlanBoard::now() const
{
    return m_impl->now;
}

std::vector<std::size_t> PlanBoard::inPhase(const PlanChoice& choice, std::size_t phase)
{
    std::vector<std::size_t> items;
    for (std::size_t i = 0; i < choice.size(); ++i) {
        if (choice[i] == phase) {
            items.push_back(i);
        }
    }
    return items;
}

std::vector<std::size_t> PlanBoard::withNeeds(std::size_t candidate) const
{
    std::set<std::size_t> found;
    const auto visit = [&](const auto& self, std::size_t item) -> void {
        if (!found.insert(item).second) {
            return;
        }
        for (const CandidateNeed& need : m_impl->candidates.all[item].needs) {
            if (need.state == NeedState::Candidate) {
                self(self, need.candidate);
            }
        }
    };
    visit(visit, candidate);
    return {found.begin(), found.end()};
}

PlanAmounts PlanBoard::amountsOf(const std::vector<std::size_t>& candidates) const
{
    PlanAmounts amounts;
    for (const std::size_t item : candidates) {
        const PlanCandidate& candidate = m_impl->candidates.all[item];
        const auto add =
            [](const std::optional<Measure>& measure, Interval<double>& sum, std::size_t& open) {
                if (measure) {
                    sum = sum + Interval<double>(measure->low, measure->high);
                } else {
                    ++open;
                }
            };
        add(candidate.cost, amounts.cost, amounts.openCosts);
        add(candidate.effort, amounts.effort, amounts.openEfforts);
    }
    return amounts;
}

namespace {

PlanAmounts sum(const PlanAmounts& a, const PlanAmounts& b)
{
    return {a.cost + b.cost,
            a.effort + b.effort,
            a.openCosts + b.openCosts,
            a.openEfforts + b.openEfforts};
}

PlanItem itemOf(const PlanCandidate& candidate)
{
    PlanItem item;
    item.key = candidate.about.text();
    item.cost = candidate.cost ? candidate.cost->high : 0;
    item.effort.resize(kRoles.size());
    const std::size_t role = roleIndex(candidate.remedy.action->role);
    if (role < kRoles.size() && candidate.effort) {
        item.effort[role] = candidate.effort->high;
    }
    return item;
}

std::vector<PlanPhase> limitsOf(const std::vector<PlannedPhase>& phases)
{
    std::vector<PlanPhase> limits;
    for (const PlannedPhase& phase : phases) {
        PlanPhase one;
        const bool isDollars = phase.budget && (phase.budget->currency == Currency::Usd ||
                                                phase.budget->currency == Currency::None);
        one.budget = isDollars ? limit(phase.budget) : std::nullopt;
        for (const std::optional<Measure>& capacity : phase.capacity) {
            one.capacity.push_back(limit(capacity));
        }
        limits.push_back(std::move(one));
    }
    return limits;
}

/// Takes what is decided off the limits; nothing goes below 0.
void takeOff(const PlanItem& item, std::size_t phase, PlanModel& model)
{
    const auto take = [](std::optional<double>& left, double amount) {
        left = left ? std::optional(std::max(0.0, *left - amount)) : left;
    };
    take(model.budget, item.cost);
    take(model.phases[phase].budget, item.cost);
    for (std::size_t r = 0; r < item.effort.size() && r < model.phases[phase].capacity.size();
         ++r) {
        take(model.phases[phase].capacity[r], item.effort[r]);
    }
}

/// The cheapest candidates that remedy the failing gates of a workload, by rank.
std::vector<std::size_t> gateRemedies(const LiveAssessment& live,
                                      const std::vector<PlanCandidate>& candidates,
                                      const std::vector<PlanItem>& items,
                                      std::size_t workload,
                                      bool majorsToo)
{
    const Model& model = *live.impl().model;
    std::map<std::size_t, std::size_t> byFinding;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        if (candidates[i].state != CandidateState::Free) {
            continue;
        }
        for (const std::size_t finding : candidates[i].remedy.fails) {
            const Model::Instance& instance = model.instances()[finding];
            const Gate gate = instance.rule->gate;
            const bool counts = gate == Gate::Blocker || (majorsToo && gate == Gate::Major);
            const std::vector<std::size_t> places = workloadsOf(live, finding);
            if (!counts || model.gateState(instance) != GateState::Fails ||
                std::find(places.begin(), places.end(), workload) == places.end()) {
                continue;
            }
            const auto [found, isNew] = byFinding.try_emplace(finding, i);
            if (!isNew && items[i].cost < items[found->second].cost) {
                found->second = i;
            }
        }
    }
    std::set<std::size_t> chosen;
    for (const auto& [finding, candidate] : byFinding) {
        chosen.insert(candidate);
    }
    return {chosen.begin(), chosen.end()};
}

} // namespace

const PlanModel& PlanBoard::model()
{
    Impl& board = *m_impl;
    if (board.model) {
        return *board.model;
    }
    const std::vector<PlanCandidate>& all = board.candidates.all;
    PlanModel model{{}, limitsOf(board.phases), board.options.budget};
    board.state->become({});
    std::vector<std::size_t> pinned;
    for (std::size_t i = 0; i < all.size(); ++i) {
        model.items.push_back(itemOf(all[i]));
        if (all[i].state == CandidateState::Pinned) {
            pinned.push_back(i);
            takeOff(model.items[i], *all[i].pinned, model);
        }
    }
    const double base = board.roughReadiness(pinned);
    const auto gainWith = [&](std::vector<std::size_t> items) {
        items.insert(items.end(), pinned.begin(), pinned.end());
        std::sort(items.begin(), items.end());
        return board.roughReadiness(items) - base;
    };
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i].state != CandidateState::Free) {
            continue;
        }
        for (const CandidateNeed& need : all[i].needs) {
            if (need.state != NeedState::Candidate) {
                continue;
            }
            if (all[need.candidate].state == CandidateState::Pinned) {
                model.items[i].earliest =
                    std::max(model.items[i].earliest, *all[need.candidate].pinned);
            } else if (all[need.candidate].state == CandidateState::Free) {
                model.items[i].needs.push_back(need.candidate);
            }
        }
        const double gain = gainWith({i});
        model.items[i].gain = gain > kLeastGain ? gain : 0;
    }
    for (std::size_t w = 0; w < board.now.workloads.size(); ++w) {
        for (const bool majorsToo : {false, true}) {
            board.state->become({});
            const std::vector<std::size_t> together =
                gateRemedies(board.state->live(), all, model.items, w, majorsToo);
            if (together.empty()) {
                continue;
            }
            PlanItem bundle;
            bundle.key = "bundle/" + board.now.workloads[w].subject.text() +
                         (majorsToo ? "/majors" : "/blockers");
            bundle.needs = together;
            std::set<std::size_t> closure;
            for (const std::size_t item : together) {
                const std::vector<std::size_t> needs = withNeeds(item);
                closure.insert(needs.begin(), needs.end());
            }
            double single = 0;
            for (const std::size_t item : closure) {
                single += model.items[item].gain;
            }
            bundle.gain = gainWith({closure.begin(), closure.end()}) - single;
            if (bundle.gain > kLeastGain) {
                model.items.push_back(std::move(bundle));
            }
        }
    }
    board.model = std::move(model);
    return *board.model;
}

AssessedNumbers PlanBoard::predictSet(const std::vector<std::size_t>& candidates)
{
    std::vector<std::size_t> items = candidates;
    std::sort(items.begin(), items.end());
    Overlay overlay;
    m_impl->layPhase(items, overlay, *m_impl->state, nullptr);
    return numbersOf(m_impl->state->live());
}

double PlanBoard::readinessWith(const std::vector<std::size_t>& candidates)
{
    return readinessOf(predictSet(candidates));
}

std::vector<PhaseOutcome> PlanBoard::predict(const PlanChoice& choice)
{
    Impl& board = *m_impl;
    if (choice.size() != board.candidates.all.size()) {
        throw Error(ErrorCode::InvalidInput, "a choice needs one phase for each candidate");
    }
    for (const std::optional<std::size_t>& phase : choice) {
        if (phase && *phase >= board.phases.size()) {
            throw Error(ErrorCode::InvalidInput, "the plan has no such phase");
        }
    }
    board.keepsStages = !board.stages.empty();
    board.stages.resize(board.phases.size());
    std::vector<PhaseOutcome> outcomes;
    Overlay overlay;
    for (std::size_t p = 0; p < board.phases.size(); ++p) {
        Impl::Stage& stage = board.stages[p];
        std::vector<std::size_t> items = inPhase(choice, p);
        if (stage.isValid && stage.items == items && stage.before == overlay) {
            overlay = stage.overlay;
        } else {
            if (board.keepsStages && !stage.state) {
                stage.state =
                    std::make_unique<PlanState>(board.knowledge, board.facts, board.options.assess);
            }
            PlanState& shown = stage.state ? *stage.state : *board.state;
            stage.before = overlay;
            stage.outcome = {};
            board.layPhase(items, overlay, shown, &stage.outcome.open);
            stage.outcome.numbers = numbersOf(shown.live());
            stage.outcome.amounts = amountsOf(items);
            std::sort(stage.outcome.open.begin(), stage.outcome.open.end());
            stage.items = std::move(items);
            stage.overlay = overlay;
            stage.isValid = true;
        }
        PhaseOutcome outcome = stage.outcome;
        const AssessedNumbers& before = p == 0 ? board.now : outcomes.back().numbers;
        for (const FailedGate& gate : before.blockers) {
            const auto& still = outcome.numbers.blockers;
            if (std::find(still.begin(), still.end(), gate) == still.end()) {
                outcome.cleared.push_back(gate);
            }
        }
        outcome.sofar = p == 0 ? outcome.amounts : sum(outcomes.back().sofar, outcome.amounts);
        outcome.idleAvoided = idleAvoided(board.now, outcome.numbers);
        outcomes.push_back(std::move(outcome));
    }
    return outcomes;
}

Plan PlanBoard::make(Planner planner, const std::stop_token& stop)
{
    Impl& board = *m_impl;
    PlanModel work = model();
    const std::size_t count = board.candidates.all.size();
    Plan plan;
    constexpr int kMostRounds = 3;
    for (int round = 0; round < kMostRounds; ++round) {
        plan.solution = solve(work, planner, stop);
        // What adds nothing to the rest is left out, dearest first, and the plan is made again with
        // the money that it frees.
        std::vector<std::size_t> chosen;
        std::vector<std::size_t> order;
        std::vector<std::uint8_t> isNeeded(count);
        for (std::size_t i = 0; i < count; ++i) {
            const bool isPinned = board.candidates.all[i].state == CandidateState::Pinned;
            if (plan.solution.choice[i] || isPinned) {
                chosen.push_back(i);
            }
            if (plan.solution.choice[i]) {
                order.push_back(i);
                for (const std::size_t need : work.items[i].needs) {
                    isNeeded[need] = 1;
                }
            }
        }
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return work.items[a].cost > work.items[b].cost;
        });
        double with = board.roughReadiness(chosen);
        bool any = false;
        for (const std::size_t item : order) {
            if (isNeeded[item] != 0 || stop.stop_requested()) {
                continue;
            }
            std::vector<std::size_t> others = chosen;
            others.erase(std::find(others.begin(), others.end(), item));
            const double without = board.roughReadiness(others);
            if (without >= with - kLeastGain) {
                chosen = std::move(others);
                with = without;
                work.items[item].gain = 0;
                plan.solution.choice[item].reset();
                for (std::size_t b = count; b < work.items.size(); ++b) {
                    std::vector<std::size_t>& needs = work.items[b].needs;
                    needs.erase(std::remove(needs.begin(), needs.end(), item), needs.end());
                }
                any = true;
            }
        }
        if (!any) {
            break;
        }
    }
    return finished(std::move(plan), work);
}

Plan PlanBoard::makeOf(const std::vector<std::size_t>& candidates,
                       Planner planner,
                       const std::stop_token& stop)
{
    // Everything asked for is wanted, whatever it earns by itself.
    constexpr double kWanted = 1e-3;
    PlanModel work = model();
    for (std::size_t i = 0; i < work.items.size(); ++i) {
        const bool isBundle = i >= m_impl->candidates.all.size();
        const bool isAsked =
            std::find(candidates.begin(), candidates.end(), i) != candidates.end() && !isBundle &&
            m_impl->candidates.all[i].state == CandidateState::Free;
        work.items[i].gain = isAsked ? std::max(kWanted, work.items[i].gain) : 0;
    }
    Plan plan;
    plan.solution = solve(work, planner, stop);
    return finished(std::move(plan), work);
}

Plan PlanBoard::finished(Plan plan, const PlanModel& work)
{
    Impl& board = *m_impl;
    const std::size_t count = board.candidates.all.size();
    plan.solution.gain = gainOf(work, plan.solution.choice);
    plan.solution.bound = std::max(plan.solution.bound, plan.solution.gain);
    plan.solution.choice.resize(count);
    for (std::size_t i = 0; i < count; ++i) {
        const PlanCandidate& candidate = board.candidates.all[i];
        if (candidate.state == CandidateState::Pinned) {
            plan.solution.choice[i] = candidate.pinned;
        }
    }
    plan.outcomes = predict(plan.solution.choice);
    plan.remarks = board.remarks;
    for (std::string& problem : problemsOf(plan.solution.choice)) {
        plan.remarks.push_back(std::move(problem));
    }
    const PlanAmounts all = plan.outcomes.empty() ? PlanAmounts{} : plan.outcomes.back().sofar;
    if (all.openCosts > 0) {
        plan.remarks.push_back("The cost of " + std::to_string(all.openCosts) +
                               " planned actions rests on facts that are not known; it counts as 0 "
                               "against the budget.");
    }
    if (plan.solution.stopped) {
        plan.remarks.emplace_back("The search was stopped before it was done; the bound says how "
                                  "much better a plan could be.");
    }
    return plan;
}

std::vector<Edit> PlanBoard::editsOf(const PlanChoice& choice)
{
    static_cast<void>(predict(choice));
    std::vector<Edit> edits;
    for (std::size_t p = 0; p < m_impl->stages.size(); ++p) {
        const Impl::Stage& stage = m_impl->stages[p];
        Edit edit = m_impl->state->between(stage.before, stage.overlay);
        edit.title = "Plan: " + m_impl->phases[p].title;
        edits.push_back(std::move(edit));
    }
    return edits;
}

std::vector<std::string> PlanBoard::problemsOf(const PlanChoice& choice) const
{
    const Impl& board = *m_impl;
    std::vector<std::string> problems;
    for (std::size_t i = 0; i < choice.size(); ++i) {
        for (const CandidateNeed& need : board.candidates.all[i].needs) {
            if (!choice[i] || need.state != NeedState::Candidate) {
                continue;
            }
            const PlanCandidate& needed = board.candidates.all[need.candidate];
            const std::optional<std::size_t>& at = choice[need.candidate];
            if (needed.state != CandidateState::Done && (!at || *at > *choice[i])) {
                problems.push_back(board.candidates.all[i].about.text() + " needs " +
                                   needed.about.text() + ", which comes " +
                                   (at ? "later." : "in no phase."));
            }
        }
    }
    const PlanModel limits{{}, limitsOf(board.phases), board.options.budget};
    double total = 0;
    for (std::size_t p = 0; p < board.phases.size(); ++p) {
        double cost = 0;
        std::vector<double> effort(kRoles.size());
        for (const std::size_t i : inPhase(choice, p)) {
            const PlanItem item = itemOf(board.candidates.all[i]);
            cost += item.cost;
            for (std::size_t r = 0; r < effort.size(); ++r) {
                effort[r] += item.effort[r];
            }
        }
        total += cost;
        constexpr double kRounding = 1 + 1e-9;
        const std::string where = "The actions of " + inQuotes(board.phases[p].title) + " may ";
        if (limits.phases[p].budget && cost > *limits.phases[p].budget * kRounding) {
            problems.push_back(where + "cost more than its budget.");
        }
        for (std::size_t r = 0; r < effort.size() && r < limits.phases[p].capacity.size(); ++r) {
            const auto& most = limits.phases[p].capacity[r];
            if (most && effort[r] > *most * kRounding) {
                problems.push_back(where + "take more days of " + std::string(kRoles[r]) +
                                   " than there are.");
            }
        }
        if (p + 1 == board.phases.size() && limits.budget && total > *limits.budget * kRounding) {
            problems.emplace_back("The actions may cost more than the budget of the plan.");
        }
    }
    return problems;
}

Plan makePlan(const std::shared_ptr<const Knowledge>& knowledge,
              const FactBase& facts,
              Planner planner,
              const PlanOptions& options)
{
    return PlanBoard(knowledge, facts, options).make(planner);
}

} // namespace netready
