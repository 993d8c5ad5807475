// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/knowledge/declarations.h"
#include "core/knowledge/open_world.h"

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
/// Reads the facts of the templates.
void resolveTemplates(Resolving& resolving);
/// Refuses questions that change nothing, attributes that nobody asks for and packs that cost too
/// much to evaluate.
void checkUse(Resolving& resolving);

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

} // namespace netready
