// SPDX-License-Identifier: Apache-2.0
#include "app/client/import_files.h"

#include "app/client/archive.h"
#include "app/client/host.h"
#include "core/base/error.h"
#include "core/base/text.h"

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

namespace netready {

namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kLargestFileBytes = std::uintmax_t{256} * 1024 * 1024;

ImportFile readSource(const fs::path& path)
{
    const auto refuse = [&](const std::string& why) {
        return Error(ErrorCode::Io, inQuotes(path.string()) + " cannot be read: " + why);
    };
    std::error_code failure;
    const std::uintmax_t size = fs::file_size(path, failure);
    if (failure) {
        throw refuse(failure.message());
    }
    if (size > kLargestFileBytes) {
        throw refuse("it is larger than 256 MiB");
    }
    errno = 0;
    std::ifstream stream(path, std::ios::binary);
    if (!stream) {
        throw refuse(std::generic_category().message(errno));
    }
    ImportFile file;
    file.name = path.filename().string();
    file.time = modificationTime(path);
    file.bytes.assign(std::istreambuf_iterator<char>(stream), {});
    return file;
}

/// The files that a source stands for.
std::vector<fs::path> filesOf(const std::string& source)
{
    std::error_code failure;
    if (!fs::is_directory(source, failure)) {
        return {source};
    }
    std::vector<fs::path> below;
    for (auto entry = fs::recursive_directory_iterator(source, failure);
         !failure && entry != fs::recursive_directory_iterator();
         entry.increment(failure)) {
        if (entry->is_regular_file()) {
            below.push_back(entry->path());
        }
    }
    if (failure) {
        throw Error(ErrorCode::Io, inQuotes(source) + " cannot be read: " + failure.message());
    }
    std::sort(below.begin(), below.end());
    return below;
}

} // namespace

std::vector<ImportFile> readImportFiles(
    const std::vector<std::string>& sources,
    const std::function<void(const std::string& name, std::size_t done, std::size_t all)>& reading,
    const std::stop_token& stop)
{
    std::vector<fs::path> paths;
    for (const std::string& source : sources) {
        const std::vector<fs::path> below = filesOf(source);
        paths.insert(paths.end(), below.begin(), below.end());
    }
    std::vector<ImportFile> files;
    for (const fs::path& path : paths) {
        if (stop.stop_requested()) {
            break;
        }
        const auto done = static_cast<std::size_t>(&path - paths.data());
        if (reading) {
            reading(path.filename().string(), done, paths.size());
        }
        ImportFile file = readSource(path);
        if (auto inside = unpacked(file.name, file.bytes, {}, stop)) {
            std::move(inside->begin(), inside->end(), std::back_inserter(files));
        } else {
            files.push_back(std::move(file));
        }
    }
    if (files.empty() && !stop.stop_requested()) {
        throw Error(ErrorCode::InvalidInput, "there is no file in " + join(sources, ", "));
    }
    return files;
}

} // namespace netready
