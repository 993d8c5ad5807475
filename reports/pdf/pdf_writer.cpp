// SPDX-License-Identifier: Apache-2.0
#include "reports/pdf/pdf_writer.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "reports/charts/svg.h"

#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <system_error>

extern char** environ; // NOLINT(readability-redundant-declaration)

namespace netready {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& out, const std::string& why)
{
    throw Error(ErrorCode::Io, inQuotes(out.string()) + " cannot be written: " + why);
}

/// A folder of our own that goes when it is no longer needed.
class WorkFolder
{
public:
    WorkFolder()
    {
        std::string name = (fs::temp_directory_path() / "netready-pdf-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) {
            throw Error(ErrorCode::Io,
                        "no folder for temporary files can be made below " +
                            inQuotes(fs::temp_directory_path().string()));
        }
        m_path = name;
    }
    ~WorkFolder()
    {
        std::error_code ignored;
        fs::remove_all(m_path, ignored);
    }
    WorkFolder(const WorkFolder&) = delete;
    WorkFolder& operator=(const WorkFolder&) = delete;

    [[nodiscard]] const fs::path& path() const { return m_path; }

private:
    fs::path m_path;
};

/// The helper as a child process whose messages are read to the end.
class Child
{
public:
    Child(const fs::path& program, const fs::path& job, const fs::path& out)
    {
        std::array<int, 2> ends{};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
            throw std::system_error(errno, std::generic_category());
        }
        std::string name = program.string();
        std::string jobName = job.string();
        std::string outName = out.string();
        std::array<char*, 4> arguments{name.data(), jobName.data(), outName.data(), nullptr};
        posix_spawn_file_actions_t actions;
        ::posix_spawn_file_actions_init(&actions);
        ::posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        ::posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
        ::posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO);
        const int failed =
            ::posix_spawn(&m_process, name.c_str(), &actions, nullptr, arguments.data(), environ);
        ::posix_spawn_file_actions_destroy(&actions);
        ::close(ends[1]);
        m_messages = ends[0];
        if (failed != 0) {
            ::close(m_messages);
            throw std::system_error(failed, std::generic_category());
        }
    }
    ~Child() { ::close(m_messages); }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    /// Hands on lines that start with `progress: ` and keeps the last `error: `. Shape: exit code.
    int finish(const PdfOptions& options, std::string& error) const
    {
        std::string line;
        std::array<char, 4096> buffer{};
        for (;;) {
            if (options.stopped && options.stopped()) {
                ::kill(m_process, SIGTERM);
                error = "it was stopped";
                break;
            }
            constexpr int kWait = 100; // ms
            pollfd messages{m_messages, POLLIN, 0};
            if (options.stopped && ::poll(&messages, 1, kWait) == 0) {
                continue;
            }
            const ssize_t count = ::read(m_messages, buffer.data(), buffer.size());
            if (count < 0 && errno == EINTR) {
                continue;
            }
            if (count <= 0) {
                break;
            }
            for (const char c : std::string_view(buffer.data(), static_cast<std::size_t>(count))) {
                if (c != '\n') {
                    line += c;
                    continue;
                }
                constexpr std::string_view kProgress = "progress: ";
                constexpr std::string_view kError = "error: ";
                if (line.starts_with(kProgress) && options.progress) {
                    options.progress(line.substr(kProgress.size()));
                } else if (line.starts_with(kError)) {
                    error = line.substr(kError.size());
                }
                line.clear();
            }
        }
        int status = 0;
        while (::waitpid(m_process, &status, 0) < 0 && errno == EINTR) {
        }
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }

private:
    pid_t m_process = 0;
    int m_messages = -1;
};

bool canRun(const fs::path& program)
{
    std::error_code ignored;
    return fs::is_regular_file(program, ignored) && ::access(program.c_str(), X_OK) == 0;
}

} // namespace

fs::path findPdfHelper()
{
    if (const char* named = std::getenv("NETREADY_PDF"); named != nullptr && *named != '\0') {
        return named;
    }
    std::error_code failed;
    const fs::path folder = fs::read_symlink("/proc/self/exe", failed).parent_path();
    for (const char* place : {"netready-pdf",
                              "../libexec/netready/netready-pdf",
                              "../lib/netready/netready-pdf",
                              "../reports/pdf/netready-pdf",
                              "../../reports/pdf/netready-pdf",
                              "../../../reports/pdf/netready-pdf"}) {
        if (canRun(folder / place)) {
            return (folder / place).lexically_normal();
        }
    }
    return {};
}

std::string pdfJob(const ReportContent& content, const ReportLook& look)
{
    nlohmann::ordered_json job;
    job["html"] = toHtml(content, look, {.paged = true});
    job["furniture_css"] = look.fontsCss + look.furnitureCss;
    job["head_left"] = escaped(content.headLeft);
    job["head_right"] = escaped(content.headRight);
    job["foot"] = escaped(content.foot);
    job["title"] = content.title;
    job["language"] = content.language;
    job["date"] = content.isoDate;
    job["outline"] = nlohmann::ordered_json::array();
    const auto entry = [&](const std::string& id, const std::string& title, int level) {
        job["outline"].push_back({{"id", id}, {"title", title}, {"level", level}});
    };
    entry("contents", "Contents", 1);
    for (const Section& section : content.sections) {
        entry(section.id, section.name, 1);
        for (const Block& block : section.blocks) {
            if (const auto* card = std::get_if<FindingCard>(&block.value)) {
                entry(card->id, card->number + " " + card->title, 2);
            } else if (const auto* workload = std::get_if<WorkloadCard>(&block.value)) {
                entry(workload->id, workload->title, 2);
            }
        }
    }
    return job.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

void writePdf(const ReportContent& content,
              const ReportLook& look,
              const fs::path& out,
              const PdfOptions& options)
{
    const fs::path helper = options.helper.empty() ? findPdfHelper() : options.helper;
    if (!canRun(helper)) {
        fail(out,
             "the program netready-pdf is not installed" +
                 (helper.empty() ? std::string() : " as " + inQuotes(helper.string())) +
                 "; HTML needs no other program");
    }
    const WorkFolder folder;
    const fs::path job = folder.path() / "job.json";
    writeFileAtomically(job, pdfJob(content, look));
    const fs::path part = out.string() + "." + std::to_string(::getpid()) + ".part";
    std::string error;
    int code = -1;
    try {
        code = Child(helper, job, part).finish(options, error);
    } catch (const std::system_error& failed) {
        error = std::string("netready-pdf does not start: ") + failed.what();
    }
    std::error_code failed;
    if (code == 0) {
        fs::rename(part, out, failed);
        error = failed ? failed.message() : "";
    } else if (error.empty()) {
        error = "netready-pdf ended with code " + std::to_string(code);
    }
    if (!error.empty()) {
        std::error_code ignored;
        fs::remove(part, ignored);
        fail(out, error);
    }
}

} // namespace netready
