// SPDX-License-Identifier: Apache-2.0
#include "tests/core/expr/expr_world.h"
#include "tests/support/catch.h"

using namespace netready;

namespace {

/// Puts a variable in the place of each part of a node and evaluates that.
std::string recomputed(const TraceNode& node, const World& world)
{
    Environment environment(world.schema);
    std::vector<ExprValue> values;
    std::string source = node.source;
    std::size_t from = 0;
    for (const TraceNode& part : node.parts) {
        const std::size_t found = source.find(part.source, from);
        if (found == std::string::npos) {
            return "part not found: " + part.source;
        }
        const std::string name = "p" + std::to_string(values.size());
        source.replace(found, part.source.size(), name);
        from = found + name.size();
        environment.declare(name, ExprType{});
        values.push_back(part.value);
    }
    EvalContext context;
    // Handles of the parts mean nothing to another context.
    for (ExprValue& value : values) {
        value.missing = 0;
    }
    return show(evaluate(compile(source, environment, {}, {.limitCost = false}), values, context),
                context,
                {});
}

bool isLoop(const TraceNode& node)
{
    for (const std::string macro : {".all(", ".exists(", ".exists_one(", ".map(", ".filter("}) {
        if (node.source.find(macro) != std::string::npos) {
            return true;
        }
    }
    return false;
}

void checkBottomUp(const TraceNode& node, const World& world)
{
    if (!node.parts.empty() && !node.isInput && !isLoop(node) && !node.source.starts_with("has(")) {
        ExprValue bare = node.value;
        bare.missing = 0;
        EvalContext context;
        INFO(node.source);
        const std::string own = show(bare, context, {});
        const std::string computed = recomputed(node, world);
        // Where types are open an open yes or no is just unknown.
        CHECK((computed == own || (computed == "unknown" && own == "open")));
    }
    for (const TraceNode& part : node.parts) {
        checkBottomUp(part, world);
    }
}

/// Every leaf is an input, a constant, a variable, or a missing thing.
void checkLeaves(const TraceNode& node)
{
    if (node.parts.empty()) {
        const bool isVariable = node.value.kind == ExprKind::Object ||
                                node.value.kind == ExprKind::List || node.source == "w";
        INFO(node.source);
        CHECK((node.isInput || node.isConstant || isVariable ||
               node.value.kind == ExprKind::Unknown));
    }
    if (node.isInput) {
        CHECK(node.subject != nullptr);
        CHECK(node.attribute != nullptr);
    }
    for (const TraceNode& part : node.parts) {
        checkLeaves(part);
    }
}

const std::vector<std::string>& sources()
{
    static const std::vector<std::string> kSources{
        "fabric.managed && fabric.switches > 3",
        "fabric.managed || fabric.switches > 3 || true",
        "(fabric.switches + 2) * 3 - fabric.switches",
        "fabric.port_speed / fabric.uplink_speed",
        "fabric.managed ? fabric.port_speed : fabric.uplink_speed * 2",
        "fabric.switches > 4 ? 1.0 : fabric.oversubscription",
        "!fabric.redundant",
        "-fabric.switches < 0",
        "math.least(fabric.switches, 4, 9)",
        "[fabric.switches, 2, 3][1]",
        "fabric.switches in [1, 2, fabric.switches]",
        "size([fabric.managed, fabric.redundant]) == 2",
        "{'a': fabric.switches}.a",
        "1 / (fabric.switches - 8) > 0 && fabric.redundant",
        "double(fabric.switches) / 2.0 + fabric.oversubscription",
        "fabric.vendor + '!' == 'x!'",
        "fabric.vendor.startsWith('x')",
        "workloads[0].fabric.managed",
        "date('2026-11-25') - fabric.installed",
    };
    return kSources;
}

void fill(World& world)
{
    world.set("fabric/main.managed", "yes", Origin::Measured);
    world.set("fabric/main.switches", "8");
    world.set("fabric/main.port_speed", "100..400 Gb/s");
    world.set("fabric/main.uplink_speed", "800 Gb/s");
    world.set("workload/chat.fabric", "main");
    world.set("workload/train.accelerators", "128");
}

} // namespace

