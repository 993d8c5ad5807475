// SPDX-License-Identifier: Apache-2.0
#include "core/store/history.h"

#include "core/base/error.h"
#include "core/store/client_file.h"

#include <optional>
#include <string>
#include <vector>

#include "tests/core/store/random_edits.h"
#include "tests/core/store/sample_client.h"
#include "tests/core/store/temporary_folder.h"
#include "tests/support/catch.h"

namespace netready {

namespace {

/// `+` for each done entry, `-` for each undone one.
std::string marks(const ClientFile& file)
{
    std::string text;
    for (const HistoryEntry& entry : file.history()) {
        text += entry.done ? '+' : '-';
    }
    return text;
}

} // namespace

TEST_CASE("undo and redo walk the history, also after a restart", "[store]")
{
    const TemporaryFolder folder;
    const std::filesystem::path path = folder / "a.netready";
    std::optional<ClientFile> file(ClientFile::create(path, kSampleInfo));
    const auto restart = [&] {
        file.reset();
        file.emplace(ClientFile::open(path));
    };
    CHECK_FALSE(file->undo());
    CHECK_FALSE(file->redo());
    for (const char* id : {"n1", "n2", "n3"}) {
        file->apply(noteEdit(id));
    }
    CHECK(marks(*file) == "+++");
    CHECK(file->undo() == noteEdit("n3"));
    CHECK(marks(*file) == "++-");
    restart();
    CHECK(marks(*file) == "++-");
    CHECK(file->facts().notes().size() == 2);
    CHECK(file->undo() == noteEdit("n2"));
    CHECK(file->redo() == noteEdit("n2"));
    CHECK(file->undo() == noteEdit("n2"));
    restart();
    CHECK(file->undo() == noteEdit("n1"));
    CHECK_FALSE(file->undo());
    CHECK(marks(*file) == "---");
    CHECK(file->facts() == FactBase());
    restart();
    CHECK(file->redo() == noteEdit("n1"));
    restart();
    CHECK(file->redo() == noteEdit("n2"));
    CHECK(file->redo() == noteEdit("n3"));
    CHECK_FALSE(file->redo());
    CHECK(marks(*file) == "+++");
}

TEST_CASE("a new edit discards what was undone", "[store]")
{
    const TemporaryFolder folder;
    ClientFile file = ClientFile::create(folder / "a.netready", kSampleInfo);
    for (const char* id : {"n1", "n2", "n3"}) {
        file.apply(noteEdit(id));
    }
    file.undo();
    file.undo();
    file.apply(noteEdit("n4"));
    CHECK(marks(file) == "++");
    CHECK_FALSE(file.redo());
    CHECK(file.recordedEdit(2) == noteEdit("n4"));
    CHECK_THROWS_AS(file.recordedEdit(3), Error);
    CHECK(file.history().back().title == "Add note n4");
    CHECK(file.history().back().author == "anna");
    CHECK(file.history().back().changes == 1);
}

TEST_CASE("undoing and redoing all gives the same file", "[store]")
{
    const TemporaryFolder folder;
    const std::filesystem::path path = folder / "a.netready";
    for (const std::uint64_t seed : {21U, 22U, 23U}) {
        std::filesystem::remove(path);
        std::optional<ClientFile> file(ClientFile::create(path, kSampleInfo));
        const std::string empty = file->exportText();
        RandomEdits random(seed);
        std::vector<FactBase> states{file->facts()};
        while (states.size() < 120) {
            if (file->apply(random.next(file->facts()))) {
                states.push_back(file->facts());
            }
        }
        const std::string text = file->exportText();
        for (std::size_t i = states.size() - 1; i > 0; --i) {
            REQUIRE(file->undo());
            REQUIRE(file->facts() == states[i - 1]);
        }
        REQUIRE_FALSE(file->undo());
        file.reset();
        file.emplace(ClientFile::open(path));
        REQUIRE(file->facts() == FactBase());
        for (std::size_t i = 1; i < states.size(); ++i) {
            REQUIRE(file->redo());
            REQUIRE(file->facts() == states[i]);
        }
        REQUIRE_FALSE(file->redo());
        REQUIRE(file->exportText() == text);
        file.reset();
        CHECK(ClientFile::open(path).exportText() == text);
    }
}

TEST_CASE("any walk of edits, undo and redo keeps file and memory together", "[store]")
{
    const TemporaryFolder folder;
    const std::filesystem::path path = folder / "a.netready";
    RandomEdits random(31);
    std::optional<ClientFile> file(ClientFile::create(path, kSampleInfo));
    std::vector<FactBase> done{FactBase()};
    std::vector<FactBase> undone;
    for (int i = 0; i < 600; ++i) {
        switch (random.below(5)) {
        case 0:
            REQUIRE(file->undo().has_value() == (done.size() > 1));
            if (done.size() > 1) {
                undone.push_back(done.back());
                done.pop_back();
            }
            break;
        case 1:
            REQUIRE(file->redo().has_value() == !undone.empty());
            if (!undone.empty()) {
                done.push_back(undone.back());
                undone.pop_back();
            }
            break;
        case 2:
            file.reset();
            file.emplace(ClientFile::open(path));
            break;
        default:
            if (file->apply(random.next(file->facts()))) {
                done.push_back(file->facts());
                undone.clear();
            }
        }
        REQUIRE(file->facts() == done.back());
        REQUIRE(marks(*file) ==
                std::string(done.size() - 1, '+') + std::string(undone.size(), '-'));
    }
}

TEST_CASE("an edit of the history is what was applied", "[store]")
{
    const TemporaryFolder folder;
    ClientFile file = ClientFile::create(folder / "a.netready", kSampleInfo);
    RandomEdits random(41);
    for (int i = 0; i < 100; ++i) {
        Edit edit = random.next(file.facts());
        if (file.apply(edit)) {
            const std::int64_t sequence = file.history().back().sequence;
            const Edit recorded = file.recordedEdit(sequence);
            REQUIRE(recorded.title == edit.title);
            REQUIRE(recorded.author == edit.author);
            REQUIRE(recorded.time == edit.time);
            REQUIRE(recorded.changes.size() <= edit.changes.size());
        }
    }
}

} // namespace netready
