// SPDX-License-Identifier: Apache-2.0
#include "core/network/sizing.h"

#include "core/base/text.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <random>
#include <string>

#include "tests/support/catch.h"

namespace netready {

namespace {

class RandomRequirements
{
public:
    FabricRequirement next()
    {
        FabricRequirement requirement;
        requirement.gpusPerNode = oneOf({1, 4, 8, 16, 72});
        requirement.nodes = std::int64_t{1} << between(0, 12);
        *requirement.nodes += between(0, *requirement.nodes);
        requirement.nicsPerNode = oneOf({1, 2, 4, 8, 9, 10, 16});
        requirement.planes = oneOf({1, 1, 1, 2, 4});
        const std::int64_t rails = between(0, requirement.nicsPerNode);
        requirement.rails = sometimes(rails);
        requirement.nodesPerUnit = sometimes(between(1, 100));
        requirement.reservedNodes = oneOf({0, 0, 0, 1, 2});
        requirement.switchPorts = 2 * between(1, 80);
        requirement.nicSpeed = gigabitsPerSecond(oneDouble({100, 200, 400, 800}));
        requirement.portSpeed = gigabitsPerSecond(oneDouble({100, 200, 400, 800}));
        requirement.oversubscription = oneDouble({1, 1, 1, 1.067, 1.1, 1.5, 2, 3, 7, 15});
        if (between(0, 4) == 0) {
            requirement.tiers = between(1, 3);
        }
        if (between(0, 4) == 0) {
            requirement.minimumSpines = between(1, 6);
        }
        return requirement;
    }

private:
    std::int64_t between(std::int64_t low, std::int64_t high)
    {
        return low +
               static_cast<std::int64_t>(m_random() % static_cast<std::uint64_t>(high - low + 1));
    }
    template <class T>
    T pick(std::initializer_list<T> values)
    {
        return values.begin()[between(0, static_cast<std::int64_t>(values.size()) - 1)];
    }
    std::int64_t oneOf(std::initializer_list<std::int64_t> values) { return pick(values); }
    double oneDouble(std::initializer_list<double> values) { return pick(values); }
    std::optional<std::int64_t> sometimes(std::int64_t value)
    {
        return between(0, 2) == 0 ? std::optional(value) : std::nullopt;
    }

