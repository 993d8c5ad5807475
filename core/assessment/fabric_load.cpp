// SPDX-License-Identifier: Apache-2.0
#include "core/assessment/fabric_load.h"

#include "core/assessment/live_assessment.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/network/clos_topology.h"
#include "core/network/load_balancing.h"
#include "core/network/placement.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace netready {

namespace {

/// Which end of what is possible is taken.
enum class End
{
    Kind,
    Harsh
};

/// Reads facts of one subject as numbers.
class Facts
{
public:
    Facts(const Model& model, SubjectKey subject)
        : m_model(model)
        , m_subject(std::move(subject))
    {}

    [[nodiscard]] const ExprValue* find(std::string_view name) const
    {
        const auto slot = m_model.slotOf(key(name));
        return slot ? &m_model.values()[*slot] : nullptr;
    }
    [[nodiscard]] FactKey key(std::string_view name) const
    {
        return {m_subject, m_subject.kind + "." + std::string(name)};
    }
    /// Shape: nothing if nobody said anything
    [[nodiscard]] std::optional<Interval<double>> number(std::string_view name) const
    {
        const ExprValue* value = find(name);
        const auto slot = m_model.slotOf(key(name));
        if (value == nullptr || (value->missing != 0 && !isSaid(*slot))) {
            return std::nullopt;
        }
        if (value->kind == ExprKind::Int) {
            return Interval<double>(static_cast<double>(value->ints.low),
                                    static_cast<double>(value->ints.high));
        }
        const bool isNumber = value->kind == ExprKind::Double || value->kind == ExprKind::Quantity;
        return isNumber ? std::optional(Interval<double>(value->doubles.low, value->doubles.high))
                        : std::nullopt;
    }
    [[nodiscard]] Truth truth(std::string_view name) const
    {
        const ExprValue* value = find(name);
        return value == nullptr || value->kind != ExprKind::Bool
                   ? (value != nullptr && value->isError() ? Truth::False : Truth::Open)
                   : value->truth;
    }
    /// Ids of the options that remain; all of them if nothing is known.
    [[nodiscard]] std::vector<std::string> options(std::string_view name) const
    {
        std::vector<std::string> ids;
        const auto slot = m_model.slotOf(key(name));
        if (slot) {
            const ExprValue& value = m_model.values()[*slot];
            const Attribute& attribute = m_model.attributeOf(*slot);
            for (std::size_t i = 0; i < attribute.options.size(); ++i) {
                if (value.kind != ExprKind::Choice || ((value.options.possible >> i) & 1U) != 0) {
                    ids.push_back(attribute.options[i].id);
                }
            }
        }
        return ids;
    }

private:
    [[nodiscard]] bool isSaid(SlotId slot) const
    {
        return m_model.resolution(slot).knowing == Knowing::Known || m_model.isComputed(slot);
    }

