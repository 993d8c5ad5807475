// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace netready {

struct Input
{
    std::string name; ///< for messages
    std::string text; ///< as kMostPackFileBytes allows, and one byte more if there is more
};

/// Reads a text file, or stdin for `-`.
/// Errors: Io if it cannot be read
[[nodiscard]] Input readInput(const std::string& path);

} // namespace netready
