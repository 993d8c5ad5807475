// SPDX-License-Identifier: Apache-2.0
#include "core/knowledge/version.h"

#include "core/base/text.h"

#include <array>
#include <charconv>
#include <vector>

namespace netready {

std::optional<Version> versionFromText(std::string_view text)
{
    const std::vector<std::string_view> parts = split(text, '.');
    std::array<int, 3> numbers{};
    if (parts.size() != numbers.size()) {
        return std::nullopt;
    }
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        const char* const end = parts[i].data() + parts[i].size();
        const auto result = std::from_chars(parts[i].data(), end, numbers[i]);
        if (result.ec != std::errc{} || result.ptr != end || numbers[i] < 0) {
            return std::nullopt;
        }
    }
    return Version{numbers[0], numbers[1], numbers[2]};
}

std::string toString(const Version& version)
{
    return std::to_string(version.major) + "." + std::to_string(version.minor) + "." +
           std::to_string(version.patch);
}

Version engineVersion()
{
    return versionFromText(NETREADY_VERSION).value_or(Version{});
}

} // namespace netready
