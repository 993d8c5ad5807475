// SPDX-License-Identifier: Apache-2.0
#include "core/knowledge/yaml_node.h"

#include "core/knowledge/yaml_tree.h"

namespace netready {

std::span<const YamlNode> YamlNode::items() const
{
    return {m_items, m_items == nullptr ? 0 : m_size};
}

std::span<const YamlEntry> YamlNode::entries() const
{
    return {m_entries, m_entries == nullptr ? 0 : m_size};
}

void YamlNode::setItems(std::span<const YamlNode> items)
{
    m_items = items.data();
    m_size = items.size();
}

void YamlNode::setEntries(std::span<const YamlEntry> entries)
{
    m_entries = entries.data();
    m_size = entries.size();
}

const YamlNode* YamlNode::find(std::string_view key) const
{
    for (const YamlEntry& entry : entries()) {
        if (entry.key.text == key) {
            return &entry.value;
        }
    }
    return nullptr;
}

YamlDocument parseYaml(const std::string& path, std::string_view content)
{
    if (content.size() > kMostPackFileBytes) {
        YamlDocument document;
        document.problems.push_back({DiagnosticSeverity::Error,
                                     "file-too-large",
                                     "the file is larger than 4 MiB",
                                     {path, 0, 0}});
        return document;
    }
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    content.remove_prefix(content.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0);
    return TreeBuilder(path, content).build();
}

} // namespace netready
