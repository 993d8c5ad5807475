// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/facts/fact_base.h"
#include "core/store/database.h"
#include "core/store/history.h"
#include "core/store/migration.h"
#include "core/store/snapshot.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace netready {

enum class OpenMode
{
    ReadWrite,
    ReadOnly
};

/// What a client file says about itself.
struct ClientInfo
{
    std::string title;
    std::string createdBy; ///< program and version
    std::string created;   ///< ISO 8601, UTC
    bool operator==(const ClientInfo&) const = default;
};

/// One client in one SQLite file, with all its facts in memory.
///
/// Each edit is written through in one transaction: when apply() returns it is on the disk, and
/// when it throws neither file nor memory has changed. The history of edits is the undo stack, also
/// after a restart. One program at a time may write; any number may read what was last written.
///
/// Errors:  Conflict if another program has the file or changed it meanwhile; Corrupt if it is
///          damaged; Io if the system refuses, or if it was opened to read
/// Threads: one at a time
class ClientFile
{
public:
    /// Makes a new file.
    /// Errors: Conflict if something of that name exists; Io if it cannot be written
    [[nodiscard]] static ClientFile create(const std::filesystem::path& path,
                                           const ClientInfo& info);
    /// Opens a file; a change that a killed program left half done is taken back first. A file of
    /// an older schema is migrated after a copy was written beside it, or in memory to read it.
    /// Errors: Corrupt, TooNew, Io; Conflict if another program has it open to write
    [[nodiscard]] static ClientFile open(const std::filesystem::path& path,
                                         OpenMode mode = OpenMode::ReadWrite);

    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }
    [[nodiscard]] OpenMode mode() const { return m_mode; }
    [[nodiscard]] const ClientInfo& info() const { return m_info; }
    [[nodiscard]] const FactBase& facts() const { return m_facts; }
    /// The copy that was written before an older schema was migrated.
    [[nodiscard]] const std::optional<std::filesystem::path>& backup() const { return m_backup; }

    /// Applies an edit and appends it to the history; undone edits are discarded. False if it
    /// changes nothing: such an edit leaves no trace.
    /// Errors: Conflict if a `before` is not what stands here; InvalidInput if it cannot be kept
    bool apply(const Edit& edit);
    /// Takes back the last edit that is done, and returns it; nothing if there is none.
    std::optional<Edit> undo();
    /// Does the first undone edit again, and returns it; nothing if there is none.
    std::optional<Edit> redo();
    /// Oldest first.
    [[nodiscard]] std::vector<HistoryEntry> history() const;
    /// An edit of the history as it was applied.
    /// Errors: NotFound if there is none of that sequence
    [[nodiscard]] Edit recordedEdit(std::int64_t sequence) const;

    /// Takes over the bytes of a file and returns the change that keeps them, with a new id made of
    /// the name. They reach the disk with the edit that holds the change.
    /// Errors: InvalidInput if there are more than 256 MiB
    [[nodiscard]] RecordChange<Attachment>
    attach(std::string bytes, const std::string& name, const std::string& mediaType);
    /// Errors: NotFound if there is no such attachment
    [[nodiscard]] std::string attachmentBytes(const std::string& id) const;

    /// Writes what was last written, with history and attachments, to another file.
    /// Errors: Conflict if something of that name exists; Io if it cannot be written
    void writeCopy(const std::filesystem::path& path);

    /// Freezes all facts under a name. Not part of the undo history.
    /// Errors: Conflict if the name is taken
    void snapshot(const std::string& name,
                  const std::string& time,
                  const std::vector<PackVersion>& packs);
    /// In the order in which they were taken.
    [[nodiscard]] std::vector<Snapshot> snapshots() const;
    /// Errors: NotFound if there is none of that name
    [[nodiscard]] FactBase snapshotFacts(const std::string& name) const;

    /// Packs that the client is assessed with, by id. Not part of the undo history.
    [[nodiscard]] const std::vector<PackVersion>& packs() const { return m_packs; }
    /// `bytes` by digest: what is kept of the packs, so that they outlive those of the program.
    /// Errors: InvalidInput if an id is there twice, or bytes do not have their digest
    void setPacks(std::vector<PackVersion> packs,
                  const std::map<std::string, std::string_view>& bytes = {});
    /// What was kept of a pack; nothing if nothing was.
    /// Errors: Corrupt if it is not as it was written
    [[nodiscard]] std::optional<std::string> packBytes(const PackVersion& pack) const;

    /// Everything in the file as indented JSON with keys in alphabetical order; of attachments
    /// size and digest instead of the bytes. For people, diffs and tests: nothing reads it back.
    [[nodiscard]] std::string exportText() const;

private:
    /// Running checks; what is written at the end of each transaction.
    struct State
    {
        std::int64_t revision = 0; ///< counts transactions, to see that nobody else wrote
        std::uint64_t content = 0;
        std::uint64_t history = 0;
        std::uint64_t snapshots = 0;
    };
    struct Storage
    {
        Database database;
        std::optional<Transaction> held; ///< the right to write, kept from edit to edit
    };

    ClientFile(std::filesystem::path path, OpenMode mode, Database database);

    void load();
    void loadInfo();
    void loadState(std::uint64_t content);
    void beginWriting();
    void checkUnchanged() const;
    void commit(const State& next);
    void rollBack();
    template <class Work>
    void writing(const Work& work);
    template <class HistoryWork>
    void store(const Edit& applied, const HistoryWork& historyWork);
    void storeBlob(const Attachment& attachment);

    std::filesystem::path m_path;
    OpenMode m_mode;
    std::unique_ptr<Storage> m_storage;
    std::optional<std::filesystem::path> m_backup;
    ClientInfo m_info;
    std::vector<PackVersion> m_packs;
    FactBase m_facts;
    State m_state;
    std::map<std::string, std::string> m_pendingBytes; ///< attached, not yet in an edit; by digest
    std::set<std::string> m_pendingIds;
};

/// Whether another program has a client file open to write now; false if that cannot be told.
[[nodiscard]] bool isBeingWritten(const std::filesystem::path& path);

} // namespace netready
