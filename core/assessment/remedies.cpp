// SPDX-License-Identifier: Apache-2.0
#include "core/assessment/remedies.h"

#include "core/assessment/live_assessment.h"
#include "core/assessment/numbers.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>

namespace netready {

namespace {

bool fails(const Finding& finding)
{
    return finding.status == Status::Fail || finding.status == Status::Partial;
}

/// Indices of findings that want a remedy, by the id of their rule.
std::map<std::string_view, std::vector<std::size_t>> wanting(const std::vector<Finding>& findings)
{
    std::map<std::string_view, std::vector<std::size_t>> byRule;
    for (std::size_t i = 0; i < findings.size(); ++i) {
        const Finding& finding = findings[i];
        const bool wants = fails(finding) || finding.status == Status::Unknown;
        if (wants && finding.waiver != WaiverState::Waived) {
            byRule[finding.rule->id].push_back(i);
        }
    }
    return byRule;
}

std::optional<Measure> estimated(const Estimate& estimate, const ObjectRow& row, Model& model)
{
    if (estimate.value) {
        return estimate.value;
    }
    if (estimate.low.empty() || estimate.high.empty()) {
        return std::nullopt;
    }
    model.context.clear();
    const ExprValue low = evaluate(estimate.low, model.variables(row), model.context);
    const ExprValue high = evaluate(estimate.high, model.variables(row), model.context);
    for (const ExprValue& end : {low, high}) {
        if (end.kind != ExprKind::Quantity || end.missing != 0) {
            return std::nullopt;
        }
    }
    const bool isMoney = low.dimension == kMoney; // of packs: always US dollars
    return Measure{low.doubles.low,
                   std::max(low.doubles.low, high.doubles.high),
                   low.dimension,
                   isMoney ? Currency::Usd : Currency::None,
                   isMoney ? "USD" : "d"};
}

/// Findings that read what an action sets on a subject, ascending. They stand in the order of the
/// instances of the model.
std::vector<std::uint32_t>
readersOfSet(const Action& action, const SubjectKey& subject, const Model& model)
{
    std::vector<std::uint32_t> readers;
    for (const ActionFact& part : action.sets) {
        if (const auto slot = model.slotOf({subject, part.attribute})) {
            const std::vector<std::uint32_t> more = model.readersOf(*slot);
            readers.insert(readers.end(), more.begin(), more.end());
        }
    }
    std::sort(readers.begin(), readers.end());
    return readers;
}

using Indices = std::vector<std::size_t>;

/// Adds those of the findings of one rule, which stand in the order of their subjects, that an
/// action about a subject helps with.
void addHelped(const std::vector<Finding>& findings,
               const Indices& wanted,
               const std::vector<std::uint32_t>& readers,
               Remedy& remedy)
{
    const auto add = [&](std::size_t index) {
        (fails(findings[index]) ? remedy.fails : remedy.open).push_back(index);
    };
    if (findings[wanted.front()].subject.kind == remedy.subject.kind) {
        const auto found = std::lower_bound(
            wanted.begin(), wanted.end(), remedy.subject, [&](std::size_t i, const auto& subject) {
                return findings[i].subject < subject;
            });
        if (found != wanted.end() && findings[*found].subject == remedy.subject) {
            add(*found);
        }
        return;
    }
    for (const std::size_t index : wanted) {
        if (std::binary_search(readers.begin(), readers.end(), index)) {
            add(index);
        }
    }
}

} // namespace

std::vector<Remedy> remedies(const LiveAssessment& live, const std::vector<Finding>& findings)
{
    Model& model = *live.impl().model;
    const Knowledge& knowledge = *live.impl().knowledge;
    const auto byRule = wanting(findings);
    std::map<std::string_view, std::vector<SubjectKey>> subjects;
    for (const auto& [key, subject] : live.impl().facts->subjects()) {
        subjects[key.kind].push_back(key);
    }
    std::vector<Remedy> all;
    for (const Action& action : knowledge.actions) {
        std::vector<const Indices*> wanted;
        for (const std::string& rule : action.remedies) {
            if (const auto found = byRule.find(rule); found != byRule.end()) {
                wanted.push_back(&found->second);
            }
        }
        if (wanted.empty()) {
            continue;
        }
        for (const SubjectKey& subject : subjects[knowledge.schema.kinds()[action.kind].kind.id]) {
            Remedy remedy{&action, subject, Truth::True, {}, {}, {}, {}};
            const auto readers = readersOfSet(action, subject, model);
            for (const Indices* indices : wanted) {
                addHelped(findings, *indices, readers, remedy);
            }
            const ObjectRow* row = model.rowOf(subject);
            if (row == nullptr || (remedy.fails.empty() && remedy.open.empty())) {
                continue;
            }
            remedy.applies = appliesTo(live, action, subject);
            if (remedy.applies != Truth::False) {
                remedy.effort = estimated(action.effort, *row, model);
                remedy.cost = estimated(action.cost, *row, model);
                all.push_back(std::move(remedy));
            }
        }
    }
    std::stable_sort(all.begin(), all.end(), [](const Remedy& a, const Remedy& b) {
        return std::tuple(a.action->step, b.fails.size(), a.action->id, a.subject) <
               std::tuple(b.action->step, a.fails.size(), b.action->id, b.subject);
    });
    return all;
}

} // namespace netready
