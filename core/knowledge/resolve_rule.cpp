// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "core/knowledge/parallel.h"
#include "core/knowledge/resolve.h"

#include <algorithm>
#include <cstdint>

namespace netready {

namespace {

/// True if a value of the type can be written into a text.
bool isReadable(const ExprType& type)
{
    const TypeKind kind = type.kind == TypeKind::List ? type.element().kind : type.kind;
    return kind != TypeKind::Object && kind != TypeKind::List && kind != TypeKind::Map &&
           kind != TypeKind::Type && kind != TypeKind::Null;
}

/// Compiles the parts of one rule and remembers what they read and cost.
class RuleCompiler
{
public:
    RuleCompiler(const Resolving& resolving, Rule& rule, const Declared<Rule>& declared)
        : m_knowledge(resolving.knowledge)
        , m_world(resolving.world.value())
        , m_rule(rule)
        , m_node(*declared.node)
        , m_file(*declared.file)
        , m_environment(resolving.knowledge.schema)
    {
        m_environment.declareSubject(rule.kind);
    }

    void compileAll();
    [[nodiscard]] std::uint64_t cost() const { return m_cost; }
    [[nodiscard]] const AttributeSet& reads() const { return m_reads; }

private:
    bool compileLets();
    void compileValue();
    void compileFound();
    void resolveBetter();
    void resolveCurve(const YamlNode& score);
    std::optional<double> threshold(const YamlNode& score, std::string_view key);
    Program compilePart(const YamlNode& node, TypeKind wanted);
    void refuseIfCertain(const Program& program, const YamlNode& node);
    void addPlace(std::string_view text, std::string before, const YamlNode& node, int offset);
    void note(const Program& program);

