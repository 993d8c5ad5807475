// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/base/sha256.h"
#include "core/store/client_file.h"

#include <string>

#include "tests/core/store/sample_client.h"
#include "tests/core/store/temporary_folder.h"
#include "tests/support/catch.h"

namespace netready {

namespace {

/// Every byte there is, many times.
std::string anyBytes(std::size_t size)
{
    std::string bytes(size, '\0');
    for (std::size_t i = 0; i < size; ++i) {
        bytes[i] = static_cast<char>(static_cast<unsigned char>(i * 7 + i / 256));
    }
    return bytes;
}

Edit attachEdit(ClientFile& file, const std::string& bytes, const std::string& name)
{
    return {"Attach", "anna", "", {file.attach(bytes, name, "application/octet-stream")}};
}

std::int64_t blobs(const std::filesystem::path& path)
{
    return Database::open(path, Database::Mode::ReadOnly).number("select count(*) from blob");
}

} // namespace

TEST_CASE("attached bytes come back as they were", "[store]")
{
    const TemporaryFolder folder;
    const std::filesystem::path path = folder / "a.netready";
    const std::string bytes = anyBytes(300000);
    {
        ClientFile file = ClientFile::create(path, kSampleInfo);
        file.apply(attachEdit(file, bytes, "Rack photo (2).JPG"));
        file.apply(attachEdit(file, "", "empty"));
    }
    const ClientFile file = ClientFile::open(path);
    CHECK(file.attachmentBytes("rack-photo-2-jpg") == bytes);
    CHECK(file.attachmentBytes("empty").empty());
    const Attachment& attachment = file.facts().attachments().at("rack-photo-2-jpg");
    CHECK(attachment.name == "Rack photo (2).JPG");
    CHECK(attachment.bytes == 300000);
    CHECK(attachment.sha256 == sha256(bytes));
    CHECK_THROWS_AS(file.attachmentBytes("other"), Error);
}

TEST_CASE("an attachment gets an id of its own", "[store]")
{
    const TemporaryFolder folder;
    ClientFile file = ClientFile::create(folder / "a.netready", kSampleInfo);
    const auto id = [&](const std::string& name) {
        return file.attach("x", name, "text/plain").after.value().id;
    };
    CHECK(id("fio.json") == "fio-json");
    CHECK(id("fio.json") == "fio-json-2");
    CHECK(id("2026 plan.pdf") == "file-2026-plan-pdf");
    CHECK(id("平面図") == "file");
    CHECK(id("") == "file-2");
    CHECK(id("../../etc/passwd") == "etc-passwd");
    file.apply(attachEdit(file, "y", "fio.json"));
    CHECK(file.facts().attachments().begin()->first == "fio-json-3");
}

TEST_CASE("the same bytes are kept once", "[store]")
{
    const TemporaryFolder folder;
    const std::filesystem::path path = folder / "a.netready";
    ClientFile file = ClientFile::create(path, kSampleInfo);
    file.apply(attachEdit(file, "same", "a"));
    file.apply(attachEdit(file, "same", "b"));
    CHECK(blobs(path) == 1);
    CHECK(file.attachmentBytes("a") == file.attachmentBytes("b"));
}

TEST_CASE("bytes stay for redo and go with the discarded edit", "[store]")
{
    const TemporaryFolder folder;
    const std::filesystem::path path = folder / "a.netready";
    ClientFile file = ClientFile::create(path, kSampleInfo);
    file.apply(noteEdit("n1"));
    file.apply(attachEdit(file, "bytes", "a"));
    file.undo();
    CHECK(blobs(path) == 1);
    file.redo();
    CHECK(file.attachmentBytes("a") == "bytes");
    file.undo();
    file.apply(noteEdit("n2"));
    CHECK(blobs(path) == 0);
}

TEST_CASE("bytes of a removed attachment or of a snapshot are kept", "[store]")
{
    const TemporaryFolder folder;
    const std::filesystem::path path = folder / "a.netready";
    ClientFile file = ClientFile::create(path, kSampleInfo);
    file.apply(attachEdit(file, "bytes", "a"));
    const Attachment attachment = file.facts().attachments().at("a");
    file.apply({"Remove", "", "", {RecordChange<Attachment>{attachment, {}}}});
    CHECK(blobs(path) == 1);
    file.undo();
    CHECK(file.attachmentBytes("a") == "bytes");
    file.snapshot("s", "", {});
    file.undo();
    file.apply(noteEdit("n1"));
    CHECK(blobs(path) == 1);
    CHECK(file.snapshotFacts("s").attachments().contains("a"));
}

TEST_CASE("an attachment without bytes is refused", "[store]")
{
    const TemporaryFolder folder;
    ClientFile file = ClientFile::create(folder / "a.netready", kSampleInfo);
    const Attachment attachment{"a", "a", "", sha256("bytes"), 5, ""};
    try {
        file.apply({"", "", "", {RecordChange<Attachment>{std::nullopt, attachment}}});
        FAIL("it was taken");
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::NotFound);
    }
    CHECK(file.facts().attachments().empty());
    CHECK(file.history().empty());
}

} // namespace netready
