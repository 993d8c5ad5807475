// SPDX-License-Identifier: Apache-2.0
#include "core/assessment/numbers.h"

#include "core/assessment/live_assessment.h"

#include <algorithm>
#include <tuple>

namespace netready {

namespace {

constexpr std::string_view kIdleCost = "workload.idle_cost";

/// What a formula makes a fact. A range that rests on ranges counts, one that ends where the domain
/// does says nothing.
Value factOf(const Attribute& attribute, const ExprValue& value)
{
    if (value.isError()) {
        return NotKnown{};
    }
    if (value.missing == 0) {
        return valueOf(attribute, value);
    }
    const Value fact = valueOf(attribute, value);
    const auto* range = std::get_if<Measure>(&fact);
    const bool isInside =
        range != nullptr && range->low > attribute.domainLow && range->high < attribute.domainHigh;
    return isInside ? fact : Value(NotKnown{});
}

std::vector<std::optional<ScoreRange>>
rangesOf(const std::vector<std::optional<MeanBounds>>& dimensions)
{
    std::vector<std::optional<ScoreRange>> ranges;
    ranges.reserve(dimensions.size());
    for (const std::optional<MeanBounds>& bounds : dimensions) {
        ranges.push_back(bounds ? std::optional(bounds->score) : std::nullopt);
    }
    return ranges;
}

IdleCost idleCostOf(const Model& model)
{
    IdleCost idle;
    for (const Model::WorkloadState& workload : model.workloads()) {
        const auto slot = model.slotOf({model.subjectOf(*workload.row), std::string(kIdleCost)});
        if (!slot) {
            continue;
        }
        const ExprValue& value = model.values()[*slot];
        const double most = model.attributeOf(*slot).domainHigh;
        if (value.isError()) {
            continue; // it has no accelerators
        }
        if (value.kind != ExprKind::Quantity || value.doubles.high >= most) {
            ++idle.open;
            continue;
        }
        idle.year = idle.year + Interval<double>(value.doubles.low, value.doubles.high);
        ++idle.told;
    }
    return idle;
}

} // namespace

AssessedNumbers numbersOf(const LiveAssessment& live)
{
    const Model& model = *live.impl().model;
    AssessedNumbers numbers{
        model.siteScore(), model.siteVerdict(), {}, rangesOf(model.dimensions()), {}, {}};
    for (const Model::WorkloadState& workload : model.workloads()) {
        numbers.workloads.push_back({model.subjectOf(*workload.row),
                                     workload.score,
                                     workload.uncapped,
                                     workload.verdict,
                                     workload.mustRun,
                                     rangesOf(workload.dimensions)});
    }
    for (const Model::Instance& instance : model.instances()) {
        if (instance.rule->gate == Gate::Blocker && model.gateState(instance) == GateState::Fails) {
            numbers.blockers.push_back({instance.rule, model.subjectOf(*instance.row)});
        }
    }
    std::sort(numbers.blockers.begin(),
              numbers.blockers.end(),
              [](const FailedGate& a, const FailedGate& b) {
                  return std::tie(a.rule->id, a.subject) < std::tie(b.rule->id, b.subject);
              });
    numbers.idle = idleCostOf(model);
    return numbers;
}

std::vector<std::size_t> workloadsOf(const LiveAssessment& live, std::size_t finding)
{
    // Findings stand in the order of the instances of the model.
    const std::vector<std::uint32_t> found =
        live.impl().model->workloadsOf(static_cast<std::uint32_t>(finding));
    return {found.begin(), found.end()};
}

ActionEffect effectOf(const LiveAssessment& live, const Action& action, const SubjectKey& subject)
{
    Model& model = *live.impl().model;
    ActionEffect effect;
    const ObjectRow* row = model.rowOf(subject);
    for (const ActionFact& part : action.sets) {
        const FactKey key{subject, part.attribute};
        const auto slot = model.slotOf(key);
        if (row == nullptr || !slot) {
            continue;
        }
        if (part.formula.empty()) {
            effect.facts.emplace_back(key, part.value);
            continue;
        }
        model.context.clear();
        const ExprValue value = evaluate(part.formula, model.variables(*row), model.context);
        const Value fact = factOf(model.attributeOf(*slot), value);
        if (std::holds_alternative<NotKnown>(fact)) {
            effect.open.push_back(key);
        } else {
            effect.facts.emplace_back(key, fact);
        }
    }
    std::sort(effect.facts.begin(), effect.facts.end(), [](const auto& a, const auto& b) {
        return a.first < b.first;
    });
    std::sort(effect.open.begin(), effect.open.end());
    return effect;
}

Truth appliesTo(const LiveAssessment& live, const Action& action, const SubjectKey& subject)
{
    Model& model = *live.impl().model;
    const ObjectRow* row = model.rowOf(subject);
    if (row == nullptr) {
        return Truth::False;
    }
    if (action.appliesWhen.empty()) {
        return Truth::True;
    }
    model.context.clear();
    const ExprValue applies = evaluate(action.appliesWhen, model.variables(*row), model.context);
    if (applies.isError()) {
        return Truth::False; // what it asks for does not apply
    }
    return applies.kind == ExprKind::Bool ? applies.truth : Truth::Open;
}

bool isInPlace(const LiveAssessment& live, const Action& action, const SubjectKey& subject)
{
    const ActionEffect effect = effectOf(live, action, subject);
    const Model& model = *live.impl().model;
    return effect.open.empty() && !effect.facts.empty() &&
           std::all_of(effect.facts.begin(), effect.facts.end(), [&](const auto& fact) {
               const Resolution& stands = model.resolution(*model.slotOf(fact.first));
               return stands.knowing == Knowing::Known && stands.value == fact.second;
           });
}

} // namespace netready
