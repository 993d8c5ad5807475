// SPDX-License-Identifier: Apache-2.0
#include "core/expr/lexer.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <utility>

namespace netready {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool isHexDigit(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

std::uint32_t digitValue(char c)
{
    if (isDigit(c)) {
        return static_cast<std::uint32_t>(c - '0');
    }
    return static_cast<std::uint32_t>((c >= 'a' ? c - 'a' : c - 'A') + 10);
}

void appendUtf8(std::string& out, std::uint32_t code)
{
    const auto byte = [&out](std::uint32_t bits) { out += static_cast<char>(bits); };
    if (code < 0x80) {
        byte(code);
    } else if (code < 0x800) {
        byte(0xC0U | (code >> 6U));
        byte(0x80U | (code & 0x3FU));
    } else if (code < 0x10000) {
        byte(0xE0U | (code >> 12U));
        byte(0x80U | ((code >> 6U) & 0x3FU));
        byte(0x80U | (code & 0x3FU));
    } else {
        byte(0xF0U | (code >> 18U));
        byte(0x80U | ((code >> 12U) & 0x3FU));
        byte(0x80U | ((code >> 6U) & 0x3FU));
        byte(0x80U | (code & 0x3FU));
    }
}

constexpr std::array<std::pair<char, char>, 12> kEscapes{{{'a', '\a'},
                                                          {'b', '\b'},
                                                          {'f', '\f'},
                                                          {'n', '\n'},
                                                          {'r', '\r'},
                                                          {'t', '\t'},
                                                          {'v', '\v'},
                                                          {'\\', '\\'},
                                                          {'?', '?'},
                                                          {'"', '"'},
                                                          {'\'', '\''},
                                                          {'`', '`'}}};

// Longest first.
constexpr std::array<std::string_view, 29> kSigns{
    "==", "!=", "<=", ">=", "&&", "||", "?.", ".?", "[?", "<", ">", "+", "-", "*", "/",
    "%",  "!",  "?",  ":",  ".",  ",",  "(",  ")",  "[",  "]", "{", "}", "&", "|"};

} // namespace

Lexer::Lexer(const SourceText& source)
    : m_source(source)
    , m_text(source.text)
{}

char Lexer::at(std::size_t offset) const
{
    return offset < m_text.size() ? m_text[offset] : '\0';
}

void Lexer::skipSpace()
{
    constexpr std::string_view kSpace = " \t\r\n\f";
    for (;;) {
        m_offset = std::min(m_text.find_first_not_of(kSpace, m_offset), m_text.size());
        if (m_text.substr(m_offset, 2) != "//") {
            return;
        }
        m_offset = std::min(m_text.find('\n', m_offset), m_text.size());
    }
}

Token Lexer::next()
{
    skipSpace();
    if (m_offset == m_text.size()) {
        return {TokenKind::End, m_offset, m_offset, ""};
    }
    bool raw = false;
    if (startsString(raw)) {
        return string(raw);
    }
    const char c = m_text[m_offset];
    if (isLetter(c)) {
        return name();
    }
    if (isDigit(c) || (c == '.' && isDigit(at(m_offset + 1)))) {
        return number();
    }
    return c == '`' ? quotedName() : sign();
}

Token Lexer::name()
{
    const std::size_t begin = m_offset;
    while (isLetter(at(m_offset)) || isDigit(at(m_offset))) {
        ++m_offset;
    }
    return {TokenKind::Name, begin, m_offset, std::string(m_text.substr(begin, m_offset - begin))};
}

Token Lexer::quotedName()
{
    const std::size_t begin = m_offset;
    const std::size_t end = m_text.find('`', begin + 1);
    if (end == std::string_view::npos) {
        m_source.refuse(begin, "the quoted name is not closed: a ` is missing");
    }
    const std::string_view inner = m_text.substr(begin + 1, end - begin - 1);
    const bool fits = std::all_of(inner.begin(), inner.end(), [](char c) {
        return isLetter(c) || isDigit(c) ||
               std::string_view("./- ").find(c) != std::string_view::npos;
    });
    if (inner.empty() || !fits) {
        m_source.refuse(
            begin, inQuotes(inner) + " cannot be a quoted name: use letters, digits and . / -");
    }
    m_offset = end + 1;
    return {TokenKind::QuotedName, begin, m_offset, std::string(inner)};
}

void Lexer::skipDigits()
{
    while (isDigit(at(m_offset))) {
        ++m_offset;
    }
}

void Lexer::skipNumber(bool& isDouble)
{
    skipDigits();
    if (at(m_offset) == '.' && isDigit(at(m_offset + 1))) {
        isDouble = true;
        ++m_offset;
        skipDigits();
    }
    const char sign = at(m_offset + 1);
    const bool isSigned = sign == '+' || sign == '-';
    if ((at(m_offset) == 'e' || at(m_offset) == 'E') &&
        isDigit(at(m_offset + (isSigned ? 2 : 1)))) {
        isDouble = true;
        m_offset += isSigned ? 2 : 1;
        skipDigits();
    }
}

Token Lexer::number()
{
    const std::size_t begin = m_offset;
    bool isDouble = false;
    if (at(begin) == '0' && (at(begin + 1) == 'x' || at(begin + 1) == 'X') &&
        isHexDigit(at(begin + 2))) {
        m_offset += 2;
        while (isHexDigit(at(m_offset))) {
            ++m_offset;
        }
    } else {
        skipNumber(isDouble);
    }
    if (at(m_offset) == 'u' || at(m_offset) == 'U') {
        m_source.refuse(begin, "unsigned integers (uint) are not supported: leave out the u");
    }
    if (isLetter(at(m_offset))) {
        m_source.refuse(begin,
                        inQuotes(m_text.substr(begin, m_offset + 1 - begin)) +
                            " is not a number; a quantity is written q('400 Gb/s')");
    }
    return {isDouble ? TokenKind::Double : TokenKind::Int,
            begin,
            m_offset,
            std::string(m_text.substr(begin, m_offset - begin))};
}

Token Lexer::sign()
{
    for (const std::string_view known : kSigns) {
        if (m_text.substr(m_offset).starts_with(known)) {
            const std::size_t begin = m_offset;
            if (known == "?." || known == ".?" || known == "[?") {
                // `a ?.5 : b` is a ternary with a number, not an optional selection.
                if (known == "?." && isDigit(at(begin + 2))) {
                    continue;
                }
                m_source.refuse(begin, "optional values (.? and [?) are not supported");
            }
            if (known == "&" || known == "|") {
                m_source.refuse(begin,
                                "write " + std::string(known) + std::string(known) +
                                    " instead of " + std::string(known));
            }
            m_offset += known.size();
            return {TokenKind::Sign, begin, m_offset, std::string(known)};
        }
    }
    if (m_text[m_offset] == '=') {
        m_source.refuse(m_offset, "write == to compare");
    }
    std::size_t end = m_offset + 1;
    while (end < m_text.size() && (static_cast<unsigned char>(m_text[end]) & 0xC0U) == 0x80U) {
        ++end;
    }
    m_source.refuse(m_offset,
                    inQuotes(m_text.substr(m_offset, end - m_offset)) + " has no meaning here");
}

bool Lexer::startsString(bool& raw)
{
    std::size_t offset = m_offset;
    bool bytes = false;
    while (offset < m_offset + 2) {
        const char c = at(offset);
        if ((c == 'r' || c == 'R') && !raw) {
            raw = true;
        } else if ((c == 'b' || c == 'B') && !bytes) {
            bytes = true;
        } else {
            break;
        }
        ++offset;
    }
    if (at(offset) != '"' && at(offset) != '\'') {
        raw = false;
        return false;
    }
    if (bytes) {
        m_source.refuse(m_offset, "bytes (b'…') are not supported");
    }
    return true;
}

Token Lexer::string(bool raw)
{
    Token token{TokenKind::String, m_offset, 0, ""};
    m_offset += raw ? 1 : 0;
    const char mark = m_text[m_offset];
    const bool isTriple = at(m_offset + 1) == mark && at(m_offset + 2) == mark;
    const std::string close(isTriple ? 3 : 1, mark);
    m_offset += close.size();
    while (!m_text.substr(m_offset).starts_with(close)) {
        if (m_offset == m_text.size() ||
            (!isTriple && (m_text[m_offset] == '\n' || m_text[m_offset] == '\r'))) {
            m_source.refuse(token.begin, "the text is not closed: a " + close + " is missing");
        }
        if (m_text[m_offset] == '\\') {
            if (raw) {
                token.text += m_text[m_offset++];
                // A backslash keeps a raw string open, and stays in it.
                if (m_offset == m_text.size()) {
                    continue;
                }
            } else {
                escape(token.text);
                continue;
            }
        }
        token.text += m_text[m_offset++];
    }
    m_offset += close.size();
    token.end = m_offset;
    return token;
}

std::uint32_t Lexer::digits(std::size_t count, std::uint32_t base)
{
    std::uint32_t code = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const char c = at(m_offset);
        if (!isHexDigit(c) || digitValue(c) >= base) {
            m_source.refuse(m_offset,
                            "the escape sequence needs " + std::to_string(count) + " digits");
        }
        code = code * base + digitValue(c);
        ++m_offset;
    }
    return code;
}

void Lexer::escape(std::string& out)
{
    const std::size_t begin = m_offset++;
    const char letter = at(m_offset);
    for (const auto& [known, meaning] : kEscapes) {
        if (known == letter) {
            out += meaning;
            ++m_offset;
            return;
        }
    }
    std::uint32_t code = 0;
    if (letter >= '0' && letter <= '3') {
        constexpr std::uint32_t kOctal = 8;
        code = digits(3, kOctal);
    } else {
        constexpr std::uint32_t kHex = 16;
        const std::size_t count = letter == 'x' || letter == 'X' ? 2
                                  : letter == 'u'                ? 4
                                  : letter == 'U'                ? 8
                                                                 : 0;
        if (count == 0) {
            m_source.refuse(begin,
                            "\"\\" + std::string(m_offset < m_text.size() ? 1 : 0, letter) +
                                "\" is not an escape sequence");
        }
        ++m_offset;
        code = digits(count, kHex);
    }
    if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) {
        m_source.refuse(begin, "the escape sequence is not a character of Unicode");
    }
    appendUtf8(out, code);
}

} // namespace netready
