// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/facts/edit.h"
#include "core/facts/fact_base.h"
#include "core/knowledge/knowledge.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace netready {

/// Who edits, and when.
struct Signature
{
    std::string author;
    std::string time; ///< ISO 8601, UTC
};

/// Refuses text of a person that is not UTF-8 or holds control characters.
/// Errors: InvalidInput naming the field
[[nodiscard]] const std::string& plainText(const std::string& text, std::string_view field);

/// Reads a value; a reference must name a subject that is there.
/// Errors: InvalidInput, NotFound naming the attribute and the value
[[nodiscard]] Value
parseFactValue(const FactBase& facts, const Attribute& attribute, std::string_view text);

/// The edits that both programs make, each with the title that the history shows. Applying one that
/// changes nothing leaves no trace.

/// Fills a new file: the subjects that are always there, and what a template brings.
[[nodiscard]] Edit newClientEdit(const Knowledge& knowledge,
                                 const std::string& file,
                                 const Template* start,
                                 const Signature& by);

/// Records a value; one of the same author and origin is replaced. Author and time of the fact are
/// those of the signature.
[[nodiscard]] Edit
setFactEdit(const FactBase& facts, const FactKey& key, Fact fact, const Signature& by);

/// Replaces all facts of an attribute.
[[nodiscard]] Edit changeFactsEdit(std::string title, FactsChange change, const Signature& by);

/// A key of the kind that neither the facts nor an edit have yet, with an id made of letters and
/// digits of a title: `Chat assistant` → `chat-assistant`, `chat-assistant-2`.
[[nodiscard]] SubjectKey freeKey(const FactBase& facts,
                                 const std::string& kind,
                                 std::string_view title,
                                 const Edit* edit = nullptr);

/// Values that a new subject starts with.
using NewValues = std::vector<std::pair<std::string, Value>>; ///< by attribute id
/// Adds a subject, with values of an origin.
[[nodiscard]] Edit
addSubjectEdit(const Subject& subject, const NewValues& values, Origin origin, const Signature& by);
/// The values that say that a workload is of a use case, as they are typed.
[[nodiscard]] std::vector<std::string> useCaseValues(const UseCase& useCase);

/// The fact that refers to a subject from elsewhere, first by key; nothing if none does.
[[nodiscard]] std::optional<FactKey>
referenceTo(const FactBase& facts, const Knowledge& knowledge, const SubjectKey& key);
/// Removes a subject with all that is known of it.
/// Errors: NotFound if there is none; InvalidInput if facts of others refer to it
[[nodiscard]] Edit removeSubjectEdit(const FactBase& facts,
                                     const Knowledge& knowledge,
                                     const SubjectKey& key,
                                     const Signature& by);

/// Accepts a failing rule; a waiver that stands for the same rule and subject is replaced.
[[nodiscard]] Edit waiveEdit(const FactBase& facts, const Waiver& waiver, const Signature& by);
/// Errors: NotFound if there is no such waiver
[[nodiscard]] Edit unwaiveEdit(const FactBase& facts,
                               const std::string& rule,
                               const SubjectKey& subject,
                               const Signature& by);

/// Records what was decided about an action or a finding; an item that stands is replaced.
/// Errors: InvalidInput if an amount is none
[[nodiscard]] Edit workEdit(const FactBase& facts, const WorkItem& item, const Signature& by);
/// Errors: NotFound if there is no such item
[[nodiscard]] Edit removeWorkEdit(const FactBase& facts, const WorkKey& about, const Signature& by);

/// Adds a note about a subject, `subject.attribute` or nothing.
[[nodiscard]] Edit addNoteEdit(const FactBase& facts,
                               const std::string& about,
                               const std::string& text,
                               const Signature& by);
/// Errors: NotFound if there is no such note
[[nodiscard]] Edit
removeNoteEdit(const FactBase& facts, const std::string& id, const Signature& by);

} // namespace netready
