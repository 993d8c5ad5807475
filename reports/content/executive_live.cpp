// SPDX-License-Identifier: Apache-2.0
#include "reports/content/executive.h"

namespace netready {

ReportContent executiveReport(const Knowledge& knowledge,
                              const FactBase& facts,
                              LiveAssessment& live,
                              const ReportOptions& options)
{
    const Assessment assessment = live.result();
    const std::vector<FactView> views = live.factViews();
    const std::vector<RankedQuestion> questions = live.rankQuestions();
    return executiveReport(ReportInput{knowledge, facts, assessment, views, questions}, options);
}

} // namespace netready
