// SPDX-License-Identifier: Apache-2.0
#include "app/cli/client.h"
#include "app/cli/console.h"
#include "app/cli/text_table.h"
#include "app/cli/verbs/verbs.h"

#include <nlohmann/json.hpp>

namespace netready {

namespace {

struct Options
{
    std::string file;
    bool json = false;
};

void addOptions(CLI::App& verb, Options& options)
{
    addPositional(verb, "FILE", options.file, "The client file")->required();
    addJsonOption(verb, options.json);
}

ExitCode run(const Options& options)
{
    const ClientFile file = ClientFile::open(options.file, OpenMode::ReadOnly);
    auto list = nlohmann::ordered_json::array();
    TextTable table;
    for (const HistoryEntry& entry : file.history()) {
        list.push_back({{"number", entry.sequence},
                        {"time", entry.time},
                        {"author", entry.author},
                        {"title", entry.title},
                        {"done", entry.done}});
        table.add({std::to_string(entry.sequence),
                   entry.time,
                   entry.author,
                   entry.title + (entry.done ? "" : " (undone)")});
    }
    if (options.json) {
        printJson(list);
    } else {
        table.print();
    }
    return ExitCode::Fine;
}

} // namespace

Verb historyVerb()
{
    return makeVerb<Options>({"history",
                              "Client files",
                              "List all edits, oldest first",
                              "Example:\n"
                              "  netready history acme.netready"},
                             addOptions,
                             run);
}

} // namespace netready
