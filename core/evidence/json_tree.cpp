// SPDX-License-Identifier: Apache-2.0
#include "core/evidence/json_tree.h"

#include "core/base/text.h"
#include "core/evidence/read_number.h"

#include <algorithm>

namespace netready {

namespace {

constexpr int kMostDepth = 64;

void appendUtf8(std::string& out, std::uint32_t code)
{
    const auto put = [&out](std::uint32_t byte) { out.push_back(static_cast<char>(byte)); };
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xC0 | code >> 6);
        put(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        put(0xE0 | code >> 12);
        put(0x80 | (code >> 6 & 0x3F));
        put(0x80 | (code & 0x3F));
    } else {
        put(0xF0 | code >> 18);
        put(0x80 | (code >> 12 & 0x3F));
        put(0x80 | (code >> 6 & 0x3F));
        put(0x80 | (code & 0x3F));
    }
}

std::optional<std::uint32_t> codeUnit(std::string_view text, std::size_t at)
{
    if (at + 4 > text.size()) {
        return std::nullopt;
    }
    const auto value = readHexadecimal(text.substr(at, 4));
    return value ? std::optional(static_cast<std::uint32_t>(*value)) : std::nullopt;
}

std::string unescaped(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 == text.size()) {
            out.push_back(text[i]);
            continue;
        }
        const char kind = text[++i];
        switch (kind) {
        case 'n':
            out.push_back('\n');
            break;
        case 't':
            out.push_back('\t');
            break;
        case 'r':
        case 'b':
        case 'f':
            out.push_back(' ');
            break;
        case 'u': {
            auto code = codeUnit(text, i + 1);
            if (!code) {
                out.push_back('?');
                break;
            }
            i += 4;
            if (*code >= 0xD800 && *code < 0xDC00 && text.substr(i + 1, 2) == "\\u") {
                const auto low = codeUnit(text, i + 3);
                if (low && *low >= 0xDC00 && *low < 0xE000) {
                    code = 0x10000 + ((*code - 0xD800) << 10) + (*low - 0xDC00);
                    i += 6;
                }
            }
            appendUtf8(out,
                       *code >= 0xD800 && *code < 0xE000 ? 0xFFFD
                       : *code < 0x20                    ? ' '
                                                         : *code);
            break;
        }
        default:
            out.push_back(kind);
            break;
        }
    }
    return out;
}

bool isBlank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

} // namespace

/// Writes the nodes of one document after the other into a tree.
class JsonParser
{
public:
    JsonParser(JsonTree& tree, std::string_view text, bool isTolerant)
        : m_tree(tree)
        , m_text(text)
        , m_isTolerant(isTolerant)
    {}

    std::size_t at = 0;

    /// The node of the value that starts here; 0 if it is broken, which m_tree then says.
    std::uint32_t value(int depth)
    {
        skipBlanks();
        if (at >= m_text.size()) {
            return broken("the text ends where a value should be");
        }
        const char c = m_text[at];
        if (c == '{' || c == '[') {
            if (depth >= kMostDepth) {
                return broken("more than 64 brackets inside each other");
            }
            return container(c == '{', depth);
        }
        if (c == '"') {
            return text();
        }
        return word();
    }

    void skipBlanks()
    {
        while (at < m_text.size() && isBlank(m_text[at])) {
            ++at;
        }
    }

private:
    std::uint32_t broken(std::string message)
    {
        if (!m_tree.m_problem) {
            m_tree.m_problem = {std::min(at, m_text.size()), std::move(message)};
        }
        return 0;
    }

    std::uint32_t add(JsonValue::Kind kind, std::size_t begin, std::size_t size)
    {
        JsonTree::Node node;
        node.kind = kind;
        node.begin = static_cast<std::uint32_t>(begin);
        node.size = static_cast<std::uint32_t>(size);
        m_tree.m_nodes.push_back(node);
        return static_cast<std::uint32_t>(m_tree.m_nodes.size() - 1);
    }

    /// Moves behind the closing quote; false if there is none.
    bool skipText(bool& hasEscapes)
    {
        const std::size_t start = at;
        for (++at; at < m_text.size(); ++at) {
            const char c = m_text[at];
            if (c == '"') {
                ++at;
                return true;
            }
            if (c == '\\') {
                hasEscapes = true;
                ++at;
            }
        }
        at = start;
        return false;
    }

    std::uint32_t text()
    {
        const std::size_t begin = at + 1;
        bool hasEscapes = false;
        if (!skipText(hasEscapes)) {
            return broken("a text that starts here does not end");
        }
        const std::uint32_t node = add(JsonValue::Kind::Text, begin, at - 1 - begin);
        m_tree.m_nodes[node].hasEscapes = hasEscapes;
        return node;
    }

