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
    std::string rule;
    std::string subject;
};

void addOptions(CLI::App& verb, Options& options)
{
    addClientOptions(verb, options.client);
    addPositional(verb, "RULE", options.rule, "The rule that was waived")->required();
    addPositional(verb, "SUBJECT", options.subject, "For this subject")->required();
    addEditOptions(verb, options.edit);
}

ExitCode run(const Options& options)
{
    Client client = openClient(options.client, OpenMode::ReadWrite);
    const SubjectKey subject = SubjectKey::parse(options.subject);
    // A waiver can be taken back also when the packs no longer have its rule.
    const Edit edit =
        unwaiveEdit(client.facts(), options.rule, subject, signature(options.edit));
    applyAndTell(client, edit, options.edit);
    return ExitCode::Fine;
}

} // namespace

Verb unwaiveVerb()
{
    return makeVerb<Options>(
        {"unwaive",
         "Results",
         "Take a waiver back",
         "Example:\n"
         "  netready unwaive acme.netready fabric-mtu-mismatch fabric/backend"},
        addOptions,
        run);
}

} // namespace netready
