// SPDX-License-Identifier: Apache-2.0
#include "app/cli/comparison.h"

#include "app/cli/console.h"
#include "core/base/text.h"

#include <nlohmann/json.hpp>

#include <map>
#include <set>

namespace netready {

namespace {

using Texts = std::map<std::string, std::string>;

std::vector<Difference> differences(const Texts& before, const Texts& after)
{
    std::set<std::string> names;
    for (const Texts* texts : {&before, &after}) {
        for (const auto& [name, text] : *texts) {
            names.insert(name);
        }
    }
    const auto textOf = [](const Texts& texts, const std::string& name) {
        const auto found = texts.find(name);
        return found == texts.end() ? std::string() : found->second;
    };
    std::vector<Difference> result;
    for (const std::string& name : names) {
        Difference difference{name, textOf(before, name), textOf(after, name)};
        if (difference.before != difference.after) {
            result.push_back(std::move(difference));
        }
    }
    return result;
}

std::string factText(const Fact& fact)
{
    return toString(fact.value) + " (" + std::string(toString(fact.origin)) +
           (fact.author.empty() ? "" : ", " + fact.author) +
           (fact.withdrawn.empty() ? "" : ", withdrawn") + ")";
}

std::string factsText(const std::vector<Fact>& facts)
{
    std::vector<std::string> texts;
    texts.reserve(facts.size());
    for (const Fact& fact : facts) {
        texts.push_back(factText(fact));
    }
    return join(texts, "; ");
}

/// Facts that differ in anything, with a remark where value, origin and author are the same.
std::vector<Difference> factDifferences(const FactBase& before, const FactBase& after)
{
    std::set<FactKey> keys;
    for (const FactBase* base : {&before, &after}) {
        for (const FactKey& key : base->keys()) {
            keys.insert(key);
        }
    }
    std::vector<Difference> result;
    for (const FactKey& key : keys) {
        if (before.facts(key) == after.facts(key)) {
            continue;
        }
        Difference difference{
            key.text(), factsText(before.facts(key)), factsText(after.facts(key))};
        if (difference.before == difference.after) {
            difference.after += ", other note, evidence or time";
        }
        result.push_back(std::move(difference));
    }
    return result;
}

Texts subjectTexts(const FactBase& facts)
{
    Texts texts;
    for (const auto& [key, subject] : facts.subjects()) {
        texts[key.text()] = subject.title.empty() ? key.id : subject.title;
    }
    return texts;
}

Texts waiverTexts(const FactBase& facts)
{
    Texts texts;
    for (const auto& [key, waiver] : facts.waivers()) {
        texts[waiver.rule + " " + waiver.subject.text()] =
            "until " + dayText(waiver.expires) + ": " + waiver.reason;
    }
    return texts;
}

Texts workTexts(const FactBase& facts)
{
    Texts texts;
    for (const auto& [about, item] : facts.workItems()) {
        std::vector<std::string> parts{std::string(toString(item.status))};
        const auto add = [&](const std::string& word, const std::string& text) {
            if (!text.empty()) {
                parts.push_back(word + text);
            }
        };
        add("owner ", item.owner);
        add("due ", item.due ? dayText(*item.due) : "");
        add("in phase ", item.phase);
        add("cost ", item.cost ? toString(*item.cost) : "");
        add("effort ", item.effort ? toString(*item.effort) : "");
        add("note: ", item.note);
        texts[about.text()] = join(parts, ", ");
    }
    return texts;
}

Texts findingTexts(const Assessment& assessment)
{
    Texts texts;
    for (const Finding& finding : assessment.findings) {
        texts[finding.rule->id + " " + finding.subject.text()] =
            std::string(toString(finding.status));
    }
    return texts;
}

std::string scoreText(ScoreRange score, const VerdictResult& verdict)
{
    return toReadable(score) + ", " + std::string(toString(verdict.verdict)) +
           (verdict.settled ? ", settled" : "");
}

/// The number keeps the order of the assessment and is taken off again.
Texts scoreTexts(const Assessment& assessment)
{
    Texts texts;
    texts["1site"] = scoreText(assessment.site.score, assessment.site.verdict);
    for (const WorkloadScore& workload : assessment.workloads) {
        texts["2" + workload.subject.text()] = scoreText(workload.score, workload.verdict);
    }
    for (const DimensionScore& dimension : assessment.dimensions) {
        texts["3" + dimension.dimension->id] =
            dimension.applies == Truth::False ? "does not apply" : toReadable(dimension.score);
    }
    return texts;
}

nlohmann::ordered_json differencesJson(const std::vector<Difference>& differences)
{
    const auto textOrNull = [](const std::string& text) {
        return text.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(text);
    };
    auto list = nlohmann::ordered_json::array();
    for (const Difference& difference : differences) {
        list.push_back({{"name", difference.name},
                        {"before", textOrNull(difference.before)},
                        {"after", textOrNull(difference.after)}});
    }
    return list;
}

void printDifferences(std::string_view heading, const std::vector<Difference>& differences)
{
    if (differences.empty()) {
        return;
    }
    printLine(inked(Ink::Bold, heading));
    for (const Difference& difference : differences) {
        const bool came = difference.before.empty();
        const bool went = difference.after.empty();
        std::string text = difference.name + ": ";
        text += came ? difference.after : difference.before;
        text += came || went ? "" : " → " + difference.after;
        printLine("  " + std::string(came ? "+ " : (went ? "- " : "~ ")) + wrapped(text, 6));
    }
}

} // namespace

bool Comparison::empty() const
{
    return subjects.empty() && facts.empty() && waivers.empty() && work.empty() && scores.empty() &&
           findings.empty();
}

Comparison compare(const ComparedState& before, const ComparedState& after)
{
    Comparison comparison;
    comparison.subjects = differences(subjectTexts(before.facts), subjectTexts(after.facts));
    comparison.facts = factDifferences(before.facts, after.facts);
    comparison.waivers = differences(waiverTexts(before.facts), waiverTexts(after.facts));
    comparison.work = differences(workTexts(before.facts), workTexts(after.facts));
    comparison.scores = differences(scoreTexts(before.assessment), scoreTexts(after.assessment));
    for (Difference& difference : comparison.scores) {
        difference.name.erase(0, 1);
    }
    comparison.findings =
        differences(findingTexts(before.assessment), findingTexts(after.assessment));
    return comparison;
}

nlohmann::ordered_json comparisonJson(const Comparison& comparison)
{
    return {{"subjects", differencesJson(comparison.subjects)},
            {"facts", differencesJson(comparison.facts)},
            {"waivers", differencesJson(comparison.waivers)},
            {"work_items", differencesJson(comparison.work)},
            {"scores", differencesJson(comparison.scores)},
            {"findings", differencesJson(comparison.findings)}};
}

void printComparison(const Comparison& comparison)
{
    printDifferences("Scores", comparison.scores);
    printDifferences("Findings", comparison.findings);
    printDifferences("Subjects", comparison.subjects);
    printDifferences("Facts", comparison.facts);
    printDifferences("Waivers", comparison.waivers);
    printDifferences("Work items", comparison.work);
}

} // namespace netready