    std::uint32_t word()
    {
        const std::size_t begin = at;
        const std::string_view ends =
            m_isTolerant ? std::string_view(",}]\n\r") : std::string_view(" ,}]:\n\r\t{[\"");
        while (at < m_text.size() && ends.find(m_text[at]) == std::string_view::npos) {
            ++at;
        }
        const std::string_view found = trimmed(m_text.substr(begin, at - begin));
        if (at >= m_text.size()) {
            at = begin;
            return broken("the text ends inside a value");
        }
        if (found == "true" || found == "false") {
            return add(JsonValue::Kind::Bool, begin, found.size());
        }
        if (found == "null") {
            return add(JsonValue::Kind::Null, begin, found.size());
        }
        const bool isSpecial = found == "nan" || found == "-nan" || found == "NaN" ||
                               found == "inf" || found == "-inf" || found == "Infinity" ||
                               found == "-Infinity";
        if (isSpecial || readNumber(found)) {
            return add(JsonValue::Kind::Number, begin, found.size());
        }
        if (m_isTolerant && !found.empty()) {
            return add(JsonValue::Kind::Text, begin, found.size());
        }
        at = begin;
        return broken(found.empty() ? "a value is missing" : inQuotes(found) + " is no JSON value");
    }

    bool key(std::size_t& begin, std::size_t& size)
    {
        if (at < m_text.size() && m_text[at] == '"') {
            begin = at + 1;
            bool hasEscapes = false;
            if (!skipText(hasEscapes)) {
                broken("a name that starts here does not end");
                return false;
            }
            size = at - 1 - begin;
            return true;
        }
        if (m_isTolerant) {
            begin = at;
            while (at < m_text.size() && m_text[at] != ':' && m_text[at] != '\n' &&
                   m_text[at] != '}') {
                ++at;
            }
            size = trimmed(m_text.substr(begin, at - begin)).size();
            if (size > 0) {
                return true;
            }
        }
        broken(at >= m_text.size() ? "the text ends inside an object"
                                   : "a name in quotation marks should be here");
        return false;
    }

    /// The name of a member and its colon; false if they are broken.
    bool keyAndColon(std::size_t& begin, std::size_t& size)
    {
        if (!key(begin, size)) {
            return false;
        }
        skipBlanks();
        if (at >= m_text.size() || m_text[at] != ':') {
            broken(at >= m_text.size() ? "the text ends inside an object"
                                       : "a colon should be here");
            return false;
        }
        ++at;
        return true;
    }

    /// The comma or closing bracket behind a member, which is left for the next step; false if
    /// there is neither.
    bool separator(bool isMap)
    {
        skipBlanks();
        m_mayClose = true;
        if (at >= m_text.size()) {
            broken(isMap ? "the text ends inside an object" : "the text ends inside a list");
            return false;
        }
        if (m_text[at] == ',') {
            ++at;
            m_mayClose = false;
            return true;
        }
        if (m_text[at] != (isMap ? '}' : ']')) {
            broken("a comma or a closing bracket should be here");
            return false;
        }
        return true;
    }

    /// True if the container ends here; a comma before the bracket only where that is tolerated.
    bool isClosed(bool isMap, bool isEmpty)
    {
        skipBlanks();
        return at < m_text.size() && m_text[at] == (isMap ? '}' : ']') &&
               (isEmpty || m_isTolerant || m_mayClose);
    }

    std::uint32_t container(bool isMap, int depth)
    {
        const std::uint32_t node = add(isMap ? JsonValue::Kind::Map : JsonValue::Kind::List, at, 0);
        ++at;
        std::uint32_t previous = 0;
        while (!isClosed(isMap, previous == 0)) {
            std::size_t keyBegin = 0;
            std::size_t keySize = 0;
            if (isMap && !keyAndColon(keyBegin, keySize)) {
                return node;
            }
            const std::uint32_t child = value(depth + 1);
            if (child == 0) {
                return node;
            }
            m_tree.m_nodes[child].keyBegin = static_cast<std::uint32_t>(keyBegin);
            m_tree.m_nodes[child].keySize = static_cast<std::uint32_t>(keySize);
            m_tree.addChild(node, previous, child);
            previous = child;
            if (m_tree.m_problem || !separator(isMap)) {
                return node;
            }
        }
        ++at;
        m_tree.m_nodes[node].size = static_cast<std::uint32_t>(at - m_tree.m_nodes[node].begin);
        m_mayClose = true;
        return node;
    }

    JsonTree& m_tree;
    std::string_view m_text;
    bool m_isTolerant;
    bool m_mayClose = true; ///< no comma was just read
};

JsonValue::Kind JsonValue::kind() const
{
    return m_tree == nullptr || m_index == 0 ? Kind::Missing : m_tree->m_nodes[m_index].kind;
}

JsonValue JsonValue::operator[](std::string_view key) const
{
    JsonValue found;
    if (isMap()) {
        for (const JsonValue child : *this) {
            if (m_tree->keyOf(m_tree->m_nodes[child.m_index]) == key) {
                found = child;
            }
        }
    }
    return found;
}

JsonValue JsonValue::first() const
{
    return m_tree == nullptr || m_index == 0 ? JsonValue()
                                             : JsonValue(m_tree, m_tree->m_nodes[m_index].first);
}

