// SPDX-License-Identifier: Apache-2.0
#include "core/assessment/disagreement.h"

#include <algorithm>
#include <utility>

namespace netready {

bool Disagreement::matters() const
{
    return !findings.empty() ||
           std::any_of(answers.begin(), answers.end(), [&](const AnswerAlone& answer) {
               return answer.verdict.verdict != answers.front().verdict.verdict;
           });
}

Disagreement compareAnswers(const std::shared_ptr<const Knowledge>& knowledge,
                            FactBase facts,
                            const FactKey& key,
                            const AssessOptions& options)
{
    Disagreement result;
    const FactBase::Facts all = facts.facts(key);
    LiveAssessment live(knowledge, facts, options);
    std::vector<Finding> first;
    for (const Fact& fact : all) {
        if (!fact.withdrawn.empty() || std::holds_alternative<NotKnown>(fact.value)) {
            continue;
        }
        Edit edit;
        edit.changes.emplace_back(FactsChange{key, facts.facts(key), {fact}});
        facts.apply(edit);
        live.update(edit);
        Assessment under = live.result();
        result.answers.push_back({fact, under.site.verdict, under.site.score});
        if (first.empty()) {
            first = std::move(under.findings);
            continue;
        }
        // The same rules and subjects in the same order, because only one value differs.
        for (std::size_t i = 0; i < std::min(first.size(), under.findings.size()); ++i) {
            const Finding& finding = under.findings[i];
            if (finding.status == first[i].status || finding.rule != first[i].rule) {
                continue;
            }
            const auto known = std::find_if(
                result.findings.begin(), result.findings.end(), [&](const DisputedFinding& other) {
                    return other.rule == finding.rule && other.subject == finding.subject;
                });
            if (known == result.findings.end()) {
                DisputedFinding disputed{finding.rule, finding.subject, {}};
                disputed.status.assign(result.answers.size() - 1, first[i].status);
                disputed.status.push_back(finding.status);
                result.findings.push_back(std::move(disputed));
            } else {
                known->status.resize(result.answers.size() - 1, first[i].status);
                known->status.push_back(finding.status);
            }
        }
    }
    for (DisputedFinding& disputed : result.findings) {
        disputed.status.resize(result.answers.size(), disputed.status.front());
    }
    return result;
}

} // namespace netready
