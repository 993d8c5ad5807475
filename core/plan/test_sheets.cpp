// SPDX-License-Identifier: Apache-2.0
#include "core/plan/test_sheets.h"

#include "core/base/sha256.h"
#include "core/base/text.h"

#include <algorithm>
#include <cctype>
#include <set>
#include <utility>

namespace netready {

namespace {

constexpr std::string_view kMark = "netready-test:";
constexpr std::string_view kIdStart = "nt-";
constexpr std::size_t kIdDigits = 8;

std::string idOf(std::string_view what, const std::string& id, const SubjectKey& subject)
{
    return std::string(kIdStart) +
           sha256(std::string(what) + " " + id + " " + subject.text()).substr(0, kIdDigits);
}

bool isHex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}

/// The first id in a text that no letter or digit touches.
std::optional<std::string> idIn(std::string_view text)
{
    for (std::size_t at = text.find(kIdStart); at != std::string_view::npos;
         at = text.find(kIdStart, at + 1)) {
        const std::string_view digits = text.substr(at + kIdStart.size(), kIdDigits);
        const std::size_t end = at + kIdStart.size() + kIdDigits;
        const auto touches = [&](std::size_t place) {
            return place < text.size() &&
                   std::isalnum(static_cast<unsigned char>(text[place])) != 0;
        };
        if (digits.size() == kIdDigits && std::all_of(digits.begin(), digits.end(), isHex) &&
            !touches(end) && (at == 0 || !touches(at - 1))) {
            return std::string(text.substr(at, end - at));
        }
    }
    return std::nullopt;
}

/// The first line of a file if it names a sheet, with its end.
std::string_view sheetLine(std::string_view bytes)
{
    const std::size_t end = bytes.find('\n');
    const std::string_view line =
        bytes.substr(0, end == std::string_view::npos ? bytes.size() : end + 1);
    const std::size_t mark = line.find(kMark);
    const bool isAlone = mark != std::string_view::npos &&
                         line.substr(0, mark).find_first_not_of(" \t#/") == std::string_view::npos;
    return isAlone && idIn(line.substr(mark)) ? line : std::string_view();
}

/// The action whose test shows most of a rule: one with a command, of those the first by id.
const Action* testOf(const Rule& rule, const Knowledge& knowledge)
{
    const Action* best = nullptr;
    for (const Action& action : knowledge.actions) {
        const bool isRemedy = std::find(action.remedies.begin(), action.remedies.end(), rule.id) !=
                              action.remedies.end();
        if (isRemedy && (best == nullptr || (best->acceptance.command.empty() &&
                                             !action.acceptance.command.empty()))) {
            best = &action;
        }
    }
    return best;
}

bool isMeasured(const Rule& rule)
{
    return std::any_of(rule.reads.begin(), rule.reads.end(), [](const Attribute* attribute) {
        return !attribute->measuredBy.empty();
    });
}

TestSheet claimSheet(const Finding& finding, const Knowledge& knowledge)
{
    const Rule& rule = *finding.rule;
    TestSheet sheet;
    sheet.id = idOf("claim", rule.id, finding.subject);
    sheet.subject = finding.subject;
    sheet.rule = &rule;
    sheet.title = rule.title;
    sheet.why = "It counts as fulfilled because somebody said so: " + finding.text;
    sheet.givesFigures = isMeasured(rule);
    sheet.action = testOf(rule, knowledge);
    if (sheet.action != nullptr) {
        sheet.test = sheet.action->acceptance;
    } else {
        sheet.test.tool = "a document that shows it, or a measurement";
        sheet.test.threshold = rule.rationale;
    }
    return sheet;
}

TestSheet actionSheet(const PlanCandidate& candidate, const Knowledge& knowledge)
{
    const Action& action = *candidate.remedy.action;
    TestSheet sheet;
    sheet.id = idOf("action", action.id, candidate.remedy.subject);
    sheet.subject = candidate.remedy.subject;
    sheet.action = &action;
    sheet.title = action.title;
    sheet.why = "It is planned; this shows that it has done what it should.";
    sheet.test = action.acceptance;
    sheet.givesFigures =
        std::any_of(action.remedies.begin(), action.remedies.end(), [&](const std::string& id) {
            const Rule* rule = knowledge.findRule(id);
            return rule != nullptr && isMeasured(*rule);
        });
    return sheet;
}

/// The text on one line, ended by a full stop.
std::string sentence(std::string text)
{
    std::replace(text.begin(), text.end(), '\n', ' ');
    text = std::string(trimmed(text));
    return text.empty() || text.back() == '.' ? text : text + ".";
}

} // namespace

