// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/words.h"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace netready {

/// How far a figure may be trusted; a later letter is worse. Stored; do not change the texts.
enum class EvidenceQuality : std::uint8_t
{
    A,
    B,
    C,
    D
};
inline constexpr std::array<Word<EvidenceQuality>, 4> kEvidenceQualities = {{
    {EvidenceQuality::A, "A", "measured on the assessed system, complete"},
    {EvidenceQuality::B, "B", "partial, short, interrupted, sampled or read from a setting"},
    {EvidenceQuality::C, "C", "quoted or elided output"},
    {EvidenceQuality::D, "D", "loopback, constructed or a vendor's figure"},
}};

enum class EvidenceStat : std::uint8_t
{
    Mean,
    P50,
    P90,
    P95,
    P99,
    P999,
    Max,
    Min,
    Sum,
    Last
};
inline constexpr std::array<Word<EvidenceStat>, 10> kEvidenceStats = {{
    {EvidenceStat::Mean, "mean", "arithmetic mean"},
    {EvidenceStat::P50, "p50", "median"},
    {EvidenceStat::P90, "p90", "90th percentile"},
    {EvidenceStat::P95, "p95", "95th percentile"},
    {EvidenceStat::P99, "p99", "99th percentile"},
    {EvidenceStat::P999, "p99.9", "99.9th percentile"},
    {EvidenceStat::Max, "max", "largest"},
    {EvidenceStat::Min, "min", "smallest"},
    {EvidenceStat::Sum, "sum", "sum"},
    {EvidenceStat::Last, "last", "state or counter when it was read"},
}};

enum class EvidenceBound : std::uint8_t
{
    Exact,
    AtLeast,
    AtMost
};
inline constexpr std::array<Word<EvidenceBound>, 3> kEvidenceBounds = {{
    {EvidenceBound::Exact, "exact", "the value itself"},
    {EvidenceBound::AtLeast, "at_least", "the counter stood at its ceiling"},
    {EvidenceBound::AtMost, "at_most", "an upper limit"},
}};

enum class EvidenceTimeSource : std::uint8_t
{
    Content,
    File,
    Unknown
};
inline constexpr std::array<Word<EvidenceTimeSource>, 3> kEvidenceTimeSources = {{
    {EvidenceTimeSource::Content, "content", "the file says when it was measured"},
    {EvidenceTimeSource::File, "file", "only the time of the file is known"},
    {EvidenceTimeSource::Unknown, "unknown", "nothing says when it was measured"},
}};

enum class EvidenceScopeKind : std::uint8_t
{
    Unknown,
    Site,
    Fabric,
    Node,
    Port,
    Link,
    RankSet,
    StorageTarget,
    Service
};
inline constexpr std::array<Word<EvidenceScopeKind>, 9> kEvidenceScopeKinds = {{
    {EvidenceScopeKind::Unknown, "unknown", "the file does not say; somebody must"},
    {EvidenceScopeKind::Site, "site", "a site"},
    {EvidenceScopeKind::Fabric, "fabric", "all that the file describes"},
    {EvidenceScopeKind::Node, "node", "one device"},
    {EvidenceScopeKind::Port, "port", "one port, as device:port"},
    {EvidenceScopeKind::Link, "link", "the way between two ends"},
    {EvidenceScopeKind::RankSet, "rank_set", "the ranks of a collective"},
    {EvidenceScopeKind::StorageTarget,
     "storage_target",
     "a device, a file system or a benchmark on it"},
    {EvidenceScopeKind::Service, "service", "a served model"},
}};

/// What a figure is about; the name is as the file says.
struct EvidenceScope
{
    EvidenceScopeKind kind = EvidenceScopeKind::Unknown;
    std::string name;
    bool operator==(const EvidenceScope&) const = default;
};

/// One figure from a file, with all that is needed to weigh it. Rules read these, never files.
struct EvidenceRecord
{
    std::string id; ///< of the bytes and the place in them: the same file gives the same ids
    std::string fileSha256;
    std::string fileName;
    std::string importer;
    int importerVersion = 1;
    std::string tool;
    std::string toolVersion;
    std::string capturedAt; ///< ISO 8601, with Z if the zone is known; empty if unknown
    EvidenceTimeSource timeSource = EvidenceTimeSource::Unknown;
    EvidenceScope scope;
    std::string metric; ///< one of evidenceMetrics()
    double value = 0;   ///< finite, in `unit`
    std::string unit;
    EvidenceStat stat = EvidenceStat::Mean;
    std::optional<double> windowSeconds; ///< length of the measurement
    std::optional<std::int64_t> samples; ///< points behind the statistic
    EvidenceQuality quality = EvidenceQuality::A;
    EvidenceBound bound = EvidenceBound::Exact;
    std::map<std::string, std::string> conditions; ///< size, direction, operation, …
    std::vector<std::string> warnings;             ///< every repair of the reader
    int line = 0;                                  ///< in the file, 0 if it is about the whole
    bool operator==(const EvidenceRecord&) const = default;
};

/// A metric, the SI unit of its values and what it says.
struct EvidenceMetric
{
    std::string_view id;
    std::string_view unit;
    std::string_view meaning;
};

/// All metrics that readers may give, sorted by id.
[[nodiscard]] std::span<const EvidenceMetric> evidenceMetrics();

/// The kind of evidence that a metric belongs to: `net` of `net.util`.
[[nodiscard]] constexpr std::string_view evidenceKind(std::string_view metric)
{
    return metric.substr(0, metric.find('.'));
}

/// Null if there is no such metric.
[[nodiscard]] const EvidenceMetric* findEvidenceMetric(std::string_view id);

} // namespace netready
