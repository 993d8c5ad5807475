// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace netready {

/// Address of a server, or of something on it, that holds no name or password.
struct WebAddress
{
    std::string origin; ///< `https://host:8443`, lowercase, without the usual port
    std::string path;   ///< empty, or with a `/` before it
    std::string query;  ///< without its `?`

    [[nodiscard]] bool isPlainHttp() const { return origin.starts_with("http://"); }
    [[nodiscard]] std::string text() const;
    bool operator==(const WebAddress&) const = default;
};

/// Reads an address; without a scheme it is https.
///
/// Errors:  InvalidInput if it is none of http or https, or holds a name or password, which are
///          then not in the message
[[nodiscard]] WebAddress parseWebAddress(std::string_view text);

/// `name=value` with what is not letter or digit encoded, as queries of addresses hold it.
[[nodiscard]] std::string queryPart(std::string_view name, std::string_view value);

} // namespace netready
