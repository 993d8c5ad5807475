// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/store/client_file.h"

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <functional>
#include <string>

#include "tests/core/store/sample_client.h"
#include "tests/core/store/temporary_folder.h"
#include "tests/support/catch.h"

namespace netready {

namespace {

using std::filesystem::perms;

Error errorOf(const std::function<void()>& work)
{
    try {
        work();
    } catch (const Error& error) {
        return error;
    }
    return Error(ErrorCode::NotFound, "there was no error");
}

bool says(const Error& error, const std::string& part)
{
    INFO(error.message());
    return error.message().find(part) != std::string::npos;
}

std::filesystem::path journal(const std::filesystem::path& path)
{
    return path.string() + "-journal";
}

/// A program that is killed while half of a change is in the file.
void leaveHotJournal(const std::filesystem::path& path)
{
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        try {
            Database database = Database::open(path, Database::Mode::ReadWrite);
            database.execute("pragma cache_size = 1; begin immediate");
            Statement insert = database.prepare("insert into note values (?, '', ?, '', '')");
            for (int i = 0; i < 200; ++i) {
                insert.run("x" + std::to_string(i), std::string(1000, 'x'));
            }
            database.execute("delete from fact");
            ::raise(SIGKILL);
        } catch (...) {
            ::_exit(1);
        }
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(WIFSIGNALED(status));
    REQUIRE(std::filesystem::exists(journal(path)));
}

} // namespace

TEST_CASE("a file that is open to write can only be read by others", "[store]")
{
    const TemporaryFolder folder;
    const std::filesystem::path path = folder / "a.netready";
    ClientFile first = ClientFile::create(path, kSampleInfo);
    first.apply(noteEdit("n1"));
    const Error error = errorOf([&] { static_cast<void>(ClientFile::open(path)); });
    CHECK(error.code() == ErrorCode::Conflict);
    CHECK(says(error, "is open in another Netready; open it read-only"));
    {
        const ClientFile reader = ClientFile::open(path, OpenMode::ReadOnly);
        CHECK(reader.facts() == first.facts());
        // A reader does not hold up the writer.
        CHECK(first.apply(noteEdit("n2")));
    }
    CHECK(ClientFile::open(path, OpenMode::ReadOnly).facts() == first.facts());
}

TEST_CASE("whether a file is open to write can be told without opening it as a client", "[store]")
{
    const TemporaryFolder folder;
    const std::filesystem::path path = folder / "a.netready";
    {
        const ClientFile first = ClientFile::create(path, kSampleInfo);
        CHECK(ClientFile::open(path, OpenMode::ReadOnly).facts() == first.facts());
    }
    CHECK_FALSE(isBeingWritten(path));
    {
        const ClientFile writer = ClientFile::open(path);
        CHECK(isBeingWritten(path));
    }
    CHECK_FALSE(isBeingWritten(path));
    CHECK_FALSE(isBeingWritten(folder / "b.netready"));
}

TEST_CASE("a file can be written again as soon as it was closed", "[store]")
{
    const TemporaryFolder folder;
    const std::filesystem::path path = folder / "a.netready";
    static_cast<void>(ClientFile::create(path, kSampleInfo));
    for (int i = 0; i < 20; ++i) {
        ClientFile file = ClientFile::open(path);
        CHECK(file.apply(noteEdit("n" + std::to_string(i))));
    }
    CHECK(ClientFile::open(path).history().size() == 20);
}

TEST_CASE("a short command waits for another one to end", "[store]")
{
    const TemporaryFolder folder;
    const std::filesystem::path path = folder / "a.netready";
    static_cast<void>(ClientFile::create(path, kSampleInfo));
    constexpr int kPrograms = 4;
    constexpr int kEdits = 5;
    for (int program = 0; program < kPrograms; ++program) {
        const pid_t child = ::fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            try {
                for (int i = 0; i < kEdits; ++i) {
                    ClientFile file = ClientFile::open(path);
                    file.apply(noteEdit("n" + std::to_string(program * 100 + i)));
                }
                ::_exit(0);
            } catch (...) {
                ::_exit(1);
            }
        }
    }
    for (int program = 0; program < kPrograms; ++program) {
        int status = 0;
        REQUIRE(::wait(&status) > 0);
        CHECK(WIFEXITED(status));
        CHECK(WEXITSTATUS(status) == 0);
    }
    CHECK(ClientFile::open(path).history().size() == kPrograms * kEdits);
}

TEST_CASE("a program that was killed leaves no lock", "[store]")
{
    const TemporaryFolder folder;
    const std::filesystem::path path = folder / "a.netready";
    static_cast<void>(ClientFile::create(path, kSampleInfo));
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        ClientFile file = ClientFile::open(path);
        ::raise(SIGKILL);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(WIFSIGNALED(status));
    CHECK(ClientFile::open(path).apply(noteEdit("n1")));
}

TEST_CASE("a reader that was overtaken does not export a mixture", "[store]")
{
    const TemporaryFolder folder;
    const std::filesystem::path path = folder / "a.netready";
    ClientFile writer = ClientFile::create(path, kSampleInfo);
    const ClientFile reader = ClientFile::open(path, OpenMode::ReadOnly);
    writer.apply(noteEdit("n1"));
    CHECK(errorOf([&] { static_cast<void>(reader.exportText()); }).code() == ErrorCode::Conflict);
    CHECK(reader.history().size() == 1);
    CHECK(reader.facts().notes().empty());
}

