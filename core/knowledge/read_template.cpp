// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "core/knowledge/declarations.h"
#include "core/knowledge/map_reader.h"

#include <algorithm>

namespace netready {

namespace {

void readSubjects(Template& start, const MapReader& reader, FileProblems& file)
{
    for (const YamlNode& item : reader.list("subjects")) {
        const MapReader parts(item, kTemplateSubjectFormat, file);
        const std::string id = parts.text("id");
        const std::string title = parts.text("title");
        if (id.empty()) {
            continue;
        }
        try {
            Subject subject{SubjectKey::parse(id), title};
            const auto isSame = [&](const Subject& other) { return other.key == subject.key; };
            if (std::any_of(start.subjects.begin(), start.subjects.end(), isSame)) {
                file.error("duplicate-id",
                           *parts.find("id"),
                           "the subject " + inQuotes(id) + " stands in the list twice");
            } else {
                start.subjects.push_back(std::move(subject));
            }
        } catch (const Error& error) {
            file.error("bad-id", *parts.find("id"), error.message());
        }
    }
}

/// Reads all but the value, which needs the attribute.
void readFacts(Template& start, const MapReader& reader, FileProblems& file)
{
    for (const YamlNode& item : reader.list("facts")) {
        const MapReader parts(item, kTemplateFactFormat, file);
        const std::string set = parts.text("set");
        Fact fact;
        fact.origin = originFromText(parts.word("origin")).value_or(Origin::Stated);
        fact.author = parts.text("by");
        fact.note = parts.text("note");
        fact.evidence = parts.text("evidence");
        FactKey key;
        if (!set.empty()) {
            try {
                key = FactKey::parse(set);
            } catch (const Error& error) {
                file.error("bad-id", *parts.find("set"), error.message());
            }
        }
        start.facts.emplace_back(std::move(key), std::move(fact));
    }
}

} // namespace

Template readTemplate(const YamlNode& node, FileProblems& file)
{
    const MapReader reader(node, kTemplateFormat, file);
    Template start;
    const YamlNode* id = reader.find("template");
    start.where = file.at(id == nullptr ? node : *id);
    start.id = reader.kebabId("template");
    start.title = reader.text("title");
    start.description = reader.text("description");
    readSubjects(start, reader, file);
    readFacts(start, reader, file);
    return start;
}

} // namespace netready
