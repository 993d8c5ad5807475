// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/client/evidence_import.h"

#include <cstddef>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace netready {

/// Reads files to be imported; of a folder all that are below it, by path; of an archive all that
/// it holds.
///
/// `reading` is told the name of each file before it is read, and how many there are. Once it is
/// stopped, what was read so far is returned.
/// Errors: as unpacked(); Io if one cannot be read or is larger than 256 MiB; InvalidInput if there
/// is none
[[nodiscard]] std::vector<ImportFile> readImportFiles(
    const std::vector<std::string>& sources,
    const std::function<void(const std::string& name, std::size_t done, std::size_t all)>& reading =
        {},
    const std::stop_token& stop = {});

} // namespace netready
