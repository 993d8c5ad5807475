// SPDX-License-Identifier: Apache-2.0
#include "core/facts/resolution.h"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "tests/support/catch.h"

namespace netready {

namespace {

Attribute rateAttribute()
{
    Attribute attribute;
    attribute.id = "fabric.port_speed";
    attribute.type = AttributeType::Quantity;
    attribute.dimension = kDataRate;
    attribute.domainHigh = 1e15;
    attribute.tolerance = 0.1;
    return attribute;
}

Attribute choiceAttribute(AttributeType type)
{
    Attribute attribute;
    attribute.id = "fabric.balancing";
    attribute.type = type;
    attribute.options = {{"a", "", ""}, {"b", "", ""}, {"c", "", ""}};
    return attribute;
}

Value rate(double low, double high, const std::string& unit = "Gb/s")
{
    return Measure{low * 1e9, high * 1e9, kDataRate, Currency::None, unit};
}

Fact fact(Origin origin, Value value, const std::string& author = "anna")
{
    Fact result;
    result.origin = origin;
    result.value = std::move(value);
    result.author = author;
    return result;
}

using Indices = std::vector<std::size_t>;

} // namespace

TEST_CASE("without facts nothing is known", "[facts]")
{
    const Resolution result = resolve(rateAttribute(), {});
    CHECK(result.knowing == Knowing::NeverAsked);
    CHECK(result.value == Value(NotKnown{}));
    CHECK(result.used.empty());
    CHECK_FALSE(result.contradicted());
}

TEST_CASE("not known counts only where nothing else stands", "[facts]")
{
    const Fact asked = fact(Origin::Measured, NotKnown{});
    CHECK(resolve(rateAttribute(), {asked}).knowing == Knowing::AskedNotKnown);
    const Resolution result =
        resolve(rateAttribute(), {asked, fact(Origin::Assumed, rate(100, 100))});
    CHECK(result.knowing == Knowing::Known);
    CHECK(result.origin == Origin::Assumed);
    CHECK(result.used == Indices{1});
    CHECK_FALSE(result.disagreement);
}

TEST_CASE("the best origin is used, wherever it stands", "[facts]")
{
    const Fact stated = fact(Origin::Stated, rate(400, 400));
    const Fact measured = fact(Origin::Measured, rate(390, 392));
    for (const auto& [facts, used] : {std::pair(std::vector{stated, measured}, Indices{1}),
                                      std::pair(std::vector{measured, stated}, Indices{0})}) {
        const Resolution result = resolve(rateAttribute(), facts);
        CHECK(result.value == measured.value);
        CHECK(result.origin == Origin::Measured);
        CHECK(result.used == used);
        CHECK_FALSE(result.contradicted());
        CHECK_FALSE(result.disagreement);
    }
}

TEST_CASE("an old measurement counts as a claim, and contradicts what outweighs it", "[facts]")
{
    Attribute attribute = rateAttribute();
    attribute.ageLimit = 90;
    Fact measured = fact(Origin::Measured, rate(98, 98));
    measured.time = "2026-01-10T08:00:00Z";
    const Fact documented = fact(Origin::Documented, rate(400, 400));
    const std::int32_t taken = parseDay("2026-01-10");
    const auto on = [&](std::int32_t day) {
        return resolve(attribute, {measured, documented}, day);
    };
    for (const std::int32_t day : {taken, taken + 90, 0}) {
        CHECK(on(day).value == measured.value);
        CHECK(on(day).origin == Origin::Measured);
        CHECK(on(day).outdated.empty());
    }
    const Resolution later = on(taken + 91);
    CHECK(later.value == documented.value);
    CHECK(later.origin == Origin::Documented);
    CHECK(later.against == Indices{0});
    CHECK(later.outdated == Indices{0});
    CHECK(later.isOutdated(0));
    CHECK_FALSE(later.isOutdated(1));
    CHECK(resolve(attribute, {measured}, taken + 91).origin == Origin::Stated);
    CHECK(outdatedNote(attribute) == "older than 90 days, counts as stated");

    const Resolution beside =
        resolve(attribute, {measured, fact(Origin::Stated, rate(400, 400), "ben")}, taken + 91);
    CHECK(beside.disagreement);
    CHECK(beside.value == rate(98, 400));
    attribute.ageLimit = 0;
    CHECK(on(taken + 9999).origin == Origin::Measured);
    attribute.ageLimit = 90;
    measured.time = "";
    CHECK(on(taken + 9999).origin == Origin::Measured); // nobody knows that it is old
}

TEST_CASE("people who disagree give the hull of their answers", "[facts]")
{
    const Resolution result = resolve(rateAttribute(),
                                      {fact(Origin::Stated, rate(100, 200), "anna"),
                                       fact(Origin::Stated, rate(400, 400), "ben")});
    CHECK(result.value == rate(100, 400));
    CHECK(result.disagreement);
    CHECK(result.used == Indices{0, 1});
    CHECK_FALSE(result.contradicted());

    const Attribute choice = choiceAttribute(AttributeType::Choice);
    CHECK(resolve(choice,
                  {fact(Origin::Stated, Choice{{"c"}}), fact(Origin::Stated, Choice{{"a"}}, "ben")})
              .value == Value(Choice{{"a", "c"}}));

    const Attribute set = choiceAttribute(AttributeType::Choices);
    CHECK(resolve(set,
                  {fact(Origin::Stated, ChoiceSet{{"a", "b"}, {"a", "b"}}),
                   fact(Origin::Stated, ChoiceSet{{"b"}, {"b", "c"}}, "ben")})
              .value == Value(ChoiceSet{{"b"}, {"a", "b", "c"}}));

    Attribute date;
    date.type = AttributeType::Date;
    CHECK(resolve(date, {fact(Origin::Stated, Date{5, 6}), fact(Origin::Stated, Date{1, 2}, "ben")})
              .value == Value(Date{1, 6}));
}

TEST_CASE("answers without a hull leave the value open", "[facts]")
{
    Attribute boolean;
    boolean.type = AttributeType::Boolean;
    const Resolution result =
        resolve(boolean, {fact(Origin::Stated, true), fact(Origin::Stated, false, "ben")});
    CHECK(result.knowing == Knowing::AskedNotKnown);
    CHECK(result.disagreement);
    const Resolution applies = resolve(rateAttribute(),
                                       {fact(Origin::Stated, NotApplicable{"no fabric"}),
                                        fact(Origin::Stated, rate(100, 100), "ben"),
                                        fact(Origin::Stated, rate(100, 100), "cleo")});
    CHECK(applies.knowing == Knowing::AskedNotKnown);
    CHECK(applies.disagreement);
}

TEST_CASE("the same answer in another unit is no disagreement", "[facts]")
{
    const Resolution result = resolve(rateAttribute(),
                                      {fact(Origin::Stated, rate(400, 400, "Gb/s"), "anna"),
                                       fact(Origin::Stated, rate(400, 400, "Tb/s"), "ben")});
    CHECK_FALSE(result.disagreement);
    CHECK(result.value == rate(400, 400, "Gb/s"));
    CHECK(result.used == Indices{0, 1});
}

TEST_CASE("prices in two currencies have no hull", "[facts]")
{
    Attribute price;
    price.type = AttributeType::Quantity;
    price.dimension = kMoney;
    const Value dollars = Measure{100, 100, kMoney, Currency::Usd, "USD"};
    const Value euros = Measure{200, 200, kMoney, Currency::Eur, "EUR"};
    const Resolution people =
        resolve(price, {fact(Origin::Stated, dollars), fact(Origin::Stated, euros, "ben")});
    CHECK(people.knowing == Knowing::AskedNotKnown);
    CHECK(people.disagreement);
    CHECK(resolve(price, {fact(Origin::Stated, dollars), fact(Origin::Documented, euros)})
              .contradicted());
}

TEST_CASE("a claim outside the tolerance of a better fact contradicts it", "[facts]")
{
    const auto contradicted = [](double claim) {
        return resolve(rateAttribute(),
                       {fact(Origin::Stated, rate(claim, claim)),
                        fact(Origin::Measured, rate(100, 200))})
            .contradicted();
    };
    CHECK_FALSE(contradicted(150));
    CHECK_FALSE(contradicted(90));
    CHECK_FALSE(contradicted(219.9));
    CHECK(contradicted(89.9));
    CHECK(contradicted(220.1));
    const Resolution result = resolve(rateAttribute(),
                                      {fact(Origin::Stated, rate(400, 400)),
                                       fact(Origin::Documented, rate(100, 100)),
                                       fact(Origin::Measured, rate(100, 100))});
    CHECK(result.against == Indices{0});
    CHECK(result.value == rate(100, 100));
}

TEST_CASE("an assumption contradicts nothing", "[facts]")
{
    CHECK_FALSE(
        resolve(rateAttribute(),
                {fact(Origin::Assumed, rate(10, 10)), fact(Origin::Measured, rate(400, 400))})
            .contradicted());
}

TEST_CASE("options that exclude each other contradict", "[facts]")
{
    const auto contradicted = [](AttributeType type, Value claim, Value better) {
        return resolve(choiceAttribute(type),
                       {fact(Origin::Stated, std::move(claim)),
                        fact(Origin::Observed, std::move(better))})
            .contradicted();
    };
    using Type = AttributeType;
    CHECK(contradicted(Type::Choice, Choice{{"a"}}, Choice{{"b"}}));
    CHECK_FALSE(contradicted(Type::Choice, Choice{{"a", "b"}}, Choice{{"b"}}));
    CHECK(contradicted(Type::Choices, ChoiceSet{{"a"}, {"a"}}, ChoiceSet{{"b"}, {"b"}}));
    CHECK_FALSE(contradicted(Type::Choices, ChoiceSet{{"a"}, {"a"}}, ChoiceSet{{}, {"a", "b"}}));
    CHECK(contradicted(Type::Boolean, true, false));
    CHECK(contradicted(Type::Text, Text{"x"}, Text{"y"}));
    CHECK(contradicted(Type::Choice, Choice{{"a"}}, NotApplicable{"none"}));
    CHECK(contradicted(Type::Choice, NotApplicable{"none"}, Choice{{"a"}}));
    Attribute date;
    date.type = Type::Date;
    CHECK(resolve(date, {fact(Origin::Stated, Date{1, 2}), fact(Origin::Observed, Date{3, 4})})
              .contradicted());
}

TEST_CASE("a withdrawn fact does not count", "[facts]")
{
    Fact measured = fact(Origin::Measured, rate(100, 100));
    measured.withdrawn = "the tester was on the wrong port";
    const Fact stated = fact(Origin::Stated, rate(400, 400));
    const Resolution result = resolve(rateAttribute(), {measured, stated});
    CHECK(result.value == stated.value);
    CHECK(result.used == Indices{1});
    CHECK(resolve(rateAttribute(), {measured}).knowing == Knowing::NeverAsked);
    Fact claim = stated;
    claim.withdrawn = "resolved";
    measured.withdrawn.clear();
    CHECK_FALSE(resolve(rateAttribute(), {measured, claim}).contradicted());
}

TEST_CASE("a reason that an attribute does not apply is an answer", "[facts]")
{
    const Resolution result =
        resolve(rateAttribute(), {fact(Origin::Stated, NotApplicable{"no fabric"})});
    CHECK(result.knowing == Knowing::NotApplicable);
    CHECK(result.value == Value(NotApplicable{"no fabric"}));
}

TEST_CASE("the order of the facts does not change what is known", "[facts]")
{
    std::mt19937 random(6);
    for (int i = 0; i < 2000; ++i) {
        std::vector<Fact> facts;
        for (unsigned j = 0; j < 1 + random() % 5; ++j) {
            const auto low = static_cast<double>(100 * (1 + random() % 4));
            const double high = low + static_cast<double>(100 * (random() % 3));
            Fact one = fact(static_cast<Origin>(1 + random() % 3), rate(low, high));
            one.value = random() % 6 == 0 ? Value(NotKnown{}) : one.value;
            one.withdrawn = random() % 6 == 0 ? "wrong" : "";
            facts.push_back(one);
        }
        const Resolution before = resolve(rateAttribute(), facts);
        std::shuffle(facts.begin(), facts.end(), random);
        const Resolution after = resolve(rateAttribute(), facts);
        REQUIRE(before.knowing == after.knowing);
        REQUIRE(before.value == after.value);
        REQUIRE(before.origin == after.origin);
        REQUIRE(before.disagreement == after.disagreement);
        REQUIRE(before.used.size() == after.used.size());
        REQUIRE(before.against.size() == after.against.size());
    }
}

} // namespace netready
