// SPDX-License-Identifier: Apache-2.0
#include "core/assessment/score.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>

#include "tests/support/catch.h"

using namespace netready;

namespace {

double unit(std::mt19937& random)
{
    // Not std::uniform_real_distribution: its numbers differ between libraries.
    return static_cast<double>(random() % 101) / 100;
}

std::vector<Weighted> randomEntries(std::mt19937& random, std::size_t most)
{
    std::vector<Weighted> entries(1 + random() % most);
    for (Weighted& entry : entries) {
        const double a = unit(random);
        const double b = unit(random);
        entry.score = {std::min(a, b), std::max(a, b)};
        entry.weight = static_cast<double>(random() % 5);
        entry.applies = static_cast<Truth>(random() % 3);
    }
    return entries;
}

/// Applies `function` to the entries that count in each way of settling what applies.
template <class Function>
void forEachSettlement(const std::vector<Weighted>& entries, Function function)
{
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (entries[i].applies == Truth::Open && entries[i].weight > 0) {
            open.push_back(i);
        }
    }
    for (std::uint32_t mask = 0; mask < (1U << open.size()); ++mask) {
        std::vector<Weighted> counted;
        for (std::size_t i = 0; i < entries.size(); ++i) {
            const auto at = std::find(open.begin(), open.end(), i);
            const bool chosen = at != open.end() && ((mask >> (at - open.begin())) & 1U) != 0;
            if (entries[i].weight > 0 && (entries[i].applies == Truth::True || chosen)) {
                counted.push_back(entries[i]);
            }
        }
        function(counted);
    }
}

double meanOf(const std::vector<Weighted>& entries, double ScoreRange::*end)
{
    double sum = 0;
    double weight = 0;
    for (const Weighted& entry : entries) {
        sum += entry.weight * (entry.score.*end);
        weight += entry.weight;
    }
    return sum / weight;
}

double blendOf(const std::vector<Weighted>& entries, double ScoreRange::*end)
{
    double weakest = 1;
    for (const Weighted& entry : entries) {
        weakest = std::min(weakest, entry.score.*end);
    }
    return kWeakestShare * weakest + (1 - kWeakestShare) * meanOf(entries, end);
}

} // namespace

TEST_CASE("bounds of a weighted mean equal brute force over what applies", "[assessment]")
{
    std::mt19937 random(1);
    for (int round = 0; round < 20000; ++round) {
        const std::vector<Weighted> entries = randomEntries(random, 8);
        double low = std::numeric_limits<double>::infinity();
        double high = -low;
        forEachSettlement(entries, [&](const std::vector<Weighted>& counted) {
            if (!counted.empty()) {
                low = std::min(low, meanOf(counted, &ScoreRange::low));
                high = std::max(high, meanOf(counted, &ScoreRange::high));
            }
        });
        const std::optional<MeanBounds> bounds = weightedMean(entries);
        REQUIRE(bounds.has_value() == std::isfinite(low));
        if (bounds) {
            REQUIRE(std::abs(bounds->score.low - low) < 1e-12);
            REQUIRE(std::abs(bounds->score.high - high) < 1e-12);
        }
    }
}

TEST_CASE("the blend of weakest and mean equals brute force over what applies", "[assessment]")
{
    std::mt19937 random(2);
    for (int round = 0; round < 20000; ++round) {
        std::vector<Weighted> entries = randomEntries(random, 7);
        entries.front().applies = Truth::True;
        entries.front().weight = 1;
        double low = std::numeric_limits<double>::infinity();
        double high = -low;
        forEachSettlement(entries, [&](const std::vector<Weighted>& counted) {
            low = std::min(low, blendOf(counted, &ScoreRange::low));
            high = std::max(high, blendOf(counted, &ScoreRange::high));
        });
        const std::optional<MeanBounds> bounds = weakestAndMean(entries);
        REQUIRE(bounds.has_value());
        REQUIRE(std::abs(bounds->score.low - low) < 1e-12);
        REQUIRE(std::abs(bounds->score.high - high) < 1e-12);
    }
}

TEST_CASE("the mean stays within its entries, and equal entries give that value", "[assessment]")
{
    std::mt19937 random(3);
    for (int round = 0; round < 2000; ++round) {
        std::vector<Weighted> entries = randomEntries(random, 6);
        entries.front().weight = 2;
        entries.front().applies = Truth::True;
        const ScoreRange same{0.25, 0.75};
        for (Weighted& entry : entries) {
            entry.score = same;
        }
        REQUIRE(weightedMean(entries)->score == same);
        REQUIRE(weakestAndMean(entries)->score == same);
    }
}

