// SPDX-License-Identifier: Apache-2.0
#include "core/network/placement.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace netready {

namespace {

using Ports = std::vector<std::uint32_t>;

Ports portsFrom(std::uint64_t first, std::uint64_t count)
{
    Ports ports(static_cast<std::size_t>(count));
    std::iota(ports.begin(), ports.end(), static_cast<std::uint32_t>(first));
    return ports;
}

bool sends(const JobFlow& flow)
{
    return flow.other == OtherEnd::Servers || flow.leavesJob;
}

bool receives(const JobFlow& flow)
{
    return flow.other == OtherEnd::Servers || !flow.leavesJob;
}

/// What flows add up to at the ports of their job.
struct Directions
{
    DataRate out;
    DataRate in;
};

Directions sumOf(const std::vector<JobFlow>& flows, DataRate JobFlow::*rate)
{
    Directions sum;
    for (const JobFlow& flow : flows) {
        sum.out = sends(flow) ? sum.out + flow.*rate : sum.out;
        sum.in = receives(flow) ? sum.in + flow.*rate : sum.in;
    }
    return sum;
}

/// Cuts one rate of all flows to what the ports of the job carry in each direction.
void cutToPorts(std::vector<JobFlow>& flows, DataRate capacity, DataRate JobFlow::*rate)
{
    const Directions sum = sumOf(flows, rate);
    for (JobFlow& flow : flows) {
        const double sent = sends(flow) ? sum.out / capacity : 0;
        const double received = receives(flow) ? sum.in / capacity : 0;
        flow.*rate = flow.*rate / std::max({1.0, sent, received});
    }
}

std::vector<JobFlow> carried(const Job& job, DataRate capacity)
{
    std::vector<JobFlow> flows = job.flows;
    cutToPorts(flows, capacity, &JobFlow::mean);
    cutToPorts(flows, capacity, &JobFlow::burst);
    for (JobFlow& flow : flows) {
        flow.burst = std::max(flow.burst, flow.mean);
    }
    return flows;
}

FlowAggregate ratesOf(const JobFlow& flow)
{
    FlowAggregate rates;
    rates.name = flow.name;
    rates.mean = flow.mean;
    rates.burst = flow.burst;
    return rates;
}

/// A flow between the servers of a job.
void addExchange(const Job& job,
                 const JobFlow& flow,
                 const Ports& ports,
                 std::vector<FlowAggregate>& flows)
{
    FlowAggregate rates = ratesOf(flow);
    const bool isRing = flow.neighbourly && job.sideBySide;
    if (!isRing && !job.railByRail) {
        rates.sources = ports;
        rates.destinations = ports;
        flows.push_back(std::move(rates));
        return;
    }
    rates.pattern = isRing ? Pattern::Ring : Pattern::Spread;
    rates.mean = rates.mean / job.portsOfServer;
    rates.burst = rates.burst / job.portsOfServer;
    for (std::size_t port = 0; port < job.portsOfServer; ++port) {
        FlowAggregate rail = rates;
        for (std::size_t i = port; i < ports.size(); i += job.portsOfServer) {
            rail.sources.push_back(ports[i]);
        }
        if (!isRing) {
            rail.destinations = rail.sources;
        }
        flows.push_back(std::move(rail));
    }
}

std::uint64_t portsOf(const Job& job)
{
    return job.servers * job.portsOfServer;
}

/// What the servers of a job move in one direction.
DataRate capacityOf(const Job& job, DataRate speed)
{
    const bool isSlower = job.adapterSpeed > DataRate() && job.adapterSpeed < speed;
    return static_cast<double>(portsOf(job)) * (isSlower ? job.adapterSpeed : speed);
}

/// Ports that the bursts from and to one kind of other end need.
std::uint64_t portsOf(const std::vector<std::vector<JobFlow>>& jobs, OtherEnd other, DataRate speed)
{
    DataRate out;
    DataRate in;
    for (const std::vector<JobFlow>& flows : jobs) {
        for (const JobFlow& flow : flows) {
            if (flow.other == other) {
                DataRate& sum = flow.leavesJob ? in : out;
                sum = sum + flow.burst;
            }
        }
    }
    const double needed = std::ceil(std::max(in, out) / speed);
    return needed > 0 ? static_cast<std::uint64_t>(std::max(2.0, needed)) : 0;
}

/// Ports one after another: jobs, storage, outside.
struct Order
{
    std::vector<std::vector<JobFlow>> flows; ///< of each job, as its ports carry them
    std::uint64_t storage = 0;               ///< first port
    std::uint64_t outside = 0;
    std::uint64_t end = 0;
};

Order orderOf(const std::vector<Job>& jobs, DataRate speed)
{
    Order order;
    for (const Job& job : jobs) {
        order.storage += portsOf(job);
        order.flows.push_back(carried(job, capacityOf(job, speed)));
    }
    order.outside = order.storage + portsOf(order.flows, OtherEnd::Storage, speed);
    order.end = order.outside + portsOf(order.flows, OtherEnd::Outside, speed);
    return order;
}

} // namespace

