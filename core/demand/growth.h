// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/demand/inputs.h"

#include <array>
#include <string_view>

namespace netready {

/// When a portfolio is looked at.
enum class Phase
{
    Now,
    NextYear,
    Year3
};
inline constexpr std::array<Phase, 3> kPhases{Phase::Now, Phase::NextYear, Phase::Year3};
[[nodiscard]] std::string_view toString(Phase phase); ///< `now`, `next-year`, `year-3`

/// A workload of another size.
///
/// Model:  requests, tasks, streams, people and data grow by the factor, and so do accelerators,
///         servers and the copies of a model on them; the model itself and its limits stay
/// Shape:  counts are rounded up; what is not known stays so; kept inside the range of each input
/// Limits: one factor for all of them
[[nodiscard]] DemandInputs grown(DemandInputs inputs, Interval<double> factor);

} // namespace netready
