// SPDX-License-Identifier: Apache-2.0
#include "core/facts/value.h"

#include "core/base/error.h"
#include "core/facts/fact.h"

#include <string>

#include "tests/support/catch.h"

namespace netready {

TEST_CASE("a day is counted from 1970 and read back", "[facts]")
{
    CHECK(parseDay("1970-01-01") == 0);
    CHECK(parseDay("2000-02-29") == 11016);
    CHECK(parseDay(" 2026-11-25 ") == 20782);
    for (std::int32_t day = -200000; day < 200000; day += 97) {
        REQUIRE(parseDay(dayText(day)) == day);
    }
    const std::string bad = GENERATE(values<std::string>({"",
                                                          "2026",
                                                          "2026-1-1",
                                                          "2026/01/01",
                                                          "2026-13-01",
                                                          "2026-00-01",
                                                          "2026-01-00",
                                                          "2026-02-29",
                                                          "20a6-02-01",
                                                          "-026-02-01",
                                                          "2026-+1-01",
                                                          "2026-01-01x"}));
    CHECK_THROWS_AS(parseDay(bad), Error);
}

TEST_CASE("a range or a remaining option is not exact", "[facts]")
{
    CHECK_FALSE(isExact(NotKnown{}));
    CHECK(isExact(NotApplicable{"why"}));
    CHECK(isExact(false));
    CHECK(isExact(Measure{1, 1, kNone, Currency::None, ""}));
    CHECK_FALSE(isExact(Measure{1, 2, kNone, Currency::None, ""}));
    CHECK(isExact(Choice{{"a"}}));
    CHECK_FALSE(isExact(Choice{{"a", "b"}}));
    CHECK(isExact(ChoiceSet{{"a"}, {"a"}}));
    CHECK_FALSE(isExact(ChoiceSet{{}, {"a"}}));
    CHECK(isExact(Text{""}));
    CHECK(isExact(Reference{"a"}));
    CHECK(isExact(Date{1, 1}));
    CHECK_FALSE(isExact(Date{1, 2}));
}

TEST_CASE("a subject is kind and id", "[facts]")
{
    CHECK(SubjectKey::parse("workload/chat-assistant") == SubjectKey{"workload", "chat-assistant"});
    CHECK(SubjectKey::parse("storage_pool/a").text() == "storage_pool/a");
    const std::string bad = GENERATE(values<std::string>(
        {"", "site", "site/", "/main", "site/Main", "Site/main", "site/main/x", "si-te/main"}));
    CHECK_THROWS_AS(SubjectKey::parse(bad), Error);
}

TEST_CASE("a fact is named as on the command line", "[facts]")
{
    const FactKey key = FactKey::parse("fabric/main.port_speed");
    CHECK(key.subject == SubjectKey{"fabric", "main"});
    CHECK(key.attribute == "fabric.port_speed");
    CHECK(key.text() == "fabric/main.port_speed");
    CHECK_THROWS_AS(FactKey::parse("fabric/main"), Error);
    CHECK_THROWS_AS(FactKey::parse("fabric.port_speed"), Error);
}

TEST_CASE("an origin has a name and a rank", "[facts]")
{
    for (int i = 1; i <= 6; ++i) {
        const auto origin = static_cast<Origin>(i);
        CHECK(originFromText(toString(origin)) == origin);
    }
    CHECK_FALSE(originFromText("guessed"));
    CHECK(Origin::Measured > Origin::Imported);
    CHECK(Origin::Imported > Origin::Observed);
    CHECK(Origin::Observed > Origin::Documented);
    CHECK(Origin::Documented > Origin::Stated);
    CHECK(Origin::Stated > Origin::Assumed);
}

} // namespace netready