    const Model& m_model;
    SubjectKey m_subject;
};

/// A workload on the fabric.
struct Tenant
{
    const WorkloadDemand* demand = nullptr;
    bool surely = true;        ///< that it uses the fabric
    Truth aware = Truth::Open; ///< of the topology, when its jobs are placed
    Truth storageElsewhere = Truth::Open;
};

Truth usesFabric(const Facts& workload, const SubjectKey& fabric)
{
    const ExprValue* value = workload.find("fabric");
    if (value == nullptr || value->isError()) {
        return Truth::False;
    }
    if (value->kind != ExprKind::Object) {
        return Truth::Open;
    }
    return value->object->id == fabric.id ? Truth::True : Truth::False;
}

Truth storageElsewhere(const Model& model, const Facts& workload)
{
    const ExprValue* value = workload.find("storage");
    if (value == nullptr || value->kind != ExprKind::Object) {
        return Truth::Open;
    }
    return Facts(model, model.subjectOf(*value->object)).truth("separate_network");
}

std::vector<Tenant>
tenantsOf(const Model& model, const std::vector<WorkloadDemand>& demands, FabricLoad& load)
{
    std::vector<Tenant> tenants;
    for (const WorkloadDemand& demand : demands) {
        const Facts facts(model, demand.subject);
        const Truth uses = usesFabric(facts, load.fabric);
        if (uses == Truth::False) {
            continue;
        }
        if (demand.demand.flows.empty()) {
            load.notCounted.push_back(demand.subject);
            continue;
        }
        tenants.push_back({&demand,
                           uses == Truth::True,
                           facts.truth("topology_aware"),
                           storageElsewhere(model, facts)});
    }
    return tenants;
}

/// Whether traffic that is not between accelerators is carried too.
Truth carriesAll(const std::vector<std::string>& roles)
{
    const auto isGeneral = [](const std::string& role) {
        return role == "general" || role == "converged";
    };
    if (std::all_of(roles.begin(), roles.end(), isGeneral)) {
        return Truth::True;
    }
    return std::any_of(roles.begin(), roles.end(), isGeneral) ? Truth::Open : Truth::False;
}

Interval<double> balancingEfficiency(const std::vector<std::string>& options)
{
    const std::map<std::string_view, LoadBalancing> kinds{
        {"static-ecmp", LoadBalancing::StaticEcmp},
        {"many-flow-ecmp", LoadBalancing::ManyFlows},
        {"flowlet", LoadBalancing::ManyFlows},
        {"per-packet", LoadBalancing::PerPacket}};
    std::optional<Interval<double>> range;
    for (const std::string& option : options) {
        const auto found = kinds.find(option);
        if (found != kinds.end()) {
            const Interval<double> one = efficiency(found->second);
            range = range ? hull(*range, one) : one;
        }
    }
    return range.value_or(
        hull(efficiency(LoadBalancing::StaticEcmp), efficiency(LoadBalancing::PerPacket)));
}

std::uint32_t whole(double value)
{
    return static_cast<std::uint32_t>(std::clamp(value, 0.0, 1e9));
}

/// The counts of a fabric at one end of what is known: more and faster is kind.
std::optional<ClosShape> shapeOf(const Facts& facts, End end, std::vector<FactKey>& missing)
{
    const auto read = [&](std::string_view name) {
        const auto range = facts.number(name);
        if (!range) {
            missing.push_back(facts.key(name));
            return 0.0;
        }
        return end == End::Kind ? range->high() : range->low();
    };
    ClosShape clos;
    const bool oneLayer = read("tiers") == 1;
    clos.leaves = whole(read("leaf_count"));
    clos.endpointsPerLeaf = whole(read("leaf_downlinks"));
    clos.endpointSpeed = DataRate::fromBase(read("leaf_downlink_speed"));
    if (!oneLayer) {
        clos.spines = whole(read("spine_count"));
        clos.leafUplinks = whole(read("leaf_uplinks"));
        clos.leafUplinkSpeed = DataRate::fromBase(read("leaf_uplink_speed"));
    }
    clos.endpoints = whole(static_cast<double>(clos.leaves) * clos.endpointsPerLeaf);
    return missing.empty() ? std::optional(clos) : std::nullopt;
}

bool isOwn(FlowEnd at)
{
    return at == FlowEnd::Accelerators || at == FlowEnd::Servers;
}

/// One end of what is possible, and what open questions come to there.
struct Side
{
    End end = End::Kind;
    Truth carriesAll = Truth::Open;

