// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/workshop.h"

#include <QTimer>
#include <QToolButton>

namespace netready::desktop {

/// Time spent on the dimension of the question that is on, against what its questions take; runs
/// and rests when it is pressed.
class SectionClock : public QToolButton
{
    Q_OBJECT

public:
    explicit SectionClock(ClientDocument& document, int size = 14, QWidget* parent = nullptr);
    void refresh();
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] QString words() const;

    Workshop& m_workshop;
    QTimer m_tick;
    int m_size;
};

} // namespace netready::desktop