TEST_CASE("what was opened to read cannot be changed", "[store]")
{
    const TemporaryFolder folder;
    const std::filesystem::path path = folder / "a.netready";
    writeSampleClient(path);
    const std::string before = readBytes(path);
    ClientFile file = ClientFile::open(path, OpenMode::ReadOnly);
    CHECK(file.mode() == OpenMode::ReadOnly);
    for (const std::function<void()>& change :
         {std::function<void()>([&] { file.apply(noteEdit("n9")); }),
          std::function<void()>([&] { file.undo(); }),
          std::function<void()>([&] { file.redo(); }),
          std::function<void()>([&] { file.snapshot("s", "", {}); }),
          std::function<void()>([&] { file.setPacks({}); })}) {
        const Error error = errorOf(change);
        CHECK(error.code() == ErrorCode::Io);
        CHECK(says(error, "opened to read only"));
    }
    CHECK(readBytes(path) == before);
}

TEST_CASE("a file without write permission can be read and says why it cannot be written",
          "[store]")
{
    const TemporaryFolder folder;
    const std::filesystem::path path = folder / "a.netready";
    writeSampleClient(path);
    std::filesystem::permissions(path, perms(0444));
    const AsNobody nobody;
    CHECK(ClientFile::open(path, OpenMode::ReadOnly).facts().factCount() > 0);
    const Error error = errorOf([&] { static_cast<void>(ClientFile::open(path)); });
    CHECK(error.code() == ErrorCode::Io);
    CHECK(says(error, "cannot be written: change its permissions, or copy it"));
}

TEST_CASE("a file that may not be read says so", "[store]")
{
    const TemporaryFolder folder;
    const std::filesystem::path path = folder / "a.netready";
    writeSampleClient(path);
    std::filesystem::permissions(path, perms(0));
    const AsNobody nobody;
    for (const OpenMode mode : {OpenMode::ReadOnly, OpenMode::ReadWrite}) {
        const Error error = errorOf([&] { static_cast<void>(ClientFile::open(path, mode)); });
        CHECK(error.code() == ErrorCode::Io);
        CHECK(says(error, "check that you may read the file"));
    }
}

TEST_CASE("a file in a read-only folder can be read, and no edit is lost in it", "[store]")
{
    const TemporaryFolder folder;
    const std::filesystem::path path = folder / "a.netready";
    writeSampleClient(path);
    std::filesystem::permissions(path, perms(0666));
    std::filesystem::permissions(folder.path(), perms(0555));
    const std::string before = readBytes(path);
    const AsNobody nobody;
    CHECK(ClientFile::open(path, OpenMode::ReadOnly).facts().factCount() > 0);
    const Error error = errorOf([&] {
        ClientFile file = ClientFile::open(path);
        const FactBase facts = file.facts();
        try {
            file.apply(noteEdit("n9"));
        } catch (const Error&) {
            CHECK(file.facts() == facts);
            throw;
        }
    });
    CHECK(error.code() == ErrorCode::Io);
    CHECK(says(error, "folder"));
    CHECK(readBytes(path) == before);
    CHECK(errorOf([&] {
              static_cast<void>(ClientFile::create(folder / "b.netready", kSampleInfo));
          }).code() == ErrorCode::Io);
}

TEST_CASE("a change left half done is taken back on opening", "[store]")
{
    const TemporaryFolder folder;
    const std::filesystem::path path = folder / "a.netready";
    writeSampleClient(path);
    const std::string text = ClientFile::open(path).exportText();
    const std::string before = readBytes(path);
    leaveHotJournal(path);
    REQUIRE(readBytes(path) != before);
    const OpenMode mode = GENERATE(OpenMode::ReadOnly, OpenMode::ReadWrite);
    CHECK(ClientFile::open(path, mode).exportText() == text);
    CHECK_FALSE(std::filesystem::exists(journal(path)));
}

TEST_CASE("a change left half done where nothing may be written says what to do", "[store]")
{
    const TemporaryFolder folder;
    const std::filesystem::path path = folder / "a.netready";
    writeSampleClient(path);
    const std::string text = ClientFile::open(path).exportText();
    leaveHotJournal(path);
    std::filesystem::permissions(path, perms(0444));
    std::filesystem::permissions(journal(path), perms(0444));
    std::filesystem::permissions(folder.path(), perms(0555));
    {
        const AsNobody nobody;
        for (const OpenMode mode : {OpenMode::ReadOnly, OpenMode::ReadWrite}) {
            const Error error = errorOf([&] { static_cast<void>(ClientFile::open(path, mode)); });
            CHECK(error.code() == ErrorCode::Io);
            CHECK(says(error, "copy it together with its -journal file"));
        }
    }
    // As the message says.
    const TemporaryFolder writable;
    std::filesystem::copy_file(path, writable / "a.netready");
    std::filesystem::copy_file(journal(path), journal(writable / "a.netready"));
    std::filesystem::permissions(writable / "a.netready", perms(0644));
    CHECK(ClientFile::open(writable / "a.netready").exportText() == text);
}

TEST_CASE("a file that is moved away while it is open takes no more edits", "[store]")
{
    const TemporaryFolder folder;
    ClientFile file = ClientFile::create(folder / "a.netready", kSampleInfo);
    file.apply(noteEdit("n1"));
    std::filesystem::rename(folder / "a.netready", folder / "b.netready");
    const Error error = errorOf([&] { file.apply(noteEdit("n2")); });
    CHECK(error.code() == ErrorCode::Io);
    CHECK(says(error, "was moved or deleted while it was open"));
    CHECK_FALSE(file.facts().notes().contains("n2"));
}

} // namespace netready
