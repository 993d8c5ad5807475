// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/widgets/finding_row.h"

#include <QPainter>

namespace netready::desktop {

FindingRow::FindingRow(const ClientDocument& document, const Finding& finding, QWidget* parent)
    : Pressable(parent)
    , m_effect(effectOf(finding))
    , m_score(finding.score)
    , m_title(qstr(finding.rule->title))
    , m_text(finding.text.empty() ? document.titleOf(finding.subject) : qstr(finding.text))
{
    setFixedHeight(px(48));
    setAccessibleName(QStringLiteral("%1: %2. %3, %4")
                          .arg(effectName(m_effect), m_title, m_text, scoreText(m_score)));
    setToolTip(QStringLiteral("%1\n%2").arg(m_title, m_text));
}

QSize FindingRow::sizeHint() const
{
    return {px(200), px(48)};
}

void FindingRow::paintEvent(QPaintEvent* /*event*/)
{
    const Tokens& t = tokens();
    QPainter painter(this);
    if (underMouse()) {
        painter.fillRect(rect(), t.neutralSoft);
    }
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(t.accent, 2));
        painter.drawRect(QRectF(rect()).adjusted(2, 2, -2, -2));
    }
    const QRectF inner = QRectF(rect()).adjusted(px(16), px(6), -px(16), -px(6));
    paintEffect(painter, QRectF(inner.left(), inner.top() + px(2), px(14), px(14)), m_effect);
    const QFont numbers = textFont(14, Weight::SemiBold);
    const double scoreWidth = numberWidth(numbers, scoreText(m_score)) + px(8);
    const double left = inner.left() + px(24);
    painter.setFont(textFont(14));
    painter.setPen(m_effect == Effect::Waived ? t.text3 : t.text);
    paintLine(
        painter, QRectF(left, inner.top(), inner.right() - left - scoreWidth, px(18)), m_title);
    painter.setFont(textFont(12));
    painter.setPen(t.text3);
    paintLine(painter, QRectF(left, inner.top() + px(19), inner.right() - left, px(16)), m_text);
    painter.setFont(numbers);
    painter.setPen(scoreColour(m_score, isOneClass(m_score)));
    paintNumber(painter,
                QRectF(inner.left(), inner.top(), inner.width(), px(18)),
                Qt::AlignRight,
                m_effect == Effect::Waived ? QString() : scoreText(m_score));
}

} // namespace netready::desktop
