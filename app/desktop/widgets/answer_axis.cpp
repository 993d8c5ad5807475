// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/widgets/answer_axis.h"

#include "app/desktop/widgets/paint.h"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace netready::desktop {

namespace {

constexpr int kHead = 22; ///< words of the limit and of what is used
constexpr int kLane = 28; ///< one person
constexpr int kFoot = 20; ///< numbers of the axis
constexpr int kTypical = 20;
constexpr int kSide = 8;

/// 1, 2 and 5 times powers of ten between two numbers.
std::vector<double> roundNumbers(double low, double high)
{
    std::vector<double> numbers;
    constexpr int kMost = 60;
    const double first = std::pow(10, std::floor(std::log10(low)));
    for (double decade = first; decade <= high && numbers.size() < kMost; decade *= 10) {
        for (const double step : {1.0, 2.0, 5.0}) {
            if (decade * step >= low * 0.999 && decade * step <= high * 1.001) {
                numbers.push_back(decade * step);
            }
        }
    }
    return numbers;
}

std::vector<double> evenNumbers(double low, double high)
{
    constexpr double kAbout = 5;
    const double raw = (high - low) / kAbout;
    const double power = std::pow(10, std::floor(std::log10(raw)));
    double step = power * 10;
    for (const double nice : {1.0, 2.0, 5.0}) {
        if (power * nice >= raw) {
            step = power * nice;
            break;
        }
    }
    std::vector<double> numbers;
    for (double x = std::ceil(low / step) * step; x <= high + step / 1000; x += step) {
        numbers.push_back(x);
    }
    return numbers;
}

/// Round seconds, minutes, hours and days between two numbers of seconds.
std::vector<double> roundTimes(double low, double high)
{
    constexpr double kMinute = 60;
    constexpr double kHour = 3600;
    constexpr double kDay = 86400;
    std::vector<double> times;
    if (low < 1) {
        times = roundNumbers(low, std::min(high, 0.9));
    }
    for (const double unit : {1.0, kMinute, kHour, kDay}) {
        for (const double step : {1.0, 2.0, 5.0, 10.0, 20.0, 30.0}) {
            const bool isNext = unit == kHour && step > 12;
            if (unit * step >= low && unit * step <= high && !isNext) {
                times.push_back(unit * step);
            }
        }
    }
    return times;
}

} // namespace

