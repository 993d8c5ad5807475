// SPDX-License-Identifier: Apache-2.0
#include "core/facts/attribute.h"

#include "core/base/error.h"

#include <limits>
#include <string>
#include <tuple>
#include <vector>

#include "tests/support/catch.h"

namespace netready {

namespace {

Attribute attribute(AttributeType type)
{
    Attribute result;
    result.id = "fabric.tested";
    result.kind = "fabric";
    result.name = "tested";
    result.type = type;
    if (type == AttributeType::Quantity) {
        result.dimension = kDataRate;
        result.unit = "Gb/s";
    }
    if (result.isNumber()) {
        result.domainHigh = type == AttributeType::Quantity ? 1.6e12 : 1000;
    }
    result.options = {{"none", "", ""}, {"pfc", "", ""}, {"ecn", "", ""}};
    result.targetKind = "storage";
    return result;
}

Measure rate(double low, double high, const std::string& unit = "Gb/s")
{
    return {low, high, kDataRate, Currency::None, unit};
}

Measure number(double low, double high, const std::string& unit = "")
{
    return {low, high, kNone, Currency::None, unit};
}

std::string refusal(const Attribute& attribute, const std::string& text)
{
    try {
        const Value value = parseValue(attribute, text);
        FAIL(text << " was read as " << toString(value));
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::InvalidInput);
        return error.message();
    }
    return "";
}

} // namespace

TEST_CASE("a value is read as its attribute wants it", "[facts]")
{
    using Type = AttributeType;
    const auto [type, text, value] = GENERATE(table<Type, std::string, Value>({
        {Type::Quantity, "400 Gb/s", rate(400e9, 400e9)},
        {Type::Quantity, " 100..400 Gb/s ", rate(100e9, 400e9)},
        {Type::Quantity, ">= 100 Gb/s", rate(100e9, 1.6e12)},
        {Type::Quantity, "≥ 100 Gb/s", rate(100e9, 1.6e12)},
        {Type::Quantity, "<= 100 Gb/s", rate(0, 100e9)},
        {Type::Quantity, "≤100 Gb/s", rate(0, 100e9)},
        {Type::Quantity, "0.1 Tb/s", rate(100e9, 100e9, "Tb/s")},
        {Type::Count, "32", number(32, 32)},
        {Type::Count, "8..16", number(8, 16)},
        {Type::Ratio, "3:1", number(3, 3, ":1")},
        {Type::Ratio, "1:2", number(0.5, 0.5, ":1")},
        {Type::Ratio, "75 %", number(0.75, 0.75, "%")},
        {Type::Boolean, "yes", true},
        {Type::Boolean, "true", true},
        {Type::Boolean, "no", false},
        {Type::Boolean, "false", false},
        {Type::Choice, "pfc", Choice{{"pfc"}}},
        {Type::Choice, "ecn or none", Choice{{"none", "ecn"}}},
        {Type::Choice, "ecn or ecn", Choice{{"ecn"}}},
        {Type::Choices, "pfc, ecn", (ChoiceSet{{"pfc", "ecn"}, {"pfc", "ecn"}})},
        {Type::Choices, "[ecn, pfc?]", (ChoiceSet{{"ecn"}, {"pfc", "ecn"}})},
        {Type::Choices, "[]", (ChoiceSet{})},
        {Type::Text, "  two rooms  ", Text{"two rooms"}},
        {Type::Reference, "main-array", Reference{"main-array"}},
        {Type::Reference, "storage/main-array", Reference{"main-array"}},
        {Type::Date, "1970-01-02", (Date{1, 1})},
        {Type::Date, "1970-01-02..1970-01-10", (Date{1, 9})},
        {Type::Quantity, "not known", NotKnown{}},
        {Type::Boolean, "not applicable: no fabric yet", NotApplicable{"no fabric yet"}},
        {Type::Text, "not applicable:no rooms", NotApplicable{"no rooms"}},
    }));
    const Attribute tested = attribute(type);
    INFO(text);
    const Value parsed = parseValue(tested, text);
    CHECK(parsed == value);
    CHECK(parseValue(tested, toString(parsed)) == parsed);
}

