// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/client.h"
#include "app/cli/exit_code.h"
#include "app/client/evidence_import.h"

#include <nlohmann/json_fwd.hpp>

namespace netready {

// What import and fetch show of evidence, and how they write it.

[[nodiscard]] nlohmann::ordered_json previewJson(const Knowledge& knowledge,
                                                 const ImportPreview& preview);

/// Prints files, values, contradictions and what has no place.
void printPreview(const Knowledge& knowledge, const ImportPreview& preview);

/// Bad input if every file is refused.
[[nodiscard]] ExitCode outcome(const ImportPreview& preview);

/// Makes the edit of a preview and tells it; with --json without a word.
[[nodiscard]] ExitCode
applyImport(Client& client, const ImportPreview& preview, const EditOptions& options);

} // namespace netready
