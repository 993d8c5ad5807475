// SPDX-License-Identifier: Apache-2.0
#include "core/assessment/fabric_numbers.h"

#include "core/assessment/fabric_load.h"
#include "core/network/bisection.h"
#include "core/network/bottleneck.h"
#include "core/network/failures.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace netready {

namespace {

/// The fullest of links from a tier on.
std::optional<LinkUse> fullest(std::vector<LinkUse> uses, std::uint32_t lowestTier)
{
    std::erase_if(uses, [&](const LinkUse& use) { return use.tier < lowestTier; });
    return bottleneck(uses);
}

std::optional<double> utilisation(const std::optional<LinkUse>& use)
{
    return use ? std::optional(use->utilisation) : std::nullopt;
}

/// The switches above the leaf at the fullest link between switches, each lost alone; one of all to
/// which it has the same number of cables, for they are alike to it.
std::vector<Failure> switchesNextTo(const Topology& topology, const Link& full)
{
    const auto tierOf = [&](Node node) { return topology.switches[node.index].tier; };
    const Node below = tierOf(full.a) < tierOf(full.b) ? full.a : full.b;
    std::vector<Failure> failures;
    std::set<std::uint32_t> tried;
    for (const Link& link : topology.links) {
        const bool touches = link.a == below || link.b == below;
        const Node other = link.a == below ? link.b : link.a;
        if (touches && other.kind == Node::Kind::Switch && tierOf(other) > tierOf(below) &&
            tried.insert(link.cables).second) {
            failures.push_back({name(topology, other), {other}, {}});
        }
    }
    return failures;
}

/// Another leaf of the plane that shares endpoints with the leaf of a link, and another plane:
/// lost, their traffic moves to the link.
std::vector<Failure> partnersOf(const Topology& topology, const Link& full)
{
    std::vector<Failure> failures;
    const Switch& own = topology.switches[full.a.index];
    const auto isPartner = [&](Node node) {
        const Switch& other = topology.switches[node.index];
        return node != full.a && other.tier == own.tier && other.plane == own.plane;
    };
    std::set<Node> endpoints;
    for (const Link& link : topology.links) {
        if (link.reachesEndpoint() && link.b == full.a) {
            endpoints.insert(link.a);
        }
    }
    for (const Link& link : topology.links) {
        if (link.reachesEndpoint() && endpoints.contains(link.a) && isPartner(link.b)) {
            failures.push_back({name(topology, link.b), {link.b}, {}});
            break;
        }
    }
    for (Failure& plane : planeFailures(topology)) {
        const auto& nodes = plane.nodes;
        if (std::find(nodes.begin(), nodes.end(), full.a) == nodes.end()) {
            failures.push_back(std::move(plane));
            break;
        }
    }
    return failures;
}

/// The fullest link on average without the worst of the elements next to the fullest uplink.
std::optional<double>
meanWithOneLost(const NetworkLoad& network, const LinkUse& full, const FabricCase& end)
{
    const Topology& topology = network.topology();
    const Link& link = topology.links[full.at.link];
    std::vector<Failure> failures = switchesNextTo(topology, link);
    for (Failure& partner : partnersOf(topology, link)) {
        failures.push_back(std::move(partner));
    }
    if (end.feedsSplit) {
        for (Failure& feed : feedFailures(topology)) {
            failures.push_back(std::move(feed));
        }
    }
    const FailureStudy study = studyFailures(network, failures, {Moment::Mean, end.efficiency});
    return study.fullest ? utilisation(study.effects[*study.fullest].fullest) : std::nullopt;
}

CaseNumbers numbersOf(const FabricCase& end, bool withLoss)
{
    const NetworkLoad network = end.network();
    const auto uses = [&](Moment moment) {
        return fullestByTier(network.topology(), network.loads(), {moment, end.efficiency});
    };
    const std::vector<LinkUse> mean = uses(Moment::Mean);
    const std::vector<LinkUse> burst = uses(Moment::Burst);
    const std::optional<LinkUse> uplink = fullest(mean, 1);
    CaseNumbers numbers;
    numbers.linkMean = utilisation(fullest(mean, 0));
    numbers.linkBurst = utilisation(fullest(burst, 0));
    numbers.uplinkMean = utilisation(uplink);
    numbers.uplinkBurst = utilisation(fullest(burst, 1));
    if (uplink && withLoss) {
        numbers.linkMeanOneLost = meanWithOneLost(network, *uplink, end);
    }
    return numbers;
}

/// By how much a bisection may differ from that of the two shapes if counts between them are open.
double bisectionSlack(const ClosShape& kind, const ClosShape& harsh)
{
    const bool isOpen = kind.leaves != harsh.leaves || kind.spines != harsh.spines ||
                        kind.leafUplinks != harsh.leafUplinks;
    return isOpen ? worstSpread(kind, harsh) : 1;
}

/// What links between switches carry at most of what they can, for each unit that ports carry.
double worstUplink(const FabricCase& end)
{
    const ClosShape& shape = end.shape;
    const DataRate below = shape.endpointsPerLeaf * shape.endpointSpeed;
    const DataRate above = shape.leafUplinks * shape.leafUplinkSpeed;
    double worst = shape.spines == 0 ? 0 : below / above * end.anyPort->uneven;
    if (shape.cores > 0) {
        const DataRate pod = (static_cast<double>(shape.leaves) / shape.pods) * below;
        const DataRate up = (static_cast<double>(shape.spines) / shape.pods * shape.spineUplinks) *
                            shape.spineUplinkSpeed;
        worst = std::max(worst, pod / up * end.anyPort->uneven);
    }
    return worst / end.efficiency;
}

/// By how much the loss of one element raises the load of those that do the same at most.
double raisedByLoss(const FabricCase& end)
{
    const ClosShape& shape = end.shape;
    const auto without = [](std::uint32_t count) {
        return count > 1 ? static_cast<double>(count) / (count - 1) : 1;
    };
    return std::max({without(shape.spines / shape.pods),
                     without(shape.cores),
                     without(shape.planes),
                     without(shape.leavesPerEndpoint),
                     end.feedsSplit ? 2.0 : 1.0});
}

/// What bounds the loads of a case whose sizes are open, with the loads of one such case.
CaseNumbers
bounded(CaseNumbers numbers, const FabricCase& end, std::uint32_t mostWays, bool isHarsh)
{
    const auto take = [&](std::optional<double>& number, double bound) {
        if (number) {
            number = isHarsh ? std::max(*number, bound) : std::min(*number, bound);
        }
    };
    if (end.anyPort) {
        const PortUse& port = *end.anyPort;
        const double uplink = isHarsh ? worstUplink(end) : 0;
        take(numbers.linkMean, port.mean * std::max(1.0, uplink));
        take(numbers.linkBurst, port.burst * std::max(1.0, uplink));
        take(numbers.uplinkMean, port.mean * uplink);
        take(numbers.uplinkBurst, port.burst * uplink);
        take(numbers.linkMeanOneLost,
             port.mean * std::max(1.0, uplink) * (isHarsh ? raisedByLoss(end) : 1));
    }
    if (mostWays > 1) {
        // Two ways carry half each, and one of them all when the other is lost.
        if (isHarsh && numbers.linkMean) {
            take(numbers.linkMeanOneLost, 2 * *numbers.linkMean);
        }
        for (std::optional<double>* number : {&numbers.linkMean,
                                              &numbers.linkBurst,
                                              &numbers.uplinkMean,
                                              &numbers.uplinkBurst,
                                              &numbers.linkMeanOneLost}) {
            take(*number, isHarsh ? 0 : number->value_or(0) / mostWays);
        }
    }
    return numbers;
}

FabricNumber notApplicable(std::string why)
{
    return {std::nullopt, std::move(why), true, {}};
}

/// A number without a case: why there is none.
std::optional<FabricNumber> withoutCase(const FabricLoad& load)
{
    switch (load.state) {
    case FabricLoad::State::Unused:
        return notApplicable("no workload uses the fabric");
    case FabricLoad::State::NotComputed:
        // What is missing is told by the facts that are; else the problem itself is worth telling.
        return FabricNumber{std::nullopt,
                            load.missing.empty() && load.notCounted.empty() ? load.problem : "",
                            false,
                            {}};
    case FabricLoad::State::TooFewPorts:
    case FabricLoad::State::Computed:
        break;
    }
    return std::nullopt;
}

/// A number of each case as a range.
template <class Function>
FabricNumber ofCases(const FabricLoad& load, const Function& numberOf)
{
    if (auto without = withoutCase(load)) {
        return *without;
    }
    if (!load.kind || !load.harsh) {
        // Not all servers may find a port, and which of them do is open.
        return {Interval<double>(0, kMostLoad), {}, false, {}};
    }
    const std::optional<double> low = numberOf(*load.kind, load.mostWays, false);
    if (!low) {
        return notApplicable("the fabric has no such links");
    }
    const double high = load.notCounted.empty()
                            ? numberOf(*load.harsh, load.mostWays, true).value_or(*low)
                            : kMostLoad;
    return {Interval<double>(std::min(*low, high), std::max(*low, high)), {}, false, {}};
}

/// The same for links between switches, of which a single layer has none.
template <class Function>
FabricNumber ofUplinks(const FabricLoad& load, const Function& numberOf)
{
    const bool hasNone = load.kindShape && load.kindShape->spines == 0;
    return hasNone ? notApplicable("the fabric has no such links") : ofCases(load, numberOf);
}

/// A number that does not depend on where jobs stand.
FabricNumber whereverPlaced(const FabricLoad& load, const std::optional<Interval<double>>& range)
{
    if (auto without = withoutCase(load)) {
        return *without;
    }
    const double high = load.notCounted.empty() ? range->high() : kMostLoad;
    return {Interval<double>(range->low(), high), {}, false, {}};
}

FabricNumber portsNeeded(const FabricLoad& load)
{
    return whereverPlaced(load, load.ports);
}

} // namespace

