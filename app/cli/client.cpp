// SPDX-License-Identifier: Apache-2.0
#include "app/cli/client.h"

#include "app/cli/console.h"
#include "app/client/holder.h"
#include "app/client/host.h"
#include "app/client/packs.h"
#include "core/base/error.h"
#include "core/base/text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

namespace netready {

namespace {

/// `; did you mean "x"?` or nothing.
std::string suggestion(std::string_view text, const std::vector<std::string>& candidates)
{
    const std::string near = nearest(text, candidates);
    return near.empty() ? "" : "; did you mean " + inQuotes(near) + "?";
}

/// In the form of assess --json: points from 0 to 100 with two digits.
nlohmann::ordered_json standingJson(const Standing& standing)
{
    const auto points = [](double score) { return std::round(score * 1e4) / 100; };
    return {{"low", points(standing.score.low)},
            {"high", points(standing.score.high)},
            {"verdict", toString(standing.verdict.verdict)},
            {"settled", standing.verdict.settled}};
}

} // namespace

LiveAssessment Client::live(std::int32_t day) const
{
    AssessOptions options;
    options.today = day;
    return {knowledge, file.facts(), options};
}

std::shared_ptr<const Knowledge> openKnowledge(const PackOptions& options)
{
    PacksInUse packs = loadPacks(options.folders);
    for (const std::string& text : packs.notes) {
        note("warning: " + text);
    }
    return std::move(packs.knowledge);
}

std::shared_ptr<const Knowledge> openKnowledgeOf(const ClientFile& file,
                                                 const std::shared_ptr<const Knowledge>& current)
{
    PacksInUse packs = knowledgeOf(file, current);
    for (const std::string& text : packs.notes) {
        note(text);
    }
    return std::move(packs.knowledge);
}

Client openClient(const ClientOptions& options, OpenMode mode)
{
    // The file first: what is wrong with it is what its owner wants to hear.
    ClientFile file = openClientFile(options.file, mode);
    if (file.backup()) {
        note("\"" + options.file + "\" came from an older version; a copy of it is \"" +
             file.backup()->string() + "\"");
    }
    const std::shared_ptr<const Knowledge> current = openKnowledge(options.packs);
    std::shared_ptr<const Knowledge> own = openKnowledgeOf(file, current);
    if (own != current && isOutdated(file, *current)) {
        note("the packs of the program have changed, and this file still goes by its own: netready "
             "upgrade " +
             options.file + " shows what would change");
    }
    return {std::move(own), std::move(file)};
}

const SubjectKind& parseKind(const Knowledge& knowledge, std::string_view id)
{
    if (const SubjectKind* kind = knowledge.findKind(id)) {
        return *kind;
    }
    std::vector<std::string> kinds;
    for (const SubjectKind& kind : knowledge.kinds) {
        kinds.push_back(kind.id);
    }
    throw Error(ErrorCode::NotFound,
                "there is no kind " + inQuotes(id) + "; the kinds are " + join(kinds, ", "));
}

SubjectKey parseSubject(const Client& client, std::string_view text)
{
    SubjectKey key = SubjectKey::parse(text);
    static_cast<void>(parseKind(*client.knowledge, key.kind));
    if (!client.facts().hasSubject(key)) {
        std::vector<std::string> subjects;
        for (const auto& [known, subject] : client.facts().subjects()) {
            subjects.push_back(known.text());
        }
        throw Error(ErrorCode::NotFound,
                    "there is no " + key.text() + " in " + client.file.path().string() +
                        suggestion(key.text(), subjects));
    }
    return key;
}

FactKey parseFactKey(const Client& client, std::string_view text)
{
    FactKey key = FactKey::parse(text);
    static_cast<void>(parseKind(*client.knowledge, key.subject.kind));
    static_cast<void>(client.knowledge->attribute(key.attribute));
    static_cast<void>(parseSubject(client, key.subject.text()));
    return key;
}

const Rule& parseRule(const Knowledge& knowledge, std::string_view id)
{
    if (const Rule* rule = knowledge.findRule(id)) {
        return *rule;
    }
    std::vector<std::string> rules;
    for (const Rule& rule : knowledge.rules) {
        rules.push_back(rule.id);
    }
    throw Error(ErrorCode::NotFound, "there is no rule " + inQuotes(id) + suggestion(id, rules));
}

Origin parseOrigin(std::string_view text)
{
    if (const auto origin = originFromText(text)) {
        return *origin;
    }
    throw Error(ErrorCode::InvalidInput,
                "--origin: " + inQuotes(text) +
                    " is none of assumed, stated, documented, observed, imported, measured");
}

Signature signature(const EditOptions& options)
{
    return {options.author.empty() ? plainText(defaultAuthor(), "NETREADY_AUTHOR")
                                   : plainText(options.author, "--by"),
            timeNow()};
}

Standing standing(const LiveAssessment& live)
{
    return {live.siteScore(), live.siteVerdict()};
}

std::string moved(const Standing& before, const Standing& after)
{
    const std::string from = toReadable(before.score);
    const std::string to = toReadable(after.score);
    const std::string verdict(toString(after.verdict.verdict));
    std::string text = "site " + (from == to ? to : from + " → " + to) + ", ";
    if (before.verdict.verdict != after.verdict.verdict) {
        text += std::string(toString(before.verdict.verdict)) + " → ";
    }
    text += verdict;
    return text + (after.verdict.settled && !before.verdict.settled ? ", settled" : "");
}

void tellMove(const EditOptions& options,
              const std::string& title,
              const Standing& before,
              const Standing& after)
{
    if (options.json) {
        printJson({{"edit", title},
                   {"site", {{"before", standingJson(before)}, {"after", standingJson(after)}}}});
    } else {
        printLine(title + " · " + moved(before, after));
    }
}

void applyAndTell(Client& client, const Edit& edit, const EditOptions& options)
{
    // First, so that nothing can fail once the edit is in the file.
    keepPacks(client.file, *client.knowledge);
    if (options.quiet) {
        client.file.apply(edit);
    } else {
        LiveAssessment live = client.live(today());
        const Standing before = standing(live);
        const bool changed = client.file.apply(edit);
        if (changed) {
            live.update(edit);
        }
        tellMove(
            options, (changed ? "" : "nothing changed: ") + edit.title, before, standing(live));
    }
}

void stepAndTell(Client& client,
                 std::optional<Edit> (ClientFile::*step)(),
                 const std::string& word,
                 const EditOptions& options)
{
    std::optional<LiveAssessment> live;
    Standing before;
    if (!options.quiet) {
        live.emplace(client.live(today()));
        before = standing(*live);
    }
    const std::optional<Edit> edit = (client.file.*step)();
    if (!edit) {
        throw Error(ErrorCode::InvalidInput,
                    "there is nothing to " + word + " in " + client.file.path().string());
    }
    if (live) {
        live->rebuild();
        tellMove(options, word + ": " + edit->title, before, standing(*live));
    }
}

void printJson(const nlohmann::ordered_json& json)
{
    printData(json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
}

} // namespace netready
