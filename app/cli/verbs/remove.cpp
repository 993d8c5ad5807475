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

/// A reference to what is gone would mean nothing.
void refuseIfReferred(const Client& client, const SubjectKey& key)
{
    for (const FactKey& other : client.facts().keys()) {
        const Attribute* attribute = client.knowledge->findAttribute(other.attribute);
        if (attribute == nullptr || attribute->targetKind != key.kind || other.subject == key) {
            continue;
        }
        for (const Fact& fact : client.facts().facts(other)) {
            const auto* reference = std::get_if<Reference>(&fact.value);
            if (reference != nullptr && reference->id == key.id) {
                throw Error(ErrorCode::InvalidInput,
                            other.text() + " refers to " + key.text() +
                                "; change or unset it first");
            }
        }
    }
}

ExitCode run(const Options& options)
{
    Client client = openClient(options.client, OpenMode::ReadWrite);
    const SubjectKey key = parseSubject(client, options.subject);
    if (client.knowledge->findKind(key.kind)->singleton) {
        throw Error(ErrorCode::InvalidInput, key.text() + " is always there; it cannot be removed");
    }
    refuseIfReferred(client, key);
    Edit edit = newEdit(options.edit, "remove " + key.text());
    edit.changes = removeSubject(client.facts(), key);
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
