// SPDX-License-Identifier: Apache-2.0
#include "app/client/holder.h"

#include "app/client/host.h"
#include "core/base/error.h"
#include "core/base/text.h"

#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <system_error>

namespace netready {

namespace {

namespace fs = std::filesystem;

fs::path noteOf(const fs::path& file)
{
    return file.parent_path() / ("." + file.filename().string() + ".open");
}

std::string hostName()
{
    constexpr std::size_t kMost = 256;
    std::string name(kMost, '\0');
    if (::gethostname(name.data(), name.size() - 1) != 0) {
        return "this computer";
    }
    return name.c_str();
}

/// `2026-11-25T08:30:00Z` → `2026-11-25 08:30 UTC`
std::string minute(const std::string& time)
{
    constexpr std::size_t kDay = 10;
    constexpr std::size_t kClock = 5;
    return time.substr(0, kDay) + " " + time.substr(kDay + 1, kClock) + " UTC";
}

} // namespace

void HolderNoteRemover::operator()(const fs::path* note) const
{
    std::error_code absent;
    fs::remove(*note, absent);
    delete note;
}

HolderNote noteHolder(const fs::path& file, const std::string& author)
{
    HolderNote note(new fs::path(noteOf(fs::absolute(file))));
    std::error_code absent;
    fs::remove(*note, absent); // of a program that died; never written through a link
    std::ofstream out(*note);
    out << author << " on " << hostName() << " since " << minute(timeNow()) << '\n';
    return note;
}

std::string holderOf(const fs::path& file)
{
    constexpr std::size_t kMost = 300;
    std::ifstream in(noteOf(fs::absolute(file)));
    std::string line(kMost, '\0');
    in.read(line.data(), static_cast<std::streamsize>(line.size()));
    line.resize(static_cast<std::size_t>(in.gcount()));
    line.resize(std::min(line.find('\n'), line.size()));
    return isPlainUtf8(line) ? line : std::string();
}

ClientFile openClientFile(const fs::path& path, OpenMode mode)
{
    try {
        return ClientFile::open(path, mode);
    } catch (const Error& error) {
        const std::string holder =
            error.code() == ErrorCode::Conflict && isBeingWritten(path) ? holderOf(path) : "";
        if (holder.empty()) {
            throw;
        }
        throw Error(ErrorCode::Conflict,
                    inQuotes(path.string()) + " is open in another Netready, that of " + holder +
                        "; open it read-only or close it there");
    }
}

} // namespace netready
