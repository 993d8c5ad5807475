// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/assessment/assessment.h"

#include <span>
#include <vector>

namespace netready {

/// What the findings say to the topics of the packs, in their order.
[[nodiscard]] std::vector<TopicResult> topicResults(const Knowledge& knowledge,
                                                    std::span<const Finding> findings);

/// Score below which a finding shows a mistake: the edge of band D.
inline constexpr double kMistakeBelow = 0.4;

} // namespace netready
