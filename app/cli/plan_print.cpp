// SPDX-License-Identifier: Apache-2.0
#include "app/cli/plan_print.h"

#include "app/cli/console.h"
#include "app/cli/text_table.h"
#include "core/base/text.h"
#include "core/knowledge/words.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace netready {

namespace {

using nlohmann::ordered_json;

constexpr double kDay = 86400;

Measure dollars(Interval<double> amount)
{
    return {amount.low(), amount.high(), kMoney, Currency::Usd, "USD"};
}

/// People count work in days, however many there are.
std::string dayText(Interval<double> effort)
{
    const auto whole = [](double seconds) {
        return grouped(static_cast<std::int64_t>(seconds / kDay + 0.5));
    };
    const std::string low = whole(effort.low());
    const std::string high = whole(effort.high());
    return (low == high ? low : low + "–" + high) + " d";
}

std::string costText(const std::optional<Measure>& cost)
{
    return cost ? toReadable(*cost, 2) : "cost not known";
}

std::string effortText(const std::optional<Measure>& effort)
{
    return effort ? dayText({effort->low, effort->high}) : "effort not known";
}

std::string amountsText(const PlanAmounts& amounts)
{
    std::string text = toReadable(dollars(amounts.cost), 2);
    text += amounts.openCosts > 0 ? " and " + std::to_string(amounts.openCosts) + " not known" : "";
    text += ", " + dayText(amounts.effort);
    text +=
        amounts.openEfforts > 0 ? " and " + std::to_string(amounts.openEfforts) + " not known" : "";
    return text;
}

std::string scoreText(ScoreRange score, const VerdictResult& verdict)
{
    return toReadable(score) + ", " + std::string(toString(verdict.verdict));
}

std::string_view ending(std::size_t count)
{
    return count == 1 ? "" : "s";
}

/// What an action clears or settles, in one line.
std::string whyText(const PlanCandidate& candidate)
{
    std::string text;
    const std::size_t fails = candidate.remedy.fails.size();
    const std::size_t open = candidate.remedy.open.size();
    if (fails > 0) {
        text = "mends " + std::to_string(fails) + " finding" + std::string(ending(fails));
    }
    if (open > 0) {
        text += (text.empty() ? "" : ", ") + std::string("may mend ") + std::to_string(open) +
                " open one" + std::string(ending(open));
    }
    return text;
}

std::vector<std::string> needTexts(const PlanBoard& board, const PlanCandidate& candidate)
{
    std::vector<std::string> texts;
    for (const CandidateNeed& need : candidate.needs) {
        const bool isCandidate = need.state == NeedState::Candidate;
        std::string text = need.action->id + "@" + need.subject.text();
        if (isCandidate) {
            text += board.candidates().all[need.candidate].state == CandidateState::Done ? " (done)"
                                                                                         : "";
        } else {
            text += " (" + std::string(toString(need.state)) + ")";
        }
        texts.push_back(std::move(text));
    }
    return texts;
}

void printAction(const PlanBoard& board, const PlanAnswer& answer, std::size_t index)
{
    const PlanCandidate& candidate = board.candidates().all[index];
    printLine("  " + std::string("P") + std::to_string(candidate.remedy.action->step) + "  " +
              wrapped(inked(Ink::Bold, candidate.remedy.action->title), 6));
    printLine("      " + inked(Ink::Faint, candidate.about.text()));
    std::string line = candidate.remedy.action->role + ", " + costText(candidate.cost) + ", " +
                       effortText(candidate.effort) + "; " + whyText(candidate);
    if (candidate.pinned) {
        line += candidate.pinnedByHand ? "; pinned" : "; pinned by what needs it";
    }
    if (candidate.work && !candidate.work->owner.empty()) {
        line += "; " + candidate.work->owner;
    }
    printLine("      " + wrapped(line, 6));
    const std::vector<std::string> needs = needTexts(board, candidate);
    if (!needs.empty()) {
        printLine("      " + wrapped("needs " + join(needs, ", "), 6));
    }
    for (const Contribution& one : answer.contributions) {
        if (one.candidate == index) {
            const auto points = [](double value) {
                return toText(static_cast<double>(static_cast<std::int64_t>(value * 10)) / 10);
            };
            printLine("      alone " + points(one.alone) + ", without it " + points(-one.lost) +
                      " points of readiness" +
                      (one.onlyTogether() ? "; only together with others" : ""));
        }
    }
}

std::string datesText(const PlannedPhase& phase)
{
    const auto day = [](const std::optional<Date>& date) {
        return date ? toString(Value(*date)) : "";
    };
    if (!phase.begins && !phase.ends) {
        return "";
    }
    return "  " + day(phase.begins) + " to " + day(phase.ends);
}

void printOutcome(const PhaseOutcome& outcome, const Knowledge& knowledge)
{
    const AssessedNumbers& numbers = outcome.numbers;
    printLine("  Then: site " + inked(Ink::Bold, scoreText(numbers.site, numbers.verdict)) + ", " +
              std::to_string(numbers.blockers.size()) + " blocker" +
              std::string(ending(numbers.blockers.size())) + " left");
    TextTable table(4);
    for (const WorkloadNumbers& workload : numbers.workloads) {
        table.add({workload.subject.text(),
                   toReadable(workload.score),
                   std::string(toString(workload.verdict.verdict))});
    }
    table.print();
    for (const FailedGate& gate : outcome.cleared) {
        printLine("    " + inked(Ink::Green, "cleared ") + gate.rule->id + " " +
                  gate.subject.text());
    }
    std::vector<std::string> dimensions;
    for (std::size_t d = 0; d < numbers.dimensions.size(); ++d) {
        if (numbers.dimensions[d]) {
            dimensions.push_back(knowledge.dimensions[d].code + " " +
                                 toReadable(*numbers.dimensions[d]));
        }
    }
    printLine("    " + wrapped(join(dimensions, ", "), 4));
    printLine("    so far " + amountsText(outcome.sofar));
    if (numbers.idle.told > 0) {
        printLine("    idle accelerators cost " + toReadable(dollars(outcome.idleAvoided), 2) +
                  " less in a year");
    }
    if (!outcome.open.empty()) {
        printLine(
            "    " +
            wrapped(
                std::to_string(outcome.open.size()) +
                    " facts that actions would make rest on what is not known and stay as they are",
                4));
    }
    printLine();
}

void printStudies(const PlanBoard& board, const PlanAnswer& answer)
{
    if (answer.cheapest) {
        const CheapestSet& set = *answer.cheapest;
        const std::string aim = toText(100 * answer.target->score);
        printLine(wrapped(
            set.isReached
                ? "Target " + aim + ": reached by " + std::to_string(set.candidates.size()) +
                      " actions for " + amountsText(set.amounts) + "; none of them can be left out."
                : "Target " + aim + ": not reached by any actions of the packs; they lead to " +
                      scoreText(set.numbers.site, set.numbers.verdict) + ".",
            0));
    }
    if (!answer.frontier.empty()) {
        printLine(inked(Ink::Bold, "What money reaches"));
        TextTable table(2);
        for (const FrontierPoint& point : answer.frontier) {
            table.add({toReadable(dollars(point.amounts.cost), 2),
                       "site " + toReadable(point.site),
                       std::to_string(point.candidates.size()) + " actions"});
        }
        table.print();
        printLine();
    }
    const AssessedNumbers& then =
        answer.plan.outcomes.empty() ? board.now() : answer.plan.outcomes.back().numbers;
    const WaitingCost waiting = waitingCost(board.now(), then);
    if (board.now().idle.told > 0) {
        printLine(wrapped("Each quarter of waiting costs " +
                              toReadable(dollars(waiting.quarter), 2) +
                              " of idle accelerators, of which the plan avoids " +
                              toReadable(dollars(waiting.avoidable), 2) + ".",
                          0));
    }
    if (waiting.open > 0) {
        printLine(wrapped("What idle accelerators cost is not known for " +
                              std::to_string(waiting.open) + " workload" +
                              std::string(ending(waiting.open)) + ".",
                          0));
    }
}

std::string pathText(const Candidates& candidates)
{
    switch (candidates.path) {
    case PlanPath::Greenfield:
        return "greenfield: no accelerators run yet, so the network comes first";
    case PlanPath::Brownfield:
        return "brownfield: accelerators run already";
    case PlanPath::Both:
        return "actions for new and for running sites";
    }
    return "";
}

ordered_json rangeJson(Interval<double> range, double unit = 1)
{
    return {{"low", range.low() / unit}, {"high", range.high() / unit}};
}

ordered_json scoreJson(ScoreRange score)
{
    return {{"low", 100 * score.low}, {"high", 100 * score.high}};
}

ordered_json amountJson(const std::optional<Measure>& amount, double unit)
{
    return amount ? rangeJson({amount->low, amount->high}, unit) : ordered_json();
}

ordered_json amountsJson(const PlanAmounts& amounts)
{
    return {{"cost_usd", rangeJson(amounts.cost)},
            {"cost_not_known", amounts.openCosts},
            {"effort_days", rangeJson(amounts.effort, kDay)},
            {"effort_not_known", amounts.openEfforts}};
}

ordered_json gatesJson(const std::vector<FailedGate>& gates)
{
    auto list = ordered_json::array();
    for (const FailedGate& gate : gates) {
        list.push_back({{"rule", gate.rule->id}, {"subject", gate.subject.text()}});
    }
    return list;
}

ordered_json numbersJson(const AssessedNumbers& numbers, const Knowledge& knowledge)
{
    ordered_json site = scoreJson(numbers.site);
    site["verdict"] = toString(numbers.verdict.verdict);
    auto workloads = ordered_json::array();
    for (const WorkloadNumbers& workload : numbers.workloads) {
        ordered_json one{{"workload", workload.subject.text()},
                         {"low", 100 * workload.score.low},
                         {"high", 100 * workload.score.high},
                         {"verdict", toString(workload.verdict.verdict)}};
        auto dimensions = ordered_json::object();
        for (std::size_t d = 0; d < workload.dimensions.size(); ++d) {
            if (workload.dimensions[d]) {
                dimensions[knowledge.dimensions[d].id] = scoreJson(*workload.dimensions[d]);
            }
        }
        one["dimensions"] = std::move(dimensions);
        workloads.push_back(std::move(one));
    }
    auto dimensions = ordered_json::object();
    for (std::size_t d = 0; d < numbers.dimensions.size(); ++d) {
        if (numbers.dimensions[d]) {
            dimensions[knowledge.dimensions[d].id] = scoreJson(*numbers.dimensions[d]);
        }
    }
    return {{"site", std::move(site)},
            {"workloads", std::move(workloads)},
            {"dimensions", std::move(dimensions)},
            {"blockers", gatesJson(numbers.blockers)},
            {"idle_cost_usd_a_year",
             numbers.idle.told > 0 ? rangeJson(numbers.idle.year) : ordered_json()}};
}

ordered_json actionJson(const PlanBoard& board, const PlanAnswer& answer, std::size_t index)
{
    const PlanCandidate& candidate = board.candidates().all[index];
    auto needs = ordered_json::array();
    for (const CandidateNeed& need : candidate.needs) {
        needs.push_back({{"item", "action/" + need.action->id + "@" + need.subject.text()},
                         {"state", toString(need.state)}});
    }
    ordered_json json{{"item", candidate.about.text()},
                      {"title", candidate.remedy.action->title},
                      {"subject", candidate.about.subject.text()},
                      {"step", candidate.remedy.action->step},
                      {"role", candidate.remedy.action->role},
                      {"state", toString(candidate.state)},
                      {"cost_usd", amountJson(candidate.cost, 1)},
                      {"effort_days", amountJson(candidate.effort, kDay)},
                      {"needs", std::move(needs)},
                      {"why", whyText(candidate)}};
    if (candidate.work) {
        json["status"] = toString(candidate.work->status);
        json["owner"] = candidate.work->owner;
    }
    for (const Contribution& one : answer.contributions) {
        if (one.candidate == index) {
            json["contribution"] = {{"alone", one.alone},
                                    {"lost", one.lost},
                                    {"only_together", one.onlyTogether()},
                                    {"site_alone", scoreJson(one.siteAlone)},
                                    {"site_lost", scoreJson(one.siteLost)}};
        }
    }
    return json;
}

} // namespace

