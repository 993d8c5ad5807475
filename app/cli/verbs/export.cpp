// SPDX-License-Identifier: Apache-2.0
#include "app/cli/console.h"
#include "app/cli/options.h"
#include "app/cli/verbs/verbs.h"
#include "core/store/client_file.h"

namespace netready {

namespace {

struct Options
{
    std::string file;
    bool json = true; ///< accepted for uniformity: the export is JSON in any case
};

void addOptions(CLI::App& verb, Options& options)
{
    addPositional(verb, "FILE", options.file, "The client file")->required();
    addJsonOption(verb, options.json);
}

ExitCode run(const Options& options)
{
    printData(ClientFile::open(options.file, OpenMode::ReadOnly).exportText());
    return ExitCode::Fine;
}

} // namespace

Verb exportVerb()
{
    return makeVerb<Options>({"export",
                              "Client files",
                              "Print everything in the file as JSON",
                              "Example:\n"
                              "  netready export acme.netready > acme.json"},
                             addOptions,
                             run);
}

} // namespace netready
