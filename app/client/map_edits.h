// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/client/edits.h"
#include "app/client/map_layout.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace netready {

/// What a person does on the map, each one edit. An implied node that is moved, grouped or
/// connected becomes an endpoint of its role.
struct MapEditor
{
    const FactBase& facts;
    const TrafficMap& map;
    Signature by;
    Origin origin = Origin::Stated;

    /// An endpoint that is not there yet.
    struct NewEndpoint
    {
        std::string title;
        FlowEnd role = FlowEnd::Applications;
        std::string zone;
        std::optional<SubjectKey> fabric;
        std::optional<MapPoint> place;
    };
    /// Shape:  `added` gets the key of each, in their order
    /// Errors: InvalidInput if a name is not plain text
    [[nodiscard]] Edit add(const std::vector<NewEndpoint>& endpoints,
                           std::vector<SubjectKey>* added = nullptr) const;
    [[nodiscard]] Edit move(const std::vector<std::pair<std::size_t, MapPoint>>& places) const;
    /// Takes back all places, so that everything stands where it does by itself.
    [[nodiscard]] Edit forgetPlaces() const;
    /// Hangs endpoints and pools on a fabric.
    [[nodiscard]] Edit connect(const std::vector<std::size_t>& nodes,
                               const SubjectKey& fabric) const;
    /// Puts endpoints into a zone; empty: into the site itself.
    [[nodiscard]] Edit group(const std::vector<std::size_t>& nodes, const std::string& zone) const;
    /// Removes the endpoints among the nodes.
    [[nodiscard]] Edit remove(const std::vector<std::size_t>& nodes) const;
    /// What a copy of a node would be, its place moved by `by`; nothing if it is no endpoint.
    [[nodiscard]] std::optional<NewEndpoint> copyOf(std::size_t node, const MapRect& at) const;

private:
    [[nodiscard]] Edit begin(std::string title) const;
    [[nodiscard]] Fact fact(Value value) const;
    void set(Edit& edit, const SubjectKey& subject, std::string_view name, Value value) const;
    SubjectKey add(Edit& edit, const NewEndpoint& endpoint) const;
    [[nodiscard]] SubjectKey described(Edit& edit, std::size_t node) const;
};

/// Nodes as they stand from left to right and top to bottom, aligned at the least left or top edge.
[[nodiscard]] std::vector<std::pair<std::size_t, MapPoint>>
aligned(const MapLayout& layout, const std::vector<std::size_t>& nodes, bool atLeft);

} // namespace netready
