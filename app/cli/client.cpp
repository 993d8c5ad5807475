// SPDX-License-Identifier: Apache-2.0
#include "app/cli/client.h"

#include "app/cli/console.h"
#include "app/cli/host.h"
#include "core/base/error.h"
#include "core/base/text.h"

#include <nlohmann/json.hpp>

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
    return {openKnowledge(options.packs), std::move(file)};
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
    client.file.setPacks(packVersions(*client.knowledge));
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
