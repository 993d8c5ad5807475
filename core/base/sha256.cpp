// SPDX-License-Identifier: Apache-2.0
#include "core/base/sha256.h"

#include <sodium.h>

#include <array>

namespace netready {

std::string sha256(std::string_view bytes)
{
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
    const void* start = bytes.data();
    crypto_hash_sha256(hash.data(), static_cast<const unsigned char*>(start), bytes.size());
    std::array<char, 2 * crypto_hash_sha256_BYTES + 1> text{};
    sodium_bin2hex(text.data(), text.size(), hash.data(), hash.size());
    return text.data();
}

} // namespace netready
