// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/expr/value.h"
#include "core/facts/attribute.h"
#include "core/facts/resolution.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace netready {

/// Kinds and their fields as the checker sees them; fields of a kind are its attributes by id.
///
/// Refers to the attributes it was made from, which must outlive it.
class Schema
{
public:
    struct Kind
    {
        SubjectKind kind;
        std::vector<const Attribute*> fields; ///< by attribute id
    };

    Schema() = default;
    Schema(const std::vector<SubjectKind>& kinds, const std::vector<Attribute>& attributes);

    [[nodiscard]] const std::vector<Kind>& kinds() const { return m_kinds; }
    [[nodiscard]] std::optional<std::uint32_t> kindIndex(std::string_view id) const;
    [[nodiscard]] std::optional<std::uint32_t> fieldIndex(std::uint32_t kind,
                                                          std::string_view name) const;

private:
    std::vector<Kind> m_kinds;
};

/// The most subjects of one kind that the static cost assumes; more are refused by the assessment.
inline constexpr std::size_t kMostSubjectsOfAKind = 1000;

/// Turns what is known of an attribute into a value for the evaluator.
///
/// Not known: the whole domain, all options, an open Bool, else Unknown; `missing` is the slot.
/// A range of people (below observed) carries the slot too; a measured range does not. Not
/// applicable: an Error flagged so. References stay Unknown or Null here; the assessment puts rows
/// in their place. Strings refer to the resolution and the attribute, which must outlive the value.
[[nodiscard]] ExprValue
toExprValue(const Attribute& attribute, const Resolution& resolution, SlotId slot);

/// The value of an attribute as a fact would hold it; NotKnown where the evaluator knows nothing.
[[nodiscard]] Value valueOf(const Attribute& attribute, const ExprValue& value);

} // namespace netready
