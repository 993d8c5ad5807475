// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/database.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace netready {

/// Marks a SQLite file as a client file: "NRDY". Part of the file format.
inline constexpr std::int64_t kApplicationId = 0x4E524459;

/// Brings a file from schema `version - 1` to `version`: first the SQL, then the code.
struct SchemaStep
{
    int version = 0;
    std::string sql;
    void (*code)(Database& database) = nullptr;
};

/// The steps from nothing to the schema of this program, by version, from 1 without a gap.
[[nodiscard]] const std::vector<SchemaStep>& schemaSteps();

/// The schema version of a client file.
/// Errors: Corrupt if it is not a client file; TooNew if it is beyond `steps`, or too old
[[nodiscard]] int checkedVersion(const Database& database, const std::vector<SchemaStep>& steps);

/// Gives an empty file the marks and tables of the last step, within the caller's transaction.
void makeSchema(Database& database, const std::vector<SchemaStep>& steps);

/// Brings a file of an older schema up to the last step, one transaction a step, after writing a
/// copy beside it. If a step fails, the file is given back what it held before.
///
/// Shape:   path of the copy; nothing if the file was up to date
/// Errors:  Io if the copy cannot be written; whatever a step reports
std::optional<std::filesystem::path> migrate(Database& database,
                                             const std::filesystem::path& path,
                                             const std::vector<SchemaStep>& steps);

/// As migrate(), for a copy in memory that needs no backup.
void migrateInMemory(Database& database, const std::vector<SchemaStep>& steps);

} // namespace netready
