// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/option_draft.h"

#include <QAbstractButton>
#include <QFont>

namespace netready::desktop {

/// An answer that can be chosen: its key, its title, what it means.
class OptionCell : public QAbstractButton
{
    Q_OBJECT

public:
    /// `size` is that of the title on the look; from 20 on the help stands at the right.
    OptionCell(const QString& key, const QString& title, const QString& help, int size);

    void setMark(OptionMark mark);
    [[nodiscard]] OptionMark mark() const { return m_mark; }
    void setTitleSize(int size);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Parts
    {
        QRectF key;
        QRectF title;
        QRectF help;
        double height = 0;
    };
    [[nodiscard]] Parts layOut(double width) const;
    [[nodiscard]] QFont titleFont() const;
    [[nodiscard]] QFont helpFont() const;
    void describe();

    QString m_key;
    QString m_help;
    int m_size;
    OptionMark m_mark = OptionMark::None;
};

} // namespace netready::desktop
