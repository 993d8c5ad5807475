// SPDX-License-Identifier: Apache-2.0
#include "app/cli/client.h"
#include "app/cli/console.h"
#include "app/cli/text_table.h"
#include "app/cli/verbs/verbs.h"
#include "app/client/answer.h"
#include "app/client/evidence_import.h"
#include "app/client/host.h"
#include "app/client/owed_tests.h"
#include "core/base/error.h"
#include "core/base/text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

namespace netready {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::uintmax_t kLargestFileBytes = std::uintmax_t{256} * 1024 * 1024;

struct Options
{
    ClientOptions client;
    EditOptions edit;
    std::vector<std::string> sources;
    std::string format;
    std::string about;
    std::string metric;
    std::string factor = "1";
    bool isDryRun = false;
};

void addOptions(CLI::App& verb, Options& options)
{
    addClientOptions(verb, options.client);
    addPositional(verb, "SOURCE", options.sources, "Files of other tools, or folders of them")
        ->required();
    addOption(verb, "--format", "FORMAT", options.format, "How to read them (by their content)");
    addOption(verb, "--about", "SUBJECT", options.about, "What they are about, where several fit");
    addOption(verb,
              "--metric",
              "METRIC",
              options.metric,
              "What a saved Prometheus answer was asked for, such as net.util");
    addOption(verb, "--factor", "NUMBER", options.factor, "Values times this fit the metric (1)");
    verb.add_flag("--dry-run", options.isDryRun, "Only show what would change");
    addEditOptions(verb, options.edit);
}

ImportFile readSource(const std::filesystem::path& path)
{
    const auto refuse = [&](const std::string& why) {
        return Error(ErrorCode::Io, inQuotes(path.string()) + " cannot be read: " + why);
    };
    std::error_code failure;
    const std::uintmax_t size = std::filesystem::file_size(path, failure);
    if (failure) {
        throw refuse(failure.message());
    }
    if (size > kLargestFileBytes) {
        throw refuse("it is larger than 256 MiB");
    }
    errno = 0;
    std::ifstream stream(path, std::ios::binary);
    if (!stream) {
        throw refuse(std::generic_category().message(errno));
    }
    ImportFile file;
    file.name = path.filename().string();
    file.time = modificationTime(path);
    file.bytes.assign(std::istreambuf_iterator<char>(stream), {});
    return file;
}

std::vector<ImportFile> readSources(const std::vector<std::string>& sources)
{
    std::vector<std::filesystem::path> paths;
    for (const std::string& source : sources) {
        std::error_code failure;
        if (!std::filesystem::is_directory(source, failure)) {
            paths.emplace_back(source);
            continue;
        }
        std::vector<std::filesystem::path> below;
        for (auto entry = std::filesystem::recursive_directory_iterator(source, failure);
             !failure && entry != std::filesystem::recursive_directory_iterator();
             entry.increment(failure)) {
            if (entry->is_regular_file()) {
                below.push_back(entry->path());
            }
        }
        if (failure) {
            throw Error(ErrorCode::Io, inQuotes(source) + " cannot be read: " + failure.message());
        }
        std::sort(below.begin(), below.end());
        paths.insert(paths.end(), below.begin(), below.end());
    }
    std::vector<ImportFile> files;
    for (const std::filesystem::path& path : paths) {
        files.push_back(readSource(path));
    }
    if (files.empty()) {
        throw Error(ErrorCode::InvalidInput, "there is no file in " + join(sources, ", "));
    }
    return files;
}

double parseFactor(const std::string& text)
{
    const Measure measure = parseMeasure(text);
    if (!measure.isPoint() || measure.dimension != kNone) {
        throw Error(ErrorCode::InvalidInput, "--factor: " + inQuotes(text) + " is not a number");
    }
    return measure.low;
}

ImportOptions importOptions(const Client& client, const Options& options)
{
    ImportOptions result;
    result.by = signature(options.edit);
    result.format = options.format;
    std::vector<std::string> formats;
    for (const EvidenceFormat& format : evidenceFormats()) {
        formats.emplace_back(format.id);
    }
    if (!options.format.empty() &&
        std::find(formats.begin(), formats.end(), options.format) == formats.end()) {
        throw Error(ErrorCode::InvalidInput,
                    "--format: " + inQuotes(options.format) +
                        " is no format that is known; the formats are " + join(formats, ", "));
    }
    if (!options.about.empty()) {
        result.about = parseSubject(client, options.about);
    }
    if (!options.metric.empty()) {
        if (findEvidenceMetric(options.metric) == nullptr) {
            throw Error(ErrorCode::InvalidInput,
                        "--metric: there is no metric " + inQuotes(options.metric));
        }
        result.query = EvidenceQuery{
            options.metric, options.metric, EvidenceStat::Mean, parseFactor(options.factor)};
    }
    return result;
}

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

Json previewJson(const Knowledge& knowledge, const ImportPreview& preview)
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
        std::string text = std::to_string(file.result.records.size()) + " figures, ";
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

/// The tests that files came back for, and what they have shown.
Json testsJson(const std::vector<AnsweredTest>& tests, const Assessment* after)
{
    Json json = Json::array();
    for (const AnsweredTest& test : tests) {
        Json entry{{"id", test.id}, {"file", test.file}, {"title", nullptr}, {"outcome", nullptr}};
        if (test.sheet) {
            entry["title"] = test.sheet->title;
            entry["subject"] = test.sheet->subject.text();
        }
        if (test.sheet && after != nullptr) {
            entry["outcome"] = toString(outcomeOf(*test.sheet, *after));
        }
        json.push_back(std::move(entry));
    }
    return json;
}

std::string outcomeWords(SheetOutcome outcome)
{
    switch (outcome) {
    case SheetOutcome::Holds:
        return "closed, it holds";
    case SheetOutcome::Fails:
        return inked(Ink::Red, "closed, it does not hold");
    case SheetOutcome::Open:
        return inked(Ink::Amber, "still open: the file does not settle it");
    }
    return {};
}

void printTests(const std::vector<AnsweredTest>& tests, const Assessment* after)
{
    if (tests.empty()) {
        return;
    }
    TextTable table(2);
    for (const AnsweredTest& test : tests) {
        table.add({test.id,
                   test.sheet ? test.sheet->title : "this client owes no such test",
                   test.sheet && after != nullptr ? outcomeWords(outcomeOf(*test.sheet, *after))
                                                  : ""});
    }
    printLine(inked(Ink::Bold, "Tests"));
    table.print();
}

ExitCode run(const Options& options)
{
    std::vector<ImportFile> files = readSources(options.sources);
    Client client =
        openClient(options.client, options.isDryRun ? OpenMode::ReadOnly : OpenMode::ReadWrite);
    AssessOptions assessing;
    assessing.today = today();
    const std::vector<AnsweredTest> tests =
        answeredTests(client.knowledge, client.facts(), assessing, files);
    const ImportPreview preview =
        previewImport(client.facts(), *client.knowledge, files, importOptions(client, options));
    if (!options.edit.json && !options.edit.quiet) {
        printFiles(preview);
        printFacts(*client.knowledge, preview);
        printRest(preview);
    }
    std::optional<Assessment> after;
    if (!options.isDryRun && !preview.isRefused()) {
        EditOptions telling = options.edit;
        telling.quiet = telling.quiet || telling.json; // one document on stdout
        applyAndTell(client, importEdit(client.file, preview), telling);
        if (!tests.empty()) {
            after = assess(client.knowledge, client.facts(), assessing);
        }
    }
    const Assessment* const shown = after ? &*after : nullptr;
    if (options.edit.json) {
        Json json = previewJson(*client.knowledge, preview);
        json["tests"] = testsJson(tests, shown);
        printJson(json);
    } else if (!options.edit.quiet) {
        printTests(tests, shown);
    }
    return preview.isRefused() ? ExitCode::BadInput : ExitCode::Fine;
}

} // namespace

Verb importVerb()
{
    return makeVerb<Options>(
        {"import",
         "Facts",
         "Read files of other tools as evidence",
         "Benchmarks, counters, cable lists, configurations, LLDP, NetBox, Prometheus answers and\n"
         "more; a folder is read with all below it. Measurements become facts with the origin\n"
         "measured, configurations and what devices see imported, designs documented. The files\n"
         "themselves are kept, without what looks like a secret. All of it is one step of undo.\n"
         "A figure that fits two subjects is left out until --about names one. A file that came\n"
         "back for a test sheet (netready plan --test-sheets) is recognised by the id in its name\n"
         "or first line, and what it has shown is told. Exit code 3 if every file is refused.\n\n"
         "Examples:\n"
         "  netready import acme.netready ib_write_bw.log --about workload/training\n"
         "  netready import acme.netready evidence/ --dry-run\n"
         "  netready import acme.netready uplinks.json --metric net.util --about fabric/main"},
        addOptions,
        run);
}

} // namespace netready
