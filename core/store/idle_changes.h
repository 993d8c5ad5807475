// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/facts/edit.h"

namespace netready {

/// The edit without changes that change nothing; without any if all records end as they began.
[[nodiscard]] Edit withoutIdleChanges(const Edit& edit);

} // namespace netready
