// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/evidence/read_evidence.h"

#include <span>
#include <vector>

namespace netready {

/// What inventories say in figures: leaf and spine switches, their links and speeds, packet limits,
/// flow control, marking, watchdogs, racks and feeds.
///
/// Shape:   what is designed, configured and observed each on its own (condition `basis`); one
///          record for each device or rack, and one for what is counted over all; sorted
/// Limits:  a switch with a host is a leaf, one without is a spine; a device is told by its role,
///          and by its name where nobody gave a role. Switches are not
///          counted by what single devices see.
[[nodiscard]] std::vector<EvidenceRecord> inventoryFigures(std::span<const EvidenceResult> results);

} // namespace netready
