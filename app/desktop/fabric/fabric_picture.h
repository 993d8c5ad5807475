// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/document.h"
#include "core/assessment/fabric_sketch.h"

#include <QWidget>

#include <array>
#include <optional>
#include <vector>

namespace netready::desktop {

/// The picture of a fabric: tiers above each other, links as wide as their load, what hangs below.
/// Arrow keys walk over its boxes.
class FabricPicture : public QWidget
{
    Q_OBJECT

public:
    explicit FabricPicture(const ClientDocument& document, QWidget* parent = nullptr);

    /// Shows a sketch; nothing: `sentence` says why there is none.
    void setSketch(const std::optional<Sketch>& sketch, const QString& sentence);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Item
    {
        QRectF box;
        bool isFoot = false;
        std::size_t index = 0;
        std::uint32_t row = 0; ///< 0 at the bottom
    };

    void layOut();
    void layRow(std::uint32_t tier, double top);
    void layFeet(double top);
    [[nodiscard]] const Item* itemAt(const QPointF& at) const;
    [[nodiscard]] QString textOf(const Item& item) const;
    void choose(std::optional<std::size_t> item);
    [[nodiscard]] std::size_t rows() const;

    void paintBundles(QPainter& painter) const;
    void paintPorts(QPainter& painter) const;
    void paintLoadLine(QPainter& painter,
                       const QLineF& line,
                       const std::optional<LoadRange>& load,
                       bool isLost,
                       double scale) const;
    void paintBlock(QPainter& painter, const Item& item) const;
    void paintFoot(QPainter& painter, const Item& item) const;
    void paintNoFeet(QPainter& painter) const;
    void paintTierNames(QPainter& painter) const;
    void paintRatios(QPainter& painter) const;
    void paintWorst(QPainter& painter) const;

    const ClientDocument& m_document;
    std::optional<Sketch> m_sketch;
    QString m_sentence;
    std::vector<Item> m_items;              ///< blocks in their order, then feet
    std::array<int, 4> m_nameForm{};        ///< by tier: how names are shortened to fit
    std::vector<std::size_t> m_feetAtBlock; ///< by block
    std::optional<std::size_t> m_chosen;
    bool m_hasRing = false;
};

} // namespace netready::desktop
