// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/facts/attribute.h"
#include "core/facts/fact.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace netready {

enum class Knowing
{
    NeverAsked,    ///< no fact at all
    AskedNotKnown, ///< asked, nobody knows
    NotApplicable, ///< does not apply, with a reason
    Known          ///< a value, perhaps a range
};

/// Which value stands for one attribute of one subject, and why.
struct Resolution
{
    Knowing knowing = Knowing::NeverAsked;
    Value value;                      ///< hull of the facts that are used; NotKnown if none
    Origin origin = Origin::Assumed;  ///< of the facts that are used, as it counts
    std::vector<std::size_t> used;    ///< indices into the facts
    std::vector<std::size_t> against; ///< facts that contradict the value used
    bool disagreement = false;        ///< people of the same level gave different answers
    std::vector<std::size_t>
        outdated; ///< facts older than the attribute allows: they count as stated

    [[nodiscard]] bool contradicted() const { return !against.empty(); }
    [[nodiscard]] bool isOutdated(std::size_t fact) const;
};

/// True if a claim can hold beside the better known value, within the attribute's tolerance.
[[nodiscard]] bool compatible(const Attribute& attribute, const Value& better, const Value& claim);

/// Days from when a fact was taken to a day; nothing if its time is not known.
[[nodiscard]] std::optional<std::int32_t> ageOf(const Fact& fact, std::int32_t today);

/// What a fact counts as on a day (since 1970-01-01; 0: age does not matter): what was observed,
/// imported or measured longer ago than the attribute allows is a claim about today.
[[nodiscard]] Origin originOn(const Attribute& attribute, const Fact& fact, std::int32_t today);

/// Why an outdated fact of the attribute counts less: `older than 90 days, counts as stated`.
[[nodiscard]] std::string outdatedNote(const Attribute& attribute);

/// Chooses among several facts: the best origin is used; differing answers of the same level give
/// their hull; a fact of a lower level (assumptions aside) outside the tolerance contradicts.
/// "Not known" counts only where nothing else stands; withdrawn facts do not count.
/// `today` as in originOn().
[[nodiscard]] Resolution
resolve(const Attribute& attribute, const std::vector<Fact>& facts, std::int32_t today = 0);

} // namespace netready
