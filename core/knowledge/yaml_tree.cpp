// SPDX-License-Identifier: Apache-2.0
#include "core/knowledge/yaml_tree.h"

#include "core/base/text.h"
#include "core/knowledge/yaml_events.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>
#include <utility>

namespace netready {

namespace {

std::string_view text(const yaml_char_t* bytes)
{
    const void* start = bytes;
    return bytes == nullptr ? std::string_view() : static_cast<const char*>(start);
}

/// Cuts off the last character, whole or not.
std::string_view beforeLastCharacter(std::string_view text)
{
    bool isInside = true;
    while (isInside && !text.empty()) {
        isInside = (static_cast<unsigned char>(text.back()) & 0xC0U) == 0x80U;
        text.remove_suffix(1);
    }
    return text;
}

int oneBased(std::size_t count)
{
    return static_cast<int>(count) + 1;
}

/// True for plain scalars that YAML readers take for a number, null, true or false.
bool meansNoText(const YamlNode& node)
{
    if (node.quoted) {
        return false;
    }
    const std::string_view text = node.text;
    constexpr std::string_view kFirst = "~nNtTfF+-.0123456789";
    if (!text.empty() && kFirst.find(text.front()) == std::string_view::npos) {
        return false;
    }
    constexpr std::array<std::string_view, 11> kWords{
        "", "~", "null", "Null", "NULL", "true", "True", "TRUE", "false", "False", "FALSE"};
    if (std::find(kWords.begin(), kWords.end(), text) != kWords.end()) {
        return true;
    }
    const bool isSigned = text.front() == '+' || text.front() == '-';
    double number = 0;
    const char* const end = text.data() + text.size();
    const auto result = std::from_chars(text.data() + (isSigned ? 1 : 0), end, number);
    return result.ec == std::errc{} && result.ptr == end &&
           (text.back() >= '0' && text.back() <= '9');
}

} // namespace

void TreeBuilder::error(std::string code, int line, int column, std::string message)
{
    m_document.problems.push_back(
        {DiagnosticSeverity::Error, std::move(code), std::move(message), {m_path, line, column}});
}

YamlNode TreeBuilder::nodeAt(const yaml_mark_t& mark, YamlNode::Kind kind) const
{
    YamlNode node;
    node.kind = kind;
    node.line = oneBased(mark.line);
    node.column = oneBased(mark.column);
    return node;
}

void TreeBuilder::refuse(const yaml_event_t& event, std::string_view anchor, std::string_view tag)
{
    const int line = oneBased(event.start_mark.line);
    const int column = oneBased(event.start_mark.column);
    if (!anchor.empty()) {
        error("anchor",
              line,
              column,
              "the anchor " + inQuotes("&" + std::string(anchor)) +
                  " is not allowed: write the value where it is needed");
    }
    if (!tag.empty()) {
        error("tag", line, column, "the tag " + inQuotes(tag) + " is not allowed");
    }
}

void TreeBuilder::placeText(const yaml_event_t& event, YamlNode& node)
{
    const yaml_scalar_style_t style = event.data.scalar.style;
    node.textLine = node.line;
    node.textColumn = node.column;
    node.quoted = style != YAML_PLAIN_SCALAR_STYLE;
    if (style == YAML_SINGLE_QUOTED_SCALAR_STYLE || style == YAML_DOUBLE_QUOTED_SCALAR_STYLE) {
        ++node.textColumn;
        return;
    }
    if (style != YAML_LITERAL_SCALAR_STYLE && style != YAML_FOLDED_SCALAR_STYLE) {
        return;
    }
    // The first line with something in it, after the line of the `>` or `|`.
    const auto end = m_content.size();
    const auto nextLine = [&](std::size_t start) {
        return std::min(m_content.find('\n', start), end - 1) + 1;
    };
    for (; m_line <= event.start_mark.line && m_lineStart < end; ++m_line) {
        m_lineStart = nextLine(m_lineStart);
    }
    for (std::size_t line = m_line, start = m_lineStart; start < end; ++line) {
        const std::size_t first = m_content.find_first_not_of(" \r", start);
        if (first == std::string_view::npos) {
            return;
        }
        if (m_content[first] != '\n') {
            node.textLine = oneBased(line);
            node.textColumn = oneBased(first - start);
            return;
        }
        start = nextLine(start);
    }
}

void TreeBuilder::takeScalar(const yaml_event_t& event)
{
    const auto& scalar = event.data.scalar;
    refuse(event, text(scalar.anchor), text(scalar.tag));
    YamlNode node = nodeAt(event.start_mark, YamlNode::Kind::Scalar);
    const void* bytes = scalar.value;
    node.text = kept({static_cast<const char*>(bytes), scalar.length});
    placeText(event, node);
    // Only an escape such as \x07 can still bring one in: the raw text was checked by the parser.
    if (scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE && !isPlainUtf8(node.text)) {
        error("control-character", node.line, node.column, "the text holds a control character");
    }
    attach(node);
}

void TreeBuilder::attach(const YamlNode& node)
{
    if (m_levels.empty()) {
        if (m_documents == 1) {
            m_document.root = node;
        }
        return;
    }
    Level& level = m_levels.back();
    if (level.node.isSequence()) {
        m_items.push_back(node);
        return;
    }
    if (level.key) {
        m_entries.push_back({*level.key, node});
        level.key.reset();
        return;
    }
    if (!node.isScalar() || meansNoText(node)) {
        m_isReadable = false;
        error("key-not-text",
              node.line,
              node.column,
              node.isScalar() ? "the key " + inQuotes(node.text) + " is not text"
                              : "a key must be text, not a list or a map");
    } else if (m_levels.size() == 1 && m_entries.empty()) {
        m_document.firstKey = node.text;
    }
    level.key = node;
}

bool TreeBuilder::open(const yaml_event_t& event, YamlNode::Kind kind, std::string_view anchor)
{
    const bool isMap = kind == YamlNode::Kind::Map;
    refuse(
        event, anchor, text(isMap ? event.data.mapping_start.tag : event.data.sequence_start.tag));
    if (m_levels.size() == kMostYamlLevels) {
        error("too-deep",
              oneBased(event.start_mark.line),
              oneBased(event.start_mark.column),
              "more than " + std::to_string(kMostYamlLevels) + " levels of lists and maps");
        return false;
    }
    m_levels.push_back(
        {nodeAt(event.start_mark, kind), m_items.size(), m_entries.size(), std::nullopt});
    return true;
}

void TreeBuilder::close()
{
    Level level = m_levels.back();
    m_levels.pop_back();
    if (level.node.isMap()) {
        level.node.setEntries(kept(m_entries, level.firstEntry));
        refuseDuplicates(level.node);
    } else {
        level.node.setItems(kept(m_items, level.firstItem));
    }
    attach(level.node);
}

std::string_view TreeBuilder::kept(std::string_view text) const
{
    void* place = m_document.memory->allocate(std::max<std::size_t>(text.size(), 1), 1);
    std::copy(text.begin(), text.end(), static_cast<char*>(place));
    return {static_cast<const char*>(place), text.size()};
}

/// Moves the end of a stack to the document.
template <class T>
std::span<const T> TreeBuilder::kept(std::vector<T>& stack, std::size_t first)
{
    const std::size_t count = stack.size() - first;
    if (count == 0) {
        return {};
    }
    std::pmr::polymorphic_allocator<T> allocator(m_document.memory.get());
    T* const place = allocator.allocate(count);
    std::uninitialized_copy_n(stack.begin() + static_cast<std::ptrdiff_t>(first), count, place);
    stack.resize(first);
    return {place, count};
}

void TreeBuilder::refuseDuplicates(const YamlNode& map)
{
    m_keys.clear();
    for (const YamlEntry& entry : map.entries()) {
        m_keys.push_back(&entry.key);
    }
    // Of two equal keys the later one in the file is refused; all stand in one vector.
    std::sort(m_keys.begin(), m_keys.end(), [](const YamlNode* a, const YamlNode* b) {
        const int order = a->text.compare(b->text);
        return order != 0 ? order < 0 : a < b;
    });
    for (std::size_t i = 1; i < m_keys.size(); ++i) {
        if (m_keys[i]->isScalar() && m_keys[i - 1]->isScalar() &&
            m_keys[i]->text == m_keys[i - 1]->text) {
            error("duplicate-key",
                  m_keys[i]->line,
                  m_keys[i]->column,
                  "the key " + inQuotes(m_keys[i]->text) +
                      " stands here a second time, first in line " +
                      std::to_string(m_keys[i - 1]->line));
        }
    }
}

bool TreeBuilder::take(const yaml_event_t& event)
{
    switch (event.type) {
    case YAML_DOCUMENT_START_EVENT:
        if (++m_documents == 2) {
            error("several-documents",
                  oneBased(event.start_mark.line),
                  oneBased(event.start_mark.column),
                  "a second document starts here: write it into a file of its own");
            return false;
        }
        return true;
    case YAML_ALIAS_EVENT:
        m_isReadable = false;
        error("alias",
              oneBased(event.start_mark.line),
              oneBased(event.start_mark.column),
              "the alias " + inQuotes("*" + std::string(text(event.data.alias.anchor))) +
                  " is not allowed: write the value where it is needed");
        attach(nodeAt(event.start_mark, YamlNode::Kind::Scalar));
        return true;
    case YAML_SCALAR_EVENT:
        takeScalar(event);
        return true;
    case YAML_SEQUENCE_START_EVENT:
        return open(event, YamlNode::Kind::Sequence, text(event.data.sequence_start.anchor));
    case YAML_MAPPING_START_EVENT:
        return open(event, YamlNode::Kind::Map, text(event.data.mapping_start.anchor));
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        close();
        return true;
    case YAML_NO_EVENT:
    case YAML_STREAM_START_EVENT:
    case YAML_STREAM_END_EVENT:
    case YAML_DOCUMENT_END_EVENT:
        return true;
    }
    return true;
}

void TreeBuilder::reportBrokenText(const yaml_parser_t& parser)
{
    const std::string problem = parser.problem == nullptr ? "it cannot be read" : parser.problem;
    if (parser.error == YAML_READER_ERROR) {
        std::string_view before =
            m_content.substr(0, std::min(parser.problem_offset, m_content.size()));
        if (problem.find("trailing") != std::string::npos) {
            before = beforeLastCharacter(before);
        }
        const std::size_t lineStart = before.rfind('\n') + 1; // npos + 1 is 0
        const auto characters =
            std::count_if(before.begin() + static_cast<std::ptrdiff_t>(lineStart),
                          before.end(),
                          [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
        error(problem.find("control") == std::string::npos ? "not-utf8" : "control-character",
              oneBased(static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'))),
              oneBased(static_cast<std::size_t>(characters)),
              "the text is not plain UTF-8: " + problem);
        return;
    }
    std::string message = "the file is not valid YAML: " + problem;
    if (parser.context != nullptr) {
        message += " (" + std::string(parser.context) + ")";
    }
    if (problem.find("mapping values") != std::string::npos) {
        message += "; a value with a colon and a space needs quotation marks";
    }
    error("yaml-syntax",
          oneBased(parser.problem_mark.line),
          oneBased(parser.problem_mark.column),
          message);
}

YamlDocument TreeBuilder::build()
{
    EventParser parser(m_content);
    bool isWhole = true;
    while (isWhole && parser.event().type != YAML_STREAM_END_EVENT) {
        if (!parser.next()) {
            reportBrokenText(parser.state());
            isWhole = false;
        } else {
            isWhole = take(parser.event());
        }
    }
    if (isWhole && !m_document.root) {
        error("empty-file", 1, 1, "the file is empty");
    }
    if (!isWhole || !m_isReadable) {
        m_document.root.reset();
    }
    return std::move(m_document);
}

} // namespace netready
