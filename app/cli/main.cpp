// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command_line.h"
#include "app/cli/console.h"
#include "app/cli/exit_code.h"
#include "app/cli/verbs/verbs.h"

#include <exception>
#include <string>

namespace netready {

namespace {

ExitCode runVerb(int argc, const char* const* argv)
{
    CommandLine commandLine(allVerbs());
    try {
        const ExitCode code = commandLine.parse(argc, argv).run();
        flushOutput();
        return code;
    } catch (const CLI::ParseError& answer) {
        return commandLine.answer(answer);
    }
}

ExitCode runProgram(int argc, const char* const* argv)
{
    try {
        return runVerb(argc, argv);
    } catch (const OutputClosed&) {
        return ExitCode::Fine;
    } catch (const Error& error) {
        note("netready: " + std::string(error.what()));
        return exitCodeFor(error.code());
    } catch (const std::exception& error) {
        note("netready: this is a bug: " + std::string(error.what()));
        return ExitCode::Bug;
    }
}

} // namespace

} // namespace netready

int main(int argc, char** argv)
{
    netready::prepareStreams();
    return static_cast<int>(netready::runProgram(argc, argv));
}
