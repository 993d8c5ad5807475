// SPDX-License-Identifier: Apache-2.0
#include "app/client/traffic_map.h"

#include <algorithm>

#include "tests/client/map_world.h"

using namespace netready;

TEST_CASE("an empty client has an empty map", "[map]")
{
    const TrafficMap map = MapWorld("").map();
    CHECK(map.nodes.empty());
    CHECK(map.links.empty());
    CHECK_FALSE(bottleneck(map, Moment::Burst));
    CHECK(layOut(map).nodes.empty());
}

TEST_CASE("ends that nobody described are drawn once, pools per workload", "[map]")
{
    const TrafficMap map = MapWorld("brownfield-enterprise").map();
    CHECK(map.find("users"));
    CHECK(map.find("workload/fine-tuning"));
    CHECK(map.find("storage/shared-files"));
    CHECK_FALSE(map.find("workload/assistant"));    // runs outside
    CHECK_FALSE(map.find("workload/pre-training")); // begins in year 3
    CHECK(std::count_if(map.nodes.begin(), map.nodes.end(), [](const MapNode& node) {
              return node.role == FlowEnd::Users && node.kind == MapNode::Kind::Implied;
          }) == 1);
}

TEST_CASE("a workload that begins later is there in its phase", "[map]")
{
    CHECK(MapWorld("brownfield-enterprise").map(Phase::Year3).find("workload/pre-training"));
}

TEST_CASE("the capacity of a pool is that of all its ports", "[map]")
{
    const TrafficMap map = MapWorld("brownfield-enterprise").map();
    const MapLink* link = linkBetween(map, "workload/fine-tuning", "fabric/leaf-spine");
    REQUIRE(link != nullptr);
    REQUIRE(link->toB.capacity);
    // 32 accelerators, a quarter of a port of 25 Gb/s each.
    CHECK(link->toB.capacity->low().base() == Approx(200e9));
    CHECK(link->toB.capacity->high().base() == Approx(200e9));
}

TEST_CASE("loads of a link are the sum of its flows in each direction", "[map]")
{
    const TrafficMap map = MapWorld("inference-platform").map();
    for (const MapLink& link : map.links) {
        if (map.nodes[link.a].kind == MapNode::Kind::Fabric ||
            map.nodes[link.b].kind != MapNode::Kind::Fabric) {
            continue;
        }
        Interval<DataRate> out;
        Interval<DataRate> in;
        for (const std::size_t flow : link.flows) {
            const MapFlow& own = map.flows[flow];
            const auto has = [&](const std::vector<std::size_t>& ends) {
                return std::find(ends.begin(), ends.end(), link.a) != ends.end();
            };
            out = has(own.from) ? out + own.burst : out;
            in = has(own.to) ? in + own.burst : in;
        }
        CHECK(out.high().base() == Approx(link.toB.burst.high().base()));
        CHECK(in.low().base() == Approx(link.toA.burst.low().base()));
    }
}

TEST_CASE("without a capacity there is no load, only a rate", "[map]")
{
    const TrafficMap map = MapWorld("brownfield-enterprise").map();
    const MapLink* link = linkBetween(map, "users", "fabric/leaf-spine");
    REQUIRE(link != nullptr);
    CHECK_FALSE(link->use(Moment::Burst));
    CHECK(link->fuller(Moment::Burst).burst.high() > DataRate());
}

TEST_CASE("an endpoint takes the place of the implied node of its role", "[map]")
{
    MapWorld world("brownfield-enterprise");
    world.facts.apply(addSubjectEdit(
        {{"endpoint", "offices"}, "Two offices"},
        {{"endpoint.role", Choice{{"users"}}}, {"endpoint.fabric", Reference{"leaf-spine"}}},
        Origin::Stated,
        MapWorld::by()));
    world.set("endpoint/offices.link_speed", "20 Gb/s");
    const TrafficMap map = world.map();
    CHECK_FALSE(map.find("users"));
    const MapLink* link = linkBetween(map, "endpoint/offices", "fabric/leaf-spine");
    REQUIRE(link != nullptr);
    REQUIRE(link->use(Moment::Mean));
    CHECK(link->toB.capacity->low().base() == Approx(20e9));
}