struct FabricCases::Known
{
    FabricCase end;
    CaseNumbers numbers;
    bool withLoss = false;
};

FabricCases::FabricCases() = default;
FabricCases::~FabricCases() = default;
FabricCases::FabricCases(FabricCases&&) noexcept = default;
FabricCases& FabricCases::operator=(FabricCases&&) noexcept = default;

const CaseNumbers& FabricCases::of(const FabricCase& end, bool withLoss)
{
    constexpr std::size_t kMostKept = 24;
    const auto same = std::find_if(m_known.begin(), m_known.end(), [&](const Known& known) {
        return (known.withLoss || !withLoss) && known.end.shape == end.shape &&
               known.end.efficiency == end.efficiency && known.end.feedsSplit == end.feedsSplit &&
               known.end.jobs == end.jobs;
    });
    if (same != m_known.end()) {
        std::rotate(m_known.begin(), same, same + 1);
        return m_known.front().numbers;
    }
    Known known{end, numbersOf(end, withLoss), withLoss};
    if (m_known.size() == kMostKept) {
        m_known.pop_back();
    }
    m_known.insert(m_known.begin(), std::move(known));
    return m_known.front().numbers;
}

double FabricCases::bisectionShare(const ClosShape& shape)
{
    constexpr std::size_t kMostShapes = 4;
    const auto same = std::find_if(
        m_shapes.begin(), m_shapes.end(), [&](const auto& known) { return known.first == shape; });
    if (same != m_shapes.end()) {
        return same->second;
    }
    const double share = bisection(closTopology(shape)).share;
    if (m_shapes.size() == kMostShapes) {
        m_shapes.pop_back();
    }
    m_shapes.insert(m_shapes.begin(), {shape, share});
    return share;
}

