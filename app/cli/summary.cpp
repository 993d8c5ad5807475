// SPDX-License-Identifier: Apache-2.0
#include "app/cli/summary.h"

#include "app/cli/console.h"
#include "app/cli/interval_bar.h"
#include "app/client/questions.h"
#include "core/base/text.h"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace netready {

namespace {

constexpr std::size_t kTitleWidth = 34;
constexpr std::size_t kVerdictWidth = 13;
constexpr std::size_t kScoreWidth = 7;
constexpr std::size_t kMostConditions = 6;
constexpr std::size_t kMostQuestions = 5;
constexpr std::size_t kDigestShown = 12;

Ink inkOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::NotReady:
        return Ink::Red;
    case Verdict::CannotTell:
        return Ink::Plain;
    case Verdict::ReadyIf:
        return Ink::Amber;
    case Verdict::Ready:
        return Ink::Green;
    }
    return Ink::Plain;
}

std::string counted(std::size_t count, const std::string& one)
{
    return std::to_string(count) + " " + one + (count == 1 ? "" : "s");
}

void printHeading(std::string_view text)
{
    printLine();
    printLine(inked(Ink::Bold, text));
}

/// A paragraph behind a mark of two columns.
void printItem(std::string_view mark, std::string_view text)
{
    printLine("  " + std::string(mark) + " " + wrapped(text, 4));
}

