// SPDX-License-Identifier: Apache-2.0
#include "core/assessment/fabric_load.h"

#include "core/assessment/live_assessment.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/network/clos_topology.h"
#include "core/network/load_balancing.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>

namespace netready {

namespace {

/// Which end of what is possible is taken.
enum class End
{
    Kind,
    Harsh
};

/// Exchanges in which each accelerator talks to its neighbours.
constexpr std::array<std::string_view, 4> kNeighbourly{
    "data-parallel", "tensor-parallel", "pipeline-parallel", "context-parallel"};

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
tenantsOf(const Model& model, const std::vector<WorkloadDemand>& demands, const SubjectKey& fabric)
{
    std::vector<Tenant> tenants;
    for (const WorkloadDemand& demand : demands) {
        const Facts facts(model, demand.subject);
        const Truth uses = usesFabric(facts, fabric);
        if (uses != Truth::False && !demand.demand.flows.empty()) {
            tenants.push_back({&demand,
                               uses == Truth::True,
                               facts.truth("topology_aware"),
                               storageElsewhere(model, facts)});
        }
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

/// Hands out the ports of a fabric and writes the flows between them.
class Placement
{
public:
    Placement(const ClosShape& shape, End end)
        : m_shape(shape)
        , m_end(end)
    {}

    void place(const Tenant& tenant, Truth carriesAll);
    /// The last ports: storage and everything outside, each with as many as its traffic needs.
    void close();

    [[nodiscard]] std::uint64_t portsNeeded() const { return m_next; }
    [[nodiscard]] const std::vector<FlowAggregate>& flows() const { return m_flows; }
    [[nodiscard]] const std::vector<Excess>& excesses() const { return m_excesses; }

private:
    using Ports = std::vector<std::uint32_t>;
    /// A flow whose other end gets its ports last.
    struct HalfPlaced
    {
        FlowAggregate flow;
        bool fromOutside = false;
        bool storage = false;
    };

    [[nodiscard]] bool isHarsh() const { return m_end == End::Harsh; }
    [[nodiscard]] bool maybe(Truth truth) const
    {
        return truth == Truth::True || (truth == Truth::Open && isHarsh());
    }
    /// A flow of a workload that the fabric carries.
    struct Part
    {
        const Flow* flow = nullptr;
        FlowAggregate rates;
        bool fromOwn = false; ///< from the servers of the workload
        bool toOwn = false;
    };

    [[nodiscard]] Ports take(std::uint64_t count);
    [[nodiscard]] bool isCarried(const Tenant& tenant, const Flow& flow, Truth carriesAll) const;
    void fitToPorts(std::vector<Part>& parts, DataRate capacity, Excess& excess) const;
    [[nodiscard]] FlowAggregate ratesOf(const Tenant& tenant, const Flow& flow) const;
    void addExchange(const Tenant& tenant,
                     const Flow& flow,
                     FlowAggregate rates,
                     const Ports& ports,
                     std::size_t portsOfServer);

    const ClosShape& m_shape;
    End m_end;
    std::uint64_t m_next = 0;
    std::vector<FlowAggregate> m_flows;
    std::vector<HalfPlaced> m_halfPlaced;
    std::vector<Excess> m_excesses;
};

Placement::Ports Placement::take(std::uint64_t count)
{
    Ports ports(static_cast<std::size_t>(std::min<std::uint64_t>(count, kMaxEndpoints)));
    std::iota(ports.begin(), ports.end(), static_cast<std::uint32_t>(m_next));
    m_next += count;
    return ports;
}

FlowAggregate Placement::ratesOf(const Tenant& tenant, const Flow& flow) const
{
    const Interval<DataRate> mean = flow.mean.range();
    const Interval<DataRate> burst = flow.burst.range();
    FlowAggregate rates;
    rates.name = tenant.demand->subject.id + "." + flow.id;
    rates.mean = isHarsh() ? mean.high() : mean.low();
    rates.burst = std::max(rates.mean, isHarsh() ? burst.high() : burst.low());
    return rates;
}

void Placement::addExchange(const Tenant& tenant,
                            const Flow& flow,
                            FlowAggregate rates,
                            const Ports& ports,
                            std::size_t portsOfServer)
{
    const bool neighbourly =
        std::find(kNeighbourly.begin(), kNeighbourly.end(), flow.id) != kNeighbourly.end();
    const bool sideBySide =
        tenant.aware == Truth::True || (tenant.aware == Truth::Open && !isHarsh());
    if (!neighbourly || !sideBySide) {
        rates.sources = ports;
        rates.destinations = ports;
        m_flows.push_back(std::move(rates));
        return;
    }
    // One ring for each port of a server, over all servers.
    rates.pattern = Pattern::Ring;
    rates.mean = rates.mean / static_cast<double>(portsOfServer);
    rates.burst = rates.burst / static_cast<double>(portsOfServer);
    for (std::size_t port = 0; port < portsOfServer; ++port) {
        FlowAggregate ring = rates;
        for (std::size_t i = port; i < ports.size(); i += portsOfServer) {
            ring.sources.push_back(ports[i]);
        }
        m_flows.push_back(std::move(ring));
    }
}

/// Whether the fabric carries a flow between servers of a workload and something else.
bool Placement::isCarried(const Tenant& tenant, const Flow& flow, Truth carriesAll) const
{
    const bool storage = flow.pattern == TrafficPattern::ServerToStorage;
    const Truth elsewhere = storage ? tenant.storageElsewhere : Truth::False;
    return maybe(carriesAll) && elsewhere != Truth::True &&
           (elsewhere == Truth::False || isHarsh());
}

/// Servers cannot send or receive more than their ports carry: exchanges of a job take turns, and
/// what is asked beyond that is not moved.
void Placement::fitToPorts(std::vector<Part>& parts, DataRate capacity, Excess& excess) const
{
    for (const Moment moment : {Moment::Mean, Moment::Burst}) {
        DataRate out;
        DataRate in;
        const auto rateOf = [&](Part& part) -> DataRate& {
            return moment == Moment::Mean ? part.rates.mean : part.rates.burst;
        };
        for (Part& part : parts) {
            out = part.fromOwn ? out + rateOf(part) : out;
            in = part.toOwn ? in + rateOf(part) : in;
        }
        const double most = std::max(out, in) / capacity;
        excess.ratio = moment == Moment::Mean ? std::max(excess.ratio, most) : excess.ratio;
        for (Part& part : parts) {
            const double sent = part.fromOwn ? out / capacity : 0;
            const double received = part.toOwn ? in / capacity : 0;
            rateOf(part) = rateOf(part) / std::max({1.0, sent, received});
        }
    }
    for (Part& part : parts) {
        part.rates.burst = std::max(part.rates.burst, part.rates.mean);
    }
}

void Placement::place(const Tenant& tenant, Truth carriesAll)
{
    if (!tenant.surely && !isHarsh()) {
        return;
    }
    const DemandInputs& taken = tenant.demand->taken;
    const Interval<double> accelerators = taken.range(Input::Accelerators);
    const double perServer = taken.range(Input::DomainAccelerators).high();
    const double servers =
        std::ceil((isHarsh() ? accelerators.high() : accelerators.low()) / perServer);
    const Interval<double> adapter = taken.range(Input::AdapterRate);
    const double rate = isHarsh() ? adapter.high() : adapter.low();
    const auto portsOfServer = static_cast<std::size_t>(
        std::clamp(std::round(perServer * rate / m_shape.endpointSpeed.base()), 1.0, 1024.0));
    const Ports ports = take(static_cast<std::uint64_t>(servers) * portsOfServer);
    const auto isOwn = [](FlowEnd at) {
        return at == FlowEnd::Accelerators || at == FlowEnd::Servers;
    };
    std::vector<Part> parts;
    for (const Flow& flow : tenant.demand->demand.flows) {
        Part part{&flow, ratesOf(tenant, flow), isOwn(flow.from), isOwn(flow.to)};
        const bool inside = part.fromOwn && part.toOwn;
        // What does not touch the servers of the workload is not a matter of this fabric.
        const bool counts =
            inside ? servers >= 2
                   : (part.fromOwn || part.toOwn) && isCarried(tenant, flow, carriesAll);
        if (counts && part.rates.burst > DataRate()) {
            parts.push_back(std::move(part));
        }
    }
    Excess excess{tenant.demand->subject, 0};
    fitToPorts(parts, static_cast<double>(ports.size()) * m_shape.endpointSpeed, excess);
    if (excess.ratio > 1) {
        m_excesses.push_back(excess);
    }
    for (Part& part : parts) {
        if (part.fromOwn && part.toOwn) {
            addExchange(tenant, *part.flow, std::move(part.rates), ports, portsOfServer);
            continue;
        }
        HalfPlaced half{std::move(part.rates),
                        part.toOwn,
                        part.flow->pattern == TrafficPattern::ServerToStorage};
        (half.fromOutside ? half.flow.destinations : half.flow.sources) = ports;
        m_halfPlaced.push_back(std::move(half));
    }
}

void Placement::close()
{
    for (const bool storage : {true, false}) {
        DataRate in;
        DataRate out;
        for (const HalfPlaced& half : m_halfPlaced) {
            if (half.storage == storage) {
                DataRate& sum = half.fromOutside ? out : in;
                sum = sum + half.flow.burst;
            }
        }
        const double needed = std::ceil(std::max(in, out) / m_shape.endpointSpeed);
        if (needed <= 0) {
            continue;
        }
        const Ports ports = take(static_cast<std::uint64_t>(std::max(2.0, needed)));
        for (HalfPlaced& half : m_halfPlaced) {
            if (half.storage == storage) {
                (half.fromOutside ? half.flow.sources : half.flow.destinations) = ports;
                m_flows.push_back(std::move(half.flow));
            }
        }
    }
}

/// The case at one end; a problem instead if the ports do not suffice.
std::optional<FabricCase> caseOf(const ClosShape& shape,
                                 End end,
                                 const std::vector<Tenant>& tenants,
                                 const Facts& facts,
                                 FabricLoad& load)
{
    Placement placement(shape, end);
    const Truth all = carriesAll(facts.options("role"));
    for (const Tenant& tenant : tenants) {
        placement.place(tenant, all);
    }
    placement.close();
    if (placement.portsNeeded() > shape.endpoints) {
        load.portsShort = true;
        load.problem = std::string("its workloads ") + (end == End::Kind ? "need " : "may need ") +
                       grouped(static_cast<std::int64_t>(placement.portsNeeded())) +
                       " ports for servers, and it has " + grouped(shape.endpoints);
        return std::nullopt;
    }
    const Interval<double> balancing = balancingEfficiency(facts.options("load_balancing"));
    return FabricCase{NetworkLoad(closTopology(shape), placement.flows()),
                      end == End::Kind ? balancing.high() : balancing.low(),
                      placement.excesses()};
}

FabricLoad
loadOf(const Model& model, const std::vector<WorkloadDemand>& demands, const Subject& fabric)
{
    FabricLoad load;
    load.fabric = fabric.key;
    load.title = fabric.title;
    const Facts facts(model, fabric.key);
    const std::vector<Tenant> tenants = tenantsOf(model, demands, fabric.key);
    if (tenants.empty()) {
        load.problem = "no workload of a known class uses it";
        return load;
    }
    const auto tiers = facts.number("tiers");
    if (tiers && tiers->high() > 2) {
        load.problem = "loads are computed for one and two layers of switches";
        return load;
    }
    const auto kind = shapeOf(facts, End::Kind, load.missing);
    if (!kind) {
        std::sort(load.missing.begin(), load.missing.end());
        load.problem = "its switches are not known well enough";
        return load;
    }
    const auto harsh = shapeOf(facts, End::Harsh, load.missing);
    try {
        load.kind = caseOf(*kind, End::Kind, tenants, facts, load);
        if (load.kind) {
            load.harsh = caseOf(*harsh, End::Harsh, tenants, facts, load);
        }
    } catch (const Error& error) {
        load.problem = error.message();
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
