// SPDX-License-Identifier: Apache-2.0
#include "core/expr/source_text.h"

#include <algorithm>

namespace netready {

std::size_t codePoints(std::string_view text)
{
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

Position SourceText::position(std::size_t offset) const
{
    const std::string_view before = std::string_view(text).substr(0, offset);
    const auto lines = static_cast<int>(std::count(before.begin(), before.end(), '\n'));
    const std::size_t lineStart = before.rfind('\n') + 1; // npos + 1 is 0
    const auto column = static_cast<int>(codePoints(before.substr(lineStart)));
    Position result = where;
    result.line = std::max(where.line, 1) + lines;
    result.column = (lines == 0 ? std::max(where.column, 1) : 1) + column;
    return result;
}

void SourceText::refuse(std::size_t offset, const std::string& message) const
{
    throw Error(ErrorCode::InvalidInput, message, position(offset));
}

} // namespace netready
