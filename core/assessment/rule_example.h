// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/assessment/assessment.h"

#include <set>
#include <string>
#include <string_view>

namespace netready {

/// The facts that an example gives.
[[nodiscard]] FactBase factsOf(const RuleTest& test);

/// What in a result is not as the example expects, in words; empty if it holds.
[[nodiscard]] std::string exampleFailure(const RuleTest& test,
                                         Status status,
                                         ScoreRange score,
                                         const std::set<std::string>& missing,
                                         std::string_view problem);

} // namespace netready
