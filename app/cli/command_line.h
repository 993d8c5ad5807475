// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/verb.h"

#include <vector>

namespace netready {

/// The verbs as one command line.
class CommandLine
{
public:
    explicit CommandLine(std::vector<Verb> verbs);

    /// Reads the arguments into the options of the verb that they name.
    /// Errors: CLI::ParseError if they are wrong, or only ask for help or the version
    [[nodiscard]] const Verb& parse(int argc, const char* const* argv);

    /// Prints help or version to stdout, or what is wrong to stderr.
    [[nodiscard]] ExitCode answer(const CLI::ParseError& error) const;

private:
    std::vector<Verb> m_verbs;
    CLI::App m_app;
};

} // namespace netready
