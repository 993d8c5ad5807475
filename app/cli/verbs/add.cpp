// SPDX-License-Identifier: Apache-2.0
#include "app/cli/client.h"
#include "app/cli/verbs/verbs.h"
#include "core/base/error.h"
#include "core/base/text.h"

#include <algorithm>

namespace netready {

namespace {

struct Options
{
    ClientOptions client;
    EditOptions edit;
    std::string subject;
    std::vector<std::string> values;
    std::string title;
    std::string origin = "stated";
};

void addOptions(CLI::App& verb, Options& options)
{
    addClientOptions(verb, options.client);
    addPositional(verb, "KIND/ID", options.subject, "The new subject")->required();
    addPositional(verb, "VALUES", options.values, "Values to record at once, each ATTRIBUTE=VALUE");
    addOption(verb, "--title", "TEXT", options.title, "Its name for people");
    addOption(verb, "--origin", "ORIGIN", options.origin, "How well the values are known (stated)");
    addEditOptions(verb, options.edit);
}

SubjectKey newSubject(const Client& client, const std::string& text)
{
    SubjectKey key = SubjectKey::parse(text);
    if (client.facts().hasSubject(key)) {
        throw Error(ErrorCode::InvalidInput,
                    key.text() + " is there already in " + client.file.path().string());
    }
    const SubjectKind& kind = parseKind(*client.knowledge, key.kind);
    if (kind.singleton && key.id != kSingletonId) {
        throw Error(ErrorCode::InvalidInput,
                    "there is only one " + kind.id + ": " + kind.id + "/" +
                        std::string(kSingletonId));
    }
    return key;
}

Change
factChange(const Client& client, const SubjectKey& subject, const std::string& text, Fact fact)
{
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos) {
        throw Error(ErrorCode::InvalidInput,
                    inQuotes(text) + " is not ATTRIBUTE=VALUE, such as accelerators=8");
    }
    const std::string name(trimmed(std::string_view(text).substr(0, equals)));
    const Attribute& attribute = client.knowledge->attribute(subject.kind + "." + name);
    fact.value =
        parseFactValue(client.facts(), attribute, std::string_view(text).substr(equals + 1));
    return FactsChange{{subject, attribute.id}, {}, {std::move(fact)}};
}

ExitCode run(const Options& options)
{
    Client client = openClient(options.client, OpenMode::ReadWrite);
    const SubjectKey key = newSubject(client, options.subject);
    Edit edit = newEdit(options.edit, "add " + key.text());
    edit.changes.emplace_back(
        RecordChange<Subject>{{}, Subject{key, plainText(options.title, "--title")}});
    Fact fact;
    fact.origin = parseOrigin(options.origin);
    fact.author = edit.author;
    fact.time = edit.time;
    for (const std::string& text : options.values) {
        Change change = factChange(client, key, text, fact);
        const FactKey& added = std::get<FactsChange>(change).key;
        const bool twice =
            std::any_of(edit.changes.begin(), edit.changes.end(), [&](const Change& other) {
                const auto* facts = std::get_if<FactsChange>(&other);
                return facts != nullptr && facts->key == added;
            });
        if (twice) {
            throw Error(ErrorCode::InvalidInput, added.text() + " is given twice");
        }
        edit.changes.push_back(std::move(change));
    }
    applyAndTell(client, edit, options.edit);
    return ExitCode::Fine;
}

} // namespace

Verb addVerb()
{
    return makeVerb<Options>(
        {"add",
         "Facts",
         "Add a subject: a workload, a fabric, a storage system …",
         "Examples:\n"
         "  netready add acme.netready workload/chat --title \"Chat assistant\" \\\n"
         "      class=online-inference accelerators=8\n"
         "  netready add acme.netready fabric/backend role=accelerator --by Ada"},
        addOptions,
        run);
}

} // namespace netready
