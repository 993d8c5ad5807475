// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace netready {

/// An enum value, its text in packs and files, and what it says.
template <class Enum>
struct Word
{
    Enum value;
    std::string_view text;
    std::string_view meaning;
};

/// The texts of a table of words.
template <class Enum, std::size_t Count>
[[nodiscard]] constexpr std::array<std::string_view, Count>
textsOf(const std::array<Word<Enum>, Count>& words)
{
    std::array<std::string_view, Count> texts{};
    for (std::size_t i = 0; i < Count; ++i) {
        texts[i] = words[i].text;
    }
    return texts;
}

template <class Enum, std::size_t Count>
[[nodiscard]] constexpr std::string_view textOf(const std::array<Word<Enum>, Count>& words,
                                                Enum value)
{
    for (const Word<Enum>& word : words) {
        if (word.value == value) {
            return word.text;
        }
    }
    return "";
}

template <class Enum, std::size_t Count>
[[nodiscard]] constexpr std::optional<Enum> valueOf(const std::array<Word<Enum>, Count>& words,
                                                    std::string_view text)
{
    for (const Word<Enum>& word : words) {
        if (word.text == text) {
            return word.value;
        }
    }
    return std::nullopt;
}

} // namespace netready
