// SPDX-License-Identifier: Apache-2.0
#include "core/evidence/evidence_unit.h"

#include <algorithm>
#include <array>
#include <utility>

namespace netready {

std::string_view unitOf(const EvidenceMetric& metric)
{
    static constexpr auto kUnits =
        std::to_array<std::pair<std::string_view, std::string_view>>({{"bit/s", "b/s"},
                                                                      {"byte/s", "B/s"},
                                                                      {"byte", "B"},
                                                                      {"s", "s"},
                                                                      {"W", "W"},
                                                                      {"1/s", "/s"}});
    const auto* const found = std::find_if(
        kUnits.begin(), kUnits.end(), [&](const auto& unit) { return unit.first == metric.unit; });
    return found == kUnits.end() ? std::string_view() : found->second;
}

bool isSetting(const EvidenceMetric& metric)
{
    static constexpr auto kSettings = std::to_array<std::string_view>(
        {"gpu.count", "gpu.nic_affinity", "link.mtu", "link.speed", "link.width", "rdma.mtu"});
    return metric.id.starts_with("topo.") || metric.id.starts_with("port.") ||
           metric.id.starts_with("rack.") || metric.id.starts_with("power.") ||
           std::find(kSettings.begin(), kSettings.end(), metric.id) != kSettings.end();
}

} // namespace netready
