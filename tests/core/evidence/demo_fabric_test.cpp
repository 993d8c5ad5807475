// SPDX-License-Identifier: Apache-2.0
#include "core/evidence/compare_inventories.h"

#include <algorithm>
#include <set>

#include "tests/core/evidence/sample_files.h"
#include "tests/support/catch.h"

namespace netready {

using namespace netready::testing;

namespace {

/// All files that describe the demo fabric.
std::vector<Inventory> demoFabric()
{
    std::vector<Inventory> all;
    for (const std::string& path : samplePaths()) {
        const bool isDemo = path.find("demo-fabric") != std::string::npos ||
                            path == "cabling-csv/cables.csv" || path == "k8s/nodes.json" ||
                            (path.starts_with("netbox/") && path != "netbox/cursor_page.json");
        if (!isDemo) {
            continue;
        }
        EvidenceResult result = readSample(path);
        if (!result.isRefused()) {
            all.push_back(std::move(result.inventory));
        }
    }
    return all;
}

InventoryNode node(const std::string& name)
{
    InventoryNode made;
    made.name = name;
    return made;
}

InventoryLink link(const InventoryEnd& a, const InventoryEnd& b)
{
    InventoryLink made;
    made.a = a;
    made.b = b;
    return made;
}

std::set<std::pair<std::string, std::string>>
kindsOf(const std::vector<InventoryContradiction>& found)
{
    std::set<std::pair<std::string, std::string>> kinds;
    for (const InventoryContradiction& one : found) {
        kinds.emplace(textOf(kInventoryConflicts, one.kind), one.subject);
    }
    return kinds;
}

} // namespace

TEST_CASE("all planted contradictions of the demo fabric are found and nothing else", "[evidence]")
{
    if (!sampleFolder()) {
        WARN("skipped: there is no folder of samples beside the source tree");
        return;
    }
    const std::vector<InventoryContradiction> found = compareInventories(demoFabric());
    for (const InventoryContradiction& one : found) {
        UNSCOPED_INFO(std::string(textOf(kInventoryConflicts, one.kind)) + " " + one.subject +
                      ": " + one.sentence);
    }
    // By the numbers of the list of samples; the last shows that R1 cannot live on one feed either.
    const std::set<std::pair<std::string, std::string>> planted = {
        {"documented-not-seen", "leaf3:Ethernet152"}, // 1
        {"ends-swapped", "gpu05"},                    // 2
        {"speed-below-design", "leaf4:Ethernet40"},   // 3
        {"mtu-chain", "leaf4"},                       // 4
        {"lossless-class-differs", "leaf2"},          // 5
        {"lossless-class-unreachable", "leaf2"},      // 5
        {"watchdog-missing", "leaf3"},                // 6
        {"ecn-missing", "leaf4"},                     // 7
        {"status-differs", "gpu08"},                  // 8
        {"gpus-missing", "gpu07"},                    // 9
        {"node-not-ready", "gpu02"},                  // 9
        {"node-unschedulable", "gpu06"},              // 9
        {"driver-differs", "gpu03"},                  // 9
        {"feed-cannot-carry-rack", "R2"},             // 10
        {"feed-cannot-carry-rack", "R1"},             // 10
    };
    CHECK(kindsOf(found) == planted);
    CHECK(found.size() == planted.size());
}

TEST_CASE("contradictions of the demo fabric say the figures", "[evidence]")
{
    if (!sampleFolder()) {
        return;
    }
    const std::vector<InventoryContradiction> found = compareInventories(demoFabric());
    const auto sentenceOf = [&found](InventoryConflict kind, const std::string& subject) {
        const auto one =
            std::find_if(found.begin(), found.end(), [&](const InventoryContradiction& other) {
                return other.kind == kind && other.subject == subject;
            });
        return one == found.end() ? std::string() : one->sentence;
    };
    CHECK(sentenceOf(InventoryConflict::DocumentedNotSeen, "leaf3:Ethernet152") ==
          "the cable from leaf3:Ethernet152 to spine2:Ethernet40 is documented and leaf3 does not "
          "see it; uplinks come to 2,400 Gb/s against 3,200 Gb/s of downlinks, 1.33:1");
    CHECK(sentenceOf(InventoryConflict::FeedCannotCarryRack, "R2") ==
          "rack R2 is designed for 35 kW, and with one feed lost 17.7 kW remain");
    CHECK(sentenceOf(InventoryConflict::FeedCannotCarryRack, "R1") ==
          "rack R1 is designed for 45 kW, and with one feed lost 34.9 kW remain");
    CHECK(sentenceOf(InventoryConflict::SpeedBelowDesign, "leaf4:Ethernet40") ==
          "leaf4:Ethernet40 is planned for 400 Gb/s and is configured for 200 Gb/s");
    CHECK(sentenceOf(InventoryConflict::LosslessClassUnreachable, "leaf2") ==
          "leaf2 keeps class 4 lossless, but no DSCP value leads there; DSCP 26 leads to class 3");
}

TEST_CASE("a comparison does not depend on the order of the files", "[evidence]")
{
    if (!sampleFolder()) {
        return;
    }
    std::vector<Inventory> fabric = demoFabric();
    const auto forward = kindsOf(compareInventories(fabric));
    std::reverse(fabric.begin(), fabric.end());
    CHECK(kindsOf(compareInventories(fabric)) == forward);
}

TEST_CASE("a device that nobody named is found by its neighbours", "[evidence]")
{
    if (!sampleFolder()) {
        return;
    }
    std::vector<Inventory> fabric = demoFabric();
    const auto expected = kindsOf(compareInventories(fabric));
    for (Inventory& inventory : fabric) {
        if (inventory.isGuessed) {
            const std::string name = inventory.observer;
            inventory.observer = "capture";
            for (InventoryNode& one : inventory.nodes) {
                one.name = one.name == name ? "capture" : one.name;
            }
            for (InventoryLink& seen : inventory.links) {
                seen.a.node = seen.a.node == name ? "capture" : seen.a.node;
            }
        }
    }
    CHECK(kindsOf(compareInventories(fabric)) == expected);
}

TEST_CASE("degraded links of the simulated InfiniBand fabric are found", "[evidence]")
{
    if (!sampleFolder()) {
        return;
    }
    const std::vector<Inventory> fabric = {readSample("ib/ibnetdiscover.txt").inventory};
    const std::set<std::pair<std::string, std::string>> expected = {
        {"width-below-design", "leaf03:7 - spine02:5"},
        {"speed-below-design", "leaf02:6 - spine01:4"},
    };
    CHECK(kindsOf(compareInventories(fabric)) == expected);
}

TEST_CASE("slower adapters of some hosts are no degraded links", "[evidence]")
{
    Inventory fabric;
    fabric.source = "fabric.txt";
    fabric.basis = InventoryBasis::Observed;
    for (int i = 0; i < 8; ++i) {
        const std::string host = "host" + std::to_string(i);
        fabric.nodes.push_back(node(host));
        InventoryLink to = link({host, "1"}, {"leaf", std::to_string(i)});
        to.lanes = 4;
        to.generation = i == 7 ? "HDR" : "NDR";
        to.speed = i == 7 ? 200e9 : 400e9;
        fabric.links.push_back(to);
    }
    fabric.nodes.push_back(node("leaf"));
    fabric.nodes.back().role = "switch";
    CHECK(compareInventories(std::vector<Inventory>{fabric}).empty());
    fabric.links[7].lanes = 1;
    CHECK(compareInventories(std::vector<Inventory>{fabric}).size() == 1);
}

TEST_CASE("what no file tells is no contradiction", "[evidence]")
{
    Inventory design;
    design.source = "design.csv";
    design.nodes = {node("a"), node("b")};
    design.links = {link({"a", "1"}, {"b", "1"})};
    CHECK(compareInventories(std::vector<Inventory>{design}).empty());
    CHECK(compareInventories(std::vector<Inventory>{}).empty());

    Inventory seen;
    seen.source = "a.json";
    seen.basis = InventoryBasis::Observed;
    seen.observer = "a";
    const auto missing = compareInventories(std::vector<Inventory>{design, seen});
    REQUIRE(missing.size() == 1);
    CHECK(missing[0].kind == InventoryConflict::DocumentedNotSeen);

    seen.links = {link({"a", "1"}, {"B.example.net", "1"}), link({"a", "2"}, {"c", "7"})};
    const auto extra = compareInventories(std::vector<Inventory>{design, seen});
    REQUIRE(extra.size() == 1);
    CHECK(extra[0].kind == InventoryConflict::SeenNotDocumented);

    design.pages["cables"] = {.total = 5, .here = 1, .isLast = false};
    CHECK(compareInventories(std::vector<Inventory>{design, seen}).empty());
}

TEST_CASE("claims of the client are held against configurations", "[evidence]")
{
    Inventory config;
    config.source = "leaf.cfg";
    config.basis = InventoryBasis::Configured;
    config.nodes = {node("leaf")};
    InventoryPort port;
    port.node = "leaf";
    port.name = "1";
    port.losslessClasses = std::vector<int>{3};
    port.ecnQueues = std::vector<int>{};
    port.hasWatchdog = false;
    config.ports = {port};
    CHECK(compareInventories(std::vector<Inventory>{config}).empty());
    const std::set<std::pair<std::string, std::string>> expected = {{"watchdog-missing", "leaf"},
                                                                    {"ecn-missing", "leaf"}};
    CHECK(kindsOf(compareInventories(std::vector<Inventory>{config},
                                     {.hasWatchdog = true, .marksEcn = true})) == expected);
}

} // namespace netready
