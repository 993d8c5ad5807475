// SPDX-License-Identifier: Apache-2.0
#include "app/client/archive.h"

#include "core/base/error.h"

#include <archive.h>
#include <archive_entry.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/catch.h"

using namespace netready;

namespace {

enum class Form
{
    Zip,
    TarGz
};

using Contents = std::vector<std::pair<std::string, std::string>>;

std::string packed(Form form, const Contents& contents)
{
    std::string bytes(1024 * 1024, '\0');
    std::size_t used = 0;
    archive* out = archive_write_new();
    if (form == Form::Zip) {
        archive_write_set_format_zip(out);
    } else {
        archive_write_set_format_pax_restricted(out);
        archive_write_add_filter_gzip(out);
    }
    REQUIRE(archive_write_open_memory(out, bytes.data(), bytes.size(), &used) == ARCHIVE_OK);
    for (const auto& [path, content] : contents) {
        const bool isLink = content.starts_with("-> ");
        archive_entry* entry = archive_entry_new();
        archive_entry_set_pathname(entry, path.c_str());
        archive_entry_set_mtime(entry, 1764576000, 0); // 2025-12-01T08:00:00Z
        archive_entry_set_perm(entry, 0644);
        archive_entry_set_filetype(entry,
                                   isLink ? AE_IFLNK : (path.back() == '/' ? AE_IFDIR : AE_IFREG));
        if (isLink) {
            archive_entry_set_symlink(entry, content.substr(3).c_str());
        }
        archive_entry_set_size(entry, isLink ? 0 : static_cast<la_int64_t>(content.size()));
        REQUIRE(archive_write_header(out, entry) == ARCHIVE_OK);
        if (!isLink) {
            archive_write_data(out, content.data(), content.size());
        }
        archive_entry_free(entry);
    }
    archive_write_close(out);
    archive_write_free(out);
    bytes.resize(used);
    return bytes;
}

std::string refusal(std::string_view bytes, const ArchiveLimits& limits)
{
    try {
        static_cast<void>(unpacked("a.zip", bytes, limits));
    } catch (const Error& error) {
        return error.message();
    }
    return "";
}

} // namespace

TEST_CASE("the files of an archive come by name, links and folders do not", "[client]")
{
    const Form form = GENERATE(Form::Zip, Form::TarGz);
    const std::string bytes = packed(form,
                                     {{"logs/", ""},
                                      {"logs/b.txt", "second"},
                                      {"../../a.txt", "first"},
                                      {"passwords", "-> /etc/passwd"}});
    const auto files = unpacked("evidence", bytes);
    REQUIRE(files);
    REQUIRE(files->size() == 2);
    CHECK((*files)[0].name == "a.txt");
    CHECK((*files)[0].bytes == "first");
    CHECK((*files)[0].time == "2025-12-01T08:00:00Z");
    CHECK((*files)[1].name == "b.txt");
}

TEST_CASE("what is no archive is left as it is", "[client]")
{
    CHECK_FALSE(unpacked("a.txt", ""));
    CHECK_FALSE(unpacked("a.txt", "NIC statistics:\n     rx_packets: 10\n"));
    CHECK_FALSE(unpacked("a.txt", std::string(100000, ' ')));
    CHECK_FALSE(unpacked("a.xlsx", packed(Form::Zip, {{"[Content_Types].xml", "<Types/>"}})));
    CHECK_FALSE(unpacked("a.odt", packed(Form::Zip, {{"mimetype", "application/vnd.oasis"}})));
}

TEST_CASE("an archive that is too large, damaged or cut is refused by name", "[client]")
{
    const Form form = GENERATE(Form::Zip, Form::TarGz);
    const std::string many = packed(form, {{"a", "1"}, {"b", "2"}, {"c", "3"}});
    CHECK(refusal(many, {}).empty());
    CHECK(refusal(many, {1000, 2}).find("\"a.zip\" holds more than 2 files") == 0);
    const std::string bomb = packed(form, {{"zeros", std::string(10 * 1024 * 1024, '\0')}});
    CHECK(bomb.size() < 100000);
    CHECK(refusal(bomb, {1024 * 1024, 10}).find("\"a.zip\" holds more than is read") == 0);
    std::string noise;
    for (std::uint32_t seed = 1; noise.size() < 5000; seed = seed * 1664525 + 1013904223) {
        noise.push_back(static_cast<char>(seed >> 24));
    }
    const std::string whole = packed(form, {{"a", noise}, {"b", many}});
    bool isEverRefused = false;
    for (std::size_t cut = 0; cut < whole.size(); cut += 7) {
        const std::string why = refusal(std::string_view(whole).substr(0, cut), {});
        CHECK((why.empty() || why.find("a.zip") != std::string::npos));
        isEverRefused = isEverRefused || !why.empty();
    }
    CHECK(isEverRefused);
}