void printSite(const SummaryInput& input)
{
    const Assessment::Site& site = input.assessment.site;
    printLine(padded(inked(Ink::Bold, cut(input.client, kPageWidth - 20)), kPageWidth - 10) +
              input.day);
    printLine();
    std::string verdict(toString(site.verdict.verdict));
    std::transform(verdict.begin(), verdict.end(), verdict.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    printLine("Site  " + inked(inkOf(site.verdict.verdict), inked(Ink::Bold, verdict)) + "  " +
              toReadable(site.score) + " of 100  band " + site.band + "  " +
              (site.verdict.settled ? "settled: no open answer can give another verdict"
                                    : "not settled: open answers can give another verdict"));
    std::vector<std::string> counts;
    for (const Verdict each :
         {Verdict::Ready, Verdict::ReadyIf, Verdict::CannotTell, Verdict::NotReady}) {
        const std::size_t count = site.workloadsByVerdict[static_cast<std::size_t>(each)];
        if (count > 0) {
            counts.push_back(std::to_string(count) + " " + std::string(toString(each)));
        }
    }
    std::string line = counted(site.mustRun, "workload") + " must run";
    line += counts.empty() ? "" : "; of all workloads " + join(counts, ", ");
    line += site.decidedBy.empty() ? "" : "; weakest: " + site.decidedBy;
    printLine("      " + wrapped(line, 6));
}

void printWorkloads(const Assessment& assessment)
{
    if (assessment.workloads.empty()) {
        return;
    }
    printLine();
    printLine(inked(Ink::Bold, padded("Workloads", 2 + kTitleWidth + kVerdictWidth + kScoreWidth)) +
              "  " + inked(Ink::Faint, barScale()));
    for (const WorkloadScore& workload : assessment.workloads) {
        const std::string verdict = std::string(toString(workload.verdict.verdict)) +
                                    (workload.verdict.settled ? " ■" : "");
        printLine("  " + padded(cut(workload.title, kTitleWidth - 1), kTitleWidth) +
                  inked(inkOf(workload.verdict.verdict), padded(verdict, kVerdictWidth)) +
                  padded(toReadable(workload.score), kScoreWidth) + "  " +
                  intervalBar(workload.score));
    }
}

void printDimensions(const Assessment& assessment)
{
    printLine();
    printLine(inked(Ink::Bold, padded("Dimensions", 2 + kTitleWidth)) +
              padded("decided", kVerdictWidth + kScoreWidth) + "  " +
              inked(Ink::Faint, barScale()));
    for (const DimensionScore& dimension : assessment.dimensions) {
        const std::string title =
            "  " + padded(cut(dimension.dimension->title, kTitleWidth - 1), kTitleWidth);
        if (dimension.applies == Truth::False) {
            printLine(title + inked(Ink::Faint, "does not apply"));
            continue;
        }
        printLine(title + padded(wholePercent(dimension.coverage), kVerdictWidth) +
                  padded(toReadable(dimension.score), kScoreWidth) + "  " +
                  intervalBar(dimension.score));
    }
    printLine(inked(Ink::Faint,
                    "  █ certain   ▒ open   ┊ 40, 70, 90   ■ settled: no open answer changes it"));
}

bool failsGate(const Finding& finding, Gate gate)
{
    return finding.rule->gate == gate && finding.gate == GateState::Fails;
}

void printFailed(const Assessment& assessment, Gate gate, const std::string& heading, Ink ink)
{
    const auto count = static_cast<std::size_t>(std::count_if(
        assessment.findings.begin(), assessment.findings.end(), [&](const Finding& finding) {
            return failsGate(finding, gate);
        }));
    if (count == 0) {
        return;
    }
    printHeading(heading + " (" + std::to_string(count) + ")");
    for (const Finding& finding : assessment.findings) {
        if (!failsGate(finding, gate)) {
            continue;
        }
        const std::string waiver =
            finding.waiver == WaiverState::None ? "" : ", " + std::string(toString(finding.waiver));
        printItem(inked(ink, "✗"), finding.text);
        printLine(
            inked(Ink::Faint, "    " + finding.rule->id + " " + finding.subject.text() + waiver));
    }
}

/// Gates that an open answer may fail, each rule once with all its subjects.
void printOpenGates(const Assessment& assessment)
{
    std::vector<std::pair<const Rule*, std::vector<std::string>>> open;
    std::size_t count = 0;
    for (const Gate gate : {Gate::Blocker, Gate::Major}) {
        for (const Finding& finding : assessment.findings) {
            if (finding.rule->gate != gate || finding.gate != GateState::MayFail) {
                continue;
            }
            if (open.empty() || open.back().first != finding.rule) {
                open.push_back({finding.rule, {}});
            }
            open.back().second.push_back(finding.subject.text());
            ++count;
        }
    }
    if (open.empty()) {
        return;
    }
    printHeading("May still fail (" + std::to_string(count) + ")");
    for (const auto& [rule, subjects] : open) {
        printItem(inked(Ink::Amber, "?"), std::string(toString(rule->gate)) + ": " + rule->title);
        printLine(inked(Ink::Faint, "    " + wrapped(rule->id + " " + join(subjects, ", "), 4)));
    }
}

void printConditions(const Assessment& assessment)
{
    for (const WorkloadScore& workload : assessment.workloads) {
        if (workload.verdict.verdict != Verdict::ReadyIf) {
            continue;
        }
        printHeading(workload.title + " is ready if");
        const std::size_t shown = std::min(workload.conditions.size(), kMostConditions);
        for (std::size_t i = 0; i < shown; ++i) {
            printItem("–", workload.conditions[i].text);
        }
        if (workload.conditions.size() > shown) {
            printLine("    and " + std::to_string(workload.conditions.size() - shown) +
                      " more; --json lists all");
        }
    }
}

std::string said(const Fact& fact)
{
    return toString(fact.value) + " (" + std::string(toString(fact.origin)) +
           (fact.author.empty() ? "" : ", " + fact.author) + ")";
}

void printMistakes(const Assessment& assessment)
{
    std::vector<const TopicResult*> found;
    for (const TopicResult& topic : assessment.topics) {
        if (topic.state == TopicResult::State::Found) {
            found.push_back(&topic);
        }
    }
    if (found.empty()) {
        return;
    }
    printHeading("Mistakes found (" + std::to_string(found.size()) + ")");
    for (const TopicResult* topic : found) {
        printItem(inked(Ink::Red, "✗"), topic->topic->title + ": " + topic->topic->text);
        std::vector<std::string> causes;
        for (const std::size_t index : topic->causes) {
            const Finding& finding = assessment.findings[index];
            causes.push_back(finding.rule->id + " " + finding.subject.text());
        }
        printLine(inked(Ink::Faint, "    " + wrapped(join(causes, ", "), 4)));
    }
}

void printContradictions(const Assessment& assessment)
{
    if (assessment.contradictions.empty()) {
        return;
    }
    printHeading("Contradictions (" + std::to_string(assessment.contradictions.size()) + ")");
    for (const Contradiction& contradiction : assessment.contradictions) {
        printItem(inked(Ink::Red, "!"),
                  contradiction.key.text() + ": " + said(contradiction.used) + " against " +
                      said(contradiction.against));
    }
}

void printLevers(const Assessment& assessment)
{
    if (assessment.levers.empty()) {
        return;
    }
    printHeading("Holds the site score down most");
    for (const Lever& lever : assessment.levers) {
        const Finding& finding = assessment.findings[lever.finding];
        printItem("↑",
                  finding.rule->title + " (" + finding.subject.text() + "): the site would be at " +
                      toReadable(lever.siteScore));
    }
}

void printMissing(const std::vector<RankedQuestion>& questions)
{
    if (questions.empty()) {
        return;
    }
    printHeading("Missing most (" + counted(questions.size(), "open question") + ")");
    for (std::size_t i = 0; i < std::min(questions.size(), kMostQuestions); ++i) {
        printItem("?", wording(questions[i]));
        printLine(
            inked(Ink::Faint,
                  "    " + wrapped(questions[i].key.text() + " · " + worth(questions[i]), 4)));
    }
}

void printBasis(const Assessment& assessment)
{
    printHeading("Basis");
    const EvidenceMix& mix = assessment.evidence;
    // Shares are rounded so that they add up.
    const long claims = std::lround(mix.assumedOrStated * 100);
    const long both = std::lround((mix.assumedOrStated + mix.documentedOrObserved) * 100);
    const long all = std::lround(
        (mix.assumedOrStated + mix.documentedOrObserved + mix.importedOrMeasured) * 100);
    printLine("  " + wrapped(wholePercent(assessment.coverage) +
                                 " of the weight of the rules is decided; "
                                 "of that " +
                                 std::to_string(claims) + " % assumed or stated, " +
                                 std::to_string(both - claims) + " % documented or observed, " +
                                 std::to_string(all - both) + " % imported or measured.",
                             2));
    std::vector<std::string> counts;
    const auto add = [&](std::size_t count, const std::string& what) {
        if (count > 0) {
            counts.push_back(std::to_string(count) + " " + what);
        }
    };
    add(assessment.waived, "waived");
    add(assessment.expiredWaivers, "with an expired waiver");
    add(assessment.staleWaivers, "waived without need");
    add(assessment.notApplicable, "not applicable");
    add(assessment.broken, "broken");
    if (!counts.empty()) {
        printLine("  " + wrapped(counted(assessment.findings.size(), "finding") + ": " +
                                     join(counts, ", ") + ".",
                                 2));
    }
    std::vector<std::string> packs;
    for (const Pack& pack : assessment.packs) {
        packs.push_back(pack.id + " " + pack.version + " (" + pack.digest.substr(0, kDigestShown) +
                        ")");
    }
    printLine("  " + wrapped("Packs: " + join(packs, ", ") + ".", 2));
}

} // namespace

void printSummary(const SummaryInput& input)
{
    const Assessment& assessment = input.assessment;
    printSite(input);
    printWorkloads(assessment);
    printDimensions(assessment);
    printFailed(assessment, Gate::Blocker, "Blockers", Ink::Red);
    printFailed(assessment, Gate::Major, "Majors", Ink::Amber);
    printOpenGates(assessment);
    printConditions(assessment);
    printMistakes(assessment);
    printContradictions(assessment);
    printLevers(assessment);
    printMissing(input.questions);
    printBasis(assessment);
}

} // namespace netready
