// SPDX-License-Identifier: Apache-2.0
#include "app/cli/client.h"
#include "app/cli/verbs/verbs.h"
#include "core/base/error.h"

namespace netready {

namespace {

struct Options
{
    ClientOptions client;
    EditOptions edit;
    std::string subject;
};

void addOptions(CLI::App& verb, Options& options)
{
    addClientOptions(verb, options.client);
    addPositional(verb, "KIND/ID", options.subject, "The subject to remove")->required();
    addEditOptions(verb, options.edit);
}

ExitCode run(const Options& options)
{
    Client client = openClient(options.client, OpenMode::ReadWrite);
    const SubjectKey key = parseSubject(client, options.subject);
    if (client.knowledge->findKind(key.kind)->singleton) {
        throw Error(ErrorCode::InvalidInput, key.text() + " is always there; it cannot be removed");
    }
    const Edit edit =
        removeSubjectEdit(client.facts(), *client.knowledge, key, signature(options.edit));
    applyAndTell(client, edit, options.edit);
    return ExitCode::Fine;
}

} // namespace

Verb removeVerb()
{
    return makeVerb<Options>({"remove",
                              "Facts",
                              "Remove a subject with all that is recorded about it",
                              "Example:\n"
                              "  netready remove acme.netready workload/chat"},
                             addOptions,
                             run);
}

} // namespace netready
