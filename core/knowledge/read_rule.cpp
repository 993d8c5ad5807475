// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "core/knowledge/declarations.h"
#include "core/knowledge/map_reader.h"

#include <algorithm>
#include <array>

namespace netready {

namespace {

constexpr double kLargestWeight = 1000;

bool isWordStart(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Offset after the string literal that starts at `start`.
std::size_t afterString(std::string_view text, std::size_t start)
{
    std::size_t i = start + 1;
    while (i < text.size() && text[i] != text[start]) {
        i += text[i] == '\\' ? 2U : 1U;
    }
    return std::min(i + 1, text.size());
}

void readLets(const MapReader& reader, FileProblems& file)
{
    const YamlNode* lets = reader.find("let");
    if (lets == nullptr || !checkIsMap(*lets, "let", file)) {
        return;
    }
    for (const YamlEntry& entry : lets->entries()) {
        const bool isReserved =
            std::find(kExpressionWords.begin(), kExpressionWords.end(), entry.key.text) !=
            kExpressionWords.end();
        if (isReserved) {
            file.error("bad-id",
                       entry.key,
                       inQuotes(entry.key.text) + " is a word of the expression language");
        } else if (!isSnakeCase(entry.key.text)) {
            file.error("bad-id",
                       entry.key,
                       inQuotes(entry.key.text) +
                           " is not a name: use lowercase letters, digits and underscores");
        }
        (void)scalarText(entry.value, entry.key.text, file);
    }
}

void readRequirement(Rule& rule, const YamlNode& node, const MapReader& reader, FileProblems& file)
{
    const YamlNode* score = reader.find("score");
    const bool hasRequirement = reader.find("requirement") != nullptr;
    if (hasRequirement == (score != nullptr)) {
        file.error("requirement-or-score",
                   score != nullptr ? *score : node,
                   "a rule needs a requirement or a score, and only one of them");
    }
    if (hasRequirement) {
        (void)reader.text("requirement");
    }
    if (score != nullptr) {
        const MapReader parts(*score, kScoreFormat, file);
        ScoreCurve curve;
        (void)parts.text("value");
        curve.failAtText = parts.text("fail_at");
        curve.targetText = parts.text("target");
        curve.logarithmic = parts.word("curve", kCurveWords, false);
        rule.curve = curve;
    }
}

void readBetter(Rule& rule, const MapReader& reader, FileProblems& file)
{
    const YamlNode* better = reader.find("better");
    if (better == nullptr || !checkIsMap(*better, "better", file)) {
        return;
    }
    for (const YamlEntry& entry : better->entries()) {
        const std::string text = scalarText(entry.value, entry.key.text, file);
        const std::optional<bool> more = valueOf(kMoreLessWords, text);
        if (!more && !text.empty()) {
            file.error("unknown-word",
                       entry.value,
                       inQuotes(text) + " is not what can be better: more or less");
        }
        rule.better.push_back(
            {std::string(entry.key.text), more.value_or(true), file.at(entry.key)});
    }
}

void readReferences(Rule& rule, const MapReader& reader, FileProblems& file)
{
    for (const YamlNode& item : reader.list("references")) {
        Citation citation = readCitation(item, kReferenceFormat, file);
        const bool isInScore = citation.supports == "fail_at" || citation.supports == "target";
        const bool isThere =
            isInScore ? rule.curve.has_value() : reader.find(citation.supports) != nullptr;
        if (!citation.supports.empty() && !isThere) {
            file.error("supports-nothing",
                       *item.find("supports"),
                       "the rule has no " + inQuotes(citation.supports) +
                           " that could be supported");
        }
        rule.references.push_back(std::move(citation));
    }
}

void checkThresholds(const Rule& rule, const MapReader& reader, FileProblems& file)
{
    const auto need = [&](std::string_view key, const YamlNode* node) {
        const auto covers = [&](const Citation& citation) { return citation.supports == key; };
        if (node != nullptr &&
            std::none_of(rule.references.begin(), rule.references.end(), covers)) {
            file.error("threshold-without-source",
                       *node,
                       "no reference supports " + inQuotes(key) +
                           ": name a source, or say judgement and why");
        }
    };
    need("requirement", reader.find("requirement"));
    if (const YamlNode* score = reader.find("score")) {
        need("fail_at", score->find("fail_at"));
        need("target", score->find("target"));
    }
    const YamlNode* appliesWhen = reader.find("applies_when");
    if (appliesWhen != nullptr && holdsThreshold(appliesWhen->text)) {
        need("applies_when", appliesWhen);
    }
}

void checkTests(const MapReader& reader, FileProblems& file)
{
    const YamlNode* tests = reader.find("tests");
    if (tests == nullptr || !tests->isSequence()) {
        return;
    }
    std::vector<std::string> wanted{"pass", "fail", "unknown"};
    if (reader.find("applies_when") != nullptr) {
        wanted.emplace_back("not_applicable");
    }
    const std::size_t fewest = wanted.size() + 1; // and one at the threshold
    for (const YamlNode& test : tests->items()) {
        const YamlNode* expect = test.find("expect");
        const YamlNode* status = expect == nullptr ? nullptr : expect->find("status");
        if (status != nullptr) {
            std::erase(wanted, status->text);
        }
    }
    if (!wanted.empty()) {
        file.error("rule-tests-missing",
                   *tests,
                   "the rule has no test that expects " + join(wanted, ", none that expects "));
    } else if (tests->items().size() < fewest) {
        file.error("rule-tests-missing",
                   *tests,
                   "the rule has " + std::to_string(tests->items().size()) + " tests and needs " +
                       std::to_string(fewest) + ": add one at the threshold");
    }
}

} // namespace

bool holdsThreshold(std::string_view expression)
{
    std::size_t i = 0;
    while (i < expression.size()) {
        const char c = expression[i];
        if (c == '\'' || c == '"') {
            i = afterString(expression, i);
        } else if (isDigit(c)) {
            return true;
        } else if (isWordStart(c)) {
            const std::size_t start = i;
            while (i < expression.size() &&
                   (isWordStart(expression[i]) || isDigit(expression[i]))) {
                ++i;
            }
            const std::string_view word = expression.substr(start, i - start);
            if ((word == "q" || word == "date") && trimmed(expression.substr(i)).starts_with('(')) {
                return true;
            }
        } else {
            ++i;
        }
    }
    return false;
}

Rule readRule(const YamlNode& node, FileProblems& file)
{
    const MapReader reader(node, kRuleFormat, file);
    Rule rule;
    const YamlNode* id = reader.find("rule");
    rule.where = file.at(id == nullptr ? node : *id);
    rule.id = reader.kebabId("rule");
    rule.title = reader.text("title");
    rule.dimension = reader.text("dimension");
    rule.severity = reader.word("severity", kSeverityWords, Severity::Medium);
    rule.gate = reader.word("gate", kGateWords, Gate::None);
    rule.weight = reader.number("weight", 0, kLargestWeight, rule.weight);
    rule.rationale = reader.text("rationale");
    rule.limits = reader.text("limits");
    rule.found.source = reader.text("found");
    for (const std::string_view key : {"per", "applies_when"}) {
        (void)reader.text(key); // reports what is no text
    }
    readLets(reader, file);
    readRequirement(rule, node, reader, file);
    readBetter(rule, reader, file);
    if (const YamlNode* evidence = reader.find("evidence")) {
        const MapReader parts(*evidence, kEvidenceFormat, file);
        rule.fullCreditNeeds =
            originFromText(parts.word("full_credit_needs")).value_or(rule.fullCreditNeeds);
        rule.statedCredit = parts.number("stated_credit", 0, 1, rule.statedCredit);
    }
    if (const YamlNode* remediation = reader.find("remediation")) {
        const MapReader parts(*remediation, kRemediationFormat, file);
        rule.remedy = parts.text("text");
        rule.effort = parts.word("effort", kEffortWords, Effort::Days);
        rule.cost = parts.word("cost", kCostWords, CostClass::Low);
    }
    readReferences(rule, reader, file);
    checkThresholds(rule, reader, file);
    (void)reader.list("tests");
    checkTests(reader, file);
    return rule;
}

} // namespace netready
