// SPDX-License-Identifier: Apache-2.0
#include "app/cli/client.h"
#include "app/cli/verbs/verbs.h"

namespace netready {

namespace {

struct Options
{
    ClientOptions client;
    EditOptions edit;
};

void addOptions(CLI::App& verb, Options& options)
{
    addClientOptions(verb, options.client);
    addTellingOptions(verb, options.edit);
}

ExitCode run(const Options& options)
{
    Client client = openClient(options.client, OpenMode::ReadWrite);
    stepAndTell(client, &ClientFile::undo, "undo", options.edit);
    return ExitCode::Fine;
}

} // namespace

Verb undoVerb()
{
    return makeVerb<Options>({"undo",
                              "Client files",
                              "Take the last edit back, also one of another day",
                              "Example:\n"
                              "  netready undo acme.netready"},
                             addOptions,
                             run);
}

} // namespace netready
