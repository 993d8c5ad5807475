// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/facts/fact_base.h"
#include "core/store/database.h"

#include <cstdint>

namespace netready {

struct LoadedFacts
{
    FactBase facts;
    std::uint64_t check = 0; ///< content check of what was read
};

/// Reads subjects, facts, waivers, notes, attachments and work items from their tables.
/// Errors: Corrupt if a row cannot be understood or a fact has no subject
[[nodiscard]] LoadedFacts loadFacts(const Database& database);

/// Writes changes into the tables that loadFacts() reads. Prepares each statement once, so one
/// writer serves one edit of any size.
class RecordWriter
{
public:
    explicit RecordWriter(const Database& database);
    void write(const Change& change);

private:
    void write(const FactsChange& change);
    void write(const RecordChange<Subject>& change);
    void write(const RecordChange<Waiver>& change);
    void write(const RecordChange<Note>& change);
    void write(const RecordChange<Attachment>& change);
    void write(const RecordChange<WorkItem>& change);
    Statement& prepared(std::optional<Statement>& statement, std::string_view sql);

    const Database& m_database;
    std::optional<Statement> m_insertFact;
    std::optional<Statement> m_deleteFacts;
    std::optional<Statement> m_insertSubject;
    std::optional<Statement> m_deleteSubject;
    std::optional<Statement> m_insertWaiver;
    std::optional<Statement> m_deleteWaiver;
    std::optional<Statement> m_insertNote;
    std::optional<Statement> m_deleteNote;
    std::optional<Statement> m_insertAttachment;
    std::optional<Statement> m_deleteAttachment;
    std::optional<Statement> m_insertWorkItem;
    std::optional<Statement> m_deleteWorkItem;
};

} // namespace netready
