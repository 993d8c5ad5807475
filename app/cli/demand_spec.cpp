// SPDX-License-Identifier: Apache-2.0
#include "app/cli/demand_spec.h"

#include "core/assessment/model.h"
#include "core/base/text.h"
#include "core/knowledge/yaml_node.h"

#include <algorithm>

namespace netready {

namespace {

[[noreturn]] void refuse(const InputText& input, const YamlNode& node, const std::string& message)
{
    throw Error(ErrorCode::InvalidInput, message, {input.name, node.line, node.column});
}

const Attribute&
attributeOf(const InputText& input, const YamlNode& key, const Knowledge& knowledge)
{
    std::vector<std::string> symbols{"class"};
    for (const Attribute& attribute : knowledge.attributes) {
        if (!attribute.symbol.empty()) {
            symbols.push_back(attribute.symbol);
        }
        if (attribute.symbol == key.text && !key.text.empty()) {
            return attribute;
        }
    }
    if (key.text == "class") {
        return knowledge.attribute(kClassAttribute);
    }
    const std::string near = nearest(key.text, symbols);
    refuse(input,
           key,
           "there is no input " + inQuotes(key.text) +
               (near.empty() ? "" : "; did you mean " + inQuotes(near) + "?"));
}

} // namespace

FactBase readDemandSpec(const InputText& input, const Knowledge& knowledge)
{
    const YamlDocument document = parseYaml(input.name, input.text);
    if (!document.problems.empty()) {
        throw Error(ErrorCode::InvalidInput,
                    document.problems.front().message,
                    document.problems.front().where);
    }
    const YamlNode& root = document.root.value();
    if (!root.isMap()) {
        refuse(input, root, "a map of symbols and values is needed, such as class: pre-training");
    }
    if (root.find("class") == nullptr) {
        refuse(
            input, root, "\"class\" is missing: the class of the workload, such as pre-training");
    }
    const SubjectKey subject{std::string(kWorkloadKind), "spec"};
    FactBase facts;
    facts.load(Subject{subject, "Workload"});
    for (const YamlEntry& entry : root.entries()) {
        const Attribute& attribute = attributeOf(input, entry.key, knowledge);
        if (!entry.value.isScalar()) {
            refuse(input, entry.value, inQuotes(entry.key.text) + " must be one value");
        }
        try {
            Fact fact;
            fact.value = parseValue(attribute, entry.value.text);
            facts.load({subject, attribute.id}, {fact});
        } catch (const Error& error) {
            refuse(input, entry.value, std::string(entry.key.text) + ": " + error.message());
        }
    }
    return facts;
}

} // namespace netready
