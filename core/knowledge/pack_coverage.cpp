// SPDX-License-Identifier: Apache-2.0
#include "core/knowledge/pack_coverage.h"

#include "core/base/text.h"
#include "core/knowledge/resolve.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>
#include <utility>

namespace netready {

namespace {

constexpr int kDimensions = 13;
constexpr int kQuestions = 11;
constexpr int kMistakes = 8;
constexpr std::array<std::string_view, 9> kStepTitles{
    "Define the workload portfolio",
    "Map the data flows",
    "Assess the network",
    "Choose the fabric",
    "Design the topology for growth",
    "Validate storage networking",
    "Select vendors by fit",
    "Implement observability, automation and security from day one",
    "Scale in phases"};

/// Counts what serves a set of rules.
class Counter
{
public:
    explicit Counter(const Knowledge& knowledge)
        : m_knowledge(knowledge)
        , m_world(knowledge.schema)
    {
        for (const ComputedAttribute& computed : knowledge.computed) {
            m_computed.emplace(computed.attribute, &computed.program);
        }
        for (const Question& question : knowledge.questions) {
            m_asked.insert(question.attribute);
        }
        for (const Rule& rule : knowledge.rules) {
            m_questions.emplace(rule.id, questionsOf(rule));
        }
    }

    void count(const std::set<std::string>& rules, CoverageRow& row) const
    {
        std::set<std::string_view> questions;
        for (const std::string& rule : rules) {
            const std::set<std::string_view>& read = m_questions.at(rule);
            questions.insert(read.begin(), read.end());
        }
        row.rules = rules.size();
        row.questions = questions.size();
        row.actions = static_cast<std::size_t>(std::count_if(
            m_knowledge.actions.begin(), m_knowledge.actions.end(), [&](const Action& action) {
                return std::any_of(action.remedies.begin(),
                                   action.remedies.end(),
                                   [&](const std::string& rule) { return rules.contains(rule); });
            }));
    }

private:
    [[nodiscard]] std::set<std::string_view> questionsOf(const Rule& rule) const
    {
        AttributeSet reads;
        for (const Program* program : {&rule.appliesWhen, &rule.value}) {
            if (!program->empty()) {
                m_world.addReads(*program, rule.kind, reads);
            }
        }
        std::vector<const Attribute*> queue(reads.begin(), reads.end());
        while (!queue.empty()) {
            const Attribute* attribute = queue.back();
            queue.pop_back();
            const auto computed = m_computed.find(attribute);
            if (computed == m_computed.end()) {
                continue;
            }
            AttributeSet behind;
            if (computed->second->empty()) {
                behind = derivedReads(m_knowledge, *attribute);
            } else {
                const auto kind = m_knowledge.schema.kindIndex(attribute->kind);
                m_world.addReads(*computed->second, kind.value_or(0), behind);
            }
            for (const Attribute* more : behind) {
                if (reads.insert(more).second) {
                    queue.push_back(more);
                }
            }
        }
        std::set<std::string_view> questions;
        for (const Attribute* attribute : reads) {
            if (m_asked.contains(attribute->id)) {
                questions.insert(attribute->id);
            }
        }
        return questions;
    }

    const Knowledge& m_knowledge;
    OpenWorld m_world;
    std::map<const Attribute*, const Program*> m_computed;
    std::set<std::string_view> m_asked;
    std::map<std::string, std::set<std::string_view>, std::less<>> m_questions; ///< by rule
};

CoverageRow rowOf(std::string id, std::string title)
{
    CoverageRow row;
    row.id = std::move(id);
    row.title = std::move(title);
    return row;
}

void addDimensions(const Knowledge& knowledge,
                   const Counter& counter,
                   std::vector<CoverageRow>& rows)
{
    for (int i = 1; i <= kDimensions; ++i) {
        const std::string code = "D" + std::to_string(i);
        const auto dimension =
            std::find_if(knowledge.dimensions.begin(),
                         knowledge.dimensions.end(),
                         [&](const ScoredDimension& candidate) { return candidate.code == code; });
        const bool isThere = dimension != knowledge.dimensions.end();
        CoverageRow& row = rows.emplace_back(rowOf(code, isThere ? dimension->title : ""));
        std::set<std::string> rules;
        for (const Rule& rule : knowledge.rules) {
            if (isThere && rule.dimension == dimension->id) {
                rules.insert(rule.id);
            }
        }
        counter.count(rules, row);
    }
}

void addTopics(const Knowledge& knowledge,
               const Counter& counter,
               const std::pair<std::string, std::string>& letters, // of the mission, of the packs
               int last,
               std::vector<CoverageRow>& rows)
{
    for (int i = 1; i <= last; ++i) {
        const std::string number = std::to_string(i);
        const auto topic = std::find_if(
            knowledge.topics.begin(), knowledge.topics.end(), [&](const Topic& candidate) {
                return candidate.id == letters.second + number;
            });
        const bool isThere = topic != knowledge.topics.end();
        CoverageRow& row =
            rows.emplace_back(rowOf(letters.first + number, isThere ? topic->title : ""));
        counter.count(isThere ? std::set<std::string>(topic->rules.begin(), topic->rules.end())
                              : std::set<std::string>(),
                      row);
    }
}

} // namespace

std::vector<CoverageRow> packCoverage(const Knowledge& knowledge)
{
    const Counter counter(knowledge);
    std::vector<CoverageRow> rows;
    rows.push_back(rowOf("W1", "Workload classes"));
    rows.back().others = knowledge.classes.size();
    rows.push_back(rowOf("W2", "Use cases"));
    rows.back().others = knowledge.useCases.size();
    addDimensions(knowledge, counter, rows);
    addTopics(knowledge, counter, {"Q", "q"}, kQuestions, rows);
    addTopics(knowledge, counter, {"M", "m"}, kMistakes, rows);
    for (std::size_t step = 1; step <= kStepTitles.size(); ++step) {
        CoverageRow& row = rows.emplace_back(
            rowOf("P" + std::to_string(step), std::string(kStepTitles.at(step - 1))));
        row.actions = static_cast<std::size_t>(std::count_if(
            knowledge.actions.begin(), knowledge.actions.end(), [&](const Action& action) {
                return action.step == step;
            }));
    }
    rows.push_back(rowOf("F", "Vendors"));
    rows.back().others = knowledge.vendors.size();
    return rows;
}

} // namespace netready
