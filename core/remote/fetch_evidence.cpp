// SPDX-License-Identifier: Apache-2.0
#include "core/remote/fetch_evidence.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/evidence/json_tree.h"
#include "core/evidence/time_text.h"
#include "core/remote/http_client.h"
#include "core/remote/prometheus_queries.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>

namespace netready {

namespace {

constexpr std::int64_t kMostPoints = 11000; ///< of a series, a limit of Prometheus
constexpr std::int64_t kMinute = 60;
constexpr std::int64_t kDay = 86400;

void checkPeriod(const FetchPeriod& period)
{
    if (period.step < 1) {
        throw Error(ErrorCode::InvalidInput, "the step between two points is to be 1 s or longer");
    }
    if (period.to <= period.from) {
        throw Error(ErrorCode::InvalidInput,
                    "the time asked for ends at " + isoTime(static_cast<double>(period.to)) +
                        ", which is not after its begin, " +
                        isoTime(static_cast<double>(period.from)));
    }
    const std::int64_t points = (period.to - period.from) / period.step + 1;
    if (points > kMostPoints) {
        const std::int64_t least = (period.to - period.from) / (kMostPoints - 1) + 1;
        throw Error(ErrorCode::InvalidInput,
                    "the time asked for has " + grouped(points) +
                        " points, and Prometheus gives at most 11,000; take a step of " +
                        std::to_string(least) + " s or longer");
    }
}

std::string withoutApi(std::string path)
{
    while (path.ends_with('/')) {
        path.pop_back();
    }
    constexpr std::string_view kApi = "/api";
    if (path.ends_with(kApi)) {
        path.resize(path.size() - kApi.size());
    }
    return path;
}

/// The first page of an interface that is none.
Error noInterface(const HttpAnswer& answer, std::string_view system)
{
    const std::size_t first = answer.body.find_first_not_of(" \t\r\n");
    const bool isPage = answer.contentType.starts_with("text/html") ||
                        (first != std::string::npos && answer.body[first] == '<');
    return {ErrorCode::InvalidInput,
            answer.address + " answers with " +
                (isPage ? "a page for people, such as a login" : "something else than data") +
                ", not as " + std::string(system) +
                " does; is it the right address, and does it want a token?"};
}

class Fetch
{
public:
    Fetch(const FetchOptions& options,
          const std::function<void(const FetchProgress&)>& progress,
          const std::stop_token& stop)
        : m_options(options)
        , m_progress(progress)
        , m_address(baseOf(options))
        , m_client(m_address, httpOptions(stop))
    {}

    FetchedEvidence run()
    {
        if (m_address.isPlainHttp() && !m_options.token.isEmpty()) {
            remark("plain-http",
                   "the token travels to " + m_address.origin + " without encryption");
        }
        if (m_options.system == RemoteSystem::Prometheus) {
            fetchPrometheus();
        } else {
            fetchNetbox();
        }
        return std::move(m_fetched);
    }

private:
    static WebAddress baseOf(const FetchOptions& options)
    {
        WebAddress address = parseWebAddress(options.url);
        if (!address.query.empty()) {
            throw Error(ErrorCode::InvalidInput, "the address is to end before its \"?\"");
        }
        address.path = withoutApi(address.path);
        return address;
    }

    HttpOptions httpOptions(const std::stop_token& stop)
    {
        HttpOptions http;
        http.token = m_options.token;
        // The first form of NetBox' tokens has a word of its own; the second says what it is.
        const bool isFirstForm =
            m_options.system == RemoteSystem::Netbox && !m_options.token.text().starts_with("nbt_");
        http.tokenWord = isFirstForm ? "Token" : "Bearer";
        http.caFile = m_options.caFile;
        http.proxy = m_options.proxy;
        http.allowsPlainHttp = m_options.allowsPlainHttp;
        http.tries = m_options.tries;
        http.connectTimeout = m_options.connectTimeout;
        http.timeout = m_options.timeout;
        http.stop = stop;
        if (m_progress) {
            http.progress = [this](std::size_t bytes, const std::string& waiting) {
                FetchProgress now = m_now;
                now.bytes = m_bytes + bytes;
                now.what = waiting.empty() ? now.what : waiting;
                m_progress(now);
            };
        }
        return http;
    }

