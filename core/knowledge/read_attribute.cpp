// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "core/knowledge/declarations.h"
#include "core/knowledge/map_reader.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace netready {

namespace {

constexpr std::size_t kMostOptions = 64;
/// Words of the expression language that cannot name a field.
constexpr std::array<std::string_view, 4> kReservedNames{"in", "true", "false", "null"};

bool isChoice(const Attribute& attribute)
{
    return attribute.type == AttributeType::Choice || attribute.type == AttributeType::Choices;
}

/// A key that this type of attribute needs or that makes no sense for it.
void checkKey(const Attribute& attribute,
              const MapReader& reader,
              const YamlNode& node,
              std::string_view key,
              bool isAllowed,
              bool isNeeded,
              FileProblems& file)
{
    const std::string type(toString(attribute.type));
    if (reader.find(key) == nullptr && isNeeded) {
        file.error("missing-key",
                   node,
                   "an attribute of type " + inQuotes(type) + " needs the key " + inQuotes(key));
    } else if (reader.find(key) != nullptr && !isAllowed) {
        file.error("key-does-not-apply",
                   *reader.find(key),
                   "an attribute of type " + inQuotes(type) + " has no " + inQuotes(key));
    }
}

void readName(Attribute& attribute, const MapReader& reader, FileProblems& file)
{
    attribute.id = reader.text("id");
    const std::size_t dot = attribute.id.find('.');
    attribute.kind = attribute.id.substr(0, dot);
    attribute.name = dot == std::string::npos ? "" : attribute.id.substr(dot + 1);
    if (attribute.id.empty()) {
        return;
    }
    if (!isSnakeCase(attribute.kind) || !isSnakeCase(attribute.name)) {
        file.error("bad-id",
                   *reader.find("id"),
                   inQuotes(attribute.id) +
                       " does not name an attribute: write kind.name, such as fabric.port_speed");
        attribute.id.clear();
        attribute.kind.clear();
    } else if (std::find(kReservedNames.begin(), kReservedNames.end(), attribute.name) !=
               kReservedNames.end()) {
        file.error("bad-id",
                   *reader.find("id"),
                   inQuotes(attribute.name) + " is a word of the expression language");
    }
}

void readUnit(Attribute& attribute, const MapReader& reader, FileProblems& file)
{
    attribute.unit = reader.text("unit");
    if (attribute.unit.empty()) {
        return;
    }
    const std::optional<Dimension> dimension = unitDimension(attribute.unit);
    if (!dimension) {
        file.error("unknown-unit",
                   *reader.find("unit"),
                   "the unit " + inQuotes(attribute.unit) + " is not known");
        return;
    }
    const bool isQuantity = attribute.type == AttributeType::Quantity;
    if (isQuantity == (*dimension == kNone)) {
        file.error("wrong-dimension",
                   *reader.find("unit"),
                   isQuantity ? inQuotes(attribute.unit) + " is no unit of a quantity"
                              : "the unit " + inQuotes(attribute.unit) + " does not fit a " +
                                    std::string(toString(attribute.type)));
    }
    attribute.dimension = *dimension;
}

std::string textOf(const YamlNode& node, std::string_view key, FileProblems& file)
{
    const YamlNode* value = node.find(key);
    return value == nullptr ? std::string() : scalarText(*value, key, file);
}

/// Reads a number or a range; the dimension must be the attribute's.
std::optional<Measure> readMeasure(const std::string& text,
                                   Dimension dimension,
                                   const std::string& unit,
                                   const YamlNode& node,
                                   FileProblems& file)
{
    try {
        const Measure measure = parseMeasure(text);
        if (measure.dimension == dimension) {
            return measure;
        }
        return parseMeasure(text, dimension, unit); // throws the sentence that says what is wanted
    } catch (const Error& error) {
        const bool isReadable = error.message().find(" is needed") != std::string::npos;
        file.error(isReadable ? "wrong-dimension" : "bad-domain", node, error.message());
        return std::nullopt;
    }
}

void readDomain(Attribute& attribute, const MapReader& reader, FileProblems& file)
{
    const std::string text = reader.text("domain");
    if (text.empty()) {
        return;
    }
    const YamlNode& node = *reader.find("domain");
    const std::optional<Measure> domain =
        readMeasure(text, attribute.dimension, attribute.unit, node, file);
    if (!domain) {
        return;
    }
    attribute.domainLow = domain->low;
    attribute.domainHigh = domain->high;
    if (domain->isPoint()) {
        file.error("bad-domain", node, "the domain " + inQuotes(text) + " is no range");
    } else if (attribute.type == AttributeType::Count &&
               (domain->low != std::floor(domain->low) ||
                domain->high != std::floor(domain->high))) {
        file.error("bad-domain", node, "the domain " + inQuotes(text) + " of a count is not whole");
    }
}

void readTolerance(Attribute& attribute, const MapReader& reader, FileProblems& file)
{
    const std::string text = reader.text("tolerance");
    if (text.empty()) {
        return;
    }
    const YamlNode& node = *reader.find("tolerance");
    const std::optional<Measure> tolerance = readMeasure(text, kNone, "%", node, file);
    if (tolerance && (!tolerance->isPoint() || tolerance->low < 0 || tolerance->low > 1)) {
        file.error("number-out-of-range",
                   node,
                   inQuotes(text) + " is not a tolerance: it must lie between 0 and 100 %");
    } else if (tolerance) {
        attribute.tolerance = tolerance->low;
    }
}

void readOptions(Attribute& attribute, const MapReader& reader, FileProblems& file)
{
    for (const YamlNode& item : reader.list("options")) {
        const MapReader option(item, kOptionFormat, file);
        Option value{option.kebabId("id"), option.text("title"), option.text("help")};
        if (!value.id.empty() && attribute.optionIndex(value.id)) {
            file.error("duplicate-id",
                       *option.find("id"),
                       "the option " + inQuotes(value.id) + " stands in the list twice");
        }
        attribute.options.push_back(std::move(value));
    }
    if (attribute.options.size() > kMostOptions) {
        file.error("too-many-options",
                   *reader.find("options"),
                   "an attribute may have 64 options; " + inQuotes(attribute.id) + " has " +
                       std::to_string(attribute.options.size()));
    }
}

} // namespace