    std::mt19937_64 m_random{20261125}; // NOLINT(bugprone-random-generator-seed): repeatable
};

std::optional<FabricSize> sized(const FabricRequirement& requirement)
{
    try {
        return sizeFabric(requirement);
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::InvalidInput);
        CHECK(error.message().find('"') != std::string::npos);
        return std::nullopt;
    }
}

void checkNothingNegative(const FabricSize& size)
{
    for (const std::int64_t count : {size.gpus,
                                     size.leaf,
                                     size.spine,
                                     size.core,
                                     size.cables.endpointLeaf,
                                     size.cables.leafSpine,
                                     size.cables.spineCore,
                                     size.freeLeafPorts,
                                     size.plane.leaf.down,
                                     size.plane.leaf.up,
                                     size.plane.spine.down,
                                     size.plane.spine.up}) {
        CHECK(count >= 0);
    }
    CHECK(size.leaf > 0);
    CHECK(size.gpus > 0);
    CHECK(size.maxEndpoints > 0);
    CHECK((size.spine > 0) == (size.tiers >= 2));
    CHECK((size.core > 0) == (size.tiers == 3));
}

/// No switch of a plane has more cables than ports, and every tier takes what the one below sends.
void checkPorts(const FabricRequirement& requirement, const FabricSize& size)
{
    const FabricPlane& plane = size.plane;
    const std::int64_t ports = requirement.switchPorts;
    CHECK(plane.leaf.down + plane.leaf.up <= ports);
    CHECK(size.usedPorts + size.freeLeafPorts <= size.switches() * ports);
    CHECK(plane.spine.down + plane.spine.up <= ports);
    CHECK(plane.leaves * plane.leaf.up + plane.spineCoreCables <= plane.spines * ports);
    CHECK(plane.spineCoreCables <= plane.cores * ports);
    CHECK(plane.leaves * plane.nicsPerLeaf >= nodeSlots(requirement) * requirement.nicsPerNode);
    CHECK(size.cables.leafSpine == requirement.planes * plane.leaves * plane.leaf.up);
    if (size.tiers == 2) {
        CHECK(plane.leaf.up % plane.spines == 0); // each leaf spreads evenly
        CHECK(plane.spines >= requirement.minimumSpines.value_or(1));
    }
}

void checkOversubscription(const FabricRequirement& requirement, const FabricSize& size)
{
    CHECK(std::isfinite(size.oversubscription.leaf));
    CHECK(size.oversubscription.leaf > 0);
    CHECK(size.oversubscription.leaf <= requirement.oversubscription * (1 + 1e-9));
    CHECK(size.oversubscription.spine > 0);
    CHECK(size.oversubscription.spine <= 1);
}

bool explains(const FabricSize& size, const std::string& name, std::int64_t value)
{
    return std::any_of(size.why.begin(), size.why.end(), [&](const SizeStep& step) {
        return step.name == name && step.value == grouped(value);
    });
}

void checkExplained(const FabricSize& size)
{
    CHECK(explains(size, "tiers", size.tiers));
    CHECK(explains(size, "GPUs", size.gpus));
    CHECK(explains(size, "leaf switches", size.leaf));
    CHECK(explains(size, "spine switches", size.spine));
    CHECK(explains(size, "core switches", size.core));
    CHECK(explains(size, "endpoint-leaf cables", size.cables.endpointLeaf));
    CHECK(explains(size, "leaf-spine cables", size.cables.leafSpine));
    CHECK(explains(size, "spine-core cables", size.cables.spineCore));
    CHECK(explains(size, "most endpoints", size.maxEndpoints));
    CHECK(explains(size, "free leaf ports", size.freeLeafPorts));
    CHECK(explains(size, "switches", size.switches()));
    CHECK(explains(size, "switch ports used", size.usedPorts));
    for (const SizeStep& step : size.why) {
        CHECK_FALSE(step.formula.empty());
        CHECK_FALSE(step.source.empty());
    }
}

} // namespace

