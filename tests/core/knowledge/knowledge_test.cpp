// SPDX-License-Identifier: Apache-2.0
#include "core/knowledge/knowledge.h"

#include "core/knowledge/version.h"
#include "core/knowledge/words.h"

#include "tests/core/knowledge/pack_files.h"
#include "tests/support/catch.h"

using namespace netready;
using namespace netready::testing;

TEST_CASE("lookups find what is there and nothing else", "[knowledge]")
{
    const auto knowledge = loadKnowledge(minimalPack()).knowledge;
    REQUIRE(knowledge);
    for (const Attribute& attribute : knowledge->attributes) {
        CHECK(knowledge->findAttribute(attribute.id) == &attribute);
    }
    for (const Rule& rule : knowledge->rules) {
        CHECK(knowledge->findRule(rule.id) == &rule);
    }
    CHECK(knowledge->findAttribute("fabric.speed") == nullptr);
    CHECK(knowledge->findAttribute("") == nullptr);
    CHECK(knowledge->findRule("zzz") == nullptr);
    CHECK(knowledge->findSource("example-guide")->year == 2024);
    CHECK(knowledge->findSource("nothing") == nullptr);
    CHECK(knowledge->findClass("training")->weights.at("bandwidth") == 2);
    CHECK(knowledge->findClass("serving")->weights.empty());
    CHECK(knowledge->findTemplate("small-site")->title == "One fabric");
    CHECK(knowledge->questionFor("fabric.oversubscription") == nullptr);
    CHECK(knowledge->findKind("sites") == nullptr);
}

TEST_CASE("an attribute that does not exist names the nearest of its kind", "[knowledge]")
{
    const auto knowledge = loadKnowledge(minimalPack()).knowledge;
    REQUIRE(knowledge);
    CHECK(knowledge->attribute("fabric.role").title == "Purpose of the fabric");
    try {
        (void)knowledge->attribute("fabric.port_sped");
        FAIL("no error");
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::NotFound);
        CHECK(error.message() == "there is no attribute \"fabric.port_sped\"; did you mean "
                                 "\"fabric.port_speed\"?");
    }
    CHECK_THROWS_AS(knowledge->attribute("nothing-like-it"), Error);
}

TEST_CASE("a template fills an empty client file", "[knowledge]")
{
    const auto knowledge = loadKnowledge(minimalPack()).knowledge;
    REQUIRE(knowledge);
    const Template& start = *knowledge->findTemplate("small-site");
    FactBase base;
    base.apply(editFor(start, *knowledge, "2026-01-02T03:04:05Z"));
    CHECK(base.subjects().size() == 3);
    CHECK(base.subjects().at({"workload", "chat"}).title == "Chat assistant");
    CHECK(base.factCount() == 7);
    const FactBase::Facts& speeds = base.facts(FactKey::parse("fabric/leaf-spine.port_speed"));
    REQUIRE(speeds.size() == 2);
    CHECK(speeds[0].origin == Origin::Documented);
    CHECK(speeds[0].author == "as-built plan");
    CHECK(speeds[0].note == "page 3");
    CHECK(speeds[0].time == "2026-01-02T03:04:05Z");
    CHECK(speeds[1].author == "network lead");
    const Fact& owner = base.facts(FactKey::parse("workload/chat.owner")).at(0);
    CHECK(std::holds_alternative<NotKnown>(owner.value));
    CHECK(owner.evidence == "minutes of the workshop");
    CHECK(toString(base.facts(FactKey::parse("site/main.encryption")).at(0).value) ==
          "[macsec, ipsec?]");
}

TEST_CASE("a template that names no site still gets the only one", "[knowledge]")
{
    const auto knowledge = loadKnowledge(minimalPack()).knowledge;
    REQUIRE(knowledge);
    Template start;
    start.id = "empty";
    FactBase base;
    base.apply(editFor(start, *knowledge, ""));
    REQUIRE(base.subjects().size() == 1);
    CHECK(base.subjects().begin()->second.title == "Site");
}

TEST_CASE("words and enum values go both ways", "[knowledge]")
{
    CHECK(toString(SourceStatus::VendorClaim) == "vendor-claim");
    CHECK(toString(Depth::Full) == "full");
    CHECK(toString(Severity::Critical) == "critical");
    CHECK(toString(Gate::Blocker) == "blocker");
    CHECK(toString(Effort::Months) == "months");
    CHECK(toString(CostClass::None) == "none");
    for (const auto& word : kSeverityWords) {
        CHECK(valueOf(kSeverityWords, word.text) == word.value);
        CHECK(word.meaning.ends_with('.'));
    }
    CHECK_FALSE(valueOf(kSeverityWords, "grave"));
    for (const std::string_view text : kAttributeTypeTexts) {
        CHECK(attributeTypeFromText(text));
    }
    for (const std::string_view text : kOriginTexts) {
        CHECK(originFromText(text));
    }
}

TEST_CASE("versions are three numbers and compare by them", "[knowledge]")
{
    CHECK(versionFromText("1.10.2") > versionFromText("1.9.30"));
    CHECK(toString(*versionFromText("2026.1.0")) == "2026.1.0");
    for (const std::string_view text :
         {"", "1", "1.0", "1.0.0.0", "1.0.x", "1.-1.0", "v1.0.0", "1..0"}) {
        CHECK_FALSE(versionFromText(text));
    }
    CHECK(engineVersion() >= Version{0, 1, 0});
}
