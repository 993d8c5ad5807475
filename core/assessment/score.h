// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/expr/value.h"
#include "core/knowledge/knowledge.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace netready {

/// Readiness known between two ends, 0 to 1; printed times 100.
struct ScoreRange
{
    double low = 0;
    double high = 1;
    [[nodiscard]] double width() const { return high - low; }
    bool operator==(const ScoreRange&) const = default;
};

/// One rule in a weighted mean: its range, its weight, whether it applies.
struct Weighted
{
    ScoreRange score;
    double weight = 1;
    Truth applies = Truth::True;
};

/// Exact bounds of the weighted mean over what applies, when it is open what applies.
///
/// Model:   certain entries always count; for the lower bound open ones are added by rising `low`
/// while
///          they lie below the mean so far, for the upper one by falling `high` while above it
/// Shape:   nothing if no entry with weight can apply; `sure` is false if possibly none does
/// Source:  switch-point procedure of interval-weighted averages (Karnik, Mendel 2001)
struct MeanBounds
{
    ScoreRange score;
    bool sure = true; ///< at least one entry certainly applies
};
[[nodiscard]] std::optional<MeanBounds> weightedMean(std::span<const Weighted> entries);

/// Share of the weakest dimension in the score of a workload; printed on the report.
inline constexpr double kWeakestShare = 0.5;

/// Blend of weakest and mean: kWeakestShare * min + (1 - kWeakestShare) * weighted mean, exact
/// where it is open which dimensions apply. Shape: nothing if no dimension can apply; {0, 1} and
/// not sure if possibly none does.
[[nodiscard]] std::optional<MeanBounds> weakestAndMean(std::span<const Weighted> dimensions);

/// Points of a value between `failAt` (0) and `target` (1); monotone, clamped.
/// Shape: NaN gives NaN.
[[nodiscard]] double points(const ScoreCurve& curve, double value);

/// Highest score that a failed gate allows.
[[nodiscard]] double cap(Gate gate);

enum class Verdict
{
    NotReady,
    CannotTell,
    ReadyIf,
    Ready
};
[[nodiscard]] std::string_view toString(Verdict verdict); ///< `not ready`, `cannot tell`, …

/// What decides the verdict of a workload beside its range.
struct VerdictInput
{
    ScoreRange score;          ///< capped
    bool blockerFails = false; ///< a blocker certainly fails
    bool conditions = false; ///< an open contradiction, a gate that rests on claims, a broken gate
    bool conditionsPersist = false;  ///< one of them stays whatever the open answers are
    bool conditionsMayArise = false; ///< an open answer could bring one
    bool open = true;                ///< some answer that matters is missing
};

struct VerdictResult
{
    Verdict verdict = Verdict::CannotTell;
    bool settled = false;              ///< no completion of the open answers gives another verdict
    Verdict worst = Verdict::NotReady; ///< no completion gives a worse one
    Verdict best = Verdict::Ready;     ///< no completion gives a better one
    bool operator==(const VerdictResult&) const = default;
};
[[nodiscard]] VerdictResult verdictOf(const VerdictInput& input);

inline constexpr double kReadyFrom = 0.70;
inline constexpr double kNotReadyBelow = 0.40;

/// Letter of the band: D below 40, C to 70, B to 90, A; `D–C` over two, `?` over three or more.
[[nodiscard]] std::string band(ScoreRange score);

/// A score for people, 0 to 100, cut to whole points so that number and band agree: `12–36`, `70`.
[[nodiscard]] std::string toReadable(ScoreRange score);

} // namespace netready
