// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"
#include "core/facts/subject.h"
#include "core/facts/value.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace netready {

enum class AttributeType
{
    Quantity,
    Count,
    Ratio,
    Boolean,
    Choice,
    Choices,
    Text,
    Reference,
    Date
};

[[nodiscard]] std::string_view toString(AttributeType type);
[[nodiscard]] std::optional<AttributeType> attributeTypeFromText(std::string_view text);

/// An option of a choice; at most 64 an attribute.
struct Option
{
    std::string id;
    std::string title;
    std::string help;
};

/// Where a number comes from: a published source, or judgement with its reason.
struct Citation
{
    std::string source;    ///< id of a source; empty for judgement
    std::string supports;  ///< which key of a rule it covers
    std::string locator;   ///< section, page, table
    std::string rationale; ///< why, for judgement
    bool operator==(const Citation&) const = default;
};

/// Which of several figures counts.
enum class FigureChoice
{
    Lowest,
    Highest,
    Mean,
    Sum
};

/// How figures of evidence (core/evidence) give the value of an attribute.
///
/// A share that is below 1 makes a yes-or-no attribute "no", a count above 0 makes it "yes", and a
/// count of 0 says nothing.
struct MeasuredBy
{
    std::string metric; ///< of evidenceMetrics()
    std::string stat;   ///< of kEvidenceStats; empty takes any
    FigureChoice take = FigureChoice::Lowest;
    std::vector<std::string> where; ///< conditions: `memory=GPU`, `size`, `!direction`
    std::string largest;            ///< condition of which only the largest counts in each file
    double factor = 1;              ///< figures times this
    bool isComplement = false;      ///< what is missing to 1
    bool isAtLeast = false;         ///< the figure is a lower end
    bool isAtMost = false;          ///< the figure is an upper end
    std::string because;            ///< why it is only an end, or what else to know
    bool operator==(const MeasuredBy&) const = default;
};

/// A named property of a kind of subject, declared once in a pack.
struct Attribute
{
    std::string id;   ///< `fabric.port_speed`
    std::string kind; ///< `fabric`
    std::string name; ///< `port_speed`
    AttributeType type = AttributeType::Text;
    Dimension dimension;  ///< of quantities
    std::string unit;     ///< how it is shown
    double domainLow = 0; ///< numbers, base units: an unknown one lies in here
    double domainHigh = 0;
    double tolerance = 0.1; ///< relative distance from which a claim contradicts a measurement
    /// Days after which what was observed, imported or measured counts as a claim; 0: never.
    std::int32_t ageLimit = 0;
    std::vector<Option> options;
    std::string targetKind; ///< of references
    std::string computed;   ///< expression that overrules what is stated; empty if there is none
    std::string symbol;     ///< input of the demand models that it gives; empty if none
    std::string derived;    ///< result of the demand models that it takes; empty if none
    std::vector<MeasuredBy> measuredBy; ///< the first that has figures counts
    std::string title;
    std::string help;
    Citation source;
    Position where;

    [[nodiscard]] bool isNumber() const
    {
        return type == AttributeType::Quantity || type == AttributeType::Count ||
               type == AttributeType::Ratio;
    }
    /// Index of an option, nothing if there is none of that name.
    [[nodiscard]] std::optional<std::size_t> optionIndex(std::string_view option) const;
};

/// Reads a value as typed by a person: `400 Gb/s`, `100..400 Gb/s`, `>= 100 Gb/s`, `yes`,
/// `static-hash`, `static-hash or spraying`, `[pfc, ecn?]`, `2026-11-25`, `not known`,
/// `not applicable: all racks are air-cooled`.
///
/// Errors: InvalidInput naming the attribute, the value and what would be right.
[[nodiscard]] Value parseValue(const Attribute& attribute, std::string_view text);

/// A computed range for print: one that ends only where the domain ends has no upper end.
[[nodiscard]] Measure withoutDomainEnd(const Attribute& attribute, Measure measure);

/// Checks that a value fits the attribute: type, dimension, domain, options.
/// Errors: InvalidInput naming the attribute and the value.
void checkValue(const Attribute& attribute, const Value& value);

} // namespace netready
