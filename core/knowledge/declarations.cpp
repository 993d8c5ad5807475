// SPDX-License-Identifier: Apache-2.0
#include "core/knowledge/declarations.h"

#include "core/base/text.h"
#include "core/knowledge/map_reader.h"

#include <algorithm>

namespace netready {

namespace {

/// Reads one declaration and remembers whether it went well.
template <class T, class Read>
void declare(std::string_view fileKey,
             const YamlNode& node,
             FileProblems& file,
             Declarations& declarations,
             std::vector<Declared<T>>& into,
             Read read)
{
    const std::size_t before = file.errors();
    Declared<T> declared{read(node, file), &node, &file, true};
    declared.isSound = file.errors() == before;
    if (!declared.isSound) {
        declarations.broken.emplace(fileKey);
    }
    into.push_back(std::move(declared));
}

/// Reads a file that is one list under one key.
template <class T, class Read>
void declareList(std::string_view fileKey,
                 const YamlNode& root,
                 FileProblems& file,
                 Declarations& declarations,
                 std::vector<Declared<T>>& into,
                 Read read)
{
    const KeyFormat key{fileKey, true, {}};
    const std::string name = "file of " + std::string(fileKey);
    const MapFormat format{name, {&key, 1}};
    const std::size_t before = file.errors();
    const MapReader reader(root, format, file);
    for (const YamlNode& item : reader.list(fileKey)) {
        declare(fileKey, item, file, declarations, into, read);
    }
    if (file.errors() != before) {
        declarations.broken.emplace(fileKey);
    }
}

} // namespace

void readDeclarations(std::string_view fileKey,
                      const YamlNode& root,
                      FileProblems& file,
                      Declarations& declarations)
{
    Declarations& all = declarations;
    if (fileKey == "pack") {
        declare(fileKey, root, file, all, all.packs, readPack);
    } else if (fileKey == "kinds") {
        declareList(fileKey, root, file, all, all.kinds, readKind);
    } else if (fileKey == "dimensions") {
        declareList(fileKey, root, file, all, all.dimensions, readDimension);
    } else if (fileKey == "sources") {
        declareList(fileKey, root, file, all, all.sources, readSource);
    } else if (fileKey == "evidence_ages") {
        declareList(fileKey, root, file, all, all.evidenceAges, readEvidenceAge);
    } else if (fileKey == "attributes") {
        declareList(fileKey, root, file, all, all.attributes, readAttribute);
    } else if (fileKey == "questions") {
        declareList(fileKey, root, file, all, all.questions, readQuestion);
    } else if (fileKey == "classes") {
        declareList(fileKey, root, file, all, all.classes, readClass);
    } else if (fileKey == "use_cases") {
        declareList(fileKey, root, file, all, all.useCases, readUseCase);
    } else if (fileKey == "rule") {
        declare(fileKey, root, file, all, all.rules, readRule);
    } else if (fileKey == "topics") {
        declareList(fileKey, root, file, all, all.topics, readTopic);
    } else if (fileKey == "action") {
        declare(fileKey, root, file, all, all.actions, readAction);
    } else if (fileKey == "vendor") {
        declare(fileKey, root, file, all, all.vendors, readVendor);
    } else if (fileKey == "template") {
        declare(fileKey, root, file, all, all.templates, readTemplate);
    }
}

Citation readCitation(const YamlNode& node, const MapFormat& format, FileProblems& file)
{
    const MapReader reader(node, format, file);
    Citation citation;
    if (!node.isMap()) {
        return citation;
    }
    const bool isJudgement = reader.word("judgement", kYesNoWords, false);
    citation.source = reader.text("source");
    citation.locator = reader.text("locator");
    citation.rationale = reader.text("rationale");
    citation.supports = reader.word("supports");
    if (isJudgement && !citation.source.empty()) {
        file.error(
            "citation-ambiguous", node, "a citation names a source or is a judgement, not both");
    } else if (isJudgement && reader.find("rationale") == nullptr) {
        file.error("judgement-without-rationale",
                   node,
                   "a judgement needs a rationale: say why this value was chosen");
    } else if (!isJudgement && reader.find("source") == nullptr) {
        file.error(
            "citation-without-source",
            node,
            "a citation needs a source and a locator, or \"judgement: true\" and a rationale");
    } else if (!isJudgement && reader.find("locator") == nullptr) {
        file.error("citation-without-locator",
                   node,
                   "the citation of " + inQuotes(citation.source) +
                       " needs a locator: the section, page or table");
    }
    return citation;
}

} // namespace netready
