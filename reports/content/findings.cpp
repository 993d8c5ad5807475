// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "reports/content/sections.h"
#include "reports/content/words.h"

#include <algorithm>
#include <array>
#include <limits>
#include <set>
#include <tuple>
#include <utility>

namespace netready {

namespace {

std::string statusText(const Finding& finding)
{
    switch (finding.status) {
    case Status::Pass:
        return finding.gate == GateState::PassesOnClaims ? "met, but only as stated" : "met";
    case Status::Partial:
        return "met in part";
    case Status::Fail:
        return "fails";
    case Status::Unknown:
        return "not known";
    case Status::NotApplicable:
        return "does not apply";
    case Status::Broken:
        return "could not be evaluated";
    }
    return "";
}

std::string gateWords(const Finding& finding)
{
    const bool blocker = finding.rule->gate == Gate::Blocker;
    switch (finding.gate) {
    case GateState::Fails:
        return blocker ? "BLOCKER" : "MAJOR";
    case GateState::MayFail:
        return blocker ? "MAY BLOCK" : "MAY BE MAJOR";
    case GateState::PassesOnClaims:
        return "CLAIM";
    case GateState::None:
    case GateState::Passes:
        break;
    }
    return "";
}

std::string waiverText(const Finding& finding, const ReportPlan& plan)
{
    const auto& waivers = plan.input.facts.waivers();
    const auto found = waivers.find({finding.rule->id, finding.subject});
    if (finding.waiver == WaiverState::None || found == waivers.end()) {
        return "";
    }
    const std::string until = dayForPeople(dayText(found->second.expires));
    const std::string why = found->second.reason.empty() ? "" : ": " + found->second.reason;
    switch (finding.waiver) {
    case WaiverState::Waived:
        return "Waived until " + until + why;
    case WaiverState::Expired:
        return "Waiver expired on " + until + why;
    case WaiverState::Stale:
        return "Waiver until " + until + " is no longer needed" + why;
    case WaiverState::None:
        break;
    }
    return "";
}

std::string effortText(const Rule& rule)
{
    const std::string cost = rule.cost == CostClass::None
                                 ? "no cost of its own"
                                 : std::string(toString(rule.cost)) + " cost";
    return "Effort: " + std::string(toString(rule.effort)) + "; " + cost + ".";
}

/// The judgements among the references, in one text.
std::string judgements(const Rule& rule)
{
    std::vector<std::string> texts;
    for (const Citation& citation : rule.references) {
        if (citation.source.empty() && !citation.rationale.empty()) {
            texts.push_back(sentence(citation.rationale));
        }
    }
    return join(texts, " ");
}

/// The open answers that matter most come first, by the number of their question.
std::string missingText(const std::vector<std::size_t>& twins, const ReportPlan& plan)
{
    constexpr std::size_t kMostMissing = 6;
    std::set<std::pair<std::size_t, FactKey>> missing;
    for (const std::size_t twin : twins) {
        for (const FactKey& key : plan.result().findings[twin].missing) {
            const auto number = plan.questionNumbers.find(key);
            missing.emplace(number == plan.questionNumbers.end()
                                ? std::numeric_limits<std::size_t>::max()
                                : number->second,
                            key);
        }
    }
    std::vector<std::string> names;
    names.reserve(missing.size());
    for (const auto& [number, key] : missing) {
        const bool isAsked = number != std::numeric_limits<std::size_t>::max();
        names.push_back(factTitle(key, plan.input.knowledge, plan.input.facts) +
                        (isAsked ? ", question " + std::to_string(number) : ""));
    }
    return firstOf(std::move(names), kMostMissing);
}

FindingCard cardOf(std::size_t index, const ReportPlan& plan)
{
    const Finding& finding = plan.result().findings[index];
    const Rule& rule = *finding.rule;
    FindingCard card;
    card.id = plan.findingId(index);
    card.number = plan.findingNumber(index);
    card.title = rule.title;
    card.subject = plan.subjects(index);
    card.gate = rule.gate;
    card.gateFails = finding.gate == GateState::Fails;
    card.gateText = gateWords(finding);
    card.severity = std::string(toString(rule.severity)) + " severity";
    card.status = statusText(finding);
    card.points = finding.status == Status::Broken ? "" : toReadable(finding.score) + " of 100";
    card.waiver = waiverText(finding, plan);
    const auto add = [&](std::string label, const std::string& text) {
        if (!text.empty()) {
            card.parts.push_back({std::move(label), sentence(text), {}});
        }
    };
    add("Found", finding.status == Status::Broken ? finding.problem : finding.text);
    add("Not known", missingText(plan.twins.at(index), plan));
    if (!finding.contradicted.empty()) {
        std::vector<std::string> names;
        for (const FactKey& key : finding.contradicted) {
            names.push_back(factTitle(key, plan.input.knowledge, plan.input.facts));
        }
        add("Contradicted", join(names, "; "));
    }
    add("Why it matters", rule.rationale);
    add("What to do", rule.remedy.empty() ? "" : sentence(rule.remedy) + " " + effortText(rule));
    add("Limits", rule.limits);
    add("Judgement", judgements(rule));
    std::set<std::size_t> numbers;
    for (const Citation& citation : rule.references) {
        const auto found = plan.sourceNumbers.find(citation.source);
        if (found != plan.sourceNumbers.end()) {
            numbers.insert(found->second);
        }
    }
    card.sources.assign(numbers.begin(), numbers.end());
    card.origin = finding.weakest;
    card.originText = finding.weakest ? std::string(toString(*finding.weakest))
                                      : std::string("rests on no fact yet");
    return card;
}

bool isBlocker(const Finding& finding)
{
    return finding.gate == GateState::Fails && finding.rule->gate == Gate::Blocker;
}
bool isMajor(const Finding& finding)
{
    return finding.gate == GateState::Fails && finding.rule->gate == Gate::Major;
}
bool mayGate(const Finding& finding)
{
    return finding.gate == GateState::MayFail;
}
bool isRest(const Finding& finding)
{
    return !isBlocker(finding) && !isMajor(finding) && !mayGate(finding);
}

std::string headline(const ReportPlan& plan)
{
    const Assessment& result = plan.result();
    const std::size_t count = plan.findings.size();
    if (result.findings.empty()) {
        return "No requirement applies to what is described so far.";
    }
    if (count == 0) {
        return "Every requirement that applies is met.";
    }
    const std::string text =
        capitalised(inWords(count, "finding needs", "findings need")) + " an action or an answer";
    if (result.blockers + result.majors == 0) {
        return text + "; none is a certain blocker or major.";
    }
    std::vector<std::string> certain;
    if (result.blockers > 0) {
        certain.push_back(inWords(result.blockers, "blocker", "blockers"));
    }
    if (result.majors > 0) {
        certain.push_back(inWords(result.majors, "major", "majors"));
    }
    return text + "; " + listed(certain) +
           (result.blockers + result.majors == 1 ? " is certain." : " are certain.");
}

Table metTable(const ReportPlan& plan)
{
    const Assessment& result = plan.result();
    Table table;
    table.id = "met";
    table.columns = {{"Requirement", "", "What is asked for.", 62, false},
                     {"Subject", "", "What it was checked for.", 38, false},
                     {"Found", "", "What the facts say.", 0, false},
                     {"Evidence", "", "Weakest origin that it rests on.", 29, false}};
    for (const Finding& finding : result.findings) {
        if (finding.status != Status::Pass || isOpenMatter(finding)) {
            continue;
        }
        Cell evidence{.text =
                          finding.weakest ? std::string(toString(*finding.weakest)) : "by rule"};
        evidence.origin = finding.weakest;
        table.rows.push_back({{Cell{.text = finding.rule->title},
                               Cell{.text = shortened(plan.subject(finding.subject), 60)},
                               Cell{.text = shortened(finding.text, 160)},
                               evidence},
                              false});
    }
    table.title =
        capitalised(inWords(table.rows.size(), "requirement is", "requirements are")) + " met";
    table.note = capitalised(counted(result.notApplicable, "requirement does", "requirements do")) +
                 " not apply to what is described and " +
                 (result.notApplicable == 1 ? "is" : "are") + " left out of every score.";
    if (result.notApplicable == 0) {
        table.note = "Every requirement applies.";
    }
    return table;
}

} // namespace

Section findingsSection(const ReportPlan& plan)
{
    static constexpr auto kGroups =
        std::to_array<std::tuple<std::string_view, std::string_view, bool (*)(const Finding&)>>({
            {"Blockers", "each caps the score at 39 until it is cleared", isBlocker},
            {"Majors", "each caps the score at 69 until it is cleared", isMajor},
            {"Open gates", "an answer decides whether they hold the score down", mayGate},
            {"Other findings", "by severity", isRest},
        });
    const Assessment& result = plan.result();
    Section section{"findings", "Findings", headline(plan), {}};
    for (const auto& [title, what, belongs] : kGroups) {
        bool first = true;
        for (const std::size_t index : plan.findings) {
            if (!belongs(result.findings[index])) {
                continue;
            }
            if (first) {
                section.blocks.push_back({Heading{"", std::string(title), std::string(what)}});
                first = false;
            }
            section.blocks.push_back({cardOf(index, plan)});
        }
    }
    if (result.findings.empty()) {
        section.blocks.push_back({Paragraph{
            "Findings appear with the first workload, fabric or storage that is described.",
            ParagraphStyle::Body,
            ""}});
    } else {
        section.blocks.push_back({metTable(plan)});
    }
    return section;
}

} // namespace netready
