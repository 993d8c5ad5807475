// SPDX-License-Identifier: Apache-2.0
#include "core/network/bottleneck.h"

#include "core/base/error.h"
#include "core/base/text.h"

#include <algorithm>

namespace netready {

std::vector<LinkUse> fullestByTier(const Topology& topology,
                                   const Loads& loads,
                                   UseOptions options,
                                   std::span<const std::uint32_t> cables)
{
    if (!(options.efficiency > 0 && options.efficiency <= 1)) {
        throw Error(ErrorCode::InvalidInput,
                    "efficiency is " + inQuotes(toText(options.efficiency)) +
                        ", not above 0 and at most 1");
    }
    std::vector<LinkUse> fullest;
    const auto note = [&](const LinkUse& use) {
        const auto at = std::lower_bound(
            fullest.begin(), fullest.end(), use, [](const LinkUse& a, const LinkUse& b) {
                return a.tier < b.tier;
            });
        if (at == fullest.end() || at->tier != use.tier) {
            fullest.insert(at, use);
        } else if (use.utilisation > at->utilisation) {
            *at = use;
        }
    };
    for (std::uint32_t i = 0; i < topology.links.size(); ++i) {
        const Link& link = topology.links[i];
        const std::uint32_t left = cables.empty() ? link.cables : cables[i];
        if (left == 0) {
            continue;
        }
        const double usable = link.reachesEndpoint() ? 1 : options.efficiency;
        const DataRate capacity = left * usable * link.speed;
        for (const bool fromA : {true, false}) {
            const DataRate load = loads.at({i, fromA}).at(options.moment);
            note({{i, fromA}, tier(topology, link), load / capacity});
        }
    }
    return fullest;
}

std::optional<LinkUse> bottleneck(std::span<const LinkUse> byTier)
{
    const auto fullest =
        std::max_element(byTier.begin(), byTier.end(), [](const LinkUse& a, const LinkUse& b) {
            return a.utilisation < b.utilisation;
        });
    return fullest == byTier.end() ? std::nullopt : std::optional(*fullest);
}

std::vector<Cause> causes(const NetworkLoad& network, LinkDirection at, Moment moment)
{
    const std::vector<double> crossing = network.crossing(at);
    std::vector<Cause> causes;
    double sum = 0;
    for (std::size_t i = 0; i < crossing.size(); ++i) {
        const FlowAggregate& flow = network.flows()[i];
        const double rate = crossing[i] * (moment == Moment::Mean ? flow.mean : flow.burst).base();
        if (rate > 0) {
            causes.push_back({i, rate});
            sum += rate;
        }
    }
    for (Cause& cause : causes) {
        cause.share /= sum;
    }
    std::stable_sort(causes.begin(), causes.end(), [](const Cause& a, const Cause& b) {
        return a.share > b.share;
    });
    return causes;
}

} // namespace netready