TEST_CASE("of several endpoints of a role each carries from nothing to all", "[map]")
{
    MapWorld world("brownfield-enterprise");
    for (const char* id : {"north", "south"}) {
        world.facts.apply(addSubjectEdit(
            {{"endpoint", id}, id},
            {{"endpoint.role", Choice{{"users"}}}, {"endpoint.fabric", Reference{"leaf-spine"}}},
            Origin::Stated,
            MapWorld::by()));
    }
    const TrafficMap map = world.map();
    const MapLink* north = linkBetween(map, "endpoint/north", "fabric/leaf-spine");
    const MapLink* south = linkBetween(map, "endpoint/south", "fabric/leaf-spine");
    REQUIRE(north != nullptr);
    REQUIRE(south != nullptr);
    CHECK(north->toA.mean.low() == DataRate());
    CHECK(north->toA.mean.high() == south->toA.mean.high());
}

TEST_CASE("uplinks of a fabric have the load that its facts show", "[map]")
{
    const MapWorld world("inference-platform");
    const LiveAssessment live(world.knowledge, world.facts);
    const TrafficMap map = world.map();
    for (const FactView& view : live.factViews()) {
        if (view.key.attribute != "fabric.uplink_burst" || !view.computed) {
            continue;
        }
        const auto* measure = std::get_if<Measure>(&view.resolution.value);
        for (const MapUplinks& uplinks : map.uplinks) {
            if (measure != nullptr && map.nodes[uplinks.fabric].subject == view.key.subject) {
                REQUIRE(uplinks.burst);
                CHECK(uplinks.burst->low() == Approx(measure->low));
                CHECK(uplinks.burst->high() == Approx(measure->high));
            }
        }
    }
}

TEST_CASE("places are read and written", "[map]")
{
    CHECK(parsePlace("120,-48") == MapPoint{120, -48});
    CHECK(placeText({120.4, -48}) == "120,-48");
    for (const char* bad : {"", "1", "1,", ",1", "a,b", "1,2x", "1e99,0"}) {
        CHECK_FALSE(parsePlace(bad));
    }
}

TEST_CASE("loads are written short, open ends as such", "[map]")
{
    CHECK(useText({0.334, 1.98}) == "33–198 %");
    CHECK(useText({0.12, 0.12}) == "12 %");
    CHECK(useText({0.12, kMostLoad}) == "from 12 %");
    CHECK(useText({0.001, 500}) == "0–1,000+ %");
}

TEST_CASE("nodes of the tidy layout do not overlap, and places stand", "[map]")
{
    MapWorld world(GENERATE(as<std::string>(),
                            "brownfield-enterprise",
                            "inference-platform",
                            "superpod-h100-4su",
                            "greenfield-training-pod"));
    const TrafficMap map = world.map(Phase::Year3);
    const MapLayout layout = layOut(map);
    for (std::size_t i = 0; i < layout.nodes.size(); ++i) {
        for (std::size_t j = i + 1; j < layout.nodes.size(); ++j) {
            const MapRect& a = layout.nodes[i];
            const MapRect& b = layout.nodes[j];
            const bool apart =
                a.right() <= b.x || b.right() <= a.x || a.bottom() <= b.y || b.bottom() <= a.y;
            INFO(map.nodes[i].id << " and " << map.nodes[j].id);
            CHECK(apart);
        }
    }
    for (const MapRoute& route : layout.routes) {
        REQUIRE(route.points.size() >= 2);
        for (std::size_t i = 1; i < route.points.size(); ++i) {
            CHECK((route.points[i].x == route.points[i - 1].x ||
                   route.points[i].y == route.points[i - 1].y));
        }
    }
}
