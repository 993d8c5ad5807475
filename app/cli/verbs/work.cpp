// SPDX-License-Identifier: Apache-2.0
#include "app/cli/client.h"
#include "app/cli/console.h"
#include "app/cli/text_table.h"
#include "app/cli/verbs/verbs.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/plan/phases.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>

namespace netready {

namespace {

struct Options
{
    ClientOptions client;
    EditOptions edit;
    std::string about;
    std::optional<std::string> status;
    std::optional<std::string> owner;
    std::optional<std::string> due;
    std::optional<std::string> phase;
    std::optional<std::string> cost;
    std::optional<std::string> effort;
    std::optional<std::string> note;
    bool remove = false;
};

void addOptional(CLI::App& verb,
                 const std::string& name,
                 const std::string& valueName,
                 std::optional<std::string>& value,
                 const std::string& help)
{
    verb.add_option(name, value, help)->type_name(valueName)->take_last();
}

void addOptions(CLI::App& verb, Options& options)
{
    addClientOptions(verb, options.client);
    addPositional(verb, "ITEM", options.about, "action/ID@SUBJECT or finding/RULE@SUBJECT");
    addOptional(
        verb, "--status", "STATUS", options.status, "open, in-progress, done, blocked, dropped");
    addOptional(verb, "--owner", "NAME", options.owner, "Who does it");
    addOptional(verb, "--due", "DATE", options.due, "Day by which it is to be done");
    addOptional(verb, "--phase", "ID", options.phase, "Phase it is pinned to");
    addOptional(verb, "--cost", "MONEY", options.cost, "Instead of the estimate: 20000..30000 USD");
    addOptional(verb, "--effort", "TIME", options.effort, "Instead of the estimate: 5..10 d");
    addOptional(verb, "--note", "TEXT", options.note, "What else there is to say");
    verb.add_flag("--remove", options.remove, "Forget what was decided");
    addEditOptions(verb, options.edit);
}

/// Refuses what is no action, finding or subject of this client.
WorkKey parseAbout(const Client& client, const std::string& text)
{
    WorkKey about = WorkKey::parse(text);
    about.subject = parseSubject(client, about.subject.text());
    std::uint32_t kind = 0;
    if (about.kind == WorkKind::Finding) {
        kind = parseRule(*client.knowledge, about.id).kind;
    } else {
        const Action* action = client.knowledge->findAction(about.id);
        if (action == nullptr) {
            std::vector<std::string> ids;
            for (const Action& known : client.knowledge->actions) {
                ids.push_back(known.id);
            }
            const std::string near = nearest(about.id, ids);
            throw Error(ErrorCode::NotFound,
                        "there is no action " + inQuotes(about.id) +
                            (near.empty() ? "" : "; did you mean " + near + "?"));
        }
        kind = action->kind;
    }
    const std::string& id = client.knowledge->schema.kinds()[kind].kind.id;
    if (id != about.subject.kind) {
        throw Error(ErrorCode::InvalidInput,
                    about.id + " is for a " + id + ", not for " + about.subject.text());
    }
    return about;
}

std::string parsePhase(const Client& client, const std::string& id)
{
    std::vector<std::string> ids;
    for (const PlannedPhase& phase : phasesOf(client.facts(), *client.knowledge)) {
        ids.push_back(phase.id);
    }
    if (!id.empty() && std::find(ids.begin(), ids.end(), id) == ids.end()) {
        throw Error(ErrorCode::NotFound,
                    "--phase: there is no phase " + inQuotes(id) + "; the phases are " +
                        join(ids, ", "));
    }
    return id;
}

std::optional<Measure> parseAmount(const std::string& text, Dimension dimension, const char* unit)
{
    return text.empty() ? std::nullopt : std::optional(parseMeasure(text, dimension, unit));
}

/// An empty text takes back what was said.
WorkItem changed(const Client& client, WorkItem item, const Options& options)
{
    if (options.status) {
        const std::optional<WorkStatus> status = workStatusFromText(*options.status);
        if (!status) {
            throw Error(ErrorCode::InvalidInput,
                        "--status: " + inQuotes(*options.status) +
                            " is not open, in-progress, done, blocked or dropped");
        }
        item.status = *status;
    }
    if (options.owner) {
        item.owner = plainText(*options.owner, "--owner");
    }
    if (options.due) {
        item.due = options.due->empty() ? std::nullopt : std::optional(parseDay(*options.due));
    }
    if (options.phase) {
        item.phase = parsePhase(client, *options.phase);
    }
    if (options.cost) {
        item.cost = parseAmount(*options.cost, kMoney, "USD");
    }
    if (options.effort) {
        item.effort = parseAmount(*options.effort, kTime, "d");
    }
    if (options.note) {
        item.note = plainText(*options.note, "--note");
    }
    return item;
}

nlohmann::ordered_json itemJson(const WorkItem& item)
{
    const auto amount = [](const std::optional<Measure>& measure) {
        return measure ? nlohmann::ordered_json(toString(*measure)) : nlohmann::ordered_json();
    };
    return {
        {"about", item.about.text()},
        {"status", toString(item.status)},
        {"owner", item.owner},
        {"due", item.due ? nlohmann::ordered_json(dayText(*item.due)) : nlohmann::ordered_json()},
        {"phase", item.phase},
        {"cost", amount(item.cost)},
        {"effort", amount(item.effort)},
        {"note", item.note}};
}

ExitCode list(const Options& options)
{
    const Client client = openClient(options.client, OpenMode::ReadOnly);
    if (options.edit.json) {
        auto items = nlohmann::ordered_json::array();
        for (const auto& [about, item] : client.facts().workItems()) {
            items.push_back(itemJson(item));
        }
        printJson({{"items", std::move(items)}});
        return ExitCode::Fine;
    }
    TextTable table;
    for (const auto& [about, item] : client.facts().workItems()) {
        std::vector<std::string> parts;
        const auto add = [&](const std::string& word, const std::string& text) {
            if (!text.empty()) {
                parts.push_back(word + text);
            }
        };
        add("", item.owner);
        add("due ", item.due ? dayText(*item.due) : "");
        add("in phase ", item.phase);
        add("cost ", item.cost ? toString(*item.cost) : "");
        add("effort ", item.effort ? toString(*item.effort) : "");
        add("", item.note);
        table.add({about.text(), std::string(toString(item.status)), join(parts, ", ")});
    }
    if (table.empty()) {
        printLine("No work items yet.");
    }
    table.print();
    return ExitCode::Fine;
}

ExitCode run(const Options& options)
{
    const bool changes = options.status || options.owner || options.due || options.phase ||
                         options.cost || options.effort || options.note || options.remove;
    if (options.about.empty()) {
        if (changes) {
            throw Error(ErrorCode::InvalidInput, "ITEM is missing: what is decided about what?");
        }
        return list(options);
    }
    Client client = openClient(options.client, OpenMode::ReadWrite);
    const Signature by = signature(options.edit);
    if (options.remove) {
        applyAndTell(client,
                     removeWorkEdit(client.facts(), WorkKey::parse(options.about), by),
                     options.edit);
        return ExitCode::Fine;
    }
    WorkItem item;
    item.about = parseAbout(client, options.about);
    const auto standing = client.facts().workItems().find(item.about);
    if (standing != client.facts().workItems().end()) {
        item = standing->second;
    }
    applyAndTell(
        client, workEdit(client.facts(), changed(client, item, options), by), options.edit);
    return ExitCode::Fine;
}

} // namespace

Verb workVerb()
{
    return makeVerb<Options>(
        {"work",
         "Results",
         "Say who does an action or clears a finding, when, and how far it is",
         "Without ITEM, lists what was decided. An empty value takes back what was said. A pin, a\n"
         "cost, an effort, and done or dropped count in netready plan.\n\n"
         "Examples:\n"
         "  netready work acme.netready action/widen-leaf-uplinks@fabric/main \\\n"
         "      --owner Ben --due 2027-03-31 --phase next-year --cost \"40000..60000 USD\"\n"
         "  netready work acme.netready action/widen-leaf-uplinks@fabric/main --status done\n"
         "  netready work acme.netready"},
        addOptions,
        run);
}

} // namespace netready
