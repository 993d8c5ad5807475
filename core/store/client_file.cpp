// SPDX-License-Identifier: Apache-2.0
#include "core/store/client_file.h"

#include "core/base/error.h"
#include "core/base/sha256.h"
#include "core/base/text.h"
#include "core/store/content_check.h"
#include "core/store/idle_changes.h"
#include "core/store/record_rows.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace netready {

namespace {

// Up to here the whole file is checked on opening: far above a usual client, and 10 ms. In a larger
// file, damage is found where it is read, by the checks of facts, history, snapshots and bytes.
constexpr std::int64_t kCheckedWholeBytes = std::int64_t{16} * 1024 * 1024;

constexpr const char* kRevision = "revision";
constexpr const char* kContentCheck = "content_check";
constexpr const char* kHistoryCheck = "history_check";
constexpr const char* kSnapshotCheck = "snapshot_check";

[[noreturn]] void damaged(const Database& database, const std::string& what)
{
    throw Error(ErrorCode::Corrupt,
                database.name() + " is damaged; restore it from a backup (" + what + ")");
}

/// Errors: Corrupt if a small file is not a sound SQLite file
void checkStructure(const Database& database)
{
    if (database.number("pragma page_count") * database.number("pragma page_size") >
        kCheckedWholeBytes) {
        return;
    }
    Statement problems = database.prepare("pragma quick_check(1)");
    if (problems.step() && problems.view(0) != "ok") {
        damaged(database, problems.text(0));
    }
}

std::optional<std::string> metaValue(const Database& database, std::string_view key)
{
    Statement row = database.prepare("select value from meta where key = ?");
    return row.bind(key).step() ? std::optional(row.text(0)) : std::nullopt;
}

void setMeta(const Database& database, std::string_view key, const std::string& value)
{
    database
        .prepare("insert into meta (key, value) values (?, ?) "
                 "on conflict (key) do update set value = excluded.value")
        .run(key, value);
}

std::int64_t revisionOf(const Database& database)
{
    const std::string text = metaValue(database, kRevision).value_or("");
    std::int64_t revision = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), revision);
    if (text.empty() || result.ec != std::errc{} || result.ptr != text.data() + text.size()) {
        damaged(database, "no revision");
    }
    return revision;
}

/// A check value of the file; nothing if a schema step dropped it because it changed the content.
std::optional<std::uint64_t> storedCheck(const Database& database, const char* key)
{
    const std::optional<std::string> text = metaValue(database, key);
    if (!text) {
        return std::nullopt;
    }
    const std::optional<std::uint64_t> check = checkFromText(*text);
    if (!check) {
        damaged(database, key);
    }
    return check;
}

std::uint64_t infoCheck(const ClientInfo& info)
{
    Digest digest;
    digest.add("client").add(info.title).add(info.createdBy).add(info.created);
    return digest.value();
}

std::uint64_t packCheck(const std::vector<PackVersion>& packs)
{
    std::uint64_t check = 0;
    for (const PackVersion& pack : packs) {
        Digest digest;
        digest.add("pack").add(pack.id).add(pack.version).add(pack.digest);
        check += digest.value();
    }
    return check;
}

void insertPacks(const Database& database, const std::vector<PackVersion>& packs)
{
    Statement insert = database.prepare("insert into pack (id, version, digest) values (?, ?, ?)");
    for (const PackVersion& pack : packs) {
        insert.run(pack.id, pack.version, pack.digest);
    }
}

std::uint64_t sumOfHistory(const std::vector<HistoryEntry>& entries)
{
    std::uint64_t check = 0;
    for (const HistoryEntry& entry : entries) {
        check += historyCheck(entry);
    }
    return check;
}

void requireText(const std::string& text, const char* what)
{
    if (!isPlainUtf8(text)) {
        throw Error(ErrorCode::InvalidInput,
                    std::string(what) + " is not UTF-8 or holds control characters");
    }
}

/// Errors: InvalidInput
void requireText(const std::vector<PackVersion>& packs)
{
    for (const PackVersion& pack : packs) {
        requireText(pack.id + pack.version + pack.digest, "a pack");
    }
}

} // namespace

