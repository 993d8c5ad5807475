// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

namespace netready {

/// Which packs are used beside those of the program.
struct PackOptions
{
    std::vector<std::string> folders;
};

/// Which client file is meant.
struct ClientOptions
{
    std::string file;
    PackOptions packs;
};

/// Who edits and what is said about it.
struct EditOptions
{
    std::string author; ///< empty: defaultAuthor()
    bool quiet = false;
    bool json = false;
};

/// Adds an argument that is known by its place.
CLI::Option* addPositional(CLI::App& verb, std::string name, std::string& value, std::string help);
CLI::Option*
addPositional(CLI::App& verb, std::string name, std::vector<std::string>& values, std::string help);
/// Adds an option with a value; `value` names it in --help. It is given at most once.
CLI::Option* addOption(
    CLI::App& verb, std::string name, std::string valueName, std::string& value, std::string help);

void addPackOptions(CLI::App& verb, PackOptions& options);
void addClientOptions(CLI::App& verb, ClientOptions& options);
void addJsonOption(CLI::App& verb, bool& json);
/// Adds --by, --quiet and --json.
void addEditOptions(CLI::App& verb, EditOptions& options);
/// The same without --by, for verbs where it means something else.
void addTellingOptions(CLI::App& verb, EditOptions& options);

} // namespace netready
