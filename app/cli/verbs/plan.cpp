// SPDX-License-Identifier: Apache-2.0
#include "app/cli/client.h"
#include "app/cli/console.h"
#include "app/cli/plan_print.h"
#include "app/cli/verbs/verbs.h"
#include "app/client/host.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "reports/html/html_writer.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <optional>
#include <system_error>

namespace netready {

namespace {

struct Options
{
    ClientOptions client;
    std::string target;
    std::string targetEnd;
    std::string workload;
    std::string budget;
    std::string path;
    std::string sheets;
    bool best = false;
    bool frontier = false;
    bool contributions = false;
    bool json = false;
};

void addOptions(CLI::App& verb, Options& options)
{
    addClientOptions(verb, options.client);
    addOption(verb,
              "--target",
              "N",
              options.target,
              "Only the cheapest actions that reach this score, 0 to 100");
    addOption(verb,
              "--target-end",
              "END",
              options.targetEnd,
              "low (always) or high (if all goes well) end of the score; low if left out");
    addOption(verb,
              "--workload",
              "SUBJECT",
              options.workload,
              "The target is that of this workload, not of the site");
    addOption(verb,
              "--budget",
              "MONEY",
              options.budget,
              "Most that all phases may cost together: 500000 USD");
    addOption(verb,
              "--path",
              "PATH",
              options.path,
              "greenfield, brownfield or both; the facts say it if left out");
    addOption(verb,
              "--test-sheets",
              "FOLDER",
              options.sheets,
              "Write a sheet for each test that is owed: of claims that count, and of the actions");
    verb.add_flag("--best", options.best, "Search for up to two seconds for a better plan");
    verb.add_flag("--frontier", options.frontier, "Also what each amount of money reaches");
    verb.add_flag("--contributions",
                  options.contributions,
                  "Also what each action brings alone, and what goes without it");
    addJsonOption(verb, options.json);
}

double parseScore(const std::string& text)
{
    constexpr double kHundred = 100;
    const Measure measure = parseMeasure(text, kNone, "");
    if (!measure.isPoint() || !(measure.low >= 0 && measure.low <= kHundred)) {
        throw Error(ErrorCode::InvalidInput,
                    "--target: " + inQuotes(text) + " is not a score from 0 to 100");
    }
    return measure.low / kHundred;
}

double parseBudget(const std::string& text)
{
    const bool isPlain = text.find_first_not_of("0123456789.") == std::string::npos;
    const Measure money = parseMeasure(isPlain ? text + " USD" : text, kMoney, "USD");
    if (money.currency != Currency::Usd) {
        throw Error(ErrorCode::InvalidInput,
                    "--budget: " + inQuotes(text) + " cannot be held against costs in US dollars");
    }
    if (!(money.low >= 0)) {
        throw Error(ErrorCode::InvalidInput,
                    "--budget: " + inQuotes(text) + " is less than nothing");
    }
    return money.low;
}

std::optional<PlanPath> parsePath(const std::string& text)
{
    if (text.empty()) {
        return std::nullopt;
    }
    for (const PlanPath path : {PlanPath::Both, PlanPath::Greenfield, PlanPath::Brownfield}) {
        if (toString(path) == text) {
            return path;
        }
    }
    throw Error(ErrorCode::InvalidInput,
                "--path: " + inQuotes(text) + " is not greenfield, brownfield or both");
}

PlanTarget parseTarget(const Client& client, const Options& options)
{
    PlanTarget target;
    target.score = parseScore(options.target);
    if (!options.targetEnd.empty() && options.targetEnd != "low" && options.targetEnd != "high") {
        throw Error(ErrorCode::InvalidInput,
                    "--target-end: " + inQuotes(options.targetEnd) + " is not low or high");
    }
    target.upperEnd = options.targetEnd == "high";
    if (!options.workload.empty()) {
        target.workload = parseSubject(client, options.workload);
    }
    return target;
}

/// One file for each sheet, named by its id.
void writeSheets(const std::vector<TestSheet>& sheets,
                 const FactBase& facts,
                 const std::filesystem::path& folder)
{
    std::error_code failure;
    std::filesystem::create_directories(folder, failure);
    if (failure) {
        throw Error(ErrorCode::Io,
                    inQuotes(folder.string()) + " cannot be made: " + failure.message());
    }
    for (const TestSheet& sheet : sheets) {
        const auto subject = facts.subjects().find(sheet.subject);
        writeFileAtomically(
            folder / (sheet.id + ".md"),
            testSheetText(sheet, subject == facts.subjects().end() ? "" : subject->second.title));
    }
}

ExitCode run(const Options& options)
{
    const Client client = openClient(options.client, OpenMode::ReadOnly);
    if (options.target.empty() && (!options.targetEnd.empty() || !options.workload.empty())) {
        throw Error(ErrorCode::InvalidInput, "--target is missing: which score is to be reached?");
    }
    PlanOptions chosen;
    chosen.assess.today = today();
    chosen.path = parsePath(options.path);
    if (!options.budget.empty()) {
        chosen.budget = parseBudget(options.budget);
    }
    PlanBoard board(client.knowledge, client.facts(), chosen);
    PlanAnswer answer;
    answer.planner = options.best ? Planner::Best : Planner::Greedy;
    if (options.target.empty()) {
        answer.plan = board.make(answer.planner);
    } else {
        answer.target = parseTarget(client, options);
        answer.cheapest = cheapestSet(board, *answer.target);
        answer.plan = board.makeOf(answer.cheapest->candidates, answer.planner);
    }
    if (options.frontier) {
        answer.frontier = costFrontier(board);
    }
    if (options.contributions) {
        answer.contributions = contributions(board, answer.plan.solution.choice);
    }
    if (!options.sheets.empty()) {
        answer.tests = testSheets(assess(client.knowledge, client.facts(), chosen.assess),
                                  *client.knowledge,
                                  board.candidates(),
                                  answer.plan.solution.choice);
        writeSheets(*answer.tests, client.facts(), options.sheets);
    }
    if (options.json) {
        printJson(planJson(board, *client.knowledge, answer));
    } else {
        printPlan(board, *client.knowledge, answer);
        if (answer.tests) {
            printLine(std::to_string(answer.tests->size()) + " test sheets are in " +
                      options.sheets);
        }
    }
    return answer.cheapest && !answer.cheapest->isReached ? ExitCode::Findings : ExitCode::Fine;
}

} // namespace

Verb planVerb()
{
    return makeVerb<Options>(
        {"plan",
         "Results",
         "Which actions in which phase, what they cost and what they lead to",
         "The plan is derived: actions come from failing and open findings, phases, money and "
         "people\n"
         "are facts of the kind phase, decisions are made with netready work, and scores after "
         "each\n"
         "phase are predicted by the rules. The upper end of a cost is held against a budget; "
         "what\n"
         "is not known counts as 0 there and is told. Exit code 1 if a target is not reached.\n\n"
         "Examples:\n"
         "  netready plan acme.netready\n"
         "  netready plan acme.netready --budget \"500000 USD\" --best\n"
         "  netready plan acme.netready --target 70 --json\n"
         "  netready plan acme.netready --test-sheets tests/\n"
         "  netready add acme.netready phase/spring begins=2027-01-01 budget=\"300000 USD\""},
        addOptions,
        run);
}

} // namespace netready