FabricNumber uplinkUse(const FabricLoad& load, Moment moment, FabricCases& cases)
{
    const auto number =
        moment == Moment::Mean ? &CaseNumbers::uplinkMean : &CaseNumbers::uplinkBurst;
    FabricNumber use =
        ofUplinks(load, [&](const FabricCase& end, std::uint32_t mostWays, bool isHarsh) {
            return bounded(cases.of(end, false), end, mostWays, isHarsh).*number;
        });
    use.inputs = load.inputs;
    return use;
}

FabricNumbers fabricNumbers(std::span<const FabricLoad, 3> byPhase, FabricCases& cases)
{
    const FabricLoad& now = byPhase[0];
    const FabricLoad& nextYear = byPhase[1];
    const FabricLoad& year3 = byPhase[2];
    const auto of = [&](std::optional<double> CaseNumbers::*number, bool isNow = true) {
        return [=, &cases](const FabricCase& end, std::uint32_t mostWays, bool isHarsh) {
            return bounded(cases.of(end, isNow), end, mostWays, isHarsh).*number;
        };
    };
    FabricNumbers numbers;
    const auto set = [&](FabricQuantity quantity, const FabricLoad& load, FabricNumber number) {
        number.inputs = load.inputs;
        numbers.at(static_cast<std::size_t>(quantity)) = std::move(number);
    };
    set(FabricQuantity::PortsNeeded, now, portsNeeded(now));
    set(FabricQuantity::PortDemand, now, whereverPlaced(now, now.asked));
    set(FabricQuantity::LinkMean, now, ofCases(now, of(&CaseNumbers::linkMean)));
    set(FabricQuantity::LinkBurst, now, ofCases(now, of(&CaseNumbers::linkBurst)));
    set(FabricQuantity::UplinkMean, now, ofUplinks(now, of(&CaseNumbers::uplinkMean)));
    set(FabricQuantity::UplinkBurst, now, ofUplinks(now, of(&CaseNumbers::uplinkBurst)));
    set(FabricQuantity::LinkMeanOneLost, now, ofUplinks(now, of(&CaseNumbers::linkMeanOneLost)));
    set(FabricQuantity::PortsNeededNextYear, nextYear, portsNeeded(nextYear));
    set(FabricQuantity::LinkMeanNextYear,
        nextYear,
        ofCases(nextYear, of(&CaseNumbers::linkMean, false)));
    set(FabricQuantity::PortsNeededYear3, year3, portsNeeded(year3));
    set(FabricQuantity::LinkMeanYear3, year3, ofCases(year3, of(&CaseNumbers::linkMean, false)));
    FabricNumber bisected = withoutCase(now).value_or(FabricNumber());
    if (now.kindShape && now.harshShape) {
        const double kind = cases.bisectionShare(*now.kindShape);
        const double harsh = cases.bisectionShare(*now.harshShape);
        const double slack = bisectionSlack(*now.kindShape, *now.harshShape);
        bisected.range =
            Interval<double>(std::min(kind, harsh) / slack,
                             now.mostWays > 1 ? 1 // two leaves for all servers leave nothing to cut
                                              : std::min(1.0, std::max(kind, harsh) * slack));
    }
    set(FabricQuantity::Bisection, now, std::move(bisected));
    return numbers;
}

} // namespace netready
