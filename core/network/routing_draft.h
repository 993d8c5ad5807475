// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/network/routing.h"

#include <cstdint>
#include <vector>

namespace netready {

/// A change of a NetworkLoad that is being worked out. By leaf; what is empty is unchanged.
struct NetworkLoad::Draft
{
    Loads loads;
    std::vector<std::vector<Rates>> injected;
    std::vector<Route> routes; ///< new distances; densities are new after propagate()
    std::vector<std::vector<std::uint32_t>> lengthened; ///< switches with a new distance
    std::vector<std::vector<std::uint32_t>> rerouted;   ///< switches with other next hops
};

} // namespace netready
