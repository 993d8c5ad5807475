// SPDX-License-Identifier: Apache-2.0
#include "app/cli/client.h"
#include "app/cli/comparison.h"
#include "app/cli/console.h"
#include "app/cli/host.h"
#include "app/cli/verbs/verbs.h"
#include "core/base/error.h"
#include "core/base/text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace netready {

namespace {

struct Options
{
    ClientOptions client;
    std::string before;
    std::string after;
    bool json = false;
};

void addOptions(CLI::App& verb, Options& options)
{
    addClientOptions(verb, options.client);
    addPositional(verb, "A", options.before, "The state before: a snapshot or another file")
        ->required();
    addPositional(verb, "B", options.after, "The state after; else FILE as it is now");
    addJsonOption(verb, options.json);
}

FactBase stateOf(const ClientFile& file, const std::string& name)
{
    if (name.empty()) {
        return file.facts();
    }
    std::vector<std::string> names;
    for (const Snapshot& snapshot : file.snapshots()) {
        names.push_back(snapshot.name);
    }
    if (std::find(names.begin(), names.end(), name) != names.end()) {
        return file.snapshotFacts(name);
    }
    std::error_code ignored;
    if (std::filesystem::exists(name, ignored)) {
        return ClientFile::open(name, OpenMode::ReadOnly).facts();
    }
    throw Error(ErrorCode::NotFound,
                inQuotes(name) + " is neither a snapshot in " + file.path().string() +
                    " nor a file" +
                    (names.empty() ? "; the file has no snapshots"
                                   : "; the snapshots are: " + join(names, ", ")));
}

nlohmann::ordered_json differencesJson(const std::vector<Difference>& differences)
{
    const auto textOrNull = [](const std::string& text) {
        return text.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(text);
    };
    auto list = nlohmann::ordered_json::array();
    for (const Difference& difference : differences) {
        list.push_back({{"name", difference.name},
                        {"before", textOrNull(difference.before)},
                        {"after", textOrNull(difference.after)}});
    }
    return list;
}

void printDifferences(std::string_view heading, const std::vector<Difference>& differences)
{
    if (differences.empty()) {
        return;
    }
    printLine(inked(Ink::Bold, heading));
    for (const Difference& difference : differences) {
        const bool came = difference.before.empty();
        const bool went = difference.after.empty();
        std::string text = difference.name + ": ";
        text += came ? difference.after : difference.before;
        text += came || went ? "" : " → " + difference.after;
        printLine("  " + std::string(came ? "+ " : (went ? "- " : "~ ")) + wrapped(text, 6));
    }
}

ExitCode run(const Options& options)
{
    const Client client = openClient(options.client, OpenMode::ReadOnly);
    const FactBase before = stateOf(client.file, options.before);
    const FactBase after = stateOf(client.file, options.after);
    AssessOptions day;
    day.today = today();
    const Assessment assessedBefore = assess(client.knowledge, before, day);
    const Assessment assessedAfter = assess(client.knowledge, after, day);
    const Comparison comparison = compare({before, assessedBefore}, {after, assessedAfter});
    if (options.json) {
        printJson({{"subjects", differencesJson(comparison.subjects)},
                   {"facts", differencesJson(comparison.facts)},
                   {"waivers", differencesJson(comparison.waivers)},
                   {"scores", differencesJson(comparison.scores)},
                   {"findings", differencesJson(comparison.findings)}});
        return ExitCode::Fine;
    }
    printDifferences("Scores", comparison.scores);
    printDifferences("Findings", comparison.findings);
    printDifferences("Subjects", comparison.subjects);
    printDifferences("Facts", comparison.facts);
    printDifferences("Waivers", comparison.waivers);
    if (comparison.empty()) {
        printLine("no difference");
    }
    return ExitCode::Fine;
}

} // namespace

Verb diffVerb()
{
    return makeVerb<Options>({"diff",
                              "Results",
                              "Compare two states: facts, findings and scores",
                              "Both states are assessed with the packs of today.\n\n"
                              "Examples:\n"
                              "  netready diff acme.netready \"first workshop\"\n"
                              "  netready diff acme.netready 2026-11-25 2027-03-31 --json\n"
                              "  netready diff acme.netready copy-of-last-year.netready"},
                             addOptions,
                             run);
}

} // namespace netready
