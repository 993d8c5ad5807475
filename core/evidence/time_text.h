// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace netready {

/// `2026-11-22T07:57:14Z` for seconds since 1970; empty outside the years 1990 to 2200.
[[nodiscard]] std::string isoTime(double unixSeconds);

/// Writes a time in one of the usual forms as ISO 8601; empty if it is none. A zone is kept as Z
/// only where the text names UTC or GMT.
///
/// Forms:   `2026-03-02 10:00:00`, `2026-03-02T10:00:00Z`, `Sun Nov 22 07:57:14 2026`,
///          `Sun, 22 Nov 2026 07:56:22 GMT`, `20260302-101500`
[[nodiscard]] std::string isoTime(std::string_view text);

} // namespace netready
