// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "core/knowledge/map_reader.h"
#include "core/knowledge/resolve.h"

#include <algorithm>
#include <utility>

namespace netready {

namespace {

constexpr std::string_view kTestId = "test";

/// Reads the tests of one rule.
class RuleTestReader
{
public:
    RuleTestReader(const YamlNode& node,
                   const Rule& rule,
                   const Resolving& resolving,
                   FileProblems& file)
        : m_node(node)
        , m_rule(rule)
        , m_resolving(resolving)
        , m_knowledge(resolving.knowledge)
        , m_file(file)
    {}

    RuleTest read();

private:
    void readGiven(const YamlNode& given);
    void readSubjects(const YamlNode& subjects);
    void readFact(const SubjectKey& subject, const std::string& attribute, const YamlEntry& entry);
    void readExpected(const YamlNode& expect);
    void readScore(const YamlNode& score);
    void addSubject(const SubjectKey& key);
    void addOwnSubject();
    void addReferences();
    [[nodiscard]] std::string referredTo(const std::string& kind) const;
    [[nodiscard]] bool hasKind(const std::string& kind) const;

    const YamlNode& m_node;
    const Rule& m_rule;
    const Resolving& m_resolving;
    const Knowledge& m_knowledge;
    FileProblems& m_file;
    RuleTest m_test;
};

void RuleTestReader::addSubject(const SubjectKey& key)
{
    const auto isSame = [&](const Subject& subject) { return subject.key == key; };
    if (std::none_of(m_test.subjects.begin(), m_test.subjects.end(), isSame)) {
        m_test.subjects.push_back({key, key.id});
    }
}

bool RuleTestReader::hasKind(const std::string& kind) const
{
    return std::any_of(m_test.subjects.begin(), m_test.subjects.end(), [&](const Subject& subject) {
        return subject.key.kind == kind;
    });
}

void RuleTestReader::readFact(const SubjectKey& subject,
                              const std::string& attribute,
                              const YamlEntry& entry)
{
    const Attribute* known = m_knowledge.findAttribute(attribute);
    if (known == nullptr) {
        reportUnknownAttribute(attribute, entry.key, m_knowledge, m_file);
        return;
    }
    Fact fact;
    fact.origin = Origin::Documented;
    fact.author = "test";
    const YamlNode* value = &entry.value;
    if (value->isMap()) {
        const MapReader reader(*value, kGivenFactFormat, m_file);
        fact.origin = originFromText(reader.word("origin")).value_or(fact.origin);
        value = reader.find("value");
    }
    std::optional<Value> read =
        value == nullptr ? std::nullopt : readFactValue(*value, *known, m_file);
    if (read) {
        fact.value = std::move(*read);
        m_test.given.emplace_back(FactKey{subject, attribute}, std::move(fact));
    }
}

void RuleTestReader::readGiven(const YamlNode& given)
{
    if (!checkIsMap(given, "given", m_file)) {
        return;
    }
    m_test.given.reserve(given.entries().size() + m_resolving.references.size());
    for (const YamlEntry& entry : given.entries()) {
        const std::string attribute(entry.key.text);
        const SubjectKind* kind = m_knowledge.findKind(attribute.substr(0, attribute.find('.')));
        if (kind == nullptr) {
            reportUnknownAttribute(attribute, entry.key, m_knowledge, m_file);
            continue;
        }
        const SubjectKey subject{kind->id, std::string(kind->singleton ? kSingletonId : kTestId)};
        addSubject(subject);
        readFact(subject, attribute, entry);
    }
}

void RuleTestReader::readSubjects(const YamlNode& subjects)
{
    if (!checkIsMap(subjects, "subjects", m_file)) {
        return;
    }
    for (const YamlEntry& entry : subjects.entries()) {
        SubjectKey key;
        try {
            key = SubjectKey::parse(entry.key.text);
        } catch (const Error& error) {
            m_file.error("bad-id", entry.key, error.message());
            continue;
        }
        const SubjectKind* kind = m_knowledge.findKind(key.kind);
        if (kind == nullptr) {
            m_file.error("unknown-kind",
                         entry.key,
                         "there is no kind " + inQuotes(key.kind) +
                             didYouMean(key.kind, idsOf(m_knowledge.kinds)));
            continue;
        }
        if (kind->singleton && key.id != kSingletonId) {
            m_file.error("unknown-subject",
                         entry.key,
                         "the only " + kind->id + " is " + inQuotes(kind->id + "/main"));
            continue;
        }
        addSubject(key);
        if (!checkIsMap(entry.value, "subject", m_file)) {
            continue;
        }
        for (const YamlEntry& fact : entry.value.entries()) {
            readFact(key, key.kind + "." + std::string(fact.key.text), fact);
        }
    }
}

void RuleTestReader::readScore(const YamlNode& score)
{
    std::vector<double> ends;
    for (const YamlNode& end : score.isSequence() ? score.items() : std::span(&score, 1)) {
        const std::string text = scalarText(end, "score", m_file);
        const std::optional<double> number = plainNumber(text);
        if (number && *number >= 0 && *number <= 1) {
            ends.push_back(*number);
        } else if (!text.empty()) {
            m_file.error("number-out-of-range",
                         end,
                         inQuotes(text) + " is not a score: it must be a number between 0 and 1");
        }
    }
    if (score.isSequence() &&
        (score.items().size() != 2 || (ends.size() == 2 && ends[0] > ends[1]))) {
        m_file.error("bad-number", score, "a score is a number or a range such as [0, 1]");
    } else if (!ends.empty()) {
        m_test.score = {ends.front(), ends.back()};
    }
}

void RuleTestReader::readExpected(const YamlNode& expect)
{
    const MapReader reader(expect, kExpectFormat, m_file);
    m_test.status = reader.word("status");
    if (const YamlNode* score = reader.find("score")) {
        readScore(*score);
    }
    const YamlNode* missing = reader.find("missing");
    if (missing == nullptr) {
        return;
    }
    if (!missing->isSequence()) {
        m_file.error("not-a-list", *missing, "\"missing\" must be a list");
        return;
    }
    m_test.missing.emplace(); // may be empty: nothing is missing
    for (const YamlNode& item : missing->items()) {
        const std::string id = scalarText(item, "missing", m_file);
        if (m_knowledge.findAttribute(id) == nullptr) {
            reportUnknownAttribute(id, item, m_knowledge, m_file);
        } else {
            m_test.missing->push_back(id);
        }
    }
    std::sort(m_test.missing->begin(), m_test.missing->end());
}

void RuleTestReader::addOwnSubject()
{
    for (const SubjectKind& kind : m_knowledge.kinds) {
        if (kind.singleton) {
            addSubject({kind.id, std::string(kSingletonId)});
        }
    }
    const std::string& own = m_knowledge.schema.kinds()[m_rule.kind].kind.id;
    if (!hasKind(own)) {
        addSubject({own, std::string(kTestId)});
    }
}

/// Id of the subject that references to a kind mean: `test`, else the only one there is.
std::string RuleTestReader::referredTo(const std::string& kind) const
{
    std::string only;
    std::size_t count = 0;
    for (const Subject& subject : m_test.subjects) {
        if (subject.key.kind == kind) {
            if (subject.key.id == kTestId) {
                return subject.key.id;
            }
            only = subject.key.id;
            ++count;
        }
    }
    return count == 1 ? only : std::string();
}

void RuleTestReader::addReferences()
{
    const std::size_t givenCount = m_test.given.size();
    const auto isGiven = [&](const FactKey& key) {
        const auto end = m_test.given.begin() + static_cast<std::ptrdiff_t>(givenCount);
        return std::any_of(
            m_test.given.begin(), end, [&](const auto& fact) { return fact.first == key; });
    };
    for (const Attribute* attribute : m_resolving.references) {
        const std::string target = referredTo(attribute->targetKind);
        for (const Subject& subject : m_test.subjects) {
            const FactKey key{subject.key, attribute->id};
            if (subject.key.kind != attribute->kind || target.empty() || isGiven(key)) {
                continue;
            }
            Fact fact;
            fact.value = Reference{target};
            fact.origin = Origin::Documented;
            fact.author = "test";
            m_test.given.emplace_back(key, std::move(fact));
        }
    }
}

RuleTest RuleTestReader::read()
{
    const MapReader reader(m_node, kRuleTestFormat, m_file);
    const YamlNode* name = reader.find("name");
    m_test.where = m_file.at(name == nullptr ? m_node : *name);
    m_test.name = reader.text("name");
    if (const YamlNode* given = reader.find("given")) {
        readGiven(*given);
    }
    if (const YamlNode* subjects = reader.find("subjects")) {
        readSubjects(*subjects);
    }
    addOwnSubject();
    addReferences();
    if (const YamlNode* expect = reader.find("expect")) {
        readExpected(*expect);
    }
    return std::move(m_test);
}

} // namespace

std::vector<RuleTest> readRuleTests(const YamlNode& tests,
                                    const Rule& rule,
                                    const Resolving& resolving,
                                    FileProblems& file)
{
    std::vector<RuleTest> result;
    result.reserve(tests.items().size());
    for (const YamlNode& test : tests.items()) {
        result.push_back(RuleTestReader(test, rule, resolving, file).read());
    }
    return result;
}

} // namespace netready
