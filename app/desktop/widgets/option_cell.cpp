// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/widgets/option_cell.h"

#include "app/desktop/widgets/paint.h"

#include <QPainter>

#include <algorithm>

namespace netready::desktop {

namespace {

constexpr int kBig = 20;

} // namespace

OptionCell::OptionCell(const QString& key, const QString& title, const QString& help, int size)
    : m_key(key)
    , m_help(help)
    , m_size(size)
{
    setText(title);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    describe();
}

void OptionCell::describe()
{
    QStringList parts{text()};
    if (!m_help.isEmpty()) {
        parts << m_help;
    }
    if (m_mark != OptionMark::None) {
        parts << (m_mark == OptionMark::Chosen ? tr("chosen") : tr("perhaps"));
    }
    if (!m_key.isEmpty()) {
        parts << tr("key %1").arg(m_key);
    }
    setAccessibleName(parts.join(QStringLiteral(", ")));
    setToolTip(m_help);
}

void OptionCell::setMark(OptionMark mark)
{
    m_mark = mark;
    describe();
    update();
}

void OptionCell::setTitleSize(int size)
{
    m_size = size;
    updateGeometry();
    update();
}

QFont OptionCell::titleFont() const
{
    return textFont(m_size, Weight::Medium);
}

QFont OptionCell::helpFont() const
{
    constexpr int kSmall = 16;
    return textFont(m_size < kBig ? 12 : m_size == kBig ? kSmall : kBig);
}

OptionCell::Parts OptionCell::layOut(double width) const
{
    const bool big = m_size >= kBig;
    const double side = px(big ? 24 : 12);
    const double box = px(big ? 36 : 20);
    const double gap = px(big ? 20 : 12);
    Parts parts;
    const double left = side + (m_key.isEmpty() ? 0 : box + gap);
    const double room =
        std::max(40.0, width - left - side - (m_mark == OptionMark::Perhaps ? px(70) : 0));
    const auto wrapped = [](const QFont& typeface, double wide, const QString& text) {
        return text.isEmpty()
                   ? QRectF()
                   : QFontMetricsF(typeface).boundingRect(
                         QRectF(0, 0, wide, 10000), Qt::TextWordWrap | Qt::AlignLeft, text);
    };
    const QRectF title = wrapped(titleFont(), room, text());
    const QRectF help = wrapped(helpFont(), room, m_help);
    const double between = m_help.isEmpty() ? 0 : px(2);
    const double content = std::max(box, title.height() + between + help.height());
    parts.height = content + 2 * px(big ? 14 : 8);
    const double top =
        (std::max<double>(height(), parts.height) - title.height() - between - help.height()) / 2;
    parts.title = QRectF(left, top, room, title.height());
    parts.help = QRectF(left, parts.title.bottom() + between, room, help.height());
    parts.key = QRectF(side, (std::max<double>(height(), parts.height) - box) / 2, box, box);
    return parts;
}

QSize OptionCell::sizeHint() const
{
    constexpr int kUsual = 420;
    return {px(kUsual), heightForWidth(px(kUsual))};
}

int OptionCell::heightForWidth(int width) const
{
    const bool big = m_size >= kBig;
    const double least = px(big ? 60 : 40);
    // Without the height that it has now, or it could never shrink.
    const double side = px(big ? 24 : 12);
    const double left = side + (m_key.isEmpty() ? 0 : px(big ? 56 : 32));
    const double room =
        std::max(40.0, width - left - side - (m_mark == OptionMark::Perhaps ? px(70) : 0));
    double content = QFontMetricsF(titleFont())
                         .boundingRect(QRectF(0, 0, room, 10000), Qt::TextWordWrap, text())
                         .height();
    if (!m_help.isEmpty()) {
        content += px(2) + QFontMetricsF(helpFont())
                               .boundingRect(QRectF(0, 0, room, 10000), Qt::TextWordWrap, m_help)
                               .height();
    }
    return static_cast<int>(std::max(least, content + 2 * px(big ? 14 : 8))) + 1;
}

void OptionCell::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens& t = tokens();
    const bool on = m_mark != OptionMark::None;
    const QRectF frame = QRectF(rect()).adjusted(2.5, 2.5, -2.5, -2.5);
    painter.setPen(QPen(
        on ? t.accent : t.edge, 1, m_mark == OptionMark::Perhaps ? Qt::DashLine : Qt::SolidLine));
    painter.setBrush(on             ? t.accentSoft
                     : isDown()     ? t.neutralSoft
                     : underMouse() ? t.sunken
                                    : t.surface);
    painter.drawRoundedRect(frame, px(6), px(6));
    if (m_mark == OptionMark::Chosen) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.accent);
        painter.drawRoundedRect(QRectF(frame.topLeft(), QSizeF(px(3), frame.height())), 1.5, 1.5);
    }
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(t.accent, 2));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), px(8), px(8));
    }
    const Parts parts = layOut(width());
    if (!m_key.isEmpty()) {
        painter.setPen(QPen(t.lineStrong, 1));
        painter.setBrush(t.surface);
        painter.drawRoundedRect(parts.key.adjusted(0.5, 0.5, -0.5, -0.5), px(4), px(4));
        painter.setFont(textFont(m_size >= kBig ? 20 : 12, Weight::SemiBold));
        painter.setPen(t.text2);
        painter.drawText(parts.key, Qt::AlignCenter, m_key);
    }
    painter.setFont(titleFont());
    painter.setPen(isEnabled() ? t.text : t.text3);
    painter.drawText(parts.title, Qt::TextWordWrap | Qt::AlignLeft | Qt::AlignTop, text());
    painter.setFont(helpFont());
    painter.setPen(t.text2);
    painter.drawText(parts.help, Qt::TextWordWrap | Qt::AlignLeft | Qt::AlignTop, m_help);
    if (m_mark == OptionMark::Perhaps) {
        painter.setFont(textFont(m_size >= kBig ? 20 : 12));
        painter.setPen(t.accent);
        painter.drawText(QRectF(rect()).adjusted(0, 0, -px(16), 0),
                         Qt::AlignRight | Qt::AlignVCenter,
                         tr("perhaps"));
    }
}

} // namespace netready::desktop
