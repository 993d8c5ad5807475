// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/assessment/assessment.h"
#include "core/facts/fact_base.h"

#include <map>
#include <memory>

namespace netready {

/// Values laid over the facts of a client.
using Overlay = std::map<FactKey, Value>;

/// The fact that a plan makes of a value: stated, because a plan is what somebody says will be so.
/// It earns what a claim earns, and its acceptance test is what makes it a measurement.
[[nodiscard]] Fact plannedFact(const Value& value);

/// A copy of a client's facts with an overlay, assessed by the same engine as the client.
///
/// What is laid over replaces all facts of its key: whatever was measured before is so no more.
class PlanState
{
public:
    PlanState(std::shared_ptr<const Knowledge> knowledge,
              const FactBase& facts,
              const AssessOptions& options);
    PlanState(const PlanState&) = delete; // the assessment refers to the facts
    PlanState& operator=(const PlanState&) = delete;

    /// Lays this over the client's facts, and nothing else; re-evaluates what differs.
    void become(const Overlay& overlay);
    /// The changes that lead from one overlay to another, by key.
    [[nodiscard]] Edit between(const Overlay& before, const Overlay& after) const;

    [[nodiscard]] const LiveAssessment& live() const { return *m_live; }
    [[nodiscard]] LiveAssessment& live() { return *m_live; }
    [[nodiscard]] const FactBase& facts() const { return m_facts; }

private:
    [[nodiscard]] std::vector<Fact> factsAt(const FactKey& key, const Overlay& overlay) const;

    const FactBase& m_base;
    FactBase m_facts;
    Overlay m_overlay;
    std::unique_ptr<LiveAssessment> m_live;
};

} // namespace netready
