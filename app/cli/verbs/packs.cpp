// SPDX-License-Identifier: Apache-2.0
#include "app/cli/client.h"
#include "app/cli/console.h"
#include "app/cli/host.h"
#include "app/cli/text_table.h"
#include "app/cli/verbs/verbs.h"
#include "core/assessment/assessment.h"
#include "core/knowledge/pack_coverage.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace netready {

namespace {

struct Options
{
    std::string action;
    std::vector<std::string> folders;
    PackOptions packs;
    bool json = false;
};

void addOptions(CLI::App& verb, Options& options)
{
    addPositional(verb,
                  "ACTION",
                  options.action,
                  "check: load; test: run examples; coverage: what serves the mission")
        ->required()
        ->check(CLI::IsMember({"check", "test", "coverage"}));
    addPositional(verb, "DIR", options.folders, "Only these folders, not those of the program");
    addPackOptions(verb, options.packs);
    addJsonOption(verb, options.json);
}

std::string counted(std::size_t count, const std::string& one)
{
    return std::to_string(count) + " " + one + (count == 1 ? "" : "s");
}

std::string_view word(DiagnosticSeverity severity)
{
    return severity == DiagnosticSeverity::Error ? "error" : "warning";
}

void printDiagnostics(const Diagnostics& diagnostics)
{
    for (const Diagnostic& diagnostic : diagnostics) {
        const std::string where = toString(diagnostic.where);
        printLine(where + (where.empty() ? "" : ": ") + std::string(word(diagnostic.severity)) +
                  ": " + diagnostic.message + " [" + diagnostic.code + "]");
    }
}

nlohmann::ordered_json placeJson(const Position& where)
{
    return {{"file", where.file}, {"line", where.line}, {"column", where.column}};
}

nlohmann::ordered_json diagnosticsJson(const Diagnostics& diagnostics)
{
    auto list = nlohmann::ordered_json::array();
    for (const Diagnostic& diagnostic : diagnostics) {
        nlohmann::ordered_json entry = placeJson(diagnostic.where);
        entry["severity"] = word(diagnostic.severity);
        entry["code"] = diagnostic.code;
        entry["message"] = diagnostic.message;
        list.push_back(std::move(entry));
    }
    return list;
}

ExitCode check(const LoadedKnowledge& loaded, bool json)
{
    const bool broken = hasErrors(loaded.diagnostics);
    const auto errors = static_cast<std::size_t>(
        std::count_if(loaded.diagnostics.begin(), loaded.diagnostics.end(), [](const auto& entry) {
            return entry.severity == DiagnosticSeverity::Error;
        }));
    if (json) {
        printJson({{"errors", errors},
                   {"warnings", loaded.diagnostics.size() - errors},
                   {"diagnostics", diagnosticsJson(loaded.diagnostics)}});
        return broken ? ExitCode::BadInput : ExitCode::Fine;
    }
    printDiagnostics(loaded.diagnostics);
    if (!broken) {
        const Knowledge& knowledge = *loaded.knowledge;
        for (const Pack& pack : knowledge.packs) {
            printLine(pack.id + " " + pack.version + "  " + pack.digest.substr(0, 12) + "  " +
                      pack.title);
        }
        printLine(counted(knowledge.attributes.size(), "attribute") + ", " +
                  counted(knowledge.questions.size(), "question") + ", " +
                  counted(knowledge.rules.size(), "rule") + ", " +
                  counted(knowledge.actions.size(), "action") + ", " +
                  counted(knowledge.vendors.size(), "vendor") + ", " +
                  counted(knowledge.sources.size(), "source") + ", " +
                  counted(knowledge.templates.size(), "template"));
    }
    if (!broken) {
        for (const Override& item : loaded.knowledge->overrides) {
            printLine(item.pack + " overrides " + item.id + " of " + item.overridden);
        }
    }
    printLine(counted(errors, "error") + ", " +
              counted(loaded.diagnostics.size() - errors, "warning"));
    return broken ? ExitCode::BadInput : ExitCode::Fine;
}

ExitCode test(const LoadedKnowledge& loaded, bool json)
{
    if (hasErrors(loaded.diagnostics)) {
        return check(loaded, json);
    }
    std::size_t passed = 0;
    std::size_t failed = 0;
    auto failures = nlohmann::ordered_json::array();
    for (const RuleTestResult& result : runRuleTests(loaded.knowledge)) {
        if (result.failure.empty()) {
            ++passed;
            continue;
        }
        ++failed;
        nlohmann::ordered_json entry = placeJson(result.test->where);
        entry["rule"] = result.rule->id;
        entry["test"] = result.test->name;
        entry["failure"] = result.failure;
        failures.push_back(std::move(entry));
        if (!json) {
            printLine(toString(result.test->where) + ": " + result.rule->id + ", \"" +
                      result.test->name + "\": " + result.failure);
        }
    }
    for (const ActionTestResult& result : runActionTests(loaded.knowledge)) {
        if (result.failure.empty()) {
            ++passed;
            continue;
        }
        ++failed;
        nlohmann::ordered_json entry = placeJson(result.action->where);
        entry["action"] = result.action->id;
        entry["rule"] = result.rule;
        entry["failure"] = result.failure;
        failures.push_back(std::move(entry));
        if (!json) {
            printLine(toString(result.action->where) + ": " + result.action->id + " for " +
                      result.rule + ": " + result.failure);
        }
    }
    if (json) {
        printJson({{"passed", passed}, {"failed", failed}, {"failures", failures}});
    } else {
        printLine(std::to_string(passed) + " passed, " + std::to_string(failed) + " failed");
    }
    return failed == 0 ? ExitCode::Fine : ExitCode::BadInput;
}

void printCoverage(const std::vector<CoverageRow>& rows)
{
    TextTable table;
    table.add({"id", "what", "questions", "rules", "actions", "others"});
    const auto cell = [](const std::optional<std::size_t>& count) {
        return count ? std::to_string(*count) : std::string("–");
    };
    for (const CoverageRow& row : rows) {
        table.add({row.id,
                   row.title,
                   cell(row.questions),
                   cell(row.rules),
                   cell(row.actions),
                   cell(row.others)});
    }
    table.print();
}

ExitCode coverage(const LoadedKnowledge& loaded, bool json)
{
    if (hasErrors(loaded.diagnostics)) {
        return check(loaded, json);
    }
    const std::vector<CoverageRow> rows = packCoverage(*loaded.knowledge);
    const auto gaps = static_cast<std::size_t>(std::count_if(
        rows.begin(), rows.end(), [](const CoverageRow& row) { return row.isGap(); }));
    if (json) {
        auto list = nlohmann::ordered_json::array();
        const auto number = [](const std::optional<std::size_t>& count) {
            return count ? nlohmann::ordered_json(*count) : nlohmann::ordered_json();
        };
        for (const CoverageRow& row : rows) {
            list.push_back({{"id", row.id},
                            {"title", row.title},
                            {"questions", number(row.questions)},
                            {"rules", number(row.rules)},
                            {"actions", number(row.actions)},
                            {"others", number(row.others)},
                            {"gap", row.isGap()}});
        }
        printJson({{"rows", std::move(list)}, {"gaps", gaps}});
    } else {
        printCoverage(rows);
        printLine(counted(gaps, "row") + " with an empty cell");
    }
    return gaps == 0 ? ExitCode::Fine : ExitCode::BadInput;
}

ExitCode run(const Options& options)
{
    std::vector<std::string> folders =
        options.folders.empty() ? packFolders(options.packs.folders) : options.folders;
    if (!options.folders.empty()) {
        folders.insert(folders.end(), options.packs.folders.begin(), options.packs.folders.end());
    }
    const LoadedKnowledge loaded = loadKnowledge(folders);
    if (options.action == "check") {
        return check(loaded, options.json);
    }
    return options.action == "test" ? test(loaded, options.json) : coverage(loaded, options.json);
}

} // namespace

Verb packsVerb()
{
    return makeVerb<Options>(
        {"packs",
         "Knowledge",
         "Check packs of rules and questions, or run the examples in their rules",
         "A pack that builds on those of the program is given with --packs, one that stands alone "
         "as\n"
         "DIR.\n\n"
         "Examples:\n"
         "  netready packs check\n"
         "  netready packs test --packs my-rules\n"
         "  netready packs check rules/foundation questionnaires/foundation"},
        addOptions,
        run);
}

} // namespace netready
