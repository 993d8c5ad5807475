// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/client/map_layout.h"
#include "app/desktop/widgets/paint.h"

#include <QPainter>
#include <QRectF>
#include <QString>

#include <optional>
#include <set>
#include <vector>

namespace netready::desktop {

/// How full something is, as the map shows it: by what it may carry at most.
enum class LoadState
{
    Unknown,
    Fine, ///< up to 70 %
    High, ///< up to 100 %
    Over
};
[[nodiscard]] LoadState loadState(const std::optional<Interval<double>>& use);
/// `within limits`, …
[[nodiscard]] QString loadWord(LoadState state);
[[nodiscard]] QColor loadInk(LoadState state);

/// What is picked on the map.
struct MapSelection
{
    std::set<std::size_t> nodes;
    std::optional<std::size_t> link;

    [[nodiscard]] bool empty() const { return nodes.empty() && !link; }
    bool operator==(const MapSelection&) const = default;
};

/// The map with all that is needed to draw it.
struct MapPicture
{
    struct Load
    {
        LoadState state = LoadState::Unknown;
        double low = 0; ///< shares of the capacity
        double high = 0;
        QString text;
        bool isVisible = true; ///< some flow of a layer that is shown crosses it
    };
    TrafficMap map;
    MapLayout layout;
    Moment moment = Moment::Burst;
    std::vector<Load> links;
    std::vector<Load> fabrics;                ///< by uplinks
    std::vector<std::optional<Effect>> marks; ///< worst finding about the subject of a node
    std::vector<std::size_t> worst;           ///< links, fullest first, at most ten
    std::optional<MapBottleneck> bottleneck;
    std::set<std::size_t> layer;  ///< flows of the chosen layer
    std::set<std::size_t> hidden; ///< flows of layers that are not shown
};

/// Fills in what follows from map, moment and hidden flows.
void finish(MapPicture& picture);

/// Name of a link: its node and its other end.
[[nodiscard]] QString linkName(const TrafficMap& map, const MapLink& link);
[[nodiscard]] QString iconOf(const MapNode& node);

/// From units of the map to the screen.
struct MapView
{
    double scale = 1;
    QPointF origin; ///< of the map, on the screen

    [[nodiscard]] QPointF toScreen(MapPoint at) const
    {
        return {origin.x() + at.x * scale, origin.y() + at.y * scale};
    }
    [[nodiscard]] QRectF toScreen(const MapRect& rect) const
    {
        return {toScreen(MapPoint{rect.x, rect.y}), QSizeF(rect.w * scale, rect.h * scale)};
    }
    [[nodiscard]] MapPoint toMap(QPointF at) const
    {
        return {(at.x() - origin.x()) / scale, (at.y() - origin.y()) / scale};
    }
};

/// Draws what lies in `area`. `focus`: the node with the keyboard's ring.
void paintMap(QPainter& painter,
              const QRectF& area,
              const MapPicture& picture,
              const MapView& view,
              const MapSelection& selection = {},
              std::optional<std::size_t> focus = {});

/// A piece of a link as in the legend.
void paintSample(QPainter& painter, const QRectF& area, const MapPicture::Load& load);

} // namespace netready::desktop
