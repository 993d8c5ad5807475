// SPDX-License-Identifier: Apache-2.0
#include "core/knowledge/map_reader.h"

#include "core/base/text.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace netready {

namespace {

std::vector<std::string> keyNames(const MapFormat& format)
{
    std::vector<std::string> names;
    for (const KeyFormat& key : format.keys) {
        names.emplace_back(key.name);
    }
    return names;
}

std::string withArticle(std::string_view noun)
{
    const bool isVowel = std::string_view("aeio").find(noun.front()) != std::string_view::npos;
    return (isVowel ? "an " : "a ") + std::string(noun);
}

} // namespace

std::string didYouMean(std::string_view text, const std::vector<std::string>& candidates)
{
    const std::string near = nearest(text, candidates);
    return near.empty() ? "" : "; did you mean " + inQuotes(near) + "?";
}

std::optional<double> plainNumber(std::string_view text)
{
    double number = 0;
    const char* const end = text.data() + text.size();
    const auto result = std::from_chars(text.data(), end, number);
    if (result.ec != std::errc{} || result.ptr != end || !std::isfinite(number)) {
        return std::nullopt;
    }
    return number;
}

std::string scalarText(const YamlNode& node, std::string_view name, FileProblems& problems)
{
    if (!node.isScalar()) {
        problems.error("not-text", node, inQuotes(name) + " must be text, not a list or a map");
        return {};
    }
    const std::string_view text = trimmed(node.text);
    if (text.empty()) {
        problems.error("missing-value", node, inQuotes(name) + " has no value");
    }
    return std::string(text);
}

bool checkIsMap(const YamlNode& node, std::string_view name, FileProblems& problems)
{
    if (!node.isMap()) {
        problems.error("not-a-map", node, withArticle(name) + " must be a map of keys and values");
        return false;
    }
    return true;
}

MapReader::MapReader(const YamlNode& node, const MapFormat& format, FileProblems& problems)
    : m_node(&node)
    , m_format(&format)
    , m_problems(&problems)
{
    if (!checkIsMap(node, format.name, problems)) {
        return;
    }
    for (const YamlEntry& entry : node.entries()) {
        const auto isKnown = [&](const KeyFormat& key) { return key.name == entry.key.text; };
        if (std::none_of(format.keys.begin(), format.keys.end(), isKnown)) {
            problems.error("unknown-key",
                           entry.key,
                           withArticle(format.name) + " has no key " + inQuotes(entry.key.text) +
                               didYouMean(entry.key.text, keyNames(format)));
        }
    }
    for (const KeyFormat& key : format.keys) {
        if (key.isRequired && node.find(key.name) == nullptr) {
            problems.error("missing-key",
                           node,
                           withArticle(format.name) + " needs the key " + inQuotes(key.name));
        }
    }
}

std::string MapReader::text(std::string_view key) const
{
    const YamlNode* node = find(key);
    return node == nullptr ? std::string() : scalarText(*node, key, *m_problems);
}

std::string MapReader::id(std::string_view key, bool isKebab) const
{
    std::string text = this->text(key);
    if (!text.empty() && !(isKebab ? isKebabCase(text) : isSnakeCase(text))) {
        m_problems->error("bad-id",
                          *find(key),
                          inQuotes(text) +
                              " is not an identifier: use lowercase letters, digits and " +
                              (isKebab ? "hyphens" : "underscores"));
        text.clear();
    }
    return text;
}

std::string MapReader::kebabId(std::string_view key) const
{
    return id(key, true);
}

std::string MapReader::snakeId(std::string_view key) const
{
    return id(key, false);
}

std::string MapReader::word(std::string_view key) const
{
    std::string text = this->text(key);
    const auto format = std::find_if(m_format->keys.begin(),
                                     m_format->keys.end(),
                                     [&](const KeyFormat& known) { return known.name == key; });
    if (text.empty() || format == m_format->keys.end()) {
        return text;
    }
    if (std::find(format->words.begin(), format->words.end(), text) == format->words.end()) {
        const std::vector<std::string> words(format->words.begin(), format->words.end());
        m_problems->error("unknown-word",
                          *find(key),
                          inQuotes(text) + " is not a " + std::string(key) + ": write one of " +
                              join(words, ", "));
        text.clear();
    }
    return text;
}

double MapReader::number(std::string_view key, double low, double high, double otherwise) const
{
    const std::string text = this->text(key);
    if (text.empty()) {
        return otherwise;
    }
    const std::optional<double> number = plainNumber(text);
    if (!number) {
        m_problems->error("bad-number", *find(key), inQuotes(text) + " is not a number");
        return otherwise;
    }
    if (*number < low || *number > high) {
        m_problems->error("number-out-of-range",
                          *find(key),
                          inQuotes(text) + " is not a " + std::string(key) +
                              ": it must lie between " + toText(low) + " and " + toText(high));
        return otherwise;
    }
    return *number;
}

std::span<const YamlNode> MapReader::list(std::string_view key) const
{
    const YamlNode* node = find(key);
    if (node == nullptr) {
        return {};
    }
    if (!node->isSequence()) {
        m_problems->error("not-a-list", *node, inQuotes(key) + " must be a list");
        return {};
    }
    if (node->items().empty()) {
        m_problems->error("empty-list", *node, "the list " + inQuotes(key) + " is empty");
    }
    return node->items();
}

std::vector<std::string> textList(const MapReader& reader, std::string_view key, FileProblems& file)
{
    std::vector<std::string> texts;
    if (reader.find(key) == nullptr) {
        return texts;
    }
    for (const YamlNode& item : reader.list(key)) {
        texts.push_back(scalarText(item, key, file));
    }
    return texts;
}

} // namespace netready
