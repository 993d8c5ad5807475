// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>

namespace netready {

/// Reads a value typed for `--bind`: `8`, `2.5`, `400 Gb/s`, `100..400 Gb/s`, `yes`, `2026-11-25`,
/// `'text'`; everything else is text. The result is tagged as evaluateCase wants it.
/// Errors: InvalidInput if it starts as a number and is none
[[nodiscard]] nlohmann::json parseTagged(std::string_view text);

/// Writes a tagged value for people: `3.2 Tb/s`, `1, 2`, `yes`.
[[nodiscard]] std::string readableTagged(const nlohmann::json& value);

} // namespace netready
