// SPDX-License-Identifier: Apache-2.0
#include "core/assessment/topics.h"

#include "core/assessment/score.h"

#include <algorithm>
#include <unordered_map>

namespace netready {

namespace {

/// By rule, the topics that name it.
std::unordered_map<const Rule*, std::vector<std::size_t>> topicsByRule(const Knowledge& knowledge)
{
    std::unordered_map<const Rule*, std::vector<std::size_t>> topics;
    for (std::size_t t = 0; t < knowledge.topics.size(); ++t) {
        for (const std::string& id : knowledge.topics[t].rules) {
            topics[knowledge.findRule(id)].push_back(t);
        }
    }
    return topics;
}

void answer(TopicResult& result, std::span<const Finding> findings)
{
    std::vector<Weighted> entries;
    for (const std::size_t index : result.findings) {
        const Finding& finding = findings[index];
        entries.push_back({finding.score, finding.rule->weight, finding.applies});
    }
    const std::optional<MeanBounds> mean = weightedMean(entries);
    if (mean) {
        result.state = TopicResult::State::Answered;
        result.score = mean->score;
    }
}

/// The same as for a workload: gates cap both ends, and decide with the range.
void judge(TopicResult& result, std::span<const Finding> findings)
{
    answer(result, findings);
    VerdictInput input;
    input.open = false;
    Gate low = Gate::None;
    Gate high = Gate::None;
    for (const std::size_t index : result.findings) {
        const Finding& finding = findings[index];
        const Gate gate = finding.rule->gate;
        const bool fails = finding.gate == GateState::Fails;
        input.open = input.open || !finding.missing.empty();
        input.blockerFails = input.blockerFails || (fails && gate == Gate::Blocker);
        input.conditions = input.conditions || finding.gate == GateState::PassesOnClaims ||
                           !finding.contradicted.empty();
        if (fails) {
            high = std::max(high, gate);
        }
        if (fails || finding.gate == GateState::MayFail) {
            low = std::max(low, gate);
        }
    }
    result.score = {std::min(result.score.low, cap(low)), std::min(result.score.high, cap(high))};
    input.score = result.score;
    input.conditionsMayArise = input.open;
    result.verdict = verdictOf(input);
}

void detect(TopicResult& result, std::span<const Finding> findings)
{
    std::vector<std::size_t> sure;
    std::vector<std::size_t> perhaps;
    for (const std::size_t index : result.findings) {
        const Finding& finding = findings[index];
        // From the values alone: a claim that is only stated is no mistake.
        if (finding.uncredited.high < kMistakeBelow && finding.applies == Truth::True) {
            sure.push_back(index);
        } else if (finding.uncredited.low < kMistakeBelow) {
            perhaps.push_back(index);
        }
    }
    if (!sure.empty()) {
        result.state = TopicResult::State::Found;
        result.causes = std::move(sure);
    } else if (!perhaps.empty()) {
        result.state = TopicResult::State::Possible;
        result.causes = std::move(perhaps);
    } else if (!result.findings.empty()) {
        result.state = TopicResult::State::NotFound;
    }
}

} // namespace

std::vector<TopicResult> topicResults(const Knowledge& knowledge, std::span<const Finding> findings)
{
    std::vector<TopicResult> results(knowledge.topics.size());
    const auto topics = topicsByRule(knowledge);
    for (std::size_t i = 0; i < findings.size(); ++i) {
        const Status status = findings[i].status;
        const auto own = topics.find(findings[i].rule);
        if (own == topics.end() || status == Status::NotApplicable || status == Status::Broken) {
            continue;
        }
        for (const std::size_t topic : own->second) {
            results[topic].findings.push_back(i);
        }
    }
    for (std::size_t t = 0; t < results.size(); ++t) {
        results[t].topic = &knowledge.topics[t];
        switch (knowledge.topics[t].kind) {
        case TopicKind::Question:
            answer(results[t], findings);
            break;
        case TopicKind::Mistake:
            detect(results[t], findings);
            break;
        case TopicKind::Layer:
        case TopicKind::Seam:
        case TopicKind::Pillar:
            judge(results[t], findings);
            break;
        }
    }
    return results;
}

std::string_view toString(TopicResult::State state)
{
    switch (state) {
    case TopicResult::State::NotApplicable:
        return "not_applicable";
    case TopicResult::State::Answered:
        return "answered";
    case TopicResult::State::Found:
        return "found";
    case TopicResult::State::Possible:
        return "possible";
    case TopicResult::State::NotFound:
        return "not_found";
    }
    return "";
}

} // namespace netready