TEST_CASE("any requirement is refused or gets a fabric whose ports suffice", "[network]")
{
    RandomRequirements requirements;
    std::size_t fabrics = 0;
    std::size_t threeTiers = 0;
    for (int i = 0; i < 20'000; ++i) {
        const FabricRequirement requirement = requirements.next();
        const std::optional<FabricSize> size = sized(requirement);
        if (!size) {
            continue;
        }
        ++fabrics;
        threeTiers += size->tiers == 3 ? 1U : 0U;
        CAPTURE(i);
        checkNothingNegative(*size);
        checkPorts(requirement, *size);
        checkOversubscription(requirement, *size);
        checkExplained(*size);
    }
    CHECK(fabrics > 4'000);
    CHECK(threeTiers > 1'000);
}

TEST_CASE("more nodes never need fewer switches", "[network]")
{
    RandomRequirements requirements;
    for (int i = 0; i < 4'000; ++i) {
        FabricRequirement requirement = requirements.next();
        const std::optional<FabricSize> size = sized(requirement);
        requirement.nodes = *requirement.nodes + 1 + i % 40;
        const std::optional<FabricSize> larger = sized(requirement);
        CAPTURE(i, *requirement.nodes);
        if (size && larger) {
            CHECK(larger->switches() >= size->switches());
            CHECK(larger->tiers >= size->tiers);
            CHECK(larger->cables.endpointLeaf > size->cables.endpointLeaf);
        } else {
            // What a small fabric refuses is not the number of nodes, unless none but reserved are
            // there.
            CHECK(
                (size || !larger || *requirement.nodes - 1 - i % 40 <= requirement.reservedNodes));
        }
    }
}

TEST_CASE("every node more up to three tiers is served by no fewer switches", "[network]")
{
    FabricRequirement requirement{.gpusPerNode = 8,
                                  .nodes = 1,
                                  .nicsPerNode = 8,
                                  .nicSpeed = gigabitsPerSecond(400),
                                  .rails = 1,
                                  .switchPorts = 32,
                                  .portSpeed = gigabitsPerSecond(400)};
    std::int64_t switches = 0;
    for (std::int64_t nodes = 1; nodes <= 1024; ++nodes) {
        requirement.nodes = nodes;
        const FabricSize size = sizeFabric(requirement);
        CAPTURE(nodes);
        CHECK(size.switches() >= switches);
        switches = size.switches();
    }
    CHECK(switches == 5 * 8192 / 32);
}

TEST_CASE("the largest requirement that is let in does not overflow", "[network]")
{
    FabricRequirement requirement{.gpusPerNode = 1024,
                                  .nodes = 10'000'000,
                                  .nicsPerNode = 1024,
                                  .nicSpeed = gigabitsPerSecond(51'200),
                                  .planes = 64,
                                  .switchPorts = 16384,
                                  .portSpeed = gigabitsPerSecond(100)};
    const FabricSize size = sizeFabric(requirement);
    checkNothingNegative(size);
    CHECK(size.cables.endpointLeaf == std::int64_t{10'000'000} * 1024 * 64 * 8);
}

TEST_CASE("a unit that is partly filled is built in full", "[network]")
{
    FabricRequirement requirement{.gpusPerNode = 8,
                                  .nodes = 20,
                                  .nicsPerNode = 8,
                                  .nicSpeed = gigabitsPerSecond(400),
                                  .switchPorts = 64,
                                  .portSpeed = gigabitsPerSecond(400)};
    const FabricSize size = sizeFabric(requirement);
    CHECK(size.leaf == 8);
    CHECK(size.spine == 4);
    CHECK(size.cables == CableCounts{160, 256, 0});
    CHECK(size.freeLeafPorts == 8 * 12);
}

TEST_CASE("a few nodes share one switch unless a unit or spines are asked for", "[network]")
{
    FabricRequirement requirement{.gpusPerNode = 8,
                                  .nodes = 8,
                                  .nicsPerNode = 8,
                                  .nicSpeed = gigabitsPerSecond(400),
                                  .switchPorts = 64,
                                  .portSpeed = gigabitsPerSecond(400)};
    CHECK(sizeFabric(requirement).tiers == 1);
    CHECK(sizeFabric(requirement).cables == CableCounts{64, 0, 0});
    requirement.planes = 2;
    CHECK(sizeFabric(requirement).switches() == 2);
    requirement.planes = 1;
    requirement.minimumSpines = 4;
    CHECK(sizeFabric(requirement).spine == 4);
    requirement.minimumSpines.reset();
    requirement.nodesPerUnit = 32;
    CHECK(sizeFabric(requirement).leaf == 8);
    requirement.tiers = 1;
    CHECK(sizeFabric(requirement).leaf == 1);
}

TEST_CASE("a unit larger than a leaf takes several leaves a rail, filled alike", "[network]")
{
    FabricRequirement requirement{.gpusPerNode = 4,
                                  .nodes = 144 * 4,
                                  .nicsPerNode = 4,
                                  .nicSpeed = gigabitsPerSecond(400),
                                  .nodesPerUnit = 144,
                                  .switchPorts = 64,
                                  .portSpeed = gigabitsPerSecond(400)};
    const FabricSize size = sizeFabric(requirement);
    CHECK(size.plane.leavesPerRail == 5);
    CHECK(size.plane.nodesPerLeaf == 29);
    CHECK(size.leaf == 4 * 4 * 5);
}

} // namespace netready
