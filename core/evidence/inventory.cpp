// SPDX-License-Identifier: Apache-2.0
#include "core/evidence/inventory.h"

#include <cmath>

namespace netready {

std::optional<double> usablePower(const InventoryFeed& feed)
{
    if (!feed.volts || !feed.amperes || !feed.phases || !feed.usableShare) {
        return std::nullopt;
    }
    const double factor = *feed.phases == 3 ? std::sqrt(3.0) : 1.0;
    return *feed.volts * *feed.amperes * factor * *feed.usableShare;
}

} // namespace netready
