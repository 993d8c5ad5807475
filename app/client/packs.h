// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/knowledge/knowledge.h"
#include "core/store/client_file.h"

#include <memory>
#include <string>
#include <vector>

namespace netready {

/// Packs that count, and what their user should hear about them.
struct PacksInUse
{
    std::shared_ptr<const Knowledge> knowledge;
    std::vector<std::string> notes; ///< sentences, with the place where there is one
};

/// Loads the packs of the program and those of more folders.
/// Errors: InvalidInput with the place of the first fault; Io if a folder cannot be read
[[nodiscard]] PacksInUse loadPacks(const std::vector<std::string>& moreFolders);

[[nodiscard]] std::vector<PackVersion> packVersions(const Knowledge& knowledge);
/// Lets a file keep the packs that it is assessed with.
void keepPacks(ClientFile& file, const Knowledge& knowledge);
/// Whether packs that the file was made with stand otherwise in the program now.
[[nodiscard]] bool isOutdated(const ClientFile& file, const Knowledge& current);
/// The packs that a file keeps, with those of the program that it does not know; the packs of the
/// program if it keeps none.
[[nodiscard]] PacksInUse knowledgeOf(const ClientFile& file,
                                     const std::shared_ptr<const Knowledge>& current);

} // namespace netready
