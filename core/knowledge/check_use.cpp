// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "core/knowledge/pack_folder.h"
#include "core/knowledge/resolve.h"

#include <algorithm>
#include <set>

namespace netready {

namespace {

/// Static cost of all expressions of a pack (knowledge: rules-and-scoring 3.3).
constexpr std::uint64_t kMostPackCost = 2000000;

template <class T>
bool areFilesClean(const std::vector<Declared<T>>& declared)
{
    return std::all_of(declared.begin(), declared.end(), [](const Declared<T>& item) {
        return item.file->errors() == 0;
    });
}

/// False if something that reads attributes or asks for them could not be read.
bool isUseKnown(const Declarations& declared)
{
    return declared.isWhole("rule") && declared.isWhole("questions") &&
           areFilesClean(declared.rules) && areFilesClean(declared.attributes) &&
           areFilesClean(declared.questions);
}

bool isReadByEngine(const Attribute& attribute)
{
    return attribute.id == "workload.class" || attribute.id == "workload.use_case" ||
           attribute.id == "workload.must_run" || attribute.type == AttributeType::Reference;
}

std::set<std::string_view> askedAttributes(const Knowledge& knowledge)
{
    std::set<std::string_view> asked;
    for (const Question& question : knowledge.questions) {
        asked.insert(question.attribute);
    }
    return asked;
}

void refuseUselessQuestions(const Resolving& resolving)
{
    const Knowledge& knowledge = resolving.knowledge;
    for (const Declared<Question>& question : resolving.declared.questions) {
        const Attribute* attribute = knowledge.findAttribute(question.value.attribute);
        if (attribute != nullptr && !isReadByEngine(*attribute) &&
            !resolving.readByRules.contains(attribute) &&
            !resolving.readElsewhere.contains(attribute)) {
            question.file->error("question-never-matters",
                                 *question.node->find("attribute"),
                                 "nothing reads " + inQuotes(attribute->id) +
                                     ", so that its answer changes nothing");
        }
    }
}

/// What rules read must be asked or computed from what is asked.
void refuseUnaskedAttributes(const Resolving& resolving)
{
    const Knowledge& knowledge = resolving.knowledge;
    const std::set<std::string_view> asked = askedAttributes(knowledge);
    AttributeSet needed = resolving.readByRules;
    // Backwards, so that each comes after all that read it.
    for (auto item = knowledge.computed.rbegin(); item != knowledge.computed.rend(); ++item) {
        const Attribute* attribute = item->attribute;
        if (needed.erase(attribute) == 1 && !asked.contains(attribute->id)) {
            const auto kind = knowledge.schema.kindIndex(attribute->kind);
            if (item->program.empty()) {
                needed.merge(derivedReads(knowledge, *attribute));
            } else {
                resolving.world->addReads(item->program, kind.value_or(0), needed);
            }
        }
    }
    for (const Declared<Attribute>& declared : resolving.declared.attributes) {
        const Attribute* attribute = knowledge.findAttribute(declared.value.id);
        if (needed.contains(attribute) && !asked.contains(attribute->id)) {
            declared.file->error("attribute-without-question",
                                 attribute->where,
                                 "a rule reads " + inQuotes(attribute->id) +
                                     ", but no question asks for it and it is not computed");
        }
    }
}

void refuseCostlyPacks(const Resolving& resolving)
{
    const std::vector<Declared<Pack>>& packs = resolving.declared.packs;
    std::vector<std::string> folders;
    folders.reserve(packs.size());
    for (const Declared<Pack>& pack : packs) {
        folders.push_back(folderOf(pack.file->path()));
    }
    std::vector<std::uint64_t> costs(packs.size());
    for (const auto& [path, cost] : resolving.costs) {
        if (const std::optional<std::size_t> pack = packOf(path, folders)) {
            costs[*pack] += cost;
        }
    }
    for (std::size_t i = 0; i < packs.size(); ++i) {
        if (costs[i] > kMostPackCost) {
            packs[i].file->error("pack-too-costly",
                                 packs[i].value.where,
                                 "the expressions of the pack may cost " +
                                     std::to_string(costs[i]) + " steps to evaluate; " +
                                     std::to_string(kMostPackCost) + " are allowed");
        }
    }
}

} // namespace

void checkUse(Resolving& resolving)
{
    if (isUseKnown(resolving.declared)) {
        refuseUselessQuestions(resolving);
        refuseUnaskedAttributes(resolving);
    }
    refuseCostlyPacks(resolving);
}

} // namespace netready
