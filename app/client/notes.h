// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace netready {

/// A note that begins with one of these words is more than text: a question that was parked, an
/// action that was assigned. Part of the file format.
inline constexpr std::string_view kParkedWord = "Parked: ";
inline constexpr std::string_view kActionWord = "Action: ";

[[nodiscard]] inline bool isParked(std::string_view note)
{
    return note.starts_with(kParkedWord);
}
[[nodiscard]] inline bool isAssigned(std::string_view note)
{
    return note.starts_with(kActionWord);
}

} // namespace netready
