// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/assessment/assessment.h"

#include <memory>
#include <string>
#include <vector>

namespace netready {

/// What the client would come to if one of several answers were the only one.
struct AnswerAlone
{
    Fact fact;
    VerdictResult verdict;
    ScoreRange site;
};

/// A rule that comes out otherwise under one answer than under another.
struct DisputedFinding
{
    const Rule* rule = nullptr;
    SubjectKey subject;
    std::vector<Status> status; ///< under each answer
};

struct Disagreement
{
    std::vector<AnswerAlone> answers;
    std::vector<DisputedFinding> findings; ///< by rule, then subject
    /// Verdict or some finding depends on who is right.
    [[nodiscard]] bool matters() const;
};

/// Assesses a client under each answer alone that stands for a fact.
/// Threads: any; takes as long as an assessment for each answer
[[nodiscard]] Disagreement compareAnswers(const std::shared_ptr<const Knowledge>& knowledge,
                                          FactBase facts,
                                          const FactKey& key,
                                          const AssessOptions& options);

} // namespace netready
