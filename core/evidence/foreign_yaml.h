// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/evidence/json_tree.h"

#include <string_view>

namespace netready {

/// Reads the first YAML document as a tree; aliases, tags and depths over 64 are refused in the
/// tree's problem. The text must outlive the tree.
///
/// Limits:  texts that span lines or hold escapes are kept as they are written
[[nodiscard]] JsonTree readForeignYaml(std::string_view text);

} // namespace netready
