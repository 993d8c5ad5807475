// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/verb.h"

#include <vector>

namespace netready {

[[nodiscard]] Verb newVerb();
[[nodiscard]] Verb setVerb();
[[nodiscard]] Verb unsetVerb();
[[nodiscard]] Verb importVerb();
[[nodiscard]] Verb fetchVerb();
[[nodiscard]] Verb addVerb();
[[nodiscard]] Verb removeVerb();
[[nodiscard]] Verb showVerb();
[[nodiscard]] Verb noteVerb();
[[nodiscard]] Verb historyVerb();
[[nodiscard]] Verb undoVerb();
[[nodiscard]] Verb redoVerb();
[[nodiscard]] Verb askVerb();
[[nodiscard]] Verb assessVerb();
[[nodiscard]] Verb explainVerb();
[[nodiscard]] Verb reportVerb();
[[nodiscard]] Verb waiveVerb();
[[nodiscard]] Verb unwaiveVerb();
[[nodiscard]] Verb snapshotVerb();
[[nodiscard]] Verb diffVerb();
[[nodiscard]] Verb exportVerb();
[[nodiscard]] Verb packsVerb();
[[nodiscard]] Verb evalVerb();
[[nodiscard]] Verb capacityVerb();
[[nodiscard]] Verb demandVerb();
[[nodiscard]] Verb fabricVerb();
[[nodiscard]] Verb vendorsVerb();
[[nodiscard]] Verb planVerb();
[[nodiscard]] Verb workVerb();
[[nodiscard]] Verb upgradeVerb();
[[nodiscard]] Verb fabricLoadVerb();
[[nodiscard]] Verb fabricSizeVerb(); ///< part of fabric

/// All verbs in the order in which --help lists them.
[[nodiscard]] inline std::vector<Verb> allVerbs()
{
    return {newVerb(),      setVerb(),    unsetVerb(),   importVerb(), fetchVerb(), addVerb(),
            removeVerb(),   showVerb(),   noteVerb(),    undoVerb(),   redoVerb(),  historyVerb(),
            askVerb(),      assessVerb(), explainVerb(), reportVerb(), waiveVerb(), unwaiveVerb(),
            snapshotVerb(), diffVerb(),   exportVerb(),  packsVerb(),  evalVerb(),  demandVerb(),
            capacityVerb(), fabricVerb(), vendorsVerb(), planVerb(),   workVerb(),  upgradeVerb()};
}

} // namespace netready
