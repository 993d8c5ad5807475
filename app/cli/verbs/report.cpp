// SPDX-License-Identifier: Apache-2.0
#include "reports/content/report.h"

#include "app/cli/client.h"
#include "app/cli/console.h"
#include "app/cli/verbs/verbs.h"
#include "app/client/host.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "reports/html/html_writer.h"
#include "reports/json/assessment_json.h"
#include "reports/pdf/pdf_writer.h"
#include "reports/xlsx/workbook.h"

#include <nlohmann/json.hpp>

#include <filesystem>

namespace netready {

namespace {

struct Options
{
    ClientOptions client;
    std::string kind = "executive";
    std::string out;
    std::string title;
    std::string basis;
    std::string today;
};

void addOptions(CLI::App& verb, Options& options)
{
    addClientOptions(verb, options.client);
    std::vector<std::string> kinds;
    for (const ReportKind& kind : reportKinds()) {
        kinds.emplace_back(kind.id);
    }
    addOption(verb, "--kind", "KIND", options.kind, join(kinds, ", "))->check(CLI::IsMember(kinds));
    addOption(verb, "-o,--output", "OUT", options.out, "File to write: .html, .pdf, .json or .xlsx")
        ->required();
    addOption(verb, "--title", "TEXT", options.title, "Question on the cover");
    addOption(
        verb, "--basis", "TEXT", options.basis, "What it rests on: \"Two workshops, May 2026\"");
    addOption(verb, "--today", "DATE", options.today, "Date of the report and of waivers");
}

enum class Format
{
    Html,
    Pdf,
    Json,
    Xlsx
};

Format formatOf(const std::string& out)
{
    const std::string extension = std::filesystem::path(out).extension().string();
    if (extension == ".html" || extension == ".htm") {
        return Format::Html;
    }
    if (extension == ".pdf") {
        return Format::Pdf;
    }
    if (extension == ".json") {
        return Format::Json;
    }
    if (extension == ".xlsx") {
        return Format::Xlsx;
    }
    throw Error(ErrorCode::InvalidInput,
                "--output: " + inQuotes(out) + " ends in none of .html, .pdf, .json, .xlsx");
}

void progress(const std::string& step)
{
    if (notesAreWatched()) {
        note(step + " …");
    }
}

/// The results that the report is made from; for other programs.
std::string jsonReport(const ReportKind& kind, LiveAssessment& live, const ReportOptions& options)
{
    nlohmann::ordered_json json;
    json["report"] = kind.id;
    json["client"] = options.client;
    json["date"] = options.date;
    json["tool"] = "netready " + options.toolVersion;
    json["assessment"] = assessmentJson(live.result());
    json["questions"] = questionsJson(live.rankQuestions());
    return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

ExitCode run(const Options& options)
{
    const Format format = formatOf(options.out);
    const ReportKind& kind = reportKind(options.kind);
    const std::int32_t day = options.today.empty() ? today() : parseDay(options.today);
    progress("opening " + options.client.file);
    const Client client = openClient(options.client, OpenMode::ReadOnly);
    progress("assessing");
    LiveAssessment live = client.live(day);
    ReportOptions report;
    report.title = plainText(options.title, "--title");
    report.client = client.file.info().title;
    report.date = dayText(day);
    report.toolVersion = NETREADY_VERSION;
    report.basis = plainText(options.basis, "--basis");
    if (format == Format::Json) {
        progress("writing " + options.out);
        writeFileAtomically(options.out, jsonReport(kind, live, report));
        return ExitCode::Fine;
    }
    if (format == Format::Xlsx) {
        progress("writing " + options.out);
        writeWorkbook(client.knowledge, client.facts(), live, report, options.out);
        return ExitCode::Fine;
    }
    progress("composing");
    const ReportContent content =
        composeReport(kind, client.knowledge, client.facts(), live, report);
    const ReportLook look = loadLook(findReportData());
    progress("writing " + options.out);
    if (format == Format::Html) {
        writeHtml(content, look, options.out);
    } else {
        PdfOptions pdf;
        pdf.progress = progress;
        writePdf(content, look, options.out, pdf);
    }
    return ExitCode::Fine;
}

} // namespace

Verb reportVerb()
{
    return makeVerb<Options>(
        {"report",
         "Results",
         "Write a report as HTML or PDF, or its data as JSON or spreadsheet",
         "Kinds: executive for those who decide, technical with every finding, evidence with\n"
         "facts, contradictions, assumptions and sources, plan with actions and predicted\n"
         "scores. A spreadsheet holds findings, actions, flows and facts, whatever the kind.\n\n"
         "Examples:\n"
         "  netready report acme.netready --kind technical -o acme.html\n"
         "  netready report acme.netready -o acme.pdf --basis \"Two workshops\""},
        addOptions,
        run);
}

} // namespace netready
