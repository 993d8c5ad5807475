// SPDX-License-Identifier: Apache-2.0
#include "core/store/client_file.h"

#include "core/base/error.h"

#include <string>

#include "tests/core/store/random_edits.h"
#include "tests/core/store/sample_client.h"
#include "tests/core/store/temporary_folder.h"
#include "tests/support/catch.h"

namespace netready {

TEST_CASE("a new file is empty and says where it comes from", "[store]")
{
    const TemporaryFolder folder;
    const std::filesystem::path path = folder / "a.netready";
    {
        const ClientFile file = ClientFile::create(path, kSampleInfo);
        CHECK(file.path() == path);
        CHECK(file.mode() == OpenMode::ReadWrite);
    }
    const ClientFile file = ClientFile::open(path);
    CHECK(file.info() == kSampleInfo);
    CHECK(file.facts() == FactBase());
    CHECK(file.history().empty());
    CHECK(file.snapshots().empty());
    CHECK(file.packs().empty());
    CHECK_FALSE(file.backup());
}

TEST_CASE("a client is one file and nothing beside it", "[store]")
{
    const TemporaryFolder folder;
    const auto files = [&] {
        return std::distance(std::filesystem::directory_iterator(folder.path()), {});
    };
    {
        ClientFile file = ClientFile::create(folder / "a.netready", kSampleInfo);
        CHECK(files() == 1);
        file.apply(noteEdit("n"));
        CHECK(files() == 1);
    }
    CHECK(files() == 1);
}

TEST_CASE("a file that exists is not overwritten", "[store]")
{
    const TemporaryFolder folder;
    writeBytes(folder / "a.netready", "precious");
    try {
        static_cast<void>(ClientFile::create(folder / "a.netready", kSampleInfo));
        FAIL("it was overwritten");
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::Conflict);
        CHECK(error.message().find("exists already") != std::string::npos);
    }
    CHECK(readBytes(folder / "a.netready") == "precious");
}

TEST_CASE("an edit is in the file when apply returns", "[store]")
{
    const TemporaryFolder folder;
    ClientFile file = ClientFile::create(folder / "a.netready", kSampleInfo);
    CHECK(file.apply(noteEdit("n1")));
    const ClientFile reader = ClientFile::open(folder / "a.netready", OpenMode::ReadOnly);
    CHECK(reader.facts() == file.facts());
    CHECK(reader.history() == file.history());
    CHECK(reader.exportText() == file.exportText());
    CHECK(reader.facts().notes().contains("n1"));
}

TEST_CASE("an edit that changes nothing leaves no trace", "[store]")
{
    const TemporaryFolder folder;
    ClientFile file = ClientFile::create(folder / "a.netready", kSampleInfo);
    file.apply(noteEdit("n1"));
    const Note note = file.facts().notes().at("n1");
    Note other = note;
    other.text = "other";
    using NoteChange = RecordChange<Note>;
    const std::string before = file.exportText();
    CHECK_FALSE(file.apply({"nothing", "", "", {}}));
    CHECK_FALSE(file.apply({"the same", "", "", {NoteChange{note, note}}}));
    CHECK_FALSE(
        file.apply({"there and back", "", "", {NoteChange{note, other}, NoteChange{other, note}}}));
    const FactKey key{{"site", "main"}, "site.a"};
    CHECK_FALSE(file.apply({"no facts", "", "", {FactsChange{key, {}, {}}}}));
    CHECK(file.exportText() == before);
    // They do not discard what can be done again either.
    file.undo();
    CHECK_FALSE(file.apply({"nothing", "", "", {}}));
    CHECK(file.redo());
    CHECK(file.exportText() == before);
}

TEST_CASE("an idle change is left out of the history", "[store]")
{
    const TemporaryFolder folder;
    ClientFile file = ClientFile::create(folder / "a.netready", kSampleInfo);
    file.apply(noteEdit("n1"));
    const Note note = file.facts().notes().at("n1");
    Edit edit = noteEdit("n2");
    edit.changes.insert(edit.changes.begin(), RecordChange<Note>{note, note});
    CHECK(file.apply(edit));
    CHECK(file.recordedEdit(2) == noteEdit("n2"));
}

