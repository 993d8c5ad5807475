// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <exception>
#include <string>
#include <string_view>

namespace netready {

enum class ErrorCode
{
    InvalidInput, ///< what the user gave cannot be used
    NotFound,     ///< what the user named does not exist
    Conflict,     ///< somebody else holds it, or it exists already
    Corrupt,      ///< a file of ours that is damaged
    TooNew,       ///< a file of ours from a newer program
    Io            ///< the system refused to read or write
};

/// A place in a text file; line and column count from 1, 0 means not known.
struct Position
{
    std::string file;
    int line = 0;
    int column = 0;
    bool operator==(const Position&) const = default;
};

/// Prints `file:line:column`, leaving out what is not known.
[[nodiscard]] std::string toString(const Position& position);

/// The one exception that leaves core: a sentence with the value in quotation marks, and a place.
class Error : public std::exception
{
public:
    Error(ErrorCode code, std::string message, Position where = {});

    [[nodiscard]] ErrorCode code() const { return m_code; }
    [[nodiscard]] const std::string& message() const { return m_message; }
    [[nodiscard]] const Position& where() const { return m_where; }
    /// Place and message in one line.
    [[nodiscard]] const char* what() const noexcept override { return m_what.c_str(); }

private:
    ErrorCode m_code;
    std::string m_message;
    Position m_where;
    std::string m_what;
};

} // namespace netready
