// SPDX-License-Identifier: Apache-2.0
#include "core/assessment/assessment.h"
#include "core/base/text.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace netready {

namespace {

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

std::string rangeText(double low, double high)
{
    return low == high ? toText(low) : "[" + toText(low) + ", " + toText(high) + "]";
}

std::string checked(const RuleTest& test, const Finding& finding)
{
    constexpr double kTolerance = 1e-6;
    const std::string status(toString(finding.status));
    if (status != test.status) {
        const std::string why = finding.problem.empty() ? "" : " (" + finding.problem + ")";
        return "status is " + status + why + ", expected " + test.status;
    }
    if (test.score && (std::abs(finding.score.low - test.score->first) > kTolerance ||
                       std::abs(finding.score.high - test.score->second) > kTolerance)) {
        return "score is " + rangeText(finding.score.low, finding.score.high) + ", expected " +
               rangeText(test.score->first, test.score->second);
    }
    if (test.missing) {
        std::set<std::string> names;
        for (const FactKey& key : finding.missing) {
            names.insert(key.attribute);
        }
        const std::vector<std::string> missing(names.begin(), names.end());
        if (missing != *test.missing) {
            return "missing is [" + join(missing, ", ") + "], expected [" +
                   join(*test.missing, ", ") + "]";
        }
    }
    return "";
}

/// The finding of the first subject is the one that a test speaks of.
std::string
runTest(const std::shared_ptr<const Knowledge>& knowledge, const Rule& rule, const RuleTest& test)
{
    const FactBase facts = factsOf(test);
    AssessOptions options;
    options.onlyRule = rule.id;
    const Assessment assessment = assess(knowledge, facts, options);
    if (assessment.findings.empty()) {
        return "the rule has no finding; a subject of its kind is missing";
    }
    return checked(test, assessment.findings.front());
}

} // namespace

std::vector<RuleTestResult> runRuleTests(const std::shared_ptr<const Knowledge>& knowledge)
{
    std::vector<RuleTestResult> results;
    for (const Rule& rule : knowledge->rules) {
        for (const RuleTest& test : rule.tests) {
            results.push_back({&rule, &test, runTest(knowledge, rule, test)});
        }
    }
    return results;
}

} // namespace netready
