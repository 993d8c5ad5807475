// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

namespace netready::desktop {

/// What the widths, hatches and colours of links mean; takes as many lines as it needs.
class MapLegend : public QWidget
{
    Q_OBJECT

public:
    explicit MapLegend(QWidget* parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    /// Places of the samples in a width; the last is the whole.
    [[nodiscard]] std::vector<QRect> places(int width) const;
};

} // namespace netready::desktop
