// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reports/content/report.h"

#include <memory>

namespace netready {

/// Results put together by hand, so that the reports are tested without the engine.
struct Sample
{
    std::shared_ptr<Knowledge> knowledge;
    FactBase facts;
    Assessment assessment;
    std::vector<FactView> views;
    std::vector<RankedQuestion> questions;
    std::map<FactKey, std::size_t> readers;
    ReportOptions options;

    [[nodiscard]] ReportInput input() const
    {
        return {*knowledge, facts, assessment, views, questions, readers};
    }
    [[nodiscard]] ReportContent content() const
    {
        return composeReport(reportKind("technical"), input(), options);
    }
};

/// Four workloads, five dimensions, 32 findings, blockers, a contradiction, open questions.
[[nodiscard]] Sample brownfieldSample();
/// Everything is met and settled.
[[nodiscard]] Sample readySample();
/// Nothing is described yet.
[[nodiscard]] Sample emptySample();

} // namespace netready
