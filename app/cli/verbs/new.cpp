// SPDX-License-Identifier: Apache-2.0
#include "app/cli/client.h"
#include "app/cli/console.h"
#include "app/client/host.h"
#include "app/cli/text_table.h"
#include "app/cli/verbs/verbs.h"
#include "core/base/error.h"
#include "core/base/text.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <system_error>

namespace netready {

namespace {

struct Options
{
    std::string file;
    std::string start;
    std::string title;
    bool list = false;
    PackOptions packs;
    EditOptions edit;
};

void addOptions(CLI::App& verb, Options& options)
{
    addPositional(verb, "FILE", options.file, "The client file to make");
    addOption(verb, "--template", "NAME", options.start, "Start with the facts of a template");
    addOption(verb, "--title", "TEXT", options.title, "Name of the client");
    verb.add_flag("--list", options.list, "List the templates instead");
    addPackOptions(verb, options.packs);
    addEditOptions(verb, options.edit);
}

void listTemplates(const Knowledge& knowledge, bool json)
{
    auto list = nlohmann::ordered_json::array();
    TextTable table;
    for (const Template& start : knowledge.templates) {
        list.push_back({{"id", start.id},
                        {"title", start.title},
                        {"description", start.description},
                        {"subjects", start.subjects.size()},
                        {"facts", start.facts.size()}});
        table.add({start.id, start.title + ". " + start.description});
    }
    if (json) {
        printJson(list);
    } else {
        table.print();
    }
}

const Template& parseTemplate(const Knowledge& knowledge, const std::string& id)
{
    if (const Template* start = knowledge.findTemplate(id)) {
        return *start;
    }
    std::vector<std::string> ids;
    for (const Template& start : knowledge.templates) {
        ids.push_back(start.id);
    }
    throw Error(ErrorCode::NotFound,
                "there is no template " + inQuotes(id) + "; the templates are: " + join(ids, ", "));
}

/// Removes the file again unless it was filled.
class Unfinished
{
public:
    explicit Unfinished(std::filesystem::path path)
        : m_path(std::move(path))
    {}
    Unfinished(const Unfinished&) = delete;
    Unfinished& operator=(const Unfinished&) = delete;
    ~Unfinished()
    {
        if (!m_done) {
            // The error that led here is the one to be told.
            std::error_code ignored;
            std::filesystem::remove(m_path, ignored);
        }
    }
    void done() { m_done = true; }

private:
    std::filesystem::path m_path;
    bool m_done = false;
};

ExitCode run(const Options& options)
{
    const std::shared_ptr<const Knowledge> knowledge = openKnowledge(options.packs);
    if (options.list) {
        listTemplates(*knowledge, options.edit.json);
        return ExitCode::Fine;
    }
    if (options.file.empty()) {
        throw CLI::RequiredError("FILE");
    }
    const Template* start =
        options.start.empty() ? nullptr : &parseTemplate(*knowledge, options.start);
    const Edit edit = newClientEdit(*knowledge, options.file, start, signature(options.edit));
    const std::string title =
        options.title.empty() ? std::filesystem::path(options.file).stem().string() : options.title;
    const ClientInfo info{plainText(title, "--title"), "netready " NETREADY_VERSION, timeNow()};
    Client client{knowledge, ClientFile::create(options.file, info)};
    Unfinished guard(options.file);
    applyAndTell(client, edit, options.edit);
    guard.done();
    return ExitCode::Fine;
}

} // namespace

Verb newVerb()
{
    return makeVerb<Options>({"new",
                              "Client files",
                              "Make a client file, empty or from a template",
                              "Examples:\n"
                              "  netready new --list\n"
                              "  netready new acme.netready --template brownfield-enterprise\n"
                              "  netready new acme.netready --title \"Acme Corp\""},
                             addOptions,
                             run);
}

} // namespace netready
