// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/store/client_file.h"

#include <sys/mount.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <functional>
#include <optional>
#include <string>

#include "tests/core/store/failing_disk.h"
#include "tests/core/store/random_edits.h"
#include "tests/core/store/sample_client.h"
#include "tests/core/store/temporary_folder.h"
#include "tests/support/catch.h"

namespace netready {

namespace {

using Failure = FailingDisk::Failure;

/// An edit that needs many pages, so that it can fail at many steps.
Edit largeEdit(const ClientFile& file)
{
    Edit edit = noteEdit("large", std::string(20000, 'x'));
    const std::vector<Change> removed = removeSubject(file.facts(), {"fabric", "main"});
    edit.changes.insert(edit.changes.end(), removed.begin(), removed.end());
    return edit;
}

/// Tries a change; true if it was acknowledged, and then the memory has changed.
bool tryChange(ClientFile& file, const std::function<void(ClientFile&)>& change)
{
    const FactBase before = file.facts();
    try {
        change(file);
        return true;
    } catch (const Error& error) {
        INFO(error.message());
        CHECK(error.code() == ErrorCode::Io);
        CHECK(file.facts() == before);
        return false;
    }
}

/// Applies edits until the disk refuses, then checks that what was acknowledged is there.
void fillDisk(const std::filesystem::path& path)
{
    ClientFile file = ClientFile::create(path, kSampleInfo);
    FactBase acknowledged;
    std::string message;
    int edits = 0;
    for (; message.empty() && edits < 10000; ++edits) {
        try {
            file.apply(noteEdit("n" + std::to_string(edits), std::string(3000, 'x')));
            acknowledged = file.facts();
        } catch (const Error& error) {
            CHECK(error.code() == ErrorCode::Io);
            message = error.message();
        }
    }
    INFO(message);
    CHECK(edits > 5);
    CHECK(message.find(path.string()) != std::string::npos);
    CHECK(file.facts() == acknowledged);
    CHECK(ClientFile::open(path, OpenMode::ReadOnly).facts() == acknowledged);
    // What needs no room still works, and what needs it says so again.
    CHECK_THROWS_AS(file.apply(noteEdit("more", std::string(300000, 'x'))), Error);
    CHECK(file.facts() == acknowledged);
}

} // namespace

TEST_CASE("a disk that fails at any step loses no acknowledged edit", "[store]")
{
    const TemporaryFolder folder;
    const std::filesystem::path path = folder / "a.netready";
    writeSampleClient(path);
    const std::string original = readBytes(path);
    const Failure failure = GENERATE(Failure::Full, Failure::Broken, Failure::Once);
    const std::vector<std::function<void(ClientFile&)>> changes{
        [](ClientFile& file) { file.apply(largeEdit(file)); },
        [](ClientFile& file) { file.undo(); },
        [](ClientFile& file) { file.redo(); },
        [](ClientFile& file) { file.snapshot("third", "", {}); },
        [](ClientFile& file) {
            file.setPacks({{"other", "1", ""}});
        },
        [](ClientFile& file) {
            RecordChange<Attachment> change = file.attach(std::string(50000, 'a'), "a", "");
            change.after.value().id = "a"; // also when it is tried again
            file.apply({"", "", "", {change}});
        },
    };
    for (const auto& change : changes) {
        std::string before;
        std::string after;
        {
            writeBytes(path, original);
            ClientFile file = ClientFile::open(path);
            before = file.exportText();
            change(file);
            after = file.exportText();
        }
        bool reachedEnd = false;
        for (int step = 0; !reachedEnd; ++step) {
            writeBytes(path, original);
            std::filesystem::remove(path.string() + "-journal");
            FailingDisk disk;
            std::optional<ClientFile> file(ClientFile::open(path));
            disk.failAfter(step, failure);
            const bool acknowledged = tryChange(*file, change);
            reachedEnd = acknowledged && !disk.hasFailed();
            disk.repair();
            const bool reopens = step % 2 == 0;
            if (reopens) {
                file.reset();
                file.emplace(ClientFile::open(path));
            }
            // A failure at the very last step may leave the change in the file; then it is whole.
            const std::string now = reopens ? file->exportText() : "";
            INFO("step " << step);
            if (acknowledged) {
                REQUIRE((!reopens || now == after));
            } else {
                REQUIRE((!reopens || now == before));
                // The same change works once the disk does, without opening again.
                REQUIRE_NOTHROW(change(*file));
            }
            file.reset();
            REQUIRE(ClientFile::open(path).exportText() == after);
            REQUIRE(step < 500);
        }
    }
}

TEST_CASE("a new file that cannot be written leaves nothing behind", "[store]")
{
    const TemporaryFolder folder;
    FailingDisk disk;
    bool made = false;
    for (int step = 0; !made; ++step) {
        disk.failAfter(step, Failure::Full);
        try {
            static_cast<void>(ClientFile::create(folder / "a.netready", kSampleInfo));
            made = !disk.hasFailed();
        } catch (const Error& error) {
            CHECK(error.code() == ErrorCode::Io);
            CHECK_FALSE(std::filesystem::exists(folder / "a.netready"));
        }
        disk.repair();
        REQUIRE(step < 500);
    }
    CHECK(ClientFile::open(folder / "a.netready").facts() == FactBase());
}

TEST_CASE("a full disk keeps every acknowledged edit", "[store]")
{
    const TemporaryFolder folder;
    if (::mount("tmpfs", folder.path().c_str(), "tmpfs", 0, "size=512k,mode=755") != 0) {
        WARN("no small disk can be mounted here; only the simulated ones are tested");
        return;
    }
    fillDisk(folder / "a.netready");
    ::umount(folder.path().c_str());
}

TEST_CASE("a limit on the size of files keeps every acknowledged edit", "[store]")
{
    const TemporaryFolder folder;
    rlimit before{};
    REQUIRE(::getrlimit(RLIMIT_FSIZE, &before) == 0);
    rlimit small = before;
    small.rlim_cur = 300000;
    auto* const handler = ::signal(SIGXFSZ, SIG_IGN);
    REQUIRE(::setrlimit(RLIMIT_FSIZE, &small) == 0);
    fillDisk(folder / "a.netready");
    REQUIRE(::setrlimit(RLIMIT_FSIZE, &before) == 0);
    ::signal(SIGXFSZ, handler);
}

TEST_CASE("an edit on facts that another program changed meanwhile is refused", "[store]")
{
    const TemporaryFolder folder;
    const std::filesystem::path path = folder / "a.netready";
    FailingDisk disk;
    ClientFile first = ClientFile::create(path, kSampleInfo);
    // After an edit the lock is free for an instant, and somebody else is quicker.
    disk.failAfter(0, Failure::Once);
    disk.refuseLocks();
    CHECK_THROWS_AS(first.apply(noteEdit("n1")), Error);
    disk.repair();
    ClientFile::open(path).apply(noteEdit("n2"));
    const FactBase before = first.facts();
    try {
        first.apply(noteEdit("n3"));
        FAIL("it overwrote the edit of the other");
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::Conflict);
        CHECK(error.message().find("was changed by another program") != std::string::npos);
    }
    CHECK(first.facts() == before);
    // Whoever gave up does not keep the lock.
    ClientFile second = ClientFile::open(path);
    CHECK(second.facts().notes().contains("n2"));
    CHECK_FALSE(second.facts().notes().contains("n3"));
}

} // namespace netready
