// SPDX-License-Identifier: Apache-2.0
#include "core/assessment/remedies.h"

#include <algorithm>

#include "shipped_packs.h"
#include "tests/support/catch.h"

using namespace netready;

namespace {

FactBase exampleFacts()
{
    FactBase facts;
    facts.apply(editFor(*shippedPacks()->findTemplate("brownfield-enterprise"),
                        *shippedPacks(),
                        "2026-11-25T08:30:00Z"));
    return facts;
}

} // namespace

TEST_CASE("a remedy is about findings that fail or are open, of rules that it remedies",
          "[assessment]")
{
    const FactBase facts = exampleFacts();
    const LiveAssessment live(shippedPacks(), facts);
    const std::vector<Finding> findings = live.result().findings;
    const std::vector<Remedy> all = remedies(live, findings);
    REQUIRE_FALSE(all.empty());
    for (const Remedy& remedy : all) {
        CHECK_FALSE((remedy.fails.empty() && remedy.open.empty()));
        CHECK(remedy.applies != Truth::False);
        const auto& ids = remedy.action->remedies;
        for (const std::size_t index : remedy.fails) {
            CHECK(std::find(ids.begin(), ids.end(), findings[index].rule->id) != ids.end());
            CHECK((findings[index].status == Status::Fail ||
                   findings[index].status == Status::Partial));
        }
        for (const std::size_t index : remedy.open) {
            CHECK(findings[index].status == Status::Unknown);
        }
    }
    CHECK(std::is_sorted(all.begin(), all.end(), [](const Remedy& a, const Remedy& b) {
        return a.action->step < b.action->step;
    }));
}

TEST_CASE("a waived finding asks for no remedy", "[assessment]")
{
    FactBase facts = exampleFacts();
    const std::int32_t today = parseDay("2026-11-25");
    AssessOptions options;
    options.today = today;
    const LiveAssessment before(shippedPacks(), facts, options);
    const Assessment assessed = before.result();
    const std::vector<Remedy> all = remedies(before, assessed.findings);
    const auto failing = std::find_if(
        all.begin(), all.end(), [](const Remedy& remedy) { return !remedy.fails.empty(); });
    REQUIRE(failing != all.end());
    const Finding& finding = assessed.findings[failing->fails.front()];
    Waiver waiver;
    waiver.rule = finding.rule->id;
    waiver.subject = finding.subject;
    waiver.reason = "accepted";
    waiver.granted = today;
    waiver.expires = today + 30;
    facts.load(waiver);
    const LiveAssessment after(shippedPacks(), facts, options);
    for (const Remedy& remedy : remedies(after, after.result().findings)) {
        for (const std::size_t index : remedy.fails) {
            const Finding& other = assessed.findings[index];
            CHECK_FALSE((other.rule == finding.rule && other.subject == finding.subject));
        }
    }
}

TEST_CASE("an estimate by a formula is not known while what it reads is not", "[assessment]")
{
    FactBase facts;
    facts.load(Subject{{"organisation", "main"}, "Main"});
    facts.load(Subject{{"site", "main"}, "Site"});
    facts.load(Subject{{"fabric", "f"}, "F"});
    const auto check = [&](bool isKnown) {
        const LiveAssessment live(shippedPacks(), facts);
        int seen = 0;
        for (const Remedy& remedy : remedies(live, live.result().findings)) {
            const Estimate& cost = remedy.action->cost;
            const bool readsOnlyLeaves = !cost.low.empty() && cost.low.reads().size() == 1 &&
                                         cost.high.reads() == cost.low.reads() &&
                                         cost.low.source().starts_with("double(fabric.leaf_count)");
            if (readsOnlyLeaves) {
                CHECK(remedy.cost.has_value() == isKnown);
                ++seen;
            }
        }
        CHECK(seen > 0);
    };
    check(false);
    Fact fact;
    fact.value = parseValue(shippedPacks()->attribute("fabric.leaf_count"), "8");
    facts.load({{"fabric", "f"}, "fabric.leaf_count"}, {fact});
    check(true);
}
