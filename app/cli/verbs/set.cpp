// SPDX-License-Identifier: Apache-2.0
#include "app/cli/client.h"
#include "app/cli/verbs/verbs.h"

#include <algorithm>

namespace netready {

namespace {

struct Options
{
    ClientOptions client;
    EditOptions edit;
    std::string key;
    std::string value;
    std::string origin = "stated";
    std::string note;
    std::string evidence;
};

void addOptions(CLI::App& verb, Options& options)
{
    addClientOptions(verb, options.client);
    addPositional(verb, "SUBJECT.ATTRIBUTE", options.key, "What the value is about")->required();
    addPositional(verb, "VALUE", options.value, "The value as you would say it")->required();
    addOption(verb, "--origin", "ORIGIN", options.origin, "How well it is known (stated)");
    addOption(verb, "--note", "TEXT", options.note, "What else was said");
    addOption(verb, "--evidence", "TEXT", options.evidence, "Document, page or attachment");
    addEditOptions(verb, options.edit);
}

ExitCode run(const Options& options)
{
    Client client = openClient(options.client, OpenMode::ReadWrite);
    const FactKey key = parseFactKey(client, options.key);
    const Attribute& attribute = client.knowledge->attribute(key.attribute);
    Fact fact;
    fact.value = parseFactValue(client.facts(), attribute, options.value);
    fact.origin = parseOrigin(options.origin);
    fact.note = plainText(options.note, "--note");
    fact.evidence = plainText(options.evidence, "--evidence");
    const Edit edit =
        setFactEdit(client.facts(), key, std::move(fact), signature(options.edit));
    applyAndTell(client, edit, options.edit);
    return ExitCode::Fine;
}

} // namespace

Verb setVerb()
{
    return makeVerb<Options>(
        {"set",
         "Facts",
         "Record a value",
         "Values: 400 Gb/s, 100..400 Gb/s, \">= 100 Gb/s\", yes, an-option, \"one or other\",\n"
         "\"[several, options]\", 2026-11-25, \"not known\", \"not applicable: why\".\n"
         "Origins, weakest first: assumed, stated, documented, observed, imported, measured. A "
         "value\n"
         "replaces the one of the same person and origin; others stay beside it.\n\n"
         "Examples:\n"
         "  netready set acme.netready site/main.rack_power \"17 kW\" --origin documented \\\n"
         "      --by Ada --evidence \"as-built plan, page 3\"\n"
         "  netready set acme.netready workload/chat.accelerators 8..16"},
        addOptions,
        run);
}

} // namespace netready
