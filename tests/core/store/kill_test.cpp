// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/store/client_file.h"

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdint>
#include <random>
#include <string>

#include "tests/core/store/random_edits.h"
#include "tests/core/store/sample_client.h"
#include "tests/core/store/temporary_folder.h"
#include "tests/support/catch.h"

namespace netready {

namespace {

/// The n-th step of a script: mostly edits, now and then undo, redo, a snapshot.
void doStep(ClientFile& file, RandomEdits& random, int step)
{
    switch (step % 8) {
    case 4:
    case 5:
        file.undo();
        break;
    case 6:
        file.redo();
        break;
    case 7:
        if (step % 16 == 7) {
            file.snapshot("s" + std::to_string(step), "", {});
            break;
        }
        file.apply({"", "", "", {file.attach(random.text() + std::to_string(step), "a", "")}});
        break;
    default: {
        Edit edit = random.next(file.facts());
        edit.changes.push_back(noteEdit("step-" + std::to_string(step)).changes.front());
        file.apply(edit);
    }
    }
}

/// Runs the script without end, and says after each step that it is done.
[[noreturn]] void runScript(const std::filesystem::path& path, std::uint64_t seed, int pipe)
{
    try {
        ClientFile file = ClientFile::open(path);
        RandomEdits random(seed);
        for (int step = 0;; ++step) {
            doStep(file, random, step);
            const char done = '.';
            if (::write(pipe, &done, 1) != 1) {
                ::_exit(2);
            }
        }
    } catch (...) {
        ::_exit(1);
    }
}

/// Runs the script in a program of its own and kills it after a time; how many steps it said were
/// done.
int runAndKill(const std::filesystem::path& path, std::uint64_t seed, useconds_t microseconds)
{
    std::array<int, 2> ends{};
    REQUIRE(::pipe(ends.data()) == 0);
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        ::close(ends[0]);
        runScript(path, seed, ends[1]);
    }
    ::close(ends[1]);
    ::usleep(microseconds);
    ::kill(child, SIGKILL);
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(WIFSIGNALED(status));
    int steps = 0;
    char done = 0;
    while (::read(ends[0], &done, 1) == 1) {
        ++steps;
    }
    ::close(ends[0]);
    return steps;
}

} // namespace

TEST_CASE("a program killed at any moment keeps every acknowledged edit", "[store]")
{
    const TemporaryFolder folder;
    writeSampleClient(folder / "start.netready");
    std::mt19937 random(71);
    constexpr int kKills = 200;
    constexpr unsigned kLongestMicroseconds = 40000;
    int acknowledged = 0;
    int unacknowledged = 0;
    for (int round = 0; round < kKills; ++round) {
        const std::filesystem::path killed = folder / "killed.netready";
        const std::filesystem::path replayed = folder / "replayed.netready";
        for (const auto& path : {killed, replayed}) {
            std::filesystem::copy_file(
                folder / "start.netready", path, std::filesystem::copy_options::overwrite_existing);
        }
        std::filesystem::remove(killed.string() + "-journal");
        const auto seed = static_cast<std::uint64_t>(round);
        const int steps =
            runAndKill(killed, seed, static_cast<useconds_t>(random() % kLongestMicroseconds));
        const std::string found =
            ClientFile::open(killed, round % 2 == 0 ? OpenMode::ReadWrite : OpenMode::ReadOnly)
                .exportText();
        // The same script without the kill: the file is where the last acknowledged step left it,
        // or one step further if the kill came before that step was acknowledged.
        ClientFile file = ClientFile::open(replayed);
        RandomEdits script(seed);
        for (int step = 0; step < steps; ++step) {
            doStep(file, script, step);
        }
        acknowledged += steps;
        INFO("round " << round << ", killed after " << steps << " steps");
        if (found != file.exportText()) {
            doStep(file, script, steps);
            ++unacknowledged;
            REQUIRE(found == file.exportText());
        }
    }
    WARN(kKills << " kills, " << acknowledged << " acknowledged steps, " << unacknowledged
                << " more were done but not yet acknowledged");
    CHECK(acknowledged > 0); // how many depends on what else the machine does
}

} // namespace netready
