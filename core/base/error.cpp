// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"

#include <utility>

namespace netready {

std::string toString(const Position& position)
{
    std::string text = position.file;
    if (position.line > 0) {
        text += (text.empty() ? "line " : ":") + std::to_string(position.line);
        if (position.column > 0) {
            text += ":" + std::to_string(position.column);
        }
    }
    return text;
}

Error::Error(ErrorCode code, std::string message, Position where)
    : m_code(code)
    , m_message(std::move(message))
    , m_where(std::move(where))
{
    const std::string place = toString(m_where);
    m_what = place.empty() ? m_message : place + ": " + m_message;
}

} // namespace netready
