// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace netready {

/// What is wrong with the nesting of tags, quotes and entities; empty if nothing is.
[[nodiscard]] std::string markupFault(std::string_view text);

/// Values of an attribute in the order of the text, `id` or `href`.
[[nodiscard]] std::vector<std::string> attributeValues(std::string_view text,
                                                       std::string_view name);

[[nodiscard]] std::size_t occurrences(std::string_view text, std::string_view part);

/// Text without tags, style sheets and entities, white space and no-break spaces as single spaces.
[[nodiscard]] std::string plainText(std::string_view html);

} // namespace netready
