// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/plan/plan_charts.h"

#include "app/desktop/plan/plan_board.h"
#include "app/desktop/widgets/paint.h"
#include "core/plan/schedule.h"

#include <QDate>
#include <QFontMetricsF>
#include <QHelpEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <array>
#include <cmath>

namespace netready::desktop {

namespace {

constexpr int kAxis = 32;
constexpr int kRowHeight = 26;
constexpr double kYearOfDays = 365;
constexpr double kMonthOfDays = 365.0 / 12;

/// Width of the names at the left.
double namesWidth(const QWidget& widget)
{
    return std::min<double>(px(300), widget.width() * 0.42);
}

} // namespace

PlanTimeline::PlanTimeline(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("planTimeline"));
}

void PlanTimeline::show(const ClientDocument& document, const PlanNews& news)
{
    m_rows.clear();
    m_firstDay.reset();
    for (const PlannedPhase& phase : news.phases) {
        if (phase.begins) {
            m_firstDay =
                m_firstDay ? std::min(*m_firstDay, phase.begins->firstDay) : phase.begins->firstDay;
        }
    }
    const auto times = scheduleOf(news.candidates, news.plan().solution.choice);
    QStringList told;
    double at = 0;
    m_days = 1;
    for (std::size_t phase = 0; phase < news.phases.size(); ++phase) {
        const PlannedPhase& planned = news.phases[phase];
        const PhaseOutcome& outcome = news.plan().outcomes[phase];
        Row head;
        head.name = tr("%1 %2").arg(phase + 1).arg(qstr(planned.title));
        head.begin = planned.begins ? planned.begins->firstDay - *m_firstDay : at;
        head.latest = planned.ends && m_firstDay ? planned.ends->lastDay - *m_firstDay + 1
                                                 : head.begin + kYearOfDays;
        head.latest = std::max(head.latest, head.begin + 1);
        head.planned = head.latest;
        head.site = outcome.numbers.site;
        head.before = phase == 0 ? news.now.site : news.plan().outcomes[phase - 1].numbers.site;
        head.verdict = outcome.numbers.verdict.verdict;
        head.more = scoreText(head.site);
        at = head.latest;
        m_days = std::max(m_days, head.latest);
        told << tr("%1: %2, %3").arg(head.name, verdictWord(head.verdict), head.more);
        const double begin = head.begin;
        m_rows.push_back(std::move(head));
        const auto firstRow = static_cast<std::ptrdiff_t>(m_rows.size());
        for (const std::size_t index : PlanBoard::inPhase(news.plan().solution.choice, phase)) {
            const PlanCandidate& candidate = news.candidates.all[index];
            const auto same =
                std::find_if(m_rows.begin() + firstRow, m_rows.end(), [&](const Row& known) {
                    return known.abouts.front().id == candidate.about.id;
                });
            if (same != m_rows.end()) {
                same->abouts.push_back(candidate.about);
                same->more = tr("%n times", nullptr, static_cast<int>(same->abouts.size()));
                same->begin = std::min(same->begin, begin + times[index]->begin);
                same->planned = std::max(same->planned, begin + times[index]->planned);
                same->latest = std::max(same->latest, begin + times[index]->latest);
                m_days = std::max(m_days, same->latest);
                continue;
            }
            Row row;
            row.abouts = {candidate.about};
            row.name = qstr(candidate.remedy.action->title);
            row.more = document.titleOf(candidate.remedy.subject);
            row.begin = begin + times[index]->begin;
            row.planned = begin + times[index]->planned;
            row.latest = begin + times[index]->latest;
            m_days = std::max(m_days, row.latest);
            m_rows.push_back(std::move(row));
        }
    }
    setAccessibleName(tr("Timeline. %1").arg(told.join(QStringLiteral("; "))));
    setFixedHeight(px(kAxis + kRowHeight * static_cast<int>(m_rows.size()) + 16));
    updateGeometry();
    update();
}

void PlanTimeline::select(const WorkKey& about)
{
    m_chosen = about;
    update();
}

QSize PlanTimeline::sizeHint() const
{
    return {px(480), px(kAxis + kRowHeight * static_cast<int>(m_rows.size()) + 16)};
}

const PlanTimeline::Row* PlanTimeline::rowAt(double y) const
{
    const double row = (y - px(kAxis)) / px(kRowHeight);
    return row < 0 || row >= static_cast<double>(m_rows.size())
               ? nullptr
               : &m_rows[static_cast<std::size_t>(row)];
}

void PlanTimeline::mousePressEvent(QMouseEvent* event)
{
    const Row* row = rowAt(event->position().y());
    if (row != nullptr && !row->abouts.empty()) {
        Q_EMIT chosen(row->abouts.front());
    }
}

