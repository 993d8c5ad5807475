// SPDX-License-Identifier: Apache-2.0
#include "core/assessment/capacity.h"

#include "core/assessment/fabric_load.h"
#include "core/base/text.h"
#include "core/network/bottleneck.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>

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

/// What a fabric cannot carry at one end; nothing if it carries all.
std::optional<std::string> fullPart(const FabricLoad& load, const FabricCase& end)
{
    if (!end.excesses.empty()) {
        return "the servers of " + end.excesses.front().workload.text() +
               " are asked for more than their ports carry";
    }
    const NetworkLoad network = end.network();
    const Topology& topology = network.topology();
    const auto full =
        bottleneck(fullestByTier(topology, network.loads(), {Moment::Mean, end.efficiency}));
    if (full && full->utilisation > 1) {
        return name(topology, topology.links[full->at.link]) + " in " + load.fabric.text() +
               " is " + wholePercent(full->utilisation) + " full on average";
    }
    return std::nullopt;
}

/// What stands against a size.
struct Verdicts
{
    std::optional<std::string> mayFail;
    std::optional<std::string> fails;
};

void note(std::optional<std::string>& first, std::optional<std::string> limit)
{
    if (!first) {
        first = std::move(limit);
    }
}

void judge(const FabricLoad& load, Verdicts& verdicts)
{
    const std::string problem = load.fabric.text() + ": " + load.problem;
    switch (load.state) {
    case FabricLoad::State::Unused:
        return;
    case FabricLoad::State::NotComputed:
        note(verdicts.mayFail, problem);
        return;
    case FabricLoad::State::TooFewPorts:
        note(load.kind ? verdicts.mayFail : verdicts.fails, problem);
        break;
    case FabricLoad::State::Computed:
        break;
    }
    if (load.kind) {
        note(verdicts.fails, fullPart(load, *load.kind));
    }
    if (load.harsh) {
        note(verdicts.mayFail, fullPart(load, *load.harsh));
    }
    if (!load.notCounted.empty()) {
        note(verdicts.mayFail,
             "the flows of " + load.notCounted.front().text() + " over " + load.fabric.text() +
                 " are not known");
    }
}

/// Blockers in a state, by rule and subject.
std::map<std::string, std::string> blockers(const Assessment& assessment, GateState state)
{
    std::map<std::string, std::string> found;
    for (const Finding& finding : assessment.findings) {
        if (finding.rule->gate == Gate::Blocker && finding.gate == state) {
            found.emplace(finding.rule->id + " " + finding.subject.text(),
                          finding.rule->title + " (" + finding.subject.text() + ")");
        }
    }
    return found;
}

/// Verdicts on one size. Blockers that stand at the smallest size too are no matter of size.
Verdicts verdictsOf(const LiveAssessment& live, const Assessment& atSmallest)
{
    Verdicts verdicts;
    for (const FabricLoad& load : fabricLoads(live)) {
        judge(load, verdicts);
    }
    const Assessment assessment = live.result();
    for (const GateState state : {GateState::Fails, GateState::MayFail}) {
        const auto already = blockers(atSmallest, state);
        for (const auto& [key, title] : blockers(assessment, state)) {
            if (!already.contains(key)) {
                note(state == GateState::Fails ? verdicts.fails : verdicts.mayFail, title);
            }
        }
    }
    note(verdicts.mayFail, verdicts.fails);
    return verdicts;
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
        const auto at = [&](double factor, const auto& use) {
            const FactBase changed = scaled(facts, capacity, *attribute, factor);
            return use(LiveAssessment(knowledge, changed, options));
        };
        const Assessment smallest =
            at(kSmallestGrowth, [](const LiveAssessment& least) { return least.result(); });
        const auto verdictsAt = [&](double factor) {
            return at(factor,
                      [&](const LiveAssessment& changed) { return verdictsOf(changed, smallest); });
        };
        capacity.possible = search([&](double factor) { return verdictsAt(factor).fails; });
        capacity.sure = search([&](double factor) { return verdictsAt(factor).mayFail; });
    }
    return all;
}

} // namespace netready
