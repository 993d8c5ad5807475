// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/assessment/fabric_trial.h"
#include "reports/content/plan_results.h"
#include "reports/content/report_content.h"

#include <string_view>
#include <vector>

namespace netready {

/// What a report is told beside the results. Nothing is read from a clock or a locale.
struct ReportOptions
{
    std::string title;  ///< question on the cover; a default if empty
    std::string client; ///< whom it is for; the organisation's title if empty
    std::string date;   ///< ISO day, `2026-11-25`; as given if it is none
    std::string toolVersion;
    std::string basis; ///< for example "Two workshops, October 2026"; may be empty
};

/// Everything that the content is made from.
struct ReportInput
{
    const Knowledge& knowledge;
    const FactBase& facts;
    const Assessment& assessment;
    const std::vector<FactView>& factViews;
    const std::vector<RankedQuestion>& questions;
    const std::map<FactKey, std::size_t>& findingsReading; ///< as LiveAssessment gives it
    const PlanResults* plan = nullptr;                     ///< without it no report holds a plan
    const std::vector<FabricStudy>* fabrics = nullptr;     ///< without it none draws fabrics
};

/// A kind of report; one entry for each.
struct ReportKind
{
    std::string_view id;    ///< as `report --kind` takes it
    std::string_view title; ///< on the cover
    std::string_view line;  ///< what it is for, one sentence
};

/// Executive first. More are added at the end.
[[nodiscard]] const std::vector<ReportKind>& reportKinds();
/// Errors: InvalidInput if there is no such kind; its message names those there are.
[[nodiscard]] const ReportKind& reportKind(std::string_view id);

/// Cover and sections of a kind of report. The same input gives the same content.
[[nodiscard]] ReportContent
composeReport(const ReportKind& kind, const ReportInput& input, const ReportOptions& options);

/// The same from a live assessment of these facts; makes the plan if the kind prints one.
[[nodiscard]] ReportContent composeReport(const ReportKind& kind,
                                          const std::shared_ptr<const Knowledge>& knowledge,
                                          const FactBase& facts,
                                          LiveAssessment& live,
                                          const ReportOptions& options);

} // namespace netready
