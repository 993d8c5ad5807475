// SPDX-License-Identifier: Apache-2.0
// A three-tier fabric with two ports per endpoint at two leaves (dual-ToR) under 2,000 flows. At
// 16,384 endpoints: 512 leaves, 512 spines, 256 cores; 32,768 + 16,384 + 16,384 = 65,536 cables.
// Targets: build 1 s, route and load 2 s, one changed flow 10 ms, all switch failures 60 s.
#include "core/network/bisection.h"
#include "core/network/clos_topology.h"
#include "core/network/failures.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <random>
#include <string>

using namespace netready;

namespace {

constexpr std::size_t kFlows = 2000;
constexpr std::uint32_t kStorage = 256; ///< the last endpoints

ClosShape shapeOf(std::uint32_t endpoints)
{
    ClosShape shape;
    shape.endpoints = endpoints;
    shape.endpointsPerLeaf = 64;
    shape.leavesPerEndpoint = 2;
    shape.endpointSpeed = gigabitsPerSecond(200);
    shape.leaves = endpoints / 32;
    shape.spines = shape.leaves;
    shape.cores = shape.leaves / 2;
    shape.pods = shape.leaves / 32;
    shape.leafUplinks = 32;
    shape.leafUplinkSpeed = gigabitsPerSecond(400);
    shape.spineUplinks = 32;
    shape.spineUplinkSpeed = gigabitsPerSecond(400);
    return shape;
}

std::vector<std::uint32_t> members(std::mt19937& random, std::uint32_t endpoints, bool scattered)
{
    const std::uint32_t most = std::min(512U, endpoints / 2);
    const std::uint32_t count = 8 + static_cast<std::uint32_t>(random()) % (most - 7);
    const std::uint32_t first =
        static_cast<std::uint32_t>(random()) % (endpoints - kStorage - count + 1);
    std::vector<std::uint32_t> group(count);
    for (std::uint32_t i = 0; i < count; ++i) {
        group[i] = first + i;
    }
    if (scattered) {
        // A stride that has no factor in common with the powers of two.
        for (std::uint32_t i = 0; i < count; ++i) {
            group[i] = (first + i * 331) % (endpoints - kStorage);
        }
        std::sort(group.begin(), group.end());
        group.erase(std::unique(group.begin(), group.end()), group.end());
    }
    return group;
}

/// Jobs of 8 to 512 endpoints: half all-to-all, a quarter rings, a quarter to storage; one in ten
/// is scattered over the fabric, the others sit side by side.
FlowAggregate makeFlow(std::mt19937& random, std::size_t index, std::uint32_t endpoints)
{
    FlowAggregate flow;
    flow.name = "flow " + std::to_string(index);
    flow.sources = members(random, endpoints, index % 10 == 0);
    if (index % 4 < 2) {
        flow.destinations = flow.sources;
    } else if (index % 4 == 2) {
        flow.pattern = Pattern::Ring;
    } else {
        for (std::uint32_t i = 0; i < 16; ++i) {
            flow.destinations.push_back(endpoints - kStorage +
                                        (static_cast<std::uint32_t>(index) * 16 + i) % kStorage);
        }
    }
    flow.mean = gigabitsPerSecond(static_cast<double>(flow.sources.size()));
    flow.burst = 4 * flow.mean;
    return flow;
}

std::vector<FlowAggregate> makeFlows(std::uint32_t endpoints)
{
    std::mt19937 random(1);
    std::vector<FlowAggregate> flows;
    for (std::size_t i = 0; i < kFlows; ++i) {
        flows.push_back(makeFlow(random, i, endpoints));
    }
    return flows;
}

std::uint32_t endpointsOf(const benchmark::State& state)
{
    return static_cast<std::uint32_t>(state.range(0));
}

void build(benchmark::State& state)
{
    for (auto _ : state) {
        benchmark::DoNotOptimize(closTopology(shapeOf(endpointsOf(state))));
    }
    state.SetLabel("target 1000 ms at 16384 endpoints");
}
BENCHMARK(build)->Arg(1024)->Arg(4096)->Arg(16384)->Unit(benchmark::kMillisecond);

void narrowestSplit(benchmark::State& state)
{
    const Topology topology = closTopology(shapeOf(endpointsOf(state)));
    for (auto _ : state) {
        benchmark::DoNotOptimize(bisection(topology).share);
    }
    state.SetLabel("no target; 12 splits");
}
BENCHMARK(narrowestSplit)->Arg(1024)->Arg(4096)->Arg(16384)->Unit(benchmark::kMillisecond);

/// The complexity printed at the end is over (links between switches) × (destination leaves).
void routeAndLoad(benchmark::State& state)
{
    const Topology topology = closTopology(shapeOf(endpointsOf(state)));
    const std::vector<FlowAggregate> flows = makeFlows(endpointsOf(state));
    const auto switchLinks =
        std::count_if(topology.links.begin(), topology.links.end(), [](const Link& link) {
            return !link.reachesEndpoint();
        });
    const std::int64_t work = switchLinks * (endpointsOf(state) / 32);
    for (auto _ : state) {
        const NetworkLoad network(topology, flows);
        benchmark::DoNotOptimize(network.loads().bySlot.data());
    }
    state.SetComplexityN(work);
    state.counters["links_x_leaves"] = static_cast<double>(work);
    state.SetLabel("target 2000 ms at 16384 endpoints");
}
BENCHMARK(routeAndLoad)
    ->Arg(1024)
    ->Arg(4096)
    ->Arg(16384)
    ->Unit(benchmark::kMillisecond)
    ->Complexity();

/// Replaces every `stride`-th flow, from `first`, by another of its kind.
void changeFlows(benchmark::State& state, std::size_t first, std::size_t stride)
{
    using Clock = std::chrono::steady_clock;
    NetworkLoad network(closTopology(shapeOf(endpointsOf(state))), makeFlows(endpointsOf(state)));
    std::mt19937 random(2);
    std::size_t index = first;
    double slowest = 0;
    for (auto _ : state) {
        FlowAggregate flow = makeFlow(random, index, endpointsOf(state));
        const auto start = Clock::now();
        network.replaceFlow(index, std::move(flow));
        slowest = std::max(slowest, std::chrono::duration<double>(Clock::now() - start).count());
        index = (index + stride) % kFlows;
    }
    state.counters["slowest_ms"] = slowest * 1000;
    state.SetLabel("target 10 ms at 16384 endpoints");
}
void changeOneFlow(benchmark::State& state)
{
    changeFlows(state, 1, 1);
}
void changeScatteredFlow(benchmark::State& state)
{
    changeFlows(state, 0, 10);
}
BENCHMARK(changeOneFlow)
    ->Arg(1024)
    ->Arg(4096)
    ->Arg(16384)
    ->Iterations(400)
    ->Unit(benchmark::kMillisecond);
BENCHMARK(changeScatteredFlow)
    ->Arg(1024)
    ->Arg(4096)
    ->Arg(16384)
    ->Iterations(40)
    ->Unit(benchmark::kMillisecond);

void allSwitchFailures(benchmark::State& state)
{
    const NetworkLoad network(closTopology(shapeOf(endpointsOf(state))),
                              makeFlows(endpointsOf(state)));
    const std::vector<Failure> failures = switchFailures(network.topology());
    for (auto _ : state) {
        const FailureStudy study = studyFailures(network, failures, {});
        benchmark::DoNotOptimize(study.effects.data());
    }
    state.counters["failures"] = static_cast<double>(failures.size());
    state.SetLabel("target 60 s at 16384 endpoints");
}
BENCHMARK(allSwitchFailures)
    ->Arg(1024)
    ->Arg(4096)
    ->Arg(16384)
    ->Iterations(1)
    ->Unit(benchmark::kSecond);

} // namespace
