// SPDX-License-Identifier: Apache-2.0
#include "tests/core/expr/expr_world.h"
#include "tests/support/catch.h"

using namespace netready;

namespace {

ExprValue valueOf(
    const World& world, std::string_view id, std::string_view text, Origin origin, SlotId slot = 3)
{
    static std::deque<Resolution> kept; // values may refer to it
    Fact fact;
    fact.value = parseValue(world.attribute(id), text);
    fact.origin = origin;
    kept.push_back(resolve(world.attribute(id), {fact}));
    return toExprValue(world.attribute(id), kept.back(), slot);
}

ExprValue notAsked(const World& world, std::string_view id)
{
    return toExprValue(world.attribute(id), resolve(world.attribute(id), {}), 3);
}

} // namespace

TEST_CASE("fields of a kind are its attributes by name", "[expr][schema]")
{
    World world;
    const auto& fields = world.schema.kinds()[0].fields;
    CHECK(fields.size() == 12);
    for (std::uint32_t i = 0; i < fields.size(); ++i) {
        CHECK(world.schema.fieldIndex(0, fields[i]->name) == i);
    }
    CHECK_FALSE(world.schema.fieldIndex(0, "port").has_value());
    CHECK_FALSE(world.schema.fieldIndex(0, "zzz").has_value());
    CHECK(world.schema.kindIndex("workload") == 2U);
    CHECK_FALSE(world.schema.kindIndex("rack").has_value());
}

TEST_CASE("what nobody was asked is the whole domain and misses its slot", "[expr][schema]")
{
    World world;
    const std::vector<std::string> slots{"", "", "", "s"};
    const auto text = [&](std::string_view id) {
        const ExprValue value = notAsked(world, id);
        CHECK(value.origin == 0);
        return show(value, world.context, slots);
    };
    CHECK(text("fabric.port_speed") == "[0, 2000000000000] data_rate{s}");
    CHECK(text("fabric.switches") == "[0, 1000]{s}");
    CHECK(text("fabric.oversubscription") == "[1, 10]d{s}");
    CHECK(text("fabric.managed") == "open{s}");
    CHECK(text("fabric.transport") == "options 0111{s}");
    CHECK(text("fabric.features") == "options 0000 to 0111{s}");
    CHECK(text("fabric.vendor") == "unknown{s}");
    CHECK(text("fabric.installed") == "unknown{s}");
    CHECK(text("workload.fabric") == "unknown{s}");
}

TEST_CASE("facts become values with their origin", "[expr][schema]")
{
    World world;
    const std::vector<std::string> slots{"", "", "", "s"};
    const auto text = [&](std::string_view id, std::string_view typed, Origin origin) {
        const ExprValue value = valueOf(world, id, typed, origin);
        CHECK(value.origin == static_cast<std::uint8_t>(origin));
        return show(value, world.context, slots);
    };
    CHECK(text("fabric.port_speed", "400 Gb/s", Origin::Stated) == "400000000000 data_rate");
    CHECK(text("fabric.buffer", "64 MB", Origin::Stated) == "512000000 data_size");
    CHECK(text("fabric.switches", "12", Origin::Measured) == "12");
    CHECK(text("fabric.oversubscription", "3:1", Origin::Stated) == "3d");
    CHECK(text("fabric.managed", "no", Origin::Stated) == "false");
    CHECK(text("fabric.transport", "tcp", Origin::Stated) == "options 0100");
    CHECK(text("fabric.features", "[pfc, ecn?]", Origin::Stated) == "options 0001 to 0011{s}");
    CHECK(text("fabric.vendor", "Somebody", Origin::Stated) == "'Somebody'");
    CHECK(text("fabric.installed", "1970-01-11", Origin::Stated) == "day 10");
    CHECK(text("workload.fabric", "main", Origin::Stated) == "null");
    CHECK(text("fabric.managed", "not applicable: none", Origin::Stated) == "not applicable");
}

TEST_CASE("a range of people misses its slot, a measured one does not", "[expr][schema]")
{
    World world;
    const std::string range = "100..400 Gb/s";
    CHECK(valueOf(world, "fabric.port_speed", range, Origin::Stated).missing ==
          MissingSets::leaf(3));
    CHECK(valueOf(world, "fabric.port_speed", range, Origin::Documented).missing ==
          MissingSets::leaf(3));
    CHECK(valueOf(world, "fabric.port_speed", range, Origin::Observed).missing == 0);
    CHECK(valueOf(world, "fabric.port_speed", range, Origin::Measured).missing == 0);
    CHECK(valueOf(world, "fabric.port_speed", "not known", Origin::Stated).missing ==
          MissingSets::leaf(3));
}

TEST_CASE("a fact that does not fit its attribute says nothing", "[expr][schema]")
{
    World world;
    Resolution resolution;
    resolution.knowing = Knowing::Known;
    resolution.value = Text{"fast"};
    resolution.origin = Origin::Stated;
    const std::vector<std::string> slots{"s"};
    CHECK(show(toExprValue(world.attribute("fabric.managed"), resolution, 0),
               world.context,
               slots) == "open{s}");
    resolution.value = Choice{{"gone"}};
    CHECK(show(toExprValue(world.attribute("fabric.transport"), resolution, 0),
               world.context,
               slots) == "options 0111{s}");
}

TEST_CASE("missing sets are unions of slots, each once", "[expr][schema]")
{
    MissingSets sets;
    const MissingHandle a = MissingSets::leaf(5);
    const MissingHandle b = MissingSets::leaf(2);
    const MissingHandle both = sets.join(a, b);
    CHECK(sets.join(a, 0) == a);
    CHECK(sets.join(0, b) == b);
    CHECK(sets.join(a, a) == a);
    CHECK(sets.join(both, a) == both);
    CHECK(sets.slots(0).empty());
    CHECK(sets.slots(both) == std::vector<SlotId>{2, 5});
    CHECK(sets.slots(sets.join(both, sets.join(both, MissingSets::leaf(0)))) ==
          std::vector<SlotId>{0, 2, 5});
    MissingHandle chain = 0;
    for (SlotId slot = 0; slot < 100000; ++slot) {
        chain = sets.join(chain, MissingSets::leaf(slot % 1000));
    }
    CHECK(sets.slots(chain).size() == 1000);
}
