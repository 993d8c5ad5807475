// SPDX-License-Identifier: Apache-2.0
#include "app/cli/import_preview.h"

#include "app/cli/console.h"
#include "app/cli/text_table.h"
#include "app/client/answer.h"
#include "core/base/text.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace netready {

namespace {

using Json = nlohmann::ordered_json;

std::string word(Novelty novelty)
{
    return std::string(textOf(kNovelties, novelty));
}

const char* keptWord(Keeping keeping)
{
    switch (keeping) {
    case Keeping::Original:
        return "kept";
    case Keeping::Redacted:
        return "kept without secrets";
    case Keeping::Known:
        return "there already";
    case Keeping::NotKept:
        break;
    }
    return "not kept";
}

/// `stated 400 Gb/s (Ada)` for each fact that stands against it, or all that stand.
std::string standing(const Attribute& attribute, const ProposedFact& proposed)
{
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < proposed.before.size(); ++i) {
        const bool isAgainst = std::find(proposed.against.begin(), proposed.against.end(), i) !=
                               proposed.against.end();
        const Fact& fact = proposed.before[i];
        if ((proposed.against.empty() || isAgainst) && fact.withdrawn.empty()) {
            texts.push_back(std::string(toString(fact.origin)) + " " +
                            valueInWords(attribute, fact.value) +
                            (fact.author.empty() ? "" : " (" + fact.author + ")"));
        }
    }
    return join(texts, "; ");
}

std::string inWords(const Attribute& attribute, Value value)
{
    if (auto* const measure = std::get_if<Measure>(&value)) {
        *measure = withoutDomainEnd(attribute, *measure);
    }
    return valueInWords(attribute, value);
}

Json factJson(const Attribute& attribute, const ProposedFact& proposed)
{
    Json records = Json::array();
    for (const EvidenceRecord& record : proposed.records) {
        records.push_back({{"id", record.id},
                           {"file", record.fileName},
                           {"line", record.line},
                           {"metric", record.metric},
                           {"stat", textOf(kEvidenceStats, record.stat)},
                           {"value", record.value},
                           {"unit", record.unit},
                           {"scope", record.scope.name},
                           {"quality", textOf(kEvidenceQualities, record.quality)},
                           {"captured", record.capturedAt}});
    }
    Json before = Json::array();
    for (std::size_t i = 0; i < proposed.before.size(); ++i) {
        const Fact& fact = proposed.before[i];
        before.push_back({{"value", toString(fact.value)},
                          {"origin", toString(fact.origin)},
                          {"author", fact.author},
                          {"contradicts",
                           std::find(proposed.against.begin(), proposed.against.end(), i) !=
                               proposed.against.end()}});
    }
    return {{"key", proposed.key.text()},
            {"title", attribute.title},
            {"value", toString(proposed.fact.value)},
            {"origin", toString(proposed.fact.origin)},
            {"novelty", word(proposed.novelty)},
            {"time", proposed.fact.time},
            {"evidence", proposed.fact.evidence},
            {"note", proposed.fact.note},
            {"before", before},
            {"records", records}};
}

} // namespace

nlohmann::ordered_json previewJson(const Knowledge& knowledge, const ImportPreview& preview)
{
    Json files = Json::array();
    for (const PreviewedFile& file : preview.files) {
        Json remarks = Json::array();
        for (const Diagnostic& diagnostic : file.result.diagnostics) {
            remarks.push_back({{"code", diagnostic.code},
                               {"message", diagnostic.message},
                               {"line", diagnostic.where.line}});
        }
        files.push_back({{"file", file.result.inventory.source},
                         {"sha256", file.result.fileSha256},
                         {"format", file.result.format},
                         {"refused", file.result.isRefused()},
                         {"records", file.result.records.size()},
                         {"attachment", keptWord(file.keeping)},
                         {"remarks", remarks}});
    }
    Json facts = Json::array();
    for (const ProposedFact& proposed : preview.facts) {
        facts.push_back(factJson(knowledge.attribute(proposed.key.attribute), proposed));
    }
    Json contradictions = Json::array();
    for (const InventoryContradiction& one : preview.contradictions) {
        contradictions.push_back({{"kind", textOf(kInventoryConflicts, one.kind)},
                                  {"subject", one.subject},
                                  {"sentence", one.sentence},
                                  {"parts", one.parts},
                                  {"claim", one.claimSource},
                                  {"finding", one.findingSource}});
    }
    Json unplaced = Json::array();
    for (const UnplacedFigures& one : preview.unplaced) {
        unplaced.push_back({{"attribute", one.attribute},
                            {"reason", one.reason},
                            {"figures", one.records.size()}});
    }
    return {{"files", files},
            {"facts", facts},
            {"contradictions", contradictions},
            {"unplaced", unplaced},
            {"unused", preview.unused}};
}

