// SPDX-License-Identifier: Apache-2.0
#include "core/assessment/model.h"
#include "core/base/text.h"
#include "core/knowledge/resolve.h"
#include "core/prover/checks.h"

#include <algorithm>
#include <map>
#include <set>

namespace netready {

namespace {

constexpr std::size_t kMostBases = 3000;      // combinations in which an input is varied
constexpr std::size_t kMostOptionBases = 600; // in which all options are

bool changesAnywhere(const Tried& tried, std::size_t variable)
{
    const std::vector<Combination>& all = tried.trials.all();
    const std::size_t step = std::max<std::size_t>(1, all.size() / kMostBases);
    for (std::size_t i = 0; i < all.size(); i += step) {
        tried.trials.put(all[i]);
        for (std::size_t c = 0; c < tried.trials.variables()[variable].size(); ++c) {
            if (c == all[i][variable]) {
                continue;
            }
            tried.trials.put(variable, static_cast<std::uint16_t>(c));
            if (!isSame(tried.trials.outcome(tried.formula), tried.outcomes[i])) {
                return true;
            }
        }
    }
    return false;
}

/// The option of a choice that stands for each other: the first that the landmarks do not tell
/// from it; the trials hold one of each such set.
std::vector<std::size_t> representatives(const ProofVariable& variable, const Landmarks& landmarks)
{
    const Attribute& attribute = *variable.slot.attribute;
    std::vector<std::size_t> all(attribute.options.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto isLike = [&](std::size_t other) {
            return std::all_of(
                landmarks.options.begin(), landmarks.options.end(), [&](std::uint64_t mask) {
                    return (mask >> i & 1U) == (mask >> other & 1U);
                });
        };
        for (std::size_t choice = 0; choice < variable.values.size(); ++choice) {
            const std::uint64_t bit = variable.values[choice].options.possible;
            for (std::size_t other = 0; other < attribute.options.size(); ++other) {
                const bool same = landmarks.comparesOptions ? other == i : isLike(other);
                if (bit == std::uint64_t{1} << other && same) {
                    all[i] = choice;
                }
            }
        }
    }
    return all;
}

/// Splits the options wherever the formula tells two apart.
std::vector<int> groupsOf(const Tried& tried, std::size_t variable)
{
    Landmarks landmarks;
    addLandmarks(tried.formula, landmarks);
    const ProofVariable& varied = tried.trials.variables()[variable];
    std::vector<int> groups(varied.size(), 0);
    const std::vector<Combination>& all = tried.trials.all();
    const std::size_t step = std::max<std::size_t>(1, all.size() / kMostOptionBases);
    for (std::size_t i = 0; i < all.size(); i += step) {
        tried.trials.put(all[i]);
        std::vector<Outcome> outcomes;
        for (std::size_t c = 0; c < varied.size(); ++c) {
            tried.trials.put(variable, static_cast<std::uint16_t>(c));
            outcomes.push_back(tried.trials.outcome(tried.formula));
        }
        std::vector<int> split(varied.size(), 0);
        int next = 0;
        for (std::size_t c = 0; c < split.size(); ++c) {
            const auto isLike = [&](std::size_t other) {
                return groups[other] == groups[c] && isSame(outcomes[other], outcomes[c]);
            };
            std::size_t other = 0;
            while (!isLike(other)) {
                ++other;
            }
            split[c] = other == c ? next++ : split[other];
        }
        groups = split;
    }
    std::vector<int> byOption;
    for (const std::size_t choice : representatives(varied, landmarks)) {
        byOption.push_back(groups[choice]);
    }
    return byOption;
}

/// Whether the answer to a question counts, over all that reads it.
class Answers
{
public:
    Answers(const Knowledge& knowledge, const std::vector<Reader>& readers)
        : m_knowledge(knowledge)
        , m_readers(readers)
    {
        for (const ComputedAttribute& computed : knowledge.computed) {
            if (computed.program.empty()) {
                m_derived.emplace_back(computed.attribute,
                                       derivedReads(knowledge, *computed.attribute));
            }
        }
    }

    [[nodiscard]] bool counts(const Attribute& attribute);
    /// False if all that reads it and shows no change was only sampled.
    [[nodiscard]] bool isProven(const Attribute& attribute) const;
    /// True if something tells the two options apart.
    [[nodiscard]] bool tellsApart(const Attribute& attribute, std::size_t a, std::size_t b);

private:
    [[nodiscard]] bool counts(const Reader& reader);
    [[nodiscard]] bool isTakenByModels(const Attribute& attribute);

