// SPDX-License-Identifier: Apache-2.0
#include "core/expr/operation.h"

#include <set>

#include "tests/core/expr/expr_world.h"
#include "tests/support/catch.h"

using namespace netready;

TEST_CASE("every operation and every function has a cost", "[expr][cost]")
{
    std::set<std::string_view> names;
    for (const OperationCost& entry : operationCosts()) {
        INFO(entry.name);
        CHECK_FALSE(entry.name.empty());
        CHECK(names.insert(entry.name).second);
        CHECK(entry.cost.has_value());
    }
    CHECK(names.size() == kOperations);
    std::size_t index = 0;
    for (const FunctionEntry& entry : functions()) {
        INFO(entry.name);
        CHECK(static_cast<std::size_t>(entry.function) == index++);
        CHECK(names.insert(entry.name).second);
        CHECK(entry.cost.value_or(0) > 0);
        CHECK((entry.isMember || entry.isGlobal));
    }
}

TEST_CASE("costs are what the table says", "[expr][cost]")
{
    World world;
    const auto [source, cost] = GENERATE(table<std::string, std::uint64_t>({
        {"1 + 2", 0}, // folded
        {"fabric.switches", 2},
        {"fabric.switches + 1 > 3", 4},
        {"fabric.managed && fabric.redundant", 5},
        {"size(fabrics)", 1002},
        {"workloads.all(w, w.accelerators > 1)", 2 + 1000 * 4},
    }));
    INFO(source);
    CHECK(world.compiled(source).staticCost() == cost);
}

TEST_CASE("an evaluation never costs more than its static cost", "[expr][cost]")
{
    World world;
    world.set("fabric/main.vendor", "A vendor with a rather long name, to be walked by searches");
    for (const std::string source : {
             "fabric.switches > 3 && fabric.managed ? 1 : 2",
             "workloads.exists(w, w.accelerators > 64)",
             "workloads.filter(w, w.accelerators > 64).map(w, w.accelerators * 2)",
             "workloads.exists_one(w, w.fabric == fabric)",
             "fabric.vendor.contains('name') || fabric.vendor.startsWith('An')",
             "fabric.vendor == fabric.vendor + 'x'",
             "size(fabric.vendor) > 3",
             "'pfc' in fabric.features && fabric.transport in ['tcp', 'rocev2']",
             "fabric.switches in [1, 2, 3, 4]",
             "{'a': fabric.switches, 'b': 2}['b'] == 2",
             "[fabric.switches, 2][1] == math.least(fabric.switches, 4, 3)",
             "[1, 2].map(x, x > 1, x * fabric.switches) == [1]",
             "string(fabric.switches) + 'x' == '1x'",
             "has(fabric.vendor) && has({'a': 1}.a)",
         }) {
        const Program program = world.compiled(source);
        EvalContext context;
        (void)evaluate(program, world.variables("fabric/main"), context);
        INFO(source << ": " << context.cost << " of " << program.staticCost());
        CHECK(context.cost > 0);
        CHECK(context.cost <= program.staticCost());
    }
}

TEST_CASE("an evaluation beyond the limit is an error, and the next one is not", "[expr][cost]")
{
    Variables variables;
    std::vector<ExprValue> items(2000, ExprValue::ofInt(1, 1));
    variables.add("list", ExprValue::ofList(items));
    variables.context.costLimit = 1000;
    CHECK(variables.text("list.all(x, x == 1)") == "error");
    CHECK(variables.text("true || list.all(x, x == 1)") == "true");
    CHECK(variables.text("list.all(x, x == 1) || true") == "error");
    CHECK(variables.text("list.map(x, list.map(y, x + y))") == "error");
    CHECK(variables.text("list + list == []") == "error");
    CHECK(variables.text("size(list)") == "2000");
    CHECK(variables.context.cost < 10000);
}

TEST_CASE("clear forgets cost and results", "[expr][cost]")
{
    Variables variables;
    variables.add("x", ExprValue::ofInt(1, 1));
    CHECK(variables.text("x + 1") == "2");
    CHECK(variables.context.cost == 2);
    CHECK(variables.text("x + 1") == "2");
    CHECK(variables.context.cost == 4);
    variables.context.clear();
    CHECK(variables.context.cost == 0);
}