    void tell(std::string what, std::size_t done, std::size_t total)
    {
        m_now = {std::move(what), done, total, m_bytes};
        if (m_progress) {
            m_progress(m_now);
        }
    }

    void remark(std::string code, std::string message)
    {
        m_fetched.remarks.push_back(
            {DiagnosticSeverity::Warning, std::move(code), std::move(message), {}});
    }

    HttpAnswer get(const std::string& pathAndQuery)
    {
        const std::size_t left = m_options.mostBytes - std::min(m_options.mostBytes, m_bytes);
        HttpAnswer answer = m_client.get(pathAndQuery, std::min(m_options.mostAnswerBytes, left));
        m_bytes += answer.body.size();
        return answer;
    }

    void fetchPrometheus()
    {
        const FetchPeriod& period = m_options.period;
        checkPeriod(period);
        const std::vector<PrometheusQuery> queries = prometheusQueries(period.step);
        std::optional<Error> failed;
        for (std::size_t i = 0; i < queries.size(); ++i) {
            const PrometheusQuery& query = queries[i];
            tell(query.title, i, queries.size());
            const HttpAnswer answer =
                get(m_address.path + "/api/v1/query_range?" + queryPart("query", query.promql) +
                    "&" + queryPart("start", std::to_string(period.from)) + "&" +
                    queryPart("end", std::to_string(period.to)) + "&" +
                    queryPart("step", std::to_string(period.step)));
            if (isFailedQuery(answer)) {
                const Error error = m_client.refusal(answer);
                remark("query-failed", query.title + ": " + error.message());
                failed = failed ? failed : error;
            } else {
                takeAnswer(query, answer);
            }
        }
        for (const auto& [from, titles] : m_missing) {
            remark("not-monitored", "nothing from " + from + " about " + join(titles, ", "));
        }
        tell("", queries.size(), queries.size());
        if (m_fetched.files.empty()) {
            throw failed ? *failed
                         : Error(ErrorCode::InvalidInput,
                                 m_address.origin + m_address.path +
                                     " answers, but monitored nothing of what is asked for in "
                                     "that time");
        }
    }

    /// Prometheus itself says that it could not work this one out.
    static bool isFailedQuery(const HttpAnswer& answer)
    {
        JsonTree tree;
        if (answer.status == 200 || answer.status == 401 || answer.status == 403) {
            return false;
        }
        tree.parse(answer.body, 0, {});
        return tree.size() > 0 && tree.document(0)["status"].text() == "error" &&
               tree.document(0).has("errorType");
    }

    void takeAnswer(const PrometheusQuery& query, const HttpAnswer& answer)
    {
        if (answer.status != 200) {
            throw m_client.refusal(answer);
        }
        // A long answer is not empty, and is read later.
        constexpr std::size_t kShort = 4096;
        if (answer.body.size() < kShort) {
            JsonTree tree;
            tree.parse(answer.body, 0, {});
            const JsonValue data =
                tree.size() > 0 && !tree.problem() ? tree.document(0)["data"] : JsonValue();
            if (!data.has("resultType")) {
                throw noInterface(answer, "Prometheus");
            }
            if (!data["result"].first()) {
                m_missing[query.from].push_back(query.title);
                return;
            }
        } else if (answer.body.find("\"resultType\"") == std::string::npos) {
            throw noInterface(answer, "Prometheus");
        }
        FetchedFile file;
        file.name = "prometheus-" + query.id + ".json";
        file.bytes = answer.body;
        const FetchPeriod& period = m_options.period;
        file.asked = query.promql + " from " + isoTime(static_cast<double>(period.from)) + " to " +
                     isoTime(static_cast<double>(period.to)) + " in steps of " +
                     std::to_string(period.step) + " s";
        if (!query.metric.empty()) {
            file.query =
                EvidenceQuery{query.promql, query.metric, EvidenceStat::Mean, query.factor};
        }
        m_fetched.files.push_back(std::move(file));
    }

    void fetchNetbox()
    {
        for (const char* kind : {"devices", "interfaces", "cables", "racks", "power-feeds"}) {
            fetchPages(kind);
        }
        tell("", 1, 1);
        if (m_fetched.files.empty()) {
            throw Error(ErrorCode::InvalidInput,
                        m_address.origin + m_address.path +
                            " answers, but holds no devices, ports, cables, racks or power feeds");
        }
    }

