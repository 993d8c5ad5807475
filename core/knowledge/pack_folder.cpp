// SPDX-License-Identifier: Apache-2.0
#include "core/knowledge/pack_folder.h"

#include "core/base/error.h"
#include "core/base/text.h"

#include <algorithm>
#include <charconv>

namespace netready {

namespace {

constexpr char kSeparator = '\0';

} // namespace

std::string folderOf(std::string_view path)
{
    return std::string(path.substr(0, path.rfind('/') + 1)); // npos + 1 is 0
}

std::string_view fileNameOf(std::string_view path)
{
    return path.substr(path.rfind('/') + 1);
}

std::optional<std::size_t> packOf(std::string_view path, const std::vector<std::string>& folders)
{
    std::optional<std::size_t> best;
    for (std::size_t i = 0; i < folders.size(); ++i) {
        if (path.starts_with(folders[i]) && (!best || folders[i].size() > folders[*best].size())) {
            best = i;
        }
    }
    return best;
}

std::string bytesOf(const std::vector<const PackFile*>& files, std::string_view folder)
{
    std::string bytes;
    for (const PackFile* file : files) {
        bytes += std::string_view(file->path).substr(folder.size());
        bytes += kSeparator;
        bytes += std::to_string(file->content.size());
        bytes += kSeparator;
        bytes += file->content;
    }
    return bytes;
}

std::vector<PackFile> packFiles(std::string_view bytes, std::string_view folder)
{
    const auto next = [&](std::size_t size) {
        if (size > bytes.size()) {
            throw Error(ErrorCode::Corrupt, "the pack " + inQuotes(folder) + " is cut off");
        }
        const std::string_view part = bytes.substr(0, size);
        bytes.remove_prefix(std::min(bytes.size(), size + 1));
        return part;
    };
    std::vector<PackFile> files;
    while (!bytes.empty()) {
        const std::string_view path = next(bytes.find(kSeparator));
        const std::string_view sizeText = next(bytes.find(kSeparator));
        std::size_t size = 0;
        const auto [end, error] =
            std::from_chars(sizeText.data(), sizeText.data() + sizeText.size(), size);
        if (error != std::errc() || end != sizeText.data() + sizeText.size() ||
            size > bytes.size()) {
            throw Error(ErrorCode::Corrupt, "the pack " + inQuotes(folder) + " is cut off");
        }
        files.push_back(
            {std::string(folder) + "/" + std::string(path), std::string(bytes.substr(0, size))});
        bytes.remove_prefix(size);
    }
    return files;
}

} // namespace netready
