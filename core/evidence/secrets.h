// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/evidence/read_evidence.h"

#include <string>
#include <string_view>
#include <vector>

namespace netready {

/// A secret in a text, and its line.
struct FoundSecret
{
    std::string value;
    int line = 0;
};

/// Finds what looks like a password, token, community or key, by the word before it.
///
/// Limits:  a guess from names; readers keep named fields only, so this is the second guard
[[nodiscard]] std::vector<FoundSecret> findSecrets(std::string_view text);

/// A text in which each secret is replaced.
[[nodiscard]] std::string withoutSecrets(std::string_view text,
                                         const std::vector<FoundSecret>& secrets);

/// Replaces the secrets wherever they stand in a result.
void removeSecrets(const std::vector<FoundSecret>& secrets, EvidenceResult& result);

} // namespace netready
