// SPDX-License-Identifier: Apache-2.0
#include "core/facts/edit.h"

#include <algorithm>
#include <utility>

namespace netready {

Edit inverse(const Edit& edit)
{
    Edit result = edit;
    std::reverse(result.changes.begin(), result.changes.end());
    for (Change& change : result.changes) {
        std::visit([](auto& item) { std::swap(item.before, item.after); }, change);
    }
    return result;
}

} // namespace netready
