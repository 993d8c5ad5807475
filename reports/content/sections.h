// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reports/content/report.h"

#include <map>
#include <string>
#include <vector>

namespace netready {

/// What several sections share: the order of findings, the numbers of findings, sources and
/// questions.
struct ReportPlan
{
    const ReportInput& input;
    const ReportOptions& options;
    std::vector<std::size_t> findings; ///< indices, as they are printed
    /// A printed finding → all that say the same of other subjects; they share its number.
    std::map<std::size_t, std::vector<std::size_t>> twins;
    std::map<std::size_t, std::size_t> numbers; ///< index of a finding → its number, from 1
    std::vector<const Source*> sources;         ///< number − 1 → source
    std::map<std::string, std::size_t> sourceNumbers;
    std::map<FactKey, std::size_t> questionNumbers; ///< open questions, from 1
    bool findingCards = true;                       ///< the report holds the cards of the findings

    [[nodiscard]] const Assessment& result() const { return input.assessment; }
    [[nodiscard]] std::string subject(const SubjectKey& key) const;
    /// What stands for an attribute of a subject; null if there is no such attribute.
    [[nodiscard]] const FactView* view(const SubjectKey& subject, std::string_view attribute) const;
    /// The number that stands there, in base units; nothing if nothing is known of it, or if its
    /// ends lie more than a thousandfold apart, which says nothing.
    [[nodiscard]] std::optional<Interval<double>> number(const SubjectKey& subject,
                                                         std::string_view attribute) const;
    /// Subjects of a printed finding and of those that say the same, each title once.
    [[nodiscard]] std::string subjects(std::size_t index) const;
    /// Id of the card, `finding-3`, empty if the report holds none of the finding.
    [[nodiscard]] std::string findingId(std::size_t index) const;
    [[nodiscard]] std::string findingNumber(std::size_t index) const;
    /// Printed finding of a rule for a subject; nothing if it is not among them.
    [[nodiscard]] std::optional<std::size_t>
    findingOf(std::string_view rule, const std::optional<SubjectKey>& subject) const;
};

[[nodiscard]] ReportPlan planReport(const ReportInput& input, const ReportOptions& options);

/// True if the finding is something to act on or to find out: it fails, fails in part, is open or
/// broken.
[[nodiscard]] bool isOpenMatter(const Finding& finding);

/// The sentence over the executive summary: at most 18 words, led by the engine's verdict.
[[nodiscard]] std::string headlineOf(const Assessment& assessment);
/// `two are ready on conditions, one cannot be judged yet`, without one verdict; may be empty.
[[nodiscard]] std::string otherVerdicts(const Assessment& assessment, Verdict without);
/// `None of four workloads is ready; one is ready on conditions and three are not ready.`
[[nodiscard]] std::string workloadsSentence(const Assessment& assessment);
/// Two to four sentences that follow it.
[[nodiscard]] std::string leadOf(const ReportPlan& plan);

/// One condition, merged over workloads.
struct MergedCondition
{
    Condition condition;
    std::vector<std::string> workloads;
};
[[nodiscard]] std::vector<MergedCondition> mergedConditions(const ReportPlan& plan);
/// A condition as a sentence with titles instead of keys.
[[nodiscard]] std::string conditionText(const Condition& condition, const ReportPlan& plan);

/// `Clear`, `Find out`, …, and the requirement or fact that it is about, without its subject.
[[nodiscard]] std::string conditionVerb(Condition::Kind kind);
[[nodiscard]] std::string conditionTitle(const Condition& condition, const ReportPlan& plan);

/// What an answer would bring: `may decide a verdict`, `−8 points`.
[[nodiscard]] std::string effectOf(const RankedQuestion& question);

[[nodiscard]] Cover coverOf(const ReportPlan& plan);
[[nodiscard]] DimensionBarsChart dimensionBarsOf(const ReportPlan& plan);

[[nodiscard]] Section summarySection(const ReportPlan& plan);
[[nodiscard]] Section workloadsSection(const ReportPlan& plan);
/// The first part of the same: all workloads in one picture, and the gates that fail.
[[nodiscard]] Section portfolioSection(const ReportPlan& plan);
/// The stack with the network as its fabric, and its traffic beside that of a conventional estate.
[[nodiscard]] Section estateSection(const ReportPlan& plan);
/// Each fabric with its loads and single failures; needs the fabrics of the input.
[[nodiscard]] Section fabricsSection(const ReportPlan& plan);
/// The questions that every report answers, and the mistakes that are found.
[[nodiscard]] Section answersSection(const ReportPlan& plan);
/// Planning sequence, phases and what they lead to. These three need the plan of the input.
[[nodiscard]] Section planSection(const ReportPlan& plan);
/// Every action with who does it, what it costs and how it is accepted.
[[nodiscard]] Section actionsSection(const ReportPlan& plan);
/// Workload by workload what each phase leads to, and what each amount of money reaches.
[[nodiscard]] Section predictionSection(const ReportPlan& plan);
/// What is asked of those who read, what waiting costs, and what all rests on.
[[nodiscard]] Section decisionsSection(const ReportPlan& plan);
[[nodiscard]] Section dimensionsSection(const ReportPlan& plan);
[[nodiscard]] Section findingsSection(const ReportPlan& plan);
[[nodiscard]] Section contradictionsSection(const ReportPlan& plan);
[[nodiscard]] Section questionsSection(const ReportPlan& plan);
[[nodiscard]] Section factsSection(const ReportPlan& plan);
[[nodiscard]] Section assumptionsSection(const ReportPlan& plan);
[[nodiscard]] Section sourcesSection(const ReportPlan& plan);
[[nodiscard]] Section methodSection(const ReportPlan& plan);

} // namespace netready
