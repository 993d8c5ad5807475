// SPDX-License-Identifier: Apache-2.0
#include "core/knowledge/knowledge.h"

#include "core/base/text.h"
#include "core/knowledge/words.h"

#include <algorithm>
#include <set>

namespace netready {

namespace {

template <class T>
const T* findById(const std::vector<T>& sorted, std::string_view id)
{
    const auto found = std::lower_bound(
        sorted.begin(), sorted.end(), id, [](const T& item, std::string_view wanted) {
            return item.id < wanted;
        });
    return found == sorted.end() || found->id != id ? nullptr : &*found;
}

/// The subjects of the template, and the one of each singleton kind that it does not name.
std::vector<Subject> subjectsFor(const Template& start, const Knowledge& knowledge)
{
    std::vector<Subject> subjects = start.subjects;
    for (const SubjectKind& kind : knowledge.kinds) {
        const SubjectKey key{kind.id, std::string(kSingletonId)};
        const auto isSame = [&](const Subject& subject) { return subject.key == key; };
        if (kind.singleton && std::none_of(subjects.begin(), subjects.end(), isSame)) {
            subjects.push_back({key, kind.title});
        }
    }
    return subjects;
}

} // namespace

std::string_view toString(SourceStatus status)
{
    return textOf(kSourceStatusWords, status);
}

std::string_view toString(Depth depth)
{
    return textOf(kDepthWords, depth);
}

std::string_view toString(Severity severity)
{
    return textOf(kSeverityWords, severity);
}

std::string_view toString(Gate gate)
{
    return textOf(kGateWords, gate);
}

std::string_view toString(Effort effort)
{
    return textOf(kEffortWords, effort);
}

std::string_view toString(CostClass cost)
{
    return textOf(kCostWords, cost);
}

const Attribute* Knowledge::findAttribute(std::string_view id) const
{
    return findById(attributes, id);
}

const SubjectKind* Knowledge::findKind(std::string_view id) const
{
    // In the order of the packs, and few.
    const auto found = std::find_if(
        kinds.begin(), kinds.end(), [&](const SubjectKind& kind) { return kind.id == id; });
    return found == kinds.end() ? nullptr : &*found;
}

const Rule* Knowledge::findRule(std::string_view id) const
{
    return findById(rules, id);
}

const Source* Knowledge::findSource(std::string_view id) const
{
    return findById(sources, id);
}

const Question* Knowledge::questionFor(std::string_view attribute) const
{
    const auto found =
        std::find_if(questions.begin(), questions.end(), [&](const Question& question) {
            return question.attribute == attribute;
        });
    return found == questions.end() ? nullptr : &*found;
}

const WorkloadClass* Knowledge::findClass(std::string_view id) const
{
    return findById(classes, id);
}

const UseCase* Knowledge::findUseCase(std::string_view id) const
{
    return findById(useCases, id);
}

const Action* Knowledge::findAction(std::string_view id) const
{
    return findById(actions, id);
}

const Template* Knowledge::findTemplate(std::string_view id) const
{
    return findById(templates, id);
}

const Attribute& Knowledge::attribute(std::string_view id) const
{
    if (const Attribute* found = findAttribute(id)) {
        return *found;
    }
    const std::string_view kind = id.substr(0, id.find('.'));
    std::vector<std::string> ofKind;
    std::vector<std::string> all;
    for (const Attribute& known : attributes) {
        all.push_back(known.id);
        if (known.kind == kind) {
            ofKind.push_back(known.id);
        }
    }
    const std::string near = nearest(id, ofKind.empty() ? all : ofKind);
    throw Error(ErrorCode::NotFound,
                "there is no attribute " + inQuotes(id) +
                    (near.empty() ? "" : "; did you mean " + inQuotes(near) + "?"));
}

Edit editFor(const Template& start, const Knowledge& knowledge, std::string_view time)
{
    Edit edit;
    edit.title = "Start from the template " + inQuotes(start.id);
    edit.time = time;
    for (Subject& subject : subjectsFor(start, knowledge)) {
        edit.changes.emplace_back(RecordChange<Subject>{std::nullopt, std::move(subject)});
    }
    std::map<FactKey, std::size_t> changeOf;
    for (const auto& [key, fact] : start.facts) {
        const auto [found, isNew] = changeOf.emplace(key, edit.changes.size());
        if (isNew) {
            edit.changes.emplace_back(FactsChange{key, {}, {}});
        }
        Fact dated = fact;
        dated.time = time;
        std::get<FactsChange>(edit.changes.at(found->second)).after.push_back(std::move(dated));
    }
    return edit;
}

std::map<const Attribute*, std::vector<std::size_t>>
dimensionsByAttribute(const Knowledge& knowledge)
{
    std::map<const Attribute*, std::set<std::size_t>> found;
    for (const Rule& rule : knowledge.rules) {
        const auto dimension =
            std::find_if(knowledge.dimensions.begin(),
                         knowledge.dimensions.end(),
                         [&](const ScoredDimension& scored) { return scored.id == rule.dimension; });
        for (const Attribute* attribute : rule.reads) {
            found[attribute].insert(
                static_cast<std::size_t>(dimension - knowledge.dimensions.begin()));
        }
    }
    // Backwards, so that each comes after all that read it.
    for (auto item = knowledge.computed.rbegin(); item != knowledge.computed.rend(); ++item) {
        const auto own = found.find(item->attribute);
        if (own != found.end()) {
            const std::set<std::size_t> dimensions = own->second;
            for (const Attribute* attribute : item->reads) {
                found[attribute].insert(dimensions.begin(), dimensions.end());
            }
        }
    }
    std::map<const Attribute*, std::vector<std::size_t>> result;
    for (const auto& [attribute, dimensions] : found) {
        result.emplace(attribute, std::vector(dimensions.begin(), dimensions.end()));
    }
    return result;
}

std::vector<const Rule*> rulesOnValue(const Knowledge& knowledge, const Attribute& attribute)
{
    std::vector<const Rule*> rules;
    for (const Rule& rule : knowledge.rules) {
        if (!rule.curve) {
            continue;
        }
        const auto named = std::find_if(rule.lets.begin(), rule.lets.end(), [&](const auto& let) {
            return let.first == rule.value.source();
        });
        const Program& value = named == rule.lets.end() ? rule.value : named->second;
        if (value.source() == attribute.id) {
            rules.push_back(&rule);
        }
    }
    return rules;
}

} // namespace netready
