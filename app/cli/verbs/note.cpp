// SPDX-License-Identifier: Apache-2.0
#include "app/cli/client.h"
#include "app/cli/verbs/verbs.h"
#include "core/base/error.h"
#include "core/base/text.h"

namespace netready {

namespace {

struct Options
{
    ClientOptions client;
    EditOptions edit;
    std::string about;
    std::string text;
    std::string removed;
};

void addOptions(CLI::App& verb, Options& options)
{
    addClientOptions(verb, options.client);
    addPositional(verb, "ABOUT", options.about, "A subject or SUBJECT.ATTRIBUTE; else the client");
    addPositional(verb, "TEXT", options.text, "What is to be kept in mind");
    addOption(verb, "--remove", "ID", options.removed, "Remove a note that show lists");
    addEditOptions(verb, options.edit);
}

std::string freeId(const FactBase& facts)
{
    std::size_t number = facts.notes().size() + 1;
    while (facts.notes().contains("note-" + std::to_string(number))) {
        ++number;
    }
    return "note-" + std::to_string(number);
}

std::string checkedAbout(const Client& client, const std::string& about)
{
    if (about.empty()) {
        return about;
    }
    return about.find('.') == std::string::npos ? parseSubject(client, about).text()
                                                : parseFactKey(client, about).text();
}

ExitCode run(const Options& options)
{
    // One argument alone is the text.
    const std::string about = options.text.empty() ? "" : options.about;
    const std::string text = options.text.empty() ? options.about : options.text;
    if (text.empty() == options.removed.empty()) {
        throw CLI::RequiredError("TEXT or --remove");
    }
    Client client = openClient(options.client, OpenMode::ReadWrite);
    Edit edit = newEdit(options.edit, "");
    if (options.removed.empty()) {
        const Note note{freeId(client.facts()),
                        checkedAbout(client, about),
                        plainText(text, "TEXT"),
                        edit.author,
                        edit.time};
        edit.title = "add " + note.id + (note.about.empty() ? "" : " about " + note.about);
        edit.changes.emplace_back(RecordChange<Note>{{}, note});
    } else {
        const auto found = client.facts().notes().find(options.removed);
        if (found == client.facts().notes().end()) {
            throw Error(ErrorCode::NotFound, "there is no note " + inQuotes(options.removed));
        }
        edit.title = "remove " + options.removed;
        edit.changes.emplace_back(RecordChange<Note>{found->second, {}});
    }
    applyAndTell(client, edit, options.edit);
    return ExitCode::Fine;
}

} // namespace

Verb noteVerb()
{
    return makeVerb<Options>({"note",
                              "Facts",
                              "Keep a note about the client, a subject or an attribute",
                              "Examples:\n"
                              "  netready note acme.netready \"Second workshop on Thursday\"\n"
                              "  netready note acme.netready site/main \"Lease ends in 2028\"\n"
                              "  netready note acme.netready --remove note-1"},
                             addOptions,
                             run);
}

} // namespace netready