TEST_CASE("scaling all weights or splitting an entry in two halves changes nothing", "[assessment]")
{
    std::mt19937 random(4);
    for (int round = 0; round < 2000; ++round) {
        const std::vector<Weighted> entries = randomEntries(random, 6);
        std::vector<Weighted> scaled = entries;
        std::vector<Weighted> halved = entries;
        for (Weighted& entry : scaled) {
            entry.weight *= 8;
        }
        if (halved.front().applies != Truth::Open) {
            halved.front().weight /= 2;
            halved.push_back(halved.front());
        }
        const std::optional<MeanBounds> before = weightedMean(entries);
        REQUIRE(weightedMean(scaled).has_value() == before.has_value());
        if (before) {
            REQUIRE(std::abs(weightedMean(scaled)->score.low - before->score.low) < 1e-12);
            REQUIRE(std::abs(weightedMean(halved)->score.low - before->score.low) < 1e-12);
            REQUIRE(std::abs(weightedMean(halved)->score.high - before->score.high) < 1e-12);
        }
    }
}

TEST_CASE("what does not apply or has no weight changes nothing, bit for bit", "[assessment]")
{
    std::mt19937 random(5);
    for (int round = 0; round < 2000; ++round) {
        const std::vector<Weighted> entries = randomEntries(random, 6);
        std::vector<Weighted> more = entries;
        more.insert(more.begin(), Weighted{{0.1, 0.2}, 3, Truth::False});
        more.push_back(Weighted{{0.0, 0.0}, 0, Truth::True});
        const std::optional<MeanBounds> a = weightedMean(entries);
        const std::optional<MeanBounds> b = weightedMean(more);
        REQUIRE(a.has_value() == b.has_value());
        REQUIRE((!a || a->score == b->score));
    }
}

TEST_CASE("points run from 0 at fail_at to 1 at target, in either direction", "[assessment]")
{
    const ScoreCurve rising{0.5, 1.0, false, "", ""};
    CHECK(points(rising, 0.4) == 0);
    CHECK(points(rising, 0.5) == 0);
    CHECK(points(rising, 0.75) == 0.5);
    CHECK(points(rising, 1.0) == 1);
    CHECK(points(rising, 9.0) == 1);
    const ScoreCurve falling{3.0, 1.0, false, "", ""};
    CHECK(points(falling, 4.0) == 0);
    CHECK(points(falling, 2.0) == 0.5);
    CHECK(points(falling, 1.0) == 1);
    const ScoreCurve logarithmic{1e9, 1e11, true, "", ""};
    CHECK(std::abs(points(logarithmic, 1e10) - 0.5) < 1e-12);
    CHECK(points(logarithmic, 0) == 0);
    CHECK(std::isnan(points(rising, std::nan(""))));
}

TEST_CASE("the verdict follows the range, the gates and what is only claimed", "[assessment]")
{
    const auto verdict = [](double low, double high, bool blocker, bool conditions) {
        VerdictInput input;
        input.score = {low, high};
        input.blockerFails = blocker;
        input.conditions = conditions;
        input.conditionsPersist = conditions;
        return verdictOf(input);
    };
    CHECK(verdict(0.1, 0.39, true, false).verdict == Verdict::NotReady);
    CHECK(verdict(0.1, 0.39, false, false).verdict == Verdict::NotReady);
    CHECK(verdict(0.1, 0.39, false, false).settled);
    CHECK(verdict(0.1, 0.9, false, false).verdict == Verdict::CannotTell);
    CHECK_FALSE(verdict(0.1, 0.9, false, false).settled);
    CHECK(verdict(0.4, 0.9, false, false).verdict == Verdict::ReadyIf);
    CHECK(verdict(0.4, 0.69, false, false).settled);
    CHECK_FALSE(verdict(0.4, 0.9, false, false).settled);
    CHECK(verdict(0.7, 0.9, false, false).verdict == Verdict::Ready);
    CHECK(verdict(0.7, 0.9, false, false).settled);
    CHECK(verdict(0.7, 0.9, false, true).verdict == Verdict::ReadyIf);
    CHECK(verdict(0.7, 0.9, false, true).settled);
}

TEST_CASE("bands and printed scores agree", "[assessment]")
{
    CHECK(band({0.0, 0.399}) == "D");
    CHECK(toReadable(ScoreRange{0.0, 0.399}) == "0–39");
    CHECK(band({0.40, 0.69}) == "C");
    CHECK(band({0.30, 0.69}) == "D–C");
    CHECK(band({0.30, 0.90}) == "?");
    CHECK(band({0.90, 1.0}) == "A");
    CHECK(toReadable(ScoreRange{0.7, 0.7}) == "70");
    CHECK(toReadable(ScoreRange{0.39, 0.69}) == "39–69");
}
