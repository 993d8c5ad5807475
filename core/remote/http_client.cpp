// SPDX-License-Identifier: Apache-2.0
#include "core/remote/http_client.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/evidence/json_tree.h"

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <condition_variable>
#include <fstream>
#include <mutex>
#include <utility>

namespace netready {

namespace {

using Milliseconds = std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kMostHeaderBytes = std::size_t{256} * 1024;
constexpr long kSlowSeconds = 30; ///< without a byte

struct HeaderCleanup
{
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Headers = std::unique_ptr<curl_slist, HeaderCleanup>;

void addHeader(Headers& headers, const std::string& line)
{
    if (curl_slist* const longer = curl_slist_append(headers.get(), line.c_str())) {
        static_cast<void>(headers.release());
        headers.reset(longer);
    }
}

void initialiseOnce()
{
    static const CURLcode kCode = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (kCode != CURLE_OK) {
        throw Error(ErrorCode::Io, "libcurl cannot be started");
    }
}

std::string inSeconds(Milliseconds time)
{
    return toText(static_cast<double>(time.count()) / 1000) + " s";
}

std::string inMebibytes(std::size_t bytes)
{
    constexpr std::size_t kMebibyte = std::size_t{1024} * 1024;
    return bytes % kMebibyte == 0 ? std::to_string(bytes / kMebibyte) + " MiB"
                                  : grouped(static_cast<std::int64_t>(bytes)) + " bytes";
}

bool isTransient(CURLcode code)
{
    static constexpr auto kCodes = std::to_array<CURLcode>({CURLE_COULDNT_CONNECT,
                                                            CURLE_OPERATION_TIMEDOUT,
                                                            CURLE_GOT_NOTHING,
                                                            CURLE_PARTIAL_FILE,
                                                            CURLE_RECV_ERROR,
                                                            CURLE_SEND_ERROR});
    return std::find(kCodes.begin(), kCodes.end(), code) != kCodes.end();
}

bool isTransient(int status)
{
    return status == 429 || status >= 500;
}

bool isRedirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

} // namespace

struct HttpClient::Handle
{
    CURL* curl = nullptr;
    Headers headers;
    std::array<char, CURL_ERROR_SIZE> message{};

    template <class Value>
    void set(CURLoption option, Value value) const
    {
        static_cast<void>(curl_easy_setopt(curl, option, value));
    }
};

struct HttpClient::Transfer
{
    const HttpOptions* options = nullptr;
    Clock::time_point deadline;
    std::size_t mostBytes = 0;
    std::string body;
    std::size_t headerBytes = 0;
    bool isTooLarge = false;
    bool isTooLate = false;
    bool hasTooManyHeaders = false;
    CURLcode code = CURLE_OK;
    Milliseconds retryAfter{0};

    std::size_t take(const char* bytes, std::size_t size)
    {
        isTooLarge = isTooLarge || size > mostBytes - body.size();
        if (isTooLarge) {
            return 0;
        }
        body.append(bytes, size);
        return size;
    }

    static std::size_t write(char* bytes, std::size_t one, std::size_t size, void* self)
    {
        return static_cast<Transfer*>(self)->take(bytes, one * size);
    }

    static std::size_t header(char* /*line*/, std::size_t one, std::size_t size, void* self)
    {
        auto& transfer = *static_cast<Transfer*>(self);
        transfer.headerBytes += one * size;
        transfer.hasTooManyHeaders = transfer.headerBytes > kMostHeaderBytes;
        return transfer.hasTooManyHeaders ? 0 : one * size;
    }

