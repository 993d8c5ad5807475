// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/knowledge/format.h"
#include "core/knowledge/problems.h"

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace netready {

/// ` ; did you mean "x"?` for the nearest of the candidates, empty if none is near.
[[nodiscard]] std::string didYouMean(std::string_view text,
                                     const std::vector<std::string>& candidates);

/// Reads a plain decimal number, such as a weight.
[[nodiscard]] std::optional<double> plainNumber(std::string_view text);

/// Reads one map of a pack file and reports what does not fit its format: unknown and missing keys
/// when it is made, wrong values when they are asked for. A key that is absent gives an empty
/// value without a further report.
class MapReader
{
public:
    MapReader(const YamlNode& node, const MapFormat& format, FileProblems& problems);

    /// Value of a key as it stands; null if absent.
    [[nodiscard]] const YamlNode* find(std::string_view key) const { return m_node->find(key); }

    /// Text without surrounding space; reports one that is empty, a list or a map.
    [[nodiscard]] std::string text(std::string_view key) const;
    [[nodiscard]] std::string kebabId(std::string_view key) const;
    [[nodiscard]] std::string snakeId(std::string_view key) const;
    /// One of the words that the format allows for the key.
    [[nodiscard]] std::string word(std::string_view key) const;
    template <class Enum, std::size_t Count>
    [[nodiscard]] Enum
    word(std::string_view key, const std::array<Word<Enum>, Count>& words, Enum otherwise) const
    {
        return valueOf(words, word(key)).value_or(otherwise);
    }
    [[nodiscard]] double
    number(std::string_view key, double low, double high, double otherwise) const;
    /// Items of a list; reports a value that is no list or an empty one.
    [[nodiscard]] std::span<const YamlNode> list(std::string_view key) const;

private:
    [[nodiscard]] std::string id(std::string_view key, bool isKebab) const;

    const YamlNode* m_node;
    const MapFormat* m_format;
    FileProblems* m_problems;
};

/// Text of a scalar without surrounding space; reports one that is empty, a list or a map under
/// the name given.
[[nodiscard]] std::string
scalarText(const YamlNode& node, std::string_view name, FileProblems& problems);

/// The map's format: reports if the node is no map.
[[nodiscard]] bool checkIsMap(const YamlNode& node, std::string_view name, FileProblems& problems);

/// The texts of a list; none if the key is absent.
[[nodiscard]] std::vector<std::string>
textList(const MapReader& reader, std::string_view key, FileProblems& file);

} // namespace netready
