// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/input.h"
#include "core/facts/fact_base.h"
#include "core/knowledge/knowledge.h"

namespace netready {

/// A client with one workload, `workload/spec`, whose facts are the class and the inputs of a map
/// in YAML, named by their symbols: `class: pre-training`, `N: 70e9`, `B_nic: 50 GB/s`.
///
/// Errors: InvalidInput with place and symbol if the text is no such map, a symbol is not known or
///         its attribute cannot take the value
[[nodiscard]] FactBase readDemandSpec(const InputText& input, const Knowledge& knowledge);

} // namespace netready
