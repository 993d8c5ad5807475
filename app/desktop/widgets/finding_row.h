// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/document.h"
#include "app/desktop/widgets/paint.h"
#include "app/desktop/widgets/pressable.h"

namespace netready::desktop {

/// One finding in a side pane: effect, title, what was found, range. Pressing it goes there.
class FindingRow : public Pressable
{
    Q_OBJECT

public:
    FindingRow(const ClientDocument& document, const Finding& finding, QWidget* parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Effect m_effect;
    ScoreRange m_score;
    QString m_title;
    QString m_text;
};

} // namespace netready::desktop
