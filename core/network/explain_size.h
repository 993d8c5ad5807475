// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/network/sizing.h"

namespace netready {

/// The steps that lead from a requirement to its size.
[[nodiscard]] std::vector<SizeStep> explainSize(const FabricRequirement& requirement,
                                                const FabricSize& size);

} // namespace netready
