// SPDX-License-Identifier: Apache-2.0
#include "core/knowledge/pack_folder.h"

#include "core/base/sha256.h"

namespace netready {

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

std::string digestOf(const std::vector<const PackFile*>& files, std::string_view folder)
{
    constexpr char kSeparator = '\0';
    std::string bytes;
    for (const PackFile* file : files) {
        bytes += std::string_view(file->path).substr(folder.size());
        bytes += kSeparator;
        bytes += std::to_string(file->content.size());
        bytes += kSeparator;
        bytes += file->content;
    }
    return sha256(bytes);
}

} // namespace netready
