// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command_line.h"

#include "app/cli/console.h"
#include "core/base/text.h"

#include <algorithm>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>

namespace netready {

namespace {

constexpr std::string_view kAbout =
    "Assesses whether a network is ready for AI workloads. Everything that is known about a client "
    "is kept in one file; what is not known widens the scores instead of hiding in them.";

constexpr std::string_view kFooter =
    "First steps:\n"
    "  netready new client.netready --template brownfield-enterprise\n"
    "  netready assess client.netready\n"
    "  netready ask client.netready --interactive\n"
    "\n"
    "\"netready VERB --help\" explains a verb. Exit codes: 0 fine, 1 findings at or above "
    "--fail-on,\n"
    "2 wrong usage, 3 bad input, 4 file problem, 70 bug. NO_COLOR turns colours off, "
    "NETREADY_AUTHOR\n"
    "names who edits, NETREADY_DATA is the folder that holds rules and questionnaires.";

constexpr std::size_t kNameColumn = 26;

/// Refuses a word that is none of the names; an option or nothing is left to CLI11.
/// `group` is what stands before the word: empty, or `fabric `.
void checkName(const char* word, const std::string& group, const std::vector<std::string>& names)
{
    if (word == nullptr || *word == '-' ||
        std::find(names.begin(), names.end(), word) != names.end()) {
        return;
    }
    const std::string near = nearest(word, names);
    throw CLI::ExtrasError(
        "there is no verb " + inQuotes(group + word) +
            (near.empty() ? "" : "; did you mean " + inQuotes(group + near) + "?"),
        CLI::ExitCodes::ExtrasError);
}

} // namespace

CommandLine::CommandLine(std::vector<Verb> verbs)
    : m_verbs(std::move(verbs))
    , m_app(wrapped(kAbout, 0), "netready")
{
    m_app.require_subcommand(1);
    m_app.footer(std::string(kFooter));
    m_app.get_formatter()->column_width(kNameColumn);
    m_app.set_version_flag("--version", "netready " NETREADY_VERSION, "Print the version");
    m_app.set_help_flag("-h,--help", "Print this help");
    for (const Verb& verb : m_verbs) {
        attachVerb(m_app, verb);
    }
}

const Verb& CommandLine::parse(int argc, const char* const* argv)
{
    std::vector<std::string> names;
    for (const Verb& verb : m_verbs) {
        names.push_back(verb.text.name);
    }
    const char* const first = argc > 1 ? argv[1] : nullptr;
    checkName(first, "", names);
    for (const Verb& verb : m_verbs) {
        if (argc > 2 && !verb.parts.empty() && verb.text.name == first) {
            checkName(argv[2], verb.text.name + " ", verb.parts);
        }
    }
    m_app.parse(argc, argv);
    const std::string chosen = m_app.get_subcommands().front()->get_name();
    return *std::find_if(
        m_verbs.begin(), m_verbs.end(), [&](const Verb& verb) { return verb.text.name == chosen; });
}

ExitCode CommandLine::answer(const CLI::ParseError& error) const
{
    if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success)) {
        std::ostringstream help;
        m_app.exit(error, help, help);
        print(help.str());
        flushOutput();
        return ExitCode::Fine;
    }
    std::string written = "netready";
    for (auto chosen = m_app.get_subcommands(); !chosen.empty();
         chosen = chosen.front()->get_subcommands()) {
        written += " " + chosen.front()->get_name();
    }
    note("netready: " + std::string(error.what()));
    note("\"" + written + " --help\" explains what is possible.");
    return ExitCode::Usage;
}

} // namespace netready