namespace {

/// `14 devices, 104 ports, 6 figures`; what there is none of is left out.
std::string contentOf(const EvidenceResult& result)
{
    const Inventory& inventory = result.inventory;
    std::vector<std::string> parts;
    const auto count = [&](std::size_t number, const std::string& name) {
        if (number > 0) {
            parts.push_back(grouped(static_cast<std::int64_t>(number)) + " " + name +
                            (number == 1 ? "" : "s"));
        }
    };
    count(inventory.nodes.size(), "device");
    count(inventory.ports.size(), "port");
    count(inventory.links.size(), "link");
    count(inventory.racks.size(), "rack");
    count(inventory.feeds.size(), "feed");
    count(inventory.flows.size(), "flow");
    count(result.records.size(), "figure");
    return parts.empty() ? "no figures" : join(parts, ", ");
}

void printFiles(const ImportPreview& preview)
{
    TextTable table(2);
    constexpr std::size_t kMostRemarks = 3;
    for (const PreviewedFile& file : preview.files) {
        const std::string name = file.result.inventory.source;
        if (file.result.isRefused()) {
            table.add({name, inked(Ink::Red, "refused"), file.result.diagnostics.front().message});
            continue;
        }
        std::string text = contentOf(file.result) + "; ";
        text += keptWord(file.keeping);
        std::size_t shown = 0;
        for (const Diagnostic& diagnostic : file.result.diagnostics) {
            if (shown++ < kMostRemarks) {
                text += "; " + diagnostic.message;
            }
        }
        if (shown > kMostRemarks) {
            text += "; " + std::to_string(shown - kMostRemarks) + " more remarks";
        }
        table.add({name, file.result.format, text});
    }
    printLine(inked(Ink::Bold, "Files"));
    table.print();
}

void printFacts(const Knowledge& knowledge, const ImportPreview& preview)
{
    if (preview.facts.empty()) {
        return;
    }
    TextTable table(2);
    for (const ProposedFact& proposed : preview.facts) {
        const Attribute& attribute = knowledge.attribute(proposed.key.attribute);
        const bool isAgainst = proposed.novelty == Novelty::Contradicts;
        std::string text =
            std::string(toString(proposed.fact.origin)) + ", " + proposed.fact.evidence;
        const std::string before = standing(attribute, proposed);
        if (isAgainst) {
            text += "; against " + before;
        } else if (!before.empty() && proposed.novelty != Novelty::Same) {
            text += "; beside " + before;
        }
        table.add({inked(isAgainst ? Ink::Red : Ink::Plain, word(proposed.novelty)),
                   proposed.key.text(),
                   inWords(attribute, proposed.fact.value),
                   text});
    }
    printLine(inked(Ink::Bold, "Values"));
    table.print();
}

void printRest(const ImportPreview& preview)
{
    if (!preview.contradictions.empty()) {
        TextTable table(2);
        for (const InventoryContradiction& one : preview.contradictions) {
            table.add({std::string(textOf(kInventoryConflicts, one.kind)), one.sentence});
        }
        printLine(inked(Ink::Bold, "Contradictions between the files"));
        table.print();
    }
    if (!preview.unplaced.empty()) {
        TextTable table(2);
        for (const UnplacedFigures& one : preview.unplaced) {
            table.add({one.attribute, std::to_string(one.records.size()) + "x", one.reason});
        }
        printLine(inked(Ink::Bold, "Figures without a place"));
        table.print();
    }
    if (!preview.unused.empty()) {
        std::vector<std::string> metrics;
        for (const auto& [metric, count] : preview.unused) {
            metrics.push_back(metric + " (" + std::to_string(count) + ")");
        }
        printLine(wrapped("No question asks for: " + join(metrics, ", "), 2));
    }
}

} // namespace

void printPreview(const Knowledge& knowledge, const ImportPreview& preview)
{
    printFiles(preview);
    printFacts(knowledge, preview);
    printRest(preview);
}

ExitCode outcome(const ImportPreview& preview)
{
    return preview.isRefused() ? ExitCode::BadInput : ExitCode::Fine;
}

ExitCode applyImport(Client& client, const ImportPreview& preview, const EditOptions& options)
{
    if (!preview.isRefused()) {
        EditOptions telling = options;
        telling.quiet = telling.quiet || telling.json; // one document on stdout
        applyAndTell(client, importEdit(client.file, preview), telling);
    }
    return outcome(preview);
}

} // namespace netready
