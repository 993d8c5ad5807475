// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/store/client_file.h"

#include <bit>
#include <cmath>
#include <limits>
#include <vector>

#include "tests/core/store/random_edits.h"
#include "tests/core/store/sample_client.h"
#include "tests/core/store/temporary_folder.h"
#include "tests/support/catch.h"

namespace netready {

namespace {

const FactKey kKey{{"site", "main"}, "site.value"};

/// Writes values as the facts of one attribute and reads them from the file again.
std::vector<Fact> throughFile(const std::vector<Value>& values)
{
    const TemporaryFolder folder;
    std::vector<Fact> facts;
    for (const Value& value : values) {
        Fact fact;
        fact.value = value;
        facts.push_back(fact);
    }
    {
        ClientFile file = ClientFile::create(folder / "a.netready", kSampleInfo);
        file.apply({"", "", "", {RecordChange<Subject>{std::nullopt, Subject{kKey.subject, ""}}}});
        file.apply({"", "", "", {FactsChange{kKey, {}, facts}}});
        CHECK(file.facts().facts(kKey) == facts);
    }
    return ClientFile::open(folder / "a.netready").facts().facts(kKey);
}

std::uint64_t bits(double number)
{
    return std::bit_cast<std::uint64_t>(number);
}

} // namespace

TEST_CASE("every number comes back from the file to the last bit", "[store]")
{
    using Limits = std::numeric_limits<double>;
    std::vector<double> numbers{0,
                                1,
                                -1,
                                0.1,
                                1.0 / 3,
                                400e9,
                                1e22,
                                9007199254740991,
                                9007199254740992,
                                9223372036854775807.0,
                                140737488355328,
                                Limits::min(),
                                Limits::max(),
                                Limits::lowest(),
                                Limits::denorm_min(),
                                Limits::epsilon(),
                                Limits::infinity(),
                                -Limits::infinity()};
    std::mt19937_64 random(9);
    while (numbers.size() < 3000) {
        const auto any = std::bit_cast<double>(random());
        if (!std::isnan(any)) {
            numbers.push_back(any);
        }
    }
    std::vector<Value> values;
    for (const double number : numbers) {
        values.emplace_back(Measure{number, number, kDataRate, Currency::None, "Gb/s"});
    }
    const std::vector<Fact> facts = throughFile(values);
    REQUIRE(facts.size() == numbers.size());
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        const auto& measure = std::get<Measure>(facts[i].value);
        REQUIRE(bits(measure.low) == bits(numbers[i]));
        REQUIRE(bits(measure.high) == bits(numbers[i]));
    }
}

TEST_CASE("every kind of value comes back from the file as it was", "[store]")
{
    std::vector<Value> values{
        NotKnown{},
        NotApplicable{""},
        NotApplicable{"why"},
        true,
        false,
        Choice{},
        Choice{{""}},
        Choice{{"a"}},
        Choice{{"a\"b", "c\\d", "e,f"}},
        Choice{{"\"],[\""}},
        ChoiceSet{},
        ChoiceSet{{"a"}, {"a", "b"}},
        Text{""},
        Text{std::string("a\0b\r\n\x01", 6)},
        Text{std::string(200000, 'x')},
        Reference{"a"},
        Date{std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::max()},
        Measure{1, 2, Dimension{1, -2, 3, -4, 5, -6, 7}, Currency::Chf, "µ"},
        Measure{1, 2, kNone, Currency::None, ""}};
    RandomEdits random(10);
    for (int i = 0; i < 2000; ++i) {
        values.push_back(random.value());
    }
    const std::vector<Fact> facts = throughFile(values);
    REQUIRE(facts.size() == values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        REQUIRE(facts[i].value == values[i]);
    }
}

TEST_CASE("a number that is none never reaches the file", "[store]")
{
    const TemporaryFolder folder;
    ClientFile file = ClientFile::create(folder / "a.netready", kSampleInfo);
    file.apply({"", "", "", {RecordChange<Subject>{std::nullopt, Subject{kKey.subject, ""}}}});
    const std::string before = file.exportText();
    Fact fact;
    const double none = std::numeric_limits<double>::quiet_NaN();
    fact.value = Measure{none, none, kNone, Currency::None, ""};
    CHECK_THROWS_AS(file.apply({"", "", "", {FactsChange{kKey, {}, {fact}}}}), Error);
    CHECK(file.facts().factCount() == 0);
    CHECK(file.exportText() == before);
}

} // namespace netready
