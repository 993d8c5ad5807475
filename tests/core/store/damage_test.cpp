// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/store/client_file.h"

#include <algorithm>
#include <optional>
#include <random>
#include <string>

#include "tests/core/store/sample_client.h"
#include "tests/core/store/temporary_folder.h"
#include "tests/support/catch.h"

namespace netready {

namespace {

/// The sample client, its bytes and its content.
class Sample
{
public:
    Sample()
    {
        writeSampleClient(m_folder / "a.netready");
        m_bytes = readBytes(m_folder / "a.netready");
        const ClientFile file = ClientFile::open(m_folder / "a.netready");
        m_text = file.exportText();
        m_attached = file.attachmentBytes("switch-inventory-csv");
    }

    [[nodiscard]] const std::string& bytes() const { return m_bytes; }

    /// Opens and reads all of a damaged copy: the error, or nothing if all is as it was.
    /// What is neither is a failure of the test.
    std::optional<Error> open(const std::string& bytes, OpenMode mode)
    {
        const std::filesystem::path path = m_folder / "damaged.netready";
        std::filesystem::remove(path.string() + "-journal");
        writeBytes(path, bytes);
        try {
            const ClientFile file = ClientFile::open(path, mode);
            const bool whole = file.exportText() == m_text &&
                               file.attachmentBytes("switch-inventory-csv") == m_attached;
            if (!whole) {
                FAIL("the damage was not noticed");
            }
            return std::nullopt;
        } catch (const Error& error) {
            return error;
        }
    }

private:
    TemporaryFolder m_folder;
    std::string m_bytes;
    std::string m_text;
    std::string m_attached;
};

OpenMode modeOf(std::size_t i)
{
    return i % 2 == 0 ? OpenMode::ReadOnly : OpenMode::ReadWrite;
}

} // namespace

TEST_CASE("a truncated file is refused", "[store]")
{
    Sample sample;
    const std::size_t size = sample.bytes().size();
    for (std::size_t length = 0; length < size; length += length < 200 ? 1 : 509) {
        INFO(length << " of " << size << " bytes");
        const auto error = sample.open(sample.bytes().substr(0, length), modeOf(length));
        REQUIRE(error);
        REQUIRE(error->code() == ErrorCode::Corrupt);
    }
    const auto error = sample.open(sample.bytes().substr(0, size - 1), OpenMode::ReadOnly);
    REQUIRE(error);
}

TEST_CASE("a file with more at its end is whole or refused", "[store]")
{
    Sample sample;
    for (const std::size_t more : {std::size_t{1}, std::size_t{4096}, std::size_t{10000}}) {
        const auto error =
            sample.open(sample.bytes() + std::string(more, '\x5A'), OpenMode::ReadOnly);
        CHECK((!error || error->code() == ErrorCode::Corrupt));
    }
}

TEST_CASE("a flipped bit is refused or harmless", "[store]")
{
    Sample sample;
    std::mt19937 random(61);
    std::size_t refused = 0;
    constexpr std::size_t kTries = 1000;
    for (std::size_t i = 0; i < kTries; ++i) {
        std::string bytes = sample.bytes();
        // Every other one in the first page, which holds the header and the schema.
        const std::size_t at = random() % (i % 2 == 0 ? 4096 : bytes.size());
        bytes[at] = static_cast<char>(static_cast<unsigned char>(bytes[at]) ^ (1U << random() % 8));
        INFO("byte " << at);
        refused += sample.open(bytes, modeOf(i / 2)) ? 1U : 0U;
    }
    CHECK(refused > kTries / 10);
}

TEST_CASE("an overwritten stretch is refused or harmless", "[store]")
{
    Sample sample;
    std::mt19937 random(62);
    for (std::size_t i = 0; i < 500; ++i) {
        std::string bytes = sample.bytes();
        const std::size_t at = random() % bytes.size();
        const std::size_t length = std::min<std::size_t>(1 + random() % 600, bytes.size() - at);
        for (std::size_t j = at; j < at + length; ++j) {
            bytes[j] = i % 3 == 0 ? '\0' : static_cast<char>(static_cast<unsigned char>(random()));
        }
        INFO(length << " bytes from " << at);
        static_cast<void>(sample.open(bytes, modeOf(i)));
    }
}

TEST_CASE("a lost or exchanged page is refused or harmless", "[store]")
{
    Sample sample;
    constexpr std::size_t kPage = 4096;
    const std::size_t pages = sample.bytes().size() / kPage;
    for (std::size_t page = 0; page < pages; ++page) {
        std::string bytes = sample.bytes();
        bytes.replace(page * kPage, kPage, kPage, '\0');
        INFO("page " << page);
        static_cast<void>(sample.open(bytes, modeOf(page)));
        for (std::size_t other = page + 1; other < pages; ++other) {
            bytes = sample.bytes();
            std::swap_ranges(bytes.begin() + static_cast<std::ptrdiff_t>(page * kPage),
                             bytes.begin() + static_cast<std::ptrdiff_t>((page + 1) * kPage),
                             bytes.begin() + static_cast<std::ptrdiff_t>(other * kPage));
            INFO("and page " << other);
            static_cast<void>(sample.open(bytes, modeOf(page + other)));
        }
    }
}

TEST_CASE("rows changed by hand are noticed", "[store]")
{
    const TemporaryFolder folder;
    const std::string sql = GENERATE(values<std::string>({
        "update fact set low_base = low_base + 1 where low_base > 0",
        "delete from fact where position = 1",
        "insert into subject values ('site', 'other', '')",
        "update waiver set expires_day = expires_day + 1",
        "update note set text = 'other'",
        "update meta set value = 'other' where key = 'title'",
        "update meta set value = 'x' where key = 'content_check'",
        "delete from meta where key = 'revision'",
        "update pack set version = '2'",
        "delete from edit where sequence = 2",
        "update edit set done = 1 - done where sequence = 5",
        "update edit_change set after = replace(after, 'anna', 'otto')",
        "delete from edit_change where edit_sequence = 2 and position = 0",
        "delete from snapshot where sequence = 1",
        "update snapshot set content = replace(content, 'anna', 'otto')",
        "update blob set bytes = x'00'",
        "delete from blob",
        "update fact set value_kind = 'odd' where position = 0",
        "update fact set dimension = 'odd' where dimension <> ''",
        "update fact set currency = 'XYZ' where currency <> ''",
        "update fact set options = '[' where options is not null",
        "update fact set origin = 9",
        "drop table note",
    }));
    const std::filesystem::path path = folder / "a.netready";
    writeSampleClient(path);
    {
        Database database = Database::open(path, Database::Mode::ReadWrite);
        database.execute("pragma foreign_keys = off");
        try {
            database.execute(sql);
        } catch (const Error&) {
            // A check of the schema refuses what would be damage.
            return;
        }
    }
    INFO(sql);
    try {
        const ClientFile file = ClientFile::open(path);
        static_cast<void>(file.exportText());
        static_cast<void>(file.attachmentBytes("switch-inventory-csv"));
        FAIL("it was not noticed");
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::Corrupt);
        CHECK(error.message().find(path.string()) != std::string::npos);
    }
}

} // namespace netready
