// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace netready::testing {

/// Something that takes bytes of strangers. It stops the program where it breaks what it promises.
struct FuzzTarget
{
    std::string_view name;
    std::vector<std::string_view> seeds; ///< folders of tests/data/evidence and of the samples
    std::function<void(std::string_view bytes)> run;
};

/// A target for each family of readers, for expressions and for client files.
[[nodiscard]] const std::vector<FuzzTarget>& fuzzTargets();

/// Inputs to start from: the files of a target's folders below each of the roots that exist, and
/// what the target makes itself.
[[nodiscard]] std::vector<std::string> fuzzSeeds(const FuzzTarget& target,
                                                 const std::vector<std::string>& roots);

} // namespace netready::testing
