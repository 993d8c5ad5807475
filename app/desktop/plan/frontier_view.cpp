// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/plan/frontier_view.h"

#include "app/desktop/widgets/paint.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace netready::desktop {

namespace {

constexpr double kMillion = 1e6;

/// Of `most` in about four steps: 1, 2 or 5 times a power of ten.
double stepOf(double most)
{
    const double rough = std::max(most, 1.0) / 4;
    const double power = std::pow(10, std::floor(std::log10(rough)));
    const double times = rough / power;
    return power * (times > 5 ? 10 : times > 2 ? 5 : times > 1 ? 2 : 1);
}

} // namespace

FrontierView::FrontierView(QWidget* parent)
    : QWidget(parent)
{
    setMinimumHeight(px(180));
    setAccessibleName(tr("Cost against readiness"));
}

QSize FrontierView::sizeHint() const
{
    return {px(300), px(200)};
}

void FrontierView::setPicture(const std::shared_ptr<const PlanPicture>& picture)
{
    m_picture = picture;
    QStringList said;
    for (const FrontierPoint& point : picture->frontier) {
        said << tr("%1 dollars reach %2")
                    .arg(QLocale().toString(point.amounts.cost.high(), 'f', 0),
                         scoreText(point.site));
    }
    setAccessibleDescription(said.isEmpty() ? tr("is being counted")
                                            : said.join(QStringLiteral("; ")));
    update();
}

void FrontierView::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens& t = tokens();
    const QRectF plot = QRectF(rect()).adjusted(px(34), px(12), -px(16), -px(34));
    painter.setFont(textFont(12));
    const auto y = [&](double score) { return plot.bottom() - plot.height() * score; };
    for (const double mark : {0.0, 0.4, 0.7, 0.9, 1.0}) {
        painter.setPen(t.line);
        painter.drawLine(QPointF(plot.left(), y(mark)), QPointF(plot.right(), y(mark)));
        painter.setPen(t.text2);
        paintLine(painter,
                  QRectF(0, y(mark) - px(8), px(28), px(16)),
                  QLocale().toString(std::lround(mark * 100)),
                  Qt::AlignRight);
    }
    if (m_picture == nullptr || m_picture->frontier.empty()) {
        painter.setPen(t.text2);
        painter.drawText(
            plot, Qt::AlignCenter, m_picture == nullptr ? tr("No plan yet") : tr("Counting…"));
        return;
    }
    const PhaseOutcome* last =
        m_picture->plan.outcomes.empty() ? nullptr : &m_picture->plan.outcomes.back();
    double most = last == nullptr ? 0 : last->sofar.cost.high();
    for (const FrontierPoint& point : m_picture->frontier) {
        most = std::max(most, point.amounts.cost.high());
    }
    most = std::max(most, 1.0);
    const auto x = [&](double cost) { return plot.left() + plot.width() * cost / (most * 1.04); };
    const double step = stepOf(most);
    const bool isMillions = most >= kMillion;
    for (double cost = 0; cost <= most * 1.04; cost += step) {
        painter.setPen(t.text2);
        paintLine(painter,
                  QRectF(x(cost) - px(30), plot.bottom() + px(2), px(60), px(16)),
                  QLocale().toString(cost / (isMillions ? kMillion : 1000), 'g', 4),
                  Qt::AlignHCenter);
    }
    paintLine(painter,
              QRectF(plot.left(), plot.bottom() + px(17), plot.width(), px(16)),
              isMillions ? tr("million dollars, upper end") : tr("thousand dollars, upper end"),
              Qt::AlignRight);
    const auto whisker =
        [&](double cost, const ScoreRange& site, const QColor& colour, double width) {
            painter.setPen(QPen(colour, width));
            const double at = x(cost);
            painter.drawLine(QPointF(at, y(site.low)), QPointF(at, y(site.high)));
            for (const double end : {site.low, site.high}) {
                painter.drawLine(QPointF(at - px(4), y(end)), QPointF(at + px(4), y(end)));
            }
        };
    QPolygonF band;
    for (const FrontierPoint& point : m_picture->frontier) {
        band << QPointF(x(point.amounts.cost.high()), y(point.site.high));
    }
    for (auto point = m_picture->frontier.rbegin(); point != m_picture->frontier.rend(); ++point) {
        band << QPointF(x(point->amounts.cost.high()), y(point->site.low));
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.neutralSoft);
    painter.drawPolygon(band);
    for (const FrontierPoint& point : m_picture->frontier) {
        whisker(point.amounts.cost.high(), point.site, t.text3, 1.5);
    }
    if (last != nullptr) {
        whisker(last->sofar.cost.high(), last->numbers.site, t.accent, 3);
        painter.setFont(textFont(12, Weight::SemiBold));
        painter.setPen(t.accent);
        const double at =
            std::clamp(x(last->sofar.cost.high()), plot.left() + px(36), plot.right() - px(28));
        paintLine(painter,
                  QRectF(at - px(40), y(last->numbers.site.high) - px(20), px(80), px(16)),
                  tr("this plan"),
                  Qt::AlignHCenter);
    }
}

} // namespace netready::desktop
