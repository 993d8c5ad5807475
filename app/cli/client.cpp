// SPDX-License-Identifier: Apache-2.0
#include "app/cli/client.h"

#include "app/cli/console.h"
#include "app/cli/host.h"
#include "core/base/error.h"
#include "core/base/text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <set>
#include <utility>

namespace netready {

namespace {

/// `; did you mean "x"?` or nothing.
std::string suggestion(std::string_view text, const std::vector<std::string>& candidates)
{
    const std::string near = nearest(text, candidates);
    return near.empty() ? "" : "; did you mean " + inQuotes(near) + "?";
}

std::string place(const Diagnostic& diagnostic)
{
    const std::string where = toString(diagnostic.where);
    return where.empty() ? "" : where + ": ";
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
    const LoadedKnowledge loaded = loadKnowledge(packFolders(options.folders));
    std::size_t errors = 0;
    const Diagnostic* first = nullptr;
    for (const Diagnostic& diagnostic : loaded.diagnostics) {
        if (diagnostic.severity == DiagnosticSeverity::Warning) {
            note("warning: " + place(diagnostic) + diagnostic.message);
        } else {
            first = errors == 0 ? &diagnostic : first;
            ++errors;
        }
    }
    if (first != nullptr) {
        const std::string more =
            errors == 1 ? ""
                        : " (and " + std::to_string(errors - 1) + " more: netready packs check)";
        throw Error(ErrorCode::InvalidInput, first->message + more, first->where);
    }
    return loaded.knowledge;
}

Client openClient(const ClientOptions& options, OpenMode mode)
{
    // The file first: what is wrong with it is what its owner wants to hear.
    ClientFile file = ClientFile::open(options.file, mode);
    if (file.backup()) {
        note("\"" + options.file + "\" came from an older version; a copy of it is \"" +
             file.backup()->string() + "\"");
    }
    const std::shared_ptr<const Knowledge> current = openKnowledge(options.packs);
    std::shared_ptr<const Knowledge> own = knowledgeOf(file, current);
    if (own != current && isOutdated(file, *current)) {
        note("the packs of the program have changed, and this file still goes by its own: netready "
             "upgrade " +
             options.file + " shows what would change");
    }
    return {std::move(own), std::move(file)};
}

void keepPacks(ClientFile& file, const Knowledge& knowledge)
{
    std::map<std::string, std::string_view> bytes;
    for (const Pack& pack : knowledge.packs) {
        bytes.emplace(pack.digest, pack.bytes);
    }
    file.setPacks(packVersions(knowledge), bytes);
}

bool isOutdated(const ClientFile& file, const Knowledge& current)
{
    return std::any_of(current.packs.begin(), current.packs.end(), [&](const Pack& pack) {
        return std::any_of(file.packs().begin(), file.packs().end(), [&](const PackVersion& own) {
            return own.id == pack.id && own.digest != pack.digest;
        });
    });
}

std::shared_ptr<const Knowledge> knowledgeOf(const ClientFile& file,
                                             const std::shared_ptr<const Knowledge>& current)
{
    std::vector<PackFile> files;
    const auto add = [&](std::string_view bytes, const std::string& id) {
        std::vector<PackFile> more = packFiles(bytes, id);
        files.insert(files.end(),
                     std::make_move_iterator(more.begin()),
                     std::make_move_iterator(more.end()));
    };
    bool differs = false;
    std::set<std::string> added;
    for (const PackVersion& own : file.packs()) {
        const auto same =
            std::find_if(current->packs.begin(), current->packs.end(), [&](const Pack& pack) {
                return pack.id == own.id && pack.digest == own.digest;
            });
        added.insert(own.id);
        if (same != current->packs.end()) {
            add(same->bytes, own.id);
            continue;
        }
        differs = true;
        const std::optional<std::string> bytes = file.packBytes(own);
        if (!bytes) {
            return current; // made before files kept their packs
        }
        add(*bytes, own.id);
    }
    if (!differs) {
        return current;
    }
    for (const Pack& pack : current->packs) {
        if (!added.contains(pack.id)) {
            add(pack.bytes, pack.id);
        }
    }
    LoadedKnowledge loaded = loadKnowledge(files);
    if (!loaded.knowledge) {
        note("the packs that the file keeps cannot be read by this program any more, so those of "
             "the program count: " +
             loaded.diagnostics.front().message);
        return current;
    }
    return loaded.knowledge;
}

std::vector<PackVersion> packVersions(const Knowledge& knowledge)
{
    std::vector<PackVersion> versions;
    for (const Pack& pack : knowledge.packs) {
        versions.push_back({pack.id, pack.version, pack.digest});
    }
    return versions;
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

Value parseFactValue(const FactBase& facts, const Attribute& attribute, std::string_view text)
{
    Value value = parseValue(attribute, text);
    if (const auto* reference = std::get_if<Reference>(&value)) {
        const SubjectKey target{attribute.targetKind, reference->id};
        if (!facts.hasSubject(target)) {
            throw Error(ErrorCode::NotFound,
                        attribute.id + ": there is no " + target.text() +
                            "; add it first with netready add FILE " + target.text());
        }
    }
    return value;
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

const std::string& plainText(const std::string& text, std::string_view option)
{
    if (!isPlainUtf8(text)) {
        throw Error(ErrorCode::InvalidInput,
                    std::string(option) + ": the text is not UTF-8 or holds control characters");
    }
    return text;
}

Edit newEdit(const EditOptions& options, std::string title)
{
    Edit edit;
    edit.title = std::move(title);
    edit.author = options.author.empty() ? plainText(defaultAuthor(), "NETREADY_AUTHOR")
                                         : plainText(options.author, "--by");
    edit.time = timeNow();
    return edit;
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
