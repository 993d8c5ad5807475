// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/diagnostics.h"
#include "core/base/words.h"
#include "core/evidence/read_evidence.h"
#include "core/remote/access_token.h"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace netready {

/// A live system that is asked for evidence.
enum class RemoteSystem : std::uint8_t
{
    Prometheus,
    Netbox,
};
inline constexpr std::array<Word<RemoteSystem>, 2> kRemoteSystems = {{
    {RemoteSystem::Prometheus, "prometheus", "measurements over time, also of Thanos and Mimir"},
    {RemoteSystem::Netbox, "netbox", "devices, ports, cables, racks and power feeds as planned"},
}};

/// From when to when measurements are asked for; seconds since 1970.
struct FetchPeriod
{
    std::int64_t from = 0;
    std::int64_t to = 0;
    std::int64_t step = 0; ///< between two points
};

/// The week before a time in steps of five minutes, cut to whole steps.
[[nodiscard]] FetchPeriod lastWeek(std::int64_t now);

struct FetchOptions
{
    RemoteSystem system = RemoteSystem::Prometheus;
    std::string url; ///< of the system, with what stands before `/api`
    AccessToken token;
    std::string caFile; ///< authorities in PEM instead of those of the system
    std::string proxy;  ///< empty: what the environment says
    bool allowsPlainHttp = false;
    FetchPeriod period; ///< of Prometheus
    int tries = 4;      ///< of each request, for time-outs, 429 and 5xx
    std::chrono::milliseconds connectTimeout{10000};
    std::chrono::milliseconds timeout{120000};                   ///< of each try
    std::size_t mostAnswerBytes = std::size_t{64} * 1024 * 1024; ///< unpacked
    std::size_t mostBytes = std::size_t{256} * 1024 * 1024;      ///< of all answers
};

struct FetchProgress
{
    std::string what;      ///< that is being asked for, or what is waited for
    std::size_t done = 0;  ///< of the requests, or of the objects of one kind
    std::size_t total = 0; ///< 0 if not known
    std::size_t bytes = 0; ///< that came so far
};

/// An answer, or the pages of one kind after each other; read as any other file.
struct FetchedFile
{
    std::string name;
    std::string bytes;
    std::optional<EvidenceQuery> query; ///< what the figures mean, where the answer does not say
    std::string asked;                  ///< PromQL and period, or the addresses
};

struct FetchedEvidence
{
    std::vector<FetchedFile> files;
    Diagnostics remarks;    ///< what is not monitored, and what could not be had
    bool isStopped = false; ///< then there are no files
};

/// Asks a live system for all that its reader can use. Blocks until it is done; the progress is
/// told on the thread that calls.
///
/// The token goes to scheme, host and port of the address and nowhere else, and is in nothing that
/// is returned, thrown or told.
/// Errors:  InvalidInput if address, token or period cannot be used, or the server refuses them;
///          Io if it cannot be reached, fails or answers without end
/// Threads: any, each call on its own
[[nodiscard]] FetchedEvidence
fetchEvidence(const FetchOptions& options,
              const std::function<void(const FetchProgress&)>& progress = {},
              const std::stop_token& stop = {});

} // namespace netready
