// SPDX-License-Identifier: Apache-2.0
#include "core/assessment/fabric_load.h"

#include "core/assessment/live_assessment.h"
#include "core/assessment/subject_facts.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/network/load_balancing.h"

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

/// A workload on the fabric.
struct Tenant
{
    SubjectKey subject;
    const PhaseDemand* workload = nullptr;
    bool surely = true;             ///< that it uses the fabric
    std::optional<double> adapters; ///< of an accelerator, or of a server without
    Truth aware = Truth::Open;      ///< of the topology, when its jobs are placed
    Truth storageElsewhere = Truth::Open;
};

/// What ports are counted by: accelerators, or servers where a class has none.
Input unitOf(const Tenant& tenant)
{
    const InputSet& inputs = inputSetOf(tenant.workload->workloadClass);
    const auto reads = [&](Input input) { return inputs.test(static_cast<std::size_t>(input)); };
    return reads(Input::Nodes) && !reads(Input::Accelerators) ? Input::Nodes : Input::Accelerators;
}

/// Accelerators that share the ports of a server.
double unitsOfServer(const Tenant& tenant)
{
    return unitOf(tenant) == Input::Accelerators
               ? tenant.workload->taken.range(Input::DomainAccelerators).high()
               : 1;
}

/// Interfaces of one unit: its adapters, or as many ports as carry its rate if they are not known.
double interfacesOf(const Tenant& tenant, double adapterRate, DataRate interfaceSpeed)
{
    return tenant.adapters.value_or(adapterRate / interfaceSpeed.base());
}

Truth usesFabric(const SubjectFacts& workload, const SubjectKey& fabric)
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

std::optional<double> adaptersOf(const SubjectFacts& workload)
{
    const auto number = workload.number("nics_per_accelerator");
    return number && number->isPoint() && number->low() > 0 ? std::optional(number->low())
                                                            : std::nullopt;
}