ClientFile::ClientFile(std::filesystem::path path, OpenMode mode, Database database)
    : m_path(std::move(path))
    , m_mode(mode)
    , m_storage(std::make_unique<Storage>(Storage{std::move(database), std::nullopt}))
{}

ClientFile ClientFile::create(const std::filesystem::path& path, const ClientInfo& info)
{
    requireText(info.title, "the title");
    requireText(info.createdBy, "the name of the program");
    requireText(info.created, "the time");
    ClientFile file(path, OpenMode::ReadWrite, Database::create(path));
    try {
        Database& database = file.m_storage->database;
        file.m_storage->held.emplace(database);
        makeSchema(database, schemaSteps());
        setMeta(database, "title", info.title);
        setMeta(database, "created_by", info.createdBy);
        setMeta(database, "created", info.created);
        file.m_info = info;
        file.m_state.content = infoCheck(info);
        file.commit(file.m_state);
    } catch (...) {
        file.m_storage.reset();
        std::error_code ignored;
        std::filesystem::remove(path, ignored);
        throw;
    }
    return file;
}

ClientFile ClientFile::open(const std::filesystem::path& path, OpenMode mode)
{
    const bool writes = mode == OpenMode::ReadWrite;
    ClientFile file(
        path,
        mode,
        Database::open(path, writes ? Database::Mode::ReadWrite : Database::Mode::ReadOnly));
    Database& database = file.m_storage->database;
    const bool isOld = checkedVersion(database, schemaSteps()) != schemaSteps().back().version;
    if (writes) {
        file.m_backup = migrate(database, path, schemaSteps());
        try {
            file.m_storage->held.emplace(database);
        } catch (const Error& error) {
            if (error.code() != ErrorCode::Conflict) {
                throw;
            }
            throw Error(ErrorCode::Conflict,
                        database.name() + " is open in another Netready; open it read-only or "
                                          "close it there");
        }
        file.load();
        return file;
    }
    if (isOld) {
        Database copy = Database::inMemory(database.name());
        database.copyTo(copy);
        migrateInMemory(copy, schemaSteps());
        database = std::move(copy);
    }
    database.execute("begin");
    file.load();
    database.execute("commit");
    return file;
}

void ClientFile::load()
{
    const Database& database = m_storage->database;
    checkStructure(database);
    try {
        loadInfo();
        LoadedFacts loaded = loadFacts(database);
        m_facts = std::move(loaded.facts);
        loadState(loaded.check + infoCheck(m_info) + packCheck(m_packs));
    } catch (const Error& error) {
        if (error.code() == ErrorCode::Corrupt && error.message().find(database.name()) != 0) {
            damaged(database, error.message());
        }
        throw;
    }
}

void ClientFile::loadInfo()
{
    const Database& database = m_storage->database;
    m_info = {metaValue(database, "title").value_or(""),
              metaValue(database, "created_by").value_or(""),
              metaValue(database, "created").value_or("")};
    Statement rows = database.prepare("select id, version, digest from pack order by id");
    while (rows.step()) {
        m_packs.push_back({rows.text(0), rows.text(1), rows.text(2)});
    }
}

void ClientFile::loadState(std::uint64_t content)
{
    const Database& database = m_storage->database;
    m_state.revision = revisionOf(database);
    m_state.content = content;
    if (storedCheck(database, kContentCheck).value_or(content) != content) {
        damaged(database, "its facts are not as they were written");
    }
    const std::optional<std::uint64_t> history = storedCheck(database, kHistoryCheck);
    m_state.history = history ? *history : sumOfHistory(readHistory(database));
    const std::optional<std::uint64_t> snapshots = storedCheck(database, kSnapshotCheck);
    m_state.snapshots = snapshots ? *snapshots : readSnapshots(database).check;
}

void ClientFile::beginWriting()
{
    Database& database = m_storage->database;
    if (m_mode == OpenMode::ReadOnly) {
        throw Error(ErrorCode::Io,
                    database.name() + " was opened to read only, so it cannot be changed");
    }
    if (!m_storage->held) {
        m_storage->held.emplace(database);
    }
    try {
        checkUnchanged();
    } catch (...) {
        m_storage->held.reset();
        throw;
    }
}

