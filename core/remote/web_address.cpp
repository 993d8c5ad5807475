// SPDX-License-Identifier: Apache-2.0
#include "core/remote/web_address.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/evidence/evidence_source.h"

#include <curl/curl.h>

#include <memory>

namespace netready {

namespace {

struct UrlCleanup
{
    void operator()(CURLU* url) const { curl_url_cleanup(url); }
};

std::string part(CURLU* url, CURLUPart what, unsigned int flags = 0)
{
    char* text = nullptr;
    if (curl_url_get(url, what, &text, flags) != CURLUE_OK || text == nullptr) {
        return {};
    }
    std::string result(text);
    curl_free(text);
    return result;
}

} // namespace

std::string WebAddress::text() const
{
    return origin + path + (query.empty() ? "" : "?" + query);
}

WebAddress parseWebAddress(std::string_view text)
{
    const std::string address(trimmed(text));
    // An address that may hold a password or a key is not repeated.
    const bool isSpeakable = address.find_first_of("@?#") == std::string::npos;
    const auto refuse = [&](const std::string& why) {
        return Error(ErrorCode::InvalidInput,
                     (isSpeakable ? "the address " + inQuotes(address) : "the address") + " " +
                         why);
    };
    const std::unique_ptr<CURLU, UrlCleanup> url(curl_url());
    const bool isPlain =
        isPlainUtf8(address) && address.find_first_of(" \t\n\\") == std::string::npos;
    const CURLUcode code =
        !url ? CURLUE_OUT_OF_MEMORY
        : !isPlain
            ? CURLUE_MALFORMED_INPUT
            : curl_url_set(url.get(),
                           CURLUPART_URL,
                           address.c_str(),
                           CURLU_DEFAULT_SCHEME | CURLU_NON_SUPPORT_SCHEME | CURLU_DISALLOW_USER);
    if (code == CURLUE_USER_NOT_ALLOWED) {
        throw refuse("holds a name or password; take it out and give a token instead");
    }
    if (code != CURLUE_OK) {
        throw refuse("cannot be read; it looks like https://host/path");
    }
    const std::string scheme = lowered(part(url.get(), CURLUPART_SCHEME));
    if (scheme != "https" && scheme != "http") {
        throw refuse("is neither https nor http");
    }
    if (!part(url.get(), CURLUPART_FRAGMENT).empty()) {
        throw refuse("is to end before its \"#\"");
    }
    WebAddress result;
    result.origin = scheme + "://" + lowered(part(url.get(), CURLUPART_HOST));
    const std::string port = part(url.get(), CURLUPART_PORT, CURLU_NO_DEFAULT_PORT);
    result.origin += port.empty() ? "" : ":" + port;
    result.path = part(url.get(), CURLUPART_PATH);
    result.query = part(url.get(), CURLUPART_QUERY);
    if (result.path == "/") {
        result.path.clear();
    }
    return result;
}

std::string queryPart(std::string_view name, std::string_view value)
{
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string text(name);
    text += '=';
    for (const char c : value) {
        const bool isBare = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                            (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' || c == '~';
        if (isBare) {
            text += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        text += '%';
        text += kHex[byte >> 4U];
        text += kHex[byte & 15U];
    }
    return text;
}

} // namespace netready
