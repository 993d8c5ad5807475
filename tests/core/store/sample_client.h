// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/client_file.h"

#include <filesystem>
#include <string>

namespace netready {

inline const ClientInfo kSampleInfo{"Beispiel GmbH", "netready 0.1.0", "2026-11-25T10:00:00Z"};

/// An edit that adds one note.
[[nodiscard]] Edit noteEdit(const std::string& id, const std::string& text = "text");

/// Writes a client file that uses every table and every kind of value: facts of all kinds, done and
/// undone edits, an attachment, a waiver, notes, two snapshots and packs.
void writeSampleClient(const std::filesystem::path& path);

} // namespace netready
