// SPDX-License-Identifier: Apache-2.0
#include "core/assessment/assessment.h"

#include "random_client.h"
#include "tests/core/assessment/shipped_packs.h"
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
        REQUIRE(missingOf(a, a.workloads[w]) == missingOf(b, b.workloads[w]));
        REQUIRE(a.workloads[w].mustRun == b.workloads[w].mustRun);
    }
    for (std::size_t d = 0; d < a.dimensions.size(); ++d) {
        REQUIRE(a.dimensions[d].applies == b.dimensions[d].applies);
        REQUIRE(a.dimensions[d].score == b.dimensions[d].score);
    }
    REQUIRE(a.contradictions.size() == b.contradictions.size());
}

/// Everything but the levers, which refresh() leaves out.
void checkAllEqual(const Assessment& a, const Assessment& b)
{
    checkEqual(a, b);
    for (std::size_t i = 0; i < a.findings.size(); ++i) {
        const Finding& x = a.findings[i];
        const Finding& y = b.findings[i];
        INFO(x.rule->id << " " << x.subject.text());
        REQUIRE(x.text == y.text);
        REQUIRE(x.problem == y.problem);
        REQUIRE(x.missing == y.missing);
        REQUIRE(x.contradicted == y.contradicted);
        REQUIRE(x.uncredited == y.uncredited);
        REQUIRE((x.gate == y.gate && x.waiver == y.waiver && x.weakest == y.weakest));
    }
    REQUIRE(a.workloads.size() == b.workloads.size());
    for (std::size_t w = 0; w < a.workloads.size(); ++w) {
        const WorkloadScore& x = a.workloads[w];
        const WorkloadScore& y = b.workloads[w];
        REQUIRE(x.title == y.title);
        REQUIRE(x.workloadClass == y.workloadClass);
        REQUIRE((x.mustRun == y.mustRun && x.verdict == y.verdict));
        REQUIRE((x.score == y.score && x.uncapped == y.uncapped));
        REQUIRE(x.coverage == y.coverage);
        REQUIRE(missingOf(a, x) == missingOf(b, y));
        REQUIRE(x.findings == y.findings);
        REQUIRE(x.conditions.size() == y.conditions.size());
        for (std::size_t c = 0; c < x.conditions.size(); ++c) {
            REQUIRE(x.conditions[c].text == y.conditions[c].text);
        }
        for (std::size_t d = 0; d < x.dimensions.size(); ++d) {
            REQUIRE(x.dimensions[d].score == y.dimensions[d].score);
            REQUIRE(x.dimensions[d].coverage == y.dimensions[d].coverage);
            REQUIRE(x.dimensions[d].weight == y.dimensions[d].weight);
            REQUIRE(x.dimensions[d].blockers == y.dimensions[d].blockers);
        }
    }
    for (std::size_t d = 0; d < a.dimensions.size(); ++d) {
        REQUIRE(a.dimensions[d].coverage == b.dimensions[d].coverage);
        REQUIRE(a.dimensions[d].mayBlock == b.dimensions[d].mayBlock);
    }
    for (std::size_t t = 0; t < a.topics.size(); ++t) {
        REQUIRE(a.topics[t].state == b.topics[t].state);
        REQUIRE(a.topics[t].findings == b.topics[t].findings);
        REQUIRE(a.topics[t].causes == b.topics[t].causes);
    }
    REQUIRE(a.site.verdict == b.site.verdict);
    REQUIRE(a.site.decidedBy == b.site.decidedBy);
    REQUIRE(a.coverage == b.coverage);
    REQUIRE((a.waived == b.waived && a.broken == b.broken && a.blockers == b.blockers));
    REQUIRE(a.packs.size() == b.packs.size());
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
        Assessment followed;
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
            const Assessment fresh = assess(knowledge, facts);
            live.refresh(followed);
            checkAllEqual(followed, fresh);
            if (step % 8 == 0) {
                checkAllEqual(live.result(), fresh);
            }
        }
    }
}

TEST_CASE("a result that is followed equals a fresh one with the packs of the program",
          "[assessment]")
{
    const auto knowledge = shippedPacks();
    FactBase facts;
    facts.apply(editFor(*knowledge->findTemplate("brownfield-enterprise"), *knowledge, ""));
    LiveAssessment live(knowledge, facts);
    Assessment followed = live.result();
    const std::vector<FactKey> keys = facts.keys();
    for (std::size_t i = 0; i < keys.size(); i += 9) {
        const FactsChange change{keys[i], facts.facts(keys[i]), {}};
        Edit edit;
        edit.changes.emplace_back(change);
        for (const Edit& step : {edit, inverse(edit)}) {
            facts.apply(step);
            live.update(step);
            live.refresh(followed);
            INFO(keys[i].text());
            checkAllEqual(followed, assess(knowledge, facts));
        }
    }
    Edit waive;
    const Finding& failing = followed.findings.front();
    waive.changes.emplace_back(RecordChange<Waiver>{
        {}, Waiver{failing.rule->id, failing.subject, "why", "who", 0, 100000, "", ""}});
    facts.apply(waive);
    live.update(waive);
    live.refresh(followed);
    checkAllEqual(followed, assess(knowledge, facts));
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
