// SPDX-License-Identifier: Apache-2.0
#include "tests/core/knowledge/pack_files.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/support/catch.h"

namespace netready::testing {

std::string readFile(const std::string& path)
{
    std::ifstream stream(path, std::ios::binary);
    REQUIRE(stream);
    return {std::istreambuf_iterator<char>(stream), {}};
}

std::vector<PackFile> filesBelow(const std::string& folder)
{
    std::vector<PackFile> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        const std::string path = entry.path().generic_string();
        if (entry.is_regular_file() && entry.path().extension() == ".yaml") {
            files.push_back({path.substr(folder.size() + 1), readFile(path)});
        }
    }
    std::sort(files.begin(), files.end(), [](const PackFile& a, const PackFile& b) {
        return a.path < b.path;
    });
    return files;
}

const std::vector<PackFile>& minimalPack()
{
    static const std::vector<PackFile> files =
        filesBelow(NETREADY_SOURCE_DIR "/tests/data/packs/minimal");
    return files;
}

std::vector<PackFile> withFiles(std::vector<PackFile> files, const std::vector<PackFile>& others)
{
    for (const PackFile& other : others) {
        const auto same = std::find_if(files.begin(), files.end(), [&](const PackFile& file) {
            return file.path == other.path;
        });
        if (same == files.end()) {
            files.push_back(other);
        } else {
            same->content = other.content;
        }
    }
    return files;
}

std::vector<PackFile>
minimalPackWith(std::string_view path, std::string_view text, std::string_view replacement)
{
    std::vector<PackFile> files = minimalPack();
    const auto file = std::find_if(files.begin(), files.end(), [&](const PackFile& candidate) {
        return candidate.path == path;
    });
    REQUIRE(file != files.end());
    const std::size_t place = file->content.find(text);
    REQUIRE(place != std::string::npos);
    file->content.replace(place, text.size(), replacement);
    return files;
}

std::vector<std::string> errorsOf(const Diagnostics& diagnostics)
{
    std::vector<std::string> errors;
    for (const Diagnostic& diagnostic : diagnostics) {
        if (diagnostic.severity == DiagnosticSeverity::Error) {
            errors.push_back(diagnostic.code + " " + toString(diagnostic.where));
        }
    }
    return errors;
}

std::string describe(const Diagnostics& diagnostics)
{
    std::string text;
    for (const Diagnostic& diagnostic : diagnostics) {
        text +=
            toString(diagnostic.where) + ": " + diagnostic.code + ": " + diagnostic.message + "\n";
    }
    return text;
}

} // namespace netready::testing
