// SPDX-License-Identifier: Apache-2.0
#include "app/cli/client.h"
#include "app/client/packs.h"
#include "app/cli/console.h"
#include "app/client/host.h"
#include "app/cli/text_table.h"
#include "app/cli/verbs/verbs.h"
#include "core/base/error.h"
#include "core/base/text.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace netready {

namespace {

struct Options
{
    ClientOptions client;
    std::string name;
    bool list = false;
    bool json = false;
};

void addOptions(CLI::App& verb, Options& options)
{
    addClientOptions(verb, options.client);
    addPositional(verb, "NAME", options.name, "Name of the milestone (the day of today)");
    verb.add_flag("--list", options.list, "List the snapshots instead");
    addJsonOption(verb, options.json);
}

void listSnapshots(const ClientFile& file, bool json)
{
    auto list = nlohmann::ordered_json::array();
    TextTable table;
    for (const Snapshot& snapshot : file.snapshots()) {
        nlohmann::ordered_json entry{{"name", snapshot.name}, {"time", snapshot.time}};
        std::vector<std::string> packs;
        entry["packs"] = nlohmann::ordered_json::array();
        for (const PackVersion& pack : snapshot.packs) {
            entry["packs"].push_back(
                {{"id", pack.id}, {"version", pack.version}, {"digest", pack.digest}});
            packs.push_back(pack.id + " " + pack.version);
        }
        list.push_back(std::move(entry));
        table.add({snapshot.name, snapshot.time, join(packs, ", ")});
    }
    if (json) {
        printJson(list);
    } else {
        table.print();
    }
}

ExitCode run(const Options& options)
{
    if (options.list) {
        listSnapshots(ClientFile::open(options.client.file, OpenMode::ReadOnly), options.json);
        return ExitCode::Fine;
    }
    Client client = openClient(options.client, OpenMode::ReadWrite);
    const std::string time = timeNow();
    const std::string name = options.name.empty() ? dayText(today()) : options.name;
    const std::vector<Snapshot> taken = client.file.snapshots();
    if (std::any_of(taken.begin(), taken.end(), [&](const Snapshot& snapshot) {
            return snapshot.name == name;
        })) {
        throw Error(ErrorCode::InvalidInput,
                    "there is a snapshot " + inQuotes(name) + " already; choose another name");
    }
    client.file.snapshot(plainText(name, "NAME"), time, packVersions(*client.knowledge));
    if (options.json) {
        printJson({{"name", name}, {"time", time}, {"facts", client.facts().factCount()}});
    } else {
        printLine("snapshot " + name + " of " + std::to_string(client.facts().factCount()) +
                  " facts");
    }
    return ExitCode::Fine;
}

} // namespace

Verb snapshotVerb()
{
    return makeVerb<Options>({"snapshot",
                              "Client files",
                              "Freeze all facts under a name",
                              "Examples:\n"
                              "  netready snapshot acme.netready \"first workshop\"\n"
                              "  netready snapshot acme.netready --list"},
                             addOptions,
                             run);
}

} // namespace netready
