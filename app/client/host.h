// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <ctime>
#include <filesystem>
#include <string>
#include <vector>

namespace netready {

/// The time in UTC as ISO 8601: NETREADY_NOW where it is set (for tests), else the clock.
/// Errors: InvalidInput if NETREADY_NOW is not such a time
[[nodiscard]] std::string timeNow();
/// Seconds since 1970 in the same form.
[[nodiscard]] std::string utcTime(std::time_t time);
/// When a file was last changed, in the same form; empty if that cannot be told.
[[nodiscard]] std::string modificationTime(const std::filesystem::path& path);
/// The day of timeNow(), counted from 1970-01-01.
[[nodiscard]] std::int32_t today();

/// Who edits unless told otherwise: NETREADY_AUTHOR where it is set, else the login name.
[[nodiscard]] std::string defaultAuthor();

/// The folder that holds `rules` and `questionnaires`: NETREADY_DATA where it is set, else
/// `../share/netready` beside the program, else the nearest folder above the program that has both.
/// Errors: Io if there is none
[[nodiscard]] std::filesystem::path dataFolder();

/// The packs of the program, sorted, then those of the user.
/// Errors: Io if a folder cannot be read
[[nodiscard]] std::vector<std::string> packFolders(const std::vector<std::string>& extra);

} // namespace netready
