// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/map/map_picture.h"

#include <QWidget>

#include <optional>
#include <utility>
#include <vector>

class QVariantAnimation;

namespace netready::desktop {

/// The map as a picture that can be walked, picked and moved, by mouse and keyboard.
class MapCanvas : public QWidget
{
    Q_OBJECT

public:
    using Moves = std::vector<std::pair<std::size_t, MapPoint>>;

    explicit MapCanvas(QWidget* parent = nullptr);

    [[nodiscard]] const MapPicture& picture() const { return m_picture; }
    /// Takes another picture; view and, by their ids, what is picked stay.
    void setPicture(MapPicture picture);
    /// The same map with another moment or other layers.
    void setMoment(Moment moment);
    void setLayers(std::set<std::size_t> layer, std::set<std::size_t> hidden);

    [[nodiscard]] const MapSelection& selection() const { return m_selection; }
    void select(const MapSelection& selection);
    /// Picked nodes, or the one with the keyboard's ring.
    [[nodiscard]] std::vector<std::size_t> chosenNodes() const;

    [[nodiscard]] const MapView& view() const { return m_view; }
    void setScale(double scale);
    void fit();
    /// Brings a link or node into the middle.
    void showPoint(MapPoint at);
    /// Where something is drawn, in the widget.
    [[nodiscard]] QRect nodeRect(std::size_t node) const;
    [[nodiscard]] QPoint linkPoint(std::size_t link) const;

Q_SIGNALS:
    void picked();
    void viewChanged();
    void moved(const netready::desktop::MapCanvas::Moves& places);
    void opened(); ///< Enter or double click
    void layerWanted();
    void hovered(const QString& text);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool focusNextPrevChild(bool next) override;
    bool event(QEvent* event) override;

private:
    enum class Drag
    {
        None,
        Pressed, ///< on a node, not moved yet
        Nodes,
        View,
        Band
    };
    [[nodiscard]] std::optional<std::size_t> nodeAt(QPointF at) const;
    [[nodiscard]] std::optional<std::size_t> linkAt(QPointF at) const;
    [[nodiscard]] std::vector<std::size_t> readingOrder() const;
    void zoomAt(QPointF at, double scale);
    void shift(double dx, double dy);
    void commitMoves();
    void nextLink(bool forward);
    void describe();

    MapPicture m_picture;
    MapView m_view;
    MapSelection m_selection;
    std::optional<std::size_t> m_focus; ///< node with the keyboard's ring
    bool m_showsFocus = false;
    bool m_isFitted = true; ///< follows the size of the widget
    Drag m_drag = Drag::None;
    QPointF m_pressed;
    QPointF m_last;
    std::vector<MapRect> m_before; ///< of nodes, while some are moved
    QVariantAnimation* m_slide = nullptr;
};

} // namespace netready::desktop
