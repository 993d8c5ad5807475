// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "reports/content/sections.h"
#include "reports/content/words.h"

#include <cmath>

namespace netready {

namespace {

std::string settles(const RankedQuestion& question)
{
    std::vector<std::string> effects;
    if (question.decidesVerdict) {
        effects.emplace_back("may decide a verdict");
    }
    if (question.decidesGate) {
        effects.emplace_back("decides a gate");
    }
    const double points = std::round(question.points);
    if (points >= 1) {
        effects.push_back(toText(points) + (points == 1 ? " point" : " points"));
    }
    if (effects.empty()) {
        effects.push_back(counted(question.findings, "finding", "findings"));
    }
    return capitalised(join(effects, ", "));
}

std::string headline(const ReportPlan& plan)
{
    const std::size_t count = plan.input.questions.size();
    if (count == 0 && plan.result().workloads.empty()) {
        return "Which answers are missing shows once a workload is described.";
    }
    return count == 0 ? "Everything that the rules read is answered."
                      : capitalised(inWords(count, "answer is", "answers are")) +
                            " still missing; the first ones settle most.";
}

} // namespace

Section questionsSection(const ReportPlan& plan)
{
    Section section{"questions", "Not known yet", headline(plan), {}};
    if (plan.input.questions.empty()) {
        section.blocks.push_back(
            {Paragraph{"New questions appear when workloads, fabrics or storage are added.",
                       ParagraphStyle::Body,
                       ""}});
        return section;
    }
    Table table;
    table.id = "question-table";
    table.columns = {
        {"No.", "", "Number of the question; findings refer to it.", 9, true},
        {"Question", "", "What is asked, and about what.", 66, false},
        {"Who can answer", "", "Role in the client's organisation.", 25, false},
        {"Where the answer is found", "", "Place to look.", 0, false},
        {"What it settles", "", "What an answer would bring to the assessment.", 32, false}};
    for (const RankedQuestion& ranked : plan.input.questions) {
        if (ranked.attribute == nullptr) {
            continue;
        }
        const Question* question = ranked.question;
        Cell text{.text = question == nullptr ? ranked.attribute->title : question->text,
                  .detail = shortened(plan.subject(ranked.key.subject), 60),
                  .strong = true};
        table.rows.push_back(
            {{Cell{.text = std::to_string(plan.questionNumbers.at(ranked.key))},
              text,
              Cell{.text = question == nullptr ? "" : capitalised(roleText(question->role))},
              Cell{.text = question == nullptr ? "" : question->placeOfAnswer},
              Cell{.text = settles(ranked)}},
             false});
    }
    table.note =
        "In the order in which they are worth asking: expected narrowing of the scores for "
        "each minute of effort. Points: how much narrower the site range becomes on average.";
    section.blocks.push_back({std::move(table)});
    return section;
}

} // namespace netready
