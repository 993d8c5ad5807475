// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/assessment/assessment.h"

#include <nlohmann/json_fwd.hpp>

namespace netready {

/// What a workload asks of the network. Numbers are in the unit of their key or in base units of
/// tagged JSON (bytes, bytes per second, seconds); a range is `{"low": …, "high": …}`.
[[nodiscard]] nlohmann::ordered_json demandJson(const WorkloadDemand& workload);

} // namespace netready