void ClientFile::checkUnchanged() const
{
    const Database& database = m_storage->database;
    if (revisionOf(database) != m_state.revision) {
        throw Error(ErrorCode::Conflict,
                    database.name() +
                        " was changed by another program since it was opened; open it again");
    }
}

void ClientFile::commit(const State& next)
{
    Database& database = m_storage->database;
    setMeta(database, kRevision, std::to_string(next.revision + 1));
    setMeta(database, kContentCheck, checkText(next.content));
    setMeta(database, kHistoryCheck, checkText(next.history));
    setMeta(database, kSnapshotCheck, checkText(next.snapshots));
    m_storage->held->commit();
    m_state = next;
    ++m_state.revision;
    m_storage->held.reset();
    // Takes the right to write back at once. If another program was quicker, the next edit asks
    // again and compares the revision.
    if (std::optional<Transaction> held = Transaction::tryBegin(database)) {
        m_storage->held.emplace(std::move(*held));
    }
}

void ClientFile::rollBack()
{
    m_storage->held.reset();
    if (std::optional<Transaction> held = Transaction::tryBegin(m_storage->database)) {
        m_storage->held.emplace(std::move(*held));
    }
}

template <class Work>
void ClientFile::writing(const Work& work)
{
    try {
        State next = m_state;
        work(next);
        commit(next);
    } catch (...) {
        rollBack();
        throw;
    }
}

/// Writes what was applied to the facts in memory; takes it back there if the disk refuses.
template <class HistoryWork>
void ClientFile::store(const Edit& applied, const HistoryWork& historyWork)
{
    try {
        writing([&](State& next) {
            next.history += historyWork();
            RecordWriter writer(m_storage->database);
            for (const Change& change : applied.changes) {
                if (const auto* attached = std::get_if<RecordChange<Attachment>>(&change);
                    attached != nullptr && attached->after) {
                    storeBlob(*attached->after);
                }
                writer.write(change);
                next.content += checkDifference(change);
            }
        });
    } catch (...) {
        m_facts.apply(inverse(applied));
        throw;
    }
}

bool ClientFile::apply(const Edit& edit)
{
    beginWriting();
    const Edit recorded = withoutIdleChanges(edit);
    const std::vector<ChangeText> texts = changeTexts(recorded);
    m_facts.apply(edit);
    if (recorded.changes.empty()) {
        return false;
    }
    // What stands in memory from here on is `recorded` too, since idle changes change nothing.
    store(recorded, [&] {
        Database& database = m_storage->database;
        const std::uint64_t discarded = discardUndone(database);
        return discarded + appendEdit(database, recorded, texts);
    });
    for (const Change& change : recorded.changes) {
        if (const auto* attached = std::get_if<RecordChange<Attachment>>(&change);
            attached != nullptr && attached->after) {
            m_pendingBytes.erase(attached->after->sha256);
            m_pendingIds.erase(attached->after->id);
        }
    }
    return true;
}

std::optional<Edit> ClientFile::undo()
{
    beginWriting();
    Database& database = m_storage->database;
    const std::optional<HistoryEntry> entry = lastDone(database);
    if (!entry) {
        return std::nullopt;
    }
    Edit edit = readEdit(database, *entry);
    const Edit applied = inverse(edit);
    m_facts.apply(applied);
    store(applied, [&] { return markDone(database, *entry, false); });
    return edit;
}

std::optional<Edit> ClientFile::redo()
{
    beginWriting();
    Database& database = m_storage->database;
    const std::optional<HistoryEntry> entry = firstUndone(database);
    if (!entry) {
        return std::nullopt;
    }
    Edit edit = readEdit(database, *entry);
    m_facts.apply(edit);
    store(edit, [&] { return markDone(database, *entry, true); });
    return edit;
}

std::vector<HistoryEntry> ClientFile::history() const
{
    const Database& database = m_storage->database;
    std::vector<HistoryEntry> entries = readHistory(database);
    if (revisionOf(database) == m_state.revision && sumOfHistory(entries) != m_state.history) {
        damaged(database, "its history is not as it was written");
    }
    return entries;
}

