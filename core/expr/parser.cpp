// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "core/expr/ast.h"
#include "core/expr/lexer.h"
#include "core/expr/limits.h"
#include "core/expr/number_text.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace netready {

namespace {

constexpr std::array<std::string_view, 17> kReserved{"as",
                                                     "break",
                                                     "const",
                                                     "continue",
                                                     "else",
                                                     "for",
                                                     "function",
                                                     "if",
                                                     "import",
                                                     "let",
                                                     "loop",
                                                     "package",
                                                     "namespace",
                                                     "return",
                                                     "var",
                                                     "void",
                                                     "while"};

bool isLiteralWord(std::string_view word)
{
    return word == "true" || word == "false" || word == "null" || word == "in";
}

/// How tightly an operator binds; 0 if the token is none.
int strength(const Token& token)
{
    static constexpr std::array<std::pair<std::string_view, int>, 13> kStrengths{{{"||", 1},
                                                                                  {"&&", 2},
                                                                                  {"==", 3},
                                                                                  {"!=", 3},
                                                                                  {"<", 3},
                                                                                  {"<=", 3},
                                                                                  {">", 3},
                                                                                  {">=", 3},
                                                                                  {"+", 4},
                                                                                  {"-", 4},
                                                                                  {"*", 5},
                                                                                  {"/", 5},
                                                                                  {"%", 5}}};
    if (token.isWord("in")) {
        return 3;
    }
    if (token.kind == TokenKind::Sign) {
        for (const auto& [sign, level] : kStrengths) {
            if (sign == token.text) {
                return level;
            }
        }
    }
    return 0;
}

class Parser
{
public:
    explicit Parser(std::shared_ptr<const SourceText> source)
        : m_lexer(*source)
    {
        m_ast.source = std::move(source);
        m_token = m_lexer.next();
    }

    Ast parse();

private:
    /// A node with its span, brackets around it included.
    struct Part
    {
        std::uint32_t node;
        std::size_t begin;
        std::size_t end;
        bool bracketed;
    };

    /// Counts how deep the parser is in itself.
    class Level
    {
    public:
        explicit Level(Parser& parser)
            : m_parser(parser)
        {
            if (++m_parser.m_level > kMostLevels) {
                m_parser.refuseDepth(m_parser.m_token.begin);
            }
        }
        Level(const Level&) = delete;
        Level& operator=(const Level&) = delete;
        ~Level() { --m_parser.m_level; }

    private:
        Parser& m_parser;
    };

    Part expression();
    Part binary(int least);
    Part unary();
    Part signs(std::vector<Token>& operators);
    Part member();
    Part primary();
    Part bracketed();
    Part name(bool rooted, std::size_t begin);
    Part literalWord();
    Part number(bool isNegative, std::size_t begin);
    Part list();
    Part map();
    Part select(Part operand);
    Part index(Part operand);
    Part operation(Part left, const Token& token, Part right);
    void arguments(AstNode& call);

    Part add(AstNode node, std::size_t begin, std::size_t end);
    Token take() { return std::exchange(m_token, m_lexer.next()); }
    bool takeIf(std::string_view sign);
    Token expect(std::string_view sign, std::string_view why);
    [[noreturn]] void refuse(std::size_t at, const std::string& message) const
    {
        m_ast.source->refuse(at, message);
    }
    void checkDepth(const AstNode& node) const;
    [[noreturn]] void refuseDepth(std::size_t at) const;
    [[noreturn]] void refuseToken() const;

