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
    const Signature by = signature(options.edit);
    const Edit edit = options.removed.empty()
                          ? addNoteEdit(client.facts(),
                                        checkedAbout(client, about),
                                        plainText(text, "TEXT"),
                                        by)
                          : removeNoteEdit(client.facts(), options.removed, by);
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