bool PlanTimeline::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip) {
        return QWidget::event(event);
    }
    const auto* help = static_cast<QHelpEvent*>(event);
    const Row* row = rowAt(help->pos().y());
    if (row != nullptr) {
        QToolTip::showText(help->globalPos(), tr("%1, %2").arg(row->name, row->more), this);
    }
    return true;
}

void PlanTimeline::paintEvent(QPaintEvent* event)
{
    const Tokens& t = tokens();
    QPainter painter(this);
    painter.setClipRect(event->rect());
    painter.fillRect(event->rect(), t.surface);
    const double left = namesWidth(*this);
    const double width = this->width() - left - px(24);
    const auto x = [&](double day) { return left + width * day / m_days; };
    painter.setFont(textFont(12));
    const double most = px(64);
    double months = 1;
    for (const double step : {1.0, 3.0, 6.0, 12.0, 24.0}) {
        months = step;
        if (width * step * kMonthOfDays / m_days >= most) {
            break;
        }
    }
    const QDate first = QDate(1970, 1, 1).addDays(m_firstDay.value_or(0));
    for (int i = 0;; ++i) {
        const int month = i * static_cast<int>(months);
        const double day = m_firstDay ? static_cast<double>(first.daysTo(first.addMonths(month)))
                                      : month * kMonthOfDays;
        if (day > m_days) {
            break;
        }
        painter.fillRect(QRectF(std::round(x(day)), 0, 1, height()), t.line);
        painter.setPen(t.text3);
        const QString name =
            m_firstDay ? QLocale().toString(first.addMonths(month), QStringLiteral("MMM yyyy"))
                       : tr("month %1").arg(month + 1);
        if (x(day) + px(60) < this->width()) {
            paintLine(painter, QRectF(x(day) + px(4), 0, most + px(20), px(kAxis)), name);
        }
    }
    double y = px(kAxis);
    for (const Row& row : m_rows) {
        const QRectF line(0, y, this->width(), px(kRowHeight));
        y += px(kRowHeight);
        const double from = x(row.begin);
        const double bar = px(row.abouts.empty() ? 4 : 10);
        const double middle = line.center().y();
        if (row.abouts.empty()) {
            painter.fillRect(line, t.sunken);
            painter.fillRect(QRectF(line.left(), line.top(), line.width(), 1), t.line);
            painter.fillRect(
                QRectF(from, middle - bar / 2, std::max<double>(1, x(row.latest) - from), bar),
                t.text2);
            for (const double end : {from, x(row.latest) - 2}) {
                painter.fillRect(QRectF(end, middle - px(6), 2, px(12)), t.text2);
            }
            painter.setFont(textFont(14, Weight::SemiBold));
            const double score = QFontMetricsF(painter.font()).horizontalAdvance(row.more);
            const double end = left - px(12);
            painter.setPen(scoreColour(row.site, isOneClass(row.site)));
            paintLine(painter,
                      QRectF(end - score - 2, line.top(), score + 2, line.height()),
                      row.more,
                      Qt::AlignRight);
            paintBadge(painter, QRectF(px(12), middle - px(8), px(16), px(16)), row.verdict);
            double nameEnd = end - score - px(10);
            if (nameEnd > px(170)) {
                RangeLook look;
                look.score = row.site;
                look.before = row.before;
                look.settled = isOneClass(row.site);
                paintRange(painter,
                           QRectF(nameEnd - px(72), middle - px(8), px(72), px(16)),
                           look,
                           px(6),
                           px(12));
                nameEnd -= px(82);
            }
            painter.setFont(textFont(14, Weight::SemiBold));
            painter.setPen(t.text);
            paintLine(
                painter, QRectF(px(34), line.top(), nameEnd - px(34), line.height()), row.name);
            continue;
        }
        const bool isChosen =
            m_chosen &&
            std::find(row.abouts.begin(), row.abouts.end(), *m_chosen) != row.abouts.end();
        if (isChosen) {
            painter.fillRect(line, t.accentSoft);
            painter.fillRect(QRectF(0, line.top(), 3, line.height()), t.accent);
        }
        painter.setFont(textFont(12, isChosen ? Weight::SemiBold : Weight::Regular));
        painter.setPen(t.text);
        paintLine(painter, QRectF(px(34), line.top(), left - px(46), line.height()), row.name);
        constexpr int kLeast = 4;
        const double solid = std::max<double>(px(kLeast), x(row.planned) - from);
        painter.fillRect(QRectF(from, middle - bar / 2, solid, bar), isChosen ? t.accent : t.text2);
        const QRectF open(from + solid, middle - bar / 2, x(row.latest) - from - solid, bar);
        if (open.width() > 1) {
            fillHatch(painter, open, isChosen ? t.accent : t.text2);
            painter.fillRect(QRectF(open.right() - 1, open.top(), 1, open.height()), t.text2);
        }
    }
}

