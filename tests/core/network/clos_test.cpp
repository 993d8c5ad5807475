// SPDX-License-Identifier: Apache-2.0
#include "core/network/clos.h"

#include "core/base/error.h"

#include <optional>
#include <tuple>

#include "tests/support/catch.h"

namespace netready {

namespace {

/// Cables that one core of a group gets from a pod, if its spines spread evenly.
std::int64_t cablesToCore(const Pod& pod, const CoreGroups& cores)
{
    const bool severalSpines = pod.spines >= cores.groups;
    const std::int64_t groupsOfSpine = severalSpines ? 1 : cores.groups / pod.spines;
    const std::int64_t spinesOfGroup = severalSpines ? pod.spines / cores.groups : 1;
    CHECK(spinesOfGroup * cores.groups == pod.spines * groupsOfSpine);
    CHECK(pod.spine.up % (groupsOfSpine * cores.coresEach) == 0);
    return spinesOfGroup * (pod.spine.up / (groupsOfSpine * cores.coresEach));
}

void checkPod(const Pod& pod, std::int64_t uplinks, std::int64_t ports)
{
    CHECK(uplinks % pod.spines == 0);
    CHECK(pod.spine.down == pod.leaves * (uplinks / pod.spines));
    CHECK(pod.spine.down + pod.spine.up <= ports);
    CHECK(pod.spine.up >= pod.spine.down);
}

} // namespace

TEST_CASE("three tiers spread evenly within the ports of their switches", "[network]")
{
    for (const std::int64_t ports : {4, 12, 40, 48, 64}) {
        for (std::int64_t uplinks = 1; uplinks <= ports / 2; ++uplinks) {
            std::int64_t cores = 0;
            for (std::int64_t leaves = 1; leaves <= ports * (ports / 2); leaves += 1 + ports / 8) {
                CAPTURE(ports, uplinks, leaves);
                const auto upper = upperTiers({leaves, uplinks, ports});
                REQUIRE(upper);
                CHECK((upper->pods - 1) * upper->full.leaves + upper->last.leaves == leaves);
                checkPod(upper->full, uplinks, ports);
                checkPod(upper->last, uplinks, ports);
                CHECK((upper->pods - 1) * cablesToCore(upper->full, upper->cores) +
                          cablesToCore(upper->last, upper->cores) <=
                      ports);
                CHECK(upper->coreCount() >= cores);
                cores = upper->coreCount();
            }
            CHECK_FALSE(upperTiers({ports * (ports / 2) + 1, uplinks, ports}));
        }
    }
}

TEST_CASE("a divisor is found from below", "[network]")
{
    CHECK(divisorFrom(32, 12) == 16);
    CHECK(divisorFrom(32, 16) == 16);
    CHECK(divisorFrom(32, 0) == 1);
    CHECK(divisorFrom(43, 2) == 43);
    CHECK(divisorFrom(32, 33) == std::nullopt);
}

TEST_CASE("three units need sixteen spines, where plain division says twelve", "[network]")
{
    CHECK(spineCount(24, 32, 64, 1) == 16);
    CHECK(spineCount(64, 32, 64, 1) == 32);
    CHECK(spineCount(65, 32, 64, 1) == std::nullopt);
    CHECK(spineCount(8, 32, 64, 5) == 8); // R12: at least so many
    CHECK(spineCount(8, 32, 64, 33) == std::nullopt);
}

TEST_CASE("ports are split so that the uplinks are enough", "[network]")
{
    const auto [ports, oversubscription, down, up] =
        GENERATE(table<std::int64_t, double, std::int64_t, std::int64_t>({
            {64, 1, 32, 32},
            {64, 3, 48, 16},
            {64, 2, 42, 21},
            {64, 15, 60, 4},
            {48, 1, 24, 24},
            {2, 1, 1, 1},
            {2, 1000, 1, 1},
            {128, 1.067, 66, 62},
            {64, 1000, 63, 1},
        }));
    CAPTURE(ports, oversubscription);
    CHECK(splitPorts(ports, oversubscription) == PortSplit{down, up});
}

TEST_CASE("decimal ratios cost no uplink for their last binary digit", "[network]")
{
    CHECK(uplinksFor(33, 1.1) == 30);
    CHECK(uplinksFor(36, 1.2) == 30);
    CHECK(uplinksFor(0.5, 1) == 1);
}

TEST_CASE("a maximum is only told for switches and tiers that there are", "[network]")
{
    CHECK_THROWS_AS(maximumEndpoints(63, 2), Error);
    CHECK_THROWS_AS(maximumEndpoints(0, 2), Error);
    CHECK_THROWS_AS(maximumEndpoints(kMostSwitchPorts + 2, 3), Error);
    CHECK_THROWS_AS(maximumEndpoints(64, 0), Error);
    CHECK_THROWS_AS(maximumEndpoints(64, 4), Error);
}

TEST_CASE("a partly filled pod gets as many spines as its leaves need", "[network]")
{
    // Two pods of 32 leaves and one of 8: 64 spines and 8, as R8 has it.
    const auto upper = upperTiers({.leaves = 72, .uplinks = 32, .ports = 64});
    REQUIRE(upper);
    CHECK(upper->pods == 3);
    CHECK(upper->spineCount() == 72);
    CHECK(upper->spineCoreCables() == 72 * 32);
    // 36 cores would take the cables, but 32 uplinks of a spine do not spread evenly over them.
    CHECK(upper->coreCount() == 64);
}

TEST_CASE("a single pod needs half as many cores as spines", "[network]")
{
    const auto upper = upperTiers({.leaves = 32, .uplinks = 32, .ports = 64});
    REQUIRE(upper);
    CHECK(upper->spineCount() == 32);
    CHECK(upper->coreCount() == 16);
    CHECK(upper->spineCoreCables() == 1024);
}

} // namespace netready
