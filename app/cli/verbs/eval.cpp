// SPDX-License-Identifier: Apache-2.0
#include "app/cli/client.h"
#include "app/cli/console.h"
#include "app/cli/tagged_value.h"
#include "app/cli/verbs/verbs.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/expr/tagged_json.h"

#include <nlohmann/json.hpp>

#include <iostream>

namespace netready {

namespace {

struct Options
{
    std::string expression;
    std::vector<std::string> bindings;
    bool batch = false;
    bool json = false;
};

void addOptions(CLI::App& verb, Options& options)
{
    addPositional(verb, "EXPRESSION", options.expression, "The expression");
    verb.add_option("--bind", options.bindings, "Give a name a value; ? if it is not known")
        ->option_text("NAME=VALUE")
        ->allow_extra_args(false);
    verb.add_flag("--batch", options.batch, "Read one JSON object a line from stdin");
    addJsonOption(verb, options.json);
}

/// One line of a batch; a bad line gets an answer too.
nlohmann::json answerTo(const std::string& line)
{
    const nlohmann::json request = nlohmann::json::parse(line, nullptr, false);
    if (!request.is_object()) {
        return {{"id", nullptr}, {"error", "the line is not a JSON object"}};
    }
    return evaluateCase(request);
}

ExitCode batch()
{
    std::string line;
    while (std::getline(std::cin, line)) {
        if (trimmed(line).empty()) {
            continue;
        }
        printData(answerTo(line).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
        if (std::cin.rdbuf()->in_avail() <= 0) {
            // The other side may be waiting for this answer.
            flushOutput();
        }
    }
    return ExitCode::Fine;
}

nlohmann::json requestOf(const Options& options)
{
    nlohmann::json request{{"id", "expression"},
                           {"expr", options.expression},
                           {"bindings", nlohmann::json::object()},
                           {"unknowns", nlohmann::json::array()}};
    for (const std::string& binding : options.bindings) {
        const std::size_t equals = binding.find('=');
        if (equals == std::string::npos || equals == 0) {
            throw Error(ErrorCode::InvalidInput,
                        "--bind: " + inQuotes(binding) +
                            " is not NAME=VALUE, such as speed=\"400 Gb/s\"");
        }
        const std::string name = binding.substr(0, equals);
        const std::string value = binding.substr(equals + 1);
        if (value == "?") {
            request["unknowns"].push_back(name);
        } else {
            request["bindings"][name] = parseTagged(value);
        }
    }
    return request;
}

ExitCode run(const Options& options)
{
    if (options.batch) {
        return batch();
    }
    if (options.expression.empty()) {
        throw CLI::RequiredError("EXPRESSION or --batch");
    }
    const nlohmann::json answer = evaluateCase(requestOf(options));
    if (answer.contains("error")) {
        throw Error(ErrorCode::InvalidInput, answer.at("error").get<std::string>());
    }
    if (options.json) {
        nlohmann::ordered_json shown = answer;
        shown.erase("id");
        printJson(shown);
    } else if (answer.contains("value")) {
        printLine(readableTagged(answer.at("value")));
    } else {
        std::vector<std::string> paths;
        for (const nlohmann::json& path : answer.at("unknown")) {
            paths.push_back(path.is_string() ? path.get<std::string>() : path.dump());
        }
        printLine("? not known: " + join(paths, ", "));
    }
    return ExitCode::Fine;
}

} // namespace

Verb evalVerb()
{
    return makeVerb<Options>(
        {"eval",
         "Knowledge",
         "Evaluate a rule expression",
         "--batch reads {\"id\", \"expr\", \"bindings\", \"unknowns\"} and writes {\"id\", "
         "\"value\"},\n"
         "{\"id\", \"error\"} or {\"id\", \"unknown\"}, one JSON object a line; a bad line is "
         "answered too.\n\n"
         "Examples:\n"
         "  netready eval \"q('400 Gb/s') * 8.0 / 2.0\"\n"
         "  netready eval \"speed >= q('400 Gb/s')\" --bind speed=\"100..200 Gb/s\"\n"
         "  netready eval --batch < cases.jsonl"},
        addOptions,
        run);
}

} // namespace netready
