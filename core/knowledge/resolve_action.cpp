// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "core/knowledge/dependency_order.h"
#include "core/knowledge/resolve.h"

#include <algorithm>
#include <map>

namespace netready {

namespace {

/// Reports ids in a list of the node that name nothing.
template <class T>
void needAll(const std::vector<std::string>& ids,
             const std::vector<T>& things,
             std::string_view noun,
             const YamlNode* list,
             FileProblems& file)
{
    for (std::size_t i = 0; i < ids.size(); ++i) {
        need(things, noun, ids[i], list->items()[i], file);
    }
}

class ActionResolver
{
public:
    ActionResolver(const Knowledge& knowledge, Action& action, const Declared<Action>& declared)
        : m_knowledge(knowledge)
        , m_action(action)
        , m_node(*declared.node)
        , m_file(*declared.file)
        , m_environment(environmentFor(knowledge.schema, action.kind))
    {}

    void resolve()
    {
        if (const YamlNode* condition = m_node.find("applies_when")) {
            m_action.appliesWhen = compileText(*condition, m_environment, TypeKind::Bool, m_file);
        }
        for (std::size_t i = 0; i < m_action.sets.size(); ++i) {
            resolveFact(m_action.sets[i], m_node.find("sets")->items()[i]);
        }
        resolveEstimate(m_action.effort, "effort", kTime, "d");
        resolveEstimate(m_action.cost, "cost", kMoney, "USD");
        if (const YamlNode* duration = m_node.find("duration")) {
            m_action.duration =
                measure(*duration, kTime, "d").value_or(Measure{0, 0, kTime, Currency::None, "d"});
        }
    }

private:
    void resolveFact(ActionFact& fact, const YamlNode& node)
    {
        const Attribute* attribute = m_knowledge.findAttribute(fact.attribute);
        if (attribute == nullptr) {
            reportUnknownAttribute(fact.attribute, *node.find("attribute"), m_knowledge, m_file);
            return;
        }
        if (!attribute->computed.empty() || !attribute->derived.empty()) {
            m_file.error("action-sets-computed",
                         *node.find("attribute"),
                         inQuotes(fact.attribute) +
                             " is computed; an action sets what it is computed from");
            return;
        }
        if (const YamlNode* value = node.find("value")) {
            fact.value = readFactValue(*value, *attribute, m_file).value_or(Value(NotKnown{}));
        } else if (const YamlNode* formula = node.find("formula")) {
            fact.formula = compileFormula(*formula, *attribute, m_environment, m_file);
        }
    }

    [[nodiscard]] std::optional<Measure>
    measure(const YamlNode& node, Dimension dimension, const std::string& unit)
    {
        if (!node.isScalar() || trimmed(node.text).empty()) {
            return std::nullopt; // reported when the file was read
        }
        try {
            return parseMeasure(trimmed(node.text), dimension, unit);
        } catch (const Error& error) {
            m_file.error("wrong-dimension", node, error.message());
            return std::nullopt;
        }
    }

    void resolveEstimate(Estimate& estimate,
                         std::string_view key,
                         Dimension dimension,
                         const std::string& unit)
    {
        const YamlNode* node = m_node.find(key);
        if (node == nullptr) {
            return;
        }
        if (const YamlNode* value = node->find("value")) {
            estimate.value = measure(*value, dimension, unit);
        }
        for (const auto& [end, program] :
             {std::pair("low", &estimate.low), std::pair("high", &estimate.high)}) {
            const YamlNode* formula = node->find(end);
            if (formula == nullptr) {
                continue;
            }
            *program = compileText(*formula, m_environment, TypeKind::Quantity, m_file);
            if (!program->empty() && program->type().dimension != dimension) {
                m_file.error("wrong-dimension",
                             m_file.textAt(*formula),
                             inQuotes(trimmed(formula->text)) + " is " +
                                 toString(program->type(), m_environment.schema()) + "; " +
                                 toString(dimension) + " is needed");
            }
        }
    }

