// SPDX-License-Identifier: Apache-2.0
#include "app/cli/options.h"

#include <utility>

namespace netready {

namespace {

// What CLI11 would print behind a name ("TEXT REQUIRED") says nothing that the usage line does not.
CLI::Option* withoutRemark(CLI::Option* option)
{
    return option->option_text(" ");
}

} // namespace

CLI::Option* addPositional(CLI::App& verb, std::string name, std::string& value, std::string help)
{
    return withoutRemark(verb.add_option(std::move(name), value, std::move(help)));
}

CLI::Option*
addPositional(CLI::App& verb, std::string name, std::vector<std::string>& values, std::string help)
{
    return withoutRemark(verb.add_option(std::move(name), values, std::move(help)));
}

CLI::Option* addOption(
    CLI::App& verb, std::string name, std::string valueName, std::string& value, std::string help)
{
    return verb.add_option(std::move(name), value, std::move(help))
        ->option_text(std::move(valueName));
}

void addPackOptions(CLI::App& verb, PackOptions& options)
{
    verb.add_option("--packs", options.folders, "Folder with more packs; may be given again")
        ->option_text("DIR")
        ->allow_extra_args(false);
}

void addClientOptions(CLI::App& verb, ClientOptions& options)
{
    addPositional(verb, "FILE", options.file, "The client file")->required();
    addPackOptions(verb, options.packs);
}

void addJsonOption(CLI::App& verb, bool& json)
{
    verb.add_flag("--json", json, "Print JSON");
}

void addEditOptions(CLI::App& verb, EditOptions& options)
{
    addOption(verb,
              "--by",
              "NAME",
              options.author,
              "Who says so; else $NETREADY_AUTHOR or the login name");
    addTellingOptions(verb, options);
}

void addTellingOptions(CLI::App& verb, EditOptions& options)
{
    verb.add_flag("-q,--quiet", options.quiet, "Print nothing, and do not assess");
    addJsonOption(verb, options.json);
}

} // namespace netready