std::uint64_t portsNeeded(const std::vector<Job>& jobs, DataRate speed)
{
    return orderOf(jobs, speed).end;
}

std::uint64_t mostPortsNeeded(const std::vector<Job>& jobs, DataRate speed)
{
    std::uint64_t ports = 0;
    std::vector<std::vector<JobFlow>> flows;
    for (const Job& job : jobs) {
        ports += portsOf(job);
        flows.push_back(job.flows);
        for (JobFlow& flow : flows.back()) {
            flow.burst = std::min(flow.burst, capacityOf(job, speed));
        }
    }
    return ports + portsOf(flows, OtherEnd::Storage, speed) +
           portsOf(flows, OtherEnd::Outside, speed);
}

std::uint64_t portsNeeded(const std::vector<Job>& jobs, OtherEnd other, DataRate speed)
{
    const Order order = orderOf(jobs, speed);
    return other == OtherEnd::Storage ? order.outside - order.storage : order.end - order.outside;
}

DataRate asked(const std::vector<Job>& jobs, OtherEnd other)
{
    DataRate out;
    DataRate in;
    for (const Job& job : jobs) {
        for (const JobFlow& flow : job.flows) {
            DataRate& sum = flow.leavesJob ? in : out;
            sum = flow.other == other ? sum + flow.mean : sum;
        }
    }
    return std::max(in, out);
}

DataRate asked(const Job& job)
{
    const Directions sum = sumOf(job.flows, &JobFlow::mean);
    return std::max(sum.out, sum.in);
}

std::vector<PortGroup> portGroups(const std::vector<Job>& jobs, DataRate speed)
{
    const Order order = orderOf(jobs, speed);
    std::vector<PortGroup> groups;
    std::uint64_t first = 0;
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        groups.push_back({OtherEnd::Servers, i, first, portsOf(jobs[i])});
        first += portsOf(jobs[i]);
    }
    groups.push_back({OtherEnd::Storage, 0, order.storage, order.outside - order.storage});
    groups.push_back({OtherEnd::Outside, 0, order.outside, order.end - order.outside});
    std::erase_if(groups, [](const PortGroup& group) { return group.count == 0; });
    return groups;
}

Placement placeJobs(const ClosShape& shape, const std::vector<Job>& jobs)
{
    const Order order = orderOf(jobs, shape.interfaceSpeed());
    Placement placement;
    placement.ports = order.end;
    if (placement.ports > shape.endpoints) {
        return placement;
    }
    const Ports storage = portsFrom(order.storage, order.outside - order.storage);
    const Ports outside = portsFrom(order.outside, order.end - order.outside);
    std::uint64_t first = 0;
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        const Ports own = portsFrom(first, portsOf(jobs[i]));
        first += portsOf(jobs[i]);
        for (const JobFlow& flow : order.flows[i]) {
            if (flow.burst == DataRate()) {
                continue;
            }
            if (flow.other == OtherEnd::Servers) {
                addExchange(jobs[i], flow, own, placement.flows);
                continue;
            }
            FlowAggregate aggregate = ratesOf(flow);
            const Ports& other = flow.other == OtherEnd::Storage ? storage : outside;
            aggregate.sources = flow.leavesJob ? own : other;
            aggregate.destinations = flow.leavesJob ? other : own;
            placement.flows.push_back(std::move(aggregate));
        }
    }
    return placement;
}

} // namespace netready
