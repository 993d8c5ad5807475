// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "reports/content/sections.h"
#include "reports/content/words.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

namespace netready {

namespace {

constexpr std::size_t kMostQuestions = 4;
constexpr std::size_t kMostConditions = 5;

bool isKnown(const DimensionScore& dimension)
{
    return dimension.coverage > 0 || dimension.score.width() < 1;
}

std::string verdictLine(const VerdictResult& verdict)
{
    const std::string word = verdictWord(verdict.verdict);
    return word + (verdict.settled ? ", with certainty" : ", as far as is known");
}

KeyNumbers keyNumbersOf(const ReportPlan& plan)
{
    const Assessment& result = plan.result();
    KeyNumber site;
    site.label = "Site readiness today";
    site.value = result.workloads.empty() ? "–" : toReadable(result.site.score);
    site.verdict = result.site.verdict.verdict;
    site.verdictText = verdictLine(result.site.verdict);
    site.lines = {"of 100; ready from 70"};

    KeyNumber workloads;
    workloads.label = "Workloads ready";
    const auto ready = result.site.workloadsByVerdict[static_cast<std::size_t>(Verdict::Ready)];
    workloads.value = result.workloads.empty() ? "none yet"
                                               : std::to_string(ready) + " of " +
                                                     std::to_string(result.workloads.size());
    for (const Verdict verdict :
         {Verdict::Ready, Verdict::ReadyIf, Verdict::NotReady, Verdict::CannotTell}) {
        const auto count = result.site.workloadsByVerdict[static_cast<std::size_t>(verdict)];
        workloads.counts.emplace_back(verdict, std::to_string(count));
    }
    workloads.lines = {(result.site.mustRun == 0 ? "none" : std::to_string(result.site.mustRun)) +
                       std::string(" must run for the business")};

    KeyNumber decided;
    decided.label = "Decided by evidence";
    decided.value = percent(result.coverage);
    const std::array<double, 3> shares{result.evidence.importedOrMeasured,
                                       result.evidence.documentedOrObserved,
                                       result.evidence.assumedOrStated};
    const std::vector<int> whole = percentages(shares);
    decided.lines = {"of the weight of all requirements",
                     std::to_string(whole[0]) + "\u202F% of that measured or imported"};

    std::size_t may = 0;
    for (const DimensionScore& dimension : result.dimensions) {
        may += dimension.mayBlock;
    }
    KeyNumber blockers;
    blockers.label = "Blockers, certain";
    blockers.value = std::to_string(result.blockers);
    blockers.lines = {
        counted(result.majors, "major failure beside them", "major failures beside them"),
        counted(may, "gate is", "gates are") + " still open"};
    return {{site, workloads, decided, blockers}};
}

std::string barsTitle(const Assessment& result)
{
    const DimensionScore* weakest = nullptr;
    const DimensionScore* widest = nullptr;
    for (const DimensionScore& dimension : result.dimensions) {
        if (dimension.applies == Truth::False) {
            continue;
        }
        if (weakest == nullptr || std::pair(dimension.score.high, dimension.score.low) <
                                      std::pair(weakest->score.high, weakest->score.low)) {
            weakest = &dimension;
        }
        if (widest == nullptr || dimension.score.width() > widest->score.width()) {
            widest = &dimension;
        }
    }
    if (weakest == nullptr) {
        return "No dimension applies yet";
    }
    constexpr double kWide = 0.3;
    if (widest->score.width() >= 0.95 && weakest == widest) {
        return "Nothing decides a dimension yet";
    }
    const std::string first = weakest->dimension->title;
    if (weakest != widest && widest->score.width() >= kWide) {
        return first + " is weakest in the best case; " + widest->dimension->title +
               " is known least";
    }
    return first + " is weakest, even in the best case";
}

std::string coverageNote(const ReportPlan& plan)
{
    const Assessment& result = plan.result();
    const std::array<double, 3> shares{result.evidence.importedOrMeasured,
                                       result.evidence.documentedOrObserved,
                                       result.evidence.assumedOrStated};
    const std::vector<int> whole = percentages(shares);
    std::string text = percent(result.coverage) + " of the weight is decided. ";
    if (result.evidence.importedOrMeasured + result.evidence.documentedOrObserved +
            result.evidence.assumedOrStated >
        0) {
        text += "Evidence for it: " + std::to_string(whole[0]) + "\u202F% measured or imported, " +
                std::to_string(whole[1]) + "\u202F% observed or documented, " +
                std::to_string(whole[2]) + "\u202F% stated or assumed. ";
    }
    text += capitalised(counted(result.blockers, "blocker", "blockers")) + ", " +
            counted(result.majors, "major", "majors") + ", " +
            counted(result.waived, "waiver", "waivers");
    if (result.expiredWaivers > 0) {
        text += ", " + counted(result.expiredWaivers, "expired waiver", "expired waivers");
    }
    if (result.broken > 0) {
        text += ", " + counted(result.broken,
                               "rule that could not be evaluated",
                               "rules that could not be evaluated");
    }
    return text + ".";
}

std::string minutesText(double minutes)
{
    constexpr double kHour = 60;
    const double whole = minutes >= kHour ? std::round(minutes / kHour) : std::round(minutes);
    const bool hours = minutes >= kHour;
    const std::string unit =
        hours ? (whole == 1 ? " hour" : " hours") : (whole == 1 ? " minute" : " minutes");
    return toText(whole) + unit;
}

QuestionList bestQuestions(const ReportPlan& plan)
{
    QuestionList list;
    for (const RankedQuestion& ranked : plan.input.questions) {
        if (list.items.size() == kMostQuestions) {
            break;
        }
        if (ranked.attribute == nullptr) {
            continue;
        }
        QuestionItem item;
        item.question =
            ranked.question == nullptr ? ranked.attribute->title : ranked.question->text;
        item.detail = shortened(plan.subject(ranked.key.subject), 40);
        if (ranked.question != nullptr) {
            item.detail += ". " + capitalised(roleText(ranked.question->role)) + ", " +
                           minutesText(ranked.question->minutes);
        }
        item.detail += ".";
        item.effect = effectOf(ranked);
        list.items.push_back(std::move(item));
    }
    const std::size_t count = list.items.size();
    const bool none = plan.result().workloads.empty();
    list.title = count == 0
                     ? (none ? "Questions follow" : "No question is open")
                     : capitalised(inWords(count, "answer", "answers")) + " would settle most";
    list.note = count == 0
                    ? (none ? "They appear as soon as a workload is described."
                            : "Everything that the rules read is answered.")
                    : "Points: how much narrower the site range becomes, on average over the "
                      "possible answers.";
    return list;
}

Table conditionsTable(const ReportPlan& plan)
{
    const std::vector<MergedCondition> conditions = mergedConditions(plan);
    const std::size_t total = plan.result().workloads.size();
    Table table;
    table.id = "conditions";
    table.title =
        plan.result().workloads.empty() ? "Conditions follow with the first workload"
        : conditions.empty()
            ? "No condition is open"
            : capitalised(inWords(conditions.size(), "condition stands", "conditions stand")) +
                  " between today and ready";
    table.columns = {
        {"What to do", "", "Whether to clear, find out, measure or resolve.", 22, false},
        {"Condition", "", "The requirement that is at stake.", 0, false},
        {"Concerns", "", "Workloads that need it.", 44, false},
        {"Finding", "", "Number of the finding below.", 16, true}};
    for (const MergedCondition& item : conditions) {
        if (table.rows.size() == kMostConditions) {
            break;
        }
        const auto index = plan.findingOf(item.condition.rule, item.condition.subject);
        Cell finding;
        if (index) {
            finding.text = plan.findingNumber(*index);
            finding.link = plan.findingId(*index);
        }
        const std::string concerned =
            item.workloads.size() == total && total > 1 ? "all " + numberWord(total) + " workloads"
            : item.workloads.size() > 2 ? inWords(item.workloads.size(), "workload", "workloads")
                                        : shortened(listed(item.workloads), 90);
        Cell condition{.text = shortened(conditionTitle(item.condition, plan), 110)};
        table.rows.push_back({{Cell{.text = conditionVerb(item.condition.kind), .strong = true},
                               condition,
                               Cell{.text = concerned},
                               finding},
                              false});
    }
    if (conditions.size() > table.rows.size()) {
        table.title += "; the first " + numberWord(table.rows.size());
    }
    return table;
}

} // namespace

std::string effectOf(const RankedQuestion& question)
{
    if (question.decidesVerdict) {
        return "may decide a verdict";
    }
    if (question.decidesGate) {
        return "decides a gate";
    }
    const std::string points = toText(std::round(question.points));
    return points == "0" ? "narrows a score"
                         : "−" + points + (points == "1" ? " point" : " points");
}

DimensionBarsChart dimensionBarsOf(const ReportPlan& plan)
{
    const Assessment& result = plan.result();
    std::vector<const DimensionScore*> order;
    for (const DimensionScore& dimension : result.dimensions) {
        order.push_back(&dimension);
    }
    std::stable_sort(order.begin(), order.end(), [](const auto* a, const auto* b) {
        const auto key = [](const DimensionScore* dimension) {
            return std::tuple(
                dimension->applies == Truth::False, dimension->score.high, dimension->score.low);
        };
        return key(a) < key(b);
    });
    DimensionBarsChart chart;
    chart.title = "Readiness of each dimension and of the site, as ranges from 0 to 100";
    for (const DimensionScore* dimension : order) {
        const bool applies = dimension->applies != Truth::False;
        chart.rows.push_back({dimension->dimension->title,
                              dimension->score,
                              applies ? toReadable(dimension->score) : "does not apply",
                              percent(dimension->coverage),
                              applies,
                              isKnown(*dimension),
                              dimension->blockers > 0});
    }
    chart.hasSite = !result.workloads.empty();
    chart.site = {result.site.mustRun > 0 ? "Site: weakest must-run" : "Site: weakest workload",
                  result.site.score,
                  toReadable(result.site.score),
                  percent(result.coverage),
                  true,
                  result.coverage > 0 || result.site.score.width() < 1,
                  false};
    return chart;
}

Section summarySection(const ReportPlan& plan)
{
    Section section{"summary", "Executive summary", headlineOf(plan.result()), {}};
    section.blocks.push_back({Paragraph{leadOf(plan), ParagraphStyle::Lead, ""}});
    section.blocks.push_back({keyNumbersOf(plan)});
    Figure bars{"bars", barsTitle(plan.result()), "", dimensionBarsOf(plan), ""};
    MainAndSide columns;
    columns.main.push_back({std::move(bars)});
    columns.main.push_back({Paragraph{coverageNote(plan), ParagraphStyle::Note, ""}});
    columns.side.push_back({bestQuestions(plan)});
    section.blocks.push_back({std::move(columns)});
    section.blocks.push_back({conditionsTable(plan)});
    return section;
}

} // namespace netready