    [[nodiscard]] bool isHarsh() const { return end == End::Harsh; }
    [[nodiscard]] bool maybe(Truth truth) const
    {
        return truth == Truth::True || (truth == Truth::Open && isHarsh());
    }
    template <class T>
    [[nodiscard]] T pick(Interval<T> range) const
    {
        return isHarsh() ? range.high() : range.low();
    }
};

/// Whether the fabric carries a flow of a workload; more is harsh.
bool isCarried(const Tenant& tenant, const Flow& flow, const Side& side)
{
    if (isOwn(flow.from) && isOwn(flow.to)) {
        return true;
    }
    // What does not touch the servers of the workload is not a matter of this fabric.
    if ((!isOwn(flow.from) && !isOwn(flow.to)) || !side.maybe(side.carriesAll)) {
        return false;
    }
    const bool isStorage = flow.pattern == TrafficPattern::ServerToStorage;
    const Truth elsewhere = isStorage ? tenant.storageElsewhere : Truth::False;
    return elsewhere == Truth::False || (elsewhere == Truth::Open && side.isHarsh());
}

OtherEnd otherEndOf(const Flow& flow)
{
    if (isOwn(flow.from) && isOwn(flow.to)) {
        return OtherEnd::Servers;
    }
    return flow.pattern == TrafficPattern::ServerToStorage ? OtherEnd::Storage : OtherEnd::Outside;
}

Job jobOf(const Tenant& tenant, const Side& side, DataRate portSpeed)
{
    constexpr double kMostPorts = 1024;
    const DemandInputs& taken = tenant.demand->taken;
    const double perServer = taken.range(Input::DomainAccelerators).high();
    const double adapter = side.pick(taken.range(Input::AdapterRate));
    Job job;
    job.servers = static_cast<std::uint64_t>(
        std::ceil(side.pick(taken.range(Input::Accelerators)) / perServer));
    job.portsOfServer = static_cast<std::uint32_t>(
        std::clamp(std::round(perServer * adapter / portSpeed.base()), 1.0, kMostPorts));
    job.sideBySide =
        tenant.aware == Truth::True || (tenant.aware == Truth::Open && !side.isHarsh());
    for (const Flow& flow : tenant.demand->demand.flows) {
        const OtherEnd other = otherEndOf(flow);
        if (!isCarried(tenant, flow, side) || (other == OtherEnd::Servers && job.servers < 2)) {
            continue;
        }
        const DataRate mean = side.pick(flow.mean.range());
        job.flows.push_back({tenant.demand->subject.id + "." + flow.id,
                             other,
                             isOwn(flow.from),
                             flow.betweenNeighbours,
                             mean,
                             std::max(mean, side.pick(flow.burst.range()))});
    }
    return job;
}

/// What a workload asks for on average over what its adapters carry: least over most at the kind
/// end, most over least at the harsh one.
double askedOverCarried(const Tenant& tenant, const Job& job, const Side& side)
{
    const DemandInputs& taken = tenant.demand->taken;
    const Side other{side.isHarsh() ? End::Kind : End::Harsh, side.carriesAll};
    const double carried =
        other.pick(taken.range(Input::Accelerators)) * other.pick(taken.range(Input::AdapterRate));
    return asked(job).base() / carried;
}

/// The case at one end; a problem instead if the ports do not suffice.
std::optional<FabricCase> caseOf(const ClosShape& shape,
                                 End end,
                                 const std::vector<Tenant>& tenants,
                                 const Facts& facts,
                                 FabricLoad& load)
{
    const Side side{end, carriesAll(facts.options("role"))};
    std::vector<Job> jobs;
    std::vector<Excess> excesses;
    for (const Tenant& tenant : tenants) {
        if (!tenant.surely && !side.isHarsh()) {
            continue;
        }
        jobs.push_back(jobOf(tenant, side, shape.endpointSpeed));
        const double ratio = askedOverCarried(tenant, jobs.back(), side);
        if (ratio > 1) {
            excesses.push_back({tenant.demand->subject, ratio});
        }
    }
    Placement placement = placeJobs(shape, jobs);
    if (placement.ports > shape.endpoints) {
        load.state = FabricLoad::State::TooFewPorts;
        load.problem = std::string("its workloads ") + (side.isHarsh() ? "may need " : "need ") +
                       grouped(static_cast<std::int64_t>(placement.ports)) +
                       " ports for servers, and it has " + grouped(shape.endpoints);
        return std::nullopt;
    }
    const Interval<double> balancing = balancingEfficiency(facts.options("load_balancing"));
    return FabricCase{NetworkLoad(closTopology(shape), std::move(placement.flows)),
                      side.isHarsh() ? balancing.low() : balancing.high(),
                      std::move(excesses)};
}

void setNotComputed(FabricLoad& load, std::string problem)
{
    load.state = FabricLoad::State::NotComputed;
    load.problem = std::move(problem);
}

FabricLoad
loadOf(const Model& model, const std::vector<WorkloadDemand>& demands, const Subject& fabric)
{
    FabricLoad load;
    load.fabric = fabric.key;
    load.title = fabric.title;
    const Facts facts(model, fabric.key);
    const std::vector<Tenant> tenants = tenantsOf(model, demands, load);
    if (tenants.empty() && load.notCounted.empty()) {
        load.state = FabricLoad::State::Unused;
        load.problem = "no workload uses it";
        return load;
    }
    if (tenants.empty()) {
        setNotComputed(load, "the flows of its workloads are not known");
        return load;
    }
    const auto tiers = facts.number("tiers");
    if (tiers && tiers->high() > 2) {
        setNotComputed(load, "loads are computed for one and two layers of switches");
        return load;
    }
    const auto kind = shapeOf(facts, End::Kind, load.missing);
    if (!kind) {
        std::sort(load.missing.begin(), load.missing.end());
        setNotComputed(load, "its switches are not known well enough");
        return load;
    }
    const auto harsh = shapeOf(facts, End::Harsh, load.missing);
    try {
        load.kind = caseOf(*kind, End::Kind, tenants, facts, load);
        if (load.kind) {
            load.harsh = caseOf(*harsh, End::Harsh, tenants, facts, load);
        }
    } catch (const Error& error) {
        setNotComputed(load, error.message());
    }
    return load;
}

} // namespace

std::vector<FabricLoad> fabricLoads(const LiveAssessment& live)
{
    const std::vector<WorkloadDemand> demands = live.demands();
    std::vector<FabricLoad> loads;
    for (const auto& [key, subject] : live.impl().facts->subjects()) {
        if (key.kind == "fabric") {
            loads.push_back(loadOf(*live.impl().model, demands, subject));
        }
    }
    return loads;
}

} // namespace netready
