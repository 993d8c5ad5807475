// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "core/knowledge/knowledge.h"
#include "core/knowledge/problems.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <system_error>

namespace netready {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const fs::path& path, const std::string& why)
{
    throw Error(ErrorCode::Io, inQuotes(path.generic_string()) + " cannot be read: " + why);
}

/// At most one byte more than is allowed, so that the loader can say that it is too much.
std::string readFile(const fs::path& path)
{
    std::ifstream stream(path, std::ios::binary);
    std::string content;
    std::error_code error;
    const std::uintmax_t size = fs::file_size(path, error);
    if (!stream || error) {
        refuse(path, error ? error.message() : "it cannot be opened");
    }
    content.resize(std::min<std::uintmax_t>(size, kMostPackFileBytes + 1));
    stream.read(content.data(), static_cast<std::streamsize>(content.size()));
    content.resize(static_cast<std::size_t>(stream.gcount()));
    if (stream.bad()) {
        refuse(path, "reading it failed");
    }
    return content;
}

void readFolder(const fs::path& folder, std::vector<PackFile>& files, Diagnostics& warnings)
{
    std::error_code error;
    fs::recursive_directory_iterator entry(folder, error);
    for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
        const fs::path& path = entry->path();
        const std::string name = path.generic_string();
        std::error_code ignored; // a dangling link is no regular file
        if (!entry->is_regular_file(ignored)) {
            continue;
        }
        if (path.extension() == ".yaml") {
            files.push_back({name, readFile(path)});
        } else if (path.extension() == ".yml") {
            warnings.push_back({DiagnosticSeverity::Warning,
                                "file-not-read",
                                "the file is not read: its name must end in \".yaml\"",
                                {name, 0, 0}});
        }
    }
    if (error) {
        refuse(folder, error.message());
    }
}

} // namespace

LoadedKnowledge loadKnowledge(const std::vector<std::string>& folders)
{
    std::vector<PackFile> files;
    Diagnostics warnings;
    for (const std::string& folder : folders) {
        readFolder(fs::path(folder).lexically_normal(), files, warnings);
    }
    LoadedKnowledge loaded = loadKnowledge(files);
    loaded.diagnostics.insert(loaded.diagnostics.end(), warnings.begin(), warnings.end());
    sortByPlace(loaded.diagnostics);
    return loaded;
}

} // namespace netready
