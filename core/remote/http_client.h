// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"
#include "core/remote/access_token.h"
#include "core/remote/web_address.h"

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>

namespace netready {

struct HttpOptions
{
    AccessToken token;
    std::string tokenWord = "Bearer"; ///< before the token in the header
    std::string caFile;               ///< authorities in PEM instead of those of the system
    std::string proxy;                ///< empty: what the environment says
    bool allowsPlainHttp = false;
    int tries = 4;
    int redirects = 3;
    std::chrono::milliseconds connectTimeout{10000};
    std::chrono::milliseconds timeout{120000}; ///< of one try
    std::chrono::milliseconds firstWait{500};  ///< before the second try, then twice as long each
    std::chrono::milliseconds longestWait{120000}; ///< that a server may ask for
    std::chrono::minutes longestWork{30};          ///< from the making of the client on
    std::stop_token stop;
    /// Told bytes of the answer so far, or why it waits; now and then.
    std::function<void(std::size_t bytes, const std::string& waiting)> progress;
};

struct HttpAnswer
{
    int status = 0;
    std::string contentType;
    std::string body;     ///< unpacked
    std::string address;  ///< that was asked, for messages
    std::string redirect; ///< where it leads on to, if it does
};

/// Thrown when the stop token asks for it.
class HttpStopped
{};

/// Asks one server by GET. Scheme, host and port stay those of the address, whatever the server
/// says, so that the token cannot reach another.
///
/// Tries again after time-outs, broken connections, 429 and 5xx, as long as the server asks for or
/// twice as long each time. Redirects are followed on the same server only.
class HttpClient
{
public:
    /// Errors: InvalidInput if the address is not encrypted and that was not allowed, or the proxy
    ///         holds a password; Io if the CA file cannot be read
    HttpClient(WebAddress server, HttpOptions options);
    ~HttpClient();
    HttpClient(const HttpClient&) = delete;
    HttpClient& operator=(const HttpClient&) = delete;

    /// The answer of whatever status, of at most so many bytes.
    /// Errors: Io if there is none, it is larger, or it repeats the token; InvalidInput if it leads
    ///         to another server or the certificate is not trusted; HttpStopped
    [[nodiscard]] HttpAnswer get(const std::string& pathAndQuery, std::size_t mostBytes);

    /// What an answer other than 200 says, as an error.
    [[nodiscard]] Error refusal(const HttpAnswer& answer) const;

    [[nodiscard]] const WebAddress& server() const { return m_server; }

private:
    struct Transfer;

    HttpAnswer getPatiently(const WebAddress& address, std::size_t mostBytes);
    [[nodiscard]] WebAddress redirected(const HttpAnswer& answer) const;
    HttpAnswer getOnce(const WebAddress& address, Transfer& transfer);
    [[nodiscard]] Error failure(const WebAddress& address, const Transfer& transfer) const;
    void pause(std::chrono::milliseconds time, const std::string& why) const;

    WebAddress m_server;
    HttpOptions m_options;
    std::chrono::steady_clock::time_point m_deadline;
    struct Handle;
    std::unique_ptr<Handle> m_handle;
};

/// The sentence of an answer that is an error: `error`, `detail` or `message` of its JSON, else
/// empty.
[[nodiscard]] std::string errorText(const std::string& body);

} // namespace netready
