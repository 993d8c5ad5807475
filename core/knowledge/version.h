// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace netready {

/// A version of three numbers.
struct Version
{
    int major = 0;
    int minor = 0;
    int patch = 0;
    auto operator<=>(const Version&) const = default;
};

[[nodiscard]] std::optional<Version> versionFromText(std::string_view text);
[[nodiscard]] std::string toString(const Version& version);

/// Version of this program: what `requires_engine` of a pack is compared with.
[[nodiscard]] Version engineVersion();

} // namespace netready
