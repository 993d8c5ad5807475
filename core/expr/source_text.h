// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace netready {

/// The text of an expression and where it stands in its file.
struct SourceText
{
    std::string text;
    Position where;

    /// File, line and column of a byte of the text; columns count characters.
    [[nodiscard]] Position position(std::size_t offset) const;
    /// Throws InvalidInput at that byte.
    [[noreturn]] void refuse(std::size_t offset, const std::string& message) const;
};

/// Number of characters of UTF-8.
[[nodiscard]] std::size_t codePoints(std::string_view text);

} // namespace netready
