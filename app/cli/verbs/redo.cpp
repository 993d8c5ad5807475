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
    stepAndTell(client, &ClientFile::redo, "redo", options.edit);
    return ExitCode::Fine;
}

} // namespace

Verb redoVerb()
{
    return makeVerb<Options>({"redo",
                              "Client files",
                              "Do the edit again that was taken back last",
                              "Example:\n"
                              "  netready redo acme.netready"},
                             addOptions,
                             run);
}

} // namespace netready