Attribute readAttribute(const YamlNode& node, FileProblems& file)
{
    const MapReader reader(node, kAttributeFormat, file);
    Attribute attribute;
    const YamlNode* id = reader.find("id");
    attribute.where = file.at(id == nullptr ? node : *id);
    readName(attribute, reader, file);
    FileProblems aside = file.aside(); // expressions can be checked without these
    attribute.title = textOf(node, "title", aside);
    attribute.help = textOf(node, "help", aside);
    if (const YamlNode* source = reader.find("source")) {
        attribute.source = readCitation(*source, kCitationFormat, aside);
    }
    const std::optional<AttributeType> type = attributeTypeFromText(reader.word("type"));
    if (!type) {
        return attribute;
    }
    attribute.type = *type;
    const bool isNumber = attribute.isNumber();
    const bool isReference = attribute.type == AttributeType::Reference;
    const bool isQuantity = attribute.type == AttributeType::Quantity;
    const std::size_t before = file.errors();
    checkKey(attribute, reader, node, "unit", isNumber, isQuantity, file);
    checkKey(attribute, reader, node, "domain", isNumber, isNumber, file);
    checkKey(attribute, reader, node, "tolerance", isNumber, false, file);
    checkKey(attribute, reader, node, "options", isChoice(attribute), isChoice(attribute), file);
    checkKey(attribute, reader, node, "target", isReference, isReference, file);
    const bool isMeasurable = isNumber || attribute.type == AttributeType::Boolean;
    checkKey(attribute, reader, node, "measured_by", isMeasurable, false, file);
    if (file.errors() != before) {
        return attribute;
    }
    readUnit(attribute, reader, file);
    if (file.errors() == before) {
        readDomain(attribute, reader, file);
    }
    readTolerance(attribute, reader, file);
    readOptions(attribute, reader, file);
    attribute.targetKind = reader.snakeId("target");
    attribute.computed = reader.text("computed");
    attribute.symbol = reader.text("symbol");
    attribute.derived = reader.text("derived");
    if (file.errors() == before) {
        attribute.measuredBy = readMeasuredBy(attribute, reader.list("measured_by"), file);
    }
    return attribute;
}

} // namespace netready
