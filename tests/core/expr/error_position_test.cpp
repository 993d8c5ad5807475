// SPDX-License-Identifier: Apache-2.0
#include "tests/core/expr/expr_world.h"
#include "tests/support/catch.h"

using namespace netready;

TEST_CASE("an error names file, line and column of the token", "[expr][position]")
{
    // The first character of the expression stands in line 7, column 12.
    const auto [source, expected] = GENERATE(table<std::string, std::string>({
        {"fabrc.managed", "rule.yaml:7:12: there is no \"fabrc\" here; did you mean \"fabric\"?"},
        {"fabric.manged",
         "rule.yaml:7:19: a fabric has no attribute \"manged\"; did you mean \"managed\"?"},
        {"fabric.managed &&\n  fabric.manged", "rule.yaml:8:10: "},
        {"fabric.transport == 'rocv2'",
         "rule.yaml:7:32: \"rocv2\" is not an option of fabric.transport; did you mean \"rocev2\"? "
         "Options: rocev2, infiniband, tcp"},
        {"'rocv2' != fabric.transport", "rule.yaml:7:12: \"rocv2\" is not an option"},
        {"fabric.transport in ['rocev2', 'ip']", "rule.yaml:7:43: \"ip\" is not an option"},
        {"'pfcc' in fabric.features", "rule.yaml:7:12: \"pfcc\" is not an option"},
        {"fabric.managed ? fabric.transport : 'ip'", "rule.yaml:7:48: \"ip\" is not an option"},
        {"1 + ", "rule.yaml:7:16: the expression ends too early"},
        {"(1 + 2", "rule.yaml:7:18: a \")\" is missing"},
        {"1 2", "rule.yaml:7:14: \"2\" does not fit here"},
        {"1 + 'ä' + § ", "rule.yaml:7:22: \"§\" has no meaning here"},
        {"fabric.managed = true", "rule.yaml:7:27: write == to compare"},
        {"fabric.managed & true", "rule.yaml:7:27: write && instead of &"},
        {"fabric.managed and true", "rule.yaml:7:27: \"and\" does not fit here"},
        {"'abc", "rule.yaml:7:12: the text is not closed"},
        {"'a\\q'", "rule.yaml:7:14: "},
        {"99999999999999999999", "rule.yaml:7:12: \"99999999999999999999\" is beyond"},
        {"400G", "rule.yaml:7:12: \"400G\" is not a number"},
        {"q('400 Gx/s')", "rule.yaml:7:14: "},
        {"size(1)", "rule.yaml:7:12: \"size\" does not take a whole number"},
        {"sizes('a')", "rule.yaml:7:12: there is no function \"sizes\"; did you mean \"size\"?"},
        {"math.leest(1)", "did you mean \"math.least\"?"},
        {"fabric.vendor.containz('a')", "rule.yaml:7:26: there is no function"},
        {"contains('a', 'b')", "\"contains\" is written x.contains(…)"},
        {"workloads.exists(w, w.accelerator > 8)", "rule.yaml:7:34: a workload has no attribute"},
        {"workloads.exists(w, w.accelerators)", "needs a yes or no for each item"},
        {"workloads.exists(1, true)", "the name of its variable"},
        {"fabric.exists(w, true)", "needs a list or a map"},
        {"fabric.features.exists(f, f == 'pfc')", "use 'option' in fabric.features"},
        {"has(fabric)", "has() needs a field"},
        {"fabric.managed.x", "has no fields to select"},
        {"fabric.switches && true", "&& and || need a yes or no"},
        {"fabric.switches ? 1 : 2", "the condition before ?"},
        {"!fabric.switches", "! needs a yes or no"},
        {"if", "rule.yaml:7:12: \"if\" is a reserved word"},
        {"", "rule.yaml:7:12: the expression is empty"},
        {"fabric.transport == fabric.features", "cannot be compared"},
        {"fabric.transport < 'tcp'", "cannot be compared"},
        {"fabric.vendor in ['a', 'b'] && fabric.switches in ['a']", "cannot be in"},
    }));
    World world;
    const std::string problem = world.problem(source);
    INFO(source << "\n" << problem);
    CHECK(problem.find(expected) != std::string::npos);
}

TEST_CASE("an error of a part points into the part", "[expr][position]")
{
    World world;
    Environment environment(world.schema);
    environment.declareSubject(0);
    std::string message;
    try {
        environment.define("ratio", "fabric.oversubscripton", {"rule.yaml", 3, 10});
    } catch (const Error& error) {
        message = error.what();
    }
    CHECK(message.starts_with("rule.yaml:3:17: "));
    environment.define("zero", "fabric.switches / 0", {"rule.yaml", 4, 10});
    const Program program = compile("1 + zero", environment, {"rule.yaml", 9, 1});
    world.set("fabric/main.switches", "4");
    const ExprValue value = evaluate(program, world.variables("fabric/main"), world.context);
    REQUIRE(value.isError());
    CHECK(std::string(value.string()) == "division by zero (rule.yaml:4:26)");
}

TEST_CASE("a name is not given twice", "[expr][position]")
{
    World world;
    Environment environment(world.schema);
    environment.declareSubject(0);
    CHECK_THROWS_AS(environment.define("fabric", "1", {}), Error);
    environment.define("a", "1", {});
    CHECK_THROWS_AS(environment.define("a", "2", {}), Error);
    CHECK_THROWS_AS(environment.declare("a", ExprType{}), Error);
}

TEST_CASE("a copy of an environment does not see what is added to the other", "[expr][position]")
{
    World world;
    Environment environment(world.schema);
    environment.declare("x", ExprType::of(TypeKind::Int));
    Environment copy = environment;
    copy.define("y", "x + 1", {});
    CHECK_THROWS_AS(compile("y", environment), Error);
    CHECK_FALSE(compile("y", copy).empty());
}
