// SPDX-License-Identifier: Apache-2.0
#include "core/assessment/rule_example.h"

#include "core/base/text.h"

#include <cmath>

namespace netready {

namespace {

std::string rangeText(double low, double high)
{
    return low == high ? toText(low) : "[" + toText(low) + ", " + toText(high) + "]";
}

} // namespace

FactBase factsOf(const RuleTest& test)
{
    FactBase facts;
    for (const Subject& subject : test.subjects) {
        facts.load(subject);
    }
    for (const auto& [key, fact] : test.given) {
        std::vector<Fact> all = facts.facts(key);
        all.push_back(fact);
        facts.load(key, all);
    }
    return facts;
}

std::string exampleFailure(const RuleTest& test,
                           Status status,
                           ScoreRange score,
                           const std::set<std::string>& missing,
                           std::string_view problem)
{
    constexpr double kTolerance = 1e-6;
    const std::string word(toString(status));
    if (word != test.status) {
        const std::string why = problem.empty() ? "" : " (" + std::string(problem) + ")";
        return "status is " + word + why + ", expected " + test.status;
    }
    if (test.score && (std::abs(score.low - test.score->first) > kTolerance ||
                       std::abs(score.high - test.score->second) > kTolerance)) {
        return "score is " + rangeText(score.low, score.high) + ", expected " +
               rangeText(test.score->first, test.score->second);
    }
    if (test.missing) {
        const std::vector<std::string> names(missing.begin(), missing.end());
        if (names != *test.missing) {
            return "missing is [" + join(names, ", ") + "], expected [" +
                   join(*test.missing, ", ") + "]";
        }
    }
    return "";
}

} // namespace netready