    const Knowledge& m_knowledge;
    const std::vector<Reader>& m_readers;
    std::vector<std::pair<const Attribute*, AttributeSet>> m_derived;
    std::map<const Attribute*, bool> m_known; ///< false while it is being worked out
};

bool Answers::counts(const Reader& reader)
{
    if (reader.rule != nullptr) {
        return true;
    }
    if (reader.computes != nullptr) {
        return counts(*reader.computes);
    }
    const Attribute* asked = m_knowledge.findAttribute(reader.question->attribute);
    return asked != nullptr && counts(*asked);
}

bool Answers::isTakenByModels(const Attribute& attribute)
{
    return std::any_of(m_derived.begin(), m_derived.end(), [&](const auto& derived) {
        return derived.second.contains(&attribute) && counts(*derived.first);
    });
}

bool Answers::counts(const Attribute& attribute)
{
    const auto [known, isNew] = m_known.emplace(&attribute, false);
    if (!isNew) {
        return known->second;
    }
    bool found = isTakenByModels(attribute);
    for (const Reader& reader : m_readers) {
        for (const Influence& influence : reader.reads) {
            found =
                found || (influence.attribute == &attribute && influence.changes && counts(reader));
        }
    }
    m_known[&attribute] = found;
    return found;
}

bool Answers::isProven(const Attribute& attribute) const
{
    bool isProven = true;
    for (const Reader& reader : m_readers) {
        for (const Influence& influence : reader.reads) {
            isProven = isProven && (influence.attribute != &attribute || influence.changes ||
                                    influence.isProven);
        }
    }
    return isProven;
}

bool Answers::tellsApart(const Attribute& attribute, std::size_t a, std::size_t b)
{
    if (isTakenByModels(attribute)) {
        return true;
    }
    for (const Reader& reader : m_readers) {
        for (const Influence& influence : reader.reads) {
            if (influence.attribute == &attribute && !influence.groups.empty() &&
                influence.groups[a] != influence.groups[b] && counts(reader)) {
                return true;
            }
        }
    }
    return false;
}

/// What is read by the engine itself, not by a formula.
bool isReadByEngine(const Attribute& attribute)
{
    return attribute.type == AttributeType::Reference || attribute.id == kClassAttribute ||
           attribute.id == kUseCaseAttribute || attribute.id == "workload.must_run";
}

void remarkAlike(Answers& answers,
                 const Question& question,
                 const Attribute& attribute,
                 Proof& proof)
{
    for (std::size_t b = 1; b < attribute.options.size(); ++b) {
        for (std::size_t a = 0; a < b; ++a) {
            if (!answers.tellsApart(attribute, a, b)) {
                remark(proof,
                       "options-alike",
                       question.where,
                       "no result tells " + inQuotes(attribute.options[b].id) + " from " +
                           inQuotes(attribute.options[a].id) + " of " + attribute.id);
                break;
            }
        }
    }
}

/// An answer that follows from others as well is not idle: a contradiction between them is found.
void tellIdle(const Answers& answers,
              const Question& question,
              const Attribute& attribute,
              Proof& proof)
{
    const std::string message =
        "no answer to " + inQuotes(question.id) + " changes the result of a rule";
    if (!attribute.computed.empty() || !attribute.derived.empty()) {
        remark(proof,
               "answer-only-compared",
               question.where,
               message + "; it is only held against what other answers give");
    } else if (answers.isProven(attribute)) {
        refuse(proof, "answer-changes-nothing", question.where, message);
    } else {
        leaveOpen(proof, question.where, message);
    }
}

} // namespace

std::vector<Influence> influences(const Tried& tried)
{
    std::map<const Attribute*, Influence> found;
    const std::vector<ProofVariable>& variables = tried.trials.variables();
    for (std::size_t v = 0; v < variables.size(); ++v) {
        if (variables[v].isScene) {
            continue;
        }
        const Attribute* attribute = variables[v].slot.attribute;
        Influence& influence = found[attribute];
        influence.attribute = attribute;
        influence.changes = influence.changes || changesAnywhere(tried, v);
        influence.isProven = influence.isProven || tried.trials.isComplete();
        if (attribute->type == AttributeType::Choice && variables[v].slot.row == 0) {
            influence.groups = groupsOf(tried, v);
        }
    }
    std::vector<Influence> all;
    all.reserve(found.size());
    for (auto& [attribute, influence] : found) {
        all.push_back(std::move(influence));
    }
    return all;
}

void proveAnswers(const Knowledge& knowledge, const std::vector<Reader>& readers, Proof& proof)
{
    Answers answers(knowledge, readers);
    for (const Question& question : knowledge.questions) {
        const Attribute* attribute = knowledge.findAttribute(question.attribute);
        if (attribute == nullptr || isReadByEngine(*attribute)) {
            continue;
        }
        if (!answers.counts(*attribute)) {
            tellIdle(answers, question, *attribute, proof);
        } else if (attribute->type == AttributeType::Choice) {
            remarkAlike(answers, question, *attribute, proof);
        }
    }
}

} // namespace netready
