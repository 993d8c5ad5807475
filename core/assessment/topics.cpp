// SPDX-License-Identifier: Apache-2.0
#include "core/assessment/topics.h"

#include "core/assessment/score.h"

#include <algorithm>

namespace netready {

namespace {

bool isOf(const Topic& topic, const Finding& finding)
{
    const bool counts = finding.status != Status::NotApplicable && finding.status != Status::Broken;
    return counts &&
           std::find(topic.rules.begin(), topic.rules.end(), finding.rule->id) != topic.rules.end();
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
    std::vector<TopicResult> results;
    for (const Topic& topic : knowledge.topics) {
        TopicResult& result = results.emplace_back();
        result.topic = &topic;
        for (std::size_t i = 0; i < findings.size(); ++i) {
            if (isOf(topic, findings[i])) {
                result.findings.push_back(i);
            }
        }
        if (topic.kind == TopicKind::Question) {
            answer(result, findings);
        } else {
            detect(result, findings);
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
