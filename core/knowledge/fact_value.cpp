// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "core/knowledge/map_reader.h"
#include "core/knowledge/resolve.h"

#include <utility>

namespace netready {

namespace {

/// Text of a value: a list of words becomes `[a, b]`, as on the command line.
std::optional<std::string> valueText(const YamlNode& node)
{
    if (node.isScalar()) {
        return std::string(node.text);
    }
    std::vector<std::string> words;
    for (const YamlNode& item : node.items()) {
        if (!item.isScalar()) {
            return std::nullopt;
        }
        words.emplace_back(item.text);
    }
    return node.isMap() ? std::nullopt : std::optional("[" + join(words, ", ") + "]");
}

} // namespace

void reportUnknownAttribute(const std::string& id,
                            const YamlNode& node,
                            const Knowledge& knowledge,
                            FileProblems& file)
{
    file.error("unknown-attribute",
               node,
               "there is no attribute " + inQuotes(id) +
                   didYouMean(id, idsOf(knowledge.attributes)));
}

std::optional<Value>
readFactValue(const YamlNode& node, const Attribute& attribute, FileProblems& file)
{
    const std::optional<std::string> text = valueText(node);
    if (!text) {
        file.error("not-text", node, "the value of " + inQuotes(attribute.id) + " must be text");
        return std::nullopt;
    }
    try {
        return parseValue(attribute, *text);
    } catch (const Error& error) {
        file.error("bad-value", node, error.message());
    }
    return std::nullopt;
}

} // namespace netready
