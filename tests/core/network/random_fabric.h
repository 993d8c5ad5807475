// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/network/clos_topology.h"
#include "core/network/routing.h"

#include <random>
#include <vector>

namespace netready::testing {

/// From `least` to `most`; not std::uniform_int_distribution, which differs between libraries.
std::uint32_t pick(std::mt19937& random, std::uint32_t least, std::uint32_t most);

/// A small fabric: regular of any kind, or switches joined at random; perhaps in several parts.
Topology randomTopology(std::mt19937& random);
/// A small regular fabric with some of pods, cores, planes, rails and two leaves per endpoint.
ClosShape randomShape(std::mt19937& random);

FlowAggregate randomFlow(std::mt19937& random, const Topology& topology);
std::vector<FlowAggregate> randomFlows(std::mt19937& random, const Topology& topology);

/// All-to-all, mean 1 and burst 2 Gb/s from each endpoint.
FlowAggregate allToAll(const Topology& topology);

/// Loads by following every pair of endpoints along every shortest path: slow, and plain.
Loads loadsByPairs(const Topology& topology, const std::vector<FlowAggregate>& flows);

/// The largest difference of two loads, as a share of the largest load.
double difference(const std::vector<Rates>& a, const std::vector<Rates>& b);

} // namespace netready::testing
