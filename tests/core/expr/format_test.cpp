// SPDX-License-Identifier: Apache-2.0
#include "core/units/dimension.h"

#include <limits>

#include "tests/core/expr/expr_world.h"
#include "tests/support/catch.h"

using namespace netready;

TEST_CASE("values are written for people", "[expr][format]")
{
    World world;
    const ExprType plain;
    CHECK(toReadable(ExprValue::ofQuantity(4e11, 4e11, kDataRate), plain, "Gb/s") == "400 Gb/s");
    CHECK(toReadable(ExprValue::ofQuantity(1e11, 4e11, kDataRate), plain, "Gb/s") ==
          "100–400 Gb/s");
    CHECK(toReadable(ExprValue::ofQuantity(4e11, 4e11, kDataRate), plain, "") == "400 Gb/s");
    CHECK(toReadable(ExprValue::ofQuantity(4e11, 4e11, kDataRate), plain, "µs") == "400 Gb/s");
    CHECK(toReadable(ExprValue::ofInt(12345, 12345), plain, "") == "12345");
    CHECK(toReadable(ExprValue::ofInt(3, 8), plain, "") == "3–8");
    CHECK(toReadable(ExprValue::ofDouble(3, 3), plain, ":1") == "3:1");
    CHECK(toReadable(ExprValue::ofDouble(0.123456, 0.123456), plain, "") == "0.123");
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    CHECK(toReadable(ExprValue::ofDouble(2, kInfinity), plain, "") == "at least 2");
    CHECK(toReadable(ExprValue::ofDouble(-kInfinity, 2), plain, "") == "at most 2");
    CHECK(toReadable(ExprValue::ofDouble(-kInfinity, kInfinity), plain, "") == "not known");
    CHECK(toReadable(ExprValue::ofDouble(kInfinity, kInfinity), plain, "") == "unlimited");
    CHECK(toReadable(ExprValue::ofBool(true), plain, "") == "yes");
    CHECK(toReadable(ExprValue::openBool(0), plain, "") == "not known");
    CHECK(toReadable(ExprValue::unknown(0), plain, "") == "not known");
    CHECK(toReadable(ExprValue::ofString("x"), plain, "") == "x");
    CHECK(toReadable(ExprValue(), plain, "") == "none");
    CHECK(toReadable(ExprValue::ofDate(0, 1), plain, "") == "1970-01-01–1970-01-02");
    CHECK(toReadable(ExprValue::ofError("why", true), plain, "") == "not applicable: why");
    CHECK(toReadable(ExprValue::ofError("why"), plain, "") == "broken: why");
    const Attribute& transport = world.attribute("fabric.transport");
    const ExprType choice = typeOf(transport, world.schema);
    CHECK(toReadable(ExprValue::ofChoice(1), choice, "") == "Title of rocev2");
    CHECK(toReadable(ExprValue::ofChoice(5), choice, "") == "Title of rocev2 or Title of tcp");
    const ExprType set = typeOf(world.attribute("fabric.features"), world.schema);
    CHECK(toReadable(ExprValue::ofChoices(1, 3), set, "") == "Title of pfc, perhaps Title of ecn");
    CHECK(toReadable(ExprValue::ofChoices(0, 0), set, "") == "none");
    const std::vector<ExprValue> items{ExprValue::ofInt(1, 1), ExprValue::ofInt(2, 3)};
    CHECK(toReadable(ExprValue::ofList(items), plain, "") == "1, 2–3");
}

TEST_CASE("types have names for messages", "[expr][format]")
{
    World world;
    const auto text = [&](std::string_view source) {
        return toString(world.compiled(source).type(), world.schema);
    };
    CHECK(text("fabric.port_speed") == "data rate");
    CHECK(text("workloads") == "list of workload");
    CHECK(text("fabric.managed") == "yes or no");
    CHECK(text("fabric.transport") == "choice of fabric.transport");
    CHECK(text("fabric.features") == "set of choices of fabric.features");
    CHECK(text("fabric.buffer / fabric.latency") == "data rate");
    CHECK(text("fabric.installed") == "date");
    CHECK(text("workloads[0].fabric") == "fabric");
    CHECK(text("[1, 2.0]") == "list of value of any type");
    CHECK(text("{'a': 1}") == "map");
}
