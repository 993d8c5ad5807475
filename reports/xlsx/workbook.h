// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/assessment/assessment.h"
#include "reports/content/report.h"

#include <string>
#include <vector>

namespace netready {

/// Writes findings, actions, flows and facts as a spreadsheet for those who go on working with
/// them: one real table a sheet, heads frozen, units in the heads, lists to choose a status from.
///
/// Shape:  findings by rule and subject, actions by phase, flows by workload, facts by key; the
///         first column of findings and actions is the name by which they are read back
/// Limits: texts are never formulas; a text longer than a cell takes is cut and ends with "…"
/// Errors: Io if the file cannot be written; then it is as before
void writeWorkbook(const ReportInput& input,
                   const std::vector<WorkloadDemand>& demands,
                   const ReportOptions& options,
                   const std::string& path);

/// The same from a live assessment of these facts.
void writeWorkbook(const std::shared_ptr<const Knowledge>& knowledge,
                   const FactBase& facts,
                   LiveAssessment& live,
                   const ReportOptions& options,
                   const std::string& path);

} // namespace netready
