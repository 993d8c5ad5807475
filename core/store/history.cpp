// SPDX-License-Identifier: Apache-2.0
#include "core/store/history.h"

#include "core/base/error.h"
#include "core/store/content_check.h"

#include <utility>

namespace netready {

namespace {

constexpr const char* kColumns =
    "select sequence, title, author, time, done, change_count, changes_check from edit ";

HistoryEntry entryAt(const Statement& row)
{
    return {row.integer(0),
            row.text(1),
            row.text(2),
            row.text(3),
            row.integer(4) != 0,
            row.integer(5),
            row.text(6)};
}

std::optional<HistoryEntry> firstEntry(Statement row)
{
    return row.step() ? std::optional(entryAt(row)) : std::nullopt;
}

void add(Digest& digest, const ChangeText& change)
{
    digest.add(change.record).add(change.key);
    for (const auto& side : {change.before, change.after}) {
        digest.add(std::uint64_t{side ? 1U : 0U}).add(side.value_or(""));
    }
}

} // namespace

std::uint64_t historyCheck(const HistoryEntry& entry)
{
    Digest digest;
    digest.add("edit").add(entry.sequence).add(entry.title).add(entry.author).add(entry.time);
    digest.add(std::uint64_t{entry.done ? 1U : 0U}).add(entry.changes).add(entry.changesCheck);
    return digest.value();
}

std::vector<HistoryEntry> readHistory(const Database& database)
{
    std::vector<HistoryEntry> entries;
    Statement rows = database.prepare(std::string(kColumns) + "order by sequence");
    while (rows.step()) {
        entries.push_back(entryAt(rows));
    }
    return entries;
}

std::optional<HistoryEntry> lastDone(const Database& database)
{
    // The undone entries are the newest ones and few, so this walks from the end.
    return firstEntry(
        database.prepare(std::string(kColumns) + "where done = 1 order by sequence desc limit 1"));
}

std::optional<HistoryEntry> firstUndone(const Database& database)
{
    return firstEntry(database.prepare(
        std::string(kColumns) + "where done = 0 and sequence > coalesce((select sequence from edit "
                                "where done = 1 order by sequence desc limit 1), 0) "
                                "order by sequence limit 1"));
}

HistoryEntry historyEntry(const Database& database, std::int64_t sequence)
{
    Statement row = database.prepare(std::string(kColumns) + "where sequence = ?");
    if (!row.bind(sequence).step()) {
        throw Error(ErrorCode::NotFound,
                    "there is no edit " + std::to_string(sequence) + " in the history");
    }
    return entryAt(row);
}

Edit readEdit(const Database& database, const HistoryEntry& entry)
{
    Edit edit{entry.title, entry.author, entry.time, {}};
    Digest digest;
    Statement rows = database.prepare("select record, key, before, after from edit_change where "
                                      "edit_sequence = ? order by position");
    rows.bind(entry.sequence);
    while (rows.step()) {
        const ChangeText change{rows.text(0), rows.text(1), rows.textOrNull(2), rows.textOrNull(3)};
        add(digest, change);
        edit.changes.push_back(changeFromText(change));
    }
    if (checkText(digest.value()) != entry.changesCheck) {
        throw Error(ErrorCode::Corrupt,
                    database.name() + " is damaged: edit " + std::to_string(entry.sequence) +
                        " of its history is not as it was written");
    }
    return edit;
}

std::vector<ChangeText> changeTexts(const Edit& edit)
{
    requireUtf8(edit.title + edit.author + edit.time);
    std::vector<ChangeText> texts;
    texts.reserve(edit.changes.size());
    for (const Change& change : edit.changes) {
        texts.push_back(toText(change));
    }
    return texts;
}

std::uint64_t
appendEdit(Database& database, const Edit& edit, const std::vector<ChangeText>& changes)
{
    HistoryEntry entry;
    entry.sequence = database.number("select coalesce(max(sequence), 0) + 1 from edit");
    entry.title = edit.title;
    entry.author = edit.author;
    entry.time = edit.time;
    entry.changes = static_cast<std::int64_t>(changes.size());
    Statement insertEdit = database.prepare(
        "insert into edit (sequence, title, author, time, done, change_count, changes_check) "
        "values (?, ?, ?, ?, 1, ?, '')");
    insertEdit.run(entry.sequence, entry.title, entry.author, entry.time, entry.changes);
    Statement insertChange = database.prepare(
        "insert into edit_change (edit_sequence, position, record, key, before, after) values "
        "(?, ?, ?, ?, ?, ?)");
    Digest digest;
    for (std::size_t i = 0; i < changes.size(); ++i) {
        const ChangeText& change = changes[i];
        add(digest, change);
        insertChange.run(entry.sequence, i, change.record, change.key, change.before, change.after);
    }
    entry.changesCheck = checkText(digest.value());
    database.prepare("update edit set changes_check = ? where sequence = ?")
        .run(entry.changesCheck, entry.sequence);
    return historyCheck(entry);
}

std::uint64_t markDone(Database& database, const HistoryEntry& entry, bool done)
{
    database.prepare("update edit set done = ? where sequence = ?").run(done, entry.sequence);
    HistoryEntry marked = entry;
    marked.done = done;
    return historyCheck(marked) - historyCheck(entry);
}

std::uint64_t discardUndone(Database& database)
{
    const std::optional<HistoryEntry> first = firstUndone(database);
    if (!first) {
        return 0;
    }
    std::uint64_t check = 0;
    {
        Statement rows = database.prepare(std::string(kColumns) + "where sequence >= ?");
        rows.bind(first->sequence);
        while (rows.step()) {
            check -= historyCheck(entryAt(rows));
        }
    }
    database.prepare("delete from edit where sequence >= ?").run(first->sequence);
    // Bytes that no attachment, edit or snapshot can bring back.
    database.execute(
        "delete from blob where sha256 not in (select sha256 from attachment) "
        "and sha256 not in (select digest from pack) "
        "and not exists (select 1 from edit_change where record = 'attachment' "
        "and (instr(before, blob.sha256) > 0 or instr(after, blob.sha256) > 0)) "
        "and not exists (select 1 from snapshot where instr(content, blob.sha256) > 0)");
    return check;
}

} // namespace netready
