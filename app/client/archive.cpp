// SPDX-License-Identifier: Apache-2.0
#include "app/client/archive.h"

#include "app/client/host.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/evidence/evidence_source.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <utility>

namespace netready {

namespace {

struct CloseArchive
{
    void operator()(archive* open) const { archive_read_free(open); }
};
using Archive = std::unique_ptr<archive, CloseArchive>;

/// Compressed text alone is no archive, and tar is only looked for where its mark stands.
Archive opened(std::string_view bytes)
{
    Archive open(archive_read_new());
    archive_read_support_format_zip(open.get());
    archive_read_support_format_tar(open.get());
    archive_read_support_filter_gzip(open.get());
    archive_read_support_filter_bzip2(open.get());
    archive_read_support_filter_xz(open.get());
    archive_read_support_filter_zstd(open.get());
    if (archive_read_open_memory(open.get(), bytes.data(), bytes.size()) != ARCHIVE_OK) {
        open.reset();
    }
    return open;
}

bool isNamedLikeOne(std::string_view name)
{
    constexpr std::array<std::string_view, 7> kEndings{
        ".zip", ".tar", ".tgz", ".tar.gz", ".tar.bz2", ".tar.xz", ".tar.zst"};
    const std::string small = lowered(name);
    return std::any_of(kEndings.begin(), kEndings.end(), [&](std::string_view ending) {
        return small.ends_with(ending);
    });
}

Error damaged(std::string_view name, archive* open)
{
    const char* why = open == nullptr ? nullptr : archive_error_string(open);
    return Error(ErrorCode::Corrupt,
                 inQuotes(name) + " cannot be unpacked: " +
                     (why == nullptr ? std::string("it is damaged") : std::string(why)));
}

std::string contentOf(archive* open, std::string_view name, std::uintmax_t& room)
{
    std::string content;
    std::array<char, 65536> block{};
    for (;;) {
        const la_ssize_t read = archive_read_data(open, block.data(), block.size());
        if (read == 0) {
            return content;
        }
        if (read < 0) {
            throw damaged(name, open);
        }
        const auto size = static_cast<std::size_t>(read);
        if (size > room) {
            throw Error(ErrorCode::InvalidInput,
                        inQuotes(name) + " holds more than is read of an archive; unpack it and "
                                         "import what counts");
        }
        room -= size;
        content.append(block.data(), size);
    }
}

/// A document of an office program is a zip too, and is to be kept whole.
bool isDocument(std::string_view path)
{
    return path == "[Content_Types].xml" || path == "mimetype";
}

} // namespace

std::optional<std::vector<ImportFile>> unpacked(std::string_view archiveName,
                                                std::string_view bytes,
                                                const ArchiveLimits& limits,
                                                const std::stop_token& stop)
{
    const Archive open = opened(bytes);
    std::vector<ImportFile> files;
    std::uintmax_t room = limits.bytes;
    for (bool isFirst = true; !stop.stop_requested(); isFirst = false) {
        archive_entry* entry = nullptr;
        const int state =
            open == nullptr ? ARCHIVE_FATAL : archive_read_next_header(open.get(), &entry);
        const bool isRead = state == ARCHIVE_OK || state == ARCHIVE_WARN;
        if (!isRead && isFirst && !isNamedLikeOne(archiveName)) {
            return std::nullopt; // an empty file is an empty tar too
        }
        if (state == ARCHIVE_EOF && !isFirst) {
            break;
        }
        if (!isRead) {
            throw damaged(archiveName, open.get());
        }
        if (archive_entry_filetype(entry) != AE_IFREG || archive_entry_hardlink(entry) != nullptr) {
            continue;
        }
        if (files.size() == limits.files) {
            throw Error(ErrorCode::InvalidInput,
                        inQuotes(archiveName) + " holds more than " + std::to_string(limits.files) +
                            " files");
        }
        const char* path = archive_entry_pathname(entry);
        ImportFile file;
        file.name = path == nullptr ? std::string(archiveName) : std::string(path);
        if (isDocument(file.name)) {
            return std::nullopt;
        }
        file.name = file.name.substr(file.name.find_last_of('/') + 1);
        file.time = archive_entry_mtime_is_set(entry) != 0 ? utcTime(archive_entry_mtime(entry))
                                                           : std::string();
        file.bytes = contentOf(open.get(), archiveName, room);
        files.push_back(std::move(file));
    }
    std::stable_sort(files.begin(), files.end(), [](const ImportFile& a, const ImportFile& b) {
        return a.name < b.name;
    });
    return files;
}

} // namespace netready
