// SPDX-License-Identifier: Apache-2.0
#include "app/cli/client.h"
#include "app/cli/console.h"
#include "app/client/host.h"
#include "app/cli/pack_scaffold.h"
#include "app/cli/text_table.h"
#include "app/cli/verbs/verbs.h"
#include "core/assessment/assessment.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/knowledge/pack_coverage.h"
#include "core/prover/proof.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <optional>

namespace netready {

namespace {

struct Options
{
    std::string action;
    std::vector<std::string> folders;
    std::string title;
    PackOptions packs;
    bool quick = false;
    bool json = false;
};

void addOptions(CLI::App& verb, Options& options)
{
    addPositional(verb,
                  "ACTION",
                  options.action,
                  "check: prove; test: examples; coverage: of the mission; new: begin one")
        ->required()
        ->check(CLI::IsMember({"check", "test", "coverage", "new"}));
    addPositional(verb,
                  "DIR",
                  options.folders,
                  "Only these folders, not the program's; new: the folder to make");
    verb.add_flag("--quick", options.quick, "check only loads; test changes no rule");
    addOption(verb, "--title", "TEXT", options.title, "Title of a new pack");
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

void printContent(const Knowledge& knowledge)
{
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
    for (const Override& item : knowledge.overrides) {
        printLine(item.pack + " overrides " + item.id + " of " + item.overridden);
    }
}

/// Tells what is wrong with packs that were loaded, and proven if there is a proof.
ExitCode report(const LoadedKnowledge& loaded, const std::optional<Proof>& proof, bool json)
{
    Diagnostics all = loaded.diagnostics;
    if (proof) {
        all.insert(all.end(), proof->diagnostics.begin(), proof->diagnostics.end());
    }
    const auto errors =
        static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [](const Diagnostic& entry) {
            return entry.severity == DiagnosticSeverity::Error;
        }));
    const ExitCode code = errors > 0 ? ExitCode::BadInput : ExitCode::Fine;
    if (json) {
        nlohmann::ordered_json result{{"errors", errors},
                                      {"warnings", all.size() - errors},
                                      {"diagnostics", diagnosticsJson(all)}};
        if (proof) {
            result["formulas"] = proof->formulas;
            result["not_proven"] = proof->notProven;
        }
        printJson(result);
        return code;
    }
    printDiagnostics(all);
    if (!hasErrors(loaded.diagnostics)) {
        printContent(*loaded.knowledge);
    }
    if (proof) {
        printLine(counted(proof->formulas, "formula") + " tried, " +
                  counted(proof->notProven, "statement") + " not proven");
    }
    printLine(counted(errors, "error") + ", " + counted(all.size() - errors, "warning"));
    return code;
}

ExitCode check(const LoadedKnowledge& loaded, bool quick, bool json)
{
    std::optional<Proof> proof;
    if (!quick && !hasErrors(loaded.diagnostics)) {
        proof = provePacks(loaded.knowledge);
    }
    return report(loaded, proof, json);
}

void printMutation(const MutationScore& score)
{
    for (const Survivor& survivor : score.survivors) {
        printLine(toString(survivor.where) + ": " + survivor.rule->id + ": no example notices " +
                  survivor.what + "; " + survivor.witness + " would: " + survivor.was +
                  " becomes " + survivor.becomes);
    }
    constexpr double kTenths = 1000;
    const double percent = std::floor(score.share() * kTenths) / 10;
    printLine(std::to_string(score.killed) + " changes noticed, " +
              std::to_string(score.survivors.size()) + " not, " +
              std::to_string(score.equivalent.size()) + " that change nothing: mutation score " +
              toText(percent) + " %");
}

nlohmann::ordered_json survivorsJson(const std::vector<Survivor>& survivors)
{
    auto list = nlohmann::ordered_json::array();
    for (const Survivor& survivor : survivors) {
        nlohmann::ordered_json entry = placeJson(survivor.where);
        entry["rule"] = survivor.rule->id;
        entry["change"] = survivor.what;
        if (!survivor.witness.empty()) {
            entry["witness"] = survivor.witness;
            entry["was"] = survivor.was;
            entry["becomes"] = survivor.becomes;
        }
        list.push_back(std::move(entry));
    }
    return list;
}

nlohmann::ordered_json mutationJson(const MutationScore& score)
{
    return {{"killed", score.killed},
            {"score", score.share()},
            {"survivors", survivorsJson(score.survivors)},
            {"equivalent", survivorsJson(score.equivalent)}};
}

ExitCode test(const LoadedKnowledge& loaded, bool quick, bool json)
{
    if (hasErrors(loaded.diagnostics)) {
        return report(loaded, std::nullopt, json);
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
    std::optional<MutationScore> score;
    if (!quick && failed == 0) { // an example that fails notices everything
        score = mutateRules(loaded.knowledge);
    }
    if (json) {
        nlohmann::ordered_json result{
            {"passed", passed}, {"failed", failed}, {"failures", failures}};
        if (score) {
            result["mutation"] = mutationJson(*score);
        }
        printJson(result);
    } else {
        printLine(std::to_string(passed) + " passed, " + std::to_string(failed) + " failed");
        if (score) {
            printMutation(*score);
        }
    }
    const bool isHeld = !score || score->share() >= kLeastMutationScore;
    return failed == 0 && isHeld ? ExitCode::Fine : ExitCode::BadInput;
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
        return report(loaded, std::nullopt, json);
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

/// Writes a first pack into a new folder; what is there already is never touched.
ExitCode create(const Options& options)
{
    if (options.folders.size() != 1) {
        throw CLI::RequiredError("One DIR, the folder of the pack,");
    }
    const std::filesystem::path folder = options.folders.front();
    const std::string id = folder.filename().string();
    if (!isKebabCase(id)) {
        throw Error(ErrorCode::InvalidInput,
                    inQuotes(folder.string()) + " gives the pack its id, so its last part must be "
                                                "small letters, digits and dashes");
    }
    std::error_code ignored;
    if (std::filesystem::exists(folder, ignored)) {
        throw Error(ErrorCode::InvalidInput, inQuotes(folder.string()) + " is there already");
    }
    std::error_code failure;
    std::filesystem::create_directories(folder, failure);
    if (failure) {
        throw Error(ErrorCode::Io,
                    inQuotes(folder.string()) + " cannot be made: " + failure.message());
    }
    for (const PackFile& file : packScaffold(id, options.title.empty() ? id : options.title)) {
        std::ofstream out(folder / file.path, std::ios::binary);
        out << file.content;
        if (!out.flush()) {
            throw Error(ErrorCode::Io, (folder / file.path).string() + " cannot be written");
        }
        printLine((folder / file.path).string());
    }
    note("Checks: netready packs check --packs " + folder.string() +
         "; examples: netready packs test --packs " + folder.string());
    return ExitCode::Fine;
}

ExitCode run(const Options& options)
{
    if (options.action == "new") {
        return create(options);
    }
    std::vector<std::string> folders =
        options.folders.empty() ? packFolders(options.packs.folders) : options.folders;
    if (!options.folders.empty()) {
        folders.insert(folders.end(), options.packs.folders.begin(), options.packs.folders.end());
    }
    const LoadedKnowledge loaded = loadKnowledge(folders);
    if (options.action == "check") {
        return check(loaded, options.quick, options.json);
    }
    return options.action == "test" ? test(loaded, options.quick, options.json)
                                    : coverage(loaded, options.json);
}

} // namespace

Verb packsVerb()
{
    return makeVerb<Options>(
        {"packs",
         "Knowledge",
         "Check packs of rules and questions, run the examples in their rules, begin a new pack",
         "check loads the packs and proves that each result, branch and answer counts; test runs "
         "the\n"
         "examples, then changes each rule in one place at a time: an example must notice.\n\n"
         "A pack that builds on those of the program is given with --packs, one that stands alone "
         "as\n"
         "DIR. A pack may declare anew what others declare if its pack.yaml lists the id under "
         "overrides.\n"
         "Folders in NETREADY_PACKS, with colons between them, are always read.\n\n"
         "Examples:\n"
         "  netready packs check\n"
         "  netready packs test --packs my-rules\n"
         "  netready packs new my-rules --title \"Rules of our firm\"\n"
         "  netready packs check rules/foundation questionnaires/foundation"},
        addOptions,
        run);
}

} // namespace netready
