// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace netready {

struct InputText
{
    std::string name; ///< for messages
    std::string text; ///< as kMostPackFileBytes allows, and one byte more if there is more
};

/// Reads a text file, or stdin for `-`.
/// Errors: Io if it cannot be read
[[nodiscard]] InputText readInput(const std::string& path);

} // namespace netready
