// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/widgets/section_clock.h"

#include "app/desktop/widgets/paint.h"

#include <QPainter>

#include <algorithm>

namespace netready::desktop {

namespace {

constexpr int kMinute = 60;

} // namespace

SectionClock::SectionClock(ClientDocument& document, int size, QWidget* parent)
    : QToolButton(parent)
    , m_workshop(Workshop::of(document))
    , m_size(size)
{
    setObjectName(QStringLiteral("sectionClock"));
    setFocusPolicy(Qt::StrongFocus);
    constexpr int kSecond = 1000;
    m_tick.setInterval(kSecond);
    connect(&m_tick, &QTimer::timeout, this, &SectionClock::refresh);
    connect(this, &QToolButton::clicked, this, [this] {
        m_workshop.setRunning(!m_workshop.isRunning());
        refresh();
    });
    refresh();
}

QString SectionClock::words() const
{
    const ScoredDimension* section = m_workshop.section();
    if (section == nullptr) {
        return tr("No section yet");
    }
    const int seconds = m_workshop.elapsedSeconds();
    const QString time = QStringLiteral("%1:%2")
                             .arg(seconds / kMinute)
                             .arg(seconds % kMinute, 2, 10, QLatin1Char('0'));
    const int planned = m_workshop.plannedMinutes();
    return planned == 0 ? tr("%1 %2").arg(shortTitle(*section), time)
                        : tr("%1 %2 of %3 min").arg(shortTitle(*section), time).arg(planned);
}

void SectionClock::refresh()
{
    const bool runs = m_workshop.isRunning();
    setEnabled(m_workshop.section() != nullptr);
    if (runs != m_tick.isActive()) {
        runs ? m_tick.start() : m_tick.stop();
    }
    setAccessibleName(runs ? tr("Section clock, runs: %1").arg(words())
                           : tr("Section clock, rests: %1").arg(words()));
    setToolTip(runs ? tr("Let the section clock rest") : tr("Start the section clock"));
    updateGeometry();
    update();
}

QSize SectionClock::sizeHint() const
{
    return {px(m_size + 8) + static_cast<int>(numberWidth(textFont(m_size), words())) + px(8),
            px(m_size + 14)};
}

void SectionClock::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens& t = tokens();
    const double side = px(m_size);
    const QRectF ring(px(3), (height() - side) / 2.0, side, side);
    const double line = px(m_size >= 20 ? 4 : 2.5);
    const QRectF inner = ring.adjusted(line / 2, line / 2, -line / 2, -line / 2);
    painter.setPen(QPen(t.track, line));
    painter.drawEllipse(inner);
    const double planned = m_workshop.plannedMinutes() * kMinute;
    const double part = planned > 0 ? std::min(1.0, m_workshop.elapsedSeconds() / planned) : 0;
    constexpr int kCircle = 16 * 360;
    painter.setPen(QPen(m_workshop.isRunning() ? t.accent : t.text2, line));
    painter.drawArc(inner, kCircle / 4, static_cast<int>(-part * kCircle));
    if (!m_workshop.isRunning()) {
        // At rest: the two bars of a pause.
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.text2);
        const double bar = side / 8;
        const QPointF c = ring.center();
        painter.drawRect(QRectF(c.x() - bar * 1.5, c.y() - side / 6, bar, side / 3));
        painter.drawRect(QRectF(c.x() + bar * 0.5, c.y() - side / 6, bar, side / 3));
    }
    painter.setFont(textFont(m_size));
    painter.setPen(t.text2);
    paintNumber(painter,
                QRectF(ring.right() + px(8), 0, width() - ring.right() - px(8), height()),
                Qt::AlignLeft,
                words());
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(t.accent, 2));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), px(4), px(4));
    }
}

} // namespace netready::desktop
