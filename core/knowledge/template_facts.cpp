// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "core/knowledge/map_reader.h"
#include "core/knowledge/resolve.h"

#include <algorithm>
#include <set>
#include <utility>

namespace netready {

namespace {

/// Checks that a template's facts are about subjects that it names, and reads their values.
class TemplateReader
{
public:
    TemplateReader(Template& start, const Declared<Template>& declared, const Knowledge& knowledge)
        : m_template(start)
        , m_node(*declared.node)
        , m_file(*declared.file)
        , m_knowledge(knowledge)
    {}

    void read();

private:
    void checkSubjects();
    void readFact(const YamlNode& node, FactKey& key, Fact& fact);
    void checkOnce(const YamlNode& node, const FactKey& key, const Fact& fact);
    [[nodiscard]] bool hasSubject(const SubjectKey& key) const;

    Template& m_template;
    const YamlNode& m_node;
    FileProblems& m_file;
    const Knowledge& m_knowledge;
    std::set<std::string> m_seen;
};

bool TemplateReader::hasSubject(const SubjectKey& key) const
{
    const SubjectKind* kind = m_knowledge.findKind(key.kind);
    if (kind != nullptr && kind->singleton) {
        return key.id == kSingletonId;
    }
    return std::any_of(m_template.subjects.begin(),
                       m_template.subjects.end(),
                       [&](const Subject& subject) { return subject.key == key; });
}

void TemplateReader::checkSubjects()
{
    for (const YamlNode& item : m_node.find("subjects")->items()) {
        const YamlNode* id = item.find("id");
        const std::string text = id == nullptr ? std::string() : std::string(trimmed(id->text));
        const std::string kindId = text.substr(0, text.find('/'));
        const SubjectKind* kind = m_knowledge.findKind(kindId);
        if (text.find('/') == std::string::npos) {
            continue; // reported when the file was read
        }
        if (kind == nullptr) {
            m_file.error("unknown-kind",
                         *id,
                         "there is no kind " + inQuotes(kindId) +
                             didYouMean(kindId, idsOf(m_knowledge.kinds)));
        } else if (kind->singleton && text != kindId + "/main") {
            m_file.error(
                "unknown-subject", *id, "the only " + kindId + " is " + inQuotes(kindId + "/main"));
        }
    }
}

void TemplateReader::checkOnce(const YamlNode& node, const FactKey& key, const Fact& fact)
{
    const std::string identity =
        key.text() + "\n" + fact.author + "\n" + std::string(toString(fact.origin));
    if (!m_seen.insert(identity).second) {
        m_file.error("duplicate-fact",
                     node,
                     inQuotes(key.text()) +
                         " is set twice by the same person with the same origin");
    }
}

void TemplateReader::readFact(const YamlNode& node, FactKey& key, Fact& fact)
{
    const Attribute* attribute = m_knowledge.findAttribute(key.attribute);
    const YamlNode& set = *node.find("set");
    if (attribute == nullptr) {
        reportUnknownAttribute(key.attribute, set, m_knowledge, m_file);
        return;
    }
    if (!hasSubject(key.subject)) {
        m_file.error(
            "unknown-subject", set, "the template has no subject " + inQuotes(key.subject.text()));
    }
    checkOnce(set, key, fact);
    const YamlNode* value = node.find("value");
    std::optional<Value> read =
        value == nullptr ? std::nullopt : readFactValue(*value, *attribute, m_file);
    if (!read) {
        return;
    }
    if (const Reference* reference = std::get_if<Reference>(&*read)) {
        const SubjectKey target{attribute->targetKind, reference->id};
        if (!hasSubject(target)) {
            m_file.error("unknown-subject",
                         *value,
                         "the template has no subject " + inQuotes(target.text()));
        }
    }
    fact.value = std::move(*read);
}

void TemplateReader::read()
{
    const YamlNode* facts = m_node.find("facts");
    if (m_node.find("subjects") != nullptr) {
        checkSubjects();
    }
    // One fact for each item, in order; those whose key is broken have an empty one.
    for (std::size_t i = 0; facts != nullptr && i < m_template.facts.size(); ++i) {
        auto& [key, fact] = m_template.facts[i];
        if (!key.attribute.empty()) {
            readFact(facts->items()[i], key, fact);
        }
    }
}

} // namespace

void resolveTemplates(Resolving& resolving)
{
    Knowledge& knowledge = resolving.knowledge;
    for (std::size_t i = 0; i < knowledge.templates.size(); ++i) {
        TemplateReader(knowledge.templates[i], resolving.declared.templates[i], knowledge).read();
    }
}

} // namespace netready
