// SPDX-License-Identifier: Apache-2.0
#include "reports/json/assessment_json.h"

#include <cmath>

namespace netready {

namespace {

using Json = nlohmann::ordered_json;

/// Rounds for print; whole numbers are written without a point.
Json rounded(double value, double steps)
{
    if (!std::isfinite(value)) {
        return nullptr;
    }
    const double result = std::round(value * steps) / steps;
    if (result == std::floor(result)) {
        return static_cast<std::int64_t>(result);
    }
    return result;
}

Json points(double score)
{
    constexpr double kHundred = 100;
    return rounded(score * kHundred, kHundred);
}

Json share(double value)
{
    constexpr double kTenThousand = 10000;
    return rounded(value, kTenThousand);
}

Json keys(const std::vector<FactKey>& facts)
{
    Json list = Json::array();
    for (const FactKey& key : facts) {
        list.push_back(key.text());
    }
    return list;
}

std::string_view appliesText(Truth truth)
{
    switch (truth) {
    case Truth::True:
        return "yes";
    case Truth::False:
        return "no";
    case Truth::Open:
        break;
    }
    return "open";
}

Json siteJson(const Assessment::Site& site)
{
    Json json;
    json["verdict"] = toString(site.verdict.verdict);
    json["low"] = points(site.score.low);
    json["high"] = points(site.score.high);
    json["band"] = site.band;
    json["settled"] = site.verdict.settled;
    json["must_run"] = site.mustRun;
    Json counts = Json::object();
    for (const Verdict verdict :
         {Verdict::NotReady, Verdict::CannotTell, Verdict::ReadyIf, Verdict::Ready}) {
        counts[std::string(toString(verdict))] =
            site.workloadsByVerdict[static_cast<std::size_t>(verdict)];
    }
    json["workloads"] = counts;
    json["decided_by"] = site.decidedBy;
    return json;
}

Json dimensionJson(const DimensionScore& dimension)
{
    Json json;
    json["dimension"] = dimension.dimension->id;
    json["title"] = dimension.dimension->title;
    json["applies"] = appliesText(dimension.applies);
    const bool counts = dimension.applies != Truth::False;
    json["low"] = counts ? points(dimension.score.low) : Json();
    json["high"] = counts ? points(dimension.score.high) : Json();
    json["band"] = counts ? Json(band(dimension.score)) : Json();
    json["coverage"] = share(dimension.coverage);
    json["blockers"] = dimension.blockers;
    json["majors"] = dimension.majors;
    json["may_fail"] = dimension.mayBlock;
    return json;
}

Json conditionJson(const Condition& condition)
{
    Json json;
    json["kind"] = toString(condition.kind);
    json["rule"] = condition.rule;
    json["subject"] = condition.subject ? Json(condition.subject->text()) : Json();
    json["fact"] = condition.fact ? Json(condition.fact->text()) : Json();
    json["text"] = condition.text;
    return json;
}

Json workloadJson(const Assessment& assessment, const WorkloadScore& workload)
{
    Json json;
    json["workload"] = workload.subject.text();
    json["title"] = workload.title;
    json["class"] = workload.workloadClass;
    json["must_run"] = appliesText(workload.mustRun);
    json["verdict"] = toString(workload.verdict.verdict);
    json["low"] = points(workload.score.low);
    json["high"] = points(workload.score.high);
    json["band"] = band(workload.score);
    json["settled"] = workload.verdict.settled;
    json["uncapped"] = {{"low", points(workload.uncapped.low)},
                        {"high", points(workload.uncapped.high)}};
    json["gate"] = toString(workload.capHigh);
    json["gate_possible"] = toString(workload.capLow);
    json["coverage"] = share(workload.coverage);
    json["dimensions"] = Json::array();
    for (const DimensionScore& dimension : workload.dimensions) {
        json["dimensions"].push_back(dimensionJson(dimension));
    }
    json["conditions"] = Json::array();
    for (const Condition& condition : workload.conditions) {
        json["conditions"].push_back(conditionJson(condition));
    }
    json["missing"] = keys(missingOf(assessment, workload));
    return json;
}

Json findingJson(const Finding& finding)
{
    Json json;
    json["rule"] = finding.rule->id;
    json["subject"] = finding.subject.text();
    json["status"] = toString(finding.status);
    json["low"] = points(finding.score.low);
    json["high"] = points(finding.score.high);
    json["gate"] = toString(finding.rule->gate);
    json["missing"] = keys(finding.missing);
    json["title"] = finding.rule->title;
    json["dimension"] = finding.rule->dimension;
    json["severity"] = toString(finding.rule->severity);
    json["gate_state"] = toString(finding.gate);
    json["waiver"] = toString(finding.waiver);
    json["origin"] = finding.weakest ? Json(toString(*finding.weakest)) : Json();
    json["contradicted"] = keys(finding.contradicted);
    json["text"] = finding.text;
    json["problem"] = finding.problem;
    return json;
}

std::string_view kindText(ExplanationNode::Kind kind)
{
    switch (kind) {
    case ExplanationNode::Kind::Finding:
        return "finding";
    case ExplanationNode::Kind::Score:
        return "score";
    case ExplanationNode::Kind::Applies:
        return "applies";
    case ExplanationNode::Kind::Formula:
        return "formula";
    case ExplanationNode::Kind::Input:
        return "input";
    case ExplanationNode::Kind::Constant:
        return "constant";
    case ExplanationNode::Kind::Threshold:
        return "threshold";
    case ExplanationNode::Kind::Source:
        return "source";
    case ExplanationNode::Kind::Missing:
        return "missing";
    case ExplanationNode::Kind::Problem:
        return "problem";
    }
    return "";
}

Json topicJson(const TopicResult& topic)
{
    const bool answered = topic.state == TopicResult::State::Answered;
    const TopicKind kind = topic.topic->kind;
    const bool judged = answered && kind != TopicKind::Question && kind != TopicKind::Mistake;
    return {{"topic", topic.topic->id},
            {"title", topic.topic->title},
            {"kind", toString(topic.topic->kind)},
            {"state", toString(topic.state)},
            {"low", answered ? points(topic.score.low) : Json()},
            {"high", answered ? points(topic.score.high) : Json()},
            {"verdict", judged ? Json(toString(topic.verdict.verdict)) : Json()}};
}

} // namespace

Json assessmentJson(const Assessment& assessment)
{
    Json json;
    json["site"] = siteJson(assessment.site);
    for (const char* name : {"workloads", "dimensions", "findings"}) {
        json[name] = Json::array();
    }
    for (const WorkloadScore& workload : assessment.workloads) {
        json["workloads"].push_back(workloadJson(assessment, workload));
    }
    for (const DimensionScore& dimension : assessment.dimensions) {
        json["dimensions"].push_back(dimensionJson(dimension));
    }
    for (const Finding& finding : assessment.findings) {
        json["findings"].push_back(findingJson(finding));
    }
    json["coverage"] = share(assessment.coverage);
    json["packs"] = Json::array();
    for (const Pack& pack : assessment.packs) {
        json["packs"].push_back(
            {{"pack", pack.id}, {"version", pack.version}, {"digest", pack.digest}});
    }
    json["evidence"] = {{"assumed_or_stated", share(assessment.evidence.assumedOrStated)},
                        {"documented_or_observed", share(assessment.evidence.documentedOrObserved)},
                        {"imported_or_measured", share(assessment.evidence.importedOrMeasured)}};
    json["counts"] = {{"blockers", assessment.blockers},
                      {"majors", assessment.majors},
                      {"waived", assessment.waived},
                      {"expired_waivers", assessment.expiredWaivers},
                      {"stale_waivers", assessment.staleWaivers},
                      {"not_applicable", assessment.notApplicable},
                      {"broken", assessment.broken}};
    json["contradictions"] = Json::array();
    for (const Contradiction& contradiction : assessment.contradictions) {
        json["contradictions"].push_back(
            {{"fact", contradiction.key.text()},
             {"used", toString(contradiction.used.value)},
             {"used_origin", toString(contradiction.used.origin)},
             {"against", toString(contradiction.against.value)},
             {"against_origin", toString(contradiction.against.origin)}});
    }
    json["levers"] = Json::array();
    for (const Lever& lever : assessment.levers) {
        const Finding& finding = assessment.findings[lever.finding];
        json["levers"].push_back({{"rule", finding.rule->id},
                                  {"subject", finding.subject.text()},
                                  {"site_low", points(lever.siteScore.low)},
                                  {"site_high", points(lever.siteScore.high)}});
    }
    json["topics"] = Json::array();
    for (const TopicResult& topic : assessment.topics) {
        json["topics"].push_back(topicJson(topic));
    }
    return json;
}

Json explanationJson(const ExplanationNode& node)
{
    Json json;
    json["kind"] = kindText(node.kind);
    json["label"] = node.label;
    const auto add = [&](const char* name, const std::string& text) {
        if (!text.empty()) {
            json[name] = text;
        }
    };
    add("value", node.value);
    add("origin", node.origin);
    add("from", node.from);
    add("fact", node.key ? node.key->text() : "");
    if (!node.parts.empty()) {
        json["parts"] = Json::array();
        for (const ExplanationNode& part : node.parts) {
            json["parts"].push_back(explanationJson(part));
        }
    }
    return json;
}

Json questionsJson(const std::vector<RankedQuestion>& questions)
{
    constexpr double kHundredths = 100;
    Json list = Json::array();
    for (const RankedQuestion& ranked : questions) {
        Json json;
        json["fact"] = ranked.key.text();
        json["question"] = ranked.question == nullptr ? Json() : Json(ranked.question->text);
        json["role"] = ranked.question == nullptr ? Json() : Json(ranked.question->role);
        json["where"] = ranked.question == nullptr ? Json() : Json(ranked.question->placeOfAnswer);
        json["points"] = rounded(ranked.points, kHundredths);
        json["decides_gate"] = ranked.decidesGate;
        json["decides_verdict"] = ranked.decidesVerdict;
        json["findings"] = ranked.findings;
        list.push_back(json);
    }
    return list;
}

} // namespace netready