TEST_CASE("an edit that does not fit changes neither memory nor file", "[store]")
{
    const TemporaryFolder folder;
    ClientFile file = ClientFile::create(folder / "a.netready", kSampleInfo);
    file.apply(noteEdit("n1"));
    const std::string before = file.exportText();
    const FactBase facts = file.facts();
    Edit edit = noteEdit("n2");
    edit.changes.push_back(noteEdit("n1").changes.front());
    CHECK_THROWS_AS(file.apply(edit), Error);
    CHECK_THROWS_AS(file.apply(noteEdit("n3", "\xC3(")), Error);
    const Fact fact;
    CHECK_THROWS_AS(
        file.apply({"", "", "", {FactsChange{{{"site", "main"}, "site.a"}, {}, {fact}}}}), Error);
    CHECK(file.facts() == facts);
    CHECK(file.exportText() == before);
    CHECK(file.apply(noteEdit("n2")));
}

TEST_CASE("the memory is the file after any edits", "[store]")
{
    const TemporaryFolder folder;
    const std::filesystem::path path = folder / "a.netready";
    RandomEdits random(11);
    FactBase model;
    std::optional<ClientFile> file(ClientFile::create(path, kSampleInfo));
    for (int i = 0; i < 300; ++i) {
        const Edit edit = random.next(model);
        model.apply(edit);
        file->apply(edit);
        REQUIRE(file->facts() == model);
        if (i % 20 == 0) {
            const std::string text = file->exportText();
            file.reset();
            file.emplace(ClientFile::open(path));
            REQUIRE(file->facts() == model);
            REQUIRE(file->exportText() == text);
        }
    }
}

TEST_CASE("a client file can be moved", "[store]")
{
    const TemporaryFolder folder;
    ClientFile file = ClientFile::create(folder / "a.netready", kSampleInfo);
    file.apply(noteEdit("n1"));
    ClientFile other = std::move(file);
    other.apply(noteEdit("n2"));
    file = ClientFile::create(folder / "b.netready", kSampleInfo);
    other = std::move(file);
    CHECK(other.facts() == FactBase());
    CHECK(other.apply(noteEdit("n1")));
    CHECK(ClientFile::open(folder / "a.netready").history().size() == 2);
}

TEST_CASE("the export of a file names all there is", "[store]")
{
    const TemporaryFolder folder;
    writeSampleClient(folder / "a.netready");
    const std::string text = ClientFile::open(folder / "a.netready").exportText();
    for (const char* part : {"\"client\"",
                             "\"content\"",
                             "\"history\"",
                             "\"packs\"",
                             "\"snapshots\"",
                             "Beispiel GmbH",
                             "fabric-mtu-mismatch",
                             "Switch inventory.csv",
                             "second workshop",
                             "that is the other fabric"}) {
        INFO(part);
        CHECK(text.find(part) != std::string::npos);
    }
}

TEST_CASE("packs are remembered by id", "[store]")
{
    const TemporaryFolder folder;
    ClientFile file = ClientFile::create(folder / "a.netready", kSampleInfo);
    const std::vector<PackVersion> packs{{"core", "1", "x"}, {"vendor", "2", "y"}};
    file.setPacks({packs[1], packs[0]});
    CHECK(file.packs() == packs);
    file.setPacks(packs);
    CHECK_THROWS_AS(file.setPacks({packs[0], packs[0]}), Error);
    CHECK(file.packs() == packs);
    CHECK(ClientFile::open(folder / "a.netready", OpenMode::ReadOnly).packs() == packs);
    file.setPacks({});
    CHECK(ClientFile::open(folder / "a.netready", OpenMode::ReadOnly).packs().empty());
    CHECK(file.history().empty());
}

} // namespace netready
