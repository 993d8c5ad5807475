// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/client/map_layout.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace netready {

/// The map in the language of Graphviz: zones as clusters, nodes of their size, links with their
/// load. Names are escaped.
[[nodiscard]] std::string toDot(const TrafficMap& map, Moment moment);
/// The map as a Mermaid flowchart.
[[nodiscard]] std::string toMermaid(const TrafficMap& map, Moment moment);
/// The map as an uncompressed draw.io file, everything in its place.
[[nodiscard]] std::string toDrawio(const TrafficMap& map, const MapLayout& layout, Moment moment);

/// Reads where `dot -Tplain` has put the nodes of toDot: upper left corners, in the order of the
/// nodes; nothing if some are missing.
[[nodiscard]] std::optional<std::vector<MapPoint>> placesFromPlain(const TrafficMap& map,
                                                                   std::string_view plain);

} // namespace netready
