// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/assessment/assessment.h"
#include "core/facts/fact_base.h"

#include <string>
#include <string_view>
#include <vector>

namespace netready {

/// A cell as spreadsheets take it: in quotation marks where it has to be, and text that they would
/// read as a formula behind an apostrophe.
/// Limits: a number keeps its sign, so `-3` is no formula
[[nodiscard]] std::string csvCell(std::string_view text);

/// The findings as a table, UTF-8 without a byte order mark, lines ended as RFC 4180 has them.
/// Shape: one line for each of `findings`, in their order
[[nodiscard]] std::string findingsCsv(const std::vector<const Finding*>& findings,
                                      const FactBase& facts,
                                      const Knowledge& knowledge);

} // namespace netready
