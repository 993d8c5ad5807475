// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/assessment/numbers.h"
#include "core/assessment/remedies.h"
#include "core/facts/work_item.h"
#include "core/plan/phases.h"

#include <optional>
#include <string>
#include <vector>

namespace netready {

/// How it stands with an action that another one needs.
enum class NeedState
{
    Candidate,     ///< the plan can do it
    Done,          ///< its facts stand, or its work item says so
    NotApplicable, ///< it is not meant for the subject
    NothingToMend, ///< nothing that it remedies fails or may fail, or it is for the other path
    Dropped        ///< it was decided not to do it
};
[[nodiscard]] std::string_view toString(NeedState state);

struct CandidateNeed
{
    const Action* action = nullptr;
    SubjectKey subject;
    NeedState state = NeedState::Candidate;
    std::size_t candidate = 0; ///< index, of Candidate
};

/// Why a candidate is not free to be planned.
enum class CandidateState
{
    Free,
    Pinned,  ///< to a phase, by hand or because a pinned one needs it
    Done,    ///< by its work item
    Dropped, ///< by its work item
    HeldUp   ///< needs something that is dropped
};
[[nodiscard]] std::string_view toString(CandidateState state);

/// An action that a plan can hold.
struct PlanCandidate
{
    WorkKey about;
    Remedy remedy;
    CandidateState state = CandidateState::Free;
    std::optional<std::size_t> pinned; ///< phase
    bool pinnedByHand = false;
    std::optional<Measure> cost;   ///< US dollars; by hand, else of the packs; nothing: not known
    std::optional<Measure> effort; ///< likewise
    std::optional<WorkItem> work;
    std::vector<CandidateNeed> needs;
    std::size_t rank = 0; ///< place in the order in which everything would be done
};

struct Candidates
{
    PlanPath path = PlanPath::Both; ///< the one taken; Both: it is not known, so all count
    bool pathByHand = false;
    std::vector<PlanCandidate> all;   ///< by rank: after what it needs, then step, action, subject
    std::vector<std::string> remarks; ///< what is to be said about them, each a sentence
};

/// Whether accelerators run already: brownfield if a workload is a pilot or in production,
/// greenfield if all are planned, Both if that is not known.
[[nodiscard]] PlanPath pathOf(const FactBase& facts, const Knowledge& knowledge);

/// The remedies of an assessment as things to plan.
///
/// Model:  a need of the same kind is about the same subject; one of another kind about those that
///         the subject refers to, or all of the kind if it refers to none. What is needed and is no
///         candidate itself does not hold anything up
[[nodiscard]] Candidates candidatesOf(LiveAssessment& live,
                                      const FactBase& facts,
                                      const Knowledge& knowledge,
                                      const std::vector<PlannedPhase>& phases,
                                      std::optional<PlanPath> path = {});

} // namespace netready
