// SPDX-License-Identifier: Apache-2.0
#include "core/assessment/assessment.h"

#include "random_client.h"
#include "tests/support/catch.h"

using namespace netready;

namespace {

void checkEqual(const Assessment& a, const Assessment& b)
{
    REQUIRE(a.site.score == b.site.score);
    REQUIRE(a.site.verdict == b.site.verdict);
    REQUIRE(a.site.band == b.site.band);
    REQUIRE(a.coverage == b.coverage);
    REQUIRE(a.findings.size() == b.findings.size());
    for (std::size_t i = 0; i < a.findings.size(); ++i) {
        const Finding& x = a.findings[i];
        const Finding& y = b.findings[i];
        REQUIRE(x.rule == y.rule);
        REQUIRE(x.subject == y.subject);
        REQUIRE(x.status == y.status);
        REQUIRE(x.score == y.score);
        REQUIRE(x.uncredited == y.uncredited);
        REQUIRE(x.gate == y.gate);
        REQUIRE(x.missing == y.missing);
        REQUIRE(x.contradicted == y.contradicted);
        REQUIRE(x.text == y.text);
    }
    REQUIRE(a.workloads.size() == b.workloads.size());
    for (std::size_t w = 0; w < a.workloads.size(); ++w) {
        REQUIRE(a.workloads[w].score == b.workloads[w].score);
        REQUIRE(a.workloads[w].verdict == b.workloads[w].verdict);
        REQUIRE(a.workloads[w].missing == b.workloads[w].missing);
        REQUIRE(a.workloads[w].mustRun == b.workloads[w].mustRun);
    }
    for (std::size_t d = 0; d < a.dimensions.size(); ++d) {
        REQUIRE(a.dimensions[d].applies == b.dimensions[d].applies);
        REQUIRE(a.dimensions[d].score == b.dimensions[d].score);
    }
    REQUIRE(a.contradictions.size() == b.contradictions.size());
}

} // namespace

TEST_CASE("after any sequence of edits and undos the live assessment equals a fresh one",
          "[assessment]")
{
    std::mt19937 random(21);
    for (int round = 0; round < 15; ++round) {
        const auto knowledge = randomKnowledge(random, 8);
        FactBase facts = randomClient(random, *knowledge, 0.5);
        LiveAssessment live(knowledge, facts);
        std::vector<Edit> done;
        for (int step = 0; step < 40; ++step) {
            const bool undo = !done.empty() && random() % 4 == 0;
            const Edit edit = undo ? inverse(done.back()) : randomEdit(random, *knowledge, facts);
            facts.apply(edit);
            live.update(edit);
            if (undo) {
                done.pop_back();
            } else {
                done.push_back(edit);
            }
            checkEqual(live.result(), assess(knowledge, facts));
        }
    }
}

TEST_CASE("ranking questions leaves the assessment as it was", "[assessment]")
{
    std::mt19937 random(22);
    for (int round = 0; round < 20; ++round) {
        const auto knowledge = randomKnowledge(random, 8);
        const FactBase facts = randomClient(random, *knowledge, 0.4);
        LiveAssessment live(knowledge, facts);
        const std::vector<RankedQuestion> ranked = live.rankQuestions();
        checkEqual(live.result(), assess(knowledge, facts));
        for (const RankedQuestion& item : ranked) {
            REQUIRE(item.gain >= 0);
            REQUIRE(item.points >= 0);
            REQUIRE(facts.facts(item.key).empty());
        }
    }
}

TEST_CASE("questions that are never open are not ranked", "[assessment]")
{
    std::mt19937 random(23);
    const auto knowledge = randomKnowledge(random, 8);
    FactBase facts = randomClient(random, *knowledge, 1);
    LiveAssessment live(knowledge, facts);
    for (const RankedQuestion& item : live.rankQuestions()) {
        // Only a fact that was given as "not known" or that nobody gave can be open.
        CHECK(item.gain >= 0);
        CHECK((facts.facts(item.key).empty() ||
               std::holds_alternative<NotKnown>(facts.facts(item.key)[0].value)));
    }
}

TEST_CASE(
    "an explanation exists for every finding and ends in inputs, constants or what is missing",
    "[assessment]")
{
    std::mt19937 random(24);
    const auto knowledge = randomKnowledge(random, 12);
    const FactBase facts = randomClient(random, *knowledge, 0.6);
    const LiveAssessment live(knowledge, facts);
    const Assessment assessment = live.result();
    for (const Finding& finding : assessment.findings) {
        const ExplanationNode node = explain(live, finding.rule->id, finding.subject);
        CHECK(node.kind == ExplanationNode::Kind::Finding);
        CHECK(node.value.find(std::string(toString(finding.status))) == 0);
        CHECK_FALSE(node.parts.empty());
    }
    CHECK_THROWS_AS(explain(live, "no-such-rule", SubjectKey{"site", "main"}), Error);
    Finding stranger = assessment.findings.front();
    stranger.subject = {"site", "elsewhere"};
    CHECK_THROWS_AS(explain(live, stranger), Error);
}

TEST_CASE("the points of a finding are those of its judged value on the curve", "[assessment]")
{
    std::mt19937 random(25);
    const auto knowledge = randomKnowledge(random, 12);
    const FactBase facts = randomClient(random, *knowledge, 0.6);
    const LiveAssessment live(knowledge, facts);
    const Assessment assessment = live.result();
    for (const Finding& finding : assessment.findings) {
        const std::optional<Measure> value = judgedValue(live, finding);
        CHECK((finding.rule->curve || !value));
        if (value) {
            const double a = points(*finding.rule->curve, value->low);
            const double b = points(*finding.rule->curve, value->high);
            CHECK(finding.uncredited == ScoreRange{std::min(a, b), std::max(a, b)});
        }
    }
}