AnswerAxis::AnswerAxis(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void AnswerAxis::setScene(const Attribute& attribute, AxisScene scene)
{
    m_attribute = &attribute;
    m_scene = std::move(scene);
    setVisible(attribute.isNumber() &&
               (!m_scene.answers.empty() || m_scene.typical || m_scene.limit != nullptr));
    findEnds();
    QStringList words;
    for (const AxisScene::Answer& answer : m_scene.answers) {
        words << QStringLiteral("%1 %2").arg(answer.name,
                                             text(answer.value.low, answer.value.high));
    }
    if (m_scene.used) {
        words << tr("used: %1").arg(text(m_scene.used->low, m_scene.used->high));
    }
    if (m_scene.typical) {
        words << tr("typical %1").arg(text(m_scene.typical->low, m_scene.typical->high));
    }
    if (m_scene.limit != nullptr) {
        words << tr("full points at %1, none at %2")
                     .arg(text(m_scene.limit->target, m_scene.limit->target),
                          text(m_scene.limit->failAt, m_scene.limit->failAt));
    }
    setAccessibleName(words.join(QStringLiteral(", ")));
    setToolTip(m_scene.limitRule);
    updateGeometry();
    update();
}

void AnswerAxis::findEnds()
{
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    const auto take = [&](double value) {
        if (std::isfinite(value)) {
            low = std::min(low, value);
            high = std::max(high, value);
        }
    };
    for (const AxisScene::Answer& answer : m_scene.answers) {
        take(answer.value.low);
        take(answer.value.high);
    }
    if (m_scene.typical) {
        take(m_scene.typical->low);
        take(m_scene.typical->high);
    }
    if (m_scene.limit != nullptr) {
        take(m_scene.limit->failAt);
        take(m_scene.limit->target);
    }
    if (!(low <= high)) {
        low = m_attribute->domainLow;
        high = std::isfinite(m_attribute->domainHigh) ? m_attribute->domainHigh : low + 1;
    }
    constexpr double kLogarithmicFrom = 8;
    m_logarithmic = low > 0 && high / low >= kLogarithmicFrom;
    if (m_logarithmic) {
        const double room = std::pow(high / low, 0.15);
        m_low = std::max(low / room, m_attribute->domainLow > 0 ? m_attribute->domainLow : 0);
        m_low = m_low > 0 ? m_low : low / room;
        m_high = std::min(high * room, std::max(high, m_attribute->domainHigh));
    } else {
        const double width = high > low ? high - low : std::max(std::abs(high), 1e-9);
        m_low = std::max(low - width * 0.25, std::min(low, m_attribute->domainLow));
        m_high = std::min(high + width * 0.25, std::max(high, m_attribute->domainHigh));
    }
    if (!(m_high > m_low)) {
        m_high = m_low + 1;
    }
}

double AnswerAxis::place(double value) const
{
    const double part = m_logarithmic ? (std::log(std::max(value, m_low)) - std::log(m_low)) /
                                            (std::log(m_high) - std::log(m_low))
                                      : (value - m_low) / (m_high - m_low);
    return px(kSide) + std::clamp(part, 0.0, 1.0) * (width() - 2 * px(kSide));
}

QString AnswerAxis::text(double low, double high) const
{
    const Currency currency = m_scene.used
                                  ? m_scene.used->currency
                                  : (m_scene.typical ? m_scene.typical->currency : Currency::None);
    return qstr(
        toReadable(Measure{low, high, m_attribute->dimension, currency, m_attribute->unit}));
}

QSize AnswerAxis::sizeHint() const
{
    const int lanes = std::max(1, static_cast<int>(m_scene.answers.size()));
    return {px(320), px(kHead + kLane * lanes + 8 + kFoot + (m_scene.typical ? kTypical : 0))};
}

void AnswerAxis::paintLimit(QPainter& painter, double top, double bottom) const
{
    const Tokens& t = tokens();
    const ScoreCurve& limit = *m_scene.limit;
    const bool more = limit.target > limit.failAt;
    const double full = place(limit.target);
    const double none = place(limit.failAt);
    const double edge = more ? width() - px(kSide) : px(kSide);
    const QRectF zone(QPointF(std::min(full, edge), top), QPointF(std::max(full, edge), bottom));
    painter.fillRect(zone, t.readySoft);
    painter.fillRect(QRectF(full - 0.5, top, 1, bottom - top), t.ready);
    painter.fillRect(QRectF(none - 1, top - px(4), 2, bottom - top + px(4)), t.notReady);
    painter.setFont(textFont(12, Weight::SemiBold));
    const QFontMetricsF metrics(painter.font());
    painter.setPen(t.notReady);
    const QString words = tr("no points: %1").arg(text(limit.failAt, limit.failAt));
    const double wide = metrics.horizontalAdvance(words);
    const double left = std::clamp(
        more ? none - wide : none, 0.0, std::max(0.0, static_cast<double>(width()) - wide));
    painter.drawText(QPointF(left, px(14)), words);
}

void AnswerAxis::paintFullPoints(QPainter& painter, double bottom) const
{
    const Tokens& t = tokens();
    const ScoreCurve& limit = *m_scene.limit;
    const bool more = limit.target > limit.failAt;
    const double full = place(limit.target);
    painter.setPen(t.readyText);
    painter.setFont(textFont(12));
    const QString good = tr("full points: %1").arg(text(limit.target, limit.target));
    const double goodWide = QFontMetricsF(painter.font()).horizontalAdvance(good);
    const double goodLeft = std::clamp(more ? full + px(4) : full - goodWide - px(4),
                                       px(kSide) + px(2) + 0.0,
                                       std::max(0.0, width() - goodWide - px(kSide)));
    painter.drawText(QPointF(goodLeft, bottom - px(5)), good);
}

void AnswerAxis::paintUsed(QPainter& painter, double top, double bottom) const
{
    const Tokens& t = tokens();
    const double left = place(m_scene.used->low);
    const double right = place(m_scene.used->high);
    QColor ground = t.accentSoft;
    ground.setAlphaF(0.8F);
    painter.fillRect(QRectF(QPointF(left, top), QPointF(right, bottom)), ground);
    for (const double x : {left, right}) {
        painter.fillRect(QRectF(x - 0.75, top - px(4), 1.5, bottom - top + px(4)), t.accent);
    }
}

void AnswerAxis::paintAnswers(QPainter& painter, double top) const
{
    const Tokens& t = tokens();
    painter.setFont(textFont(12));
    const QFontMetricsF metrics(painter.font());
    double y = top + px(kLane) / 2.0;
    for (const AxisScene::Answer& answer : m_scene.answers) {
        const QColor ink = answer.used ? t.text : t.text3;
        const double left = place(answer.value.low);
        const double right = place(answer.value.high);
        if (answer.value.isPoint()) {
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setPen(QPen(ink, 1.5));
            painter.setBrush(answer.used ? ink : t.surface);
            const double r = px(6);
            painter.drawPolygon(
                QPolygonF({{left, y - r}, {left + r, y}, {left, y + r}, {left - r, y}}));
            painter.setRenderHint(QPainter::Antialiasing, false);
        } else {
            painter.fillRect(QRectF(left, y - px(3), right - left, px(6)),
                             answer.used ? t.neutral : t.track);
            for (const double x : {left, right}) {
                painter.fillRect(QRectF(x - 1, y - px(7), 2, px(14)), ink);
            }
        }
        const QString words =
            QStringLiteral("%1 %2").arg(answer.name, text(answer.value.low, answer.value.high));
        const double wide = metrics.horizontalAdvance(words);
        const double after = right + px(12);
        const double before = left - px(12) - wide;
        painter.setPen(ink);
        const double x = after + wide <= width() || before < 0
                             ? std::min(after, std::max(0.0, width() - wide))
                             : before;
        painter.drawText(QPointF(x, y + metrics.ascent() / 2 - 1), words);
        y += px(kLane);
    }
}

void AnswerAxis::paintTicks(QPainter& painter, double y) const
{
    const Tokens& t = tokens();
    painter.fillRect(QRectF(px(kSide), y, width() - 2 * px(kSide), 1), t.edge);
    painter.setFont(textFont(12));
    painter.setPen(t.text3);
    const bool isSeconds = m_logarithmic && m_attribute->dimension == unitDimension("s");
    const double factor =
        isSeconds || m_attribute->unit.empty() ? 1 : unitFactor(m_attribute->unit);
    const auto ticks = isSeconds       ? roundTimes(m_low, m_high)
                       : m_logarithmic ? roundNumbers(m_low / factor, m_high / factor)
                                       : evenNumbers(m_low / factor, m_high / factor);
    double free = 0;
    for (const double tick : ticks) {
        const double x = place(tick * factor);
        const QString words = text(tick * factor, tick * factor);
        const double wide = numberWidth(painter.font(), words);
        const double left = std::clamp(x - wide / 2, 0.0, std::max(0.0, width() - wide));
        if (left >= free) {
            painter.fillRect(QRectF(x - 0.5, y, 1, px(4)), t.edge);
            paintNumber(painter, QRectF(left, y + px(4), wide, px(16)), Qt::AlignLeft, words);
            free = left + wide + px(12);
        }
    }
}

void AnswerAxis::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    const Tokens& t = tokens();
    const double top = px(kHead);
    const double bottom =
        top + px(kLane) * std::max<double>(1, static_cast<double>(m_scene.answers.size())) + px(8);
    if (m_scene.limit != nullptr) {
        paintLimit(painter, top, bottom);
    }
    if (m_scene.used) {
        paintUsed(painter, top, bottom);
    }
    if (m_scene.limit != nullptr) {
        paintFullPoints(painter, bottom);
    }
    paintAnswers(painter, top + px(2));
    paintTicks(painter, bottom);
    if (m_scene.typical) {
        const double y = bottom + px(kFoot) + px(8);
        const double left = place(m_scene.typical->low);
        const double right = std::max(place(m_scene.typical->high), left + px(4));
        painter.fillRect(QRectF(left, y, right - left, px(4)), t.neutral);
        painter.setFont(textFont(12));
        painter.setPen(t.text3);
        const QString words =
            tr("typical %1").arg(text(m_scene.typical->low, m_scene.typical->high));
        const double wide = QFontMetricsF(painter.font()).horizontalAdvance(words);
        const double x =
            right + px(8) + wide <= width() ? right + px(8) : std::max(0.0, left - px(8) - wide);
        painter.drawText(QPointF(x, y + px(7)), words);
    }
}

} // namespace netready::desktop
