// SPDX-License-Identifier: Apache-2.0
#include "core/store/migration.h"

#include "core/base/error.h"
#include "core/store/embedded_steps.h"

#include <fcntl.h>
#include <unistd.h>

namespace netready {

namespace {

// The oldest client file that this program still opens.
constexpr int kOldestVersion = 1;

void applyStep(Database& database, const SchemaStep& step)
{
    database.execute(step.sql);
    if (step.code != nullptr) {
        step.code(database);
    }
    database.execute("pragma user_version = " + std::to_string(step.version));
}

void runStep(Database& database, const SchemaStep& step)
{
    Transaction transaction(database);
    if (database.number("pragma user_version") != step.version - 1) {
        throw Error(ErrorCode::Conflict,
                    database.name() + " is being changed by another program; open it again");
    }
    applyStep(database, step);
    {
        Statement orphans = database.prepare("pragma foreign_key_check");
        if (orphans.step()) {
            throw Error(ErrorCode::Corrupt,
                        database.name() + " is damaged: its table " + orphans.text(0) +
                            " refers to rows that are missing");
        }
    }
    transaction.commit();
}

/// A step may rebuild a table that others refer to, so foreign keys are checked at its end instead.
class ForeignKeysOff
{
public:
    explicit ForeignKeysOff(Database& database)
        : m_database(database)
    {
        m_database.execute("pragma foreign_keys = off");
    }
    ForeignKeysOff(const ForeignKeysOff&) = delete;
    ForeignKeysOff& operator=(const ForeignKeysOff&) = delete;
    ~ForeignKeysOff()
    {
        try {
            m_database.execute("pragma foreign_keys = on");
        } catch (const Error&) {
            // The setting touches no file and cannot fail in an open connection; the file is sound
            // either way.
        }
    }

private:
    Database& m_database;
};

void runSteps(Database& database, int version, const std::vector<SchemaStep>& steps)
{
    const ForeignKeysOff off(database);
    for (const SchemaStep& step : steps) {
        if (step.version > version) {
            runStep(database, step);
        }
    }
}

/// `client.netready` becomes `client.v1.netready`, or `client.v1-2.netready` if that exists.
std::filesystem::path backupPath(const std::filesystem::path& path, int version)
{
    for (int i = 1;; ++i) {
        std::filesystem::path candidate = path;
        candidate.replace_filename(path.stem().string() + ".v" + std::to_string(version) +
                                   (i == 1 ? "" : "-" + std::to_string(i)) +
                                   path.extension().string());
        if (!std::filesystem::exists(candidate)) {
            return candidate;
        }
    }
}

/// VACUUM INTO leaves the copy in the cache of the system.
void syncToDisk(const std::filesystem::path& path)
{
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const bool synced = file >= 0 && ::fsync(file) == 0;
    if (file >= 0) {
        ::close(file);
    }
    if (!synced) {
        throw Error(ErrorCode::Io, "the copy \"" + path.string() + "\" could not be written");
    }
}

std::filesystem::path
writeBackup(const Database& database, const std::filesystem::path& path, int version)
{
    std::filesystem::path backup = backupPath(path, version);
    try {
        database.prepare("vacuum into ?").run(std::filesystem::absolute(backup).string());
        syncToDisk(backup);
    } catch (const Error& error) {
        std::error_code ignored;
        std::filesystem::remove(backup, ignored);
        throw Error(error.code(),
                    database.name() +
                        " comes from an older Netready and was left as it is, because "
                        "no copy of it could be written: " +
                        error.message());
    }
    return backup;
}

} // namespace

const std::vector<SchemaStep>& schemaSteps()
{
    static const std::vector<SchemaStep> steps = [] {
        std::vector<SchemaStep> result;
        result.reserve(kEmbeddedSteps.size());
        for (const EmbeddedStep& step : kEmbeddedSteps) {
            result.push_back({step.version, std::string(step.sql), nullptr});
        }
        return result;
    }();
    return steps;
}

int checkedVersion(const Database& database, const std::vector<SchemaStep>& steps)
{
    if (database.number("pragma application_id") != kApplicationId) {
        throw Error(ErrorCode::Corrupt, database.name() + " is not a Netready client file");
    }
    const std::int64_t version = database.number("pragma user_version");
    const int newest = steps.back().version;
    if (version > newest) {
        throw Error(ErrorCode::TooNew,
                    database.name() + " has schema " + std::to_string(version) +
                        ", and this Netready knows schemas up to " + std::to_string(newest) +
                        ": open it with a newer Netready");
    }
    if (version < kOldestVersion) {
        throw Error(ErrorCode::Corrupt,
                    database.name() + " is not a complete Netready client file (schema " +
                        std::to_string(version) + ")");
    }
    return static_cast<int>(version);
}

void makeSchema(Database& database, const std::vector<SchemaStep>& steps)
{
    database.execute("pragma application_id = " + std::to_string(kApplicationId));
    for (const SchemaStep& step : steps) {
        applyStep(database, step);
    }
}

std::optional<std::filesystem::path>
migrate(Database& database, const std::filesystem::path& path, const std::vector<SchemaStep>& steps)
{
    const int version = checkedVersion(database, steps);
    if (version == steps.back().version) {
        return std::nullopt;
    }
    // Refuses before a copy is written if another program has the file.
    static_cast<void>(Transaction(database));
    const std::filesystem::path backup = writeBackup(database, path, version);
    try {
        runSteps(database, version, steps);
    } catch (const Error& error) {
        // Steps before the one that failed are committed; the copy takes them back.
        if (database.number("pragma user_version") != version) {
            Database::open(backup, Database::Mode::ReadOnly).copyTo(database);
        }
        throw Error(error.code(),
                    database.name() + " could not be brought to schema " +
                        std::to_string(steps.back().version) + " and is as it was; a copy is \"" +
                        backup.string() + "\": " + error.message());
    }
    return backup;
}

void migrateInMemory(Database& database, const std::vector<SchemaStep>& steps)
{
    runSteps(database, checkedVersion(database, steps), steps);
}

} // namespace netready
