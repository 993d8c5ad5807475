// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/document.h"
#include "app/desktop/widgets/paint.h"

#include <QWidget>

namespace netready::desktop {

/// One finding in a side pane: effect, title, what was found, range. Pressing it goes there.
class FindingRow : public QWidget
{
    Q_OBJECT

public:
    FindingRow(const ClientDocument& document, const Finding& finding, QWidget* parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void pressed();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    Effect m_effect;
    ScoreRange m_score;
    QString m_title;
    QString m_text;
};

} // namespace netready::desktop
