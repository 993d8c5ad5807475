// SPDX-License-Identifier: Apache-2.0
#include "core/network/load_balancing.h"

#include "core/base/error.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <string>
#include <vector>

namespace netready {

namespace {

using Polynomial = std::vector<double>;

double poisson(double mean, double count)
{
    return std::exp(count * std::log(mean) - mean - std::lgamma(count + 1));
}

/// Product, without the powers above `degree`.
Polynomial product(const Polynomial& a, const Polynomial& b, std::size_t degree)
{
    Polynomial result(std::min(degree + 1, a.size() + b.size() - 1));
    for (std::size_t i = 0; i < std::min(a.size(), result.size()); ++i) {
        for (std::size_t j = 0; j < std::min(b.size(), result.size() - i); ++j) {
            result[i + j] += a[i] * b[j];
        }
    }
    return result;
}

Polynomial power(Polynomial base, std::uint32_t exponent, std::size_t degree)
{
    Polynomial result{1};
    for (; exponent > 0; exponent /= 2) {
        if (exponent % 2 == 1) {
            result = product(result, base, degree);
        }
        if (exponent > 1) {
            base = product(base, base, degree);
        }
    }
    return result;
}

/// Probability that no link has more than `most` flows. Counts of flows on links are independent
/// Poisson counts under the condition that they add up to `flows`.
double exactProbability(std::uint32_t links, std::uint32_t flows, std::uint32_t most)
{
    const double mean = static_cast<double>(flows) / links;
    Polynomial counts(most + std::size_t{1});
    for (std::size_t i = 0; i < counts.size(); ++i) {
        counts[i] = poisson(mean, static_cast<double>(i));
    }
    const Polynomial sums = power(counts, links, flows);
    return sums.size() > flows ? sums[flows] / poisson(flows, flows) : 0;
}

/// Expected maximum: the sum over k of the probability that some link has more than k flows, where
/// that is certain below `first`.
template <class Probability>
double expectedMaximum(std::uint32_t first, std::uint32_t flows, Probability atMost)
{
    constexpr double kNegligible = 1e-12;
    double sum = first;
    for (std::uint32_t k = first; k < flows; ++k) {
        const double more = 1 - std::min(1.0, atMost(k));
        sum += more;
        if (more < kNegligible) {
            break;
        }
    }
    return sum;
}

double poissonMaximum(std::uint32_t links, std::uint32_t flows)
{
    const double mean = static_cast<double>(flows) / links;
    // Counts lower than this add nothing in double.
    const auto start =
        static_cast<std::uint32_t>(std::max(0.0, std::floor(mean - 40 * std::sqrt(mean))));
    double probability = 0;
    return expectedMaximum(start, flows, [&](std::uint32_t k) {
        probability += poisson(mean, k);
        return std::pow(std::min(1.0, probability), links);
    });
}

} // namespace

Interval<double> efficiency(LoadBalancing balancing)
{
    switch (balancing) {
    case LoadBalancing::StaticEcmp:
        return Interval(0.60);
    case LoadBalancing::ManyFlows:
        return {0.75, 0.80};
    case LoadBalancing::PerPacket:
        return Interval(0.95);
    }
    assert(false);
    return Interval(0.60);
}

double ecmpImbalance(std::uint32_t links, std::uint32_t flows)
{
    const auto check = [](const char* what, std::uint32_t count) {
        if (count == 0 || count > kMaxHashed) {
            throw Error(ErrorCode::InvalidInput,
                        std::string(what) + " is " + std::to_string(count));
        }
    };
    check("links", links);
    check("flows", flows);
    const double mean = static_cast<double>(flows) / links;
    if (flows > kExactFlows) {
        return std::clamp(poissonMaximum(links, flows) / mean, 1.0, 1.0 * links);
    }
    // The busiest link has at least the mean, rounded up.
    const std::uint32_t least = flows / links + (flows % links != 0 ? 1 : 0);
    const double most = expectedMaximum(
        least, flows, [&](std::uint32_t k) { return exactProbability(links, flows, k); });
    return std::clamp(most / mean, 1.0, 1.0 * links);
}

} // namespace netready
