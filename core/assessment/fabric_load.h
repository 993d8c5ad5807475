// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/assessment/assessment.h"
#include "core/network/routing.h"

#include <cstdint>
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
    std::vector<Excess> excesses; ///< cut to what the ports carry
};

/// The flows of all workloads laid over one fabric.
///
/// Model:  a regular fabric of the counts that the facts give; the ports of workloads side by side
///         in the order of their names, then storage, then everything outside, each with as many
///         ports as it needs. The kind end takes the least traffic, rings between neighbours and
///         the best balancing that is possible, the harsh one the most, spread over the job, and
///         the worst
/// Limits: one and two layers of switches; where jobs are placed is no fact yet; all bursts at
/// once,
///         but no more than the ports of a workload's servers carry
struct FabricLoad
{
    SubjectKey fabric;
    std::string title;
    std::optional<FabricCase> kind;  ///< least load; nothing if there is a problem
    std::optional<FabricCase> harsh; ///< most load
    std::string problem;             ///< why nothing can be computed; empty if it can
    bool portsShort = false;         ///< the problem is that there are too few ports
    std::vector<FactKey> missing;    ///< facts that would have to be known, sorted
};

/// The load of every fabric, by subject.
[[nodiscard]] std::vector<FabricLoad> fabricLoads(const LiveAssessment& live);

} // namespace netready