TEST_CASE("a trace has the value of the evaluation, and computing it bottom-up gives the same",
          "[expr][trace]")
{
    World world;
    const bool isKnown = GENERATE(false, true);
    if (isKnown) {
        fill(world);
    }
    for (const std::string& source : sources()) {
        const Program program = world.compiled(source);
        const auto variables = world.variables("fabric/main");
        const std::string direct =
            show(evaluate(program, variables, world.context), world.context, world.slots);
        const TraceNode traced = trace(program, variables, world.context);
        INFO(source);
        CHECK(traced.source == source);
        CHECK(show(traced.value, world.context, world.slots) == direct);
        checkBottomUp(traced, world);
        checkLeaves(traced);
    }
}

TEST_CASE("a trace has no short circuits", "[expr][trace]")
{
    World world;
    fill(world);
    const Program program = world.compiled("fabric.managed || fabric.switches > 3");
    const TraceNode traced = trace(program, world.variables("fabric/main"), world.context);
    REQUIRE(traced.parts.size() == 2);
    CHECK(traced.parts[1].source == "fabric.switches > 3");
    CHECK(traced.parts[1].value.truth == Truth::True);
    REQUIRE(traced.parts[1].parts.size() == 2);
    CHECK(traced.parts[1].parts[0].isInput);
    CHECK(traced.parts[1].parts[0].attribute->id == "fabric.switches");
    CHECK(traced.parts[1].parts[0].subject->id == "main");
    CHECK(traced.parts[1].parts[1].isConstant);
    CHECK(static_cast<int>(traced.value.origin) == static_cast<int>(Origin::Measured));
}

TEST_CASE("a trace shows each item of a macro and the way to a field", "[expr][trace]")
{
    World world;
    fill(world);
    const Program program = world.compiled("workloads.exists(w, w.accelerators > 64)");
    const TraceNode traced = trace(program, world.variables("fabric/main"), world.context);
    REQUIRE(traced.parts.size() == 4);
    CHECK(traced.parts[0].source == "workloads");
    CHECK(traced.parts[3].value.truth == Truth::True);
    CHECK(traced.parts[3].parts[0].subject->id == "train");
    checkLeaves(traced);

    const Program followed = world.compiled("workloads[0].fabric.managed");
    const TraceNode path = trace(followed, world.variables("fabric/main"), world.context);
    CHECK(path.isInput);
    CHECK(path.subject->id == "main");
    REQUIRE(path.parts.size() == 1);
    CHECK(path.parts[0].source == "workloads[0].fabric");
    CHECK(path.parts[0].isInput);
}

TEST_CASE("parts, options and has appear in a trace as they are written", "[expr][trace]")
{
    World world;
    fill(world);
    Environment environment(world.schema);
    environment.declareSubject(0);
    environment.define("ratio", "fabric.port_speed / fabric.uplink_speed", {});
    const auto variables = world.variables("fabric/main");
    const Program part = compile("ratio > 0.5", environment);
    const TraceNode named = trace(part, variables, world.context);
    REQUIRE(named.parts.size() == 2);
    CHECK(named.parts[0].source == "ratio");
    REQUIRE(named.parts[0].parts.size() == 1);
    CHECK(named.parts[0].parts[0].source == "fabric.port_speed / fabric.uplink_speed");

    const Program choice = compile("fabric.transport != 'tcp'", environment);
    const TraceNode option = trace(choice, variables, world.context);
    REQUIRE(option.parts.size() == 2);
    CHECK(option.parts[0].isInput);
    CHECK(option.parts[1].source == "'tcp'");
    CHECK(option.parts[1].isConstant);

    const Program has = compile("has(fabric.vendor) && fabric.managed", environment);
    const TraceNode known = trace(has, variables, world.context);
    CHECK(known.parts[0].source == "has(fabric.vendor)");
    REQUIRE(known.parts[0].parts.size() == 1);
    CHECK(known.parts[0].parts[0].isInput);

    const Program quantity = compile("fabric.port_speed > q('400 Gb/s')", environment);
    const TraceNode threshold = trace(quantity, variables, world.context);
    CHECK(threshold.parts[1].source == "q('400 Gb/s')");
    CHECK(threshold.parts[1].isConstant);
}

TEST_CASE("evaluating twice gives the same bits", "[expr][trace]")
{
    World world;
    fill(world);
    for (const std::string& source : sources()) {
        const std::string first = world.text(source);
        world.context.clear();
        CHECK(world.text(source) == first);
    }
}
