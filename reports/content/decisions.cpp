// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "reports/content/sections.h"
#include "reports/content/words.h"

#include <algorithm>
#include <set>

namespace netready {

namespace {

constexpr std::size_t kMostDecisions = 6;
constexpr std::size_t kMostAnswers = 4;

/// What idle accelerators cost in a year, workload by workload.
Table idleTable(const ReportPlan& plan)
{
    Table table;
    table.id = "idle";
    table.columns = {{"Workload", "", "What uses accelerators of one's own.", 0, false},
                     {"Idle", "%", "Share of all time in which accelerators wait.", 34, true},
                     {"Lost in a year", "h", "Accelerator-hours.", 40, true},
                     {"Cost in a year", "", "Hours at the price of an accelerator.", 44, true}};
    const auto cell = [&](const SubjectKey& subject, std::string_view attribute) {
        if (!plan.number(subject, attribute)) {
            return Cell{.notKnown = true};
        }
        const FactView& view = *plan.view(subject, attribute);
        return Cell{.text = readable(view.resolution.value, *view.attribute, plan.input.facts)};
    };
    std::size_t told = 0;
    for (const WorkloadScore& workload : plan.result().workloads) {
        const Cell share = cell(workload.subject, "workload.idle_share");
        const Cell hours = cell(workload.subject, "workload.idle_hours");
        const Cell cost = cell(workload.subject, "workload.idle_cost");
        if (share.notKnown && hours.notKnown && cost.notKnown) {
            continue;
        }
        told += cost.notKnown ? 0U : 1U;
        table.rows.push_back(
            {{Cell{.text = shortened(workload.title, 60), .strong = true}, share, hours, cost},
             false});
    }
    table.title = told == 0 ? "What idle accelerators cost is not known yet"
                            : "What accelerators cost while they wait";
    table.what = told == 0 ? "" : "a scenario as a range, not a measured loss";
    table.note = table.rows.empty()
                     ? "It follows as soon as accelerators, their price and the network of a "
                       "workload are known."
                     : "Waiting for the network, for checkpoints and after interruptions; a year "
                       "of running at the price of an accelerator.";
    return table;
}

/// What has to be decided, in the order in which it decides most.
Table decisionsTable(const ReportPlan& plan)
{
    const std::vector<MergedCondition> conditions = mergedConditions(plan);
    Table table;
    table.id = "decision-list";
    table.columns = {{"", "", "Number of the decision.", 8, true},
                     {"Decision", "", "What to approve.", 0, false},
                     {"Because", "", "What was found.", 66, false},
                     {"Finding", "", "Number of the finding in the technical report.", 16, true}};
    std::set<const Rule*> decided;
    for (const MergedCondition& item : conditions) {
        const auto index = plan.findingOf(item.condition.rule, item.condition.subject);
        const bool isWork = item.condition.kind == Condition::Kind::ClearGate;
        if (!index || !isWork || table.rows.size() == kMostDecisions) {
            continue;
        }
        const Finding& finding = plan.result().findings[*index];
        if (!decided.insert(finding.rule).second) {
            continue; // the same decision for another workload
        }
        Cell what{.text = shortened(sentence(finding.rule->remedy), 190),
                  .detail =
                      shortened(finding.rule->title + ", " + plan.subject(finding.subject), 110)};
        table.rows.push_back(
            {{Cell{.text = std::to_string(table.rows.size() + 1), .strong = true},
              what,
              Cell{.text = shortened(finding.text, 130)},
              Cell{.text = plan.findingNumber(*index), .link = plan.findingId(*index)}},
             false});
    }
    table.title = table.rows.empty()
                      ? "No gate certainly fails: nothing has to be approved to clear one"
                      : capitalised(inWords(table.rows.size(), "decision is", "decisions are")) +
                            " asked for";
    return table;
}

/// Whom to send for which answers.
Table answersWanted(const ReportPlan& plan)
{
    Table table;
    table.id = "answers-wanted";
    table.title = "Answers that would settle most";
    table.columns = {{"Who", "", "Role that can answer.", 30, false},
                     {"Question", "", "As it is asked.", 0, false},
                     {"Effect", "", "On the site score, as a mean over the answers.", 36, false}};
    for (const RankedQuestion& ranked : plan.input.questions) {
        if (ranked.question == nullptr || table.rows.size() == kMostAnswers) {
            continue;
        }
        table.rows.push_back(
            {{Cell{.text = capitalised(roleText(ranked.question->role)), .strong = true},
              Cell{.text = ranked.question->text, .detail = plan.subject(ranked.key.subject)},
              Cell{.text = effectOf(ranked)}},
             false});
    }
    return table;
}

std::string headline(const ReportPlan& plan, const Table& decisions)
{
    const std::size_t open = plan.input.questions.size();
    if (decisions.rows.empty()) {
        return open == 0
                   ? "Nothing is left to decide or to find out."
                   : "First find out: " + inWords(open, "answer is", "answers are") + " missing.";
    }
    return capitalised(inWords(decisions.rows.size(), "decision", "decisions")) +
           (decisions.rows.size() == 1 ? " clears" : " clear") + " what certainly fails; " +
           inWords(open, "answer is", "answers are") + " still open.";
}

} // namespace

Section decisionsSection(const ReportPlan& plan)
{
    Table decisions = decisionsTable(plan);
    Section section{"decisions", "Decisions", headline(plan, decisions), {}};
    section.blocks.push_back({std::move(decisions)});
    Table wanted = answersWanted(plan);
    if (!wanted.rows.empty()) {
        section.blocks.push_back({std::move(wanted)});
    }
    section.blocks.push_back({idleTable(plan)});
    return section;
}

} // namespace netready
