// SPDX-License-Identifier: Apache-2.0
// The results of the demand models as computed attributes of workloads.
#include "core/assessment/model.h"

#include <algorithm>

namespace netready {

void Model::makeDemands(const FactBase& facts)
{
    m_inputField.fill(-1);
    if (const auto fabrics = m_knowledge.schema.kindIndex(kFabricKind)) {
        m_fabrics.resize(m_tables[*fabrics].rows.size());
    }
    const auto kind = m_knowledge.schema.kindIndex(kWorkloadKind);
    if (!kind || !m_classField) {
        return;
    }
    const std::vector<const Attribute*>& fields = m_knowledge.schema.kinds()[*kind].fields;
    for (std::size_t f = 0; f < fields.size(); ++f) {
        if (const auto input = inputFromSymbol(fields[f]->symbol)) {
            m_inputField[static_cast<std::size_t>(*input)] = static_cast<std::int32_t>(f);
        }
    }
    const auto chosen = [&](const SubjectKey& subject, std::string_view id) -> std::string {
        const Attribute* attribute = m_knowledge.findAttribute(id);
        if (attribute == nullptr) {
            return {};
        }
        const Resolution resolution =
            resolve(*attribute, facts.facts({subject, attribute->id}), m_today);
        const auto* choice = std::get_if<Choice>(&resolution.value);
        const bool known = choice != nullptr && choice->remaining.size() == 1;
        return known ? choice->remaining.front() : std::string();
    };
    const std::vector<SubjectKey>& subjects = m_tables[*kind].subjects;
    m_demands.resize(subjects.size());
    m_firstUsual = m_tables[*kind].firstSlot;
    m_usual.assign(subjects.size() * fields.size(), nullptr);
    for (std::size_t row = 0; row < subjects.size(); ++row) {
        const WorkloadClass* own = m_knowledge.findClass(chosen(subjects[row], kClassAttribute));
        if (own == nullptr) {
            continue;
        }
        const auto take = [&](const std::vector<TypicalValue>& values) {
            for (const TypicalValue& value : values) {
                const Attribute& attribute = m_knowledge.attribute(value.attribute);
                if (const auto field = m_knowledge.schema.fieldIndex(*kind, attribute.name)) {
                    m_usual[row * fields.size() + *field] = &value;
                }
            }
        };
        take(own->typical);
        const UseCase* useCase = m_knowledge.findUseCase(chosen(subjects[row], kUseCaseAttribute));
        if (useCase != nullptr && useCase->workloadClass == own->id) {
            take(useCase->typical);
        }
    }
}

const TypicalValue* Model::typical(SlotId slot) const
{
    if (slot < m_firstUsual || slot - m_firstUsual >= m_usual.size()) {
        return nullptr;
    }
    const Knowing knowing = m_resolutions[slot].knowing;
    const bool said = knowing == Knowing::Known || knowing == Knowing::NotApplicable;
    return said || m_values[slot].missing == 0 ? nullptr : m_usual[slot - m_firstUsual];
}

std::vector<SlotId> Model::slotsOf(const ObjectRow& workload, const InputSet& inputs) const
{
    const SlotId first = firstSlot(workload);
    std::vector<SlotId> slots;
    bool complete = true;
    for (std::size_t i = 0; i < kInputCount; ++i) {
        if (inputs.test(i)) {
            complete = complete && m_inputField[i] >= 0;
            if (m_inputField[i] >= 0) {
                slots.push_back(first + static_cast<SlotId>(m_inputField[i]));
            }
        }
    }
    // Who asks for all wants the class too; and where nothing gives an input, it stands for it.
    if (!complete || inputs.all()) {
        slots.push_back(first + *m_classField);
    }
    std::sort(slots.begin(), slots.end());
    return slots;
}

namespace {

/// Puts the value of an attribute into an input; what is not known leaves it open.
void give(DemandInputs& inputs, Input input, const ExprValue& value)
{
    switch (value.kind) {
    case ExprKind::Int:
        inputs.set(
            input, static_cast<double>(value.ints.low), static_cast<double>(value.ints.high));
        break;
    case ExprKind::Double:
    case ExprKind::Quantity:
        inputs.set(input, value.doubles.low, value.doubles.high);
        break;
    case ExprKind::Choice:
        inputs.setOptions(input, static_cast<std::uint32_t>(value.options.possible));
        break;
    case ExprKind::Bool:
        if (value.truth != Truth::Open) {
            inputs.setOptions(input, value.truth == Truth::True ? 2 : 1);
        }
        break;
    case ExprKind::Error:
        // What does not apply is not there: the least of it.
        if (infoOf(input).options.empty()) {
            const double least = inputs.range(input).low();
            inputs.set(input, least, least);
        } else {
            inputs.setOptions(input, 1);
        }
        break;
    case ExprKind::Null:
    case ExprKind::String:
    case ExprKind::List:
    case ExprKind::Map:
    case ExprKind::Object:
    case ExprKind::Choices:
    case ExprKind::Date:
    case ExprKind::Type:
    case ExprKind::Unknown:
        break;
    }
}

/// What is typical, as far as it agrees with what is known already.
void narrow(DemandInputs& inputs, Input input, const ExprValue& typical)
{
    DemandInputs usual;
    give(usual, input, typical);
    if (!infoOf(input).options.empty()) {
        inputs.setOptions(input, usual.options(input));
        return;
    }
    const Interval<double> known = inputs.range(input);
    const Interval<double> range = usual.range(input);
    const double low = std::max(known.low(), range.low());
    const double high = std::min(known.high(), range.high());
    if (low <= high) {
        inputs.set(input, low, high);
    }
}

} // namespace

DemandInputs Model::demandInputs(const ObjectRow& workload) const
{
    DemandInputs inputs;
    for (std::size_t i = 0; i < kInputCount; ++i) {
        if (m_inputField[i] < 0) {
            continue;
        }
        const auto input = static_cast<Input>(i);
        const SlotId slot = firstSlot(workload) + static_cast<SlotId>(m_inputField[i]);
        const TypicalValue* usual = typical(slot);
        const bool told = m_values[slot].missing == 0 || m_isComputed[slot] != 0 ||
                          m_resolutions[slot].knowing == Knowing::Known;
        if (told) {
            give(inputs, input, m_values[slot]);
        }
        if (usual != nullptr) {
            Resolution resolution;
            resolution.knowing = Knowing::Known;
            resolution.value = usual->value;
            narrow(inputs, input, toExprValue(attributeOf(slot), resolution, slot));
        }
    }
    fitLayout(workload, inputs);
    return inputs;
}

/// What is only typical gives way to the number of accelerators that somebody named.
void Model::fitLayout(const ObjectRow& workload, DemandInputs& inputs) const
{
    const auto isTypical = [&](Input input) {
        const std::int32_t field = m_inputField[static_cast<std::size_t>(input)];
        const SlotId slot = firstSlot(workload) + static_cast<SlotId>(std::max(field, 0));
        return field >= 0 && typical(slot) != nullptr;
    };
    constexpr std::array<Input, 3> kDegrees{Input::Tensor, Input::Pipeline, Input::Context};
    double left = inputs.range(Input::Accelerators).high();
    for (const Input degree : kDegrees) {
        if (inputs.has(degree) && !isTypical(degree)) {
            left /= inputs.range(degree).low();
        }
    }
    left = std::max(1.0, left);
    for (const Input degree : kDegrees) {
        if (inputs.has(degree) && isTypical(degree)) {
            const Interval<double> range = inputs.range(degree);
            const double low = std::min(range.low(), left);
            inputs.set(degree, low, std::max(low, std::min(range.high(), left)));
            left /= low;
        }
    }
}

std::string Model::classOf(const ObjectRow& workload) const
{
    const std::vector<std::string> classes = remainingClasses(workload);
    return classes.size() == 1 ? classes.front() : std::string();
}

Model::DemandState& Model::demandState(const ObjectRow& workload)
{
    DemandState& state = m_demands[workload.index];
    if (!state.stale) {
        return state;
    }
    state = DemandState();
    state.stale = false;
    const std::string workloadClass = classOf(workload);
    if (workloadClass.empty()) {
        return state;
    }
    try {
        state.demand = demandOf(workloadClass, demandInputs(workload));
    } catch (const Error& error) {
        if (error.code() == ErrorCode::NotFound) {
            state.demand = Demand{}; // a class of a pack that no model knows
        } else {
            state.problem = error.message();
        }
    }
    return state;
}

const std::string& Model::demandProblem(const ObjectRow& workload)
{
    return demandState(workload).problem;
}

const Demand* Model::demand(const ObjectRow& workload)
{
    const DemandState& state = demandState(workload);
    return state.demand ? &*state.demand : nullptr;
}

const DerivedQuantity* Model::derivedQuantity(SlotId slot)
{
    if (m_computedAt[slot] < 0) {
        return nullptr;
    }
    const ComputedSlot& computed = m_computed[static_cast<std::size_t>(m_computedAt[slot])];
    if (!computed.program->empty() || fabricQuantity(slot)) {
        return nullptr;
    }
    const DemandState& state = demandState(*computed.row);
    if (!state.demand) {
        return nullptr;
    }
    const std::string& id = attributeOf(slot).derived;
    const auto found =
        std::find_if(state.demand->quantities.begin(),
                     state.demand->quantities.end(),
                     [&](const DerivedQuantity& quantity) { return quantity.id == id; });
    return found == state.demand->quantities.end() ? nullptr : &*found;
}

void Model::restOn(ExprValue& value, const std::vector<SlotId>& slots)
{
    for (const SlotId slot : slots) {
        value.missing = context.missing.join(value.missing, m_values[slot].missing);
        value.origin =
            weakest(value.origin,
                    typical(slot) == nullptr ? m_values[slot].origin
                                             : static_cast<std::uint8_t>(Origin::Assumed));
    }
}

ExprValue Model::derivedValue(const ComputedSlot& computed)
{
    if (fabricQuantity(computed.slot)) {
        return fabricValue(computed);
    }
    const DemandState& state = demandState(*computed.row);
    if (!state.problem.empty()) {
        return ExprValue::ofError(kept(state.problem));
    }
    if (!state.demand) {
        return ExprValue::unknown(MissingSets::leaf(firstSlot(*computed.row) + *m_classField));
    }
    const DerivedQuantity* quantity = derivedQuantity(computed.slot);
    if (quantity == nullptr) {
        return ExprValue::ofError("workloads of this class have none", true);
    }
    const Interval<double> range = quantity->value.range();
    ExprValue value = quantity->dimension == kNone
                          ? ExprValue::ofDouble(range.low(), range.high())
                          : ExprValue::ofQuantity(range.low(), range.high(), quantity->dimension);
    restOn(value, slotsOf(*computed.row, quantity->value.from()));
    return value;
}

} // namespace netready
