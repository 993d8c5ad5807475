// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "reports/content/sections.h"
#include "reports/content/words.h"

#include <algorithm>
#include <tuple>

namespace netready {

namespace {

constexpr std::size_t kMostConditions = 8;
constexpr std::size_t kMostMissing = 4;
constexpr std::size_t kMostLetters = 120; // of a title
constexpr std::size_t kMostRows = 20;     // of the heat map, so that it fits a page

HeatMapChart::Cell cellOf(const DimensionScore& dimension)
{
    const bool applies = dimension.applies != Truth::False;
    return {applies,
            dimension.score,
            band(dimension.score),
            applies ? toReadable(dimension.score) : "does not apply",
            dimension.blockers > 0};
}

std::string className(const WorkloadScore& workload, const ReportPlan& plan)
{
    const WorkloadClass* found = plan.input.knowledge.findClass(workload.workloadClass);
    return found == nullptr ? "class not known" : found->title;
}

std::string needText(const WorkloadScore& workload)
{
    switch (workload.mustRun) {
    case Truth::True:
        return "must run";
    case Truth::False:
        return "may wait";
    case Truth::Open:
        break;
    }
    return "not known whether it must run";
}

HeatMapChart::Row rowOf(const WorkloadScore& workload, const ReportPlan& plan)
{
    HeatMapChart::Row row;
    row.name = shortened(workload.title, kMostLetters);
    row.detail = className(workload, plan);
    for (const DimensionScore& dimension : workload.dimensions) {
        row.cells.push_back(cellOf(dimension));
        row.blocker = row.blocker || dimension.blockers > 0;
    }
    row.verdict = workload.verdict.verdict;
    row.verdictText = toString(workload.verdict.verdict);
    row.range = toReadable(workload.score);
    return row;
}

bool byScore(const WorkloadScore* a, const WorkloadScore* b)
{
    return std::tuple(a->score.high, a->score.low, a->title) <
           std::tuple(b->score.high, b->score.low, b->title);
}

std::vector<const WorkloadScore*> ordered(const Assessment& result, bool mustRun)
{
    std::vector<const WorkloadScore*> order;
    for (const WorkloadScore& workload : result.workloads) {
        if ((workload.mustRun == Truth::True) == mustRun) {
            order.push_back(&workload);
        }
    }
    std::stable_sort(order.begin(), order.end(), byScore);
    return order;
}

HeatMapChart heatMapOf(const ReportPlan& plan)
{
    const Assessment& result = plan.result();
    HeatMapChart chart;
    chart.title = "Readiness of each workload in each dimension, score ranges from 0 to 100";
    for (const DimensionScore& dimension : result.dimensions) {
        chart.dimensions.push_back(dimension.dimension->title);
        chart.site.cells.push_back(cellOf(dimension));
    }
    for (const WorkloadScore* workload : ordered(result, true)) {
        if (chart.mustRun.size() < kMostRows) {
            chart.mustRun.push_back(rowOf(*workload, plan));
        }
    }
    for (const WorkloadScore* workload : ordered(result, false)) {
        if (chart.mustRun.size() + chart.others.size() < kMostRows) {
            chart.others.push_back(rowOf(*workload, plan));
        }
    }
    chart.hasSite = !result.workloads.empty();
    chart.site.name = "Whole site";
    chart.site.detail = "all requirements together";
    chart.site.verdict = result.site.verdict.verdict;
    chart.site.verdictText = toString(result.site.verdict.verdict);
    chart.site.range = toReadable(result.site.score);
    return chart;
}

/// What the gates do to the score, in words.
std::string capText(const WorkloadScore& workload)
{
    const std::string range = toReadable(workload.score);
    const std::string without = toReadable(workload.uncapped);
    if (workload.capHigh == Gate::Blocker) {
        return "A blocker certainly fails and holds the score at or below 39; without gates it "
               "would be " +
               without + ".";
    }
    if (workload.capHigh == Gate::Major) {
        std::string text = "A major requirement certainly fails and holds the score at or below 69";
        text +=
            workload.capLow == Gate::Blocker ? "; a blocker may fail and would hold it at 39" : "";
        return text + ". Without gates it would be " + without + ".";
    }
    if (workload.capLow == Gate::Blocker) {
        return "A blocker may fail; then the score stays at or below 39. Without gates it would "
               "be " +
               without + ".";
    }
    if (workload.capLow == Gate::Major) {
        return "A major requirement may fail; then the score stays at or below 69. Without gates "
               "it "
               "would be " +
               without + ".";
    }
    return "No gate holds it down.";
}

/// Weakest dimension of the workload, in words.
std::string weakestText(const WorkloadScore& workload)
{
    const DimensionScore* weakest = nullptr;
    for (const DimensionScore& dimension : workload.dimensions) {
        if (dimension.applies != Truth::False &&
            (weakest == nullptr || std::pair(dimension.score.high, dimension.score.low) <
                                       std::pair(weakest->score.high, weakest->score.low))) {
            weakest = &dimension;
        }
    }
    return weakest == nullptr ? "No dimension applies."
                              : "Weakest dimension: " + weakest->dimension->title + ", " +
                                    toReadable(weakest->score) +
                                    ". Decided: " + percent(workload.coverage) + " of the weight.";
}

WorkloadCard cardOf(const WorkloadScore& workload, std::size_t number, const ReportPlan& plan)
{
    WorkloadCard card;
    card.id = "workload-" + std::to_string(number);
    card.title = shortened(workload.title, kMostLetters);
    card.detail = className(workload, plan) + "; " + needText(workload);
    card.verdict = workload.verdict.verdict;
    card.verdictText = std::string(toString(workload.verdict.verdict));
    card.range = toReadable(workload.score);
    card.score = workload.score;
    card.uncapped = workload.uncapped;
    card.known = workload.coverage > 0 || workload.score.width() < 1;
    card.parts.push_back({"Score", weakestText(workload) + " " + capText(workload), {}});

    LabelledText conditions{"Conditions", "", {}};
    for (const Condition& condition : workload.conditions) {
        if (conditions.items.size() == kMostConditions) {
            break;
        }
        const auto index = plan.findingOf(condition.rule, condition.subject);
        conditions.items.push_back(shortened(conditionText(condition, plan), 160) +
                                   (index ? ", " + plan.findingNumber(*index) : ""));
    }
    if (workload.conditions.size() > conditions.items.size()) {
        conditions.items.push_back("and " +
                                   inWords(workload.conditions.size() - conditions.items.size(),
                                           "more among the findings",
                                           "more among the findings"));
    }
    if (conditions.items.empty()) {
        conditions.text = workload.verdict.verdict == Verdict::Ready
                              ? "None: the verdict stands as long as the facts do."
                              : "None of its gates is at stake; the range alone decides.";
    }
    card.parts.push_back(std::move(conditions));

    const std::vector<FactKey> missing = missingOf(plan.result(), workload);
    if (!missing.empty()) {
        std::vector<std::string> names;
        names.reserve(missing.size());
        for (const FactKey& key : missing) {
            names.push_back(factTitle(key, plan.input.knowledge, plan.input.facts));
        }
        card.parts.push_back({"Not known yet", firstOf(std::move(names), kMostMissing) + ".", {}});
    }
    return card;
}

Table gatesTable(const ReportPlan& plan)
{
    const Assessment& result = plan.result();
    Table table;
    table.id = "blockers";
    table.title = result.blockers == 0
                      ? "No blocker is certain"
                      : capitalised(inWords(result.blockers, "blocker holds", "blockers hold")) +
                            " what it concerns below 40";
    if (result.blockers > 1) {
        table.title =
            capitalised(numberWord(result.blockers)) + " blockers hold what they concern below 40";
    }
    table.what = result.majors > 0 && result.blockers > 0 ? "and what caps the score at 69" : "";
    if (result.blockers == 0 && result.majors > 0) {
        table.title = result.majors == 1 ? "One major holds what it concerns below 70"
                                         : capitalised(numberWord(result.majors)) +
                                               " majors hold what they concern below 70";
    }
    table.columns = {
        {"Gate", "", "What a failure stops: blockers cap at 39, majors at 69.", 19, false},
        {"Requirement", "", "The requirement and its dimension.", 52, false},
        {"Subject", "", "What it was checked for.", 34, false},
        {"Found", "", "What the facts say.", 0, false},
        {"Finding", "", "Number of the finding below.", 13, true}};
    for (const std::size_t index : plan.findings) {
        const Finding& finding = result.findings[index];
        if (finding.gate != GateState::Fails || table.rows.size() >= 8) {
            continue;
        }
        Cell requirement{.text = finding.rule->title, .strong = true};
        for (const ScoredDimension& dimension : plan.input.knowledge.dimensions) {
            if (dimension.id == finding.rule->dimension) {
                requirement.detail = dimension.title;
            }
        }
        table.rows.push_back(
            {{Cell{.gate = finding.rule->gate},
              requirement,
              Cell{.text = shortened(plan.subjects(index), 90)},
              Cell{.text = shortened(finding.text, 140)},
              Cell{.text = plan.findingNumber(index), .link = plan.findingId(index)}},
             false});
    }
    if (table.rows.empty()) {
        table.title = "No gate certainly fails";
        table.what = "";
        table.note =
            "A gate is a requirement whose failure caps the score: blockers at 39, majors at 69.";
    }
    return table;
}

} // namespace

Section portfolioSection(const ReportPlan& plan)
{
    const Assessment& result = plan.result();
    Section section{"workloads", "Workloads", workloadsSentence(result), {}};
    Figure map{"heat-map",
               "Readiness of each workload in each dimension",
               "score ranges, 0 to 100",
               heatMapOf(plan),
               ""};
    if (result.workloads.size() > kMostRows) {
        map.caption = "The first " + std::to_string(kMostRows) + " of " +
                      std::to_string(result.workloads.size()) + " workloads are drawn.";
    }
    section.blocks.push_back({std::move(map)});
    section.blocks.push_back({gatesTable(plan)});
    return section;
}

Section workloadsSection(const ReportPlan& plan)
{
    const Assessment& result = plan.result();
    Section section = portfolioSection(plan);
    if (!result.workloads.empty()) {
        section.blocks.push_back({Heading{"each-workload",
                                          "Each workload",
                                          "verdict, range, what holds it down, what it needs"}});
    }
    std::size_t number = 0;
    for (const bool mustRun : {true, false}) {
        for (const WorkloadScore* workload : ordered(result, mustRun)) {
            section.blocks.push_back({cardOf(*workload, ++number, plan)});
        }
    }
    return section;
}

} // namespace netready
