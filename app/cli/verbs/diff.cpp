// SPDX-License-Identifier: Apache-2.0
#include "app/cli/client.h"
#include "app/cli/comparison.h"
#include "app/cli/console.h"
#include "app/client/host.h"
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
        printJson(comparisonJson(comparison));
        return ExitCode::Fine;
    }
    printComparison(comparison);
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
                              "Both states are assessed with the packs of the file.\n\n"
                              "Examples:\n"
                              "  netready diff acme.netready \"first workshop\"\n"
                              "  netready diff acme.netready 2026-11-25 2027-03-31 --json\n"
                              "  netready diff acme.netready copy-of-last-year.netready"},
                             addOptions,
                             run);
}

} // namespace netready
