// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/exit_code.h"

#include <CLI/CLI.hpp>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace netready {

/// What --help says about a verb.
struct VerbText
{
    std::string name;
    std::string group; ///< heading under which it is listed
    std::string summary;
    std::string details; ///< below the options: what else there is to know, and examples
};

/// One verb of the command line: adds its options, and runs.
struct Verb
{
    VerbText text;
    std::function<void(CLI::App&)> addOptions;
    std::function<ExitCode()> run;
    std::vector<std::string> parts = {}; ///< of a group: the names of its verbs
};

/// Makes a verb known to CLI11 below a program or a group.
CLI::App* attachVerb(CLI::App& app, const Verb& verb);

/// Joins verbs under one name: `fabric size`.
[[nodiscard]] Verb makeVerbGroup(VerbText text, std::vector<Verb> verbs);

/// Joins the two functions of a verb over one place for its options.
template <class Options>
[[nodiscard]] Verb
makeVerb(VerbText text, void (*addOptions)(CLI::App&, Options&), ExitCode (*run)(const Options&))
{
    // Shared: CLI11 writes into it through the one function, the other reads it.
    const auto options = std::make_shared<Options>();
    return {std::move(text),
            [=](CLI::App& app) { addOptions(app, *options); },
            [=] { return run(*options); },
            {}};
}

} // namespace netready
