// SPDX-License-Identifier: Apache-2.0
#include "shipped_packs.h"

#include "core/assessment/assessment.h"
#include "core/assessment/disagreement.h"

#include <algorithm>

#include "tests/support/catch.h"

using namespace netready;

namespace {

/// A leaf-spine with 48 × 25 Gb/s down and 4 × 100 Gb/s up, documented: 3:1.
FactBase threeToOne(const Knowledge& knowledge)
{
    FactBase facts;
    facts.load(Subject{{"fabric", "main"}, "Main"});
    for (const auto& [name, text] : {std::pair("leaf_count", "16"),
                                     std::pair("leaf_downlinks", "48"),
                                     std::pair("leaf_downlink_speed", "25 Gb/s"),
                                     std::pair("leaf_uplinks", "4"),
                                     std::pair("leaf_uplink_speed", "100 Gb/s")}) {
        const std::string id = std::string("fabric.") + name;
        Fact fact;
        fact.value = parseValue(knowledge.attribute(id), text);
        fact.origin = Origin::Documented;
        facts.load({{"fabric", "main"}, id}, {fact});
    }
    return facts;
}

void claim(FactBase& facts,
           const Knowledge& knowledge,
           const std::string& id,
           const std::string& text)
{
    Fact fact;
    fact.value = parseValue(knowledge.attribute(id), text);
    facts.load({{"fabric", "main"}, id}, {fact});
}

} // namespace

TEST_CASE("a claim against a computed value contradicts, whatever its type", "[assessment]")
{
    const auto knowledge = shippedPacks();
    const auto contradictions = [&](const std::string& id, const std::string& text) {
        FactBase facts = threeToOne(*knowledge);
        claim(facts, *knowledge, id, text);
        return assess(knowledge, facts).contradictions;
    };
    CHECK(contradictions("fabric.oversubscription", "3:1").empty());
    CHECK(contradictions("fabric.oversubscription", "1:1").size() == 1);
    CHECK(contradictions("fabric.non_blocking", "no").empty());
    const std::vector<Contradiction> wrong = contradictions("fabric.non_blocking", "yes");
    REQUIRE(wrong.size() == 1);
    CHECK(wrong[0].used.value == Value(false));
    CHECK(wrong[0].against.value == Value(true));
    FactBase measured = threeToOne(*knowledge);
    claim(measured, *knowledge, "fabric.oversubscription", "1:1");
    std::vector<Fact> facts = measured.facts({{"fabric", "main"}, "fabric.oversubscription"});
    facts[0].origin = Origin::Measured;
    measured.load({{"fabric", "main"}, "fabric.oversubscription"}, facts);
    const std::vector<Contradiction> byFormula = assess(knowledge, measured).contradictions;
    REQUIRE_FALSE(byFormula.empty());
    CHECK(byFormula[0].used.origin == Origin::Measured);
    CHECK(byFormula[0].against.author == "computed");
    CHECK(contradictions("fabric.server_ports", "768").empty());
    CHECK(contradictions("fabric.server_ports", "2000").size() == 1);
}

TEST_CASE("what nobody answered reads not known, a range that people gave reads as the range",
          "[assessment]")
{
    const auto knowledge = shippedPacks();
    const auto text = [&](const FactBase& facts) {
        const Assessment assessment = assess(knowledge, facts);
        const auto found = std::find_if(
            assessment.findings.begin(), assessment.findings.end(), [](const Finding& finding) {
                return finding.rule->id == "general-fabric-oversubscription";
            });
        REQUIRE(found != assessment.findings.end());
        return found->text;
    };
    FactBase facts = threeToOne(*knowledge);
    claim(facts, *knowledge, "fabric.role", "general");
    CHECK(text(facts).find("3:1.") != std::string::npos);
    claim(facts, *knowledge, "fabric.leaf_uplinks", "4..8");
    CHECK(text(facts).find("1.5:1–3:1") != std::string::npos);
    facts.load({{"fabric", "main"}, "fabric.leaf_uplinks"}, {});
    CHECK(text(facts).find("not known") != std::string::npos);
}

