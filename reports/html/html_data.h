// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reports/charts/marks.h"
#include "reports/content/report_content.h"

#include <kainjow/mustache.hpp>

#include <string>
#include <vector>

namespace netready {

/// Blocks as data for the template `block`: each has one `is…` member that is true. Members whose
/// name ends in `Html` or `Icon` or `Svg` are markup made here from escaped text; the template
/// prints them with three braces. Every member is always set, since a template sees outer members,
/// too.
[[nodiscard]] kainjow::mustache::data blocksData(const std::vector<Block>& blocks);

[[nodiscard]] std::string drawForCover(const Chart& chart);
[[nodiscard]] std::string drawWide(const Chart& chart);
/// A second form for narrow screens; empty if the wide one serves.
[[nodiscard]] std::string drawNarrow(const Chart& chart);

} // namespace netready
