// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/knowledge/knowledge.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace netready {

/// What serves one id of the mission. Nothing: the id needs none of that kind.
struct CoverageRow
{
    std::string id;
    std::string title;
    std::optional<std::size_t> questions;
    std::optional<std::size_t> rules;
    std::optional<std::size_t> actions;
    std::optional<std::size_t> others; ///< classes, use cases, vendors

    /// A kind that is needed is not there.
    [[nodiscard]] bool isGap() const
    {
        return questions == 0U || rules == 0U || actions == 0U || others == 0U;
    }
};

/// The coverage of the mission.
///
/// Shape: W1, W2, D1 to D13, Q1 to Q11, M1 to M8, P1 to P9, F; an id that the packs do not know has
///        zeros. Questions are those whose answers the rules read, through computed attributes too
[[nodiscard]] std::vector<CoverageRow> packCoverage(const Knowledge& knowledge);

} // namespace netready
