// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/remote/fetch_evidence.h"
#include "core/remote/prometheus_queries.h"
#include "core/remote/web_address.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <set>
#include <stop_token>

#include "tests/support/catch.h"

namespace netready {

namespace {

std::string messageOf(const std::string& address)
{
    try {
        static_cast<void>(parseWebAddress(address));
    } catch (const Error& error) {
        return error.message();
    }
    return {};
}

/// A port of loopback that takes connections and never says a word.
class SilentPort
{
public:
    SilentPort()
        : m_socket(::socket(AF_INET, SOCK_STREAM, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof(address);
        auto* const any = reinterpret_cast<sockaddr*>(&address);
        REQUIRE(::bind(m_socket, any, size) == 0);
        REQUIRE(::listen(m_socket, 4) == 0);
        REQUIRE(::getsockname(m_socket, any, &size) == 0);
        m_port = ntohs(address.sin_port);
    }
    ~SilentPort() { ::close(m_socket); }
    SilentPort(const SilentPort&) = delete;
    SilentPort& operator=(const SilentPort&) = delete;

    [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(m_port); }

private:
    int m_socket;
    int m_port = 0;
};

} // namespace

TEST_CASE("an address is read into the server that gets the token, and the rest", "[remote]")
{
    const auto [text, origin, path] = GENERATE(table<std::string, std::string, std::string>({
        {"netbox.example", "https://netbox.example", ""},
        {"HTTPS://NetBox.Example:443/", "https://netbox.example", ""},
        {"https://h:8443/a/b", "https://h:8443", "/a/b"},
        {" http://127.0.0.1:80/x ", "http://127.0.0.1", "/x"},
        {"https://[::1]:9090", "https://[::1]:9090", ""},
    }));
    CAPTURE(text);
    const WebAddress address = parseWebAddress(text);
    CHECK(address.origin == origin);
    CHECK(address.path == path);
    CHECK(parseWebAddress(address.text()) == address);
}

TEST_CASE("an address with a password is refused and not repeated", "[remote]")
{
    const std::string text = GENERATE("https://ada:hunter2@h.example",
                                      "https://hunter2@h.example/x",
                                      "hunter2:x@h.example",
                                      "https://h.example\\@hunter2.example",
                                      "https://h.example/#hunter2");
    const std::string message = messageOf(text);
    CAPTURE(text, message);
    CHECK_FALSE(message.empty());
    CHECK(message.find("hunter2") == std::string::npos);
}

TEST_CASE("what is no address of a web server is refused", "[remote]")
{
    for (const char* text :
         {"", "https://", "ftp://h", "file:///etc/passwd", "https://a b", "https://h:99999"}) {
        CAPTURE(text);
        CHECK_FALSE(messageOf(text).empty());
    }
}

TEST_CASE("the value of a query keeps what has a meaning in addresses", "[remote]")
{
    CHECK(queryPart("query", "rate(a{b=~\"c|d\"}[5m]) + 1") ==
          "query=rate%28a%7Bb%3D~%22c%7Cd%22%7D%5B5m%5D%29%20%2B%201");
}

TEST_CASE("a token and its secret half are found and hidden", "[remote]")
{
    const AccessToken token(" nbt_key.0123456789\n");
    CHECK(token.text() == "nbt_key.0123456789");
    CHECK(token.isIn("x nbt_key.0123456789 y"));
    CHECK(token.isIn("only 0123456789 of it"));
    CHECK_FALSE(token.isIn("nbt_key.012345"));
    CHECK(token.hiddenIn("a nbt_key.0123456789 b 0123456789") == "a [the token] b [the token]");
    CHECK_FALSE(AccessToken().isIn("anything"));
    CHECK(AccessToken().hiddenIn("anything") == "anything");
}

TEST_CASE("a text that is no token is refused without repeating it", "[remote]")
{
    for (const std::string text :
         {"secret", "two words", "line\r\nHost: x", "", "tok\xC3\xA9ntok\xC3\xA9n"}) {
        try {
            static_cast<void>(AccessToken(text));
            FAIL(text);
        } catch (const Error& error) {
            CHECK((text.empty() || error.message().find(text) == std::string::npos));
        }
    }
}

TEST_CASE("each query has an id of its own and a metric that is known", "[remote]")
{
    std::set<std::string> ids;
    for (const PrometheusQuery& query : prometheusQueries(300)) {
        CAPTURE(query.id);
        CHECK(ids.insert(query.id).second);
        CHECK((query.metric.empty() || findEvidenceMetric(query.metric) != nullptr));
        CHECK_FALSE(query.title.empty());
        CHECK_FALSE(query.from.empty());
    }
    CHECK(ids.size() >= 15);
}

TEST_CASE("rates are over a step, and over five minutes at least", "[remote]")
{
    const auto loadOf = [](std::int64_t step) { return prometheusQueries(step).front().promql; };
    CHECK(loadOf(15).find("[300s]") != std::string::npos);
    CHECK(loadOf(900).find("[900s]") != std::string::npos);
    CHECK(loadOf(900).find("[300s]") == std::string::npos);
}

TEST_CASE("a period without points, or with too many, is refused before anybody is asked",
          "[remote]")
{
    FetchOptions options;
    options.url = "https://127.0.0.1:1";
    const auto [from, to, step] = GENERATE(table<int, int, int>(
        {{1000, 1000, 60}, {2000, 1000, 60}, {0, 1000, 0}, {0, 1000, -5}, {0, 11000, 1}}));
    options.period = {from, to, step};
    try {
        static_cast<void>(fetchEvidence(options));
        FAIL("it was asked");
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::InvalidInput);
    }
}

TEST_CASE("a week before a time ends at a whole step", "[remote]")
{
    const FetchPeriod period = lastWeek(1795595499);
    CHECK(period.to == 1795595400);
    CHECK(period.from == period.to - 7 * 86400);
    CHECK(period.step == 300);
}

TEST_CASE("a fetch that is stopped while a server is silent gives nothing", "[remote]")
{
    const SilentPort port;
    FetchOptions options;
    options.system = RemoteSystem::Netbox;
    options.url = port.url();
    options.allowsPlainHttp = true;
    std::stop_source stop;
    int told = 0;
    const auto progress = [&](const FetchProgress& now) {
        CHECK(now.what == "devices");
        if (++told > 1) { // the first is before anything is sent
            stop.request_stop();
        }
    };
    const FetchedEvidence fetched = fetchEvidence(options, progress, stop.get_token());
    CHECK(fetched.isStopped);
    CHECK(fetched.files.empty());
    CHECK(told > 1);
}

} // namespace netready
