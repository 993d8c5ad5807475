// SPDX-License-Identifier: Apache-2.0
#include "core/remote/access_token.h"

#include "core/base/error.h"
#include "core/base/text.h"

#include <sodium.h>

#include <algorithm>
#include <array>

namespace netready {

namespace {

constexpr std::size_t kShortest = 8; ///< a shorter one is found in any text
constexpr std::size_t kLongest = 8192;

/// The token, and its last part: `nbt_key.secret` is as bad without its key.
std::array<std::string_view, 2> secretsOf(std::string_view token)
{
    const std::size_t dot = token.rfind('.');
    const std::string_view last = dot == std::string_view::npos ? token : token.substr(dot + 1);
    return {token, last.size() < kShortest ? token : last};
}

} // namespace

AccessToken::AccessToken(std::string_view text)
{
    const std::string_view token = trimmed(text);
    if (!std::all_of(token.begin(), token.end(), [](char c) { return c > ' ' && c <= '~'; })) {
        throw Error(ErrorCode::InvalidInput,
                    "the token holds blanks or other characters that no token has");
    }
    if (token.size() < kShortest || token.size() > kLongest) {
        throw Error(ErrorCode::InvalidInput,
                    token.empty()
                        ? "the token is empty"
                        : "the token has " + grouped(static_cast<std::int64_t>(token.size())) +
                              " characters; one of 8 to 8,192 is needed");
    }
    m_text = token;
}

AccessToken& AccessToken::operator=(AccessToken other) noexcept
{
    m_text.swap(other.m_text);
    return *this;
}

AccessToken::~AccessToken()
{
    sodium_memzero(m_text.data(), m_text.size());
}

bool AccessToken::isIn(std::string_view text) const
{
    const auto secrets = secretsOf(m_text);
    return !isEmpty() && std::any_of(secrets.begin(), secrets.end(), [&](std::string_view secret) {
        return text.find(secret) != std::string_view::npos;
    });
}

std::string AccessToken::hiddenIn(std::string text) const
{
    constexpr std::string_view kInstead = "[the token]";
    if (isEmpty()) {
        return text;
    }
    for (const std::string_view secret : secretsOf(m_text)) {
        for (std::size_t at = text.find(secret); at != std::string::npos;
             at = text.find(secret, at + kInstead.size())) {
            text.replace(at, secret.size(), kInstead);
        }
    }
    return text;
}

} // namespace netready