    void fetchPages(const std::string& kind)
    {
        constexpr std::size_t kMostObjects = 1000000;
        const std::string path = m_address.path + "/api/dcim/" + kind + "/";
        std::string query = "limit=500";
        query += kind == "devices" ? "&exclude=config_context" : "";
        FetchedFile file;
        file.name = "netbox-" + kind + ".json";
        file.asked = m_address.origin + path;
        std::set<std::string> asked;
        std::size_t objects = 0;
        std::optional<std::int64_t> count;
        tell(kind, 0, 0);
        while (!query.empty()) {
            if (!asked.insert(query).second || objects > kMostObjects) {
                throw Error(ErrorCode::Io,
                            m_address.origin + path + " names pages without end and was cut off");
            }
            const HttpAnswer answer = get(std::string(path).append("?").append(query));
            if (answer.status == 403 && !m_fetched.files.empty()) {
                remark("no-access", kind + ": " + m_client.refusal(answer).message());
                return;
            }
            if (answer.status != 200) {
                throw m_client.refusal(answer);
            }
            JsonTree tree;
            tree.parse(answer.body, 0, {});
            const JsonValue page =
                tree.size() == 1 && !tree.problem() ? tree.document(0) : JsonValue();
            if (!page["results"].isList() || !page.has("next")) {
                throw noInterface(answer, "NetBox");
            }
            const std::size_t here = page["results"].size();
            objects += here;
            count = page["count"].integer() ? page["count"].integer() : count;
            query = here > 0 ? queryOfNext(page["next"].text()) : std::string();
            file.bytes += answer.body;
            file.bytes += file.bytes.ends_with('\n') ? "" : "\n";
            tell(kind,
                 objects,
                 static_cast<std::size_t>(std::max<std::int64_t>(count.value_or(0), 0)));
        }
        if (count && *count != static_cast<std::int64_t>(objects)) {
            remark("incomplete",
                   kind + ": NetBox counts " + grouped(*count) + " and gave " +
                       grouped(static_cast<std::int64_t>(objects)));
        }
        if (objects == 0) {
            remark("none", "there are no " + kind);
            return;
        }
        m_fetched.files.push_back(std::move(file));
    }

    /// Which page is next. Only its query counts: the rest may name a host behind a proxy, and the
    /// token must not follow.
    std::string queryOfNext(const std::string& next)
    {
        const std::size_t mark = next.find('?');
        if (mark == std::string::npos) {
            return {};
        }
        if (!next.starts_with(m_address.origin + "/") && !m_hasForeignPages) {
            m_hasForeignPages = true;
            remark("other-host",
                   "the pages name another host than " + m_address.origin +
                       "; it was not asked, all came from the address that was given");
        }
        std::string query = next.substr(mark + 1);
        query.resize(std::min(query.size(), query.find('#')));
        const bool isPlain =
            std::all_of(query.begin(), query.end(), [](char c) { return c > ' ' && c <= '~'; });
        return isPlain ? query : std::string();
    }

    const FetchOptions& m_options;
    const std::function<void(const FetchProgress&)>& m_progress;
    WebAddress m_address;
    HttpClient m_client;
    FetchProgress m_now;
    std::size_t m_bytes = 0;
    bool m_hasForeignPages = false;
    std::map<std::string, std::vector<std::string>> m_missing; ///< who would have it → what
    FetchedEvidence m_fetched;
};

} // namespace

FetchPeriod lastWeek(std::int64_t now)
{
    constexpr std::int64_t kStep = 5 * kMinute;
    const std::int64_t to = now - now % kStep;
    return {to - 7 * kDay, to, kStep};
}

FetchedEvidence fetchEvidence(const FetchOptions& options,
                              const std::function<void(const FetchProgress&)>& progress,
                              const std::stop_token& stop)
{
    try {
        FetchedEvidence fetched = Fetch(options, progress, stop).run();
        for (Diagnostic& diagnostic : fetched.remarks) {
            diagnostic.message = options.token.hiddenIn(std::move(diagnostic.message));
        }
        return fetched;
    } catch (const HttpStopped&) {
        FetchedEvidence stopped;
        stopped.isStopped = true;
        return stopped;
    } catch (const Error& error) {
        // A server may put the token into what it says or where it leads to.
        throw Error(error.code(), options.token.hiddenIn(error.message()));
    }
}

} // namespace netready
