// SPDX-License-Identifier: Apache-2.0
#include "core/assessment/fabric_study.h"

#include <algorithm>
#include <set>
#include <utility>

namespace netready {

namespace {

std::vector<Failure> switchesOf(const Topology& topology, std::uint32_t tier)
{
    std::vector<Failure> failures = switchFailures(topology);
    std::erase_if(failures, [&](const Failure& failure) {
        return topology.switches[failure.nodes.front().index].tier != tier;
    });
    return failures;
}

std::vector<Failure> cablesOf(const NetworkLoad& network, std::uint32_t linkTier)
{
    const Topology& topology = network.topology();
    std::vector<Failure> failures = cableFailures(network);
    std::erase_if(failures, [&](const Failure& failure) {
        return tier(topology, topology.links[failure.cables.front().link]) != linkTier;
    });
    return failures;
}

/// Names of flows between servers of one job: without them it does not go on.
std::set<std::string> exchanges(const FabricCase& end)
{
    std::set<std::string> names;
    for (const Job& job : end.jobs) {
        for (const JobFlow& flow : job.flows) {
            if (flow.other == OtherEnd::Servers) {
                names.insert(flow.name);
            }
        }
    }
    return names;
}

double utilisation(const FailureEffect& effect)
{
    return effect.fullest ? effect.fullest->utilisation : 0;
}

} // namespace

std::vector<LinkUse> FabricView::byTier() const
{
    const NetworkLoad& network = laid.network;
    if (lost == nullptr) {
        return fullestByTier(network.topology(), network.loads(), use());
    }
    return fullestByTier(
        network.topology(), network.after(*lost), use(), cablesLeft(network.topology(), *lost));
}

const LinkUse* ofTier(const std::vector<LinkUse>& uses, std::uint32_t tier)
{
    const auto found = std::find_if(
        uses.begin(), uses.end(), [&](const LinkUse& use) { return use.tier == tier; });
    return found == uses.end() ? nullptr : &*found;
}

std::string directionName(const Topology& topology, LinkDirection at)
{
    const Link& link = topology.links[at.link];
    const Node from = at.fromA ? link.a : link.b;
    const Node to = at.fromA ? link.b : link.a;
    return name(topology, from) + " → " + name(topology, to);
}

std::string_view toString(LossKind kind)
{
    switch (kind) {
    case LossKind::Core:
        return "core";
    case LossKind::Spine:
        return "spine";
    case LossKind::SpineUplink:
        return "spine-uplink";
    case LossKind::Uplink:
        return "uplink";
    case LossKind::Leaf:
        return "leaf";
    case LossKind::NodeLink:
        return "node-link";
    case LossKind::Plane:
        return "plane";
    case LossKind::Feed:
        return "feed";
    }
    return "";
}

std::vector<Failure> failuresOf(const LaidOut& laid, LossKind kind)
{
    const Topology& topology = laid.network.topology();
    switch (kind) {
    case LossKind::Core:
        return switchesOf(topology, 3);
    case LossKind::Spine:
        return switchesOf(topology, 2);
    case LossKind::SpineUplink:
        return cablesOf(laid.network, 2);
    case LossKind::Uplink:
        return cablesOf(laid.network, 1);
    case LossKind::Leaf:
        return switchesOf(topology, 1);
    case LossKind::NodeLink:
        return cablesOf(laid.network, 0);
    case LossKind::Plane:
        return planeFailures(topology);
    case LossKind::Feed:
        return laid.end.feedsSplit ? feedFailures(topology) : std::vector<Failure>();
    }
    return {};
}

std::optional<WorstLoss> worstLoss(const LaidOut& laid,
                                   const std::vector<Failure>& failures,
                                   Moment moment,
                                   const GoOn& goOn)
{
    const std::set<std::string> needed = exchanges(laid.end);
    const auto stops = [&](const FailureEffect& effect) {
        return std::any_of(effect.flowsHit.begin(), effect.flowsHit.end(), [&](std::uint32_t flow) {
            return needed.contains(laid.network.flows()[flow].name);
        });
    };
    std::optional<WorstLoss> worst;
    for (std::size_t i = 0; i < failures.size(); ++i) {
        if (goOn && !goOn(i)) {
            return std::nullopt;
        }
        FailureEffect effect = effectOf(laid.network, failures[i], {moment, laid.end.efficiency});
        const bool stopsJob = stops(effect);
        const auto rank = [](bool stopping, const FailureEffect& of) {
            return std::make_tuple(stopping, of.lost, utilisation(of));
        };
        if (!worst || rank(stopsJob, effect) > rank(worst->stopsJob, worst->effect)) {
            worst = WorstLoss{failures[i], std::move(effect), stopsJob, failures.size()};
        }
    }
    return worst;
}

} // namespace netready
