// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/input.h"
#include "core/network/requirement.h"

namespace netready {

/// Reads the requirement of a fabric from YAML: a map of the keys that `fabric size --help` lists.
/// The places of the fields go with it.
/// Errors: InvalidInput with the place of the first fault
[[nodiscard]] FabricRequirement readFabricSpec(const InputText& input);

} // namespace netready
