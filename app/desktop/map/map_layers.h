// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/client/traffic_map.h"
#include "app/desktop/theme.h"

#include <QStyledItemDelegate>
#include <QWidget>

#include <set>
#include <string>
#include <vector>

class QListWidget;

namespace netready::desktop {

class Segments;

/// Flows that belong together on the map: those of a workload, or of a traffic pattern.
struct MapLayer
{
    std::string id;
    QString title;
    QString icon;
    std::set<std::size_t> flows;
};

/// The layers of the map. The current one is drawn as lines; the eye of each hides it.
class MapLayers : public QWidget
{
    Q_OBJECT

public:
    explicit MapLayers(QWidget* parent = nullptr);
    void setMap(const TrafficMap& map);
    /// Flows of the chosen layer, and of layers that are not shown.
    [[nodiscard]] std::set<std::size_t> chosen() const;
    [[nodiscard]] std::set<std::size_t> hidden() const;
    /// Chooses the next layer among those that have one of the flows.
    void chooseNextOf(const std::vector<std::size_t>& flows);

Q_SIGNALS:
    void changed();

private:
    void fill();
    [[nodiscard]] const std::vector<MapLayer>& layers() const;

    std::vector<MapLayer> m_workloads;
    std::vector<MapLayer> m_patterns;
    std::set<std::string> m_hidden;
    std::string m_chosen;
    Segments* m_kind = nullptr;
    QListWidget* m_list = nullptr;
    bool m_isFilling = false;
};

/// Eye, icon, name and number of flows of a layer.
class LayerDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter,
               const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option,
                                 const QModelIndex& index) const override;
    bool editorEvent(QEvent* event,
                     QAbstractItemModel* model,
                     const QStyleOptionViewItem& option,
                     const QModelIndex& index) override;
};

} // namespace netready::desktop
