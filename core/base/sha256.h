// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace netready {

/// SHA-256 of bytes, in lowercase hexadecimal.
[[nodiscard]] std::string sha256(std::string_view bytes);

} // namespace netready
