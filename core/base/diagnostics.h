// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"

#include <algorithm>
#include <string>
#include <vector>

namespace netready {

enum class DiagnosticSeverity
{
    Warning,
    Error
};

/// One problem found while loading or checking many things at once.
struct Diagnostic
{
    DiagnosticSeverity severity = DiagnosticSeverity::Error;
    std::string code; ///< kebab-case, stable, for tests and tools
    std::string message;
    Position where;
    bool operator==(const Diagnostic&) const = default;
};

using Diagnostics = std::vector<Diagnostic>;

[[nodiscard]] inline bool hasErrors(const Diagnostics& diagnostics)
{
    return std::any_of(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& diagnostic) {
        return diagnostic.severity == DiagnosticSeverity::Error;
    });
}

} // namespace netready
