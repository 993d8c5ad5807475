// SPDX-License-Identifier: Apache-2.0
#include "app/cli/client.h"
#include "app/client/packs.h"
#include "app/cli/comparison.h"
#include "app/cli/console.h"
#include "app/client/host.h"
#include "app/cli/verbs/verbs.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace netready {

namespace {

struct Options
{
    ClientOptions client;
    bool accept = false;
    bool json = false;
};

void addOptions(CLI::App& verb, Options& options)
{
    addClientOptions(verb, options.client);
    verb.add_flag("--accept", options.accept, "Go by the packs of the program from now on");
    addJsonOption(verb, options.json);
}

/// `netready-foundation-rules 2026.1.0 → 2026.2.0`, for each pack that differs.
std::vector<std::string> changedPacks(const ClientFile& file, const Knowledge& current)
{
    std::vector<std::string> lines;
    for (const Pack& pack : current.packs) {
        const auto own =
            std::find_if(file.packs().begin(), file.packs().end(), [&](const PackVersion& version) {
                return version.id == pack.id;
            });
        if (own == file.packs().end()) {
            lines.push_back(pack.id + " " + pack.version + " is new");
        } else if (own->digest != pack.digest) {
            lines.push_back(pack.id + " " + own->version + " → " + pack.version);
        }
    }
    for (const PackVersion& own : file.packs()) {
        if (std::none_of(current.packs.begin(), current.packs.end(), [&](const Pack& pack) {
                return pack.id == own.id;
            })) {
            lines.push_back(own.id + " " + own.version + " is no longer there");
        }
    }
    return lines;
}

/// Facts that the packs do not know.
std::vector<std::string> unknownFacts(const FactBase& facts, const Knowledge& knowledge)
{
    std::vector<std::string> unknown;
    for (const FactKey& key : facts.keys()) {
        if (knowledge.findAttribute(key.attribute) == nullptr) {
            unknown.push_back(key.text());
        }
    }
    return unknown;
}

ExitCode run(const Options& options)
{
    ClientFile file = ClientFile::open(options.client.file,
                                       options.accept ? OpenMode::ReadWrite : OpenMode::ReadOnly);
    const std::shared_ptr<const Knowledge> current = openKnowledge(options.client.packs);
    const std::shared_ptr<const Knowledge> own = openKnowledgeOf(file, current);
    AssessOptions day;
    day.today = today();
    const Assessment before = assess(own, file.facts(), day);
    const Assessment after = assess(current, file.facts(), day);
    const Comparison comparison = compare({file.facts(), before}, {file.facts(), after});
    const std::vector<std::string> packs = changedPacks(file, *current);
    const std::vector<std::string> lost = unknownFacts(file.facts(), *current);
    if (options.accept) {
        keepPacks(file, *current);
    }
    if (options.json) {
        nlohmann::ordered_json json = comparisonJson(comparison);
        json["packs"] = packs;
        json["facts_without_attribute"] = lost;
        json["accepted"] = options.accept;
        printJson(json);
        return ExitCode::Fine;
    }
    if (packs.empty()) {
        printLine("the packs of the program are those of the file");
        return ExitCode::Fine;
    }
    for (const std::string& pack : packs) {
        printLine(pack);
    }
    printComparison(comparison);
    if (comparison.empty()) {
        printLine("no score and no finding changes");
    }
    for (const std::string& fact : lost) {
        printLine("! " + fact + " is kept and no longer read: the packs do not know the attribute");
    }
    printLine(options.accept ? "accepted: the file goes by these packs from now on"
                             : "nothing is changed yet; --accept takes them over");
    return ExitCode::Fine;
}

} // namespace

Verb upgradeVerb()
{
    return makeVerb<Options>(
        {"upgrade",
         "Client files",
         "Show what newer packs would change, and take them over",
         "A client file keeps the packs that it is assessed with. When those of the program have\n"
         "changed, it goes by its own until the new ones are accepted. Shows each score and "
         "finding\n"
         "that would change, for the same facts.\n\n"
         "Examples:\n"
         "  netready upgrade acme.netready\n"
         "  netready upgrade acme.netready --accept"},
        addOptions,
        run);
}

} // namespace netready
