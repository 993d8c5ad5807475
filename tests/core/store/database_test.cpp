// SPDX-License-Identifier: Apache-2.0
#include "core/store/database.h"

#include "core/base/error.h"

#include <functional>
#include <string>

#include "tests/core/store/temporary_folder.h"
#include "tests/support/catch.h"

namespace netready {

namespace {

Error errorOf(const std::function<void()>& work)
{
    try {
        work();
    } catch (const Error& error) {
        return error;
    }
    return Error(ErrorCode::NotFound, "there was no error");
}

} // namespace

TEST_CASE("a transaction that is not committed is taken back", "[store]")
{
    Database database = Database::inMemory("test");
    database.execute("create table t (a integer) strict");
    {
        const Transaction transaction(database);
        CHECK(database.inTransaction());
        database.execute("insert into t values (1); create table u (a integer) strict; "
                         "pragma user_version = 7");
    }
    CHECK_FALSE(database.inTransaction());
    CHECK(database.number("select count(*) from t") == 0);
    CHECK(database.number("pragma user_version") == 0);
    CHECK_THROWS_AS(database.execute("select * from u"), Error);
    {
        Transaction transaction(database);
        database.execute("insert into t values (1)");
        transaction.commit();
    }
    CHECK(database.number("select a from t") == 1);
}

TEST_CASE("what is bound is what is read", "[store]")
{
    Database database = Database::inMemory("test");
    database.execute("create table t (a integer, b real, c text, d blob, e text) strict");
    const std::string text("a\0'\"µ", 7);
    const std::string bytes("\0\xFF\x80", 3);
    database.prepare("insert into t values (?, ?, ?, ?, ?)")
        .run(std::int64_t{-5}, 0.1, text, BlobView{bytes}, std::optional<std::string>());
    Statement row = database.prepare("select * from t");
    REQUIRE(row.step());
    CHECK(row.integer(0) == -5);
    CHECK(row.real(1) == 0.1);
    CHECK(row.text(2) == text);
    CHECK(row.blob(3) == bytes);
    CHECK(row.isNull(4));
    CHECK_FALSE(row.textOrNull(4));
    CHECK(row.textOrNull(2) == text);
    CHECK_FALSE(row.step());
    database.prepare("insert into t (c, d) values (?, ?)").run(std::string_view(), BlobView{});
    CHECK(database.number("select count(*) from t where c = '' and d = x''") == 1);
}

TEST_CASE("a file that is not there is named", "[store]")
{
    const TemporaryFolder folder;
    const std::filesystem::path path = folder / "none.netready";
    for (const auto mode : {Database::Mode::ReadOnly, Database::Mode::ReadWrite}) {
        const Error error = errorOf([&] { static_cast<void>(Database::open(path, mode)); });
        CHECK(error.code() == ErrorCode::Io);
        CHECK(error.message() == "there is no file \"" + path.string() + "\"");
    }
    CHECK_FALSE(std::filesystem::exists(path));
}

TEST_CASE("a folder or a device is no file", "[store]")
{
    const TemporaryFolder folder;
    const Error error = errorOf(
        [&] { static_cast<void>(Database::open(folder.path(), Database::Mode::ReadOnly)); });
    CHECK(error.code() == ErrorCode::Io);
    CHECK(errorOf([] {
              static_cast<void>(Database::open("/dev/null", Database::Mode::ReadOnly));
          }).code() == ErrorCode::Io);
}

TEST_CASE("text is not SQLite, whatever it is called", "[store]")
{
    const TemporaryFolder folder;
    const std::string content = GENERATE(values<std::string>({
        "hello\n",
        std::string(5000, 'x'),
        "SQLite format 3",
        std::string(1024, '\0'),
    }));
    writeBytes(folder / "a.netready", content);
    for (const auto mode : {Database::Mode::ReadOnly, Database::Mode::ReadWrite}) {
        const Error error = errorOf([&] {
            const Database database = Database::open(folder / "a.netready", mode);
            static_cast<void>(database.number("select count(*) from sqlite_schema"));
        });
        INFO(error.message());
        CHECK(error.code() == ErrorCode::Corrupt);
    }
    CHECK(readBytes(folder / "a.netready") == content);
}

TEST_CASE("an empty file is not taken for a new one", "[store]")
{
    const TemporaryFolder folder;
    writeBytes(folder / "a.netready", "");
    const Error error = errorOf([&] {
        static_cast<void>(Database::open(folder / "a.netready", Database::Mode::ReadWrite));
    });
    CHECK(error.code() == ErrorCode::Corrupt);
    CHECK(error.message().find("is empty") != std::string::npos);
}

TEST_CASE("a file in a folder that is not there cannot be made", "[store]")
{
    const TemporaryFolder folder;
    const Error error =
        errorOf([&] { static_cast<void>(Database::create(folder / "none" / "a.netready")); });
    CHECK(error.code() == ErrorCode::Io);
    CHECK(error.message().find("cannot be made: No such file or directory") != std::string::npos);
}

TEST_CASE("names that SQLite gives a meaning are names of files", "[store]")
{
    const TemporaryFolder folder;
    const std::filesystem::path before = std::filesystem::current_path();
    std::filesystem::current_path(folder.path());
    for (const char* name : {":memory:", "file:a.netready?mode=memory", "ü 1%20.netready"}) {
        {
            Database database = Database::create(name);
            database.execute("create table t (a integer) strict");
        }
        CHECK(std::filesystem::exists(folder / name));
        CHECK(Database::open(name, Database::Mode::ReadOnly)
                  .number("select count(*) from sqlite_schema") == 1);
    }
    std::filesystem::current_path(before);
}

TEST_CASE("a trigger in a file does not run", "[store]")
{
    const TemporaryFolder folder;
    {
        Database database = Database::create(folder / "a.netready");
        database.execute("create table t (a integer) strict; create trigger r after insert on t "
                         "begin delete from t; end");
        database.execute("insert into t values (1)");
        CHECK(database.number("select count(*) from t") == 1);
    }
}

TEST_CASE("a copy of a database replaces what was there", "[store]")
{
    Database from = Database::inMemory("from");
    from.execute("create table t (a integer) strict; insert into t values (5)");
    Database to = Database::inMemory("to");
    to.execute("create table u (a integer) strict");
    from.copyTo(to);
    CHECK(to.number("select a from t") == 5);
    CHECK(to.number("select count(*) from sqlite_schema") == 1);
}

} // namespace netready
