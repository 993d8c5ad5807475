// SPDX-License-Identifier: Apache-2.0
#include "core/network/requirement.h"

#include "core/base/text.h"
#include "core/network/sizing.h"

#include <cmath>
#include <functional>
#include <limits>
#include <string>
#include <tuple>
#include <vector>

#include "tests/support/catch.h"

namespace netready {

namespace {

FabricRequirement good()
{
    return {.gpusPerNode = 8,
            .nodes = 128,
            .nicsPerNode = 8,
            .nicSpeed = gigabitsPerSecond(400),
            .switchPorts = 64,
            .portSpeed = gigabitsPerSecond(400)};
}

struct Fault
{
    std::string field;
    std::function<void(FabricRequirement&)> make;
};

const std::vector<Fault>& faults()
{
    static constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
    static constexpr double kInfinity = std::numeric_limits<double>::infinity();
    static constexpr std::int64_t kHuge = std::numeric_limits<std::int64_t>::max();
    static const std::vector<Fault> all{
        {"nodes", [](auto& r) { r.nodes = 0; }},
        {"nodes", [](auto& r) { r.nodes = -1; }},
        {"nodes", [](auto& r) { r.nodes = kHuge; }},
        {"nodes", [](auto& r) { r.nodes.reset(); }},
        {"gpus", [](auto& r) { r.gpus = 1000; }},
        {"gpus", [](auto& r) { r.gpus = -8; }},
        {"gpus_per_node", [](auto& r) { r.gpusPerNode = 0; }},
        {"gpus_per_node", [](auto& r) { r.gpusPerNode = kHuge; }},
        {"nics_per_node", [](auto& r) { r.nicsPerNode = 0; }},
        {"nics_per_node", [](auto& r) { r.nicsPerNode = kHuge; }},
        {"rails", [](auto& r) { r.rails = 3; }},
        {"rails", [](auto& r) { r.rails = 0; }},
        {"rails", [](auto& r) { r.rails = 16; }},
        {"planes", [](auto& r) { r.planes = 0; }},
        {"planes", [](auto& r) { r.planes = 3; }},
        {"planes", [](auto& r) { r.planes = kHuge; }},
        {"nodes_per_unit", [](auto& r) { r.nodesPerUnit = 0; }},
        {"reserved_nodes", [](auto& r) { r.reservedNodes = -1; }},
        {"reserved_nodes", [](auto& r) { r.reservedNodes = 128; }},
        {"reserved_nodes", [](auto& r) { r.reservedNodes = kHuge; }},
        {"manager_cables", [](auto& r) { r.managerCables = 4; }},
        {"switch_ports", [](auto& r) { r.switchPorts = 63; }},
        {"switch_ports", [](auto& r) { r.switchPorts = 0; }},
        {"switch_ports", [](auto& r) { r.switchPorts = -64; }},
        {"switch_ports", [](auto& r) { r.switchPorts = kHuge; }},
        {"switch_ports", [](auto& r) { r.nodes = 10'000; }},
        {"tiers", [](auto& r) { r.tiers = 0; }},
        {"tiers", [](auto& r) { r.tiers = 4; }},
        {"tiers", [](auto& r) { r.tiers = 1; }},
        {"tiers", [](auto& r) { r.nodes = 257, r.tiers = 2; }},
        {"minimum_spines", [](auto& r) { r.minimumSpines = 0; }},
        {"minimum_spines", [](auto& r) { r.minimumSpines = 33; }},
        {"oversubscription", [](auto& r) { r.oversubscription = 0.9; }},
        {"oversubscription", [](auto& r) { r.oversubscription = -1; }},
        {"oversubscription", [](auto& r) { r.oversubscription = 1e9; }},
        {"oversubscription", [](auto& r) { r.oversubscription = kNan; }},
        {"oversubscription", [](auto& r) { r.oversubscription = kInfinity; }},
        {"nic_speed", [](auto& r) { r.nicSpeed = gigabitsPerSecond(0); }},
        {"nic_speed", [](auto& r) { r.nicSpeed = gigabitsPerSecond(-400); }},
        {"nic_speed", [](auto& r) { r.nicSpeed = gigabitsPerSecond(300); }},
        {"nic_speed", [](auto& r) { r.nicSpeed = gigabitsPerSecond(kNan); }},
        {"nic_speed", [](auto& r) { r.nicSpeed = gigabitsPerSecond(kInfinity); }},
        {"port_speed", [](auto& r) { r.portSpeed = gigabitsPerSecond(0); }},
        {"port_speed", [](auto& r) { r.portSpeed = gigabitsPerSecond(kNan); }},
        {"port_speed", [](auto& r) { r.portSpeed = gigabitsPerSecond(40'000); }},
    };
    return all;
}

} // namespace

TEST_CASE("a requirement without fault is sized", "[network]")
{
    CHECK(sizeFabric(good()).leaf == 32);
}

TEST_CASE("a fault is refused with the field's name and place", "[network]")
{
    for (const Fault& fault : faults()) {
        FabricRequirement requirement = good();
        fault.make(requirement);
        requirement.places = {{fault.field, {"fabric.yaml", 3, 14}}};
        CAPTURE(fault.field);
        try {
            const FabricSize size = sizeFabric(requirement);
            FAIL("sized with " << size.switches() << " switches");
        } catch (const Error& error) {
            CAPTURE(error.message());
            CHECK(error.code() == ErrorCode::InvalidInput);
            CHECK(error.message().find('"' + fault.field + '"') != std::string::npos);
            if (fault.field != "port_speed") { // may also be told at nic_speed
                CHECK(error.where() == Position{"fabric.yaml", 3, 14});
            }
        }
    }
}

TEST_CASE("a leaf too small for a node's NICs is refused", "[network]")
{
    FabricRequirement requirement = good();
    requirement.rails = 1;
    requirement.switchPorts = 8;
    requirement.nodes = 4;
    CHECK_THROWS_AS(sizeFabric(requirement), Error);
}

TEST_CASE("accelerators are rounded up to nodes, and reserved slots come on top", "[network]")
{
    FabricRequirement requirement = good();
    requirement.nodes.reset();
    requirement.gpus = 1001;
    requirement.reservedNodes = 2;
    CHECK(nodeSlots(requirement) == 126 + 2);
    CHECK(sizeFabric(requirement).gpus == 1008);
}

TEST_CASE("NICs and ports of different speed meet in whole numbers", "[network]")
{
    const auto [nic, planes, port, portsPerNic, nicsPerPort] =
        GENERATE(table<double, std::int64_t, double, std::int64_t, std::int64_t>({
            {400, 1, 400, 1, 1},
            {800, 1, 400, 2, 1},
            {800, 2, 400, 1, 1},
            {200, 1, 400, 1, 2},
            {400, 2, 400, 1, 2},
            {800, 4, 100, 2, 1},
            {100, 1, 800, 1, 8},
            {0.3, 3, 0.1, 1, 1},
        }));
    FabricRequirement requirement = good();
    requirement.nicSpeed = gigabitsPerSecond(nic);
    requirement.planes = planes;
    requirement.portSpeed = gigabitsPerSecond(port);
    const NicPorts attached = nicPorts(requirement);
    CHECK(attached.portsPerNic == portsPerNic);
    CHECK(attached.nicsPerPort == nicsPerPort);
}

TEST_CASE("the manager's cables are four unless said otherwise", "[network]")
{
    FabricRequirement requirement = good();
    CHECK(managerCables(requirement) == 0);
    requirement.reservedNodes = 1;
    CHECK(managerCables(requirement) == 4);
    requirement.managerCables = 8;
    CHECK(managerCables(requirement) == 8);
    requirement.managerCables.reset();
    requirement.nicsPerNode = 2;
    CHECK(managerCables(requirement) == 2);
}

TEST_CASE("whole numbers are grouped for people", "[network]")
{
    CHECK(grouped(0) == "0");
    CHECK(grouped(999) == "999");
    CHECK(grouped(1000) == "1,000");
    CHECK(grouped(-1000) == "-1,000");
    CHECK(grouped(-100) == "-100");
    CHECK(grouped(1234567890) == "1,234,567,890");
}

} // namespace netready
