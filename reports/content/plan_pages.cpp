// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "core/plan/schedule.h"
#include "reports/content/sections.h"
#include "reports/content/words.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <set>

namespace netready {

namespace {

constexpr std::size_t kSteps = 9;
constexpr std::size_t kMostBars = 6;
constexpr double kYearOfDays = 365;

constexpr std::array<std::string_view, kSteps> kStepNames{"Define the portfolio",
                                                          "Map the data flows",
                                                          "Assess the network",
                                                          "Choose the fabric",
                                                          "Design the topology",
                                                          "Validate storage",
                                                          "Select vendors by fit",
                                                          "Observe, secure, automate",
                                                          "Scale in phases"};

std::string money(const Interval<double>& range)
{
    return toReadable(Measure{range.low(), range.high(), kMoney, Currency::Usd, "USD"}, 2);
}

/// What actions take, with how many are not in it.
std::string amountText(const PlanAmounts& amounts)
{
    return money(amounts.cost) +
           (amounts.openCosts > 0
                ? " and " + inWords(amounts.openCosts, "cost", "costs") + " not known"
                : "");
}

std::vector<std::size_t> chosenIn(const PlanResults& plan, std::size_t phase)
{
    return PlanBoard::inPhase(plan.plan.solution.choice, phase);
}

/// How a step of the planning sequence stands: the findings that its actions would mend.
struct StepState
{
    std::size_t fails = 0;
    std::size_t open = 0;
    std::size_t pass = 0;
};

std::array<StepState, kSteps> stepStates(const ReportPlan& report)
{
    std::array<std::set<std::string_view>, kSteps> rules;
    for (const Action& action : report.input.knowledge.actions) {
        rules.at(action.step - 1U).insert(action.remedies.begin(), action.remedies.end());
    }
    std::array<StepState, kSteps> states;
    for (const Finding& finding : report.result().findings) {
        if (finding.applies == Truth::False) {
            continue;
        }
        for (std::size_t step = 0; step < kSteps; ++step) {
            if (!rules.at(step).contains(finding.rule->id)) {
                continue;
            }
            StepState& state = states.at(step);
            switch (finding.status) {
            case Status::Fail:
            case Status::Partial:
                ++state.fails;
                break;
            case Status::Unknown:
                ++state.open;
                break;
            case Status::Pass:
                ++state.pass;
                break;
            case Status::NotApplicable:
            case Status::Broken:
                break;
            }
        }
    }
    return states;
}

SequenceChart sequenceOf(const ReportPlan& report)
{
    const PlanResults& plan = *report.input.plan;
    const std::array<StepState, kSteps> states = stepStates(report);
    std::array<std::optional<std::size_t>, kSteps> planned;
    for (std::size_t phase = plan.phases.size(); phase-- > 0;) {
        for (const std::size_t index : chosenIn(plan, phase)) {
            planned.at(plan.candidates.all[index].remedy.action->step - 1U) = phase;
        }
    }
    SequenceChart chart;
    chart.title = "The nine steps of the planning sequence, and how this client stands at each";
    for (std::size_t step = 0; step < kSteps; ++step) {
        const StepState& state = states.at(step);
        const std::size_t all = state.fails + state.open + state.pass;
        SequenceChart::Step own;
        own.name = kStepNames.at(step);
        if (all == 0) {
            own.state = SequenceChart::State::Open;
            own.word = "open";
            own.text = "nothing applies yet";
        } else if (state.fails > 0) {
            own.state = SequenceChart::State::Repair;
            own.word = "to repair";
            own.text = std::to_string(state.fails) + " of " + std::to_string(all) + " fail";
            own.text += state.open > 0 ? ", " + std::to_string(state.open) + " open" : "";
        } else if (state.open > 0) {
            const bool begun = state.pass > 0;
            own.state = begun ? SequenceChart::State::InPart : SequenceChart::State::Open;
            own.word = begun ? "in part" : "open";
            own.text = std::to_string(state.open) + " of " + std::to_string(all) + " not known";
        } else {
            own.state = SequenceChart::State::Done;
            own.word = "done";
            own.text = "all " + std::to_string(all) + " hold";
        }
        if (const auto phase = planned.at(step)) {
            own.phase = "→ phase " + std::to_string(*phase + 1);
        }
        chart.steps.push_back(std::move(own));
    }
    return chart;
}

/// First and last day of each phase, from the first of the month in which all begins.
struct Axis
{
    std::string firstMonth; ///< `2026-11`; empty if no day is known
    double days = 0;
    std::vector<std::pair<double, double>> phases;
};

Axis axisOf(const ReportPlan& report)
{
    const PlanResults& plan = *report.input.plan;
    Axis axis;
    constexpr std::size_t kMonthLetters = 7;
    const std::optional<std::int32_t> day = isoDay(report.options.date);
    const bool isDay = day.has_value();
    const std::int32_t now = day.value_or(0);
    std::int32_t first = now;
    for (const PlannedPhase& phase : plan.phases) {
        if (phase.begins && isDay) {
            first = std::min(first, phase.begins->firstDay);
        }
    }
    const std::int32_t start =
        isDay ? parseDay(dayText(first).substr(0, kMonthLetters) + "-01") : 0;
    if (isDay) {
        axis.firstMonth = dayText(start).substr(0, kMonthLetters);
    }
    double at = static_cast<double>(now - start);
    for (const PlannedPhase& phase : plan.phases) {
        const double begin =
            phase.begins && isDay ? static_cast<double>(phase.begins->firstDay - start) : at;
        const double end = phase.ends && isDay ? static_cast<double>(phase.ends->lastDay - start)
                                               : begin + kYearOfDays;
        axis.phases.emplace_back(begin, std::max(end, begin + 1));
        at = axis.phases.back().second;
        axis.days = std::max(axis.days, at);
    }
    return axis;
}

std::string capText(const AssessedNumbers& numbers)
{
    return numbers.blockers.empty() || numbers.site.high >= kNotReadyBelow
               ? ""
               : "cap 39: " + inWords(numbers.blockers.size(), "blocker", "blockers");
}

GanttChart ganttOf(const ReportPlan& report)
{
    const PlanResults& plan = *report.input.plan;
    const Axis axis = axisOf(report);
    GanttChart chart;
    chart.title = "Phases with their actions, acceptance tests, predicted readiness and cost";
    chart.days = axis.days;
    chart.firstMonth = axis.firstMonth;
    chart.today = plan.now.site;
    const std::vector<std::optional<ActionTime>> times =
        scheduleOf(plan.candidates, plan.plan.solution.choice);
    for (std::size_t phase = 0; phase < plan.phases.size(); ++phase) {
        const PhaseOutcome& outcome = plan.plan.outcomes[phase];
        const std::vector<std::size_t> chosen = chosenIn(plan, phase);
        GanttChart::PlanPhaseRow row;
        row.name = "Phase " + std::to_string(phase + 1) + "   " + plan.phases[phase].title;
        row.begin = axis.phases[phase].first;
        row.end = axis.phases[phase].second;
        row.cost = chosen.empty() ? "no action" : money(outcome.amounts.cost);
        row.site = outcome.numbers.site;
        row.siteText = toReadable(outcome.numbers.site);
        row.cap = capText(outcome.numbers);
        row.capAt = row.cap.empty() ? 0 : kNotReadyBelow;
        row.costLow = outcome.sofar.cost.low();
        row.costHigh = outcome.sofar.cost.high();
        row.costSoFar = money(outcome.sofar.cost);
        std::map<const Action*, GanttChart::Bar> bars;
        std::map<const Action*, std::size_t> counts; // subjects that it is done to
        std::vector<const Action*> order;
        std::size_t number = 0;
        for (const std::size_t index : chosen) {
            const PlanCandidate& candidate = plan.candidates.all[index];
            const Action* action = candidate.remedy.action;
            const ActionTime& time = *times[index];
            const double begin = row.begin + time.begin;
            const double planned = row.begin + time.planned;
            const double latest = row.begin + time.latest;
            chart.days = std::max(chart.days, latest);
            ++number;
            if (++counts[action] == 1) {
                order.push_back(action);
                bars[action] = {std::to_string(phase + 1) + "." + std::to_string(number),
                                action->title,
                                begin,
                                planned,
                                latest,
                                action->acceptance.tool};
            } else {
                GanttChart::Bar& bar = bars[action];
                bar.begin = std::min(bar.begin, begin);
                bar.planned = std::max(bar.planned, planned);
                bar.latest = std::max(bar.latest, latest);
            }
        }
        for (const Action* action : order) {
            if (row.bars.size() == kMostBars) {
                row.more = order.size() - kMostBars;
                break;
            }
            GanttChart::Bar bar = bars[action];
            bar.name += counts[action] > 1 ? " (" + std::to_string(counts[action]) + " times)" : "";
            row.bars.push_back(std::move(bar));
        }
        chart.phases.push_back(std::move(row));
    }
    return chart;
}

std::string effortText(const std::optional<Measure>& effort)
{
    return effort ? toReadable(*effort, 2) : std::string("not known");
}

std::string costText(const std::optional<Measure>& cost)
{
    return !cost             ? std::string("not known")
           : cost->high <= 0 ? std::string("no money")
                             : money({cost->low, cost->high});
}

/// The actions of a phase with all that whoever does them asks about.
Table actionsTable(const ReportPlan& report, std::size_t phase)
{
    const PlanResults& plan = *report.input.plan;
    const PhaseOutcome& outcome = plan.plan.outcomes[phase];
    Table table;
    table.id = "phase-" + std::to_string(phase + 1);
    table.title = "Phase " + std::to_string(phase + 1) + ", " + plan.phases[phase].title + ": " +
                  amountText(outcome.amounts);
    table.what = "afterwards the site is at " + toReadable(outcome.numbers.site) + ", " +
                 std::string(toString(outcome.numbers.verdict.verdict));
    table.columns = {
        {"", "", "Number of the action.", 10, true},
        {"Action", "", "What is done, and to what.", 0, false},
        {"Who", "", "Role, and the owner where one is named.", 24, false},
        {"Effort, cost", "", "Work of one person; money without it.", 29, false},
        {"Accepted when", "", "Tool and threshold of the acceptance test.", 55, false}};
    std::map<std::size_t, std::string> numbers;
    std::size_t number = 0;
    for (const std::size_t index : chosenIn(plan, phase)) {
        numbers[index] = std::to_string(phase + 1) + "." + std::to_string(++number);
    }
    constexpr std::size_t kAcceptanceLetters = 150;
    for (const auto& [index, own] : numbers) {
        const PlanCandidate& candidate = plan.candidates.all[index];
        const Action& action = *candidate.remedy.action;
        Cell what{.text = action.title, .detail = report.subject(candidate.remedy.subject)};
        std::vector<std::string> needs;
        for (const CandidateNeed& need : candidate.needs) {
            const auto known = numbers.find(need.candidate);
            if (need.state == NeedState::Candidate && known != numbers.end()) {
                needs.push_back(known->second);
            }
        }
        if (!needs.empty()) {
            what.detail += "; after " + listed(needs);
        }
        Cell who{.text = capitalised(roleText(action.role))};
        if (candidate.work && !candidate.work->owner.empty()) {
            who.detail = candidate.work->owner;
        }
        table.rows.push_back(
            {{Cell{.text = own, .strong = true},
              what,
              who,
              Cell{.text = effortText(candidate.effort), .detail = costText(candidate.cost)},
              Cell{.text = shortened(capitalised(action.acceptance.tool), 60),
                   .detail = shortened(action.acceptance.threshold, kAcceptanceLetters)}},
             false});
    }
    if (table.rows.empty()) {
        table.note = "Nothing is planned for this phase.";
    }
    return table;
}

/// Which blockers fall in which phase, and what every workload comes to.
Table predictionTable(const ReportPlan& report)
{
    const PlanResults& plan = *report.input.plan;
    Table table;
    table.id = "predicted-scores";
    table.title = "What the plan leads to";
    table.what = "the same rules over the client's facts with those that the actions make";
    table.columns = {{"Workload", "", "As in the portfolio.", 0, false},
                     {"Today", "", "Score and verdict now.", 30, false}};
    constexpr double kWidth = 30;
    for (std::size_t phase = 0; phase < plan.phases.size(); ++phase) {
        table.columns.push_back({"After phase " + std::to_string(phase + 1),
                                 "",
                                 "Score and verdict once the phase is done.",
                                 kWidth,
                                 false});
    }
    const auto cell = [](const ScoreRange& score, Verdict verdict) {
        return Cell{.text = toReadable(score),
                    .detail = std::string(toString(verdict)),
                    .verdict = verdict};
    };
    for (std::size_t w = 0; w < plan.now.workloads.size(); ++w) {
        const WorkloadNumbers& now = plan.now.workloads[w];
        Row row{{Cell{.text = shortened(report.subject(now.subject), 60), .strong = true},
                 cell(now.score, now.verdict.verdict)},
                false};
        for (const PhaseOutcome& outcome : plan.plan.outcomes) {
            const WorkloadNumbers& then = outcome.numbers.workloads[w];
            row.cells.push_back(cell(then.score, then.verdict.verdict));
        }
        table.rows.push_back(std::move(row));
    }
    Row site{{Cell{.text = "Site", .strong = true}, cell(plan.now.site, plan.now.verdict.verdict)},
             false};
    for (const PhaseOutcome& outcome : plan.plan.outcomes) {
        site.cells.push_back(cell(outcome.numbers.site, outcome.numbers.verdict.verdict));
    }
    table.rows.push_back(std::move(site));
    table.note = "An action makes a fact that somebody promised, so it earns what a claim earns; "
                 "its acceptance test makes it a measurement. What stays open stays in the range.";
    return table;
}

FrontierChart frontierOf(const ReportPlan& report)
{
    const PlanResults& plan = *report.input.plan;
    FrontierChart chart;
    chart.title = "What each amount of money reaches";
    for (const FrontierPoint& point : plan.frontier) {
        const bool isPlan =
            !plan.plan.outcomes.empty() && point.amounts == plan.plan.outcomes.back().sofar;
        chart.points.push_back({point.amounts.cost.low(),
                                point.amounts.cost.high(),
                                money(point.amounts.cost),
                                point.site,
                                toReadable(point.site),
                                counted(point.candidates.size(), "action", "actions"),
                                isPlan});
    }
    return chart;
}

std::size_t actionCount(const PlanResults& plan)
{
    const PlanChoice& choice = plan.plan.solution.choice;
    return static_cast<std::size_t>(std::count_if(
        choice.begin(), choice.end(), [](const auto& phase) { return phase.has_value(); }));
}

std::string headline(const PlanResults& plan)
{
    const std::size_t actions = actionCount(plan);
    if (actions == 0) {
        return "No action of the catalogue helps with what is known so far.";
    }
    std::size_t used = 0;
    for (std::size_t phase = 0; phase < plan.phases.size(); ++phase) {
        used += chosenIn(plan, phase).empty() ? 0U : 1U;
    }
    const std::string now = toReadable(plan.now.site);
    const std::string then = toReadable(plan.plan.outcomes.back().numbers.site);
    const std::string what = capitalised(inWords(actions, "action", "actions"));
    if (now == then) {
        return what + (actions == 1 ? " helps" : " help") + "; the site stays at " + now +
               " until more is known.";
    }
    return what + " in " + inWords(used, "phase", "phases") + (actions == 1 ? " moves" : " move") +
           " the site from " + now + " to " + then + ".";
}

/// Cost, what waiting costs, and what is not in the plan.
Paragraph planNote(const ReportPlan& report)
{
    const PlanResults& plan = *report.input.plan;
    std::vector<std::string> sentences;
    if (!plan.plan.outcomes.empty()) {
        const PlanAmounts& all = plan.plan.outcomes.back().sofar;
        sentences.push_back(
            "Everything together costs " + amountText(all) + " and takes " +
            toReadable(Measure{all.effort.low(), all.effort.high(), kTime, Currency::None, "d"},
                       2) +
            " of one person.");
    }
    if (plan.waiting.quarter.low() > 0) {
        sentences.push_back("Accelerators that wait cost " + money(plan.waiting.quarter) +
                            " in a quarter as things are" +
                            (plan.waiting.avoidable.high() > 0
                                 ? "; the plan takes " + money(plan.waiting.avoidable) + " off it."
                                 : "."));
    } else if (plan.waiting.quarter.high() > 0) {
        sentences.push_back("What waiting costs is open: too little is known of accelerators, "
                            "their price and their network.");
    }
    const bool limited =
        std::any_of(plan.phases.begin(), plan.phases.end(), [](const PlannedPhase& phase) {
            return phase.budget || std::any_of(phase.capacity.begin(),
                                               phase.capacity.end(),
                                               [](const auto& hours) { return hours.has_value(); });
        });
    if (!limited) {
        sentences.push_back("No phase has a budget or people yet, so nothing keeps an action from "
                            "the first one.");
    }
    if (plan.waiting.open > 0) {
        sentences.push_back("Of " + inWords(plan.waiting.open, "workload", "workloads") +
                            " that cost is not known.");
    }
    return {join(sentences, " "), ParagraphStyle::Body, ""};
}

} // namespace

Section planSection(const ReportPlan& plan)
{
    Section section{"plan", "The plan", headline(*plan.input.plan), {}};
    section.blocks.push_back({Figure{"sequence",
                                     "The planning sequence, as this client stands",
                                     "nine steps",
                                     sequenceOf(plan),
                                     ""}});
    section.blocks.push_back({Figure{"gantt",
                                     "Phases, their proof, and what they do to the score",
                                     "bar: planned; whisker: latest; beside it the acceptance test",
                                     ganttOf(plan),
                                     ""}});
    section.blocks.push_back({planNote(plan)});
    return section;
}

Section actionsSection(const ReportPlan& plan)
{
    const PlanResults& results = *plan.input.plan;
    Section section{"actions",
                    "Actions",
                    capitalised(inWords(actionCount(results), "action", "actions")) +
                        ", each with an owner's role, a cost and a test of its own.",
                    {}};
    for (std::size_t phase = 0; phase < results.phases.size(); ++phase) {
        section.blocks.push_back({actionsTable(plan, phase)});
    }
    for (const std::vector<std::string>* remarks :
         {&results.candidates.remarks, &results.plan.remarks}) {
        for (const std::string& remark : *remarks) {
            section.blocks.push_back({Paragraph{remark, ParagraphStyle::Note, ""}});
        }
    }
    return section;
}

Section predictionSection(const ReportPlan& plan)
{
    const PlanResults& results = *plan.input.plan;
    const std::string end = results.plan.outcomes.empty()
                                ? toReadable(results.now.site)
                                : toReadable(results.plan.outcomes.back().numbers.site);
    Section section{"prediction",
                    "Prediction",
                    "After the last phase the site scores " + end +
                        "; nobody typed that number, the rules give it.",
                    {}};
    section.blocks.push_back({predictionTable(plan)});
    section.blocks.push_back({Figure{"frontier",
                                     "What each amount of money reaches",
                                     "cost and predicted site score, both as ranges",
                                     frontierOf(plan),
                                     "Greedy plans for parts of the whole cost; none is proven to "
                                     "be the cheapest."}});
    return section;
}

} // namespace netready
