// SPDX-License-Identifier: Apache-2.0
#include "core/store/migration.h"

#include "core/base/error.h"
#include "core/store/client_file.h"

#include <string>

#include "tests/core/store/sample_client.h"
#include "tests/core/store/temporary_folder.h"
#include "tests/support/catch.h"

namespace netready {

namespace {

/// Splits a name into its words, which SQL cannot.
void countLetters(Database& database)
{
    Statement rows = database.prepare("select id, name from thing");
    Statement update = database.prepare("update thing set letters = ? where id = ?");
    while (rows.step()) {
        update.run(rows.text(1).size(), rows.integer(0));
    }
}

void failLate(Database& database)
{
    countLetters(database);
    throw Error(ErrorCode::Corrupt, "step 3 found what it cannot handle");
}

const SchemaStep kFirst{1,
                        "create table thing (id integer primary key, name text not null) strict; "
                        "create table part (thing_id integer references thing (id)) strict;"};
const SchemaStep kSecond{2,
                         "alter table thing add column colour text not null default 'grey'; "
                         "update thing set colour = 'red' where id = 2;"};
const SchemaStep kThird{3, "alter table thing add column letters integer", countLetters};

/// A file of schema 1 with three things, one of which has a part.
std::filesystem::path oldFile(const TemporaryFolder& folder)
{
    const std::filesystem::path path = folder / "old.netready";
    Database database = Database::create(path);
    Transaction transaction(database);
    makeSchema(database, {kFirst});
    database.execute("insert into thing values (1, 'a'), (2, 'bb'), (3, 'ccc'); "
                     "insert into part values (2)");
    transaction.commit();
    return path;
}

std::string dump(const std::filesystem::path& path)
{
    const Database database = Database::open(path, Database::Mode::ReadOnly);
    std::string text = std::to_string(database.number("pragma user_version")) + "\n";
    Statement schema = database.prepare("select sql from sqlite_schema order by name");
    while (schema.step()) {
        text += schema.text(0) + "\n";
    }
    Statement rows = database.prepare("select * from thing order by id");
    while (rows.step()) {
        text += rows.text(0) + "," + rows.text(1) + "\n";
    }
    return text;
}

/// Migrates and expects to fail.
Error failure(const std::filesystem::path& path, const std::vector<SchemaStep>& steps)
{
    try {
        Database database = Database::open(path, Database::Mode::ReadWrite);
        migrate(database, path, steps);
    } catch (const Error& error) {
        return error;
    }
    return Error(ErrorCode::NotFound, "it was migrated");
}

} // namespace

TEST_CASE("an older file is copied and then brought up step by step", "[store]")
{
    const TemporaryFolder folder;
    const std::filesystem::path path = oldFile(folder);
    const std::string before = dump(path);
    Database database = Database::open(path, Database::Mode::ReadWrite);
    const auto backup = migrate(database, path, {kFirst, kSecond, kThird});
    REQUIRE(backup == folder / "old.v1.netready");
    CHECK(dump(*backup) == before);
    CHECK(Database::open(*backup, Database::Mode::ReadOnly).number("pragma application_id") ==
          kApplicationId);
    CHECK(database.number("pragma user_version") == 3);
    CHECK(database.number("pragma foreign_keys") == 1);
    CHECK(database.number("select sum(letters) from thing") == 6);
    CHECK(database.number("select count(*) from thing where colour = 'grey'") == 2);
    CHECK_FALSE(migrate(database, path, {kFirst, kSecond, kThird}));
}

TEST_CASE("a file that is up to date is not copied", "[store]")
{
    const TemporaryFolder folder;
    const std::filesystem::path path = oldFile(folder);
    Database database = Database::open(path, Database::Mode::ReadWrite);
    CHECK_FALSE(migrate(database, path, {kFirst}));
    CHECK_FALSE(std::filesystem::exists(folder / "old.v1.netready"));
}

TEST_CASE("a copy does not overwrite an earlier one", "[store]")
{
    const TemporaryFolder folder;
    const std::filesystem::path path = oldFile(folder);
    writeBytes(folder / "old.v1.netready", "precious");
    Database database = Database::open(path, Database::Mode::ReadWrite);
    CHECK(migrate(database, path, {kFirst, kSecond}) == folder / "old.v1-2.netready");
    CHECK(readBytes(folder / "old.v1.netready") == "precious");
}

TEST_CASE("a step that fails leaves the file as it was and the copy beside it", "[store]")
{
    const TemporaryFolder folder;
    const std::filesystem::path path = oldFile(folder);
    const std::string before = dump(path);
    const std::vector<SchemaStep> thirds{
        {3, "alter table thing add column letters integer", failLate},
        {3, "alter table thing add column letters integer; select nonsense"},
        {3, "delete from thing where id = 2"}, // leaves the part without its thing
    };
    const std::size_t which = GENERATE(0U, 1U, 2U);
    const Error error = failure(path, {kFirst, kSecond, thirds[which]});
    INFO(error.message());
    CHECK(error.code() == ErrorCode::Corrupt);
    CHECK(error.message().find("could not be brought to schema 3 and is as it was") !=
          std::string::npos);
    CHECK(error.message().find("old.v1.netready") != std::string::npos);
    CHECK(dump(path) == before);
    CHECK(dump(folder / "old.v1.netready") == before);
    // And the next try works.
    Database database = Database::open(path, Database::Mode::ReadWrite);
    CHECK(migrate(database, path, {kFirst, kSecond, kThird}));
}

TEST_CASE("a step may rebuild a table that others refer to", "[store]")
{
    const TemporaryFolder folder;
    const std::filesystem::path path = oldFile(folder);
    const SchemaStep rebuild{
        2,
        "create table new_thing (id integer primary key, label text not null) strict; "
        "insert into new_thing select id, name from thing; drop table thing; "
        "alter table new_thing rename to thing;"};
    Database database = Database::open(path, Database::Mode::ReadWrite);
    REQUIRE(migrate(database, path, {kFirst, rebuild}));
    CHECK(database.number("select count(*) from part join thing on thing_id = id") == 1);
}

TEST_CASE("a migration that another program holds up writes no copy", "[store]")
{
    const TemporaryFolder folder;
    const std::filesystem::path path = oldFile(folder);
    Database other = Database::open(path, Database::Mode::ReadWrite);
    const Transaction held(other);
    CHECK(failure(path, {kFirst, kSecond}).code() == ErrorCode::Conflict);
    CHECK_FALSE(std::filesystem::exists(folder / "old.v1.netready"));
}

TEST_CASE("a copy in memory is migrated without touching the file", "[store]")
{
    const TemporaryFolder folder;
    const std::filesystem::path path = oldFile(folder);
    const std::string before = readBytes(path);
    Database copy = Database::inMemory("copy");
    Database::open(path, Database::Mode::ReadOnly).copyTo(copy);
    migrateInMemory(copy, {kFirst, kSecond, kThird});
    CHECK(copy.number("select sum(letters) from thing") == 6);
    CHECK(readBytes(path) == before);
    CHECK_FALSE(std::filesystem::exists(folder / "old.v1.netready"));
}

TEST_CASE("a newer file is refused with both versions", "[store]")
{
    const TemporaryFolder folder;
    writeSampleClient(folder / "a.netready");
    const int known = schemaSteps().back().version;
    {
        Database database = Database::open(folder / "a.netready", Database::Mode::ReadWrite);
        database.execute("pragma user_version = " + std::to_string(known + 1));
    }
    const std::string before = readBytes(folder / "a.netready");
    for (const OpenMode mode : {OpenMode::ReadOnly, OpenMode::ReadWrite}) {
        try {
            static_cast<void>(ClientFile::open(folder / "a.netready", mode));
            FAIL("it was opened");
        } catch (const Error& error) {
            CHECK(error.code() == ErrorCode::TooNew);
            CHECK(error.message().find("schema " + std::to_string(known + 1)) != std::string::npos);
            CHECK(error.message().find("up to " + std::to_string(known)) != std::string::npos);
        }
    }
    CHECK(readBytes(folder / "a.netready") == before);
}

TEST_CASE("a SQLite file of another program is not a client file", "[store]")
{
    const TemporaryFolder folder;
    {
        Database database = Database::create(folder / "a.netready");
        database.execute("create table t (a integer)");
    }
    const std::string before = readBytes(folder / "a.netready");
    try {
        static_cast<void>(ClientFile::open(folder / "a.netready"));
        FAIL("it was opened");
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::Corrupt);
        CHECK(error.message().ends_with("is not a Netready client file"));
    }
    CHECK(readBytes(folder / "a.netready") == before);
}

TEST_CASE("the steps of the program start at 1 and leave no gap", "[store]")
{
    int version = 0;
    for (const SchemaStep& step : schemaSteps()) {
        CHECK(step.version == ++version);
        CHECK_FALSE(step.sql.empty());
    }
    CHECK(version >= 1);
}

} // namespace netready
