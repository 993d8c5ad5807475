// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "reports/content/sections.h"
#include "reports/content/words.h"

#include <algorithm>
#include <tuple>

namespace netready {

namespace {

/// Rank of a finding: certain blockers, certain majors, gates that may fail, then severity and how
/// bad it is.
auto rankOf(const Finding& finding)
{
    const bool fails = finding.gate == GateState::Fails;
    const bool may = finding.gate == GateState::MayFail;
    const int gate = fails && finding.rule->gate == Gate::Blocker ? 0
                     : fails                                      ? 1
                     : may && finding.rule->gate == Gate::Blocker ? 2
                     : may                                        ? 3
                                                                  : 4;
    const int status = finding.status == Status::Fail      ? 0
                       : finding.status == Status::Partial ? 1
                       : finding.status == Status::Broken  ? 2
                                                           : 3;
    return std::tuple(gate,
                      -static_cast<int>(finding.rule->severity),
                      status,
                      finding.score.high,
                      finding.score.low);
}

/// True if two findings of one rule differ in nothing but their subject and what is missing there.
bool sayTheSame(const Finding& a, const Finding& b)
{
    return a.rule == b.rule && a.status == b.status && a.gate == b.gate && a.score == b.score &&
           a.text == b.text && a.weakest == b.weakest && a.contradicted == b.contradicted &&
           a.waiver == WaiverState::None && b.waiver == WaiverState::None;
}

} // namespace

bool isOpenMatter(const Finding& finding)
{
    switch (finding.status) {
    case Status::Fail:
    case Status::Partial:
    case Status::Unknown:
    case Status::Broken:
        return true;
    case Status::Pass:
        return finding.gate == GateState::PassesOnClaims || !finding.contradicted.empty();
    case Status::NotApplicable:
        return false;
    }
    return false;
}

ReportPlan planReport(const ReportInput& input, const ReportOptions& options)
{
    ReportPlan plan{input, options, {}, {}, {}, {}, {}, {}, true};
    const std::vector<Finding>& findings = input.assessment.findings;
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < findings.size(); ++i) {
        if (isOpenMatter(findings[i])) {
            order.push_back(i);
        }
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return rankOf(findings[a]) < rankOf(findings[b]);
    });
    for (const std::size_t index : order) {
        const auto twin =
            std::find_if(plan.findings.begin(), plan.findings.end(), [&](std::size_t printed) {
                return sayTheSame(findings[printed], findings[index]);
            });
        if (twin != plan.findings.end()) {
            plan.twins[*twin].push_back(index);
            plan.numbers.emplace(index, plan.numbers.at(*twin));
            continue;
        }
        plan.findings.push_back(index);
        plan.twins[index] = {index};
        plan.numbers.emplace(index, plan.findings.size());
        for (const Citation& citation : findings[index].rule->references) {
            const Source* source = input.knowledge.findSource(citation.source);
            if (source != nullptr &&
                plan.sourceNumbers.emplace(source->id, plan.sources.size() + 1).second) {
                plan.sources.push_back(source);
            }
        }
    }
    for (const RankedQuestion& question : input.questions) {
        plan.questionNumbers.emplace(question.key, plan.questionNumbers.size() + 1);
    }
    return plan;
}

std::string ReportPlan::subject(const SubjectKey& key) const
{
    return subjectTitle(key, input.facts);
}

const FactView* ReportPlan::view(const SubjectKey& subject, std::string_view attribute) const
{
    const FactKey key{subject, std::string(attribute)};
    const auto& views = input.factViews;
    const auto found = std::lower_bound(
        views.begin(), views.end(), key, [](const FactView& item, const FactKey& wanted) {
            return item.key < wanted;
        });
    return found != views.end() && found->key == key ? &*found : nullptr;
}

std::optional<Interval<double>> ReportPlan::number(const SubjectKey& subject,
                                                   std::string_view attribute) const
{
    constexpr double kSaysNothing = 1000;
    const FactView* own = view(subject, attribute);
    if (own == nullptr || (own->resolution.knowing != Knowing::Known && !own->computed)) {
        return std::nullopt;
    }
    const auto* measure = std::get_if<Measure>(&own->resolution.value);
    return measure != nullptr && measure->high <= kSaysNothing * measure->low
               ? std::optional(Interval<double>(measure->low, measure->high))
               : std::nullopt;
}

