// SPDX-License-Identifier: Apache-2.0
#include "app/client/map_edits.h"

#include "tests/client/map_world.h"

using namespace netready;

namespace {

MapEditor editor(const MapWorld& world, const TrafficMap& map)
{
    return {world.facts, map, MapWorld::by(), Origin::Stated};
}

} // namespace

TEST_CASE("moving an implied node makes it an endpoint in one edit", "[map]")
{
    MapWorld world("brownfield-enterprise");
    const TrafficMap map = world.map();
    const FactBase before = world.facts;
    const Edit edit = editor(world, map).move({{*map.find("users"), {-200, 64}}});
    world.facts.apply(edit);
    const TrafficMap moved = world.map();
    const auto node = moved.find("endpoint/users");
    REQUIRE(node);
    CHECK(moved.nodes[*node].place == MapPoint{-200, 64});
    CHECK(moved.nodes[*node].zone == "Offices");
    CHECK(layOut(moved).nodes[*node].x == -200);
    world.facts.apply(inverse(edit));
    CHECK(world.facts == before);
}

TEST_CASE("places are kept for fabrics, storage and workloads, and can be forgotten", "[map]")
{
    MapWorld world("brownfield-enterprise");
    const TrafficMap map = world.map();
    world.facts.apply(editor(world, map)
                          .move({{*map.find("fabric/leaf-spine"), {8, 16}},
                                 {*map.find("storage/shared-files"), {0, 300}},
                                 {*map.find("workload/fine-tuning"), {24, -90}}}));
    const TrafficMap moved = world.map();
    CHECK(moved.nodes[*moved.find("workload/fine-tuning")].place == MapPoint{24, -90});
    world.facts.apply(editor(world, moved).forgetPlaces());
    const TrafficMap tidy = world.map();
    CHECK_FALSE(tidy.nodes[*tidy.find("fabric/leaf-spine")].place);
}

TEST_CASE("endpoints are added, connected, grouped, copied and removed", "[map]")
{
    MapWorld world("brownfield-enterprise");
    std::vector<SubjectKey> added;
    world.facts.apply(editor(world, world.map())
                          .add({{"Second site", FlowEnd::BackupStore, "", {}, {}},
                                {"Second site", FlowEnd::BackupStore, "", {}, MapPoint{8, 8}}},
                               &added));
    REQUIRE(added.size() == 2);
    CHECK(added[0].text() == "endpoint/second-site");
    CHECK(added[1].text() == "endpoint/second-site-2");
    TrafficMap map = world.map();
    const std::vector<std::size_t> nodes{*map.find(added[0].text()), *map.find(added[1].text())};
    world.facts.apply(editor(world, map).connect(nodes, {"fabric", "leaf-spine"}));
    map = world.map();
    CHECK(map.nodes[nodes[0]].home == SubjectKey{"fabric", "leaf-spine"});
    world.facts.apply(editor(world, map).group(nodes, "Second data centre"));
    map = world.map();
    CHECK(map.nodes[nodes[1]].zone == "Second data centre");
    CHECK(framed(map, layOut(map).nodes).frames.back().title == "Second data centre");
    const auto copy = editor(world, map).copyOf(nodes[1], {40, 48, 10, 10});
    REQUIRE(copy);
    CHECK(copy->zone == "Second data centre");
    world.facts.apply(editor(world, map).remove(nodes));
    CHECK_FALSE(world.map().find(added[0].text()));
    CHECK_FALSE(editor(world, map).copyOf(*map.find("fabric/leaf-spine"), {}));
    CHECK_THROWS_AS(editor(world, map).add({{"two\nlines", FlowEnd::Users, "", {}, {}}}), Error);
}

TEST_CASE("aligning takes the least edge", "[map]")
{
    MapLayout layout;
    layout.nodes = {{10, 5, 1, 1}, {4, 9, 1, 1}};
    const auto left = aligned(layout, {0, 1}, true);
    CHECK(left[0].second == MapPoint{4, 5});
    const auto top = aligned(layout, {0, 1}, false);
    CHECK(top[1].second == MapPoint{4, 5});
}