TEST_CASE("no finding of an empty client prints a number that nobody gave", "[assessment]")
{
    const auto knowledge = shippedPacks();
    FactBase facts;
    facts.load(Subject{{"workload", "w"}, "W"});
    for (const Finding& finding : assess(knowledge, facts).findings) {
        if (finding.status != Status::NotApplicable) {
            INFO(finding.rule->id << ": " << finding.text);
            CHECK((finding.rule->found.parts.size() < 2 ||
                   finding.text.find("not known") != std::string::npos));
        }
    }
}

TEST_CASE("limits of an attribute come from rules that judge its value as it stands",
          "[assessment]")
{
    const auto knowledge = shippedPacks();
    const auto ids = [&](const char* attribute) {
        std::vector<std::string> found;
        for (const Rule* rule : rulesOnValue(*knowledge, knowledge->attribute(attribute))) {
            found.push_back(rule->id);
        }
        return found;
    };
    CHECK(ids("fabric.goodput") == std::vector<std::string>{"goodput-under-loss"});
    CHECK(ids("fabric.rdma_drops").empty()); // judged against a tolerance
}

TEST_CASE("answers that differ matter if some finding depends on who is right", "[assessment]")
{
    const auto knowledge = shippedPacks();
    const FactKey key{{"fabric", "main"}, "fabric.leaf_uplinks"};
    const auto said = [&](const char* first, const char* second) {
        FactBase facts = threeToOne(*knowledge);
        claim(facts, *knowledge, "fabric.role", "general");
        FactBase::Facts both(2);
        both[0].value = parseValue(knowledge->attribute(key.attribute), first);
        both[0].author = "Ada";
        both[1].value = parseValue(knowledge->attribute(key.attribute), second);
        both[1].author = "Ben";
        facts.load(key, both);
        return compareAnswers(knowledge, facts, key, {});
    };
    const Disagreement wide = said("1", "24");
    REQUIRE(wide.answers.size() == 2);
    CHECK(wide.answers[1].fact.author == "Ben");
    CHECK(wide.matters());
    REQUIRE(!wide.findings.empty());
    CHECK(wide.findings.front().status.size() == 2);
    CHECK_FALSE(said("4", "4").matters());
}

TEST_CASE("layers, seams and pillars are judged as workloads are", "[assessment]")
{
    const auto knowledge = shippedPacks();
    std::size_t judged = 0;
    for (const Template& start : knowledge->templates) {
        FactBase facts;
        facts.apply(editFor(start, *knowledge, "2026-10-20T09:00:00Z"));
        const Assessment result = assess(knowledge, facts);
        for (const TopicResult& topic : result.topics) {
            if (topic.topic->kind == TopicKind::Question ||
                topic.topic->kind == TopicKind::Mistake ||
                topic.state == TopicResult::State::NotApplicable) {
                continue;
            }
            INFO(start.id << ": " << topic.topic->id);
            ++judged;
            const auto any = [&](const auto& is) {
                return std::any_of(topic.findings.begin(),
                                   topic.findings.end(),
                                   [&](std::size_t i) { return is(result.findings[i]); });
            };
            const bool blocked = any([](const Finding& finding) {
                return finding.gate == GateState::Fails && finding.rule->gate == Gate::Blocker;
            });
            CHECK(topic.score.low <= topic.score.high);
            CHECK((topic.verdict.verdict == Verdict::NotReady) ==
                  (blocked || topic.score.high < kNotReadyBelow));
            CHECK((!blocked || topic.score.high < kNotReadyBelow));
            CHECK((topic.verdict.verdict != Verdict::Ready ||
                   (topic.score.low >= kReadyFrom && !any([](const Finding& finding) {
                        return finding.gate == GateState::PassesOnClaims;
                    }))));
        }
    }
    CHECK(judged > 30);
}