void printPlan(const PlanBoard& board, const Knowledge& knowledge, const PlanAnswer& answer)
{
    const PlanSolution& solution = answer.plan.solution;
    printLine("Now: site " + inked(Ink::Bold, scoreText(board.now().site, board.now().verdict)) +
              "; " + pathText(board.candidates()));
    printLine();
    for (std::size_t p = 0; p < board.phases().size(); ++p) {
        const PlannedPhase& phase = board.phases()[p];
        const std::vector<std::size_t> items = PlanBoard::inPhase(solution.choice, p);
        std::string head = inked(Ink::Bold, phase.title) + datesText(phase) + "  " +
                           std::to_string(items.size()) + " action" +
                           std::string(ending(items.size()));
        if (!items.empty()) {
            head += ", " + amountsText(answer.plan.outcomes[p].amounts);
        }
        head += phase.budget ? " of " + toReadable(*phase.budget, 2) : "";
        printLine(wrapped(head, 2));
        for (const std::size_t item : items) {
            printAction(board, answer, item);
        }
        printOutcome(answer.plan.outcomes[p], knowledge);
    }
    std::size_t left = 0;
    for (std::size_t i = 0; i < solution.choice.size(); ++i) {
        left += solution.choice[i] ? 0U : 1U;
    }
    if (left > 0) {
        printLine(
            wrapped(std::to_string(left) +
                        " more actions of the packs could be done: they add nothing to these, do "
                        "not fit the limits, or were decided against. --json lists them.",
                    0));
    }
    printStudies(board, answer);
    const auto percent = [](double share) {
        return toText(static_cast<double>(static_cast<std::int64_t>(share * 1000 + 0.5)) / 10);
    };
    printLine(wrapped(
        std::string("Found by ") +
            (answer.planner == Planner::Best ? "search" : "the quick planner; --best searches") +
            ": at most " + percent(solution.gap()) +
            " % below the best sum of gains. A score is a prediction by the same rules, with what "
            "actions make taken as stated: acceptance tests raise its lower end.",
        0));
    for (const std::string& remark : answer.plan.remarks) {
        printLine(inked(Ink::Amber, "! ") + wrapped(remark, 2));
    }
}

