// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "reports/content/sections.h"
#include "reports/content/words.h"

#include <algorithm>

namespace netready {

namespace {

constexpr std::size_t kMostWords = 18;
constexpr std::size_t kMostNameLetters = 48; // of the names in a headline, together

std::size_t with(const Assessment& assessment, Verdict verdict)
{
    return assessment.site.workloadsByVerdict[static_cast<std::size_t>(verdict)];
}

std::string workloads(std::size_t count)
{
    return inWords(count, "AI workload", "AI workloads");
}

/// `both AI workloads`, `all three AI workloads`.
std::string allWorkloads(std::size_t total)
{
    return total == 2 ? std::string("both AI workloads") : "all " + workloads(total);
}

/// Names of the workloads with a verdict, if they are short enough for a headline.
std::string names(const Assessment& assessment, Verdict verdict)
{
    std::vector<std::string> titles;
    std::size_t letters = 0;
    for (const WorkloadScore& workload : assessment.workloads) {
        if (workload.verdict.verdict == verdict) {
            titles.push_back(workload.title);
            letters += workload.title.size();
        }
    }
    return letters > kMostNameLetters || titles.size() > 2 ? "" : listed(titles);
}

/// Puts the longest form that keeps to the limit of words.
std::string fitting(const std::vector<std::string>& forms)
{
    for (const std::string& form : forms) {
        if (wordCount(form) <= kMostWords) {
            return form;
        }
    }
    return forms.back();
}

std::string mixed(const Assessment& assessment,
                  Verdict verdict,
                  const std::string& opening,
                  const std::string& all)
{
    const std::size_t count = with(assessment, verdict);
    const std::size_t total = assessment.workloads.size();
    const std::string base = opening + numberWord(count) + " of " + workloads(total);
    const std::string named = names(assessment, verdict);
    const std::string rest = otherVerdicts(assessment, verdict);
    if (count == total) {
        return all;
    }
    if (count == 0) { // the site is judged by what may be must-run
        return verdictWord(verdict) + " as a site; " + rest + ".";
    }
    std::vector<std::string> forms;
    if (!named.empty()) {
        forms.push_back(base + ", " + named + "; " + rest + ".");
        forms.push_back(base + ": " + named + ".");
    }
    forms.push_back(base + "; " + rest + ".");
    forms.push_back(base + ".");
    return fitting(forms);
}

std::string allOf(std::size_t total, const std::string& one, const std::string& many)
{
    return total == 1 ? one : many;
}

std::string readyIfHeadline(const Assessment& assessment)
{
    const std::size_t total = assessment.workloads.size();
    return mixed(assessment,
                 Verdict::ReadyIf,
                 "Ready only on conditions for ",
                 allOf(total,
                       "Ready only on conditions for the one AI workload.",
                       "Ready only on conditions for " + allWorkloads(total) + "."));
}

std::string cannotTellHeadline(const Assessment& assessment)
{
    const std::size_t total = assessment.workloads.size();
    return mixed(assessment,
                 Verdict::CannotTell,
                 "Too little is known to judge ",
                 allOf(total,
                       "Too little is known to judge the one AI workload.",
                       (total == 2 ? "Too little is known to judge either of the "
                                   : "Too little is known to judge any of the ") +
                           workloads(total) + "."));
}

std::string verdictReason(const ReportPlan& plan)
{
    const Assessment& result = plan.result();
    const std::string low = toReadable(ScoreRange{result.site.score.low, result.site.score.low});
    const std::string high = toReadable(ScoreRange{result.site.score.high, result.site.score.high});
    switch (result.site.verdict.verdict) {
    case Verdict::NotReady:
        if (result.blockers > 0) {
            return capitalised(
                       inWords(result.blockers, "blocker is certain", "blockers are certain")) +
                   "; each holds the workloads that it concerns below 40, whatever else is done.";
        }
        return "Even the best case, " + high + ", stays below 40.";
    case Verdict::CannotTell:
        return "In the worst case it comes to " + low + ", in the best to " + high +
               "; the open answers decide between them.";
    case Verdict::ReadyIf: {
        const std::size_t conditions = mergedConditions(plan).size();
        return conditions == 0
                   ? "In the worst case it comes to " + low + ", and ready begins at 70."
                   : capitalised(inWords(conditions, "condition is", "conditions are")) +
                         " listed below; the verdict ready needs all that concern a "
                         "workload.";
    }
    case Verdict::Ready:
        return "Even the worst case, " + low +
               ", reaches 70; no contradiction is open and no gate rests on a claim alone.";
    }
    return "";
}

std::string settledText(const VerdictResult& verdict)
{
    if (verdict.verdict == Verdict::CannotTell) {
        return verdict.settled ? ""
                               : "The questions that would settle most stand beside the chart.";
    }
    return verdict.settled ? "No answer that is still open can change this verdict."
                           : "Answers that are still open can change this verdict.";
}

/// What would raise the score most, from the engine's own re-evaluation.
std::string leverText(const ReportPlan& plan)
{
    const Assessment& result = plan.result();
    if (result.levers.empty() || result.site.verdict.verdict == Verdict::Ready) {
        return "";
    }
    const Lever& lever = result.levers.front();
    const Finding& finding = result.findings[lever.finding];
    const std::string range = toReadable(lever.siteScore);
    if (range == toReadable(result.site.score)) {
        return "";
    }
    const std::string number = plan.findingNumber(lever.finding);
    return "The largest single step is finding " + number + " on " + plan.subject(finding.subject) +
           ": cleared alone, it moves the site to " + range + ".";
}

} // namespace

std::string workloadsSentence(const Assessment& assessment)
{
    const std::size_t total = assessment.workloads.size();
    const std::size_t ready = with(assessment, Verdict::Ready);
    if (total == 0) {
        return "Which AI is to run here is not described yet.";
    }
    if (ready == total) {
        return total == 1   ? "The one workload is ready."
               : total == 2 ? "Both workloads are ready."
                            : "All " + inWords(total, "workload", "workloads") + " are ready.";
    }
    const std::string rest = otherVerdicts(assessment, Verdict::Ready);
    if (total == 1) {
        return "The one workload " + rest.substr(rest.find(' ') + 1) + ".";
    }
    return (ready == 0 ? "None" : capitalised(numberWord(ready))) + " of " +
           inWords(total, "workload", "workloads") + (ready > 1 ? " are ready; " : " is ready; ") +
           rest + ".";
}

std::string otherVerdicts(const Assessment& assessment, Verdict without)
{
    std::vector<std::string> parts;
    const auto add = [&](Verdict verdict, std::string_view words) {
        const std::size_t count =
            assessment.site.workloadsByVerdict[static_cast<std::size_t>(verdict)];
        if (verdict != without && count > 0) {
            const bool cannot = verdict == Verdict::CannotTell;
            parts.push_back(numberWord(count) +
                            (cannot       ? " "
                             : count == 1 ? " is "
                                          : " are ") +
                            std::string(words));
        }
    };
    add(Verdict::Ready, "ready");
    add(Verdict::ReadyIf, "ready on conditions");
    add(Verdict::NotReady, "not ready");
    add(Verdict::CannotTell, "cannot be judged yet");
    return listed(parts);
}

std::string headlineOf(const Assessment& assessment)
{
    const std::size_t total = assessment.workloads.size();
    if (total == 0) {
        return "No AI workload is described yet, so readiness cannot be judged.";
    }
    switch (assessment.site.verdict.verdict) {
    case Verdict::NotReady:
        return mixed(
            assessment,
            Verdict::NotReady,
            "Not ready for ",
            allOf(total,
                  "Not ready for the one AI workload that is planned.",
                  (total == 2 ? "Not ready for either of the " : "Not ready for any of the ") +
                      workloads(total) + "."));
    case Verdict::CannotTell:
        return cannotTellHeadline(assessment);
    case Verdict::ReadyIf:
        return readyIfHeadline(assessment);
    case Verdict::Ready:
        return mixed(assessment,
                     Verdict::Ready,
                     "Ready for ",
                     allOf(total,
                           "Ready for the one AI workload that is planned.",
                           "Ready for " + allWorkloads(total) + "."));
    }
    return "";
}

std::string leadOf(const ReportPlan& plan)
{
    const Assessment& result = plan.result();
    if (result.workloads.empty()) {
        return "A verdict needs at least one workload: what it does, how many accelerators it "
               "uses, "
               "and which network and storage serve it. Everything below shows what is known "
               "without it.";
    }
    std::vector<std::string> sentences;
    std::string decides;
    for (const WorkloadScore& workload : result.workloads) {
        if (workload.subject.text() == result.site.decidedBy &&
            workload.score == result.site.score) {
            decides = workload.title;
        }
    }
    const std::string range = toReadable(result.site.score);
    const std::string whose = result.site.mustRun > 0 ? "weakest must-run workload"
                                                      : "weakest workload; none is marked must-run";
    const bool one = result.workloads.size() == 1;
    sentences.push_back("The site scores " + range + " of 100" +
                        (one || decides.empty() ? "."
                                                : ", the score of its " + whose + ": " +
                                                      shortened(decides, 60) + "."));
    for (const std::string& text :
         {verdictReason(plan), settledText(result.site.verdict), leverText(plan)}) {
        if (!text.empty()) {
            sentences.push_back(text);
        }
    }
    return join(sentences, " ");
}

} // namespace netready
