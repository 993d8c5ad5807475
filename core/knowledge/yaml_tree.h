// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/knowledge/yaml_node.h"

#include <yaml.h>

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace netready {

/// Puts libyaml's events together to a tree and refuses what is outside the subset.
///
/// Both arguments must outlive this.
class TreeBuilder
{
public:
    TreeBuilder(const std::string& path, std::string_view content)
        : m_path(path)
        , m_content(content)
    {
        // Nodes take several times the bytes of the text.
        constexpr std::size_t kBytesForEach = 6;
        m_document.memory = std::make_unique<std::pmr::monotonic_buffer_resource>(
            kBytesForEach * content.size() + 1);
    }

    [[nodiscard]] YamlDocument build();

private:
    struct Level
    {
        YamlNode node;
        std::size_t firstItem = 0;   ///< its own in m_items
        std::size_t firstEntry = 0;  ///< its own in m_entries
        std::optional<YamlNode> key; ///< of a map: read, its value comes next
    };

    /// False if nothing that follows can be made out.
    bool take(const yaml_event_t& event);
    bool open(const yaml_event_t& event, YamlNode::Kind kind, std::string_view anchor);
    void close();
    void takeScalar(const yaml_event_t& event);
    void attach(const YamlNode& node);
    void refuseDuplicates(const YamlNode& map);
    [[nodiscard]] std::string_view kept(std::string_view text) const;
    template <class T>
    [[nodiscard]] std::span<const T> kept(std::vector<T>& stack, std::size_t first);
    void refuse(const yaml_event_t& event, std::string_view anchor, std::string_view tag);
    void reportBrokenText(const yaml_parser_t& parser);
    void placeText(const yaml_event_t& event, YamlNode& node);
    [[nodiscard]] YamlNode nodeAt(const yaml_mark_t& mark, YamlNode::Kind kind) const;
    void error(std::string code, int line, int column, std::string message);

    const std::string& m_path;
    std::string_view m_content;
    std::vector<Level> m_levels;
    std::vector<YamlNode> m_items; ///< children of the open levels, innermost last
    std::vector<YamlEntry> m_entries;
    std::vector<const YamlNode*> m_keys; ///< scratch
    std::size_t m_lineStart = 0;         ///< offset of the line `m_line`, which only goes forward
    std::size_t m_line = 0;
    YamlDocument m_document;
    int m_documents = 0;
    bool m_isReadable = true; ///< false if something is left out of the tree
};

} // namespace netready
