// SPDX-License-Identifier: Apache-2.0
#include "app/cli/client.h"
#include "app/cli/verbs/verbs.h"
#include "core/base/error.h"

#include <algorithm>
#include <optional>

namespace netready {

namespace {

struct Options
{
    ClientOptions client;
    EditOptions edit;
    std::string key;
    std::string author;
    std::string origin;
    std::string reason;
};

void addOptions(CLI::App& verb, Options& options)
{
    addClientOptions(verb, options.client);
    addPositional(verb, "SUBJECT.ATTRIBUTE", options.key, "What the value is about")->required();
    addOption(verb, "--by", "NAME", options.author, "Only what this person said");
    addOption(verb, "--origin", "ORIGIN", options.origin, "Only values of this origin");
    addOption(verb, "--reason", "TEXT", options.reason, "Keep the value, marked as withdrawn");
    addTellingOptions(verb, options.edit);
}

ExitCode run(const Options& options)
{
    Client client = openClient(options.client, OpenMode::ReadWrite);
    const FactKey key = parseFactKey(client, options.key);
    const std::optional<Origin> origin =
        options.origin.empty() ? std::nullopt : std::optional(parseOrigin(options.origin));
    const bool withdraws = !plainText(options.reason, "--reason").empty();
    const auto isMeant = [&](const Fact& fact) {
        return (options.author.empty() || fact.author == options.author) &&
               (!origin || fact.origin == *origin) && (!withdraws || fact.withdrawn.empty());
    };
    FactsChange change{key, client.facts().facts(key), client.facts().facts(key)};
    if (std::none_of(change.before.begin(), change.before.end(), isMeant)) {
        throw Error(ErrorCode::NotFound,
                    change.before.empty() ? "nothing is recorded for " + key.text()
                                          : "no such value is recorded for " + key.text());
    }
    if (withdraws) {
        for (Fact& fact : change.after) {
            fact.withdrawn = isMeant(fact) ? options.reason : fact.withdrawn;
        }
    } else {
        std::erase_if(change.after, isMeant);
    }
    const Edit edit = changeFactsEdit(
        (withdraws ? "withdraw " : "unset ") + key.text(), std::move(change), signature(options.edit));
    applyAndTell(client, edit, options.edit);
    return ExitCode::Fine;
}

} // namespace

Verb unsetVerb()
{
    return makeVerb<Options>(
        {"unset",
         "Facts",
         "Delete or withdraw what is recorded",
         "Examples:\n"
         "  netready unset acme.netready site/main.rack_power\n"
         "  netready unset acme.netready site/main.rack_power --by Ada --reason \"old plan\""},
        addOptions,
        run);
}

} // namespace netready
