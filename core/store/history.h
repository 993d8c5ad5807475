// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/facts/edit.h"
#include "core/store/database.h"
#include "core/store/record_json.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace netready {

/// One line of the history. Undone entries come after all done ones; they can be done again until
/// the next new edit discards them.
struct HistoryEntry
{
    std::int64_t sequence = 0;
    std::string title;
    std::string author;
    std::string time;
    bool done = true;
    std::int64_t changes = 0;
    std::string changesCheck; ///< digest of the changes, to find damage
    bool operator==(const HistoryEntry&) const = default;
};

/// Digest of an entry; the check of the history is the sum over its entries.
[[nodiscard]] std::uint64_t historyCheck(const HistoryEntry& entry);

/// All entries, oldest first.
[[nodiscard]] std::vector<HistoryEntry> readHistory(const Database& database);
[[nodiscard]] std::optional<HistoryEntry> lastDone(const Database& database);
[[nodiscard]] std::optional<HistoryEntry> firstUndone(const Database& database);
/// Errors: NotFound if there is no such entry
[[nodiscard]] HistoryEntry historyEntry(const Database& database, std::int64_t sequence);

/// The edit of an entry as it was applied.
/// Errors: Corrupt if it is not what was written
[[nodiscard]] Edit readEdit(const Database& database, const HistoryEntry& entry);

/// The changes of an edit as the history keeps them.
/// Errors: InvalidInput if a text is not UTF-8, a number is none or a name is not well-formed
[[nodiscard]] std::vector<ChangeText> changeTexts(const Edit& edit);

/// Change the history and return what that adds to its check.
std::uint64_t
appendEdit(Database& database, const Edit& edit, const std::vector<ChangeText>& changes);
std::uint64_t markDone(Database& database, const HistoryEntry& entry, bool done);
std::uint64_t discardUndone(Database& database);

} // namespace netready