Truth storageElsewhere(const Model& model, const SubjectFacts& workload, std::vector<SlotId>& read)
{
    const ExprValue* value = workload.find("storage");
    if (value == nullptr || value->kind != ExprKind::Object) {
        return Truth::Open;
    }
    return SubjectFacts(model, *value->object, read).truth("separate_network");
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

/// Whether it matters that nobody spoke of rails and planes.
bool mayServeAccelerators(const SubjectFacts& fabric)
{
    const std::vector<std::string> roles = fabric.options("role");
    return std::any_of(roles.begin(), roles.end(), [](const std::string& role) {
        return role == "accelerator" || role == "converged";
    });
}

/// The counts of a fabric at one end of what is known: more and faster is kind.
std::optional<ClosShape> shapeOf(const SubjectFacts& facts, End end, std::vector<FactKey>& missing)
{
    const auto read = [&](std::string_view name) {
        const auto range = facts.number(name);
        if (!range) {
            missing.push_back(facts.key(name));
            return 0.0;
        }
        return end == End::Kind ? range->high() : range->low();
    };
    // More is neither kind nor harsh: how jobs stand follows from it.
    const auto exact = [&](std::string_view name) {
        const auto range = facts.number(name);
        if (!range || !range->isPoint()) {
            missing.push_back(facts.key(name));
        }
        return range ? range->low() : 0.0;
    };
    const bool mayServe = mayServeAccelerators(facts);
    const auto parts = [&](std::string_view name) {
        const bool isRead = facts.isSaid(name) || name == "leaf_homing" || mayServe;
        return isRead && facts.number(name) ? std::max(1U, whole(exact(name))) : 1U;
    };
    ClosShape clos;
    clos.planes = parts("planes");
    clos.leavesPerEndpoint = parts("leaf_homing");
    const auto inPlane = [&](std::string_view name) {
        const double count = read(name) / clos.planes;
        return whole(end == End::Kind ? std::ceil(count) : std::floor(count));
    };
    const double layers = exact("tiers");
    const double tiers = layers > 0 ? layers : 2; // what nobody counted has leaves and spines
    clos.leaves = inPlane("leaf_count");
    clos.endpointsPerLeaf = whole(exact("leaf_downlinks"));
    clos.endpointSpeed = DataRate::fromBase(exact("leaf_downlink_speed"));
    if (tiers > 1) {
        clos.spines = inPlane("spine_count");
        clos.leafUplinks = whole(read("leaf_uplinks"));
        clos.leafUplinkSpeed = DataRate::fromBase(read("leaf_uplink_speed"));
    }
    if (tiers > 2) {
        clos.pods = whole(exact("pod_count"));
        static_cast<void>(exact("core_count"));
        clos.cores = inPlane("core_count");
        clos.spineUplinks = whole(exact("spine_uplinks"));
        clos.spineUplinkSpeed = DataRate::fromBase(read("spine_uplink_speed"));
    }
    const std::uint32_t rails = parts("rails");
    if (rails > 1) {
        static_cast<void>(exact("leaf_count"));
    }
    if (clos.leaves % (rails * clos.leavesPerEndpoint) == 0) {
        clos.rails = rails;
    }
    clos.endpoints =
        whole(static_cast<double>(clos.leaves) * clos.endpointsPerLeaf / clos.leavesPerEndpoint);
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

/// What the flows of a workload that the fabric may carry, and its ports, rest on.
InputSet inputsOf(const Tenant& tenant, Truth carriesAll)
{
    InputSet inputs = only(Input::AdapterRate) | only(unitOf(tenant));
    if (unitOf(tenant) == Input::Accelerators) {
        inputs |= only(Input::DomainAccelerators);
    }
    for (const Flow& flow : tenant.workload->demand.flows) {
        if (isCarried(tenant, flow, {End::Harsh, carriesAll})) {
            inputs |= flow.mean.from() | flow.burst.from();
        }
    }
    return inputs;
}

std::vector<Tenant> tenantsOf(const Model& model,
                              const std::vector<const PhaseDemand*>& demands,
                              Truth carriesAll,
                              FabricLoad& load)
{
    std::vector<Tenant> tenants;
    for (const PhaseDemand* const demand : demands) {
        const PhaseDemand& workload = *demand;
        const SubjectKey subject = model.subjectOf(*workload.row);
        const SubjectFacts facts(model, *workload.row, load.inputs);
        const Truth uses = usesFabric(facts, load.fabric);
        if (uses == Truth::False || workload.present == Truth::False) {
            continue;
        }
        InputSet inputs = InputSet().set(); // everything while its flows are not known
        if (workload.demand.flows.empty()) {
            load.notCounted.push_back(subject);
        } else {
            tenants.push_back({subject,
                               &workload,
                               uses == Truth::True && workload.present == Truth::True,
                               adaptersOf(facts),
                               facts.truth("topology_aware"),
                               storageElsewhere(model, facts, load.inputs)});
            inputs = inputsOf(tenants.back(), carriesAll);
        }
        const std::vector<SlotId> slots = model.slotsOf(*workload.row, inputs);
        load.inputs.insert(load.inputs.end(), slots.begin(), slots.end());
        load.inputs.insert(load.inputs.end(), workload.timing.begin(), workload.timing.end());
    }
    return tenants;
}

OtherEnd otherEndOf(const Flow& flow)
{
    if (isOwn(flow.from) && isOwn(flow.to)) {
        return OtherEnd::Servers;
    }
    return flow.pattern == TrafficPattern::ServerToStorage ? OtherEnd::Storage : OtherEnd::Outside;
}

Job jobOf(const Tenant& tenant, const Side& side, const ClosShape& shape)
{
    constexpr double kMostPorts = 1024;
    const DemandInputs& taken = tenant.workload->taken;
    const double adapter = side.pick(taken.range(Input::AdapterRate));
    Job job;
    job.owner = tenant.subject.id;
    job.servers = static_cast<std::uint64_t>(
        std::ceil(side.pick(taken.range(unitOf(tenant))) / unitsOfServer(tenant)));
    const double each = interfacesOf(tenant, adapter, shape.interfaceSpeed());
    const double ports = std::round(unitsOfServer(tenant) * each);
    job.portsOfServer = static_cast<std::uint32_t>(std::clamp(ports, 1.0, kMostPorts));
    if (tenant.adapters) {
        job.adapterSpeed = std::min(DataRate::fromBase(adapter / each), shape.interfaceSpeed());
    }
    job.railByRail = !side.isHarsh() && shape.rails > 1 && job.portsOfServer == shape.rails;
    job.sideBySide =
        tenant.aware == Truth::True || (tenant.aware == Truth::Open && !side.isHarsh());
    for (const Flow& flow : tenant.workload->demand.flows) {
        const OtherEnd other = otherEndOf(flow);
        if (!isCarried(tenant, flow, side) || (other == OtherEnd::Servers && job.servers < 2)) {
            continue;
        }
        const DataRate mean = side.pick(flow.mean.range());
        job.flows.push_back({tenant.subject.id + "." + flow.id,
                             other,
                             isOwn(flow.from),
                             flow.betweenNeighbours,
                             mean,
                             std::max(mean, side.pick(flow.burst.range()))});
    }
    return job;
}

/// What a workload asks for on average, least over most at the kind end, most over least at the
/// harsh one.
struct Asked
{
    double ofCarried = 0; ///< over what adapters and ports carry
    double ofPorts = 0;   ///< over what the ports alone would
};

Asked askedBy(const Tenant& tenant, const Job& job, const Side& side, DataRate interfaceSpeed)
{
    const DemandInputs& taken = tenant.workload->taken;
    const Side other{side.isHarsh() ? End::Kind : End::Harsh, side.carriesAll};
    const double units = other.pick(taken.range(unitOf(tenant)));
    const double adapter = other.pick(taken.range(Input::AdapterRate));
    const double ports = interfacesOf(tenant, adapter, interfaceSpeed) * interfaceSpeed.base();
    const double rate = asked(job).base();
    return {rate / (units * std::min(adapter, ports)), rate / (units * ports)};
}

/// The jobs at one end, and what they ask for beyond their ports.
struct Jobs
{
    std::vector<Job> jobs;
    Asked most;
    std::vector<Excess> excesses;
};

Jobs jobsOf(const ClosShape& shape, const Side& side, const std::vector<Tenant>& tenants)
{
    Jobs all;
    for (const Tenant& tenant : tenants) {
        if (!tenant.surely && !side.isHarsh()) {
            continue;
        }
        all.jobs.push_back(jobOf(tenant, side, shape));
        const Asked asked = askedBy(tenant, all.jobs.back(), side, shape.interfaceSpeed());
        all.most.ofCarried = std::max(all.most.ofCarried, asked.ofCarried);
        all.most.ofPorts = std::max(all.most.ofPorts, asked.ofPorts);
        if (asked.ofCarried > 1) {
            all.excesses.push_back({tenant.subject, asked.ofCarried});
        }
    }
    return all;
}

bool hasOpenSize(const Tenant& tenant)
{
    const DemandInputs& taken = tenant.workload->taken;
    const auto isOpen = [&](Input input) { return !taken.range(input).isPoint(); };
    const Input unit = unitOf(tenant);
    return !tenant.surely || isOpen(unit) || isOpen(Input::AdapterRate) ||
           (unit == Input::Accelerators && isOpen(Input::DomainAccelerators));
}

/// Whether jobs take ports for storage or outside, and how many is open.
bool hasOpenEnds(const Tenant& tenant, const Side& side)
{
    const std::vector<Flow>& flows = tenant.workload->demand.flows;
    return std::any_of(flows.begin(), flows.end(), [&](const Flow& flow) {
        return otherEndOf(flow) != OtherEnd::Servers && isCarried(tenant, flow, side) &&
               (!flow.burst.range().isPoint() || !flow.mean.range().isPoint());
    });
}

bool haveOpenSizes(const std::vector<Tenant>& tenants, Truth carriesAll)
{
    const Side harsh{End::Harsh, carriesAll};
    return std::any_of(tenants.begin(), tenants.end(), [&](const Tenant& tenant) {
        return hasOpenSize(tenant) || hasOpenEnds(tenant, harsh);
    });
}

/// What holds for the fabric whatever runs on it.
struct Circumstances
{
    Interval<double> balancing; ///< usable share; less is harsh
    Truth feedsSplit = Truth::Open;
    bool isOpen = false;    ///< jobs may stand in many ways
    bool railsOpen = false; ///< nobody said whether there are rails
};

/// What nobody said of the ways of a server.
void addOpenWays(const SubjectFacts& facts, Circumstances& around, FabricLoad& load)
{
    const bool mayServe = mayServeAccelerators(facts);
    around.railsOpen = mayServe && !facts.isSaid("rails");
    load.mostWays =
        (facts.isSaid("leaf_homing") ? 1U : 2U) * (mayServe && !facts.isSaid("planes") ? 2U : 1U);
}

/// Whether each switch hangs on one of two feeds.
Truth feedsSplit(const std::vector<std::string>& options)
{
    const bool maySplit = std::find(options.begin(), options.end(), "split") != options.end();
    if (!maySplit) {
        return Truth::False;
    }
    return options.size() == 1 ? Truth::True : Truth::Open;
}

/// The case at one end; a problem instead if the ports do not suffice.
std::optional<FabricCase> caseOf(const ClosShape& shape,
                                 const Side& side,
                                 const std::vector<Tenant>& tenants,
                                 const Circumstances& around,
                                 FabricLoad& load)
{
    Jobs jobs = jobsOf(shape, side, tenants);
    const std::uint64_t each = shape.portsOfEndpoint();
    const DataRate speed = shape.interfaceSpeed();
    const bool isMost = around.isOpen && side.isHarsh();
    const std::uint64_t ports =
        each * (isMost ? mostPortsNeeded(jobs.jobs, speed) : portsNeeded(jobs.jobs, speed));
    const auto add = [](std::optional<Interval<double>>& range, double low, double high) {
        const Interval<double> more(low, high);
        range = range ? hull(*range, more) : more;
    };
    const auto needed = static_cast<double>(ports);
    add(load.ports, needed, needed * load.mostWays);
    add(load.asked, jobs.most.ofCarried, jobs.most.ofCarried);
    const std::uint64_t most = ports * (side.isHarsh() ? load.mostWays : 1U);
    if (most > each * shape.endpoints) {
        load.state = FabricLoad::State::TooFewPorts;
        load.problem = std::string("its workloads ") + (side.isHarsh() ? "may need " : "need ") +
                       grouped(static_cast<std::int64_t>(most)) +
                       " ports for servers, and it has " +
                       grouped(static_cast<std::int64_t>(each * shape.endpoints));
        return std::nullopt;
    }
    std::optional<PortUse> anyPort;
    if (around.isOpen || (around.railsOpen && !side.isHarsh())) {
        const double share = std::min(1.0, jobs.most.ofPorts);
        anyPort = PortUse{share, side.isHarsh() ? 1 : share};
    }
    return FabricCase{shape,
                      std::move(jobs.jobs),
                      side.isHarsh() ? around.balancing.low() : around.balancing.high(),
                      side.maybe(around.feedsSplit),
                      jobs.most.ofCarried,
                      std::move(jobs.excesses),
                      anyPort};
}

/// The most that a port for storage or outside may carry on average.
double mostOfOtherPorts(const FabricCase& kind, const FabricCase& harsh, OtherEnd other)
{
    const DataRate speed = harsh.shape.interfaceSpeed();
    const auto ports = std::max(std::uint64_t{2}, portsNeeded(kind.jobs, other, speed));
    return std::min(1.0, asked(harsh.jobs, other) / (static_cast<double>(ports) * speed));
}

/// Adds what ports for storage and outside carry at most, and how unevenly cables may lie.
void boundOtherPorts(const FabricCase& kind, FabricCase& harsh)
{
    PortUse& port = *harsh.anyPort;
    for (const OtherEnd other : {OtherEnd::Storage, OtherEnd::Outside}) {
        port.mean = std::max(port.mean, mostOfOtherPorts(kind, harsh, other));
    }
    port.uneven = worstSpread(kind.shape, harsh.shape);
}

void setNotComputed(FabricLoad& load, std::string problem)
{
    load.state = FabricLoad::State::NotComputed;
    load.problem = std::move(problem);
}

/// Errors: InvalidInput if the counts do not fit each other, or leave servers apart
void checkJoined(const ClosShape& shape)
{
    check(shape);
    // Where every switch has a cable to each one above, nothing can be apart.
    if (shape.leafUplinks < shape.spines / shape.pods || shape.spineUplinks < shape.cores) {
        static_cast<void>(closTopology(shape));
    }
}

/// Fills in the cases of a load, or why there are none.
void layFlows(const Model& model,
              const std::vector<const PhaseDemand*>& demands,
              const ObjectRow& fabric,
              FabricLoad& load)
{
    const SubjectFacts facts(model, fabric, load.inputs);
    const Truth carries = carriesAll(facts.options("role"));
    const std::vector<Tenant> tenants = tenantsOf(model, demands, carries, load);
    if (tenants.empty() && load.notCounted.empty()) {
        load.state = FabricLoad::State::Unused;
        load.problem = "no workload uses it";
        return;
    }
    if (tenants.empty()) {
        setNotComputed(load, "the flows of its workloads are not known");
        return;
    }
    const auto tiers = facts.number("tiers");
    if (tiers && tiers->high() > 3) {
        setNotComputed(load, "loads are computed for up to three layers of switches");
        return;
    }
    const auto kind = shapeOf(facts, End::Kind, load.missing);
    if (!kind) {
        std::sort(load.missing.begin(), load.missing.end());
        load.inputs.clear();
        for (const FactKey& key : load.missing) {
            if (const auto slot = model.slotOf(key)) {
                load.inputs.push_back(*slot);
            }
        }
        setNotComputed(load, "its switches are not known well enough");
        return;
    }
    const auto harsh = shapeOf(facts, End::Harsh, load.missing);
    Circumstances around{balancingEfficiency(facts.options("load_balancing")),
                         feedsSplit(facts.options("switch_feeds")),
                         *kind != *harsh || haveOpenSizes(tenants, carries)};
    addOpenWays(facts, around, load);
    try {
        checkJoined(*kind);
        checkJoined(*harsh);
    } catch (const Error& error) {
        setNotComputed(load, error.message());
        return;
    }
    load.kindShape = kind;
    load.harshShape = harsh;
    load.kind = caseOf(*kind, {End::Kind, carries}, tenants, around, load);
    const std::string problem = load.problem;
    load.harsh = caseOf(*harsh, {End::Harsh, carries}, tenants, around, load);
    if (!load.kind) {
        load.harsh.reset();
        load.problem = problem;
    }
    if (load.harsh && load.harsh->anyPort) {
        boundOtherPorts(*load.kind, *load.harsh);
    }
}

} // namespace

double worstSpread(const ClosShape& kind, const ClosShape& harsh)
{
    const auto spread = [](std::uint32_t cables, std::uint32_t switches) {
        const double even = static_cast<double>(cables) / switches;
        return cables < switches ? 2 : std::ceil(even) / std::floor(even);
    };
    double worst = kind.cores > 0 ? spread(kind.spineUplinks, kind.cores) : 1;
    for (std::uint32_t spines = harsh.spines; spines > 0 && spines <= kind.spines; ++spines) {
        for (std::uint32_t cables = harsh.leafUplinks; cables <= kind.leafUplinks; ++cables) {
            worst = std::max(worst, spread(cables, std::max(1U, spines / kind.pods)));
        }
    }
    return worst;
}

NetworkLoad FabricCase::network() const
{
    Placement placement = placeJobs(shape, jobs);
    ClosShape used = shape;
    used.endpoints =
        static_cast<std::uint32_t>(std::clamp<std::uint64_t>(placement.ports, 1, shape.endpoints));
    return {closTopology(used), std::move(placement.flows)};
}

FabricLoad fabricLoad(const Model& model,
                      const std::vector<const PhaseDemand*>& demands,
                      const ObjectRow& fabric)
{
    FabricLoad load;
    load.fabric = model.subjectOf(fabric);
    layFlows(model, demands, fabric, load);
    sortOnce(load.inputs);
    return load;
}

FabricShapes fabricShapes(const LiveAssessment& live, const SubjectKey& fabric)
{
    FabricShapes shapes;
    std::vector<SlotId> read;
    const Model& model = *live.impl().model;
    const ObjectRow* row = model.rowOf(fabric);
    if (row == nullptr) {
        return shapes;
    }
    const SubjectFacts facts(model, *row, read);
    const auto tiers = facts.number("tiers");
    if (tiers && tiers->low() > 3) {
        shapes.problem = "fabrics are drawn with up to three layers of switches";
        return shapes;
    }
    const auto kind = shapeOf(facts, End::Kind, shapes.missing);
    if (!kind) {
        std::sort(shapes.missing.begin(), shapes.missing.end());
        shapes.missing.erase(std::unique(shapes.missing.begin(), shapes.missing.end()),
                             shapes.missing.end());
        return shapes;
    }
    const auto harsh = shapeOf(facts, End::Harsh, shapes.missing);
    try {
        checkJoined(*kind);
        checkJoined(*harsh);
        shapes.kind = kind;
        shapes.harsh = harsh;
    } catch (const Error& error) {
        shapes.problem = error.message();
    }
    return shapes;
}

std::vector<FabricLoad> fabricLoads(const LiveAssessment& live, Phase phase)
{
    Model& model = *live.impl().model;
    const std::vector<const PhaseDemand*> demands = model.demandsIn(phase);
    std::vector<FabricLoad> loads;
    for (const auto& [key, subject] : live.impl().facts->subjects()) {
        if (const ObjectRow* row = key.kind == kFabricKind ? model.rowOf(key) : nullptr) {
            loads.push_back(fabricLoad(model, demands, *row));
            loads.back().title = subject.title;
        }
    }
    return loads;
}

std::vector<PhaseTraffic> trafficIn(const LiveAssessment& live, Phase phase)
{
    Model& model = *live.impl().model;
    std::vector<PhaseTraffic> traffic;
    for (const PhaseDemand* demand : model.demandsIn(phase)) {
        if (demand->present != Truth::False) {
            traffic.push_back({model.subjectOf(*demand->row),
                               demand->present,
                               demand->workloadClass,
                               demand->taken,
                               demand->demand});
        }
    }
    std::sort(traffic.begin(), traffic.end(), [](const PhaseTraffic& a, const PhaseTraffic& b) {
        return a.workload < b.workload;
    });
    return traffic;
}

} // namespace netready
