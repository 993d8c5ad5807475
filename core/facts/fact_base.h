// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/facts/edit.h"

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace netready {

struct FactKeyHash
{
    [[nodiscard]] std::size_t operator()(const FactKey& key) const;
};

/// Everything that is known about a client: subjects, facts, waivers, notes, attachments,
/// work items.
///
/// A value: copies are independent. Changed only by apply().
class FactBase
{
public:
    using Facts = std::vector<Fact>;

    /// Applies an edit; all of it or nothing.
    /// Errors: Conflict if a `before` is not what stands here, or a subject would go while facts
    /// about it stay; NotFound if facts would come for a subject that is not there; InvalidInput if
    /// a change names no record or changes its key, or an amount of a work item is no amount
    void apply(const Edit& edit);

    /// Adds without checking what stood before; for loading a file.
    void load(const FactKey& key, Facts facts);
    void load(Subject subject);
    void load(Waiver waiver);
    void load(Note note);
    void load(Attachment attachment);
    void load(WorkItem item);

    /// Subjects by key.
    [[nodiscard]] const std::map<SubjectKey, Subject>& subjects() const { return m_subjects; }
    [[nodiscard]] bool hasSubject(const SubjectKey& key) const { return m_subjects.contains(key); }
    /// Facts for one attribute of one subject, in the order in which they were given; empty if
    /// none.
    [[nodiscard]] const Facts& facts(const FactKey& key) const;
    /// All keys that have facts, sorted.
    [[nodiscard]] std::vector<FactKey> keys() const;
    [[nodiscard]] std::size_t factCount() const;
    /// By (rule, subject).
    [[nodiscard]] const std::map<std::pair<std::string, SubjectKey>, Waiver>& waivers() const
    {
        return m_waivers;
    }
    /// By id.
    [[nodiscard]] const std::map<std::string, Note>& notes() const { return m_notes; }
    /// By id.
    [[nodiscard]] const std::map<std::string, Attachment>& attachments() const
    {
        return m_attachments;
    }
    /// By what they are about.
    [[nodiscard]] const std::map<WorkKey, WorkItem>& workItems() const { return m_workItems; }

    bool operator==(const FactBase&) const = default;

private:
    void apply(const FactsChange& change);
    void apply(const RecordChange<Subject>& change);
    void apply(const RecordChange<Waiver>& change);
    void apply(const RecordChange<Note>& change);
    void apply(const RecordChange<Attachment>& change);
    void apply(const RecordChange<WorkItem>& change);
    void checkSubjects(const Edit& edit) const;

    std::map<SubjectKey, Subject> m_subjects;
    std::unordered_map<FactKey, Facts, FactKeyHash> m_facts;
    std::map<std::pair<std::string, SubjectKey>, Waiver> m_waivers;
    std::map<std::string, Note> m_notes;
    std::map<std::string, Attachment> m_attachments;
    std::map<WorkKey, WorkItem> m_workItems;
};

/// The change that adds a fact, replacing the one of the same author and origin that stands.
[[nodiscard]] FactsChange setFact(const FactBase& base, const FactKey& key, Fact fact);

/// The changes that remove a subject with all its facts, waivers, notes and work items; what was
/// pinned to it, if it is a phase, is pinned no more.
/// Errors: NotFound if there is no such subject.
[[nodiscard]] std::vector<Change> removeSubject(const FactBase& base, const SubjectKey& key);

} // namespace netready
