// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <limits>

#include "tests/core/expr/expr_world.h"
#include "tests/support/catch.h"

using namespace netready;

TEST_CASE("arithmetic on points gives what CEL says", "[expr][arithmetic]")
{
    const auto [source, expected] = GENERATE(table<std::string, std::string>({
        {"7 / 2", "3"},
        {"-7 / 2", "-3"},
        {"7 % -2", "1"},
        {"-7 % 2", "-1"},
        {"2 + 3 * 4", "14"},
        {"(2 + 3) * 4", "20"},
        {"10 - 3 - 2", "5"},
        {"1 - -1", "2"},
        {"2.0 * 3.5", "7d"},
        {"1.0 / 0.0", "infd"},
        {"0.0 / 0.0", "NaNd"},
        {"1 < 1.5", "true"},
        {"9007199254740993 > 9007199254740992.0", "true"},
        {"9007199254740993 == 9007199254740992.0", "false"},
        {"9223372036854775807 < 9223372036854775808.0", "true"},
        {"1 == 1.0", "true"},
        {"0.0 / 0.0 < 1.0", "false"},
        {"0.0 / 0.0 >= 1.0", "false"},
        {"0.0 / 0.0 == 0.0 / 0.0", "false"},
        {"'a' + 'b' < 'b'", "true"},
        {"'ab' == 'a' + 'b'", "true"},
        {"[1] + [2] == [1, 2]", "true"},
        {"math.least(3, 1, 2)", "1"},
        {"math.greatest(1.5, 0.5)", "1.5d"},
        {"math.greatest([1, 5, 3])", "5"},
        {"math.least(1, 2.5)", "1d"},
        {"math.ceil(1.2)", "2d"},
        {"math.floor(-1.2)", "-2d"},
        {"math.ceil(3)", "3"},
        {"math.log2(8)", "3d"},
        {"math.log2(0.25)", "-2d"},
        {"math.log2(0)", "error"},
        {"double('1e400')", "error"},
        {"int('12x')", "error"},
        {"int(0.0 / 0.0)", "error"},
        {"1 ? 2 : 3", "error"},
        {"size('größe')", "5"},
        {"type(1) == int", "true"},
        {"type(1.0) == int", "false"},
        {"type([]) == list", "true"},
        {"dyn(1) == 1.0", "true"},
        {"// a remark\n1 + 1 // another", "2"},
        {"0x10 + 0X0f", "31"},
        {"'a\\n' + r'\\n'", "'a\n\\n'"},
        {"-9223372036854775808 % -1", "error"},
    }));
    Variables variables;
    const CompileOptions options{.check = false, .limitCost = false};
    const Program program = compile(source, variables.environment, {}, options);
    INFO(source);
    CHECK(show(evaluate(program, {}, variables.context), variables.context, {}) == expected);
}

TEST_CASE("mixing int and double says what to write", "[expr][arithmetic]")
{
    World world;
    const std::string message = world.problem("1 + 1.0");
    CHECK(message.find("write 1.0 instead of 1, or double(x)") != std::string::npos);
    CHECK(world.problem("fabric.switches * fabric.oversubscription").find("double(x)") !=
          std::string::npos);
    CHECK(world.problem("double(fabric.switches) * fabric.oversubscription").empty());
    CHECK(world.problem("fabric.managed ? 1 : 1.0").find("double(x)") != std::string::npos);
}

TEST_CASE("infinite ends never make a range of NaN", "[expr][arithmetic]")
{
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    Variables variables;
    variables.add("up", ExprValue::ofDouble(0, kInfinity));
    variables.add("all", ExprValue::ofDouble(-kInfinity, kInfinity));
    variables.add("near", ExprValue::ofDouble(-1, 1));
    CHECK(variables.text("up + up") == "[0, inf]d{up}");
    CHECK(variables.text("up - up") == "unknown{up}");
    CHECK(variables.text("up * up") == "unknown{up}");
    CHECK(variables.text("near * up") == "unknown{up, near}");
    CHECK(variables.text("all / 2.0") == "[-inf, inf]d{all}");
    CHECK(variables.text("up / up") == "unknown{up}");
    CHECK(variables.text("(up + 1.0) / (up + 1.0)") == "unknown{up}");
}

TEST_CASE("dates compare and differ by a time", "[expr][arithmetic]")
{
    World world;
    CHECK(world.text("fabric.installed < date('2026-11-25')") == "open{main.installed}");
    world.set("fabric/main.installed", "2026-11-23");
    CHECK(world.text("fabric.installed < date('2026-11-25')") == "true");
    CHECK(world.text("date('2026-11-25') - fabric.installed") == "172800 time");
    CHECK(world.text("date('2026-11-25') - fabric.installed > q('1 d')") == "true");
    world.set("fabric/main.installed", "2026-11-01..2026-11-30");
    CHECK(world.text("fabric.installed < date('2026-11-25')") == "open{main.installed}");
    CHECK(world.text("fabric.installed < date('2026-12-25')") == "true");
    CHECK(world.text("string(date('2026-11-25'))") == "'2026-11-25'");
}

TEST_CASE("a text that an expression builds is not longer than 64 KiB", "[expr][arithmetic]")
{
    Variables variables;
    const std::string text(10000, 'x');
    variables.add("t", ExprValue::ofString(text));
    CHECK(variables.text("size(t + t + t)") == "30000");
    CHECK(variables.text("t + t + t + t + t + t + t") == "error");
}
