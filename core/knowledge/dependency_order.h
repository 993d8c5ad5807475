// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

namespace netready {

/// An order in which each item stands after those it needs.
struct DependencyOrder
{
    std::vector<std::size_t> sorted;              ///< without the items of, or behind, a cycle
    std::vector<std::vector<std::size_t>> cycles; ///< each item needs the next, the last the first
};

/// Orders items by what they need, lower numbers first where it is free.
///
/// Shape: `needs[i]` are the items that item i needs; cycles that share an item give one of them.
[[nodiscard]] DependencyOrder dependencyOrder(const std::vector<std::vector<std::size_t>>& needs);

} // namespace netready
