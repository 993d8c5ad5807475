// SPDX-License-Identifier: Apache-2.0
#include "tests/core/expr/expr_world.h"
#include "tests/support/catch.h"

using namespace netready;

TEST_CASE("the weakest of two origins counts, and no origin gives way", "[expr][origin]")
{
    CHECK(weakest(0, 0) == 0);
    CHECK(weakest(0, 3) == 3);
    CHECK(weakest(3, 0) == 3);
    CHECK(weakest(2, 5) == 2);
    CHECK(weakest(6, 1) == 1);
}

TEST_CASE("a result rests on the weakest fact that it needs", "[expr][origin]")
{
    World world;
    world.set("fabric/main.port_speed", "400 Gb/s", Origin::Measured);
    world.set("fabric/main.uplink_speed", "800 Gb/s", Origin::Stated);
    world.set("fabric/main.managed", "yes", Origin::Documented);
    world.set("fabric/main.redundant", "no", Origin::Assumed);
    world.set("fabric/main.transport", "tcp", Origin::Imported);
    world.set("workload/chat.fabric", "main", Origin::Stated);
    world.set("workload/chat.accelerators", "8", Origin::Measured);
    world.set("workload/train.accelerators", "128", Origin::Observed);
    const auto [source, origin] = GENERATE(table<std::string, int>({
        {"1 + 1", 0},
        {"fabric.port_speed", 6},
        {"fabric.port_speed * 2", 6},
        {"fabric.port_speed / fabric.uplink_speed", 2},
        {"fabric.port_speed > fabric.uplink_speed", 2},
        {"fabric.managed && fabric.port_speed > q('1 Gb/s')", 3},
        {"fabric.managed || fabric.redundant", 3}, // decided by the first alone
        {"fabric.redundant || fabric.managed", 3}, // decided by the second alone
        {"fabric.redundant && fabric.managed", 1},
        {"fabric.managed && fabric.redundant", 1},
        {"fabric.managed ? fabric.port_speed : fabric.uplink_speed", 3},
        {"fabric.redundant ? 1 : 2", 1},
        {"fabric.transport == 'tcp'", 5},
        {"!fabric.managed", 3},
        {"[fabric.port_speed, fabric.uplink_speed][0]", 6},
        {"math.least(fabric.port_speed, fabric.uplink_speed)", 2},
        {"workloads[0].fabric.port_speed", 2},
        {"workloads.exists(w, w.accelerators > 64)", 4},
        {"size(workloads)", 0},
        {"has(fabric.managed)", 3},
        {"string(fabric.transport)", 5},
    }));
    INFO(source);
    CHECK(static_cast<int>(world.evaluated(source, "fabric/main").origin) == origin);
}