    const Knowledge& m_knowledge;
    Action& m_action;
    const YamlNode& m_node;
    FileProblems& m_file;
    Environment m_environment;
};

/// Actions that wait for each other are never done.
void refuseCycles(const Resolving& resolving)
{
    const std::vector<Action>& actions = resolving.knowledge.actions;
    std::vector<std::vector<std::size_t>> needs(actions.size());
    for (std::size_t i = 0; i < actions.size(); ++i) {
        for (std::size_t k = 0; k < actions.size(); ++k) {
            if (std::find(actions[i].needs.begin(), actions[i].needs.end(), actions[k].id) !=
                actions[i].needs.end()) {
                needs[i].push_back(k);
            }
        }
    }
    for (const std::vector<std::size_t>& cycle : dependencyOrder(needs).cycles) {
        std::string names;
        for (const std::size_t action : cycle) {
            names += inQuotes(actions[action].id) + " needs ";
        }
        const Declared<Action>& declared = resolving.declared.actions[cycle.front()];
        declared.file->error("action-cycle",
                             *declared.node->find("needs"),
                             names + inQuotes(declared.value.id) + ": none can be done first");
    }
}

void resolveVendor(Vendor& vendor, const Declared<Vendor>& declared, const Resolving& resolving)
{
    const Knowledge& knowledge = resolving.knowledge;
    FileProblems& file = *declared.file;
    for (std::size_t i = 0; i < vendor.products.size(); ++i) {
        const YamlNode& item = declared.node->find("products")->items()[i];
        const YamlNode* source = item.find("source");
        if (source != nullptr && resolving.declared.isWhole("sources")) {
            need(knowledge.sources, "source", vendor.products[i].source, *source, file);
        }
    }
    const auto kind = knowledge.schema.kindIndex(kOrganisation);
    if (!kind) {
        file.error("unknown-kind",
                   *declared.node,
                   "criteria of vendors are over the organisation, and there is no such kind");
        return;
    }
    const Environment environment = environmentFor(knowledge.schema, *kind);
    std::size_t next = 0;
    for (const std::string_view key : {"fits", "against"}) {
        const YamlNode* list = declared.node->find(key);
        if (list == nullptr || !list->isSequence()) {
            continue;
        }
        for (const YamlNode& item : list->items()) {
            VendorCriterion& criterion = vendor.criteria.at(next++);
            if (const YamlNode* when = item.find("when")) {
                criterion.when = compileText(*when, environment, TypeKind::Bool, file);
            }
        }
    }
}

} // namespace

void resolveActions(Resolving& resolving)
{
    Knowledge& knowledge = resolving.knowledge;
    for (std::size_t i = 0; i < knowledge.actions.size(); ++i) {
        Action& action = knowledge.actions[i];
        const Declared<Action>& declared = resolving.declared.actions[i];
        FileProblems& file = *declared.file;
        const YamlNode* per = declared.node->find("per");
        const auto kind =
            per == nullptr ? std::nullopt : knowledge.schema.kindIndex(trimmed(per->text));
        if (!kind) {
            if (per != nullptr) {
                need(knowledge.kinds, "kind", trimmed(per->text), *per, file);
            }
            continue;
        }
        action.kind = *kind;
        if (resolving.declared.isWhole("rule")) {
            needAll(
                action.remedies, knowledge.rules, "rule", declared.node->find("remedies"), file);
        }
        if (resolving.declared.isWhole("action")) {
            needAll(action.needs, knowledge.actions, "action", declared.node->find("needs"), file);
        }
        const YamlNode* references = declared.node->find("references");
        for (std::size_t r = 0; r < action.references.size(); ++r) {
            const YamlNode* source = references->items()[r].find("source");
            if (source != nullptr && resolving.declared.isWhole("sources")) {
                need(knowledge.sources, "source", action.references[r].source, *source, file);
            }
        }
        ActionResolver(knowledge, action, declared).resolve();
    }
    refuseCycles(resolving);
    for (std::size_t i = 0; i < knowledge.topics.size(); ++i) {
        const Declared<Topic>& declared = resolving.declared.topics[i];
        if (resolving.declared.isWhole("rule")) {
            needAll(knowledge.topics[i].rules,
                    knowledge.rules,
                    "rule",
                    declared.node->find("rules"),
                    *declared.file);
        }
    }
    for (std::size_t i = 0; i < knowledge.vendors.size(); ++i) {
        resolveVendor(knowledge.vendors[i], resolving.declared.vendors[i], resolving);
    }
}

} // namespace netready
