// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/assessment/assessment.h"

#include <string>
#include <vector>

namespace netready {

/// What stands in the summary beside the results.
struct SummaryInput
{
    const Assessment& assessment;
    const std::vector<RankedQuestion>& questions;
    std::string client; ///< title of the client
    std::string day;    ///< for which waivers were looked at
};

/// Prints an assessment for people. All numbers and verdicts are those of the assessment.
void printSummary(const SummaryInput& input);

} // namespace netready
