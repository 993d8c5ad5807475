// SPDX-License-Identifier: Apache-2.0
#include "app/cli/client.h"
#include "app/client/host.h"
#include "app/cli/verbs/verbs.h"
#include "core/base/error.h"

#include <optional>

namespace netready {

namespace {

struct Options
{
    ClientOptions client;
    EditOptions edit;
    std::string rule;
    std::string subject;
    std::string reason;
    std::string expires;
    std::string evidence;
    std::string compensation;
};

void addOptions(CLI::App& verb, Options& options)
{
    addClientOptions(verb, options.client);
    addPositional(verb, "RULE", options.rule, "The rule that is accepted to fail")->required();
    addPositional(verb, "SUBJECT", options.subject, "For this subject")->required();
    addOption(verb, "--reason", "TEXT", options.reason, "Why it is accepted")->required();
    addOption(verb, "--expires", "DATE", options.expires, "Last day on which this holds")
        ->required();
    addOption(verb, "--compensation", "TEXT", options.compensation, "What is done instead");
    addOption(verb, "--evidence", "TEXT", options.evidence, "Where the decision is written down");
    addEditOptions(verb, options.edit);
}

ExitCode run(const Options& options)
{
    Client client = openClient(options.client, OpenMode::ReadWrite);
    const Rule& rule = parseRule(*client.knowledge, options.rule);
    const SubjectKey subject = parseSubject(client, options.subject);
    const std::string& kind = client.knowledge->schema.kinds()[rule.kind].kind.id;
    if (kind != subject.kind) {
        throw Error(ErrorCode::InvalidInput,
                    rule.id + " is a rule for a " + kind + ", not for " + subject.text());
    }
    const Signature by = signature(options.edit);
    Waiver waiver;
    waiver.rule = rule.id;
    waiver.subject = subject;
    waiver.reason = plainText(options.reason, "--reason");
    waiver.author = by.author;
    waiver.granted = today();
    waiver.expires = parseDay(options.expires);
    waiver.evidence = plainText(options.evidence, "--evidence");
    waiver.compensation = plainText(options.compensation, "--compensation");
    if (waiver.reason.empty()) {
        throw Error(ErrorCode::InvalidInput, "--reason: a waiver needs a reason");
    }
    if (waiver.expires < waiver.granted) {
        throw Error(ErrorCode::InvalidInput,
                    "--expires: " + dayText(waiver.expires) + " is in the past");
    }
    applyAndTell(client, waiveEdit(client.facts(), waiver, by), options.edit);
    return ExitCode::Fine;
}

} // namespace

Verb waiveVerb()
{
    return makeVerb<Options>(
        {"waive",
         "Results",
         "Accept for a time that a rule fails; no score changes",
         "Example:\n"
         "  netready waive acme.netready fabric-mtu-mismatch fabric/backend \\\n"
         "      --reason \"migration in March\" --expires 2027-03-31 --by Ada"},
        addOptions,
        run);
}

} // namespace netready
