// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/client/evidence_import.h"

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string_view>
#include <vector>

namespace netready {

/// What an archive may hold at most, unpacked.
struct ArchiveLimits
{
    std::uintmax_t bytes = std::uintmax_t{256} * 1024 * 1024;
    std::size_t files = 10000;
};

/// The files of a zip or tar archive, the latter also compressed, in memory and by name; nothing if
/// the bytes are none. Folders, links and devices are left out.
/// Errors: Corrupt if it is damaged or locked by a password; InvalidInput if it holds more than the
///         limits allow. Both name the archive
[[nodiscard]] std::optional<std::vector<ImportFile>> unpacked(std::string_view archiveName,
                                                              std::string_view bytes,
                                                              const ArchiveLimits& limits = {},
                                                              const std::stop_token& stop = {});

} // namespace netready