TEST_CASE("a value that does not fit is refused by name", "[facts]")
{
    using Type = AttributeType;
    const auto [type, text, why] = GENERATE(table<Type, std::string, std::string>({
        {Type::Quantity, "", "a value is missing"},
        {Type::Quantity, "400 GB", "is a data size; a data rate is needed, such as Gb/s"},
        {Type::Quantity, "400", "a data rate is needed"},
        {Type::Quantity, "2 Tb/s", "lies outside 0–1.6 Tb/s"},
        {Type::Quantity, "-1 Gb/s", "lies outside"},
        {Type::Quantity, ">= 2 Tb/s", "outside what is possible"},
        {Type::Quantity, "fast", "does not start with a number"},
        {Type::Count, "2.5", "is not a whole number"},
        {Type::Count, "1..2.5", "is not a whole number"},
        {Type::Count, "1001", "lies outside 0–1000"},
        {Type::Boolean, "maybe", "is neither yes nor no"},
        {Type::Choice, "roce", "is not one of its options: none, pfc, ecn"},
        {Type::Choice, "pfc or", "is not one of its options"},
        {Type::Choices, "pfc, roce?", "is not one of its options"},
        {Type::Text, std::string("a\x01", 2), "control characters"},
        {Type::Text, "\xC3(", "control characters"},
        {Type::Text, std::string(100001, 'a'), "too long"},
        {Type::Reference, "Main Array", "is not the id of a storage"},
        {Type::Date, "2026-02-30", "is not a day of the calendar"},
        {Type::Date, "yesterday", "is not a date such as"},
        {Type::Date, "2026-02-02..2026-02-01", "turned round"},
        {Type::Boolean, "not applicable", "needs a reason"},
        {Type::Boolean, "not applicable:  ", "needs a reason"},
    }));
    INFO(text.substr(0, 100));
    const std::string message = refusal(attribute(type), text);
    CHECK(message.find("fabric.tested: ") == 0);
    CHECK(message.find(why) != std::string::npos);
    CHECK(message.size() < 300);
}

TEST_CASE("money in another currency is refused, for nobody said how to convert it", "[facts]")
{
    Attribute price = attribute(AttributeType::Quantity);
    price.dimension = kMoneyRate;
    price.unit = "USD/h";
    price.domainHigh = 1;
    CHECK(std::get<Measure>(parseValue(price, "2.5 USD/h")).currency == Currency::Usd);
    CHECK(refusal(price, "2.5 EUR/h").find("another currency than USD/h") != std::string::npos);
    CHECK(refusal(price, ">= 2.5 EUR/h").find("another currency") != std::string::npos);
}

TEST_CASE("a value of another type does not pass the check", "[facts]")
{
    const std::vector<Value> values{true,
                                    rate(1e9, 1e9),
                                    Choice{{"pfc"}},
                                    ChoiceSet{{"pfc"}, {"pfc"}},
                                    Text{"a"},
                                    Reference{"a"},
                                    Date{1, 1}};
    const std::vector<AttributeType> types{AttributeType::Boolean,
                                           AttributeType::Quantity,
                                           AttributeType::Choice,
                                           AttributeType::Choices,
                                           AttributeType::Text,
                                           AttributeType::Reference,
                                           AttributeType::Date};
    for (std::size_t i = 0; i < types.size(); ++i) {
        for (std::size_t j = 0; j < values.size(); ++j) {
            if (i == j) {
                CHECK_NOTHROW(checkValue(attribute(types[i]), values[j]));
            } else {
                CHECK_THROWS_AS(checkValue(attribute(types[i]), values[j]), Error);
            }
        }
        CHECK_NOTHROW(checkValue(attribute(types[i]), NotKnown{}));
        CHECK_NOTHROW(checkValue(attribute(types[i]), NotApplicable{"why"}));
    }
}

TEST_CASE("a choice leaves at least one option and a set its certain ones", "[facts]")
{
    CHECK_THROWS_AS(checkValue(attribute(AttributeType::Choice), Choice{}), Error);
    CHECK_THROWS_AS(checkValue(attribute(AttributeType::Choices), ChoiceSet{{"pfc"}, {}}), Error);
    CHECK_NOTHROW(checkValue(attribute(AttributeType::Choices), ChoiceSet{{}, {"pfc"}}));
}

TEST_CASE("a number that is none is outside every domain", "[facts]")
{
    const double none = std::numeric_limits<double>::quiet_NaN();
    CHECK_THROWS_AS(checkValue(attribute(AttributeType::Quantity), rate(none, none)), Error);
    CHECK_THROWS_AS(checkValue(attribute(AttributeType::Quantity), rate(2e9, 1e9)), Error);
}

TEST_CASE("the names of attribute types are read back", "[facts]")
{
    for (int i = 0; i <= static_cast<int>(AttributeType::Date); ++i) {
        const auto type = static_cast<AttributeType>(i);
        CHECK(attributeTypeFromText(toString(type)) == type);
    }
    CHECK_FALSE(attributeTypeFromText("number"));
}

} // namespace netready
