// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace netready {

class JsonTree;

/// A value in a JsonTree, or a missing one: looking into what is not there gives missing again.
class JsonValue
{
public:
    enum class Kind : std::uint8_t
    {
        Missing,
        Null,
        Bool,
        Number,
        Text,
        List,
        Map
    };

    JsonValue() = default;
    JsonValue(const JsonTree* tree, std::uint32_t index)
        : m_tree(tree)
        , m_index(index)
    {}

    [[nodiscard]] Kind kind() const;
    [[nodiscard]] bool isMap() const { return kind() == Kind::Map; }
    [[nodiscard]] bool isList() const { return kind() == Kind::List; }
    [[nodiscard]] bool isText() const { return kind() == Kind::Text; }
    /// Missing or null.
    [[nodiscard]] bool isNothing() const { return kind() == Kind::Missing || kind() == Kind::Null; }
    explicit operator bool() const { return kind() != Kind::Missing; }

    /// The member of a map; of several with one key the last. Missing if there is none.
    [[nodiscard]] JsonValue operator[](std::string_view key) const;
    [[nodiscard]] bool has(std::string_view key) const { return static_cast<bool>((*this)[key]); }
    /// The first child of a list or map.
    [[nodiscard]] JsonValue first() const;
    [[nodiscard]] std::size_t size() const;

    /// Name in the map that holds this.
    [[nodiscard]] std::string key() const;
    /// Of texts and of bare words such as numbers; empty for all else.
    [[nodiscard]] std::string text() const;
    /// The number that a number or a text holds; nan and inf are missing.
    [[nodiscard]] std::optional<double> number() const;
    [[nodiscard]] std::optional<std::int64_t> integer() const;
    /// Of true and false, and of the texts of these names.
    [[nodiscard]] std::optional<bool> truth() const;
    [[nodiscard]] std::size_t offset() const;
    [[nodiscard]] int line() const;

    class Iterator
    {
    public:
        Iterator(const JsonTree* tree, std::uint32_t index)
            : m_tree(tree)
            , m_index(index)
        {}
        [[nodiscard]] JsonValue operator*() const { return {m_tree, m_index}; }
        Iterator& operator++();
        bool operator==(const Iterator&) const = default;

    private:
        const JsonTree* m_tree;
        std::uint32_t m_index;
    };
    [[nodiscard]] Iterator begin() const;
    [[nodiscard]] Iterator end() const { return {m_tree, 0}; }

private:
    const JsonTree* m_tree = nullptr;
    std::uint32_t m_index = 0; ///< 0 is the missing value
};

/// All JSON documents of a text, as views into it; the text must outlive this.
///
/// Own code, not nlohmann: figures lead back to their line, several documents may follow each
/// other, what is broken keeps its place, and large pages of NetBox fit into memory.
class JsonTree
{
public:
    struct Options
    {
        bool isTolerant = false; ///< keys and texts without quotes, commas before brackets
        std::size_t documents = 100000;
    };
    struct Problem
    {
        std::size_t offset = 0;
        std::string message;
    };

    JsonTree() = default;
    /// Reads the documents of a text from an offset on; lines between them are left out and
    /// counted.
    void parse(std::string_view text, std::size_t from, const Options& options);

    /// The whole documents in order, then the broken one if there is one.
    [[nodiscard]] std::size_t size() const { return m_roots.size(); }
    [[nodiscard]] JsonValue document(std::size_t i) const { return {this, m_roots[i]}; }
    [[nodiscard]] const std::optional<Problem>& problem() const { return m_problem; }
    /// Offset of the first text after a document that is none, if there is any.
    [[nodiscard]] std::optional<std::size_t> foreignText() const { return m_foreign; }
    [[nodiscard]] int lineAt(std::size_t offset) const;
    [[nodiscard]] int columnAt(std::size_t offset) const;

    /// For other writers of trees (YAML): nodes in order of the text.
    std::uint32_t addNode(JsonValue::Kind kind, std::string_view key, std::string_view text);
    void addChild(std::uint32_t parent, std::uint32_t previous, std::uint32_t child);
    void addRoot(std::uint32_t node) { m_roots.push_back(node); }
    void setText(std::string_view text) { m_text = text; }
    void setProblem(Problem problem) { m_problem = std::move(problem); }

private:
    friend class JsonValue;
    friend class JsonParser;

    struct Node
    {
        std::uint32_t keyBegin = 0;
        std::uint32_t keySize = 0;
        std::uint32_t begin = 0;
        std::uint32_t size = 0;
        std::uint32_t next = 0;
        std::uint32_t first = 0;
        JsonValue::Kind kind = JsonValue::Kind::Missing;
        bool hasEscapes = false;
    };

    [[nodiscard]] std::string_view textOf(const Node& node) const
    {
        return m_text.substr(node.begin, node.size);
    }
    [[nodiscard]] std::string_view keyOf(const Node& node) const
    {
        return m_text.substr(node.keyBegin, node.keySize);
    }

    std::string_view m_text;
    std::vector<Node> m_nodes{Node{}};
    std::vector<std::uint32_t> m_roots;
    std::optional<Problem> m_problem;
    std::optional<std::size_t> m_foreign;
    mutable std::vector<std::uint32_t> m_lineStarts; ///< made when a line is first asked for
};

} // namespace netready
