// SPDX-License-Identifier: Apache-2.0
#include <functional>

#include "tests/core/expr/expr_world.h"
#include "tests/support/catch.h"

using namespace netready;

namespace {

std::string repeated(const std::string& text, std::size_t times)
{
    std::string result;
    for (std::size_t i = 0; i < times; ++i) {
        result += text;
    }
    return result;
}

bool contains(const std::string& text, const std::string& part)
{
    return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("an expression of 100,000 characters is refused", "[expr][limits]")
{
    World world;
    CHECK(contains(world.problem(std::string(100000, '(')), "longer than 4096 characters"));
    CHECK(contains(world.problem("'" + repeated("ä", 99998) + "'"), "longer than 4096 characters"));
    CHECK(contains(world.problem("'" + std::string(4095, 'x') + "'"), "longer than 4096"));
    CHECK(world.problem("'" + std::string(4094, 'x') + "'").empty());
    CHECK(world.problem("'" + repeated("ä", 4094) + "'").empty());
}

TEST_CASE("nesting beyond 64 levels is refused, whatever it is made of", "[expr][limits]")
{
    World world;
    const std::string deep = "nested more than 64 levels";
    for (const auto& [open, middle, close] :
         std::vector<std::tuple<std::string, std::string, std::string>>{
             {"(", "1", ")"},
             {"[", "1", "]"},
             {"{1:", "1", "}"},
             {"!", "true", ""},
             {"-", "1", ""},
             {"size([", "1", "])"},
             {"true ? 1 : ", "2", ""},
             {"1 + (", "1", ")"},
             {"[1][", "0", "]"},
             {"", "1", " + 1"},
             {"", "[1]", "[0]"},
             {"", "fabric", ".x"},
             {"has(", "fabric.x", ".y)"},
             {"true && (", "true", ")"},
             {"(true || ", "true", ")"},
         }) {
        INFO(open << middle << close);
        for (const std::size_t times : {66UL, 300UL, 600UL}) {
            const std::string source = repeated(open, times) + middle + repeated(close, times);
            const std::string problem = world.problem(source);
            INFO(problem);
            CHECK(contains(problem, source.size() > 4096 ? "longer than 4096" : deep));
        }
        CHECK_FALSE(
            contains(world.problem(repeated(open, 20) + middle + repeated(close, 20)), deep));
    }
}

TEST_CASE("long chains of && and || are not deep", "[expr][limits]")
{
    World world;
    CHECK(world.problem("true" + repeated(" && true", 400)).empty());
    CHECK(world.problem("false" + repeated(" || false", 400)).empty());
}

TEST_CASE("more than 2000 parts are refused, also over the parts that are used", "[expr][limits]")
{
    World world;
    CHECK(contains(world.problem("[" + repeated("1,", 2001) + "1]"), "more than 2000 parts"));
    CHECK(world.problem("size([" + repeated("1,", 1900) + "1])").empty());
    Environment environment(world.schema);
    environment.declare("x", ExprType::of(TypeKind::Int));
    environment.define("d0", "x + x", {});
    std::string message;
    try {
        for (int i = 1; i < 40; ++i) {
            const std::string before = "d" + std::to_string(i - 1);
            environment.define("d" + std::to_string(i), before + " + " + before, {});
        }
    } catch (const Error& error) {
        message = error.what();
    }
    CHECK(contains(message, "more than 2000 parts"));
}

TEST_CASE("parts inside parts are limited in depth", "[expr][limits]")
{
    World world;
    Environment environment(world.schema);
    environment.declare("x", ExprType::of(TypeKind::Int));
    environment.define("d0", "x + 1", {});
    std::string message;
    try {
        for (int i = 1; i < 400; ++i) {
            environment.define("d" + std::to_string(i), "-d" + std::to_string(i - 1) + " + 1", {});
        }
    } catch (const Error& error) {
        message = error.what();
    }
    CHECK(contains(message, "256 levels"));
}

TEST_CASE("a fourth macro inside macros is refused", "[expr][limits]")
{
    World world;
    CHECK(world.problem("[1].all(a, [1].all(b, [1].all(c, a + b + c > 0)))").empty());
    CHECK(contains(world.problem("[1].all(a, [1].all(b, [1].all(c, [1].all(d, true))))"),
                   "more than 3 macros"));
}

TEST_CASE("what can cost too much is refused when loading", "[expr][limits]")
{
    World world;
    CHECK(world.problem("workloads.exists(w, w.accelerators > 64)").empty());
    CHECK(contains(world.problem("workloads.all(w, fabrics.all(f, w.fabric == f))"),
                   "the limit is 100000"));
    Variables variables;
    variables.add("list", ExprValue::ofList({}));
    std::string message;
    try {
        (void)compile("list.all(x, x > 1)", variables.environment);
    } catch (const Error& error) {
        message = error.what();
    }
    CHECK(contains(message, "without bound"));
}

TEST_CASE("constants that double do not grow while loading", "[expr][limits]")
{
    World world;
    std::string list = "[1, 2, 3, 4, 5, 6, 7, 8]";
    std::string text = "'12345678'";
    for (int i = 0; i < 4; ++i) {
        list = "(" + list + " + " + list + " + " + list + ")";
        text = "(" + text + " + " + text + " + " + text + ")";
    }
    CHECK(world.text("size(" + list + ")") == "648");
    CHECK(world.text("size(" + text + ")") == "648");
}

TEST_CASE("macros over macros do not multiply what is read", "[expr][limits]")
{
    World world;
    std::string source = "[[fabric], fabrics]";
    for (int i = 0; i < 25; ++i) {
        source += ".map(e, e + e)";
    }
    CHECK_FALSE(world.problem(source + "[0][0].managed").empty()); // too dear, but soon known
    std::string nested = "[[fabric]]";
    for (int i = 0; i < 20; ++i) {
        nested = "(" + nested + ".map(e, [e[0]] + [e[0]] + e))";
    }
    CHECK(world.compiled(nested + "[0][0].managed").reads().size() == 2);
}

TEST_CASE("a rubbish expression is refused and nothing else happens", "[expr][limits]")
{
    World world;
    const std::string letters = "()[]{}.,?:!-+*/%<>=&|'\"`\\ \n\tabfxu019_e\xC3\xA4\xFF$";
    std::uint32_t state = 12345;
    for (int round = 0; round < 20000; ++round) {
        std::string source;
        state = state * 1664525U + 1013904223U;
        const std::size_t length = 1 + (state >> 8U) % 30;
        for (std::size_t i = 0; i < length; ++i) {
            state = state * 1664525U + 1013904223U;
            source += letters[(state >> 8U) % letters.size()];
        }
        (void)world.problem(source);
    }
    SUCCEED();
}