Edit ClientFile::recordedEdit(std::int64_t sequence) const
{
    const Database& database = m_storage->database;
    return readEdit(database, historyEntry(database, sequence));
}

void ClientFile::writeCopy(const std::filesystem::path& path)
{
    Database copy = Database::create(path);
    // Nothing can be read for a copy while this connection holds the right to write; the next edit
    // takes it again.
    m_storage->held.reset();
    try {
        m_storage->database.copyTo(copy);
    } catch (const Error&) {
        // The error that led here is the one to be told.
        std::error_code ignored;
        std::filesystem::remove(path, ignored);
        throw;
    }
}

void ClientFile::snapshot(const std::string& name,
                          const std::string& time,
                          const std::vector<PackVersion>& packs)
{
    requireText(name, "the name of the snapshot");
    requireText(time, "the time");
    requireText(packs);
    beginWriting();
    writing([&](State& next) {
        next.snapshots += writeSnapshot(m_storage->database, {name, time, packs}, m_facts);
    });
}

std::vector<Snapshot> ClientFile::snapshots() const
{
    const Database& database = m_storage->database;
    SnapshotList list = readSnapshots(database);
    if (revisionOf(database) == m_state.revision && list.check != m_state.snapshots) {
        damaged(database, "its snapshots are not as they were written");
    }
    return std::move(list.snapshots);
}

FactBase ClientFile::snapshotFacts(const std::string& name) const
{
    return readSnapshotFacts(m_storage->database, name);
}

void ClientFile::setPacks(std::vector<PackVersion> packs,
                          const std::map<std::string, std::string_view>& bytes)
{
    requireText(packs);
    std::sort(packs.begin(), packs.end(), [](const PackVersion& a, const PackVersion& b) {
        return a.id < b.id;
    });
    const auto twice = std::adjacent_find(
        packs.begin(), packs.end(), [](const auto& a, const auto& b) { return a.id == b.id; });
    if (twice != packs.end()) {
        throw Error(ErrorCode::InvalidInput, "the pack " + inQuotes(twice->id) + " is there twice");
    }
    beginWriting();
    if (packs == m_packs) {
        return;
    }
    for (const auto& [digest, content] : bytes) {
        if (sha256(content) != digest) {
            throw Error(ErrorCode::InvalidInput,
                        "the bytes of a pack do not have the digest " + inQuotes(digest));
        }
    }
    writing([&](State& next) {
        Database& database = m_storage->database;
        database.execute("delete from pack");
        insertPacks(database, packs);
        next.content += packCheck(packs) - packCheck(m_packs);
        for (const PackVersion& old : m_packs) {
            database
                .prepare("delete from blob where sha256 = ? "
                         "and sha256 not in (select digest from pack) "
                         "and sha256 not in (select sha256 from attachment)")
                .run(old.digest);
        }
        for (const PackVersion& pack : packs) {
            if (const auto content = bytes.find(pack.digest); content != bytes.end()) {
                database.prepare("insert or ignore into blob (sha256, bytes) values (?, ?)")
                    .run(pack.digest, BlobView{content->second});
            }
        }
    });
    m_packs = std::move(packs);
}

std::optional<std::string> ClientFile::packBytes(const PackVersion& pack) const
{
    const Database& database = m_storage->database;
    Statement row = database.prepare("select bytes from blob where sha256 = ?");
    if (!row.bind(pack.digest).step()) {
        return std::nullopt;
    }
    std::string bytes = row.blob(0);
    if (sha256(bytes) != pack.digest) {
        damaged(database, "its pack " + inQuotes(pack.id) + " is not as it was written");
    }
    return bytes;
}

bool isBeingWritten(const std::filesystem::path& path)
{
    try {
        Database database = Database::open(path, Database::Mode::ReadWrite);
        const Transaction transaction(database);
        return false;
    } catch (const Error& error) {
        return error.code() == ErrorCode::Conflict;
    }
}

} // namespace netready
