// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/client/edits.h"
#include "app/client/map_layout.h"

#include "tests/core/assessment/shipped_packs.h"

namespace netready {

/// A client from a template, and its map.
struct MapWorld
{
    std::shared_ptr<const Knowledge> knowledge = shippedPacks();
    FactBase facts;

    explicit MapWorld(std::string_view start)
    {
        facts.apply(newClientEdit(*knowledge,
                                  "test.netready",
                                  start.empty() ? nullptr : knowledge->findTemplate(start),
                                  by()));
    }

    [[nodiscard]] static Signature by() { return {"tester", "2026-11-30T12:00:00Z"}; }

    void set(const std::string& key, const std::string& value)
    {
        const FactKey at = FactKey::parse(key);
        Fact fact;
        fact.value = parseValue(knowledge->attribute(at.attribute), value);
        facts.apply(setFactEdit(facts, at, fact, by()));
    }

    [[nodiscard]] TrafficMap map(Phase phase = Phase::Now) const
    {
        const LiveAssessment live(knowledge, facts);
        std::map<FactKey, FactView> views;
        for (FactView& view : live.factViews()) {
            views.emplace(view.key, view);
        }
        FabricCases cases;
        return trafficMap({facts, views, trafficIn(live, phase), fabricLoads(live, phase)}, cases);
    }
};

[[nodiscard]] inline const MapLink*
linkBetween(const TrafficMap& map, std::string_view a, std::string_view b)
{
    for (const MapLink& link : map.links) {
        if (map.nodes[link.a].id == a && map.nodes[link.b].id == b) {
            return &link;
        }
    }
    return nullptr;
}

} // namespace netready
