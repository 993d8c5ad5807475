// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/facts/attribute.h"
#include "core/facts/fact.h"

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
    Origin origin = Origin::Assumed;  ///< of the facts that are used
    std::vector<std::size_t> used;    ///< indices into the facts
    std::vector<std::size_t> against; ///< facts that contradict the value used
    bool disagreement = false;        ///< people of the same level gave different answers

    [[nodiscard]] bool contradicted() const { return !against.empty(); }
};

/// True if a claim can hold beside the better known value, within the attribute's tolerance.
[[nodiscard]] bool compatible(const Attribute& attribute, const Value& better, const Value& claim);

/// Chooses among several facts: the best origin is used; differing answers of the same level give
/// their hull; a fact of a lower level (assumptions aside) outside the tolerance contradicts.
/// "Not known" counts only where nothing else stands; withdrawn facts do not count.
[[nodiscard]] Resolution resolve(const Attribute& attribute, const std::vector<Fact>& facts);

} // namespace netready