    const Knowledge& m_knowledge;
    const OpenWorld& m_world;
    Rule& m_rule;
    const YamlNode& m_node;
    FileProblems& m_file;
    Environment m_environment;
    std::uint64_t m_cost = 0;
    AttributeSet m_reads;
};

void RuleCompiler::note(const Program& program)
{
    if (!program.empty()) {
        m_cost += program.staticCost();
        m_world.addReads(program, m_rule.kind, m_reads);
    }
}

Program RuleCompiler::compilePart(const YamlNode& node, TypeKind wanted)
{
    Program program = compileText(node, m_environment, wanted, m_file);
    note(program);
    return program;
}

bool RuleCompiler::compileLets()
{
    const YamlNode* lets = m_node.find("let");
    bool isSound = true;
    for (const YamlEntry& entry :
         lets == nullptr ? std::span<const YamlEntry>() : lets->entries()) {
        Program program = compileText(entry.value, m_environment, TypeKind::Dyn, m_file);
        if (program.empty()) {
            isSound = false;
            continue;
        }
        try {
            m_environment.define(
                std::string(entry.key.text), trimmed(entry.value.text), m_file.textAt(entry.value));
        } catch (const Error& error) { // a name that is taken
            m_file.error("bad-expression", entry.key, error.message());
            isSound = false;
        }
        // Not noted: a let costs and reads nothing unless it is used.
        m_rule.lets.emplace_back(entry.key.text, std::move(program));
    }
    return isSound;
}

void RuleCompiler::refuseIfCertain(const Program& program, const YamlNode& node)
{
    const std::optional<bool> truth = m_world.certainTruth(program, m_rule.kind);
    if (truth) {
        m_file.error("requirement-decides-nothing",
                     node,
                     "the requirement is " + std::string(*truth ? "met" : "missed") +
                         " for every answer that the domains allow");
    }
}

std::optional<double> RuleCompiler::threshold(const YamlNode& score, std::string_view key)
{
    const YamlNode* node = score.find(key);
    if (node == nullptr || !node->isScalar() || trimmed(node->text).empty()) {
        return std::nullopt; // reported when the file was read
    }
    const ExprType& type = m_rule.value.type();
    const bool isQuantity = type.kind == TypeKind::Quantity;
    try {
        const Measure measure = parseMeasure(trimmed(node->text),
                                             isQuantity ? type.dimension : kNone,
                                             isQuantity ? m_rule.value.unit() : std::string());
        if (measure.isPoint()) {
            return measure.low;
        }
        m_file.error(
            "bad-number", *node, inQuotes(trimmed(node->text)) + " is a range, not a number");
    } catch (const Error& error) {
        m_file.error("wrong-dimension", *node, error.message());
    }
    return std::nullopt;
}

void RuleCompiler::resolveCurve(const YamlNode& score)
{
    const std::optional<double> failAt = threshold(score, "fail_at");
    const std::optional<double> target = threshold(score, "target");
    if (!failAt || !target || !m_rule.curve) {
        return;
    }
    m_rule.curve->failAt = *failAt;
    m_rule.curve->target = *target;
    m_rule.curve->failAtWhere = m_file.textAt(*score.find("fail_at"));
    m_rule.curve->targetWhere = m_file.textAt(*score.find("target"));
    if (*failAt == *target) {
        m_file.error("target-equals-fail-at",
                     *score.find("target"),
                     "target and fail_at are both " + inQuotes(m_rule.curve->targetText) +
                         ": there is nothing between 0 and full points");
    } else if (m_rule.curve->logarithmic && (*failAt <= 0 || *target <= 0)) {
        m_file.error("bad-log-curve",
                     *score.find("curve"),
                     "a curve over the logarithm needs a fail_at and a target above 0");
    }
}

void RuleCompiler::compileValue()
{
    if (const YamlNode* requirement = m_node.find("requirement")) {
        m_rule.value = compilePart(*requirement, TypeKind::Bool);
        if (!m_rule.value.empty()) {
            refuseIfCertain(m_rule.value, *requirement);
        }
        return;
    }
    const YamlNode* score = m_node.find("score");
    const YamlNode* value = score == nullptr ? nullptr : score->find("value");
    if (value == nullptr) {
        return;
    }
    m_rule.value = compilePart(*value, TypeKind::Dyn);
    if (m_rule.value.empty()) {
        return;
    }
    const TypeKind kind = m_rule.value.type().kind;
    if (kind != TypeKind::Int && kind != TypeKind::Double && kind != TypeKind::Quantity) {
        m_file.error("wrong-type",
                     m_file.textAt(*value),
                     inQuotes(trimmed(value->text)) + " must be a number or a quantity and is " +
                         toString(m_rule.value.type(), m_environment.schema()));
        m_rule.value = {};
        return;
    }
    resolveCurve(*score);
}

void RuleCompiler::addPlace(std::string_view text,
                            std::string before,
                            const YamlNode& node,
                            int offset)
{
    YamlNode place;
    place.text = text;
    place.line = node.line;
    place.column = node.column;
    place.textLine = node.textLine;
    place.textColumn = node.textColumn + offset;
    if (trimmed(text).empty()) {
        m_file.error("bad-placeholder",
                     m_file.textAt(place),
                     "a place in the text names nothing: write {name} or {kind.attribute}");
        return;
    }
    Program program = compilePart(place, TypeKind::Dyn);
    if (!program.empty() && !isReadable(program.type())) {
        m_file.error("bad-placeholder",
                     m_file.textAt(place),
                     inQuotes(trimmed(text)) + " is " +
                         toString(program.type(), m_environment.schema()) +
                         ", which cannot be written into a text");
    }
    m_rule.found.parts.push_back({std::move(before), std::move(program)});
}

void RuleCompiler::compileFound()
{
    const YamlNode* node = m_node.find("found");
    if (node == nullptr || !node->isScalar()) {
        return;
    }
    const std::string_view text = trimmed(node->text);
    std::size_t start = 0;
    int characters = 0; // columns count characters, offsets count bytes
    const auto countTo = [&](std::size_t from, std::size_t to) {
        for (const char c : text.substr(from, to - from)) {
            characters += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0;
        }
    };
    while (true) {
        const std::size_t brace = text.find_first_of("{}", start);
        if (brace == std::string_view::npos) {
            m_rule.found.parts.push_back({std::string(text.substr(start)), {}});
            return;
        }
        countTo(start, brace);
        const std::size_t end = text.find_first_of("{}", brace + 1);
        if (text[brace] == '}' || end == std::string_view::npos || text[end] == '{') {
            Position where = m_file.textAt(*node);
            where.column += characters;
            m_file.error("bad-placeholder", where, "a brace has no partner: write {name}");
            return;
        }
        addPlace(text.substr(brace + 1, end - brace - 1),
                 std::string(text.substr(start, brace - start)),
                 *node,
                 characters + 1);
        countTo(brace, end + 1);
        start = end + 1;
    }
}

/// What a rule says of an input is said of something that has an order and that the rule reads.
void RuleCompiler::resolveBetter()
{
    for (const Better& better : m_rule.better) {
        const Attribute* attribute = m_knowledge.findAttribute(better.attribute);
        if (attribute == nullptr) {
            m_file.error("unknown-attribute",
                         better.where,
                         "there is no attribute " + inQuotes(better.attribute));
        } else if (!attribute->isNumber() && attribute->type != AttributeType::Boolean) {
            m_file.error("wrong-type",
                         better.where,
                         inQuotes(better.attribute) + " is a " +
                             std::string(toString(attribute->type)) +
                             ": only numbers and yes or no can be more or less");
        }
    }
}

void RuleCompiler::compileAll()
{
    if (!compileLets()) {
        return; // what uses them would be reported again
    }
    if (const YamlNode* condition = m_node.find("applies_when")) {
        m_rule.appliesWhen = compilePart(*condition, TypeKind::Bool);
        if (!m_rule.appliesWhen.empty() &&
            m_world.certainTruth(m_rule.appliesWhen, m_rule.kind) == false) {
            m_file.error("rule-never-applies",
                         *condition,
                         inQuotes(trimmed(condition->text)) +
                             " is false for every answer that the domains allow");
        }
    }
    compileValue();
    resolveBetter();
    compileFound();
    if (m_cost > kMostStaticCost) {
        m_file.error("rule-too-costly",
                     m_node,
                     "the rule may cost " + std::to_string(m_cost) + " steps to evaluate; " +
                         std::to_string(kMostStaticCost) + " are allowed");
    }
}

} // namespace

void resolveRules(Resolving& resolving)
{
    Knowledge& knowledge = resolving.knowledge;
    for (const Attribute& attribute : knowledge.attributes) {
        if (attribute.type == AttributeType::Reference) {
            resolving.references.push_back(&attribute);
        }
    }
    struct Use
    {
        std::uint64_t cost = 0;
        AttributeSet reads;
    };
    std::vector<Use> uses(knowledge.rules.size());
    forEachInParallel(knowledge.rules.size(), [&](std::size_t i) {
        Rule& rule = knowledge.rules[i];
        const Declared<Rule>& declared = resolving.declared.rules[i];
        const YamlNode* per = declared.node->find("per");
        const auto kind =
            per == nullptr ? std::nullopt : knowledge.schema.kindIndex(trimmed(per->text));
        if (!kind) {
            return; // reported when names were looked up
        }
        rule.kind = *kind;
        RuleCompiler compiler(resolving, rule, declared);
        compiler.compileAll();
        uses[i] = {compiler.cost(), compiler.reads()};
        if (const YamlNode* tests = declared.node->find("tests")) {
            rule.tests = readRuleTests(*tests, rule, resolving, *declared.file);
        }
    });
    for (std::size_t i = 0; i < uses.size(); ++i) {
        resolving.costs[resolving.declared.rules[i].file->path()] += uses[i].cost;
        knowledge.rules[i].reads.assign(uses[i].reads.begin(), uses[i].reads.end());
        resolving.readByRules.merge(uses[i].reads);
    }
}

} // namespace netready
