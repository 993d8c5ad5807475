// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/knowledge/knowledge.h"

#include <string>
#include <string_view>
#include <vector>

namespace netready::testing {

[[nodiscard]] std::string readFile(const std::string& path);

/// Every `*.yaml` below a folder, with paths below it.
[[nodiscard]] std::vector<PackFile> filesBelow(const std::string& folder);

/// The pack tests/data/packs/minimal, which is without fault.
[[nodiscard]] const std::vector<PackFile>& minimalPack();

/// The files with those of the same path replaced and the others added.
[[nodiscard]] std::vector<PackFile> withFiles(std::vector<PackFile> files,
                                              const std::vector<PackFile>& others);

/// The minimal pack with one text in one file replaced; the text must be there.
[[nodiscard]] std::vector<PackFile>
minimalPackWith(std::string_view path, std::string_view text, std::string_view replacement);

/// `code file:line:column` for each error, in their order.
[[nodiscard]] std::vector<std::string> errorsOf(const Diagnostics& diagnostics);
/// The whole of all diagnostics, for INFO.
[[nodiscard]] std::string describe(const Diagnostics& diagnostics);

} // namespace netready::testing