std::vector<TestSheet> testSheets(const Assessment& assessment,
                                  const Knowledge& knowledge,
                                  const Candidates& candidates,
                                  const PlanChoice& choice)
{
    std::vector<TestSheet> sheets;
    for (const Finding& finding : assessment.findings) {
        if (finding.gate == GateState::PassesOnClaims) {
            sheets.push_back(claimSheet(finding, knowledge));
        }
    }
    std::sort(sheets.begin(), sheets.end(), [](const TestSheet& a, const TestSheet& b) {
        return std::pair(a.rule->id, a.subject) < std::pair(b.rule->id, b.subject);
    });
    for (std::size_t i = 0; i < candidates.all.size() && i < choice.size(); ++i) {
        if (choice[i]) {
            sheets.push_back(actionSheet(candidates.all[i], knowledge));
        }
    }
    return sheets;
}

std::string testSheetText(const TestSheet& sheet, std::string_view subjectTitle)
{
    const std::string subject = subjectTitle.empty() || subjectTitle == sheet.subject.text()
                                    ? sheet.subject.text()
                                    : std::string(subjectTitle) + " (" + sheet.subject.text() + ")";
    std::string text = "# Test " + sheet.id + ": " + sheet.title + "\n\n";
    text += "About: " + subject + "  \n";
    text += "Why: " + sentence(sheet.why) + "\n\n";
    text += "## What to do\n\n";
    text += "Tool: " + sentence(sheet.test.tool) + "\n\n";
    if (!sheet.test.command.empty()) {
        text += "```\n" + sheet.test.command + "\n```\n\n";
        text += "Words in capitals stand for your own names and addresses.\n\n";
    }
    text += "Passed if: " + sentence(sheet.test.threshold) + "\n\n";
    if (!sheet.test.duration.empty()) {
        text += "Takes: " + sheet.test.duration + "\n\n";
    }
    text += "## What to send back\n\n";
    if (sheet.givesFigures) {
        text += "The whole output of the tool, unchanged, as a file of text or JSON. Name it " +
                sheet.id + ", with any ending, or write this line above it:\n\n";
        text += "    " + std::string(kMark) + " " + sheet.id + "\n";
    } else {
        text +=
            "A record of what was done, when, by whom, and with what result; it is attached and "
            "entered by hand.\n";
    }
    return text;
}

std::optional<std::string> answeredSheet(std::string_view fileName, std::string_view bytes)
{
    const std::string_view line = sheetLine(bytes);
    return line.empty() ? idIn(fileName) : idIn(line);
}

std::string_view withoutSheetLine(std::string_view bytes)
{
    return bytes.substr(sheetLine(bytes).size());
}

std::string_view toString(SheetOutcome outcome)
{
    switch (outcome) {
    case SheetOutcome::Holds:
        return "holds";
    case SheetOutcome::Fails:
        return "fails";
    case SheetOutcome::Open:
        return "open";
    }
    return "";
}

SheetOutcome outcomeOf(const TestSheet& sheet, const Assessment& assessment)
{
    bool any = false;
    bool open = false;
    bool fails = false;
    for (const Finding& finding : assessment.findings) {
        const bool isTested = sheet.rule != nullptr
                                  ? finding.rule == sheet.rule && finding.subject == sheet.subject
                                  : finding.subject == sheet.subject &&
                                        std::find(sheet.action->remedies.begin(),
                                                  sheet.action->remedies.end(),
                                                  finding.rule->id) != sheet.action->remedies.end();
        if (!isTested || finding.status == Status::NotApplicable) {
            continue;
        }
        any = true;
        const bool isClaim = finding.weakest && *finding.weakest <= Origin::Stated;
        fails = fails || finding.status == Status::Fail || finding.status == Status::Partial;
        open = open || finding.status == Status::Unknown || finding.status == Status::Broken ||
               isClaim;
    }
    return fails ? SheetOutcome::Fails : open || !any ? SheetOutcome::Open : SheetOutcome::Holds;
}

} // namespace netready
