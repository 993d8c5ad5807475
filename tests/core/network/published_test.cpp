// SPDX-License-Identifier: Apache-2.0
#include "core/network/physical.h"
#include "core/network/sizing.h"

#include <cmath>
#include <string>
#include <tuple>

#include "tests/support/catch.h"

namespace netready {

namespace {

/// Nodes of eight accelerators, each with a NIC of the speed of a switch port.
FabricRequirement eightGpuNodes(std::int64_t nodes, std::int64_t switchPorts, DataRate speed)
{
    return {.gpusPerNode = 8,
            .nodes = nodes,
            .nicsPerNode = 8,
            .nicSpeed = speed,
            .switchPorts = switchPorts,
            .portSpeed = speed};
}

FabricRequirement superPod(std::int64_t units)
{
    return eightGpuNodes(32 * units, 64, gigabitsPerSecond(400));
}

} // namespace

TEST_CASE("published: the development table of DGX SuperPOD H100 and B200", "[network]")
{
    // NV-H100 Table 3, NV-B200: read. The same row by row in both where both have it.
    const auto [units, gpus, leaf, spine, core, cables, spineCore] = GENERATE(table<std::int64_t,
                                                                                    std::int64_t,
                                                                                    std::int64_t,
                                                                                    std::int64_t,
                                                                                    std::int64_t,
                                                                                    std::int64_t,
                                                                                    std::int64_t>({
        {2, 512, 16, 8, 0, 512, 0},
        {4, 1024, 32, 16, 0, 1024, 0},
        {8, 2048, 64, 32, 0, 2048, 0},
        {16, 4096, 128, 128, 64, 4096, 4096},
        {32, 8192, 256, 256, 128, 8192, 8192},
        {64, 16384, 512, 512, 256, 16384, 16384},
    }));
    const FabricSize size = sizeFabric(superPod(units));
    CAPTURE(units);
    CHECK(size.tiers == (core == 0 ? 2 : 3));
    CHECK(size.plane.units == units);
    CHECK(size.plane.nodesPerUnit == 32);
    CHECK(size.gpus == gpus);
    CHECK(size.leaf == leaf);
    CHECK(size.spine == spine);
    CHECK(size.core == core);
    CHECK(size.cables == CableCounts{cables, cables, spineCore});
    CHECK(size.oversubscription == TierOversubscription{1, 1});
    CHECK(size.maxEndpoints == (core == 0 ? 2048 : 65536));
    CHECK(size.freeLeafPorts == 0);
    // R4: three or five switches for each k endpoints.
    CHECK(size.switches() == (core == 0 ? 3 : 5) * gpus / 64);
}

TEST_CASE("published: an H100 pod of 127 nodes, with the fabric manager in the place of one",
          "[network]")
{
    // NV-H100 Table 4, its footnote, and Table 7: 127 nodes, 1,016 GPUs, four cables of the
    // manager.
    FabricRequirement requirement = superPod(4);
    requirement.reservedNodes = 1;
    const FabricSize size = sizeFabric(requirement);
    CHECK(size.gpus == 1016);
    CHECK(size.leaf == 32);
    CHECK(size.spine == 16);
    CHECK(size.cables == CableCounts{1016 + 4, 1024, 0});
    CHECK(size.freeLeafPorts == 4);

    // The same asked for by its accelerators.
    requirement.nodes.reset();
    requirement.gpus = 1016;
    CHECK(sizeFabric(requirement).cables == size.cables);
    CHECK(sizeFabric(requirement).leaf == size.leaf);
}

TEST_CASE("published: 1,536 transceivers of two ports on the 48 switches of an H100 pod",
          "[network]")
{
    const FabricSize size = sizeFabric(superPod(4)); // NV-H100
    CHECK(size.switches() == 48);
    CHECK(modulesFor(size.usedPorts, 2) == 1536);
}

TEST_CASE("published: most endpoints of two tiers", "[network]")
{
    // R2: 800 (derived), 2,048 (NV-B200 leaves two tiers there), 8,192 (NV-B300E), 10,368 (Q3400,
    // several write-ups), 131,072 (TH6: "over 128,000").
    const auto [ports, most] = GENERATE(table<std::int64_t, std::int64_t>(
        {{40, 800}, {64, 2048}, {128, 8192}, {144, 10368}, {512, 131072}}));
    CHECK(maximumEndpoints(ports, 2) == most);
    CHECK(maximumEndpoints(ports, 1) == ports);

    FabricRequirement requirement = eightGpuNodes(most / 8, ports, gigabitsPerSecond(200));
    const FabricSize full = sizeFabric(requirement);
    CHECK(full.tiers == 2);
    CHECK(full.maxEndpoints == most);
    CHECK(full.leaf + full.spine == 3 * most / ports);
    CHECK(full.freeLeafPorts == 0);
    requirement.nodes = most / 8 + 1;
    CHECK(sizeFabric(requirement).tiers == 3);
}

TEST_CASE("published: most endpoints of three tiers", "[network]")
{
    // R3: HPN Table 1 lists 27,648 for a fat tree of 48 ports; 65,536 is k³/4.
    const auto [ports, most] =
        GENERATE(table<std::int64_t, std::int64_t>({{48, 27648}, {64, 65536}}));
    CHECK(maximumEndpoints(ports, 3) == most);

    FabricRequirement requirement = eightGpuNodes(most / 8, ports, gigabitsPerSecond(400));
    const FabricSize full = sizeFabric(requirement);
    CHECK(full.tiers == 3);
    CHECK(full.maxEndpoints == most);
    CHECK(full.switches() == 5 * most / ports);
    CHECK(full.cables == CableCounts{most, most, most});
    requirement.nodes = most / 8 + 1;
    CHECK_THROWS_AS(sizeFabric(requirement), Error);
}

TEST_CASE("published: a Spectrum-X unit of 32 nodes has 12 switches and 256 cables", "[network]")
{
    // AARNA, of Spectrum-X RA v1.3; the split into 8 leaves and 4 spines is derived by R5. The
    // ports used are not said: 64 at the NIC's speed give the published counts.
    const FabricSize size = sizeFabric(superPod(1));
    CHECK(size.leaf == 8);
    CHECK(size.spine == 4);
    CHECK(size.switches() == 12);
    CHECK(size.cables == CableCounts{256, 256, 0});
}

TEST_CASE("published: 320 switches for 4,096 GPUs", "[network]")
{
    CHECK(sizeFabric(superPod(16)).switches() == 320); // NV-B200, of FREAK's comparison
}

TEST_CASE("published: rail units of B300 and Rubin", "[network]")
{
    SECTION("XDR: 72 nodes of 144-port switches, 10,368 endpoints; NV-B300X, NV-RUBIN8")
    {
        const FabricSize size = sizeFabric(eightGpuNodes(576, 144, gigabitsPerSecond(800)));
        CHECK(size.plane.nodesPerUnit == 72);
        CHECK(size.plane.units == 8);
        CHECK(size.leaf == 64);
        CHECK(size.spine == 36); // 64 * 72 / 144 = 32, which does not divide 72
        CHECK(size.maxEndpoints == 10368);
    }
    SECTION("Ethernet: 64 nodes on two planes, two tiers to 8,192 GPUs; NV-B300E")
    {
        FabricRequirement requirement = eightGpuNodes(64, 128, gigabitsPerSecond(400));
        requirement.nicSpeed = gigabitsPerSecond(800);
        requirement.planes = 2;
        const FabricSize unit = sizeFabric(requirement);
        CHECK(unit.plane.nodesPerUnit == 64);
        CHECK(unit.plane.units == 1);
        CHECK(unit.leaf == 16);
        CHECK(unit.spine == 8);
        CHECK(unit.cables == CableCounts{1024, 1024, 0});
        CHECK(unit.maxEndpoints == 8192);
        requirement.nodes = 1024;
        CHECK(sizeFabric(requirement).tiers == 2);
        requirement.nodes = 1025;
        CHECK(sizeFabric(requirement).tiers == 3);
    }
}

TEST_CASE("published: 64 spines over the 128 leaves of 16 Juniper stripes", "[network]")
{
    // JN-WEKA, Table 18, for 8,192 GPUs with QFX5240 (128 x 400G). It prints 1,024 leaves, which do
    // not agree with its own 16 stripes of 8 rails.
    FabricRequirement requirement = eightGpuNodes(1024, 128, gigabitsPerSecond(400));
    requirement.minimumSpines = 4;
    const FabricSize size = sizeFabric(requirement);
    CHECK(size.plane.units == 16);
    CHECK(size.leaf == 128);
    CHECK(size.spine == 64);
}

TEST_CASE("published: 64 servers share the leaves of MegaScale, whose downlinks are split",
          "[network]")
{
    // MEGASCALE: 64 x 400G, 32 down and 32 up, each port down split to two NICs of 200G, eight
    // NICs to eight leaves; three tiers at 1:1, over 10,000 GPUs.
    FabricRequirement requirement = eightGpuNodes(1536, 64, gigabitsPerSecond(400));
    requirement.nicSpeed = gigabitsPerSecond(200);
    const FabricSize size = sizeFabric(requirement);
    CHECK(size.plane.nodesPerUnit == 64);
    CHECK(size.plane.leaf == PortSplit{32, 32});
    CHECK(size.tiers == 3);
    CHECK(size.gpus == 12288);
    CHECK(size.oversubscription == TierOversubscription{1, 1});
}

TEST_CASE("published: a pod of HPN has 15 segments on two planes at 1.067:1", "[network]")
{
    // HPN: 1.067:1 at the leaf, dual plane, pods of 15K GPUs: read. Fifteen segments of 128 hosts
    // are from memory, as are the 60 uplinks and 60 spines that they are compared with.
    FabricRequirement requirement = eightGpuNodes(15 * 128, 128, gigabitsPerSecond(400));
    requirement.planes = 2;
    requirement.nodesPerUnit = 128;
    requirement.oversubscription = 1.067;
    const FabricSize size = sizeFabric(requirement);
    CHECK(size.tiers == 2);
    CHECK(size.gpus == 15360);
    CHECK(size.plane.leaf == PortSplit{64, 60});
    CHECK(size.leaf == 2 * 15 * 8);
    CHECK(size.spine == 2 * 60);
    CHECK(std::abs(size.oversubscription.leaf - 1.067) < 0.0005);
}

TEST_CASE("published: AMD's fabric sizes that can be reconstructed", "[network]")
{
    // AMD-RD, 51.2T switches as 128 x 400G. Not reconstructed: the 2K, 4K and 6K designs, because
    // they are undersubscribed (1:1.16) and share leaves with storage and front-end ports in
    // numbers that the source does not give; the scheduled fabrics, because their leaves and
    // spines are different boxes.
    SECTION("one switch to 128 GPUs")
    {
        const FabricSize size = sizeFabric(eightGpuNodes(16, 128, gigabitsPerSecond(400)));
        CHECK(size.tiers == 1);
        CHECK(size.gpus == 128);
        CHECK(size.switches() == 1);
        CHECK(size.maxEndpoints == 128);
        CHECK(sizeFabric(eightGpuNodes(17, 128, gigabitsPerSecond(400))).tiers == 2);
    }
    SECTION("R11: a tree needs no spine for its first unit, rails do")
    {
        FabricRequirement requirement = eightGpuNodes(7, 128, gigabitsPerSecond(400));
        requirement.nodesPerUnit = 7;
        CHECK(sizeFabric(requirement).spine > 0);
        requirement.rails = 1;
        CHECK(sizeFabric(requirement).spine == 0);
        CHECK(sizeFabric(requirement).leaf == 1);
        requirement.nodes = 8;
        CHECK(sizeFabric(requirement).leaf == 2);
        CHECK(sizeFabric(requirement).spine > 0);
    }
    SECTION("259 nodes as a tree hold 2,072 GPUs; about 61 switches, which 1:1 needs a few more of")
    {
        FabricRequirement requirement = eightGpuNodes(259, 128, gigabitsPerSecond(400));
        requirement.rails = 1;
        requirement.nodesPerUnit = 7;
        const FabricSize size = sizeFabric(requirement);
        CHECK(size.gpus == 2072);
        CHECK(size.leaf == 37);
        CHECK(std::abs(static_cast<double>(size.switches()) / 61 - 1) < 0.07);
    }
}

TEST_CASE("published: pause headroom at 400 Gb/s", "[network]")
{
    // HEADRM; the sums at 400G are derived there, from the parts of IEEE 802.3 and the interface
    // delay of 100G: 109 kB at 3 m, 157 kB at 100 m, 257 kB at 300 m.
    const auto [length, headroom, cable] =
        GENERATE(table<double, double, double>({{3, 109, 1.5}, {100, 157, 50}, {300, 257, 150}}));
    const DataRate rate = gigabitsPerSecond(400);
    const PfcDelays delays = pfcDelays(rate);
    const DataSize whole = pfcHeadroom<Point>({.rate = rate,
                                               .length = metres(length),
                                               .frame = bytes(9216),
                                               .interfaceDelay = delays.interfaceDelay,
                                               .peerResponse = delays.peerResponse});
    CHECK(std::round(inBytes(whole) / 1000) == headroom);
    CHECK(std::abs(inBytes(2.0 * (cableDelay<Point>(metres(length)) * rate)) - cable * 1000) <
          1e-6);
}

TEST_CASE("published: the cable's part of the headroom at 30 and 150 m", "[network]")
{
    const auto [length, cable] = GENERATE(table<double, double>({{30, 15000}, {150, 75000}}));
    const DataSize part = 2.0 * (cableDelay<Point>(metres(length)) * gigabitsPerSecond(400));
    CHECK(std::abs(inBytes(part) - cable) < 1e-6); // HEADRM, derived there
}

TEST_CASE("published: one lossless class of a full TH5 switch takes half of its buffer",
          "[network]")
{
    // SONIC: 612,140 B a port; JN-QFX: 165.2 MB; "about 78 MB, roughly half".
    const double share = losslessBufferShare<Point>(bytes(612140), 128, 1, bytes(165.2e6));
    CHECK(std::round(128 * 612140 / 1e6) == 78);
    CHECK(std::abs(share - 0.474) < 0.001);
    CHECK(losslessBufferShare<Point>(bytes(612140), 128, 2, bytes(165.2e6)) < 1);
    CHECK(losslessBufferShare<Point>(bytes(612140), 128, 3, bytes(165.2e6)) > 1);
}

TEST_CASE("published: four DGX H100 exceed 40 kW in a rack", "[network]")
{
    const Power rack = rackPower<Point>(4, watts(10'200), 0, watts(0)); // NV-H100
    CHECK(rack > watts(40'000));
    CHECK(rack < watts(41'000));
    CHECK(racksNeeded<Point>(127, watts(10'200), rack) == 32);
}

} // namespace netready