    Ast m_ast;
    Lexer m_lexer;
    Token m_token;
    std::size_t m_level = 0;
};

void Parser::refuseDepth(std::size_t at) const
{
    refuse(at,
           "the expression is nested more than " + std::to_string(kMostLevels) + " levels deep");
}

void Parser::checkDepth(const AstNode& node) const
{
    if (node.depth > kMostLevels) {
        refuseDepth(node.at);
    }
}

void Parser::refuseToken() const
{
    if (m_token.kind == TokenKind::End) {
        refuse(m_token.begin, "the expression ends too early");
    }
    refuse(m_token.begin,
           inQuotes(m_ast.source->text.substr(m_token.begin, m_token.end - m_token.begin)) +
               " does not fit here");
}

bool Parser::takeIf(std::string_view sign)
{
    if (!m_token.isSign(sign)) {
        return false;
    }
    (void)take();
    return true;
}

Token Parser::expect(std::string_view sign, std::string_view why)
{
    if (!m_token.isSign(sign)) {
        refuse(m_token.begin, "a " + inQuotes(sign) + " is missing" + std::string(why));
    }
    return take();
}

Parser::Part Parser::add(AstNode node, std::size_t begin, std::size_t end)
{
    node.begin = begin;
    node.end = end;
    for (const std::uint32_t part : node.parts) {
        node.depth = std::max(node.depth, m_ast.nodes[part].depth + 1);
    }
    checkDepth(node);
    if (m_ast.nodes.size() == kMostNodes) {
        refuse(node.at, "the expression has more than " + std::to_string(kMostNodes) + " parts");
    }
    m_ast.nodes.push_back(std::move(node));
    return {static_cast<std::uint32_t>(m_ast.nodes.size() - 1), begin, end, false};
}

Ast Parser::parse()
{
    if (m_token.kind == TokenKind::End) {
        refuse(m_token.begin, "the expression is empty");
    }
    m_ast.root = expression().node;
    if (m_token.kind != TokenKind::End) {
        refuseToken();
    }
    return std::move(m_ast);
}

Parser::Part Parser::expression()
{
    const Level level(*this);
    const Part condition = binary(1);
    if (!m_token.isSign("?")) {
        return condition;
    }
    AstNode node;
    node.kind = AstKind::Conditional;
    node.at = take().begin;
    const Part yes = binary(1);
    (void)expect(":", " after the ? of a condition");
    const Part no = expression();
    node.parts = {condition.node, yes.node, no.node};
    return add(std::move(node), condition.begin, no.end);
}

Parser::Part Parser::operation(Part left, const Token& token, Part right)
{
    AstNode node;
    node.at = token.begin;
    const bool isLogic = token.isSign("&&") || token.isSign("||");
    if (isLogic) {
        node.kind = token.isSign("&&") ? AstKind::And : AstKind::Or;
        AstNode& first = m_ast.nodes[left.node];
        // `a && b && c` is one node of three parts, so that long chains are not deep.
        if (!left.bracketed && first.kind == node.kind) {
            first.parts.push_back(right.node);
            first.end = right.end;
            first.depth = std::max(first.depth, m_ast.nodes[right.node].depth + 1);
            checkDepth(first);
            return {left.node, left.begin, right.end, false};
        }
    } else {
        node.kind = AstKind::Binary;
        node.text = token.text;
    }
    node.parts = {left.node, right.node};
    return add(std::move(node), left.begin, right.end);
}

Parser::Part Parser::binary(int least)
{
    Part left = unary();
    for (int level = strength(m_token); level >= least && level != 0; level = strength(m_token)) {
        const Token token = take();
        const Part right = binary(level + 1);
        left = operation(left, token, right);
    }
    return left;
}

Parser::Part Parser::unary()
{
    if (!m_token.isSign("!") && !m_token.isSign("-")) {
        return member();
    }
    std::vector<Token> operators;
    const std::string sign = m_token.text;
    while (m_token.isSign(sign)) {
        operators.push_back(take());
        if (operators.size() > kMostLevels) {
            refuseDepth(m_token.begin);
        }
    }
    return signs(operators);
}

Parser::Part Parser::signs(std::vector<Token>& operators)
{
    const bool isNumber = m_token.kind == TokenKind::Int || m_token.kind == TokenKind::Double;
    Part part{};
    if (isNumber && operators.back().isSign("-")) {
        // The sign belongs to the number: the smallest int has no positive counterpart.
        part = number(true, operators.back().begin);
        operators.pop_back();
    } else {
        part = member();
    }
    for (; !operators.empty(); operators.pop_back()) {
        AstNode node;
        node.kind = operators.back().isSign("!") ? AstKind::Not : AstKind::Negate;
        node.at = operators.back().begin;
        node.parts = {part.node};
        part = add(std::move(node), operators.back().begin, part.end);
    }
    return part;
}

Parser::Part Parser::member()
{
    Part part = primary();
    for (;;) {
        if (m_token.isSign(".")) {
            part = select(part);
        } else if (m_token.isSign("[")) {
            part = index(part);
        } else {
            break;
        }
    }
    if (m_token.isSign("{") && m_ast.nodes[part.node].kind == AstKind::Name) {
        refuse(m_token.begin, "messages (Name{field: value}) are not supported");
    }
    return part;
}

Parser::Part Parser::select(Part operand)
{
    (void)take();
    AstNode node;
    node.at = m_token.begin;
    node.text = m_token.text;
    node.parts = {operand.node};
    const bool isQuoted = m_token.kind == TokenKind::QuotedName;
    if (!isQuoted && (m_token.kind != TokenKind::Name || isLiteralWord(m_token.text))) {
        refuseToken();
    }
    std::size_t end = take().end;
    node.kind = AstKind::Select;
    if (!isQuoted && m_token.isSign("(")) {
        node.kind = AstKind::Call;
        node.member = true;
        arguments(node);
        end = node.end;
    } else if (m_token.isSign("{")) {
        refuse(m_token.begin, "messages (Name{field: value}) are not supported");
    }
    return add(std::move(node), operand.begin, end);
}

Parser::Part Parser::index(Part operand)
{
    AstNode node;
    node.kind = AstKind::Index;
    node.at = take().begin;
    node.parts = {operand.node, expression().node};
    const std::size_t end = expect("]", " after the index").end;
    return add(std::move(node), operand.begin, end);
}

void Parser::arguments(AstNode& call)
{
    (void)take();
    while (!m_token.isSign(")")) {
        call.parts.push_back(expression().node);
        if (!m_token.isSign(")")) {
            (void)expect(",", " or a \")\" after an argument");
        }
    }
    call.end = take().end;
}

Parser::Part Parser::primary()
{
    const std::size_t begin = m_token.begin;
    switch (m_token.kind) {
    case TokenKind::Name:
        return isLiteralWord(m_token.text) ? literalWord() : name(false, begin);
    case TokenKind::Int:
    case TokenKind::Double:
        return number(false, begin);
    case TokenKind::String: {
        AstNode node;
        node.kind = AstKind::String;
        node.at = begin;
        node.text = m_token.text;
        const std::size_t end = take().end;
        return add(std::move(node), begin, end);
    }
    case TokenKind::Sign:
        return bracketed();
    case TokenKind::QuotedName:
    case TokenKind::End:
        break;
    }
    refuseToken();
}

Parser::Part Parser::bracketed()
{
    const std::size_t begin = m_token.begin;
    if (m_token.isSign("[")) {
        return list();
    }
    if (m_token.isSign("{")) {
        return map();
    }
    if (takeIf(".")) {
        if (m_token.kind != TokenKind::Name || isLiteralWord(m_token.text)) {
            refuseToken();
        }
        return name(true, begin);
    }
    if (!takeIf("(")) {
        refuseToken();
    }
    Part part = expression();
    part.begin = begin;
    part.end = expect(")", "").end;
    part.bracketed = true;
    return part;
}

Parser::Part Parser::name(bool rooted, std::size_t begin)
{
    AstNode node;
    node.kind = AstKind::Name;
    node.rooted = rooted;
    node.at = m_token.begin;
    node.text = m_token.text;
    if (std::find(kReserved.begin(), kReserved.end(), node.text) != kReserved.end()) {
        refuse(m_token.begin, inQuotes(node.text) + " is a reserved word and cannot be a name");
    }
    std::size_t end = take().end;
    if (m_token.isSign("(")) {
        node.kind = AstKind::Call;
        arguments(node);
        end = node.end;
    }
    return add(std::move(node), begin, end);
}

Parser::Part Parser::literalWord()
{
    if (m_token.isWord("in")) {
        refuseToken();
    }
    AstNode node;
    node.kind = m_token.isWord("null") ? AstKind::Null : AstKind::Bool;
    node.truth = m_token.isWord("true");
    node.at = m_token.begin;
    const std::size_t end = take().end;
    const std::size_t begin = node.at;
    return add(std::move(node), begin, end);
}

Parser::Part Parser::number(bool isNegative, std::size_t begin)
{
    AstNode node;
    node.at = m_token.begin;
    const std::string text = (isNegative ? "-" : "") + m_token.text;
    if (m_token.kind == TokenKind::Int) {
        node.kind = AstKind::Int;
        const auto value = wholeFromText(text, true);
        if (!value) {
            refuse(node.at, inQuotes(text) + " is beyond the range of int (64 bits)");
        }
        node.whole = *value;
    } else {
        node.kind = AstKind::Double;
        const auto value = doubleFromText(text);
        if (!value) {
            refuse(node.at, inQuotes(text) + " is beyond the range of double");
        }
        node.fraction = *value;
    }
    const std::size_t end = take().end;
    return add(std::move(node), begin, end);
}

Parser::Part Parser::list()
{
    AstNode node;
    node.kind = AstKind::List;
    node.at = take().begin;
    while (!m_token.isSign("]")) {
        if (m_token.isSign("?")) {
            refuse(m_token.begin, "optional items (?) are not supported");
        }
        node.parts.push_back(expression().node);
        if (!m_token.isSign("]")) {
            (void)expect(",", " or a \"]\" after an item of the list");
        }
    }
    const std::size_t end = take().end;
    const std::size_t begin = node.at;
    return add(std::move(node), begin, end);
}

Parser::Part Parser::map()
{
    AstNode node;
    node.kind = AstKind::Map;
    node.at = take().begin;
    while (!m_token.isSign("}")) {
        if (m_token.isSign("?")) {
            refuse(m_token.begin, "optional entries (?) are not supported");
        }
        node.parts.push_back(expression().node);
        (void)expect(":", " after a key of the map");
        node.parts.push_back(expression().node);
        if (!m_token.isSign("}")) {
            (void)expect(",", " or a \"}\" after an entry of the map");
        }
    }
    const std::size_t end = take().end;
    const std::size_t begin = node.at;
    return add(std::move(node), begin, end);
}

} // namespace

Ast parse(std::shared_ptr<const SourceText> source)
{
    constexpr std::size_t kBytesPerCodePoint = 4;
    if (source->text.size() > kMostCodePoints * kBytesPerCodePoint ||
        codePoints(source->text) > kMostCodePoints) {
        source->refuse(
            0, "the expression is longer than " + std::to_string(kMostCodePoints) + " characters");
    }
    return Parser(std::move(source)).parse();
}

} // namespace netready