ordered_json planJson(const PlanBoard& board, const Knowledge& knowledge, const PlanAnswer& answer)
{
    const PlanSolution& solution = answer.plan.solution;
    ordered_json json{{"path", toString(board.candidates().path)},
                      {"planner", answer.planner == Planner::Best ? "best" : "greedy"},
                      {"gain", solution.gain},
                      {"bound", solution.bound},
                      {"gap", solution.gap()},
                      {"stopped", solution.stopped},
                      {"now", numbersJson(board.now(), knowledge)}};
    auto phases = ordered_json::array();
    for (std::size_t p = 0; p < board.phases().size(); ++p) {
        const PlannedPhase& phase = board.phases()[p];
        const PhaseOutcome& outcome = answer.plan.outcomes[p];
        auto actions = ordered_json::array();
        for (const std::size_t item : PlanBoard::inPhase(solution.choice, p)) {
            actions.push_back(actionJson(board, answer, item));
        }
        auto capacity = ordered_json::object();
        for (std::size_t r = 0; r < phase.capacity.size(); ++r) {
            capacity[std::string(kRoles[r])] = amountJson(phase.capacity[r], kDay);
        }
        auto open = ordered_json::array();
        for (const FactKey& key : outcome.open) {
            open.push_back(key.text());
        }
        const auto date = [](const std::optional<Date>& day) {
            return day ? ordered_json(toString(Value(*day))) : ordered_json();
        };
        phases.push_back({{"id", phase.id},
                          {"title", phase.title},
                          {"begins", date(phase.begins)},
                          {"ends", date(phase.ends)},
                          {"budget_usd", amountJson(phase.budget, 1)},
                          {"capacity_days", std::move(capacity)},
                          {"actions", std::move(actions)},
                          {"amounts", amountsJson(outcome.amounts)},
                          {"so_far", amountsJson(outcome.sofar)},
                          {"after", numbersJson(outcome.numbers, knowledge)},
                          {"cleared", gatesJson(outcome.cleared)},
                          {"idle_cost_avoided_usd_a_year", rangeJson(outcome.idleAvoided)},
                          {"stays_open", std::move(open)}});
    }
    json["phases"] = std::move(phases);
    auto left = ordered_json::array();
    for (std::size_t i = 0; i < solution.choice.size(); ++i) {
        if (!solution.choice[i]) {
            left.push_back(actionJson(board, answer, i));
        }
    }
    json["not_planned"] = std::move(left);
    if (answer.cheapest) {
        auto items = ordered_json::array();
        for (const std::size_t item : answer.cheapest->candidates) {
            items.push_back(board.candidates().all[item].about.text());
        }
        json["target"] = {{"score", 100 * answer.target->score},
                          {"end", answer.target->upperEnd ? "high" : "low"},
                          {"reached", answer.cheapest->isReached},
                          {"items", std::move(items)},
                          {"amounts", amountsJson(answer.cheapest->amounts)},
                          {"site", scoreJson(answer.cheapest->numbers.site)}};
    }
    if (!answer.frontier.empty()) {
        auto points = ordered_json::array();
        for (const FrontierPoint& point : answer.frontier) {
            points.push_back({{"amounts", amountsJson(point.amounts)},
                              {"site", scoreJson(point.site)},
                              {"actions", point.candidates.size()}});
        }
        json["frontier"] = std::move(points);
    }
    const AssessedNumbers& then =
        answer.plan.outcomes.empty() ? board.now() : answer.plan.outcomes.back().numbers;
    const WaitingCost waiting = waitingCost(board.now(), then);
    json["waiting_usd_a_quarter"] = board.now().idle.told > 0
                                        ? ordered_json{{"low", waiting.quarter.low()},
                                                       {"high", waiting.quarter.high()},
                                                       {"avoidable", rangeJson(waiting.avoidable)},
                                                       {"workloads_not_known", waiting.open}}
                                        : ordered_json();
    json["remarks"] = answer.plan.remarks;
    if (answer.tests) {
        json["tests"] = ordered_json::array();
        for (const TestSheet& sheet : *answer.tests) {
            json["tests"].push_back(
                {{"id", sheet.id},
                 {"subject", sheet.subject.text()},
                 {"rule", sheet.rule == nullptr ? ordered_json() : ordered_json(sheet.rule->id)},
                 {"action",
                  sheet.action == nullptr ? ordered_json() : ordered_json(sheet.action->id)},
                 {"title", sheet.title},
                 {"why", sheet.why},
                 {"tool", sheet.test.tool},
                 {"command", sheet.test.command},
                 {"threshold", sheet.test.threshold},
                 {"duration", sheet.test.duration},
                 {"gives_figures", sheet.givesFigures}});
        }
    }
    return json;
}

} // namespace netready
