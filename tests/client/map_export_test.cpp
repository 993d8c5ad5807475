// SPDX-License-Identifier: Apache-2.0
#include "app/client/map_export.h"

#include "tests/client/map_world.h"

using namespace netready;

namespace {

TrafficMap pair()
{
    TrafficMap map;
    map.siteTitle = "Site <1>";
    MapNode fabric;
    fabric.id = "fabric/a";
    fabric.kind = MapNode::Kind::Fabric;
    fabric.title = "The \"fast\" one";
    fabric.detail = "4 leaves";
    MapNode users;
    users.id = "users";
    users.role = FlowEnd::Users;
    users.title = "Users & guests";
    users.detail = "not described";
    users.zone = "Offices";
    map.nodes = {fabric, users};
    MapLink link;
    link.a = 1;
    link.b = 0;
    link.toB.burst = Interval<DataRate>(gigabitsPerSecond(5), gigabitsPerSecond(12));
    link.toB.capacity = Interval<DataRate>(gigabitsPerSecond(10));
    map.links = {link};
    return map;
}

bool contains(const std::string& text, std::string_view part)
{
    return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("DOT holds clusters, sizes and loads, with names escaped", "[map]")
{
    const std::string dot = toDot(pair(), Moment::Burst);
    CHECK(contains(dot, "label=\"The \\\"fast\\\" one, 4 leaves\", width=3.33"));
    CHECK(contains(dot, "label=\"Offices\""));
    CHECK(contains(dot, "n0 -- n1 [xlabel=\"50–120 %\", color=\"#A63C25\"]"));
}

TEST_CASE("Mermaid holds subgraphs and loads, with names escaped", "[map]")
{
    const std::string text = toMermaid(pair(), Moment::Burst);
    CHECK(contains(text, "[\"Site #lt;1#gt;\"]"));
    CHECK(contains(text, "n0[\"The #quot;fast#quot; one, 4 leaves\"]"));
    CHECK(contains(text, "n1 ---|\"50–120 %\"| n0"));
}

TEST_CASE("draw.io holds every node in its place, with names escaped", "[map]")
{
    const TrafficMap map = pair();
    const std::string text = toDrawio(map, layOut(map), Moment::Burst);
    CHECK(contains(text, "value=\"Users &amp; guests&#10;not described\""));
    CHECK(contains(text, "source=\"n1\" target=\"n0\""));
    CHECK(contains(text, "value=\"Site &lt;1&gt;\""));
}

TEST_CASE("places come back from what dot writes", "[map]")
{
    const TrafficMap map = pair();
    const auto places = placesFromPlain(map,
                                        "graph 1 5 4\nnode n0 2.5 3 3.33 0.78 \"a\" solid box\n"
                                        "node n1 1 1 1.67 0.81 b solid box\nedge n0 n1 2\nstop\n");
    REQUIRE(places);
    CHECK((*places)[0] == MapPoint{60, 44});
    CHECK_FALSE(placesFromPlain(map, "graph 1 5 4\nnode n0 2.5 3 3 1\nstop\n"));
}
