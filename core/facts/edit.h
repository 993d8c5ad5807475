// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/facts/fact.h"
#include "core/facts/work_item.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace netready {

/// Accepts that a rule fails for a subject, for a time. Changes the status of the finding, no
/// number.
struct Waiver
{
    std::string rule;
    SubjectKey subject;
    std::string reason;
    std::string author;
    std::int32_t granted = 0; ///< day since 1970-01-01
    std::int32_t expires = 0; ///< last day on which it holds
    std::string evidence;
    std::string compensation; ///< what is done instead
    bool operator==(const Waiver&) const = default;
};

/// Free text about a subject, an attribute or the whole client.
struct Note
{
    std::string id;
    std::string about; ///< subject, `subject.attribute` or empty
    std::string text;
    std::string author;
    std::string time;
    bool operator==(const Note&) const = default;
};

/// A file kept inside the client file; its bytes are found by their digest.
struct Attachment
{
    std::string id;
    std::string name;
    std::string mediaType;
    std::string sha256;
    std::int64_t bytes = 0;
    std::string note;
    bool operator==(const Attachment&) const = default;
};

/// All facts of one attribute of one subject, before and after.
struct FactsChange
{
    FactKey key;
    std::vector<Fact> before;
    std::vector<Fact> after;
    bool operator==(const FactsChange&) const = default;
};

/// One record that appears, changes or goes.
template <class Record>
struct RecordChange
{
    std::optional<Record> before;
    std::optional<Record> after;
    bool operator==(const RecordChange&) const = default;
};

using Change = std::variant<FactsChange,
                            RecordChange<Subject>,
                            RecordChange<Waiver>,
                            RecordChange<Note>,
                            RecordChange<Attachment>,
                            RecordChange<WorkItem>>;

/// What a person did in one step: the unit of undo.
struct Edit
{
    std::string title;
    std::string author;
    std::string time;
    std::vector<Change> changes; ///< applied in order, undone in reverse
    bool operator==(const Edit&) const = default;
};

/// The edit that takes this one back.
[[nodiscard]] Edit inverse(const Edit& edit);

} // namespace netready
