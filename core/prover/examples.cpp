// SPDX-License-Identifier: Apache-2.0
#include "core/prover/examples.h"

#include "core/assessment/rule_example.h"

#include <algorithm>

namespace netready {

RuleExamples::RuleExamples(const std::shared_ptr<const Knowledge>& knowledge, const Rule& rule)
    : m_knowledge(*knowledge)
    , m_rule(rule)
{
    AssessOptions options;
    options.onlyRule = rule.id;
    for (const RuleTest& test : rule.tests) {
        m_models.push_back(std::make_unique<Model>(*knowledge, factsOf(test), options));
    }
}

bool RuleExamples::holds(const RuleTest& test, Model& model, const Formula& formula) const
{
    if (model.instances().empty()) {
        return true; // the example has no finding, whatever the rule says
    }
    const ObjectRow& row = *model.instances().front().row;
    RuleFormula parts = formulaOf(m_rule);
    parts.appliesWhen = &formula.appliesWhen;
    parts.value = &formula.value;
    parts.curve = formula.curve ? &*formula.curve : nullptr;
    model.context.clear();
    const InstanceState state = stateOf(parts, model.variables(row), model.context);
    std::set<std::string> missing;
    if (test.missing) {
        for (const FactKey& key : model.missing(parts, row, state)) {
            missing.insert(key.attribute);
        }
    }
    return exampleFailure(test, statusOf(state), state.score, missing, "").empty();
}

bool RuleExamples::hold(const Formula& formula) const
{
    for (std::size_t i = 0; i < m_models.size(); ++i) {
        if (!holds(m_rule.tests[i], *m_models[i], formula)) {
            return false;
        }
    }
    return true;
}

/// What is exact in an example, under the first two subjects of each kind.
ProofSeed RuleExamples::seed(const Model& model) const
{
    ProofSeed seed;
    const std::vector<Schema::Kind>& kinds = m_knowledge.schema.kinds();
    for (SlotId slot = 0; slot < model.values().size(); ++slot) {
        const ExprValue& value = model.values()[slot];
        if (value.missing != 0 || !value.isExact() || value.isError() ||
            value.kind == ExprKind::Object || value.kind == ExprKind::Unknown ||
            value.kind == ExprKind::String) { // a text would not outlive the example
            continue;
        }
        const FactKey key = model.keyOf(slot);
        const ObjectRow& row = *model.rowOf(key.subject);
        if (row.index >= ProofWorld::kRows) {
            continue;
        }
        ProofSlot place;
        place.kind = row.kind;
        place.row = row.index;
        place.field = static_cast<std::uint32_t>(slot - model.firstSlot(row));
        place.attribute = kinds[row.kind].fields[place.field];
        seed.scene = row.index > 0 ? Scene::Two : seed.scene;
        ExprValue known = value;
        known.origin = static_cast<std::uint8_t>(Origin::Documented);
        seed.values.emplace_back(place, known);
    }
    return seed;
}

std::vector<ProofSeed> RuleExamples::seeds() const
{
    std::vector<ProofSeed> seeds;
    for (const std::unique_ptr<Model>& model : m_models) {
        seeds.push_back(seed(*model));
    }
    return seeds;
}

} // namespace netready
