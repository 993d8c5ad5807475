// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/assessment/assessment.h"
#include "core/network/routing.h"

#include <optional>
#include <string>
#include <vector>

namespace netready {

/// A workload that on average asks for more than the ports of its servers carry.
struct Excess
{
    SubjectKey workload;
    double ratio = 0; ///< what it asks for over what its ports carry, in the busier direction
};

/// One end of what is possible: a topology with the flows over it.
struct FabricCase
{
    NetworkLoad network;
    double efficiency = 1;        ///< usable share of the capacity between switches
    std::vector<Excess> excesses; ///< at this end; the flows are cut to what the ports carry
};

/// The flows of all workloads laid over one fabric.
///
/// Model:  a regular fabric of the counts that the facts give, with jobs placed as placeJobs does.
///         The kind end takes the least traffic, neighbours side by side and the best balancing
///         that is possible, the harsh one the most, spread over the job, and the worst
/// Limits: one and two layers of switches; where jobs are placed is no fact yet; all bursts at
///         once, but no more than the ports of a workload's servers carry
struct FabricLoad
{
    enum class State
    {
        Computed,
        Unused,      ///< no workload uses it, surely
        NotComputed, ///< something is not known, or the fabric is of a kind that is not modelled
        TooFewPorts  ///< at the kind end, or at the harsh one if there is a kind case
    };
    SubjectKey fabric;
    std::string title;
    State state = State::Computed;
    std::optional<FabricCase> kind;     ///< least load
    std::optional<FabricCase> harsh;    ///< most load
    std::string problem;                ///< why a case is missing; empty if both are there
    std::vector<FactKey> missing;       ///< facts that would have to be known, sorted
    std::vector<SubjectKey> notCounted; ///< workloads that may use it and whose flows are not known
};

/// The load of every fabric, by subject.
[[nodiscard]] std::vector<FabricLoad> fabricLoads(const LiveAssessment& live);

} // namespace netready
