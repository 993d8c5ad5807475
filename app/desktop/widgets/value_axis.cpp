// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/widgets/value_axis.h"

#include "app/desktop/widgets/paint.h"
#include "core/assessment/score.h"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <vector>

namespace netready::desktop {

namespace {

constexpr int kBar = 12;

/// A label below the axis; none covers another, the first ones win.
struct Label
{
    double x;
    QString text;
    QColor ink;
    Weight weight;
};

void paintLabels(QPainter& painter, const QRectF& area, const std::vector<Label>& labels)
{
    std::vector<QRectF> taken;
    for (const Label& label : labels) {
        painter.setFont(textFont(12, label.weight));
        const double width = QFontMetricsF(painter.font()).horizontalAdvance(label.text) + 2;
        double left = std::clamp(label.x - width / 2, area.left(), area.right() - width);
        QRectF box(left, area.top(), width, area.height() / 2);
        const auto covers = [&](const QRectF& other) {
            return box.adjusted(-px(6), 0, px(6), 0).intersects(other);
        };
        if (std::any_of(taken.begin(), taken.end(), covers)) {
            box.translate(0, area.height() / 2);
            if (std::any_of(taken.begin(), taken.end(), covers)) {
                continue;
            }
        }
        taken.push_back(box);
        painter.setPen(label.ink);
        painter.drawText(box, Qt::AlignCenter, label.text);
    }
}

} // namespace

ValueAxis::ValueAxis(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("valueAxis"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize ValueAxis::sizeHint() const
{
    return {px(240), px(64)};
}

void ValueAxis::setValue(const ScoreCurve& curve,
                         const std::optional<Measure>& value,
                         const QString& text,
                         bool settled)
{
    m_curve = curve;
    m_value = value;
    m_text = text;
    m_settled = settled;
    std::vector<double> marks{curve.failAt, curve.target};
    // An end far beyond both limits would hide them; it lies beyond the edge.
    constexpr double kBeyond = 2.5;
    const double limit = std::max(curve.failAt, curve.target);
    if (value) {
        for (const double end : {value->low, value->high}) {
            const bool isFar = limit > 0 && end > kBeyond * limit && value->low < limit;
            if (std::isfinite(end)) {
                marks.push_back(isFar ? kBeyond * limit : end);
            }
        }
    }
    const auto [least, most] = std::minmax_element(marks.begin(), marks.end());
    // On a line from 0 a value that is ten times the limits would hide both.
    constexpr double kFar = 8;
    m_isLogarithmic =
        *least > 0 && (curve.logarithmic || *most > kFar * std::max(curve.failAt, curve.target));
    constexpr double kRoom = 0.08;
    if (m_isLogarithmic) {
        const double room = std::max(std::log(*most / *least), 0.1) * kRoom;
        m_from = std::log(*least) - room;
        m_to = std::log(*most) + room;
    } else {
        const double room = std::max(*most - *least, 1e-12) * kRoom;
        m_from = *least >= 0 ? std::max(0.0, *least - room) : *least - room;
        m_to = *most + room;
        if (*least >= 0 && *least < (*most - *least)) {
            m_from = 0;
        }
    }
    setAccessibleName(tr("%1. Full points from %2, none at %3")
                          .arg(text.isEmpty() ? tr("Not known") : text,
                               qstr(curve.targetText),
                               qstr(curve.failAtText)));
    setToolTip(accessibleName());
    update();
}

double ValueAxis::place(double value) const
{
    const double at = m_isLogarithmic ? std::log(std::max(value, 1e-300)) : value;
    return std::clamp((at - m_from) / (m_to - m_from), 0.0, 1.0);
}

void ValueAxis::paintEvent(QPaintEvent* /*event*/)
{
    const Tokens& t = tokens();
    QPainter painter(this);
    const double width = QWidget::width() - 2;
    const auto x = [&](double value) { return 1 + width * place(value); };
    const QRectF bar(1, px(8), width, px(kBar));
    const double full = x(m_curve.target);
    const double none = x(m_curve.failAt);
    const bool moreIsBetter = m_curve.target > m_curve.failAt;
    const auto fill = [&](double from, double to, QColor colour) {
        colour.setAlphaF(t.dark ? 0.55F : 0.4F);
        painter.fillRect(QRectF(from, bar.top(), to - from, bar.height()), colour);
    };
    fill(moreIsBetter ? full : bar.left(), moreIsBetter ? bar.right() : full, t.ready);
    fill(std::min(full, none), std::max(full, none), t.readyIf);
    fill(moreIsBetter ? bar.left() : none, moreIsBetter ? none : bar.right(), t.notReady);
    painter.setPen(QPen(t.text2, 1));
    for (const double limit : {full, none}) {
        painter.drawLine(QPointF(limit, bar.top() - px(3)), QPointF(limit, bar.bottom() + px(3)));
    }
    std::vector<Label> labels;
    if (m_value) {
        const double low = x(m_value->low);
        const double high = std::isfinite(m_value->high) ? x(m_value->high) : bar.right();
        const double worst = points(m_curve,
                                    moreIsBetter                   ? m_value->low
                                    : std::isfinite(m_value->high) ? m_value->high
                                                                   : m_value->low);
        const ScoreInk ink = scoreInk(worst);
        if (high - low < px(3)) {
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setPen(Qt::NoPen);
            painter.setBrush(t.text);
            const double r = px(7);
            const QPointF c((low + high) / 2, bar.center().y());
            painter.drawPolygon(QPolygonF(
                {c + QPointF(0, -r), c + QPointF(r, 0), c + QPointF(0, r), c + QPointF(-r, 0)}));
            painter.setRenderHint(QPainter::Antialiasing, false);
        } else {
            const QRectF range(low, bar.top(), high - low, bar.height());
            const QColor hatch = m_settled ? ink.fill : t.text2;
            fillHatch(painter, range, hatch);
            for (const double end : {low, high}) {
                if (end == high && place(m_value->high) >= 1) {
                    continue; // beyond the edge
                }
                painter.fillRect(QRectF(end - 1, bar.top() - px(4), 2, bar.height() + px(8)),
                                 t.text);
            }
        }
        labels.push_back(
            {(low + high) / 2, m_text, m_settled ? ink.text : t.text, Weight::SemiBold});
    } else {
        labels.push_back({bar.center().x(), tr("not known"), t.text2, Weight::SemiBold});
    }
    labels.push_back(
        {full, tr("%1: full points").arg(qstr(m_curve.targetText)), t.text2, Weight::Regular});
    labels.push_back(
        {none, tr("%1: none").arg(qstr(m_curve.failAtText)), t.text2, Weight::Regular});
    paintLabels(painter,
                QRectF(0, bar.bottom() + px(6), QWidget::width(), height() - bar.bottom() - px(6)),
                labels);
}

} // namespace netready::desktop
