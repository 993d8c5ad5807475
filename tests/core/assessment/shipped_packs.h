// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/knowledge/knowledge.h"

#include <memory>
#include <string>
#include <vector>

#include "tests/support/catch.h"

namespace netready {

/// The packs of the source tree, loaded once.
[[nodiscard]] inline std::shared_ptr<const Knowledge> shippedPacks()
{
    const std::string top = NETREADY_SOURCE_DIR;
    static const LoadedKnowledge loaded =
        loadKnowledge(std::vector<std::string>{top + "/questionnaires", top + "/rules"});
    REQUIRE(loaded.knowledge != nullptr);
    return loaded.knowledge;
}

} // namespace netready