PlanFrontier::PlanFrontier(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("planFrontier"));
    setFixedHeight(px(196));
}

void PlanFrontier::show(const PlanNews& news)
{
    m_points.clear();
    QStringList told;
    for (const FrontierPoint& point : news.frontier) {
        m_points.push_back({point.amounts.cost.high(), point.site});
        told << tr("%1 reach %2").arg(dollarText(point.amounts.cost), scoreText(point.site));
    }
    m_plan.reset();
    if (!news.plan().outcomes.empty()) {
        const PhaseOutcome& last = news.plan().outcomes.back();
        m_plan = {last.sofar.cost.high(), last.numbers.site};
        told << tr("this plan reaches %1 for %2")
                    .arg(scoreText(last.numbers.site), dollarText(last.sofar.cost));
    }
    setAccessibleName(tr("Cost against readiness: %1").arg(told.join(QStringLiteral("; "))));
    setToolTip(told.join(QLatin1Char('\n')));
    update();
}

QSize PlanFrontier::sizeHint() const
{
    return {px(280), px(196)};
}

void PlanFrontier::paintEvent(QPaintEvent* /*event*/)
{
    const Tokens& t = tokens();
    QPainter painter(this);
    painter.setFont(textFont(12));
    const QFontMetricsF metrics(painter.font());
    const double left = metrics.horizontalAdvance(QStringLiteral("100")) + px(8);
    const double labels = metrics.height() + px(4);
    const QRectF plot(left, px(18), width() - left - px(12), height() - px(22) - labels);
    const auto y = [&](double score) { return plot.bottom() - plot.height() * score; };
    for (const double score : {0.0, 0.4, 0.7, 0.9}) {
        painter.fillRect(QRectF(plot.left(), std::round(y(score)), plot.width(), 1), t.line);
        painter.setPen(t.text3);
        paintLine(painter,
                  QRectF(0, y(score) - px(9), left - px(6), px(18)),
                  QString::number(std::lround(score * 100)),
                  Qt::AlignRight);
    }
    double most = m_plan ? m_plan->cost : 0;
    for (const Point& point : m_points) {
        most = std::max(most, point.cost);
    }
    const auto x = [&](double cost) {
        return plot.left() + px(8) + (plot.width() - px(16)) * (most > 0 ? cost / most : 0);
    };
    painter.setPen(t.text3);
    const QRectF under(plot.left(), plot.bottom() + px(2), plot.width(), labels);
    paintLine(painter, under, QStringLiteral("0"));
    paintLine(painter, under, dollarText(Interval<double>(most)), Qt::AlignRight);
    if (m_points.empty()) {
        painter.setPen(t.text2);
        paintLine(painter, QRectF(plot.left(), 0, plot.width(), px(18)), tr("Being worked out"));
    }
    const auto whisker = [&](const Point& point, const QColor& ink, double thick) {
        const double at = x(point.cost);
        const double top = y(point.site.high);
        const double bottom = std::max(y(point.site.low), top + 1);
        painter.fillRect(QRectF(at - thick / 2, top, thick, bottom - top), ink);
        for (const double end : {top, bottom}) {
            painter.fillRect(QRectF(at - px(5), end - 1, px(10), 2), ink);
        }
    };
    QPolygonF band;
    for (const Point& point : m_points) {
        band << QPointF(x(point.cost), y(point.site.high));
    }
    for (auto point = m_points.rbegin(); point != m_points.rend(); ++point) {
        band << QPointF(x(point->cost), y(point->site.low));
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.neutralSoft);
    painter.drawPolygon(band);
    for (const Point& point : m_points) {
        whisker(point, t.text2, 2);
    }
    if (m_plan) {
        whisker(*m_plan, t.accent, 4);
        painter.setFont(textFont(12, Weight::SemiBold));
        painter.setPen(t.accent);
        const QString name = tr("this plan");
        const double wide = QFontMetricsF(painter.font()).horizontalAdvance(name) + px(4);
        const double at = std::clamp(x(m_plan->cost) - wide / 2, plot.left(), width() - wide);
        paintLine(
            painter, QRectF(at, std::max(0.0, y(m_plan->site.high) - px(20)), wide, px(18)), name);
    }
}

} // namespace netready::desktop
