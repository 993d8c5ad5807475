// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/facts/fact_base.h"

namespace netready {

/// The facts of a shipped template.
[[nodiscard]] FactBase templateFacts(const char* id);

/// The brownfield template with two phases that have little money and few people.
[[nodiscard]] FactBase limitedFacts();

} // namespace netready
