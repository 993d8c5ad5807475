// SPDX-License-Identifier: Apache-2.0
#include "core/evidence/foreign_yaml.h"

#include "core/base/text.h"

#include <yaml.h>

#include <vector>

namespace netready {

namespace {

constexpr std::size_t kMostDepth = 64;

/// libyaml's parser with its event, freed together.
struct Parser
{
    explicit Parser(std::string_view text)
    {
        isReady = yaml_parser_initialize(&parser) == 1;
        if (isReady) {
            yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
            const void* bytes = text.data();
            yaml_parser_set_input_string(
                &parser, static_cast<const unsigned char*>(bytes), text.size());
        }
    }
    ~Parser()
    {
        yaml_event_delete(&event);
        if (isReady) {
            yaml_parser_delete(&parser);
        }
    }
    Parser(const Parser&) = delete;
    Parser& operator=(const Parser&) = delete;
    Parser(Parser&&) = delete;
    Parser& operator=(Parser&&) = delete;

    bool next()
    {
        yaml_event_delete(&event);
        return isReady && yaml_parser_parse(&parser, &event) == 1;
    }

    yaml_parser_t parser{};
    yaml_event_t event{};
    bool isReady = false;
};

struct Level
{
    std::uint32_t node = 0;
    std::uint32_t previous = 0;
    bool isMap = false;
    bool hasKey = false;
    std::string_view key;
};

class TreeWriter
{
public:
    TreeWriter(JsonTree& tree, std::string_view text)
        : m_tree(tree)
        , m_text(text)
    {
        for (std::size_t at = 0; at != std::string_view::npos;) {
            m_lines.push_back(at);
            at = text.find('\n', at);
            at = at == std::string_view::npos ? at : at + 1;
        }
    }

    /// False if nothing that follows is wanted.
    bool take(const yaml_event_t& event)
    {
        switch (event.type) {
        case YAML_SCALAR_EVENT:
            return takeScalar(event);
        case YAML_SEQUENCE_START_EVENT:
            return open(event, false);
        case YAML_MAPPING_START_EVENT:
            return open(event, true);
        case YAML_SEQUENCE_END_EVENT:
        case YAML_MAPPING_END_EVENT:
            m_levels.pop_back();
            return true;
        case YAML_ALIAS_EVENT:
            return refuse(event, "the file uses an alias, which is not read");
        case YAML_DOCUMENT_END_EVENT:
        case YAML_STREAM_END_EVENT:
            return false;
        case YAML_NO_EVENT:
        case YAML_STREAM_START_EVENT:
        case YAML_DOCUMENT_START_EVENT:
            return true;
        }
        return true;
    }

private:
    [[nodiscard]] std::size_t offsetOf(const yaml_mark_t& mark) const
    {
        // Columns count characters; a line of other letters only moves the place within the line.
        const std::size_t line = std::min(mark.line, m_lines.size() - 1);
        const std::size_t end = line + 1 < m_lines.size() ? m_lines[line + 1] : m_text.size();
        std::size_t at = m_lines[line];
        for (std::size_t column = 0; column < mark.column && at < end; ++at) {
            const bool isContinuation =
                at + 1 < end && (static_cast<unsigned char>(m_text[at + 1]) & 0xC0) == 0x80;
            column += isContinuation ? 0 : 1;
        }
        return at;
    }

    bool refuse(const yaml_event_t& event, std::string message)
    {
        m_tree.setProblem({offsetOf(event.start_mark), std::move(message)});
        return false;
    }

    [[nodiscard]] std::string_view textAt(const yaml_event_t& event) const
    {
        std::size_t begin = offsetOf(event.start_mark);
        std::size_t end = offsetOf(event.end_mark);
        const bool isQuoted = event.data.scalar.style == YAML_SINGLE_QUOTED_SCALAR_STYLE ||
                              event.data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;
        if (isQuoted && end > begin + 1) {
            ++begin;
            --end;
        }
        return trimmed(m_text.substr(begin, end > begin ? end - begin : 0));
    }

    void attach(std::uint32_t node)
    {
        if (m_levels.empty()) {
            m_tree.addRoot(node);
            return;
        }
        Level& level = m_levels.back();
        m_tree.addChild(level.node, level.previous, node);
        level.previous = node;
        level.hasKey = false;
    }

    bool takeScalar(const yaml_event_t& event)
    {
        const std::string_view text = textAt(event);
        if (!m_levels.empty() && m_levels.back().isMap && !m_levels.back().hasKey) {
            m_levels.back().key = text;
            m_levels.back().hasKey = true;
            return true;
        }
        const bool isPlain = event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
        JsonValue::Kind kind = JsonValue::Kind::Text;
        if (isPlain && (text == "true" || text == "false")) {
            kind = JsonValue::Kind::Bool;
        } else if (isPlain && (text.empty() || text == "null" || text == "~")) {
            kind = JsonValue::Kind::Null;
        }
        attach(m_tree.addNode(
            kind, m_levels.empty() ? std::string_view() : m_levels.back().key, text));
        return true;
    }

    bool open(const yaml_event_t& event, bool isMap)
    {
        if (m_levels.size() >= kMostDepth) {
            return refuse(event, "more than 64 levels inside each other");
        }
        if (!m_levels.empty() && m_levels.back().isMap && !m_levels.back().hasKey) {
            return refuse(event, "a list or map as a key is not read");
        }
        const std::size_t at = offsetOf(event.start_mark);
        const std::uint32_t node =
            m_tree.addNode(isMap ? JsonValue::Kind::Map : JsonValue::Kind::List,
                           m_levels.empty() ? std::string_view() : m_levels.back().key,
                           m_text.substr(std::min(at, m_text.size() - 1), 1));
        attach(node);
        Level level;
        level.node = node;
        level.isMap = isMap;
        m_levels.push_back(level);
        return true;
    }

    JsonTree& m_tree;
    std::string_view m_text;
    std::vector<std::size_t> m_lines;
    std::vector<Level> m_levels;
};

} // namespace

JsonTree readForeignYaml(std::string_view text)
{
    JsonTree tree;
    tree.setText(text);
    if (text.empty()) {
        return tree;
    }
    Parser parser(text);
    TreeWriter writer(tree, text);
    while (true) {
        if (!parser.next()) {
            std::size_t offset = 0;
            for (std::size_t line = 0;
                 line < parser.parser.problem_mark.line && offset != std::string_view::npos;
                 ++line) {
                offset = text.find('\n', offset);
                offset = offset == std::string_view::npos ? offset : offset + 1;
            }
            const char* const problem = parser.parser.problem;
            tree.setProblem({std::min(offset, text.size()),
                             problem == nullptr ? "the text is broken" : std::string(problem)});
            return tree;
        }
        if (!writer.take(parser.event)) {
            return tree;
        }
    }
}

} // namespace netready
