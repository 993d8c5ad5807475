// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/fabric/fabric_work.h"
#include "core/assessment/fabric_sketch.h"

#include <QWidget>

#include <array>

class QLabel;

namespace netready::desktop {

class Segments;

/// A load as a bar from 0 to 150 %, with marks at 70 and 100.
class PhaseLoadBar : public QWidget
{
    Q_OBJECT

public:
    explicit PhaseLoadBar(QWidget* parent = nullptr);
    void setLoad(const std::optional<LoadRange>& load);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::optional<LoadRange> m_load;
};

/// The fabric's load and ports in the three phases, and which of them is drawn.
class GrowthPanel : public QWidget
{
    Q_OBJECT

public:
    explicit GrowthPanel(FabricWork& work, QWidget* parent = nullptr);
    void refresh();

private:
    struct Row
    {
        QLabel* name = nullptr;
        PhaseLoadBar* bar = nullptr;
        QLabel* load = nullptr;
        QLabel* ports = nullptr;
    };

    FabricWork& m_work;
    QLabel* m_title = nullptr;
    Segments* m_phase = nullptr;
    std::array<Row, 3> m_rows;
};

} // namespace netready::desktop
