// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/network/clos_topology.h"
#include "core/network/flow_aggregate.h"

#include <cstdint>
#include <string>
#include <vector>

namespace netready {

/// What the other end of a flow of a job is.
enum class OtherEnd
{
    Servers, ///< of the same job
    Storage,
    Outside
};

/// A flow of a job, over all its servers together.
struct JobFlow
{
    std::string name;
    OtherEnd other = OtherEnd::Servers;
    bool leavesJob = true;    ///< direction, where the other end is not the job itself
    bool neighbourly = false; ///< between the job's servers: each talks to the next one only
    DataRate mean;
    DataRate burst; ///< not below mean

    bool operator==(const JobFlow&) const = default;
};

/// A job on servers of its own, each with the same number of ports.
struct Job
{
    std::uint64_t servers = 1;
    std::uint32_t portsOfServer = 1;
    bool sideBySide = false; ///< neighbours stand next to each other; else anywhere
    std::vector<JobFlow> flows;
    bool railByRail = false; ///< port i of a server talks to ports i of the others only
    DataRate adapterSpeed =
        {};                 ///< of the adapter at a port where it is slower than the port, else 0
    std::string owner = {}; ///< id of the workload; only for people

    bool operator==(const Job&) const = default;
};

/// What a job asks for on average, in the busier direction.
[[nodiscard]] DataRate asked(const Job& job);

/// Interfaces of `speed` that all jobs, storage and the outside need.
[[nodiscard]] std::uint64_t portsNeeded(const std::vector<Job>& jobs, DataRate speed);

/// At least what they need whatever else their servers send: each flow cut to the ports by itself.
[[nodiscard]] std::uint64_t mostPortsNeeded(const std::vector<Job>& jobs, DataRate speed);

/// Interfaces for one kind of other end alone: as many as the bursts need, at least two if any.
[[nodiscard]] std::uint64_t
portsNeeded(const std::vector<Job>& jobs, OtherEnd other, DataRate speed);

/// What jobs together ask for on average from and to one kind of other end, in the busier
/// direction.
[[nodiscard]] DataRate asked(const std::vector<Job>& jobs, OtherEnd other);

/// Ports one after another that belong together: those of a job, of storage or of the outside.
struct PortGroup
{
    OtherEnd end = OtherEnd::Servers;
    std::size_t job = 0; ///< of Servers: position in the jobs
    std::uint64_t first = 0;
    std::uint64_t count = 0;

    bool operator==(const PortGroup&) const = default;
};

/// How placeJobs deals out ports; groups without ports are left out.
[[nodiscard]] std::vector<PortGroup> portGroups(const std::vector<Job>& jobs, DataRate speed);

struct Placement
{
    std::vector<FlowAggregate> flows;
    std::uint64_t ports = 0; ///< that all jobs, storage and the outside need
};

/// Gives jobs their ports on a regular fabric, and writes their flows between ports. A port here is
/// an endpoint of the topology: one in each plane and at each of its leaves.
///
/// Model:   ports one after another: the jobs in their order, then storage, then the outside, the
///          last two with as many ports as their bursts need, at least two. Neighbourly flows of a
///          job side by side are rings, one for each port of a server; all else is spread evenly,
///          over all ports or over each rail by itself. Servers move no more than their ports
///          carry: flows of a job take turns, each is cut by the same share
/// Shape:   flows are empty if the fabric has fewer ports than `ports`
/// Limits:  one placement of many; storage and outside together at the last leaves
[[nodiscard]] Placement placeJobs(const ClosShape& shape, const std::vector<Job>& jobs);

} // namespace netready
