// SPDX-License-Identifier: Apache-2.0
#include "app/cli/client.h"
#include "app/cli/text_table.h"
#include "app/cli/verbs/verbs.h"
#include "core/base/error.h"
#include "core/base/text.h"

#include <algorithm>
#include <optional>

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
    std::optional<std::string> useCase;
    bool list = false;
};

void addOptions(CLI::App& verb, Options& options)
{
    addClientOptions(verb, options.client);
    addPositional(verb, "KIND/ID", options.subject, "The new subject");
    addPositional(verb, "VALUES", options.values, "Values to record at once, each ATTRIBUTE=VALUE");
    addOption(verb, "--title", "TEXT", options.title, "Its name for people");
    verb.add_option("--use-case",
                    options.useCase,
                    "What the workload is for: gives its class and what is typical")
        ->option_text("NAME");
    verb.add_flag("--list", options.list, "List the use cases instead");
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

std::pair<std::string, Value>
newValue(const Client& client, const SubjectKey& subject, const std::string& text)
{
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos) {
        throw Error(ErrorCode::InvalidInput,
                    inQuotes(text) + " is not ATTRIBUTE=VALUE, such as accelerators=8");
    }
    const std::string name(trimmed(std::string_view(text).substr(0, equals)));
    const Attribute& attribute = client.knowledge->attribute(subject.kind + "." + name);
    return {attribute.id,
            parseFactValue(client.facts(), attribute, std::string_view(text).substr(equals + 1))};
}

const UseCase& parseUseCase(const Client& client, const SubjectKey& subject, const std::string& id)
{
    if (subject.kind != "workload") {
        throw Error(ErrorCode::InvalidInput,
                    "--use-case: only a workload has a use case, and " + subject.text() +
                        " is none");
    }
    if (const UseCase* found = client.knowledge->findUseCase(id)) {
        return *found;
    }
    std::vector<std::string> ids;
    for (const UseCase& useCase : client.knowledge->useCases) {
        ids.push_back(useCase.id);
    }
    throw Error(ErrorCode::NotFound,
                "there is no use case " + inQuotes(id) + "; the use cases are: " + join(ids, ", "));
}

ExitCode listUseCases(const Client& client)
{
    TextTable table;
    for (const UseCase& useCase : client.knowledge->useCases) {
        table.add({useCase.id, useCase.workloadClass, useCase.title + ". " + useCase.help});
    }
    table.print();
    return ExitCode::Fine;
}

ExitCode run(const Options& options)
{
    Client client =
        openClient(options.client, options.list ? OpenMode::ReadOnly : OpenMode::ReadWrite);
    if (options.list) {
        return listUseCases(client);
    }
    if (options.subject.empty()) {
        throw CLI::RequiredError("KIND/ID");
    }
    const SubjectKey key = newSubject(client, options.subject);
    std::vector<std::string> texts = options.values;
    std::string title = options.title;
    if (options.useCase) {
        const UseCase& useCase = parseUseCase(client, key, *options.useCase);
        const std::vector<std::string> values = useCaseValues(useCase);
        texts.insert(texts.end(), values.begin(), values.end());
        title = title.empty() ? useCase.title : title;
    }
    NewValues values;
    for (const std::string& text : texts) {
        std::pair<std::string, Value> value = newValue(client, key, text);
        if (std::any_of(values.begin(), values.end(), [&](const auto& other) {
                return other.first == value.first;
            })) {
            throw Error(ErrorCode::InvalidInput,
                        FactKey{key, value.first}.text() + " is given twice");
        }
        values.push_back(std::move(value));
    }
    const Edit edit = addSubjectEdit({key, plainText(title, "--title")},
                                     values,
                                     parseOrigin(options.origin),
                                     signature(options.edit));
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
         "  netready add acme.netready workload/helpdesk --use-case chatbot\n"
         "  netready add acme.netready --list\n"
         "  netready add acme.netready fabric/backend role=accelerator --by Ada"},
        addOptions,
        run);
}

} // namespace netready
