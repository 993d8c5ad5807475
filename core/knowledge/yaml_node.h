// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/diagnostics.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <memory_resource>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace netready {

inline constexpr std::size_t kMostPackFileBytes = std::size_t{4} * 1024 * 1024;
inline constexpr std::size_t kMostYamlLevels = 32;

struct YamlEntry;

/// One value of a YAML file with its place. Scalars keep their text: no number, date or `yes` is
/// interpreted here.
///
/// A view: text and children live in the YamlDocument.
class YamlNode
{
public:
    enum class Kind : std::uint8_t
    {
        Scalar,
        Sequence,
        Map
    };

    Kind kind = Kind::Scalar;
    bool quoted = false; ///< of a scalar: in quotation marks or a block
    int line = 0;        ///< counted from 1
    int column = 0;      ///< in characters, from 1
    int textLine = 0;    ///< of a scalar: place of the first character of its text
    int textColumn = 0;
    std::string_view text; ///< of a scalar

    [[nodiscard]] bool isScalar() const { return kind == Kind::Scalar; }
    [[nodiscard]] bool isSequence() const { return kind == Kind::Sequence; }
    [[nodiscard]] bool isMap() const { return kind == Kind::Map; }
    /// Of a sequence; empty for anything else.
    [[nodiscard]] std::span<const YamlNode> items() const;
    /// Of a map, in the order of the file, keys are scalars; empty for anything else.
    [[nodiscard]] std::span<const YamlEntry> entries() const;
    /// Value of a key; null if this is no map or has no such key.
    [[nodiscard]] const YamlNode* find(std::string_view key) const;

    void setItems(std::span<const YamlNode> items);
    void setEntries(std::span<const YamlEntry> entries);

private:
    const YamlNode* m_items = nullptr;
    const YamlEntry* m_entries = nullptr;
    std::size_t m_size = 0; ///< of either
};

struct YamlEntry
{
    YamlNode key;
    YamlNode value;
};

/// What became of one file.
struct YamlDocument
{
    std::optional<YamlNode> root; ///< nothing if a part of the file cannot be read
    std::string_view firstKey;    ///< of the outermost map, also if what follows is broken
    Diagnostics problems;
    std::unique_ptr<std::pmr::monotonic_buffer_resource> memory; ///< of all nodes and texts
};

/// Reads the strict subset of YAML that packs use: one document, keys that are text and stand once
/// in their map, no anchors, aliases, tags, control characters, at most 4 MiB and 32 levels.
///
/// Shape: all problems up to the first after which nothing can be made out.
[[nodiscard]] YamlDocument parseYaml(const std::string& path, std::string_view content);

} // namespace netready
