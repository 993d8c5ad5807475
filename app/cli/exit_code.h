// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"

namespace netready {

/// What the program tells its caller. Part of the interface; do not change the numbers.
enum class ExitCode
{
    Fine = 0,
    Findings = 1,    ///< findings at or above --fail-on
    Usage = 2,       ///< the command line is wrong
    BadInput = 3,    ///< a value, name or pack cannot be used
    FileProblem = 4, ///< a file cannot be read or written, or is damaged, too new or in use
    Bug = 70
};

/// Conflict is one of the file: verbs check names that exist already themselves.
[[nodiscard]] constexpr ExitCode exitCodeFor(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidInput:
    case ErrorCode::NotFound:
        return ExitCode::BadInput;
    case ErrorCode::Conflict:
    case ErrorCode::Corrupt:
    case ErrorCode::TooNew:
    case ErrorCode::Io:
        return ExitCode::FileProblem;
    }
    return ExitCode::Bug;
}

} // namespace netready
