// SPDX-License-Identifier: Apache-2.0
#include "core/assessment/score.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace netready {

namespace {

/// Sums of the entries that certainly count, and the open ones.
struct Split
{
    double weight = 0;
    double low = 0;
    double high = 0;
    std::vector<const Weighted*> open;
};

Split splitEntries(std::span<const Weighted> entries)
{
    Split split;
    for (const Weighted& entry : entries) {
        if (entry.weight <= 0 || entry.applies == Truth::False) {
            continue;
        }
        if (entry.applies == Truth::Open) {
            split.open.push_back(&entry);
        } else {
            split.weight += entry.weight;
            split.low += entry.weight * entry.score.low;
            split.high += entry.weight * entry.score.high;
        }
    }
    return split;
}

/// Lowest weighted mean of `sum / weight` with any of the open entries added; `end` picks the
/// bound, `sign` is 1 for the lowest, -1 for the highest.
double extremeMean(double sum,
                   double weight,
                   std::vector<const Weighted*> open,
                   double ScoreRange::*end,
                   double sign)
{
    std::stable_sort(open.begin(), open.end(), [&](const Weighted* a, const Weighted* b) {
        return sign * (a->score.*end) < sign * (b->score.*end);
    });
    for (const Weighted* entry : open) {
        const double value = entry->score.*end;
        if (weight > 0 && !(sign * value < sign * (sum / weight))) {
            break;
        }
        sum += entry->weight * value;
        weight += entry->weight;
    }
    return sum / weight;
}

/// Keeps rounding of sums inside 0 to 1 and in order.
ScoreRange clamped(double low, double high)
{
    low = std::clamp(low, 0.0, 1.0);
    high = std::clamp(high, 0.0, 1.0);
    return {std::min(low, high), high};
}

/// Extreme of the blend over all ways in which open dimensions may count: the weakest one is tried
/// in turn, and the mean is then extreme over the open ones that are not weaker.
double extremeBlend(const Split& split,
                    std::span<const Weighted> entries,
                    double ScoreRange::*end,
                    double sign)
{
    double weakestSure = std::numeric_limits<double>::infinity();
    for (const Weighted& entry : entries) {
        if (entry.applies == Truth::True && entry.weight > 0) {
            weakestSure = std::min(weakestSure, entry.score.*end);
        }
    }
    const double sum = end == &ScoreRange::low ? split.low : split.high;
    double best = std::numeric_limits<double>::quiet_NaN();
    const auto consider =
        [&](double weakest, double s, double w, const std::vector<const Weighted*>& open) {
            const double mean = extremeMean(s, w, open, end, sign);
            const double blend = kWeakestShare * weakest + (1 - kWeakestShare) * mean;
            if (std::isnan(best) || sign * blend < sign * best) {
                best = blend;
            }
        };
    const auto notWeakerThan = [&](double weakest, const Weighted* without) {
        std::vector<const Weighted*> open;
        for (const Weighted* entry : split.open) {
            if (entry != without && entry->score.*end >= weakest) {
                open.push_back(entry);
            }
        }
        return open;
    };
    if (split.weight > 0) {
        consider(weakestSure, sum, split.weight, notWeakerThan(weakestSure, nullptr));
    }
    for (const Weighted* weakest : split.open) {
        const double value = weakest->score.*end;
        if (value <= weakestSure) {
            consider(value,
                     sum + weakest->weight * value,
                     split.weight + weakest->weight,
                     notWeakerThan(value, weakest));
        }
    }
    return best;
}

constexpr std::array<double, 3> kBandStarts{0.40, 0.70, 0.90};
constexpr std::string_view kBandLetters = "DCBA";

/// Scores that should be round may miss by rounding of sums; bands and print forgive that much.
constexpr double kRounding = 1e-9;

std::size_t bandIndex(double score)
{
    std::size_t index = 0;
    while (index < kBandStarts.size() && score + kRounding >= kBandStarts[index]) {
        ++index;
    }
    return index;
}

} // namespace

