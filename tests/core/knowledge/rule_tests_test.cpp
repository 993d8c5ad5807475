// SPDX-License-Identifier: Apache-2.0
#include "core/knowledge/knowledge.h"

#include <algorithm>

#include "tests/core/knowledge/pack_files.h"
#include "tests/support/catch.h"

using namespace netready;
using namespace netready::testing;

namespace {

const RuleTest& testOf(const Knowledge& knowledge, std::string_view rule, std::string_view name)
{
    const std::vector<RuleTest>& tests = knowledge.findRule(rule)->tests;
    const auto found = std::find_if(
        tests.begin(), tests.end(), [&](const RuleTest& test) { return test.name == name; });
    REQUIRE(found != tests.end());
    return *found;
}

std::vector<std::string> subjectsOf(const RuleTest& test)
{
    std::vector<std::string> keys;
    for (const Subject& subject : test.subjects) {
        keys.push_back(subject.key.text());
    }
    std::sort(keys.begin(), keys.end());
    return keys;
}

/// `kind/id.attribute = value (origin)`, sorted.
std::vector<std::string> factsOf(const RuleTest& test)
{
    std::vector<std::string> facts;
    for (const auto& [key, fact] : test.given) {
        facts.push_back(key.text() + " = " + toString(fact.value) + " (" +
                        std::string(toString(fact.origin)) + ")");
    }
    std::sort(facts.begin(), facts.end());
    return facts;
}

using Lines = std::vector<std::string>;

} // namespace

TEST_CASE("given facts are documented facts about the subject test", "[knowledge]")
{
    const auto knowledge = loadKnowledge(minimalPack()).knowledge;
    REQUIRE(knowledge);
    const RuleTest& test = testOf(*knowledge, "port-speed", "at the target");
    CHECK(subjectsOf(test) == Lines{"fabric/test", "site/main"});
    CHECK(factsOf(test) == Lines{"fabric/test.port_speed = 400 Gb/s (documented)",
                                 "fabric/test.role = accelerator (documented)"});
    CHECK(test.status == "pass");
    CHECK(test.score == std::pair(1.0, 1.0));
    CHECK_FALSE(test.missing);
    CHECK(toString(test.where) == "rules/port-speed.yaml:26:11");
}

TEST_CASE("the long form of a given fact has its own origin", "[knowledge]")
{
    const auto knowledge = loadKnowledge(minimalPack()).knowledge;
    REQUIRE(knowledge);
    const RuleTest& test = testOf(*knowledge, "port-speed", "a range");
    CHECK(factsOf(test) == Lines{"fabric/test.port_speed = 200..400 Gb/s (stated)",
                                 "fabric/test.role = accelerator (documented)"});
    CHECK(test.score == std::pair(0.5, 1.0));
    CHECK(test.missing == Lines{"fabric.port_speed"});
}

TEST_CASE("facts of a singleton kind are about main", "[knowledge]")
{
    const auto knowledge = loadKnowledge(minimalPack()).knowledge;
    REQUIRE(knowledge);
    const RuleTest& test = testOf(*knowledge, "encryption", "on the first day");
    CHECK(subjectsOf(test) == Lines{"site/main"});
    CHECK(factsOf(test) == Lines{"site/main.audited = 2024-01-01 (documented)",
                                 "site/main.encryption = [macsec, ipsec?] (documented)"});
}

TEST_CASE("references that are not given mean the subject test or the only one", "[knowledge]")
{
    const auto knowledge = loadKnowledge(minimalPack()).knowledge;
    REQUIRE(knowledge);
    CHECK(factsOf(testOf(*knowledge, "workload-owner", "not known")) ==
          Lines{"fabric/test.uplinks = 4 (documented)",
                "workload/test.fabric = test (documented)",
                "workload/test.must_run = yes (documented)",
                "workload/test.owner = not known (documented)"});
    CHECK(factsOf(testOf(*knowledge, "workload-owner", "owned")) ==
          Lines{"fabric/main.uplinks = 4 (documented)",
                "workload/a.fabric = main (documented)",
                "workload/a.must_run = yes (documented)",
                "workload/a.owner = finance (documented)",
                "workload/b.fabric = main (documented)",
                "workload/b.owner = sales (documented)"});
    CHECK(factsOf(testOf(*knowledge, "workload-owner", "at the edge")).size() == 6);
}

TEST_CASE("several fabrics without one named test leave a reference open", "[knowledge]")
{
    const auto knowledge =
        loadKnowledge(minimalPackWith("rules/workload-owner.yaml",
                                      "      fabric/main: { uplinks: 4 }\n",
                                      "      fabric/one: { uplinks: 4 }\n      fabric/two: {}\n"))
            .knowledge;
    REQUIRE(knowledge);
    CHECK(factsOf(testOf(*knowledge, "workload-owner", "owned")) ==
          Lines{"fabric/one.uplinks = 4 (documented)",
                "workload/a.must_run = yes (documented)",
                "workload/a.owner = finance (documented)",
                "workload/b.owner = sales (documented)"});
}

TEST_CASE("the kind of the rule always has a subject", "[knowledge]")
{
    const auto knowledge =
        loadKnowledge(
            minimalPackWith("rules/port-speed.yaml",
                            "  - name: not known\n    given: { fabric.role: accelerator }",
                            "  - name: not known"))
            .knowledge;
    REQUIRE(knowledge);
    const RuleTest& test = testOf(*knowledge, "port-speed", "not known");
    CHECK(subjectsOf(test) == Lines{"fabric/test", "site/main"});
    CHECK(test.given.empty());
}
