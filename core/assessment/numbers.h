// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/assessment/assessment.h"
#include "core/units/interval.h"

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace netready {

/// A gate that certainly fails.
struct FailedGate
{
    const Rule* rule = nullptr;
    SubjectKey subject;
    bool operator==(const FailedGate& other) const
    {
        return rule->id == other.rule->id && subject == other.subject;
    }
};

/// The scores of a workload without their texts.
struct WorkloadNumbers
{
    SubjectKey subject;
    ScoreRange score;
    ScoreRange uncapped;
    VerdictResult verdict;
    Truth mustRun = Truth::Open;
    std::vector<std::optional<ScoreRange>> dimensions; ///< in their order; nothing: none applies
    bool operator==(const WorkloadNumbers&) const = default;
};

/// The money that idle accelerators cost in a year, of the workloads for which it can be told.
struct IdleCost
{
    Interval<double> year{0.0}; ///< US dollars
    std::size_t told = 0;       ///< workloads that are in it
    std::size_t open = 0;       ///< workloads with accelerators of which too little is known
    bool operator==(const IdleCost&) const = default;
};

/// The numbers of an assessment without texts, as they stand.
struct AssessedNumbers
{
    ScoreRange site;
    VerdictResult verdict;
    std::vector<WorkloadNumbers> workloads;            ///< by subject
    std::vector<std::optional<ScoreRange>> dimensions; ///< in their order; nothing: none applies
    std::vector<FailedGate> blockers;                  ///< by rule, then subject
    IdleCost idle;
    bool operator==(const AssessedNumbers&) const = default;
};
[[nodiscard]] AssessedNumbers numbersOf(const LiveAssessment& live);

/// The workloads that a finding of the assessment counts for, by rule and subject: indices into
/// AssessedNumbers::workloads.
[[nodiscard]] std::vector<std::size_t> workloadsOf(const LiveAssessment& live, std::size_t finding);

/// What becomes a fact when an action is done to a subject, as the facts stand.
struct ActionEffect
{
    std::vector<std::pair<FactKey, Value>> facts; ///< by key
    std::vector<FactKey> open; ///< by key: what rests on facts that are not known stays as it is
    bool operator==(const ActionEffect&) const = default;
};
[[nodiscard]] ActionEffect
effectOf(const LiveAssessment& live, const Action& action, const SubjectKey& subject);

/// Whether an action is meant for a subject; False if what it asks for does not apply.
[[nodiscard]] Truth
appliesTo(const LiveAssessment& live, const Action& action, const SubjectKey& subject);

/// True if all that an action would make a fact is one already.
[[nodiscard]] bool
isInPlace(const LiveAssessment& live, const Action& action, const SubjectKey& subject);

} // namespace netready
