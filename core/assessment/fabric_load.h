// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/assessment/assessment.h"
#include "core/assessment/model.h"
#include "core/demand/growth.h"
#include "core/network/clos_topology.h"
#include "core/network/placement.h"
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

/// What some port carries of its rate at least, at the kind end, and any port at most, at the harsh
/// one.
struct PortUse
{
    double mean = 0;
    double burst = 0;
    double uneven = 1; ///< worstSpread

    bool operator==(const PortUse&) const = default;
};

/// What the fullest cable between two tiers carries over what each would if all carried the same,
/// for the worst of all counts between two shapes. Cables that do not come out even leave some
/// switch with more of them towards one neighbour than towards another.
[[nodiscard]] double worstSpread(const ClosShape& kind, const ClosShape& harsh);

/// One end of what is possible: a fabric and the jobs on it, which it has ports for.
struct FabricCase
{
    ClosShape shape;
    std::vector<Job> jobs;
    double efficiency = 1;        ///< usable share of the capacity between switches
    bool feedsSplit = false;      ///< each switch hangs on one of two power feeds, by turns
    double mostAsked = 0;         ///< by a workload, over what its ports carry
    std::vector<Excess> excesses; ///< workloads whose flows are cut to what their ports carry
    /// Where sizes of jobs or of the fabric are open, jobs may stand in many other ways; then this
    /// is what bounds the loads, whichever way they stand.
    std::optional<PortUse> anyPort;

    /// The topology with the flows over it; ports that no job uses are left out.
    [[nodiscard]] NetworkLoad network() const;
};

/// The flows of all workloads laid over one fabric.
///
/// Model:  a regular fabric of the counts that the facts give, with jobs placed as placeJobs does.
///         The kind end takes the least traffic, neighbours side by side and the best balancing
///         that is possible, the harsh one the most, spread over the job, and the worst
///         The kind end keeps exchanges on rails where a server has a port on each. A workload
///         whose phase nobody said is there from now on
/// Limits: up to three layers of switches; rails only if the leaves are whole units of them.
/// Planes,
///         in fabrics for accelerators, and leaves of an interface may be one or two while nobody
///         said a word about them, rails any number. Where jobs are placed is no fact yet. All
///         bursts at once, but no more than the ports of a workload's servers carry. Adapters of a
///         server are rounded to whole ones
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
    std::optional<Interval<double>> ports; ///< that servers, storage and the outside need
    std::optional<Interval<double>> asked; ///< FabricCase::mostAsked at both ends
    std::uint32_t mostWays =
        1; ///< leaves and planes of an interface, at most, that nobody spoke of
    std::optional<ClosShape> kindShape; ///< the switches at both ends, if they are known
    std::optional<ClosShape> harshShape;
    std::optional<FabricCase> kind;     ///< least load
    std::optional<FabricCase> harsh;    ///< most load
    std::string problem;                ///< why a case is missing; empty if both are there
    std::vector<SlotId> inputs;         ///< what it rests on, ascending
    std::vector<FactKey> missing;       ///< facts that would have to be known, sorted
    std::vector<SubjectKey> notCounted; ///< workloads that may use it and whose flows are not known
};

/// The switches of a fabric at both ends of what the facts say, whether or not a workload uses it.
struct FabricShapes
{
    std::optional<ClosShape> kind; ///< both or none
    std::optional<ClosShape> harsh;
    std::string problem;          ///< why there are none, where it is not what is missing
    std::vector<FactKey> missing; ///< facts that would have to be known, sorted
};
[[nodiscard]] FabricShapes fabricShapes(const LiveAssessment& live, const SubjectKey& fabric);

/// The load of every fabric in a phase, by subject.
[[nodiscard]] std::vector<FabricLoad> fabricLoads(const LiveAssessment& live,
                                                  Phase phase = Phase::Now);

/// The traffic of a workload in a phase.
struct PhaseTraffic
{
    SubjectKey workload;
    Truth present = Truth::True; ///< in the phase; never False
    std::string workloadClass;   ///< empty while it is open
    DemandInputs taken;
    Demand demand; ///< without flows while its class is open or its inputs contradict each other
};

/// The traffic of every workload that is or may be there in a phase, by subject.
[[nodiscard]] std::vector<PhaseTraffic> trafficIn(const LiveAssessment& live, Phase phase);

/// The latency of the longest path of a fabric in one direction, and the share of the rate that
/// arrives after losses.
[[nodiscard]] FabricNumber pathLatencyNumber(const Model& model, const ObjectRow& fabric);
[[nodiscard]] FabricNumber goodputNumber(const Model& model, const ObjectRow& fabric);

/// The load of one fabric under workloads.
[[nodiscard]] FabricLoad fabricLoad(const Model& model,
                                    const std::vector<const PhaseDemand*>& demands,
                                    const ObjectRow& fabric);

} // namespace netready
