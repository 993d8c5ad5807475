// SPDX-License-Identifier: Apache-2.0
#include "tests/core/expr/expr_world.h"
#include "tests/support/catch.h"

using namespace netready;

TEST_CASE("a rule sees its subject, the singletons and every kind by its plural", "[expr][lookup]")
{
    World world;
    world.set("site/main.power", "500 kW");
    world.set("workload/chat.accelerators", "8");
    CHECK(world.text("fabric", "fabric/spare") == "spare");
    CHECK(world.text("site.power") == "500000 power");
    CHECK(world.text("size(workloads)") == "3");
    CHECK(world.text("size(fabrics) + size(sites)") == "3");
    CHECK(world.text("workload.accelerators", "workload/chat") == "8");
    CHECK(world.text("workloads[0].accelerators") == "8");
    CHECK(world.text("site.power", "site/main") == "500000 power");
    CHECK(world.text("sites[0].power", "site/main") == "500000 power");
}

TEST_CASE("a reference is followed, and what is not known of it stays unknown", "[expr][lookup]")
{
    World world;
    CHECK(world.text("workload.fabric", "workload/chat") == "unknown{chat.fabric}");
    CHECK(world.text("workload.fabric.port_speed", "workload/chat") == "unknown{chat.fabric}");
    CHECK(world.text("workload.fabric.port_speed > q('1 Gb/s')", "workload/chat") ==
          "open{chat.fabric}");
    world.set("workload/chat.fabric", "fabric/spare");
    CHECK(world.text("workload.fabric", "workload/chat") == "spare");
    CHECK(world.text("workload.fabric == fabrics[1]", "workload/chat") == "true");
    CHECK(world.text("workload.fabric != null", "workload/chat") == "true");
    CHECK(world.text("workload.fabric.managed", "workload/chat") == "open{spare.managed}");
    world.set("fabric/spare.managed", "yes");
    CHECK(world.text("workload.fabric.managed", "workload/chat") == "true");
    CHECK(world.text("workloads.exists(w, w.fabric == fabric)", "fabric/spare") == "true");
    CHECK(world.text("workloads.exists(w, w.fabric == fabric)", "fabric/main") ==
          "open{search.fabric, train.fabric}");
    world.set("workload/chat.fabric", "not applicable: it runs on one machine");
    CHECK(world.text("workload.fabric.managed", "workload/chat") == "not applicable");
    CHECK(world.text("has(workload.fabric)", "workload/chat") == "false");
}

TEST_CASE("workloads.exists is true as soon as one known workload has enough", "[expr][lookup]")
{
    World world;
    const std::string source = "workloads.exists(w, w.accelerators > 64)";
    CHECK(world.text(source) == "open{chat.accelerators, search.accelerators, train.accelerators}");
    world.set("workload/search.accelerators", "8");
    CHECK(world.text(source) == "open{chat.accelerators, train.accelerators}");
    world.set("workload/train.accelerators", "32..256");
    CHECK(world.text(source) == "open{chat.accelerators, train.accelerators}");
    world.set("workload/train.accelerators", "128");
    CHECK(world.text(source) == "true");
    CHECK(world.text("size(workloads.filter(w, w.accelerators > 64))") ==
          "[1, 2]{chat.accelerators}");
    CHECK(world.text("math.greatest(workloads.map(w, w.accelerators))") ==
          "[128, 100000]{chat.accelerators}");
}

TEST_CASE("has asks whether something is known to be there", "[expr][lookup]")
{
    World world;
    CHECK(world.text("has(fabric.vendor)") == "open{main.vendor}");
    CHECK(world.text("has(fabric.port_speed)") == "open{main.port_speed}");
    world.set("fabric/main.vendor", "Somebody");
    CHECK(world.text("has(fabric.vendor)") == "true");
    world.set("fabric/main.vendor", "not applicable: built by ourselves");
    CHECK(world.text("has(fabric.vendor)") == "false");
    CHECK(world.text("has(fabric.vendor) && fabric.vendor == 'x'") == "false");
    CHECK(world.text("fabric.vendor == 'x'") == "not applicable");
    Variables variables;
    variables.add("u", ExprValue::unknown(0));
    CHECK(variables.text("has({'a': u}.a)") == "true");
    CHECK(variables.text("has({'a': u}.b)") == "false");
}

TEST_CASE("variables of macros hide others, and parts do not see them", "[expr][lookup]")
{
    World world;
    Environment environment(world.schema);
    environment.declare("x", ExprType::of(TypeKind::Int));
    environment.define("twice", "x * 2", {});
    EvalContext context;
    const std::vector<ExprValue> values{ExprValue::ofInt(7, 7)};
    const auto text = [&](std::string_view source) {
        const Program program = compile(source, environment);
        return show(evaluate(program, values, context), context, {});
    };
    CHECK(text("twice") == "14");
    CHECK(text("[1, 2].map(x, x)") == "[1, 2]");
    CHECK(text("[1, 2].map(x, twice)") == "[14, 14]");
    CHECK(text("[1, 2].map(x, .x)") == "[7, 7]");
    CHECK(text("[1, 2].map(y, [3, 4].map(z, x + y + z))") == "[[11, 12], [12, 13]]");
    CHECK(text("[1].map(x, [x + 1].map(x, x + 1))") == "[[3]]");
}

TEST_CASE("a field of an object whose kind is open is found by name", "[expr][lookup]")
{
    World world;
    world.set("fabric/main.managed", "yes");
    CHECK(world.text("[fabric, site].exists(o, has(o.managed) && o.managed)") == "true");
    CHECK(world.text("dyn(fabric).managed") == "true");
    CHECK(world.text("dyn(fabric).nothing") == "error");
    CHECK(world.text("[fabric, site][0].managed") == "true");
}

TEST_CASE("lists and maps are looked up by index and key", "[expr][lookup]")
{
    Variables variables;
    variables.add("n", ExprValue::ofInt(0, 1));
    CHECK(variables.text("[1, 2][-1]") == "error");
    CHECK(variables.text("[1, 2][dyn(1.0)]") == "2");
    CHECK(variables.text("[1, 2][dyn(1.5)]") == "error");
    CHECK(variables.text("{1: 'a'}[dyn(1.0)]") == "'a'");
    CHECK(variables.text("{true: 'a'}[true]") == "'a'");
    CHECK(variables.text("{'a': 1}[dyn(null)]") == "error");
    CHECK(variables.text("{0: 'a', 1: 'b'}[n]") == "unknown{n}");
    CHECK(variables.text("{5: 'a'}[n]") == "error");
    CHECK(variables.text("{n: 1}") == "unknown{n}");
    CHECK(variables.text("{'a': n}.a") == "[0, 1]{n}");
    CHECK(variables.text("{'b-c': 1}.`b-c`") == "1");
    CHECK(variables.text("n in {5: 1}") == "false");
    CHECK(variables.text("n in {0: 1}") == "open{n}");
}
