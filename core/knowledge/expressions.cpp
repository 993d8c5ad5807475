// SPDX-License-Identifier: Apache-2.0
// Compiles computed attributes and the conditions of questions.
#include "core/base/text.h"
#include "core/knowledge/dependency_order.h"
#include "core/knowledge/resolve.h"

#include <algorithm>
#include <map>

namespace netready {

namespace {

std::string hintFor(AttributeType type, const ExprType& found)
{
    if (type == AttributeType::Ratio && found.kind == TypeKind::Int) {
        return "; write double(x)";
    }
    if (type == AttributeType::Count && found.kind == TypeKind::Double) {
        return "; write int(x)";
    }
    return "";
}

/// Numbers of the items that stand for the attributes read.
std::vector<std::size_t> itemsRead(const AttributeSet& reads,
                                   const std::map<std::string_view, std::size_t>& itemOf)
{
    std::vector<std::size_t> items;
    for (const Attribute* attribute : reads) {
        const auto found = itemOf.find(attribute->id);
        if (found != itemOf.end()) {
            items.push_back(found->second);
        }
    }
    std::sort(items.begin(), items.end());
    return items;
}

/// Questions that wait for each other are never asked.
void refuseQuestionCycles(const Resolving& resolving, const std::vector<AttributeSet>& reads)
{
    const std::vector<Question>& questions = resolving.knowledge.questions;
    std::map<std::string_view, std::size_t> byAttribute;
    for (std::size_t i = 0; i < questions.size(); ++i) {
        byAttribute.emplace(questions[i].attribute, i);
    }
    std::vector<std::vector<std::size_t>> needs;
    needs.reserve(reads.size());
    for (const AttributeSet& attributes : reads) {
        needs.push_back(itemsRead(attributes, byAttribute));
    }
    for (const std::vector<std::size_t>& cycle : dependencyOrder(needs).cycles) {
        std::string names;
        for (const std::size_t question : cycle) {
            names += inQuotes(questions[question].id) + " waits for ";
        }
        const Declared<Question>& declared = resolving.declared.questions[cycle.front()];
        declared.file->error("question-cycle",
                             *declared.node->find("ask_when"),
                             names + inQuotes(declared.value.id) + ": none of them is ever asked");
    }
}

} // namespace

Environment environmentFor(const Schema& schema, std::uint32_t kind)
{
    Environment environment(schema);
    environment.declareSubject(kind);
    return environment;
}

std::optional<TypeKind> computedType(AttributeType type)
{
    switch (type) {
    case AttributeType::Quantity:
        return TypeKind::Quantity;
    case AttributeType::Count:
        return TypeKind::Int;
    case AttributeType::Ratio:
        return TypeKind::Double;
    case AttributeType::Boolean:
        return TypeKind::Bool;
    case AttributeType::Date:
        return TypeKind::Date;
    case AttributeType::Choice:
    case AttributeType::Choices:
    case AttributeType::Text:
    case AttributeType::Reference:
        break;
    }
    return std::nullopt;
}

Program compileFormula(const YamlNode& node,
                       const Attribute& attribute,
                       const Environment& environment,
                       FileProblems& file)
{
    const std::optional<TypeKind> wanted = computedType(attribute.type);
    if (!wanted) {
        file.error("computed-wrong-type",
                   node,
                   "an attribute of type " + inQuotes(toString(attribute.type)) +
                       " cannot be computed");
        return {};
    }
    Program program = compileText(node, environment, TypeKind::Dyn, file);
    if (program.empty()) {
        return program;
    }
    const ExprType& type = program.type();
    if (type.kind != *wanted ||
        (*wanted == TypeKind::Quantity && type.dimension != attribute.dimension)) {
        const Schema& schema = environment.schema();
        file.error("computed-wrong-type",
                   file.textAt(node),
                   inQuotes(attribute.id) + " is of type " +
                       toString(typeOf(attribute, schema), schema) +
                       " and its expression of type " + toString(type, schema) +
                       hintFor(attribute.type, type));
        return {};
    }
    return program;
}

Program compileText(const YamlNode& node,
                    const Environment& environment,
                    TypeKind wanted,
                    FileProblems& file)
{
    const std::string_view source = trimmed(node.text);
    if (!node.isScalar() || source.empty()) {
        return {}; // reported when the file was read
    }
    try {
        Program program = compile(source, environment, file.textAt(node));
        if (wanted == TypeKind::Dyn || program.type().kind == wanted) {
            return program;
        }
        ExprType type;
        type.kind = wanted;
        file.error("wrong-type",
                   file.textAt(node),
                   inQuotes(source) + " must be " + toString(type, environment.schema()) +
                       " and is " + toString(program.type(), environment.schema()));
    } catch (const Error& error) {
        const bool isPlaced = error.where().line > 0;
        file.error("bad-expression", isPlaced ? error.where() : file.textAt(node), error.message());
    }
    return {};
}

void resolveComputed(Resolving& resolving)
{
    Knowledge& knowledge = resolving.knowledge;
    std::vector<ComputedAttribute> computed;
    std::vector<const Declared<Attribute>*> declarations;
    std::vector<AttributeSet> reads;
    std::map<std::string_view, std::size_t> itemOf;
    for (std::size_t i = 0; i < knowledge.attributes.size(); ++i) {
        const Attribute& attribute = knowledge.attributes[i];
        const Declared<Attribute>& declared = resolving.declared.attributes[i];
        const auto kind = knowledge.schema.kindIndex(attribute.kind);
        if (!kind || (attribute.computed.empty() && attribute.derived.empty())) {
            continue;
        }
        Program program;
        if (attribute.derived.empty()) {
            program = compileFormula(*declared.node->find("computed"),
                                     attribute,
                                     environmentFor(knowledge.schema, *kind),
                                     *declared.file);
            if (program.empty()) {
                continue;
            }
            resolving.costs[declared.file->path()] += program.staticCost();
            resolving.world->addReads(program, *kind, reads.emplace_back());
        } else {
            reads.push_back(derivedReads(knowledge, attribute));
        }
        itemOf.emplace(attribute.id, computed.size());
        computed.push_back({&attribute, program, {}});
        declarations.push_back(&declared);
        resolving.readElsewhere.insert(reads.back().begin(), reads.back().end());
    }
    std::vector<std::vector<std::size_t>> needs;
    needs.reserve(reads.size());
    for (const AttributeSet& attributes : reads) {
        needs.push_back(itemsRead(attributes, itemOf));
    }
    const DependencyOrder order = dependencyOrder(needs);
    for (const std::size_t item : order.sorted) {
        // Attributes stand in one vector by id, so that their addresses are in that order.
        computed[item].reads.assign(reads[item].begin(), reads[item].end());
        knowledge.computed.push_back(computed[item]);
    }
    for (const std::vector<std::size_t>& cycle : order.cycles) {
        std::string names;
        for (const std::size_t item : cycle) {
            names += inQuotes(computed[item].attribute->id) + " reads ";
        }
        const Declared<Attribute>& declared = *declarations[cycle.front()];
        const YamlNode* formula = declared.node->find("computed");
        declared.file->error("computed-cycle",
                             formula == nullptr ? *declared.node->find("derived") : *formula,
                             names + inQuotes(declared.value.id) + ": none can be computed first");
    }
}

void resolveQuestions(Resolving& resolving)
{
    Knowledge& knowledge = resolving.knowledge;
    std::vector<AttributeSet> reads(knowledge.questions.size());
    for (std::size_t i = 0; i < knowledge.questions.size(); ++i) {
        Question& question = knowledge.questions[i];
        const Declared<Question>& declared = resolving.declared.questions[i];
        const YamlNode* text = declared.node->find("ask_when");
        const Attribute* attribute = knowledge.findAttribute(question.attribute);
        const auto kind =
            attribute == nullptr ? std::nullopt : knowledge.schema.kindIndex(attribute->kind);
        if (text == nullptr || !kind) {
            continue;
        }
        const Environment environment = environmentFor(knowledge.schema, *kind);
        question.askWhen = compileText(*text, environment, TypeKind::Bool, *declared.file);
        if (question.askWhen.empty()) {
            continue;
        }
        resolving.costs[declared.file->path()] += question.askWhen.staticCost();
        resolving.world->addReads(question.askWhen, *kind, reads[i]);
        resolving.readElsewhere.insert(reads[i].begin(), reads[i].end());
        if (resolving.world->certainTruth(question.askWhen, *kind) == false) {
            declared.file->error("question-unreachable",
                                 *text,
                                 "the question is never asked: " + inQuotes(trimmed(text->text)) +
                                     " is false for every answer that the domains allow");
        }
    }
    refuseQuestionCycles(resolving, reads);
}

} // namespace netready
