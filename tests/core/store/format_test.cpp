// SPDX-License-Identifier: Apache-2.0
#include "core/store/client_file.h"

#include <cstdlib>
#include <string>

#include "tests/core/store/sample_client.h"
#include "tests/core/store/temporary_folder.h"
#include "tests/support/catch.h"

namespace netready {

namespace {

const std::filesystem::path kData = std::filesystem::path(NETREADY_SOURCE_DIR) / "tests/data/store";

bool approves()
{
    const char* approve = std::getenv("NETREADY_APPROVE");
    return approve != nullptr && std::string(approve) == "1";
}

/// A copy of a released client file, so that opening it leaves the kept one alone.
std::filesystem::path copyOf(const TemporaryFolder& folder, const std::string& name)
{
    std::filesystem::copy_file(kData / name, folder / name);
    return folder / name;
}

} // namespace

TEST_CASE("a file of each schema holds what it held when it was released", "[store]")
{
    const int schema = GENERATE(1, 2);
    const std::string name = "v" + std::to_string(schema);
    if (approves()) {
        std::filesystem::create_directories(kData);
        // The file itself is of its schema for good; a later program cannot write it again.
        if (schemaSteps().back().version == schema) {
            std::filesystem::remove(kData / (name + ".netready"));
            writeSampleClient(kData / (name + ".netready"));
        }
        const TemporaryFolder folder;
        writeBytes(kData / (name + ".json"),
                   ClientFile::open(copyOf(folder, name + ".netready")).exportText());
    }
    const std::string golden = readBytes(kData / (name + ".json"));
    const TemporaryFolder folder;
    const std::filesystem::path path = copyOf(folder, name + ".netready");
    CHECK(ClientFile::open(path, OpenMode::ReadOnly).exportText() == golden);
    {
        ClientFile file = ClientFile::open(path);
        CHECK(file.exportText() == golden);
        CHECK(file.attachmentBytes("switch-inventory-csv") == "switch,port\nleaf-1,48\n");
        // All its history can be walked and its facts edited.
        while (file.undo()) {
        }
        while (file.redo()) {
        }
        CHECK(file.facts().notes().contains(schema == 1 ? "n3" : "n4"));
        CHECK(file.facts().workItems().size() == (schema == 1 ? 0U : 2U));
        CHECK(file.apply(noteEdit("n5")));
    }
    CHECK(ClientFile::open(path).facts().notes().contains("n5"));
}

TEST_CASE("the same edits give the same file, byte by byte in its text", "[store]")
{
    const TemporaryFolder folder;
    writeSampleClient(folder / "a.netready");
    writeSampleClient(folder / "b.netready");
    CHECK(ClientFile::open(folder / "a.netready").exportText() ==
          ClientFile::open(folder / "b.netready").exportText());
}

TEST_CASE("the marks of the file are where other programs look for them", "[store]")
{
    const TemporaryFolder folder;
    writeSampleClient(folder / "a.netready");
    const std::string bytes = readBytes(folder / "a.netready");
    CHECK(bytes.substr(0, 16) == std::string("SQLite format 3\0", 16));
    CHECK(bytes.substr(68, 4) == "NRDY");
    CHECK(bytes.substr(60, 4) == std::string("\0\0\0\x02", 4));
    // Rollback journal, not WAL.
    CHECK(bytes.substr(18, 2) == "\x01\x01");
    const Database database = Database::open(folder / "a.netready", Database::Mode::ReadOnly);
    CHECK(database.number("select count(*) from pragma_table_list where schema = 'main' and "
                          "type = 'table' and name not like 'sqlite_%'") == 12);
    CHECK(database.number("select count(*) from pragma_table_list where schema = 'main' and "
                          "type = 'table' and name not like 'sqlite_%' and strict = 0") == 0);
    CHECK(database.number("select count(*) from pragma_foreign_key_check") == 0);
}

} // namespace netready
