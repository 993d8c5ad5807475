// SPDX-License-Identifier: Apache-2.0
// Looks up names across files.
#include "core/knowledge/resolve.h"

#include "core/base/text.h"
#include "core/evidence/evidence.h"
#include "core/knowledge/map_reader.h"
#include "core/knowledge/pack_folder.h"

#include <algorithm>
#include <array>
#include <set>
#include <unordered_map>
#include <utility>

namespace netready {

namespace {

const YamlNode& nodeOf(const YamlNode& map, std::string_view key)
{
    const YamlNode* node = map.find(key);
    return node == nullptr ? map : *node;
}

/// Orders things and ids by the id.
struct ById
{
    template <class T>
    bool operator()(const T& thing, std::string_view id) const
    {
        return thing.id < id;
    }
    template <class T>
    bool operator()(std::string_view id, const T& thing) const
    {
        return id < thing.id;
    }
};

/// Which pack may declare anew what another one declares.
class Overrides
{
public:
    explicit Overrides(const std::vector<Declared<Pack>>& packs)
        : m_packs(packs)
        , m_used(packs.size())
    {
        for (const Declared<Pack>& pack : packs) {
            m_folders.push_back(folderOf(pack.file->path()));
            m_used[m_folders.size() - 1].resize(pack.value.overrides.size());
        }
    }

    /// True if one of two declarations of an id counts by right; it is put first.
    template <class T>
    bool settle(Declared<T>*& kept, Declared<T>*& other)
    {
        const auto own = claim(*kept);
        const auto others = claim(*other);
        if (own.has_value() == others.has_value()) {
            return false;
        }
        if (others) {
            std::swap(kept, other);
        }
        const auto [pack, entry] = own ? *own : *others;
        m_used[pack][entry] = true;
        const auto overridden = packOf(other->file->path(), m_folders);
        m_found.push_back({kept->value.id,
                           m_packs[pack].value.id,
                           overridden ? m_packs[*overridden].value.id : "",
                           kept->file->at(*kept->node)});
        return true;
    }

    /// Refuses what overrides nothing.
    [[nodiscard]] std::vector<Override> finish() &&
    {
        for (std::size_t i = 0; i < m_packs.size(); ++i) {
            for (std::size_t j = 0; j < m_used[i].size(); ++j) {
                if (!m_used[i][j]) {
                    const Declared<Pack>& pack = m_packs[i];
                    pack.file->error("overrides-nothing",
                                     pack.node->find("overrides")->items()[j],
                                     "no other pack declares " + inQuotes(pack.value.overrides[j]) +
                                         ", or this one does not declare it anew");
                }
            }
        }
        std::sort(m_found.begin(), m_found.end(), [](const Override& a, const Override& b) {
            return a.id < b.id;
        });
        return std::move(m_found);
    }

private:
    /// Pack and entry of its list that name the declaration.
    template <class T>
    [[nodiscard]] std::optional<std::pair<std::size_t, std::size_t>>
    claim(const Declared<T>& item) const
    {
        const auto pack = packOf(item.file->path(), m_folders);
        if (!pack) {
            return std::nullopt;
        }
        const std::vector<std::string>& ids = m_packs[*pack].value.overrides;
        const auto found = std::find(ids.begin(), ids.end(), item.value.id);
        return found == ids.end()
                   ? std::nullopt
                   : std::optional(std::pair(*pack, static_cast<std::size_t>(found - ids.begin())));
    }

