// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/knowledge/knowledge.h"

#include <string_view>
#include <vector>

namespace netready {

/// The files of a first pack of one's own: an attribute, its question and a rule with examples,
/// which pass every check beside the packs of the program.
///
/// Shape: paths below the folder of the pack
[[nodiscard]] std::vector<PackFile> packScaffold(std::string_view id, std::string_view title);

} // namespace netready
