// SPDX-License-Identifier: Apache-2.0
#include "app/cli/client.h"
#include "app/cli/console.h"
#include "app/cli/import_preview.h"
#include "app/cli/measured_table.h"
#include "app/cli/verbs/verbs.h"
#include "app/client/evidence_import.h"
#include "app/client/host.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/evidence/evidence_source.h"
#include "core/evidence/time_text.h"
#include "core/facts/value.h"
#include "core/remote/fetch_evidence.h"

#include <nlohmann/json.hpp>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <utility>

namespace netready {

namespace {

struct Options
{
    ClientOptions client;
    EditOptions edit;
    std::string system;
    std::string url;
    std::string about;
    std::string from;
    std::string to;
    std::string step;
    std::string caFile;
    std::string proxy;
    std::string timeout = "2 min";
    std::string tokenOnCommandLine;
    int tries = 4;
    bool takesTokenFromStdin = false;
    bool allowsPlainHttp = false;
    bool isDryRun = false;
};

void addOptions(CLI::App& verb, Options& options)
{
    addClientOptions(verb, options.client);
    addPositional(verb, "SYSTEM", options.system, "prometheus or netbox")->required();
    addPositional(verb, "URL", options.url, "Its address, without /api")->required();
    addOption(verb,
              "--from",
              "TIME",
              options.from,
              "Of Prometheus: first time, or how long before --to (7 d)");
    addOption(verb, "--to", "TIME", options.to, "Last time (now)");
    addOption(verb, "--step", "SPAN", options.step, "Between two points (5 min for a week)");
    addOption(verb, "--about", "SUBJECT", options.about, "What it is about, where several fit");
    verb.add_flag(
        "--token-stdin", options.takesTokenFromStdin, "Read the token from standard input");
    // Taken, so that no message repeats it, and refused.
    addOption(verb, "--token", "", options.tokenOnCommandLine, "")->group("");
    addOption(verb,
              "--ca-file",
              "PEM",
              options.caFile,
              "Trust the authorities in it instead of those of the system");
    addOption(verb, "--proxy", "URL", options.proxy, "Go through it (what https_proxy says)");
    verb.add_flag(
        "--plain-http", options.allowsPlainHttp, "Allow http, which anybody on the way can read");
    addOption(verb, "--timeout", "SPAN", options.timeout, "For one answer (2 min)");
    verb.add_option("--tries", options.tries, "For one answer (4)")
        ->option_text("N")
        ->check(CLI::Range(1, 10));
    verb.add_flag("--dry-run", options.isDryRun, "Only show what would change");
    addEditOptions(verb, options.edit);
}

/// A terminal that does not show what is typed, while this lives.
class SilentTerminal
{
public:
    SilentTerminal()
        : m_isTerminal(tcgetattr(STDIN_FILENO, &m_before) == 0)
    {
        if (m_isTerminal) {
            termios silent = m_before;
            silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
            note("The token, which is not shown, then Enter:");
        }
    }
    ~SilentTerminal()
    {
        if (m_isTerminal) {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
        }
    }
    SilentTerminal(const SilentTerminal&) = delete;
    SilentTerminal& operator=(const SilentTerminal&) = delete;

private:
    termios m_before{};
    bool m_isTerminal;
};

/// The first line of standard input.
AccessToken tokenFromStdin()
{
    const SilentTerminal silence;
    std::string line;
    std::getline(std::cin, line);
    if (trimmed(line).empty()) {
        throw Error(ErrorCode::InvalidInput, "--token-stdin: there is no token on standard input");
    }
    AccessToken token(line);
    std::fill(line.begin(), line.end(), '\0');
    return token;
}

AccessToken tokenOf(const Options& options)
{
    if (!options.tokenOnCommandLine.empty()) {
        throw Error(ErrorCode::InvalidInput,
                    "a token on the command line can be read by others; put it into the "
                    "environment variable NETREADY_TOKEN, or give --token-stdin");
    }
    if (options.takesTokenFromStdin) {
        return tokenFromStdin();
    }
    const char* const variable = std::getenv("NETREADY_TOKEN");
    return variable == nullptr || *variable == '\0' ? AccessToken() : AccessToken(variable);
}

std::int64_t secondsOf(const std::string& text, const std::string& option)
{
    try {
        const Measure span = parseMeasure(text, kTime, "min");
        if (span.isPoint() && span.low >= 1 && span.low <= 1e10) {
            return static_cast<std::int64_t>(span.low);
        }
    } catch (const Error& error) {
        throw Error(error.code(), option + ": " + error.message());
    }
    throw Error(ErrorCode::InvalidInput,
                option + ": " + inQuotes(text) + " is no span of 1 s or longer");
}

/// Seconds since 1970 of a day or a time in UTC; nothing if it is neither.
std::optional<std::int64_t> momentOf(const std::string& text)
{
    constexpr std::size_t kDayLength = 10;
    constexpr std::int64_t kDay = 86400;
    const std::string time = isoTime(text.size() == kDayLength ? text + "T00:00:00Z" : text);
    if (time.empty() || !time.ends_with('Z')) {
        return std::nullopt;
    }
    const auto number = [&](std::size_t at) {
        return std::int64_t{(time[at] - '0') * 10 + (time[at + 1] - '0')};
    };
    return std::int64_t{parseDay(time.substr(0, kDayLength))} * kDay + number(11) * 3600 +
           number(14) * 60 + number(17);
}

std::int64_t needMoment(const std::string& text, const std::string& option)
{
    if (const auto moment = momentOf(text)) {
        return *moment;
    }
    throw Error(ErrorCode::InvalidInput,
                option + ": " + inQuotes(text) +
                    " is no time such as 2026-11-25 or 2026-11-25T08:30:00Z");
}

FetchPeriod periodOf(const Options& options)
{
    constexpr std::int64_t kPoints = 2016; // of a week in steps of five minutes
    constexpr std::int64_t kMinute = 60;
    const std::int64_t now = needMoment(options.to.empty() ? timeNow() : options.to, "--to");
    FetchPeriod period = lastWeek(now);
    std::int64_t length = period.to - period.from;
    period.to = now;
    if (!options.from.empty()) {
        const auto begin = momentOf(options.from);
        length = begin ? now - *begin : secondsOf(options.from, "--from");
    }
    const std::int64_t steps =
        (std::max<std::int64_t>(length, 1) + kPoints * kMinute - 1) / (kPoints * kMinute);
    period.step = options.step.empty() ? steps * kMinute : secondsOf(options.step, "--step");
    // The same command gives the same bytes within a step.
    period.to -= options.to.empty() ? period.to % period.step : 0;
    period.from = period.to - length;
    return period;
}

FetchOptions fetchOptions(const Options& options)
{
    FetchOptions fetch;
    const auto system = valueOf(kRemoteSystems, options.system);
    if (!system) {
        throw Error(ErrorCode::InvalidInput,
                    inQuotes(options.system) + " is neither prometheus nor netbox");
    }
    fetch.system = *system;
    fetch.url = options.url;
    fetch.token = tokenOf(options);
    fetch.caFile = options.caFile;
    fetch.proxy = options.proxy;
    fetch.allowsPlainHttp = options.allowsPlainHttp;
    fetch.tries = options.tries;
    fetch.timeout = std::chrono::seconds(secondsOf(options.timeout, "--timeout"));
    fetch.connectTimeout = std::min(fetch.connectTimeout, fetch.timeout);
    if (fetch.system == RemoteSystem::Prometheus) {
        fetch.period = periodOf(options);
    } else if (!options.from.empty() || !options.to.empty() || !options.step.empty()) {
        throw Error(ErrorCode::InvalidInput, "--from, --to and --step are of prometheus");
    }
    return fetch;
}

/// What is asked for, where a person looks on; waiting, where anybody does.
class ProgressNotes
{
public:
    void operator()(const FetchProgress& progress)
    {
        const bool isWaiting = contains(progress.what, "next try");
        if (progress.what.empty() || progress.what == m_last || !(isWaiting || notesAreWatched())) {
            return;
        }
        m_last = progress.what;
        note(progress.what + (isWaiting || progress.total == 0
                                  ? std::string(" …")
                                  : " (" + std::to_string(progress.done + 1) + " of " +
                                        std::to_string(progress.total) + ") …"));
    }

private:
    std::string m_last;
};

ExitCode run(const Options& options)
{
    const FetchOptions fetch = fetchOptions(options);
    Client client =
        openClient(options.client, options.isDryRun ? OpenMode::ReadOnly : OpenMode::ReadWrite);
    ImportOptions how;
    how.by = signature(options.edit);
    if (!options.about.empty()) {
        how.about = parseSubject(client, options.about);
    }
    FetchedEvidence fetched = fetchEvidence(fetch, ProgressNotes());
    for (const Diagnostic& remark : fetched.remarks) {
        if (!options.edit.quiet) {
            note(wrapped(remark.message, 2));
        }
    }
    const ImportPreview preview = previewImport(
        client.facts(), *client.knowledge, importFiles(std::move(fetched.files)), how);
    const bool isMeasured = fetch.system == RemoteSystem::Prometheus;
    if (options.edit.json) {
        nlohmann::ordered_json json = previewJson(*client.knowledge, preview);
        if (isMeasured) {
            json["measured"] = measuredJson(preview);
        }
        json["remarks"] = nlohmann::ordered_json::array();
        for (const Diagnostic& remark : fetched.remarks) {
            json["remarks"].push_back({{"code", remark.code}, {"message", remark.message}});
        }
        printJson(json);
    } else if (!options.edit.quiet) {
        if (isMeasured) {
            printMeasured(preview);
        }
        printPreview(*client.knowledge, preview);
    }
    return options.isDryRun ? outcome(preview) : applyImport(client, preview, options.edit);
}

} // namespace

Verb fetchVerb()
{
    return makeVerb<Options>(
        {"fetch",
         "Facts",
         "Ask Prometheus or NetBox for evidence",
         "Prometheus: load of ports (p95, p99), drops, pauses, marked packets and notifications,\n"
         "work of accelerators, storage. NetBox: devices, ports, cables, racks, power feeds. The\n"
         "answers are read, shown and kept as files are by import, in one step of undo.\n\n"
         "The token is taken from NETREADY_TOKEN or, with --token-stdin, from standard input; it\n"
         "goes to the server of URL only and is kept nowhere. A redirect to another server is\n"
         "refused, and an address with a password too. Exit code 3 if the server refuses, 4 if it\n"
         "cannot be reached.\n\n"
         "Examples:\n"
         "  netready fetch acme.netready prometheus https://prometheus.acme.example --dry-run\n"
         "  netready fetch acme.netready prometheus https://metrics.acme.example/prometheus \\\n"
         "      --from 2026-11-01 --to 2026-12-01 --step '15 min' --about fabric/main\n"
         "  pass acme/netbox | netready fetch acme.netready netbox https://netbox.acme.example \\\n"
         "      --token-stdin --ca-file acme-ca.pem"},
        addOptions,
        run);
}

} // namespace netready
