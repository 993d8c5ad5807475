// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/client/traffic_map.h"

#include <vector>

namespace netready {

struct MapRect
{
    double x = 0;
    double y = 0;
    double w = 0;
    double h = 0;

    [[nodiscard]] double right() const { return x + w; }
    [[nodiscard]] double bottom() const { return y + h; }
    [[nodiscard]] MapPoint centre() const { return {x + w / 2, y + h / 2}; }
    bool operator==(const MapRect&) const = default;
};
[[nodiscard]] MapRect hull(const MapRect& a, const MapRect& b);

/// A site or zone, drawn around its nodes.
struct MapFrame
{
    std::string zone; ///< empty: the site itself
    std::string title;
    MapRect rect;
};

/// The way of a link: straight parts that are level or upright, from its node to its other end.
struct MapRoute
{
    std::vector<MapPoint> points;
    MapPoint label; ///< the middle of its text
};

/// Where everything is drawn, in units that are pixels at 100 %.
struct MapLayout
{
    std::vector<MapRect> nodes;   ///< in the order of the map, as all below
    std::vector<MapFrame> frames; ///< the site first
    std::vector<MapRoute> routes;
    MapRect extent;
};

/// Width and height of a node; that of a fabric is its least.
[[nodiscard]] MapRect nodeSize(const MapNode& node);

/// Fabrics as long boxes, pools on one side of them and everything else on the other, zones left
/// and right; what has a place stands there.
[[nodiscard]] MapLayout layOut(const TrafficMap& map);

/// Frames and routes for given places of nodes.
[[nodiscard]] MapLayout framed(const TrafficMap& map, std::vector<MapRect> nodes);

} // namespace netready
