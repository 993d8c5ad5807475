// SPDX-License-Identifier: Apache-2.0
#include "core/assessment/capacity.h"

#include "core/assessment/fabric_load.h"
#include "core/network/bottleneck.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace netready {

namespace {

/// The input that says how large a workload is; the first that its class reads.
constexpr std::array<Input, 5> kSizes{
    Input::Tasks, Input::Requests, Input::BatchRequests, Input::InputBytes, Input::Accelerators};

std::optional<Input> sizeOf(const WorkloadDemand& demand)
{
    const std::vector<Input> inputs = inputsOf(demand.workloadClass);
    for (const Input size : kSizes) {
        if (std::find(inputs.begin(), inputs.end(), size) != inputs.end()) {
            return size;
        }
    }
    return std::nullopt;
}

const Attribute* attributeOf(const Knowledge& knowledge, Input input)
{
    const std::string_view symbol = infoOf(input).symbol;
    for (const Attribute& attribute : knowledge.attributes) {
        if (attribute.symbol == symbol) {
            return &attribute;
        }
    }
    return nullptr;
}

/// The client with a workload of another size.
FactBase
scaled(const FactBase& facts, const Capacity& capacity, const Attribute& attribute, double factor)
{
    const auto end = [&](double value) {
        const double moved = value * factor;
        const double whole = attribute.type == AttributeType::Count ? std::ceil(moved) : moved;
        return std::clamp(whole, attribute.domainLow, attribute.domainHigh);
    };
    Fact fact;
    fact.value = Measure{end(capacity.now.low),
                         end(capacity.now.high),
                         attribute.dimension,
                         Currency::None,
                         attribute.unit};
    fact.origin = Origin::Measured;
    FactBase changed = facts;
    changed.load(capacity.size, {fact});
    return changed;
}

std::string percent(double share)
{
    return std::to_string(static_cast<int>(std::lround(100 * share))) + " %";
}

/// What a fabric cannot carry at one end; nothing if it carries all.
std::optional<std::string> fullPart(const FabricLoad& load, const FabricCase& end)
{
    if (!end.excesses.empty()) {
        return "the servers of " + end.excesses.front().workload.text() +
               " are asked for more than their ports carry";
    }
    const Topology& topology = end.network.topology();
    const auto full =
        bottleneck(fullestByTier(topology, end.network.loads(), {Moment::Mean, end.efficiency}));
    if (full && full->utilisation > 1) {
        return name(topology, topology.links[full->at.link]) + " in " + load.fabric.text() +
               " is " + percent(full->utilisation) + " full on average";
    }
    return std::nullopt;
}

/// What stands against a size.
struct Verdicts
{
    std::optional<std::string> mayFail;
    std::optional<std::string> fails;
};

Verdicts verdictsOf(const LiveAssessment& live, const std::set<std::string>& failingAlready)
{
    Verdicts verdicts;
    for (const FabricLoad& load : fabricLoads(live)) {
        if (load.kind && !verdicts.fails) {
            verdicts.fails = fullPart(load, *load.kind);
        }
        if (load.harsh && !verdicts.mayFail) {
            verdicts.mayFail = fullPart(load, *load.harsh);
        }
        // Too few ports: at the kind end there is no case at all.
        if (!load.kind && load.missing.empty() && load.portsShort && !verdicts.fails) {
            verdicts.fails = load.fabric.text() + ": " + load.problem;
        } else if (load.kind && !load.harsh && load.portsShort && !verdicts.mayFail) {
            verdicts.mayFail = load.fabric.text() + ": " + load.problem;
        }
    }
    for (const Finding& finding : live.result().findings) {
        const std::string key = finding.rule->id + " " + finding.subject.text();
        if (finding.rule->gate == Gate::Blocker && finding.gate == GateState::Fails &&
            !failingAlready.contains(key) && !verdicts.fails) {
            verdicts.fails = finding.rule->title + " (" + finding.subject.text() + ")";
        }
    }
    if (!verdicts.mayFail) {
        verdicts.mayFail = verdicts.fails;
    }
    return verdicts;
}

std::set<std::string> failingBlockers(const LiveAssessment& live)
{
    std::set<std::string> keys;
    for (const Finding& finding : live.result().findings) {
        if (finding.rule->gate == Gate::Blocker && finding.gate == GateState::Fails) {
            keys.insert(finding.rule->id + " " + finding.subject.text());
        }
    }
    return keys;
}

/// The largest factor at which `limitAt` finds nothing, by halving in the logarithm.
template <class LimitAt>
Headroom search(const LimitAt& limitAt)
{
    constexpr int kHalvings = 10;
    Headroom headroom;
    std::optional<std::string> limit = limitAt(kLargestGrowth);
    if (!limit) {
        headroom.factor = kLargestGrowth;
        headroom.isOpen = true;
        return headroom;
    }
    headroom.limit = *limit;
    double fits = std::log2(kSmallestGrowth);
    double fails = std::log2(kLargestGrowth);
    limit = limitAt(kSmallestGrowth);
    if (limit) {
        headroom.limit = *limit;
        return headroom;
    }
    for (int i = 0; i < kHalvings; ++i) {
        const double middle = (fits + fails) / 2;
        limit = limitAt(std::exp2(middle));
        if (limit) {
            fails = middle;
            headroom.limit = *limit;
        } else {
            fits = middle;
        }
    }
    headroom.factor = std::exp2(fits);
    return headroom;
}

} // namespace

std::vector<Capacity> capacities(const std::shared_ptr<const Knowledge>& knowledge,
                                 const FactBase& facts,
                                 AssessOptions options,
                                 const std::function<bool(std::size_t, std::size_t)>& goOn)
{
    const LiveAssessment live(knowledge, facts, options);
    const std::vector<WorkloadDemand> demands = live.demands();
    std::vector<Capacity> all;
    for (const WorkloadDemand& demand : demands) {
        if (goOn && !goOn(all.size(), demands.size())) {
            break;
        }
        Capacity& capacity = all.emplace_back();
        capacity.workload = demand.subject;
        const auto size = demand.demand.flows.empty() ? std::nullopt : sizeOf(demand);
        const Attribute* attribute = size ? attributeOf(*knowledge, *size) : nullptr;
        if (attribute == nullptr) {
            capacity.problem = demand.problem.empty() ? "its class is not known" : demand.problem;
            continue;
        }
        capacity.size = {demand.subject, attribute->id};
        const Interval<double> now = demand.taken.range(*size);
        capacity.now = {
            now.low(), now.high(), attribute->dimension, Currency::None, attribute->unit};
        const FactBase least = scaled(facts, capacity, *attribute, kSmallestGrowth);
        const std::set<std::string> already =
            failingBlockers(LiveAssessment(knowledge, least, options));
        const auto verdictsAt = [&](double factor) {
            const FactBase changed = scaled(facts, capacity, *attribute, factor);
            return verdictsOf(LiveAssessment(knowledge, changed, options), already);
        };
        capacity.possible = search([&](double factor) { return verdictsAt(factor).fails; });
        capacity.sure = search([&](double factor) { return verdictsAt(factor).mayFail; });
    }
    return all;
}

} // namespace netready
