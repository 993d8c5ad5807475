// SPDX-License-Identifier: Apache-2.0
#include "core/knowledge/pack_folder.h"

#include <sodium.h>

#include <array>

namespace netready {

namespace {

void feed(crypto_hash_sha256_state& state, std::string_view bytes)
{
    const void* start = bytes.data();
    crypto_hash_sha256_update(&state, static_cast<const unsigned char*>(start), bytes.size());
}

} // namespace

std::string folderOf(std::string_view path)
{
    return std::string(path.substr(0, path.rfind('/') + 1)); // npos + 1 is 0
}

std::string_view fileNameOf(std::string_view path)
{
    return path.substr(path.rfind('/') + 1);
}

std::optional<std::size_t> packOf(std::string_view path, const std::vector<std::string>& folders)
{
    std::optional<std::size_t> best;
    for (std::size_t i = 0; i < folders.size(); ++i) {
        if (path.starts_with(folders[i]) && (!best || folders[i].size() > folders[*best].size())) {
            best = i;
        }
    }
    return best;
}

std::string digestOf(const std::vector<const PackFile*>& files, std::string_view folder)
{
    constexpr std::string_view kSeparator("\0", 1);
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    for (const PackFile* file : files) {
        feed(state, std::string_view(file->path).substr(folder.size()));
        feed(state, kSeparator);
        feed(state, std::to_string(file->content.size()));
        feed(state, kSeparator);
        feed(state, file->content);
    }
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256_final(&state, hash.data());
    std::string text;
    constexpr std::string_view kDigits = "0123456789abcdef";
    for (const unsigned char byte : hash) {
        text += kDigits[byte >> 4U];
        text += kDigits[byte & 0xFU];
    }
    return text;
}

} // namespace netready
