// SPDX-License-Identifier: Apache-2.0
#include "app/client/host.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/facts/value.h"

#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <ctime>
#include <optional>
#include <string_view>
#include <system_error>

namespace netready {

namespace fs = std::filesystem;

namespace {

std::optional<std::string> variable(const char* name)
{
    const char* value = std::getenv(name);
    return value == nullptr || *value == '\0' ? std::nullopt : std::optional<std::string>(value);
}

bool isClock(std::string_view text)
{
    constexpr std::string_view kForm = "T00:00:00Z";
    return text.size() == kForm.size() &&
           std::equal(text.begin(), text.end(), kForm.begin(), [](char c, char form) {
               return form == '0' ? c >= '0' && c <= '9' : c == form;
           });
}

bool holdsPacks(const fs::path& folder)
{
    std::error_code ignored;
    return fs::is_directory(folder / "rules", ignored) &&
           fs::is_directory(folder / "questionnaires", ignored);
}

} // namespace

std::string utcTime(std::time_t time)
{
    std::tm parts{};
    gmtime_r(&time, &parts);
    std::array<char, 32> buffer{};
    const std::size_t size =
        std::strftime(buffer.data(), buffer.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
    return {buffer.data(), size};
}

std::string timeNow()
{
    if (const auto fixed = variable("NETREADY_NOW")) {
        constexpr std::size_t kDaySize = 10;
        const std::string_view text = *fixed;
        if (text.size() < kDaySize || !isClock(text.substr(kDaySize))) {
            throw Error(ErrorCode::InvalidInput,
                        "NETREADY_NOW: " + inQuotes(text) +
                            " is not a time such as 2026-11-25T08:30:00Z");
        }
        static_cast<void>(parseDay(text.substr(0, kDaySize)));
        return *fixed;
    }
    return utcTime(std::time(nullptr));
}

std::string modificationTime(const fs::path& path)
{
    struct stat status = {};
    return ::stat(path.c_str(), &status) == 0 ? utcTime(status.st_mtime) : std::string();
}

std::int32_t today()
{
    return parseDay(timeNow().substr(0, 10));
}

std::string defaultAuthor()
{
    if (auto author = variable("NETREADY_AUTHOR")) {
        return *author;
    }
    const passwd* entry = getpwuid(getuid());
    return entry != nullptr && entry->pw_name != nullptr ? entry->pw_name : "unknown";
}

fs::path dataFolder()
{
    if (const auto folder = variable("NETREADY_DATA")) {
        if (!holdsPacks(*folder)) {
            throw Error(ErrorCode::Io,
                        "NETREADY_DATA: " + inQuotes(*folder) +
                            " does not hold the folders rules and questionnaires");
        }
        return *folder;
    }
    std::error_code failure;
    const fs::path program = fs::read_symlink("/proc/self/exe", failure);
    fs::path installed = program.parent_path().parent_path() / "share" / "netready";
    if (holdsPacks(installed)) {
        return installed;
    }
    for (fs::path folder = program.parent_path(); !folder.empty(); folder = folder.parent_path()) {
        if (holdsPacks(folder)) {
            return folder;
        }
        if (folder == folder.parent_path()) {
            break;
        }
    }
    throw Error(ErrorCode::Io,
                "the folders rules and questionnaires are not beside the program: set "
                "NETREADY_DATA to the folder that holds them");
}

std::vector<std::string> packFolders(const std::vector<std::string>& extra)
{
    std::vector<std::string> folders;
    const fs::path data = dataFolder();
    for (const char* shelf : {"questionnaires", "rules"}) {
        std::error_code failure;
        for (fs::directory_iterator entry(data / shelf, failure), end; !failure && entry != end;
             entry.increment(failure)) {
            std::error_code ignored;
            if (entry->is_directory(ignored)) {
                folders.push_back(entry->path().string());
            }
        }
        if (failure) {
            throw Error(ErrorCode::Io,
                        inQuotes((data / shelf).string()) +
                            " cannot be read: " + failure.message());
        }
    }
    std::sort(folders.begin(), folders.end());
    const std::string ownFolders = variable("NETREADY_PACKS").value_or("");
    for (const std::string_view own : split(ownFolders, ':')) {
        if (!own.empty()) {
            folders.emplace_back(own);
        }
    }
    folders.insert(folders.end(), extra.begin(), extra.end());
    return folders;
}

} // namespace netready
