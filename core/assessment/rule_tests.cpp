// SPDX-License-Identifier: Apache-2.0
#include "core/assessment/assessment.h"
#include "core/assessment/live_assessment.h"
#include "core/assessment/rule_example.h"

#include <algorithm>
#include <optional>
#include <set>

namespace netready {

namespace {

/// Whether an action is certainly meant for a subject.
bool isMeantFor(const Action& action, const ObjectRow& row, Model& model)
{
    if (action.appliesWhen.empty()) {
        return true;
    }
    model.context.clear();
    const ExprValue applies = evaluate(action.appliesWhen, model.variables(row), model.context);
    return applies.kind == ExprKind::Bool && applies.truth == Truth::True;
}

/// Lays what an action sets over the facts, for each subject that it is meant for; false if there
/// is none, or something it sets cannot be told from the facts.
bool layOver(const std::shared_ptr<const Knowledge>& knowledge,
             const Action& action,
             FactBase& facts,
             const AssessOptions& options)
{
    const LiveAssessment before(knowledge, facts, options);
    Model& model = *before.impl().model;
    const SubjectKind& kind = knowledge->schema.kinds()[action.kind].kind;
    std::vector<SubjectKey> subjects;
    for (const auto& [key, subject] : facts.subjects()) {
        if (key.kind == kind.id) {
            subjects.push_back(key);
        }
    }
    if (kind.singleton && subjects.empty()) {
        subjects.push_back({kind.id, std::string(kSingletonId)});
    }
    std::vector<std::pair<FactKey, Fact>> set;
    for (const SubjectKey& subject : subjects) {
        const ObjectRow* row = model.rowOf(subject);
        for (const ActionFact& part : action.sets) {
            const Attribute& attribute = knowledge->attribute(part.attribute);
            if (row == nullptr || attribute.kind != kind.id || !isMeantFor(action, *row, model)) {
                continue;
            }
            Fact fact;
            fact.origin = Origin::Measured;
            fact.value = part.value;
            if (!part.formula.empty()) {
                model.context.clear();
                const ExprValue value =
                    evaluate(part.formula, model.variables(*row), model.context);
                if (value.isError() || value.missing != 0) {
                    return false;
                }
                fact.value = valueOf(attribute, value);
            }
            set.emplace_back(FactKey{subject, attribute.id}, std::move(fact));
        }
    }
    for (const auto& [key, fact] : set) {
        facts.load(key, {fact});
    }
    return !set.empty();
}

/// An example that gives what is otherwise computed does not follow the facts of an action.
bool givesComputed(const Knowledge& knowledge, const RuleTest& test)
{
    return std::any_of(test.given.begin(), test.given.end(), [&](const auto& given) {
        const Attribute& attribute = knowledge.attribute(given.first.attribute);
        return !attribute.computed.empty() || !attribute.derived.empty();
    });
}

/// Empty if the action improves some failing example of the rule; nothing if there is none.
std::optional<std::string>
tried(const std::shared_ptr<const Knowledge>& knowledge, const Action& action, const Rule& rule)
{
    AssessOptions options;
    options.onlyRule = rule.id;
    bool anyTried = false;
    for (const RuleTest& test : rule.tests) {
        const bool fails = test.status == "fail" || test.status == "partial";
        if (!fails || givesComputed(*knowledge, test)) {
            continue;
        }
        FactBase facts = factsOf(test);
        const Assessment before = assess(knowledge, facts, options);
        if (before.findings.empty() || !layOver(knowledge, action, facts, options)) {
            continue;
        }
        anyTried = true;
        const Finding& now = before.findings.front();
        const Assessment after = assess(knowledge, facts, options);
        const Finding& then = after.findings.front();
        if (then.status == Status::NotApplicable || then.uncredited.low > now.uncredited.low) {
            return "";
        }
    }
    return anyTried ? std::optional<std::string>("what it sets improves no failing example of it")
                    : std::nullopt;
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
    const Finding& finding = assessment.findings.front();
    std::set<std::string> missing;
    for (const FactKey& key : finding.missing) {
        missing.insert(key.attribute);
    }
    return exampleFailure(test, finding.status, finding.score, missing, finding.problem);
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

std::vector<ActionTestResult> runActionTests(const std::shared_ptr<const Knowledge>& knowledge)
{
    std::vector<ActionTestResult> results;
    for (const Action& action : knowledge->actions) {
        for (const std::string& id : action.remedies) {
            if (const auto failure = tried(knowledge, action, *knowledge->findRule(id))) {
                results.push_back({&action, id, *failure});
            }
        }
    }
    return results;
}

} // namespace netready
