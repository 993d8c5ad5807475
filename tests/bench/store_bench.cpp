// SPDX-License-Identifier: Apache-2.0
#include "core/store/client_file.h"

#include <benchmark/benchmark.h>
#include <unistd.h>

#include <filesystem>
#include <optional>
#include <string>
#include <utility>

namespace netready {

namespace {

constexpr std::size_t kFacts = 100000;
constexpr std::size_t kFactsPerSubject = 100;

Value valueOf(std::size_t i)
{
    switch (i % 4) {
    case 0:
        return Choice{{"static-hash"}};
    case 1:
        return true;
    case 2:
        return Text{"as seen in the room on the second floor"};
    default:
        return Measure{static_cast<double>(i) * 1e9,
                       static_cast<double>(i) * 2e9,
                       kDataRate,
                       Currency::None,
                       "Gb/s"};
    }
}

/// A client file with 1000 subjects of 100 facts each, removed at the end of the program.
class LargeClient
{
public:
    LargeClient()
        : m_path(std::filesystem::temp_directory_path() /
                 ("netready-bench-" + std::to_string(::getpid()) + ".netready"))
    {
        std::filesystem::remove(m_path);
        Edit edit{"Import the inventory", "bench", "2026-11-25T10:00:00Z", {}};
        for (std::size_t i = 0; i < kFacts; ++i) {
            const SubjectKey subject{"switch", "leaf-" + std::to_string(i / kFactsPerSubject)};
            const std::size_t attribute = i % kFactsPerSubject;
            if (attribute == 0) {
                edit.changes.push_back(
                    RecordChange<Subject>{std::nullopt, Subject{subject, subject.id}});
            }
            Fact fact;
            fact.value = valueOf(i);
            fact.author = "consultant";
            fact.time = "2026-11-25T10:00:00Z";
            const FactKey key{subject, "switch.attribute_" + std::to_string(attribute)};
            edit.changes.push_back(FactsChange{key, {}, {fact}});
        }
        ClientFile::create(m_path, {"Bench", "netready", "2026-11-25T10:00:00Z"}).apply(edit);
    }
    LargeClient(const LargeClient&) = delete;
    LargeClient& operator=(const LargeClient&) = delete;
    ~LargeClient()
    {
        std::error_code ignored;
        std::filesystem::remove(m_path, ignored);
    }

    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

const std::filesystem::path& largeClient()
{
    static const LargeClient client;
    return client.path();
}

/// What a commit costs on this disk at least: the syncs, without anything of ours.
void bareCommit(benchmark::State& state)
{
    const std::filesystem::path path = largeClient().string() + ".bare";
    {
        Database database = Database::create(path);
        database.execute("create table t (a integer) strict");
        for (auto _ : state) {
            Transaction transaction(database);
            database.execute("insert into t values (1)");
            transaction.commit();
        }
    }
    std::filesystem::remove(path);
    state.SetLabel("no target: one row, for comparison");
}
BENCHMARK(bareCommit)->UseRealTime()->Unit(benchmark::kMillisecond);

void open(benchmark::State& state)
{
    const std::filesystem::path& path = largeClient();
    for (auto _ : state) {
        std::optional<ClientFile> file(ClientFile::open(path, OpenMode::ReadOnly));
        benchmark::DoNotOptimize(&file->facts());
        state.PauseTiming();
        file.reset();
        state.ResumeTiming();
    }
    state.SetLabel("target 300 ms");
}
BENCHMARK(open)->Name("open100000Facts")->UseRealTime()->Unit(benchmark::kMillisecond);

void editThrough(benchmark::State& state)
{
    ClientFile file = ClientFile::open(largeClient());
    const FactKey key{{"switch", "leaf-500"}, "switch.attribute_3"};
    double speed = 1e9;
    for (auto _ : state) {
        Fact fact = file.facts().facts(key).front();
        fact.value = Measure{speed, speed, kDataRate, Currency::None, "Gb/s"};
        speed += 1e9;
        file.apply({"Set the speed", "bench", "", {setFact(file.facts(), key, fact)}});
    }
    state.SetLabel("target 5 ms on a local disk, of which bareCommit is the disk");
}
BENCHMARK(editThrough)->UseRealTime()->Unit(benchmark::kMillisecond);

void undoRedo(benchmark::State& state)
{
    ClientFile file = ClientFile::open(largeClient());
    file.apply(
        {"Add a note", "bench", "", {RecordChange<Note>{std::nullopt, Note{"n", "", "", "", ""}}}});
    for (auto _ : state) {
        file.undo();
        file.redo();
    }
    file.undo();
    state.SetLabel("target 10 ms, two edits");
}
BENCHMARK(undoRedo)->UseRealTime()->Unit(benchmark::kMillisecond);

} // namespace

} // namespace netready