std::string ReportPlan::subjects(std::size_t index) const
{
    constexpr std::size_t kMostLetters = 90;
    std::vector<std::string> titles;
    for (const std::size_t twin : twins.at(index)) {
        const std::string title = shortened(subject(result().findings[twin].subject), kMostLetters);
        if (std::find(titles.begin(), titles.end(), title) == titles.end()) {
            titles.push_back(title);
        }
    }
    return join(titles, "; ");
}

std::string ReportPlan::findingId(std::size_t index) const
{
    const auto found = numbers.find(index);
    return found == numbers.end() || !findingCards ? ""
                                                   : "finding-" + std::to_string(found->second);
}

std::string ReportPlan::findingNumber(std::size_t index) const
{
    const auto found = numbers.find(index);
    return found == numbers.end() ? "" : "F" + std::to_string(found->second);
}

std::optional<std::size_t> ReportPlan::findingOf(std::string_view rule,
                                                 const std::optional<SubjectKey>& subject) const
{
    for (const auto& [index, number] : numbers) {
        const Finding& finding = input.assessment.findings[index];
        if (finding.rule->id == rule && subject && finding.subject == *subject) {
            return index;
        }
    }
    return std::nullopt;
}

std::string conditionVerb(Condition::Kind kind)
{
    switch (kind) {
    case Condition::Kind::ClearGate:
        return "Clear";
    case Condition::Kind::SettleGate:
        return "Find out";
    case Condition::Kind::MeasureClaim:
        return "Prove";
    case Condition::Kind::ResolveContradiction:
        return "Resolve";
    case Condition::Kind::RepairRule:
        return "Repair rule";
    case Condition::Kind::RaiseScore:
        return "Raise";
    }
    return "";
}

std::string conditionTitle(const Condition& condition, const ReportPlan& plan)
{
    if (condition.kind == Condition::Kind::ResolveContradiction && condition.fact) {
        return "contradiction: " +
               factTitle(*condition.fact, plan.input.knowledge, plan.input.facts);
    }
    const Rule* rule = plan.input.knowledge.findRule(condition.rule);
    if (condition.kind == Condition::Kind::RaiseScore || rule == nullptr) {
        return condition.text;
    }
    return rule->title;
}

std::string conditionText(const Condition& condition, const ReportPlan& plan)
{
    std::string title = conditionTitle(condition, plan);
    if (condition.kind == Condition::Kind::RaiseScore) {
        return title;
    }
    const bool fact = condition.kind == Condition::Kind::ResolveContradiction;
    const std::string about =
        condition.subject && !fact ? " (" + plan.subject(*condition.subject) + ")" : "";
    return conditionVerb(condition.kind) + (fact ? " the " : ": ") + title + about;
}

std::vector<MergedCondition> mergedConditions(const ReportPlan& plan)
{
    const auto same = [](const Condition& a, const Condition& b) {
        return a.kind == b.kind && a.rule == b.rule && a.subject == b.subject && a.fact == b.fact &&
               a.text == b.text;
    };
    std::vector<MergedCondition> merged;
    for (const WorkloadScore& workload : plan.result().workloads) {
        for (const Condition& condition : workload.conditions) {
            const auto found =
                std::find_if(merged.begin(), merged.end(), [&](const MergedCondition& known) {
                    return same(known.condition, condition);
                });
            if (found != merged.end()) {
                found->workloads.push_back(workload.title);
            } else {
                merged.push_back({condition, {workload.title}});
            }
        }
    }
    const auto rank = [&](const MergedCondition& item) {
        const auto index = plan.findingOf(item.condition.rule, item.condition.subject);
        const std::size_t number = index ? plan.numbers.at(*index) : plan.findings.size() + 1;
        return std::pair(static_cast<int>(item.condition.kind), number);
    };
    std::stable_sort(merged.begin(), merged.end(), [&](const auto& a, const auto& b) {
        return rank(a) < rank(b);
    });
    return merged;
}

} // namespace netready
