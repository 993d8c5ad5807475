// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "reports/content/sections.h"
#include "reports/content/words.h"

#include <algorithm>

namespace netready {

namespace {

/// Some of what counts for a topic passes on nothing but what somebody said.
bool restsOnClaims(const TopicResult& topic, const Assessment& result)
{
    return std::any_of(topic.findings.begin(), topic.findings.end(), [&](std::size_t index) {
        const Finding& finding = result.findings[index];
        return finding.applies != Truth::False && finding.weakest &&
               *finding.weakest <= Origin::Stated;
    });
}

/// At most six words; a yes never rests on claims alone.
std::string answerTo(const TopicResult& topic, const Assessment& result)
{
    if (topic.state == TopicResult::State::NotApplicable) {
        return "Does not arise here";
    }
    if (topic.score.low >= kReadyFrom) {
        return restsOnClaims(topic, result) ? "Yes, if what was said holds" : "Yes";
    }
    if (topic.score.high < kNotReadyBelow) {
        return "No";
    }
    if (topic.score.low < kNotReadyBelow && topic.score.high >= kReadyFrom) {
        return "Cannot be told yet";
    }
    return topic.score.high < kReadyFrom ? "Not enough" : "In part";
}

/// The finding that weighs on a topic most: least in the best case, then in the worst.
std::optional<std::size_t> weakestOf(const std::vector<std::size_t>& findings,
                                     const Assessment& result)
{
    const auto worst =
        std::min_element(findings.begin(), findings.end(), [&](std::size_t a, std::size_t b) {
            const Finding& first = result.findings[a];
            const Finding& second = result.findings[b];
            return std::pair(first.score.high, first.score.low) <
                   std::pair(second.score.high, second.score.low);
        });
    return worst == findings.end() ? std::nullopt : std::optional(*worst);
}

constexpr std::size_t kSubjectLetters = 36;

/// What a finding says, with its number: what was found, or what is not known.
Cell shownBy(std::optional<std::size_t> index, const ReportPlan& plan, std::size_t letters)
{
    if (!index) {
        return {};
    }
    const Finding& finding = plan.result().findings[*index];
    const bool open = finding.status == Status::Unknown;
    Cell cell{.text = shortened(open || finding.text.empty() ? finding.rule->title : finding.text,
                                letters)};
    cell.detail =
        shortened(plan.subject(finding.subject), kSubjectLetters) + (open ? "; not known yet" : "");
    const std::string number = plan.findingNumber(*index);
    if (!number.empty()) {
        cell.detail += ", " + number;
        cell.link = plan.findingId(*index);
    }
    return cell;
}

Table questionsTable(const ReportPlan& plan)
{
    Table table;
    table.id = "answers";
    table.columns = {{"Question", "", "What every assessment answers.", 56, false},
                     {"Answer", "", "In words, from the range.", 27, false},
                     {"Score", "", "Range of the requirements that speak of it.", 18, true},
                     {"What weighs most", "", "The finding with the fewest points.", 0, false}};
    constexpr std::size_t kLetters = 56; // a line
    for (const TopicResult& topic : plan.result().topics) {
        if (topic.topic->kind != TopicKind::Question) {
            continue;
        }
        const bool asked = topic.state != TopicResult::State::NotApplicable;
        table.rows.push_back(
            {{Cell{.text = topic.topic->text},
              Cell{.text = answerTo(topic, plan.result()), .strong = true},
              Cell{.text = asked ? toReadable(topic.score) : "–"},
              asked && topic.score.low < kReadyFrom
                  ? shownBy(weakestOf(topic.findings, plan.result()), plan, kLetters)
                  : Cell{}},
             false});
    }
    const auto said = [&](std::string_view answer) {
        return static_cast<std::size_t>(
            std::count_if(table.rows.begin(), table.rows.end(), [&](const Row& row) {
                return row.cells[1].text.starts_with(answer);
            }));
    };
    const auto of = [&](std::string_view answer) {
        const std::size_t count = said(answer);
        return count == 0 ? std::string("none") : numberWord(count);
    };
    table.title = capitalised(inWords(table.rows.size(), "question", "questions")) + ": " +
                  of("Yes") + " answered with yes, " + of("No") + " with no or not enough";
    table.what = "each from facts, none asked as such";
    return table;
}

std::string stateWord(TopicResult::State state)
{
    switch (state) {
    case TopicResult::State::Found:
        return "Found";
    case TopicResult::State::Possible:
        return "Cannot tell";
    case TopicResult::State::NotFound:
        return "Not found";
    case TopicResult::State::NotApplicable:
    case TopicResult::State::Answered:
        break;
    }
    return "Does not arise";
}

std::size_t mistakesFound(const Assessment& result)
{
    return static_cast<std::size_t>(
        std::count_if(result.topics.begin(), result.topics.end(), [](const TopicResult& topic) {
            return topic.state == TopicResult::State::Found;
        }));
}

Table mistakesTable(const ReportPlan& plan)
{
    Table table;
    table.id = "mistakes";
    const std::size_t found = mistakesFound(plan.result());
    table.title = found == 0 ? std::string("None of the common mistakes is found")
                             : capitalised(inWords(found,
                                                   "of the common mistakes is found",
                                                   "of the common mistakes are found"));
    table.what = "what shows it beside each";
    table.columns = {{"Mistake", "", "What planners of AI networks get wrong.", 56, false},
                     {"Here", "", "Whether the facts show it.", 27, false},
                     {"Shown by", "", "The first finding that shows it.", 0, false}};
    constexpr std::size_t kLetters = 56; // a line
    for (const TopicResult& topic : plan.result().topics) {
        if (topic.topic->kind != TopicKind::Mistake) {
            continue;
        }
        const bool shown =
            topic.state == TopicResult::State::Found || topic.state == TopicResult::State::Possible;
        table.rows.push_back(
            {{Cell{.text = topic.topic->title, .strong = true},
              Cell{.text = stateWord(topic.state),
                   .strong = topic.state == TopicResult::State::Found},
              shown && !topic.causes.empty() ? shownBy(topic.causes.front(), plan, kLetters)
                                             : Cell{}},
             false});
    }
    return table;
}

std::string headline(const ReportPlan& plan)
{
    const std::size_t found = mistakesFound(plan.result());
    std::size_t yes = 0;
    std::size_t asked = 0;
    for (const TopicResult& topic : plan.result().topics) {
        if (topic.topic->kind == TopicKind::Question) {
            ++asked;
            yes += answerTo(topic, plan.result()).starts_with("Yes") ? 1U : 0U;
        }
    }
    return (yes == 0 ? "None" : capitalised(numberWord(yes))) + " of " +
           inWords(asked, "question", "questions") + (yes <= 1 ? " has" : " have") +
           " yes as an answer; " + inWords(found, "common mistake is", "common mistakes are") +
           " found.";
}

} // namespace

Section answersSection(const ReportPlan& plan)
{
    Section section{"answers", "Questions and mistakes", headline(plan), {}};
    section.blocks.push_back({questionsTable(plan)});
    section.blocks.push_back({mistakesTable(plan)});
    return section;
}

} // namespace netready
