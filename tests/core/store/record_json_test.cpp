// SPDX-License-Identifier: Apache-2.0
#include "core/store/record_json.h"

#include "core/base/error.h"

#include <limits>
#include <string>
#include <tuple>

#include "tests/core/store/random_edits.h"
#include "tests/support/catch.h"

namespace netready {

TEST_CASE("a dimension is written by its base names", "[store]")
{
    const auto [dimension, text] = GENERATE(table<Dimension, std::string>({
        {kNone, ""},
        {kDataRate, "data^1 time^-1"},
        {kPower / (kLength * kLength), "length^-2 power^1"},
        {Dimension{1, 2, 3, 4, 5, -128, 127},
         "data^1 time^2 length^3 power^4 money^5 temperature^-128 mass^127"},
    }));
    CHECK(dimensionText(dimension) == text);
    CHECK(dimensionFromText(text) == dimension);
}

TEST_CASE("a damaged dimension is refused", "[store]")
{
    const std::string text = GENERATE(values<std::string>(
        {"data", "data^", "data^x", "data^1 ", "data^128", "date^1", "^1", " ", "data^1x"}));
    CHECK_THROWS_AS(dimensionFromText(text), Error);
}

TEST_CASE("a currency has a code", "[store]")
{
    for (const Currency currency :
         {Currency::None, Currency::Usd, Currency::Eur, Currency::Gbp, Currency::Chf}) {
        CHECK(currencyFromText(currencyText(currency)) == currency);
    }
    CHECK_THROWS_AS(currencyFromText("XYZ"), Error);
}

TEST_CASE("a change is read back from its text", "[store]")
{
    RandomEdits random(8);
    FactBase base;
    for (int i = 0; i < 500; ++i) {
        const Edit edit = random.next(base);
        for (const Change& change : edit.changes) {
            REQUIRE(changeFromText(toText(change)) == change);
        }
        base.apply(edit);
    }
    CHECK(factBaseFromJson(toJson(base).dump()) == base);
}

TEST_CASE("keys of the JSON forms are in alphabetical order", "[store]")
{
    const Value value = Measure{1, 2, kDataRate, Currency::None, "b/s"};
    CHECK(
        toJson(value).dump() ==
        R"({"currency":"","dimension":"data^1 time^-1","high":2.0,"kind":"measure","low":1.0,"unit":"b/s"})");
}

TEST_CASE("a damaged record is Corrupt, whatever is wrong with it", "[store]")
{
    const auto code = [](const ChangeText& text) {
        try {
            static_cast<void>(changeFromText(text));
        } catch (const Error& error) {
            return error.code();
        }
        return ErrorCode::NotFound;
    };
    const ChangeText good = toText(RecordChange<Note>{std::nullopt, Note{"n", "", "t", "a", ""}});
    const auto with = [&](const std::string& record, std::optional<std::string> after) {
        ChangeText text = good;
        text.record = record;
        text.after = std::move(after);
        return code(text);
    };
    CHECK(with("note", std::nullopt) == ErrorCode::Corrupt);
    CHECK(with("note", "") == ErrorCode::Corrupt);
    CHECK(with("note", "{") == ErrorCode::Corrupt);
    CHECK(with("note", "[]") == ErrorCode::Corrupt);
    CHECK(with("note", "{\"id\":1}") == ErrorCode::Corrupt);
    CHECK(with("nothing", good.after) == ErrorCode::Corrupt);
    CHECK(with("subject", R"({"key":"Not A Key","title":""})") == ErrorCode::Corrupt);
    CHECK(code({"facts", "no key", "[]", "[]"}) == ErrorCode::Corrupt);
    CHECK(code({"facts", "a/b.c", "[]", R"([{"value":{"kind":"odd"}}])"}) == ErrorCode::Corrupt);
    const std::string deep(100000, '[');
    CHECK(code({"facts", "a/b.c", "[]", deep}) == ErrorCode::Corrupt);
}

TEST_CASE("what JSON cannot hold is refused, not altered", "[store]")
{
    const auto refuses = [](const Value& value) {
        Fact fact;
        fact.value = value;
        const Change change = FactsChange{{{"site", "main"}, "site.a"}, {}, {fact}};
        try {
            static_cast<void>(toText(change));
        } catch (const Error& error) {
            return error.code() == ErrorCode::InvalidInput;
        }
        return false;
    };
    CHECK(refuses(Text{"\xC3("}));
    CHECK(refuses(Measure{std::numeric_limits<double>::quiet_NaN(), 1, kNone, {}, ""}));
    CHECK_FALSE(refuses(Measure{1, std::numeric_limits<double>::infinity(), kNone, {}, ""}));
}

TEST_CASE("a name that would not be read back is refused", "[store]")
{
    const auto refuses = [](const Change& change) {
        try {
            static_cast<void>(toText(change));
        } catch (const Error& error) {
            return error.code() == ErrorCode::InvalidInput;
        }
        return false;
    };
    CHECK(refuses(RecordChange<Subject>{std::nullopt, Subject{{"Site", "main"}, ""}}));
    CHECK(refuses(RecordChange<Subject>{std::nullopt, Subject{{"site", "a/b"}, ""}}));
    CHECK(refuses(FactsChange{{{"site", "main"}, "fabric.a"}, {}, {Fact{}}}));
    CHECK(refuses(FactsChange{{{"site", ""}, "site.a"}, {}, {Fact{}}}));
    CHECK_FALSE(refuses(FactsChange{{{"site", "main"}, "site.a"}, {}, {Fact{}}}));
}

} // namespace netready
