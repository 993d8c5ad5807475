// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/base/text.h"
#include "reports/html/html_writer.h"

#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <system_error>

namespace netready {

namespace {

namespace fs = std::filesystem;

std::string readFile(const fs::path& path)
{
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    if (!file) {
        throw Error(ErrorCode::NotFound,
                    inQuotes(path.string()) + " of the report's look cannot be read");
    }
    return text.str();
}

bool holdsLook(const fs::path& folder)
{
    std::error_code ignored;
    return fs::exists(folder / "templates" / "report.mustache", ignored);
}

} // namespace

ReportLook loadLook(const fs::path& folder)
{
    ReportLook look;
    if (!holdsLook(folder)) {
        throw Error(ErrorCode::NotFound, inQuotes(folder.string()) + " holds no report templates");
    }
    for (const fs::directory_entry& entry : fs::directory_iterator(folder / "templates")) {
        if (entry.path().extension() == ".mustache") {
            look.templates.emplace(entry.path().stem().string(), readFile(entry.path()));
        }
    }
    look.css = readFile(folder / "style" / "report.css");
    look.furnitureCss = readFile(folder / "style" / "furniture.css");
    const fs::path fonts = folder / "fonts" / "fonts.css";
    std::error_code ignored;
    if (fs::exists(fonts, ignored)) {
        look.fontsCss = readFile(fonts);
    }
    return look;
}

fs::path findReportData()
{
    if (const char* named = std::getenv("NETREADY_REPORT_DATA");
        named != nullptr && *named != '\0') {
        return named;
    }
    std::error_code failed;
    fs::path folder = fs::read_symlink("/proc/self/exe", failed).parent_path();
    fs::path installed = folder.parent_path() / "share" / "netready" / "reports";
    if (holdsLook(installed)) {
        return installed;
    }
    constexpr int kMostFolders = 5;
    for (int level = 0; level < kMostFolders && !folder.empty(); ++level) {
        if (holdsLook(folder / "reports" / "data")) {
            return folder / "reports" / "data";
        }
        folder = folder.parent_path();
    }
    throw Error(ErrorCode::NotFound,
                "the report templates are not installed; they belong into \"" + installed.string() +
                    "\"");
}

void writeFileAtomically(const fs::path& out, std::string_view bytes)
{
    const fs::path part = out.string() + "." + std::to_string(::getpid()) + ".part";
    const auto refuse = [&](const std::string& why) {
        std::error_code ignored;
        fs::remove(part, ignored);
        throw Error(ErrorCode::Io, inQuotes(out.string()) + " cannot be written: " + why);
    };
    {
        std::ofstream file(part, std::ios::binary | std::ios::trunc);
        if (!file) {
            refuse("the folder does not take new files");
        }
        file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        file.close();
        if (!file) {
            refuse("the disk is full or the device failed");
        }
    }
    std::error_code failed;
    fs::rename(part, out, failed);
    if (failed) {
        refuse(failed.message());
    }
}

} // namespace netready