    const std::vector<Declared<Pack>>& m_packs;
    std::vector<std::string> m_folders;
    std::vector<std::vector<bool>> m_used;
    std::vector<Override> m_found;
};

/// Keeps of each id the declaration that counts, else the first, refuses the others, and copies
/// what is left into the knowledge.
template <class T>
void settle(std::vector<Declared<T>>& declared,
            std::vector<T>& settled,
            std::string_view idKey,
            bool isSorted,
            Overrides* overrides)
{
    std::unordered_map<std::string_view, std::size_t> places;
    std::vector<Declared<T>*> order;
    for (Declared<T>& item : declared) {
        if (item.value.id.empty()) {
            continue;
        }
        const auto [found, isNew] = places.emplace(item.value.id, order.size());
        if (isNew) {
            order.push_back(&item);
            continue;
        }
        Declared<T>* kept = order[found->second];
        Declared<T>* dropped = &item;
        if (overrides != nullptr && overrides->settle(kept, dropped)) {
            order[found->second] = kept;
            continue;
        }
        const Declared<T>& other = *kept;
        item.file->error("duplicate-id",
                         nodeOf(*item.node, idKey),
                         inQuotes(item.value.id) + " is declared a second time, first in " +
                             toString(other.file->at(nodeOf(*other.node, idKey))));
    }
    if (isSorted) {
        std::sort(order.begin(), order.end(), [](const Declared<T>* a, const Declared<T>* b) {
            return a->value.id < b->value.id;
        });
    }
    std::vector<Declared<T>> kept;
    kept.reserve(order.size());
    settled.reserve(order.size());
    for (Declared<T>* item : order) {
        settled.push_back(item->value);
        kept.push_back(std::move(*item));
    }
    declared = std::move(kept);
}

bool areKindNamesSound(const Resolving& resolving)
{
    bool isSound = true;
    std::set<std::string, std::less<>> names;
    for (const Declared<SubjectKind>& kind : resolving.declared.kinds) {
        for (const auto& [key, name] :
             {std::pair("id", kind.value.id), std::pair("plural", kind.value.plural)}) {
            const bool isReserved =
                std::find(kExpressionWords.begin(), kExpressionWords.end(), name) !=
                kExpressionWords.end();
            if (isReserved) {
                kind.file->error("bad-id",
                                 nodeOf(*kind.node, key),
                                 inQuotes(name) + " is a word of the expression language");
                isSound = false;
            } else if (!name.empty() && !names.insert(name).second) {
                kind.file->error("duplicate-id",
                                 nodeOf(*kind.node, key),
                                 inQuotes(name) + " already names a kind or its subjects");
                isSound = false;
            }
        }
    }
    return isSound;
}

bool areAttributeKindsKnown(const Resolving& resolving)
{
    const std::vector<SubjectKind>& kinds = resolving.knowledge.kinds;
    bool isSound = true;
    for (const Declared<Attribute>& item : resolving.declared.attributes) {
        const Attribute& value = item.value;
        isSound &= need(kinds, "kind", value.kind, nodeOf(*item.node, "id"), *item.file);
        isSound &= need(kinds, "kind", value.targetKind, nodeOf(*item.node, "target"), *item.file);
    }
    return isSound;
}

void resolveAttributeSources(const Resolving& resolving)
{
    for (const Declared<Attribute>& item : resolving.declared.attributes) {
        need(resolving.knowledge.sources,
             "source",
             item.value.source.source,
             nodeOf(nodeOf(*item.node, "source"), "source"),
             *item.file);
    }
}

/// What an option of a choice stands for, and the other way round.
template <class T>
void checkOptions(const Declared<Attribute>& attribute,
                  const std::vector<Declared<T>>& declared,
                  const std::vector<T>& known,
                  const std::string& what)
{
    const Attribute& value = attribute.value;
    for (std::size_t i = 0; i < value.options.size(); ++i) {
        const std::string& option = value.options[i].id;
        if (!isKnown(known, option)) {
            attribute.file->error("class-options-differ",
                                  nodeOf(attribute.node->find("options")->items()[i], "id"),
                                  "there is no " + what + " " + inQuotes(option) +
                                      didYouMean(option, idsOf(known)));
        }
    }
    for (const Declared<T>& item : declared) {
        if (!value.optionIndex(item.value.id)) {
            item.file->error("class-options-differ",
                             nodeOf(*item.node, "id"),
                             "the " + what + " " + inQuotes(item.value.id) + " is no option of " +
                                 inQuotes(value.id));
        }
    }
}

/// The engine reads these by name, so that their type is fixed.
void checkEngineAttributes(const Resolving& resolving)
{
    for (const Declared<Attribute>& attribute : resolving.declared.attributes) {
        const Attribute& value = attribute.value;
        const bool isClass = value.id == "workload.class";
        const bool isUseCase = value.id == "workload.use_case";
        const bool isRead = isClass || isUseCase || value.id == "workload.must_run";
        const AttributeType wanted =
            isClass || isUseCase ? AttributeType::Choice : AttributeType::Boolean;
        if (!attribute.isSound || !isRead) {
            continue;
        }
        if (value.type != wanted) {
            attribute.file->error("wrong-type",
                                  nodeOf(*attribute.node, "type"),
                                  "the program reads " + inQuotes(value.id) + " as a " +
                                      std::string(toString(wanted)));
            continue;
        }
        if (isClass && resolving.declared.isWhole("classes")) {
            checkOptions(attribute,
                         resolving.declared.classes,
                         resolving.knowledge.classes,
                         "workload class");
        }
        if (isUseCase && resolving.declared.isWhole("use_cases")) {
            checkOptions(
                attribute, resolving.declared.useCases, resolving.knowledge.useCases, "use case");
        }
    }
}

void resolveClassNames(const Resolving& resolving)
{
    if (resolving.declared.isWhole("classes")) {
        for (const Declared<UseCase>& item : resolving.declared.useCases) {
            need(resolving.knowledge.classes,
                 "workload class",
                 item.value.workloadClass,
                 nodeOf(*item.node, "class"),
                 *item.file);
        }
    }
    if (!resolving.declared.isWhole("dimensions")) {
        return;
    }
    for (const Declared<WorkloadClass>& item : resolving.declared.classes) {
        const YamlNode* weights = item.node->find("weights");
        for (const YamlEntry& entry :
             weights == nullptr ? std::span<const YamlEntry>() : weights->entries()) {
            need(
                resolving.knowledge.dimensions, "dimension", entry.key.text, entry.key, *item.file);
        }
    }
}

void resolveQuestionNames(const Resolving& resolving)
{
    std::map<std::string, const Declared<Question>*, std::less<>> asked;
    for (const Declared<Question>& question : resolving.declared.questions) {
        const YamlNode& node = nodeOf(*question.node, "attribute");
        const std::string& attribute = question.value.attribute;
        if (resolving.declared.isWhole("attributes")) {
            need(resolving.knowledge.attributes, "attribute", attribute, node, *question.file);
        }
        const auto [first, isNew] = asked.emplace(attribute, &question);
        if (!isNew && !attribute.empty()) {
            question.file->error("asked-twice",
                                 node,
                                 inQuotes(attribute) + " is asked a second time, first by " +
                                     inQuotes(first->second->value.id) + " in " +
                                     toString(first->second->value.where));
        }
    }
}

void resolveRuleNames(const Resolving& resolving)
{
    const Declarations& declared = resolving.declared;
    const Knowledge& knowledge = resolving.knowledge;
    for (const Declared<Rule>& rule : declared.rules) {
        if (declared.isWhole("dimensions")) {
            need(knowledge.dimensions,
                 "dimension",
                 rule.value.dimension,
                 nodeOf(*rule.node, "dimension"),
                 *rule.file);
        }
        const YamlNode* per = rule.node->find("per");
        if (declared.isWhole("kinds") && per != nullptr && per->isScalar()) {
            need(knowledge.kinds, "kind", per->text, *per, *rule.file);
        }
        const YamlNode* references = rule.node->find("references");
        if (references == nullptr || !declared.isWhole("sources")) {
            continue;
        }
        for (const YamlNode& reference : references->items()) {
            const YamlNode* source = reference.find("source");
            if (source != nullptr && source->isScalar()) {
                need(knowledge.sources, "source", source->text, *source, *rule.file);
            }
        }
    }
}

/// That of the kind of evidence that gives the attribute, else that of any; 0: none.
std::int32_t ageLimitOf(const Attribute& attribute, const std::vector<EvidenceAge>& sorted)
{
    const auto daysOf = [&](std::string_view kind) {
        const auto found = std::lower_bound(sorted.begin(), sorted.end(), kind, ById());
        return found == sorted.end() || found->id != kind ? 0 : found->days;
    };
    const std::int32_t own = attribute.measuredBy.empty()
                                 ? 0
                                 : daysOf(evidenceKind(attribute.measuredBy.front().metric));
    return own != 0 ? own : daysOf(kAnyEvidence);
}

} // namespace

bool isKnown(const std::vector<Attribute>& sorted, std::string_view id)
{
    return std::binary_search(sorted.begin(), sorted.end(), id, ById());
}

bool isKnown(const std::vector<Source>& sorted, std::string_view id)
{
    return std::binary_search(sorted.begin(), sorted.end(), id, ById());
}

bool resolveNames(Resolving& resolving)
{
    Declarations& declared = resolving.declared;
    Knowledge& knowledge = resolving.knowledge;
    settle(declared.packs, knowledge.packs, "pack", true, nullptr);
    Overrides overrides(declared.packs);
    settle(declared.kinds, knowledge.kinds, "id", false, &overrides);
    settle(declared.dimensions, knowledge.dimensions, "id", false, &overrides);
    settle(declared.sources, knowledge.sources, "id", true, &overrides);
    settle(declared.evidenceAges, knowledge.evidenceAges, "id", true, &overrides);
    settle(declared.attributes, knowledge.attributes, "id", true, &overrides);
    for (Attribute& attribute : knowledge.attributes) {
        attribute.ageLimit = ageLimitOf(attribute, knowledge.evidenceAges);
    }
    settle(declared.questions, knowledge.questions, "id", true, &overrides);
    settle(declared.classes, knowledge.classes, "id", true, &overrides);
    settle(declared.useCases, knowledge.useCases, "id", true, &overrides);
    settle(declared.rules, knowledge.rules, "rule", true, &overrides);
    settle(declared.topics, knowledge.topics, "id", false, &overrides);
    settle(declared.actions, knowledge.actions, "action", true, &overrides);
    settle(declared.vendors, knowledge.vendors, "vendor", true, &overrides);
    settle(declared.templates, knowledge.templates, "template", true, &overrides);
    knowledge.overrides = std::move(overrides).finish();
    const bool isSound = declared.isWhole("kinds") && areKindNamesSound(resolving) &&
                         areAttributeKindsKnown(resolving) && declared.isWhole("attributes");
    if (declared.isWhole("sources")) {
        resolveAttributeSources(resolving);
    }
    checkEngineAttributes(resolving);
    resolveClassNames(resolving);
    resolveQuestionNames(resolving);
    resolveRuleNames(resolving);
    return isSound;
}

} // namespace netready
