// SPDX-License-Identifier: Apache-2.0
// The loads of fabrics as computed attributes of them.
#include "core/assessment/fabric_load.h"
#include "core/assessment/model.h"
#include "core/assessment/subject_facts.h"
#include "core/base/error.h"

#include <algorithm>
#include <array>

namespace netready {

namespace {

constexpr std::string_view kPhaseName = "phase";

/// The growth of a workload until a phase; nothing for the first.
std::string_view growthName(Phase phase)
{
    switch (phase) {
    case Phase::Now:
        break;
    case Phase::NextYear:
        return "growth_next_year";
    case Phase::Year3:
        return "growth_year_3";
    }
    return {};
}

} // namespace

std::optional<SlotId> Model::fieldSlot(const ObjectRow& row, std::string_view name) const
{
    const auto field = m_knowledge.schema.fieldIndex(row.kind, name);
    return field ? std::optional(firstSlot(row) + *field) : std::nullopt;
}

const ObjectRow* Model::rowOf(const SubjectKey& subject) const
{
    const auto kind = m_knowledge.schema.kindIndex(subject.kind);
    if (!kind) {
        return nullptr;
    }
    const Table& table = m_tables[*kind];
    const auto found = std::find(table.subjects.begin(), table.subjects.end(), subject);
    return found == table.subjects.end()
               ? nullptr
               : &table.rows[static_cast<std::size_t>(found - table.subjects.begin())];
}

std::optional<Interval<double>> Model::ratioOf(SlotId slot) const
{
    ExprValue value = m_values[slot];
    if (const TypicalValue* usual = typical(slot)) {
        Resolution resolution;
        resolution.knowing = Knowing::Known;
        resolution.value = usual->value;
        value = toExprValue(attributeOf(slot), resolution, slot);
    }
    if (value.kind != ExprKind::Double) {
        return std::nullopt;
    }
    return Interval<double>(value.doubles.low, value.doubles.high);
}

Truth Model::isPresent(const ObjectRow& workload, Phase phase) const
{
    const auto slot = fieldSlot(workload, kPhaseName);
    if (!slot || m_resolutions[*slot].knowing != Knowing::Known ||
        m_values[*slot].kind != ExprKind::Choice) {
        return Truth::True; // what is described without a word about time is there from now on
    }
    const std::uint64_t begins = m_values[*slot].options.possible;
    const std::uint64_t upToNow = (std::uint64_t{2} << static_cast<unsigned>(phase)) - 1;
    if ((begins & upToNow) == 0) {
        return Truth::False;
    }
    return (begins & ~upToNow) == 0 ? Truth::True : Truth::Open;
}

std::optional<SlotId> Model::growthSlot(const ObjectRow& workload, Phase phase) const
{
    const bool beginsThen =
        phase != Phase::Now &&
        isPresent(workload, static_cast<Phase>(static_cast<int>(phase) - 1)) == Truth::False;
    return beginsThen ? std::nullopt : fieldSlot(workload, growthName(phase));
}

PhaseDemand Model::phaseDemand(const ObjectRow& workload, Phase phase)
{
    PhaseDemand demand;
    demand.row = &workload;
    demand.present = isPresent(workload, phase);
    const auto begins = fieldSlot(workload, kPhaseName);
    if (begins && m_resolutions[*begins].knowing == Knowing::Known) {
        demand.timing.push_back(*begins);
    }
    const std::optional<Demand>& now = demandState(workload).demand;
    if (!now || demand.present == Truth::False) {
        return demand;
    }
    demand.workloadClass = classOf(workload);
    demand.taken = demandInputs(workload);
    Interval<double> growth(1.0);
    if (const auto slot = growthSlot(workload, phase)) {
        demand.timing.push_back(*slot);
        growth = ratioOf(*slot).value_or(growth);
    }
    if (growth == Interval<double>(1.0)) {
        demand.demand = *now;
        return demand;
    }
    demand.taken = grown(demand.taken, growth);
    try {
        demand.demand = demandOf(classOf(workload), demand.taken);
    } catch (const Error&) {
        demand.demand = {}; // too large for its model; counts as not known
    }
    return demand;
}

std::vector<const PhaseDemand*> Model::demandsIn(Phase phase)
{
    std::vector<const PhaseDemand*> demands;
    for (const WorkloadState& workload : m_workloads) {
        auto& kept = demandState(*workload.row).phases.at(static_cast<std::size_t>(phase));
        if (!kept) {
            kept = phaseDemand(*workload.row, phase);
        }
        demands.push_back(&*kept);
    }
    return demands;
}

void Model::addLoadReads(const ObjectRow& row, std::vector<SlotId>& slots) const
{
    const std::string& kind = m_knowledge.schema.kinds()[row.kind].kind.id;
    for (const auto& ids : {fabricLoadReads(), fabricTransportReads()}) {
        for (const std::string_view id : ids) {
            const std::size_t dot = id.find('.');
            const auto slot =
                id.substr(0, dot) == kind ? fieldSlot(row, id.substr(dot + 1)) : std::nullopt;
            if (slot) {
                slots.push_back(*slot);
            }
        }
    }
}

std::vector<SlotId> Model::fabricReads(const ObjectRow& fabric) const
{
    std::vector<SlotId> slots;
    for (const Table& table : m_tables) {
        for (const ObjectRow& row : table.rows) {
            if (row.kind != fabric.kind || &row == &fabric) {
                addLoadReads(row, slots);
            }
            if (m_knowledge.schema.kinds()[row.kind].kind.id == kWorkloadKind && m_classField) {
                const std::vector<SlotId> inputs = slotsOf(row, InputSet().set());
                slots.insert(slots.end(), inputs.begin(), inputs.end());
            }
        }
    }
    sortOnce(slots);
    return slots;
}

const Model::FabricState& Model::fabricState(const ObjectRow& fabric)
{
    FabricState& state = m_fabrics[fabric.index];
    if (!state.stale) {
        return state;
    }
    state.stale = false;
    std::array<FabricLoad, kPhases.size()> loads;
    for (std::size_t i = 0; i < kPhases.size(); ++i) {
        loads[i] = fabricLoad(*this, demandsIn(kPhases[i]), fabric);
    }
    state.numbers = fabricNumbers(loads, state.cases);
    return state;
}

FabricNumber Model::fabricNumber(FabricQuantity quantity, const ObjectRow& fabric)
{
    // Those of the fabric alone may be asked for before the inputs of the workloads are computed.
    if (quantity == FabricQuantity::PathLatency) {
        return pathLatencyNumber(*this, fabric);
    }
    if (quantity == FabricQuantity::Goodput) {
        return goodputNumber(*this, fabric);
    }
    return fabricState(fabric).numbers.at(static_cast<std::size_t>(quantity));
}

std::vector<SlotId> Model::fabricInputs(SlotId slot, const ObjectRow& fabric)
{
    return fabricNumber(fabricQuantity(slot).value(), fabric).inputs;
}

std::optional<FabricQuantity> Model::fabricQuantity(SlotId slot) const
{
    const Attribute& attribute = attributeOf(slot);
    return attribute.kind == kFabricKind ? fabricQuantityFromId(attribute.derived) : std::nullopt;
}

ExprValue Model::fabricValue(const ComputedSlot& computed)
{
    const FabricNumber number = fabricNumber(fabricQuantity(computed.slot).value(), *computed.row);
    if (!number.problem.empty()) {
        return ExprValue::ofError(kept(number.problem), number.notApplicable);
    }
    const Dimension dimension = attributeOf(computed.slot).dimension;
    ExprValue value = ExprValue::unknown(0);
    if (number.range) {
        value = dimension == kNone
                    ? ExprValue::ofDouble(number.range->low(), number.range->high())
                    : ExprValue::ofQuantity(number.range->low(), number.range->high(), dimension);
    }
    restOn(value, number.inputs);
    return value;
}

void Model::forgetPhases(SlotId slot)
{
    const Attribute& attribute = attributeOf(slot);
    if (attribute.kind != kWorkloadKind) {
        return;
    }
    const std::uint32_t kind = *m_knowledge.schema.kindIndex(kWorkloadKind);
    const std::size_t fields = m_knowledge.schema.kinds()[kind].fields.size();
    m_demands[(slot - m_tables[kind].firstSlot) / fields].phases = {};
}

void Model::markStale(const ObjectRow& row)
{
    if (m_knowledge.schema.kinds()[row.kind].kind.id == kFabricKind) {
        m_fabrics[row.index].stale = true;
    } else {
        m_demands[row.index].stale = true;
    }
}

} // namespace netready
