// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/expr/source_text.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace netready {

enum class TokenKind : std::uint8_t
{
    End,
    Name,       ///< also the words true, false, null and in
    QuotedName, ///< `` `b-c` ``
    Int,
    Double,
    String,
    Sign ///< operator or bracket
};

struct Token
{
    TokenKind kind = TokenKind::End;
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string text; ///< as written; of strings and quoted names what they stand for

    [[nodiscard]] bool isSign(std::string_view sign) const
    {
        return kind == TokenKind::Sign && text == sign;
    }
    [[nodiscard]] bool isWord(std::string_view word) const
    {
        return kind == TokenKind::Name && text == word;
    }
};

/// Cuts an expression into tokens, one at a time.
class Lexer
{
public:
    explicit Lexer(const SourceText& source);

    /// Errors: InvalidInput for what is no token, and for literals that are not supported.
    [[nodiscard]] Token next();

private:
    void skipSpace();
    [[nodiscard]] Token name();
    [[nodiscard]] Token quotedName();
    [[nodiscard]] Token number();
    [[nodiscard]] Token sign();
    [[nodiscard]] Token string(bool raw);
    [[nodiscard]] bool startsString(bool& raw);
    [[nodiscard]] char at(std::size_t offset) const;
    void skipDigits();
    void skipNumber(bool& isDouble);
    void escape(std::string& out);
    [[nodiscard]] std::uint32_t digits(std::size_t count, std::uint32_t base);

    const SourceText& m_source;
    std::string_view m_text;
    std::size_t m_offset = 0;
};

} // namespace netready
