// SPDX-License-Identifier: Apache-2.0
#include "core/network/failures.h"

#include <algorithm>
#include <map>
#include <string>

namespace netready {

std::vector<Failure> cableFailures(const NetworkLoad& network)
{
    const Topology& topology = network.topology();
    const std::vector<std::uint32_t> kinds = network.kindsOfLinks();
    std::map<std::uint32_t, std::size_t> alike;
    for (const std::uint32_t kind : kinds) {
        ++alike[kind];
    }
    std::vector<Failure> failures;
    for (std::uint32_t i = 0; i < kinds.size(); ++i) {
        std::size_t& count = alike[kinds[i]];
        if (count > 0) {
            const std::string others =
                count > 1 ? " (one of " + std::to_string(count) + " alike)" : "";
            failures.push_back(
                {"cable " + name(topology, topology.links[i]) + others, {}, {{i, 1}}});
            count = 0;
        }
    }
    return failures;
}

std::vector<Failure> switchFailures(const Topology& topology)
{
    std::vector<Failure> failures;
    for (std::uint32_t i = 0; i < topology.switches.size(); ++i) {
        failures.push_back({name(topology, switchNode(i)), {switchNode(i)}, {}});
    }
    return failures;
}

std::vector<Failure> planeFailures(const Topology& topology)
{
    std::map<std::uint32_t, Failure> planes;
    for (std::uint32_t i = 0; i < topology.switches.size(); ++i) {
        if (const std::uint32_t plane = topology.switches[i].plane; plane != 0) {
            planes[plane].nodes.push_back(switchNode(i));
        }
    }
    std::vector<Failure> failures;
    for (auto& [plane, failure] : planes) {
        failure.name = "plane " + std::to_string(plane);
        failures.push_back(std::move(failure));
    }
    return failures;
}

std::vector<Failure> feedFailures(const Topology& topology)
{
    std::vector<Failure> failures{{"feed 1", {}, {}}, {"feed 2", {}, {}}};
    for (std::uint32_t i = 0; i < topology.switches.size(); ++i) {
        const Switch& at = topology.switches[i];
        const std::uint32_t turn = at.plane != 0 ? at.plane : at.number;
        failures[turn % 2 == 1 ? 0 : 1].nodes.push_back(switchNode(i));
    }
    return failures;
}

FailureEffect effectOf(const NetworkLoad& network, const Failure& failure, UseOptions options)
{
    const Topology& topology = network.topology();
    const std::vector<std::uint32_t> cables = cablesLeft(topology, failure);
    const Loads loads = network.after(failure);
    FailureEffect effect;
    effect.cutOff = cutOffEndpoints(topology, cables);
    effect.fullest = bottleneck(fullestByTier(topology, loads, options, cables));
    for (std::uint32_t i = 0; i < loads.lost.size(); ++i) {
        const double more = loads.lost[i] - network.loads().lost[i];
        if (more > kLostRounding) {
            effect.flowsHit.push_back(i);
            effect.lost = effect.lost + network.flows()[i].mean * more;
        }
    }
    return effect;
}

FailureStudy studyFailures(const NetworkLoad& network,
                           std::span<const Failure> failures,
                           UseOptions options,
                           const std::function<bool(std::size_t, std::size_t)>& goOn)
{
    FailureStudy study;
    for (std::size_t i = 0; i < failures.size(); ++i) {
        if (goOn && !goOn(i, failures.size())) {
            study.complete = false;
            break;
        }
        study.effects.push_back(effectOf(network, failures[i], options));
        const FailureEffect& effect = study.effects.back();
        if (effect.fullest &&
            (!study.fullest ||
             effect.fullest->utilisation > study.effects[*study.fullest].fullest->utilisation)) {
            study.fullest = i;
        }
        const DataRate most =
            study.mostLost ? study.effects[*study.mostLost].lost : DataRate::fromBase(0);
        if (effect.lost > most) {
            study.mostLost = i;
        }
    }
    return study;
}

} // namespace netready