    static int step(void* self,
                    curl_off_t /*total*/,
                    curl_off_t /*now*/,
                    curl_off_t /*up*/,
                    curl_off_t /*upNow*/)
    {
        auto& transfer = *static_cast<Transfer*>(self);
        if (transfer.options->progress) {
            transfer.options->progress(transfer.body.size(), "");
        }
        transfer.isTooLate = Clock::now() > transfer.deadline;
        return transfer.isTooLate || transfer.options->stop.stop_requested() ? 1 : 0;
    }
};

HttpClient::HttpClient(WebAddress server, HttpOptions options)
    : m_server(std::move(server))
    , m_options(std::move(options))
    , m_deadline(Clock::now() + m_options.longestWork)
    , m_handle(std::make_unique<Handle>())
{
    initialiseOnce();
    if (m_server.isPlainHttp() && !m_options.allowsPlainHttp) {
        throw Error(ErrorCode::InvalidInput,
                    m_server.origin + " is not encrypted, so anybody on the way can read along; "
                                      "use https, or allow plain http");
    }
    if (!m_options.proxy.empty() && m_options.proxy.find('@') != std::string::npos) {
        throw Error(ErrorCode::InvalidInput,
                    "the address of the proxy holds a name or password; give such a proxy in the "
                    "environment variable https_proxy");
    }
    if (!m_options.caFile.empty() && !std::ifstream(m_options.caFile)) {
        throw Error(ErrorCode::Io, "the CA file " + inQuotes(m_options.caFile) + " cannot be read");
    }
    m_handle->curl = curl_easy_init();
    if (m_handle->curl == nullptr) {
        throw Error(ErrorCode::Io, "libcurl cannot be started");
    }
}

HttpClient::~HttpClient()
{
    curl_easy_cleanup(m_handle->curl);
}

void HttpClient::pause(Milliseconds time, const std::string& why) const
{
    if (m_options.progress) {
        m_options.progress(0, why + "; the next try is in " + inSeconds(time));
    }
    std::mutex mutex;
    std::condition_variable_any nobody;
    std::unique_lock lock(mutex);
    static_cast<void>(nobody.wait_for(lock, m_options.stop, time, [] { return false; }));
    if (m_options.stop.stop_requested()) {
        throw HttpStopped();
    }
}

HttpAnswer HttpClient::getOnce(const WebAddress& address, Transfer& transfer)
{
    const std::string url = address.text();
    const Handle& handle = *m_handle;
    curl_easy_reset(handle.curl);
    m_handle->message.fill('\0');
    m_handle->headers.reset();
    addHeader(m_handle->headers, "Accept: application/json");
    if (!m_options.token.isEmpty()) {
        addHeader(m_handle->headers,
                  "Authorization: " + m_options.tokenWord + " " + m_options.token.text());
    }
    const char* const schemes = m_options.allowsPlainHttp ? "http,https" : "https";
    const auto left = std::chrono::duration_cast<Milliseconds>(m_deadline - Clock::now());
    const Milliseconds timeout = std::clamp(left, Milliseconds(1), m_options.timeout);
    handle.set(CURLOPT_URL, url.c_str());
    handle.set(CURLOPT_HTTPHEADER, handle.headers.get());
    handle.set(CURLOPT_HEADEROPT, long{CURLHEADER_SEPARATE}); // none of them for the proxy
    handle.set(CURLOPT_PROTOCOLS_STR, schemes);
    handle.set(CURLOPT_FOLLOWLOCATION, 0L);
    handle.set(CURLOPT_HTTP_VERSION, long{CURL_HTTP_VERSION_1_1});
    handle.set(CURLOPT_ACCEPT_ENCODING, "gzip");
    handle.set(CURLOPT_USERAGENT, "netready");
    handle.set(CURLOPT_NOSIGNAL, 1L);
    handle.set(CURLOPT_SSL_VERIFYPEER, 1L);
    handle.set(CURLOPT_SSL_VERIFYHOST, 2L);
    handle.set(CURLOPT_SSLVERSION, long{CURL_SSLVERSION_TLSv1_2});
    handle.set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(m_options.connectTimeout.count()));
    handle.set(CURLOPT_TIMEOUT_MS, static_cast<long>(timeout.count()));
    handle.set(CURLOPT_LOW_SPEED_LIMIT, 1L);
    handle.set(CURLOPT_LOW_SPEED_TIME, kSlowSeconds);
    // Of what is announced; the rest is counted as it comes, because libcurl 7.88 counts neither
    // bodies without a length nor what is unpacked.
    handle.set(CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(transfer.mostBytes));
    handle.set(CURLOPT_ERRORBUFFER, m_handle->message.data());
    handle.set(CURLOPT_WRITEFUNCTION, &Transfer::write);
    handle.set(CURLOPT_WRITEDATA, &transfer);
    handle.set(CURLOPT_HEADERFUNCTION, &Transfer::header);
    handle.set(CURLOPT_HEADERDATA, &transfer);
    handle.set(CURLOPT_XFERINFOFUNCTION, &Transfer::step);
    handle.set(CURLOPT_XFERINFODATA, &transfer);
    handle.set(CURLOPT_NOPROGRESS, 0L);
    if (!m_options.caFile.empty()) {
        handle.set(CURLOPT_CAINFO, m_options.caFile.c_str());
        handle.set(CURLOPT_CAPATH, static_cast<const char*>(nullptr));
    }
    if (!m_options.proxy.empty()) {
        handle.set(CURLOPT_PROXY, m_options.proxy.c_str());
    }
    transfer.code = curl_easy_perform(handle.curl);
    HttpAnswer answer;
    answer.address = address.origin + address.path;
    long status = 0;
    const char* text = nullptr;
    curl_off_t wait = 0;
    static_cast<void>(curl_easy_getinfo(handle.curl, CURLINFO_RESPONSE_CODE, &status));
    static_cast<void>(curl_easy_getinfo(handle.curl, CURLINFO_RETRY_AFTER, &wait));
    if (curl_easy_getinfo(handle.curl, CURLINFO_CONTENT_TYPE, &text) == CURLE_OK &&
        text != nullptr) {
        answer.contentType = text;
    }
    text = nullptr;
    if (curl_easy_getinfo(handle.curl, CURLINFO_REDIRECT_URL, &text) == CURLE_OK &&
        text != nullptr) {
        answer.redirect = text;
    }
    constexpr curl_off_t kLongestSeconds = curl_off_t{366} * 86400;
    transfer.retryAfter = std::chrono::seconds(std::clamp(wait, curl_off_t{0}, kLongestSeconds));
    answer.status = static_cast<int>(status);
    answer.body = std::move(transfer.body);
    return answer;
}

Error HttpClient::failure(const WebAddress& address, const Transfer& transfer) const
{
    const std::string& host = address.origin;
    const std::string_view message(m_handle->message.data());
    if (transfer.isTooLate) {
        return {ErrorCode::Io,
                host + " took longer than " + std::to_string(m_options.longestWork.count()) +
                    " minutes for all answers"};
    }
    if (transfer.isTooLarge || transfer.code == CURLE_FILESIZE_EXCEEDED) {
        return {ErrorCode::Io,
                host + address.path + " answered with more than " +
                    inMebibytes(transfer.mostBytes) + " of unpacked data and was cut off"};
    }
    if (transfer.hasTooManyHeaders) {
        return {ErrorCode::Io, host + " answered with headers without end and was cut off"};
    }
    switch (static_cast<int>(transfer.code)) {
    case CURLE_COULDNT_RESOLVE_HOST:
        return {ErrorCode::Io, "there is no host of the name in " + host};
    case CURLE_COULDNT_RESOLVE_PROXY:
        return {ErrorCode::Io, "there is no host of the name of the proxy"};
    case CURLE_COULDNT_CONNECT:
        return {ErrorCode::Io, host + " cannot be reached: nobody answers there"};
    case CURLE_OPERATION_TIMEDOUT:
        return {ErrorCode::Io, host + " did not answer within " + inSeconds(m_options.timeout)};
    case CURLE_PEER_FAILED_VERIFICATION: {
        constexpr std::string_view kProblem = "SSL certificate problem: ";
        const std::size_t at = message.find(kProblem);
        const std::string why(at == std::string_view::npos ? message
                                                           : message.substr(at + kProblem.size()));
        return {ErrorCode::InvalidInput,
                "the certificate of " + host + " is not trusted (" + why +
                    "); if it is right, give the CA file of its authority"};
    }
    case CURLE_SSL_CACERT_BADFILE:
        return {ErrorCode::Io,
                "the CA file " + inQuotes(m_options.caFile) + " holds no certificate"};
    case CURLE_SSL_CONNECT_ERROR:
        return {ErrorCode::Io, host + " does not speak TLS 1.2 or newer"};
    case CURLE_BAD_CONTENT_ENCODING:
        return {ErrorCode::Io, host + " sent packed data that cannot be unpacked"};
    default:
        return {ErrorCode::Io,
                "the connection to " + host +
                    " failed: " + std::string(curl_easy_strerror(transfer.code))};
    }
}

HttpAnswer HttpClient::getPatiently(const WebAddress& address, std::size_t mostBytes)
{
    Milliseconds wait = m_options.firstWait;
    for (int attempt = 1;; ++attempt) {
        Transfer transfer;
        transfer.options = &m_options;
        transfer.deadline = m_deadline;
        transfer.mostBytes = mostBytes;
        HttpAnswer answer = getOnce(address, transfer);
        if (m_options.stop.stop_requested()) {
            throw HttpStopped();
        }
        const bool isComplete = transfer.code == CURLE_OK;
        const bool mayHelp = isComplete ? isTransient(answer.status)
                                        : isTransient(transfer.code) && !transfer.isTooLate;
        const bool isLast = !mayHelp || attempt >= m_options.tries;
        if (isLast && isComplete) {
            return answer;
        }
        if (isLast) {
            throw failure(address, transfer);
        }
        if (transfer.retryAfter > m_options.longestWait) {
            throw Error(ErrorCode::Io,
                        m_server.origin + " asks to come back in " +
                            inSeconds(transfer.retryAfter) + " (" + std::to_string(answer.status) +
                            ")");
        }
        pause(std::max(wait, transfer.retryAfter),
              isComplete ? m_server.origin + " answered " + std::to_string(answer.status)
                         : failure(address, transfer).message());
        wait *= 2;
    }
}

WebAddress HttpClient::redirected(const HttpAnswer& answer) const
{
    if (answer.redirect.empty()) {
        throw Error(ErrorCode::Io, answer.address + " leads on without saying where");
    }
    WebAddress next = parseWebAddress(answer.redirect);
    if (next.origin != m_server.origin) {
        throw Error(ErrorCode::InvalidInput,
                    answer.address + " leads on to another server, " + next.origin +
                        ", which gets neither request nor token; give its own address if it is "
                        "the right one");
    }
    return next;
}

HttpAnswer HttpClient::get(const std::string& pathAndQuery, std::size_t mostBytes)
{
    if (m_options.stop.stop_requested()) {
        throw HttpStopped();
    }
    WebAddress address = m_server;
    const std::size_t mark = pathAndQuery.find('?');
    address.path = pathAndQuery.substr(0, mark);
    address.query = mark == std::string::npos ? "" : pathAndQuery.substr(mark + 1);
    HttpAnswer answer = getPatiently(address, mostBytes);
    for (int redirects = 0; isRedirect(answer.status); ++redirects) {
        const WebAddress next = redirected(answer);
        if (redirects == m_options.redirects) {
            throw Error(ErrorCode::Io,
                        answer.address + " leads on more than " +
                            std::to_string(m_options.redirects) + " times");
        }
        answer = getPatiently(next, mostBytes);
    }
    if (m_options.token.isIn(answer.body)) {
        if (answer.status == 200) {
            throw Error(ErrorCode::Io,
                        answer.address + " repeats the token in its answer, which was thrown away");
        }
        answer.body = m_options.token.hiddenIn(std::move(answer.body));
    }
    return answer;
}

std::string errorText(const std::string& body)
{
    JsonTree tree;
    tree.parse(body, 0, {});
    const JsonValue root = tree.size() > 0 ? tree.document(0) : JsonValue();
    for (const char* key : {"error", "detail", "message"}) {
        if (root[key].isText()) {
            std::string text = root[key].text();
            std::replace_if(
                text.begin(), text.end(), [](char c) { return c >= 0 && c < ' '; }, ' ');
            return text;
        }
    }
    return {};
}

Error HttpClient::refusal(const HttpAnswer& answer) const
{
    const std::string said = m_options.token.hiddenIn(errorText(answer.body));
    const std::string why = said.empty() ? "" : ": " + inQuotes(said);
    const std::string status = " (" + std::to_string(answer.status) + ")";
    switch (answer.status) {
    case 401:
    case 403:
        return {ErrorCode::InvalidInput,
                m_server.origin +
                    (m_options.token.isEmpty() ? " wants a token" : " refused the token") + status +
                    why};
    case 404:
        return {ErrorCode::InvalidInput,
                answer.address + " is not there" + status +
                    "; the address is to end before \"/api\"" + why};
    case 429:
        return {ErrorCode::Io, m_server.origin + " has too much to do" + status + why};
    default:
        return {answer.status >= 500 ? ErrorCode::Io : ErrorCode::InvalidInput,
                answer.address + " failed" + status + why};
    }
}

} // namespace netready
