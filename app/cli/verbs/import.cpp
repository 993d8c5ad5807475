// SPDX-License-Identifier: Apache-2.0
#include "app/cli/client.h"
#include "app/cli/console.h"
#include "app/cli/import_preview.h"
#include "app/cli/text_table.h"
#include "app/cli/verbs/verbs.h"
#include "app/client/answer.h"
#include "app/client/evidence_import.h"
#include "app/client/host.h"
#include "app/client/import_files.h"
#include "app/client/owed_tests.h"
#include "core/base/error.h"
#include "core/base/text.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace netready {

namespace {

using Json = nlohmann::ordered_json;

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
    addPositional(verb, "SOURCE", options.sources, "Files of other tools, folders or archives of them")
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
        table.add(
            {test.id,
             test.sheet ? test.sheet->title : "this client owes no such test",
             test.sheet && after != nullptr ? outcomeWords(outcomeOf(*test.sheet, *after)) : ""});
    }
    printLine(inked(Ink::Bold, "Tests"));
    table.print();
}

ExitCode run(const Options& options)
{
    std::vector<ImportFile> files = readImportFiles(options.sources);
    Client client =
        openClient(options.client, options.isDryRun ? OpenMode::ReadOnly : OpenMode::ReadWrite);
    AssessOptions assessing;
    assessing.today = today();
    const std::vector<AnsweredTest> tests =
        answeredTests(client.knowledge, client.facts(), assessing, files);
    const ImportPreview preview =
        previewImport(client.facts(), *client.knowledge, files, importOptions(client, options));
    if (!options.edit.json && !options.edit.quiet) {
        printPreview(*client.knowledge, preview);
    }
    const ExitCode code =
        options.isDryRun ? outcome(preview) : applyImport(client, preview, options.edit);
    std::optional<Assessment> after;
    if (!options.isDryRun && !tests.empty()) {
        after = assess(client.knowledge, client.facts(), assessing);
    }
    const Assessment* const shown = after ? &*after : nullptr;
    if (options.edit.json) {
        Json json = previewJson(*client.knowledge, preview);
        json["tests"] = testsJson(tests, shown);
        printJson(json);
    } else if (!options.edit.quiet) {
        printTests(tests, shown);
    }
    return code;
}

} // namespace

Verb importVerb()
{
    return makeVerb<Options>(
        {"import",
         "Facts",
         "Read files of other tools as evidence",
         "Benchmarks, counters, cable lists, configurations, LLDP, NetBox, Prometheus answers and\n"
         "more; a folder or an archive is read with all in it. Measurements become facts with the origin\n"
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