std::size_t JsonValue::size() const
{
    std::size_t count = 0;
    for (Iterator at = begin(); at != end(); ++at) {
        ++count;
    }
    return count;
}

std::string JsonValue::key() const
{
    if (kind() == Kind::Missing) {
        return {};
    }
    const std::string_view raw = m_tree->keyOf(m_tree->m_nodes[m_index]);
    return raw.find('\\') == std::string_view::npos ? std::string(raw) : unescaped(raw);
}

std::string JsonValue::text() const
{
    const Kind of = kind();
    if (of != Kind::Text && of != Kind::Number && of != Kind::Bool) {
        return {};
    }
    const JsonTree::Node& node = m_tree->m_nodes[m_index];
    return node.hasEscapes ? unescaped(m_tree->textOf(node)) : std::string(m_tree->textOf(node));
}

std::optional<double> JsonValue::number() const
{
    const Kind of = kind();
    if (of != Kind::Text && of != Kind::Number) {
        return std::nullopt;
    }
    return readNumber(m_tree->textOf(m_tree->m_nodes[m_index]));
}

std::optional<std::int64_t> JsonValue::integer() const
{
    const std::optional<double> value = number();
    constexpr double kMost = 9e15;
    if (!value || *value < -kMost || *value > kMost ||
        *value != static_cast<double>(static_cast<std::int64_t>(*value))) {
        return std::nullopt;
    }
    return static_cast<std::int64_t>(*value);
}

std::optional<bool> JsonValue::truth() const
{
    const std::string word = text();
    if (word == "true" || word == "True") {
        return true;
    }
    if (word == "false" || word == "False") {
        return false;
    }
    return std::nullopt;
}

std::size_t JsonValue::offset() const
{
    return kind() == Kind::Missing ? 0 : m_tree->m_nodes[m_index].begin;
}

int JsonValue::line() const
{
    return kind() == Kind::Missing ? 0 : m_tree->lineAt(offset());
}

JsonValue::Iterator& JsonValue::Iterator::operator++()
{
    m_index = m_tree->m_nodes[m_index].next;
    return *this;
}

JsonValue::Iterator JsonValue::begin() const
{
    return {m_tree, m_tree == nullptr || m_index == 0 ? 0 : m_tree->m_nodes[m_index].first};
}

void JsonTree::parse(std::string_view text, std::size_t from, const Options& options)
{
    m_text = text;
    m_nodes.reserve(text.size() / 24 + 16);
    JsonParser parser(*this, text, options.isTolerant);
    parser.at = from;
    while (m_roots.size() < options.documents) {
        parser.skipBlanks();
        if (parser.at >= text.size()) {
            return;
        }
        const char c = text[parser.at];
        if (c != '{' && c != '[') {
            if (m_roots.empty()) {
                m_problem = {parser.at, "neither an object nor a list"};
                return;
            }
            if (!m_foreign) {
                m_foreign = parser.at;
            }
            // The next document can only start a line.
            const std::size_t next = text.find("\n{", parser.at);
            if (next == std::string_view::npos) {
                return;
            }
            parser.at = next + 1;
            continue;
        }
        const std::uint32_t root = parser.value(0);
        if (root != 0) {
            m_roots.push_back(root);
        }
        if (m_problem) {
            return;
        }
    }
}

int JsonTree::lineAt(std::size_t offset) const
{
    if (m_lineStarts.empty()) {
        m_lineStarts.push_back(0);
        for (std::size_t at = m_text.find('\n'); at != std::string_view::npos;
             at = m_text.find('\n', at + 1)) {
            m_lineStarts.push_back(static_cast<std::uint32_t>(at + 1));
        }
    }
    const auto after = std::upper_bound(m_lineStarts.begin(), m_lineStarts.end(), offset);
    return static_cast<int>(after - m_lineStarts.begin());
}

int JsonTree::columnAt(std::size_t offset) const
{
    const int line = lineAt(offset);
    return static_cast<int>(offset - m_lineStarts[static_cast<std::size_t>(line) - 1]) + 1;
}

std::uint32_t JsonTree::addNode(JsonValue::Kind kind, std::string_view key, std::string_view text)
{
    const auto offsetOf = [this](std::string_view part) {
        return part.empty() ? 0U : static_cast<std::uint32_t>(part.data() - m_text.data());
    };
    Node node;
    node.kind = kind;
    node.keyBegin = offsetOf(key);
    node.keySize = static_cast<std::uint32_t>(key.size());
    node.begin = offsetOf(text);
    node.size = static_cast<std::uint32_t>(text.size());
    m_nodes.push_back(node);
    return static_cast<std::uint32_t>(m_nodes.size() - 1);
}

void JsonTree::addChild(std::uint32_t parent, std::uint32_t previous, std::uint32_t child)
{
    if (previous == 0) {
        m_nodes[parent].first = child;
    } else {
        m_nodes[previous].next = child;
    }
}

} // namespace netready
