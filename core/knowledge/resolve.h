// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/text.h"
#include "core/knowledge/declarations.h"
#include "core/knowledge/map_reader.h"
#include "core/knowledge/open_world.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace netready {

/// What is known while the declarations are turned into knowledge. The vectors of `knowledge` and
/// of `declared` run in parallel once settled.
struct Resolving
{
    Declarations& declared;
    Knowledge& knowledge;
    std::optional<OpenWorld> world = std::nullopt; ///< once the schema stands
    std::vector<const Attribute*> references = {}; ///< attributes that refer to a subject
    AttributeSet readByRules = {};                 ///< by applies_when, let, value and found
    AttributeSet readElsewhere = {};               ///< by computed attributes, ask_when, the engine
    std::map<std::string, std::uint64_t, std::less<>> costs = {}; ///< static cost by file
};

/// Sorts, refuses ids that stand twice, looks up what refers to other declarations and fills the
/// knowledge. True if expressions and values can be checked against kinds and attributes.
[[nodiscard]] bool resolveNames(Resolving& resolving);

/// Compiles the computed attributes and brings them into the order in which they are computed.
void resolveComputed(Resolving& resolving);
/// Checks attributes against the demand models that they feed or take from, and reads the typical
/// values of the classes.
void resolveDemand(Resolving& resolving);
/// Attributes that a derived one rests on: what the demand models read, the class of the workload
/// among them, and for a fabric what its loads read beside.
[[nodiscard]] AttributeSet derivedReads(const Knowledge& knowledge, const Attribute& derived);
/// Compiles when questions are asked.
void resolveQuestions(Resolving& resolving);
/// Compiles the expressions of the rules and reads their tests.
void resolveRules(Resolving& resolving);
/// Looks up what topics, actions and vendors name, compiles what they set, cost and depend on, and
/// reads their values.
void resolveActions(Resolving& resolving);
/// Reads the facts of the templates.
void resolveTemplates(Resolving& resolving);
/// Refuses questions that change nothing, attributes that nobody asks for and packs that cost too
/// much to evaluate.
void checkUse(Resolving& resolving);

/// What an expression over a subject of a kind may name.
[[nodiscard]] Environment environmentFor(const Schema& schema, std::uint32_t kind);
/// What an attribute's type is in the expression language; nothing if it cannot be computed.
[[nodiscard]] std::optional<TypeKind> computedType(AttributeType type);
/// Compiles a formula for an attribute; empty if it is reported.
[[nodiscard]] Program compileFormula(const YamlNode& node,
                                     const Attribute& attribute,
                                     const Environment& environment,
                                     FileProblems& file);

/// Compiles the text of a scalar; reports what is wrong with it and a result of another type
/// than `wanted` (`TypeKind::Dyn`: any).
[[nodiscard]] Program compileText(const YamlNode& node,
                                  const Environment& environment,
                                  TypeKind wanted,
                                  FileProblems& file);

/// Reads a value as it stands in a pack; a list means several options. Nothing if it is reported.
[[nodiscard]] std::optional<Value>
readFactValue(const YamlNode& node, const Attribute& attribute, FileProblems& file);

void reportUnknownAttribute(const std::string& id,
                            const YamlNode& node,
                            const Knowledge& knowledge,
                            FileProblems& file);

/// Reads the tests of a rule. A kind that `given` names has the subject `test`; singleton kinds
/// and the rule's own kind are always there. A reference that is not given means the subject
/// `test` of its kind, else the only one there is.
[[nodiscard]] std::vector<RuleTest> readRuleTests(const YamlNode& tests,
                                                  const Rule& rule,
                                                  const Resolving& resolving,
                                                  FileProblems& file);

/// Ids of a sorted or unsorted vector of things, for "did you mean".
template <class T>
[[nodiscard]] std::vector<std::string> idsOf(const std::vector<T>& things)
{
    std::vector<std::string> ids;
    ids.reserve(things.size());
    for (const T& thing : things) {
        ids.push_back(thing.id);
    }
    return ids;
}

template <class T>
[[nodiscard]] bool isKnown(const std::vector<T>& things, std::string_view id)
{
    return std::any_of(
        things.begin(), things.end(), [&](const T& thing) { return thing.id == id; });
}
// Sorted by id, and too many to look through for each name.
[[nodiscard]] bool isKnown(const std::vector<Attribute>& sorted, std::string_view id);
[[nodiscard]] bool isKnown(const std::vector<Source>& sorted, std::string_view id);

/// Reports a name that nothing declares; true if there is one.
template <class T>
bool need(const std::vector<T>& things,
          std::string_view noun,
          std::string_view id,
          const YamlNode& node,
          FileProblems& file)
{
    if (id.empty() || isKnown(things, id)) {
        return true;
    }
    file.error("unknown-" + std::string(noun),
               node,
               "there is no " + std::string(noun) + " " + inQuotes(id) +
                   didYouMean(id, idsOf(things)));
    return false;
}

} // namespace netready
