// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/knowledge/knowledge.h"
#include "core/knowledge/problems.h"

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace netready {

/// Something that a file declares, with the place that declares it.
template <class T>
struct Declared
{
    T value;
    const YamlNode* node = nullptr; ///< the map that declares it
    FileProblems* file = nullptr;
    bool isSound = true; ///< its own map is without error
};

/// Everything that the files declare, before anything is looked up across files.
struct Declarations
{
    std::vector<Declared<Pack>> packs;
    std::vector<Declared<SubjectKind>> kinds;
    std::vector<Declared<ScoredDimension>> dimensions;
    std::vector<Declared<Source>> sources;
    std::vector<Declared<EvidenceAge>> evidenceAges;
    std::vector<Declared<Attribute>> attributes;
    std::vector<Declared<Question>> questions;
    std::vector<Declared<WorkloadClass>> classes;
    std::vector<Declared<UseCase>> useCases;
    std::vector<Declared<Rule>> rules;
    std::vector<Declared<Topic>> topics;
    std::vector<Declared<Action>> actions;
    std::vector<Declared<Vendor>> vendors;
    std::vector<Declared<Template>> templates;

    /// First keys of files that could not be read as a whole or hold a broken declaration: what
    /// they might have declared is not reported as missing elsewhere.
    std::set<std::string, std::less<>> broken;
    [[nodiscard]] bool isWhole(std::string_view fileKey) const { return !broken.contains(fileKey); }
};

/// Reads the root map of a file by its first key; what depends on other files is left to
/// resolve (resolve.h).
void readDeclarations(std::string_view fileKey,
                      const YamlNode& root,
                      FileProblems& file,
                      Declarations& declarations);

// One function for each kind of content.
[[nodiscard]] Pack readPack(const YamlNode& node, FileProblems& file);
[[nodiscard]] SubjectKind readKind(const YamlNode& node, FileProblems& file);
[[nodiscard]] ScoredDimension readDimension(const YamlNode& node, FileProblems& file);
[[nodiscard]] EvidenceAge readEvidenceAge(const YamlNode& node, FileProblems& file);
[[nodiscard]] Source readSource(const YamlNode& node, FileProblems& file);
[[nodiscard]] WorkloadClass readClass(const YamlNode& node, FileProblems& file);
[[nodiscard]] UseCase readUseCase(const YamlNode& node, FileProblems& file);
[[nodiscard]] Attribute readAttribute(const YamlNode& node, FileProblems& file);
/// The key `measured_by` of an attribute whose type and unit are read.
[[nodiscard]] std::vector<MeasuredBy>
readMeasuredBy(const Attribute& attribute, std::span<const YamlNode> items, FileProblems& file);
[[nodiscard]] Topic readTopic(const YamlNode& node, FileProblems& file);
[[nodiscard]] Action readAction(const YamlNode& node, FileProblems& file);
[[nodiscard]] Vendor readVendor(const YamlNode& node, FileProblems& file);
[[nodiscard]] Question readQuestion(const YamlNode& node, FileProblems& file);
[[nodiscard]] Rule readRule(const YamlNode& node, FileProblems& file);
[[nodiscard]] Template readTemplate(const YamlNode& node, FileProblems& file);

struct MapFormat;
/// Reads where a number comes from: source and locator, or judgement and rationale.
[[nodiscard]] Citation
readCitation(const YamlNode& node, const MapFormat& format, FileProblems& file);

/// True if the expression holds a number, a quantity or a date.
[[nodiscard]] bool holdsThreshold(std::string_view expression);

} // namespace netready
