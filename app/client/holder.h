// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/client_file.h"

#include <filesystem>
#include <memory>
#include <string>

namespace netready {

struct HolderNoteRemover
{
    void operator()(const std::filesystem::path* note) const;
};
/// A hidden file beside a client file, that says who has it open to write; gone with this value.
using HolderNote = std::unique_ptr<const std::filesystem::path, HolderNoteRemover>;

/// Says who has a client file; nothing where the folder takes no file.
[[nodiscard]] HolderNote noteHolder(const std::filesystem::path& file, const std::string& author);
/// `Ada on laptop-7 since 2026-11-25 08:30 UTC`; empty if nobody says so.
[[nodiscard]] std::string holderOf(const std::filesystem::path& file);

/// Opens a client file; if another has it, the error says who.
/// Errors: as ClientFile::open
[[nodiscard]] ClientFile openClientFile(const std::filesystem::path& path, OpenMode mode);

} // namespace netready
