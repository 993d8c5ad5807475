// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/knowledge/knowledge.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace netready {

/// The folder part of a path with its slash; empty for a bare name.
[[nodiscard]] std::string folderOf(std::string_view path);
[[nodiscard]] std::string_view fileNameOf(std::string_view path);

/// Index of the innermost pack folder that holds the path.
[[nodiscard]] std::optional<std::size_t> packOf(std::string_view path,
                                                const std::vector<std::string>& folders);

/// The files of a pack in one.
///
/// Shape: for each file in the order of the paths: its path below the folder, a zero byte, its
/// length as decimal text, a zero byte, its content.
[[nodiscard]] std::string bytesOf(const std::vector<const PackFile*>& files,
                                  std::string_view folder);

} // namespace netready