std::optional<MeanBounds> weightedMean(std::span<const Weighted> entries)
{
    const Split split = splitEntries(entries);
    if (split.weight <= 0 && split.open.empty()) {
        return std::nullopt;
    }
    const double low = extremeMean(split.low, split.weight, split.open, &ScoreRange::low, 1);
    const double high = extremeMean(split.high, split.weight, split.open, &ScoreRange::high, -1);
    return MeanBounds{clamped(low, high), split.weight > 0};
}

std::optional<MeanBounds> weakestAndMean(std::span<const Weighted> dimensions)
{
    const Split split = splitEntries(dimensions);
    if (split.weight <= 0) {
        return split.open.empty() ? std::nullopt : std::optional(MeanBounds{{0, 1}, false});
    }
    return MeanBounds{clamped(extremeBlend(split, dimensions, &ScoreRange::low, 1),
                              extremeBlend(split, dimensions, &ScoreRange::high, -1)),
                      true};
}

double points(const ScoreCurve& curve, double value)
{
    const double direction = curve.target > curve.failAt ? 1 : -1;
    if (direction * value >= direction * curve.target) {
        return 1;
    }
    if (direction * value <= direction * curve.failAt) {
        return 0;
    }
    const auto scale = [&](double x) { return curve.logarithmic ? std::log(x) : x; };
    const double share =
        (scale(value) - scale(curve.failAt)) / (scale(curve.target) - scale(curve.failAt));
    return std::isnan(value) ? value : std::clamp(share, 0.0, 1.0);
}

double cap(Gate gate)
{
    switch (gate) {
    case Gate::None:
        return 1;
    case Gate::Major:
        return 0.69;
    case Gate::Blocker:
        return 0.39;
    }
    return 1;
}

std::string_view toString(Verdict verdict)
{
    switch (verdict) {
    case Verdict::NotReady:
        return "not ready";
    case Verdict::CannotTell:
        return "cannot tell";
    case Verdict::ReadyIf:
        return "ready if";
    case Verdict::Ready:
        return "ready";
    }
    return "";
}

VerdictResult verdictOf(const VerdictInput& input)
{
    const double low = input.score.low + kRounding;
    const double high = input.score.high + kRounding;
    if (input.blockerFails || high < kNotReadyBelow) {
        return {Verdict::NotReady, true, Verdict::NotReady, Verdict::NotReady};
    }
    const bool mayBeReady = high >= kReadyFrom && !input.conditionsPersist;
    VerdictResult result;
    result.best = mayBeReady ? Verdict::Ready : Verdict::ReadyIf;
    if (low < kNotReadyBelow) {
        result.verdict = Verdict::CannotTell;
        result.worst = Verdict::NotReady;
    } else {
        const bool ready = low >= kReadyFrom && !input.conditions;
        result.verdict = ready ? Verdict::Ready : Verdict::ReadyIf;
        result.worst = ready && !input.conditionsMayArise ? Verdict::Ready : Verdict::ReadyIf;
    }
    if (!input.open) {
        result.worst = result.verdict;
        result.best = result.verdict;
    }
    result.settled = result.worst == result.best;
    return result;
}

std::string band(ScoreRange score)
{
    const std::size_t low = bandIndex(score.low);
    const std::size_t high = bandIndex(score.high);
    std::string first(1, kBandLetters[low]);
    if (low == high) {
        return first;
    }
    return high == low + 1 ? first + "–" + kBandLetters[high] : "?";
}

std::string toReadable(ScoreRange score)
{
    constexpr double kHundred = 100;
    const auto low = static_cast<int>(std::floor(score.low * kHundred + kRounding * kHundred));
    const auto high = static_cast<int>(std::floor(score.high * kHundred + kRounding * kHundred));
    return low == high ? std::to_string(low) : std::to_string(low) + "–" + std::to_string(high);
}

} // namespace netready
