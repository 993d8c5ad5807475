// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/widgets/paint.h"

#include <QCoreApplication>
#include <QFile>
#include <QFontMetricsF>
#include <QPainterPath>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <algorithm>
#include <array>
#include <cmath>

namespace netready::desktop {

namespace {

constexpr std::array kNotches{0.4, 0.7, 0.9};

QString words(const char* text)
{
    return QCoreApplication::translate("netready::desktop::paint", text);
}

void paintDiamond(QPainter& painter, QPointF centre, double radius, const QColor& colour)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawPolygon(QPolygonF({{centre.x(), centre.y() - radius},
                                   {centre.x() + radius, centre.y()},
                                   {centre.x(), centre.y() + radius},
                                   {centre.x() - radius, centre.y()}}));
}

void paintSegment(QPainter& painter, const QRectF& part, double score, bool settled, double bar)
{
    const QColor fill = scoreInk(score).fill;
    constexpr double kHatchFrom = 8;
    if (settled) {
        painter.fillRect(part, fill);
        return;
    }
    if (bar >= px(kHatchFrom)) {
        painter.fillRect(part, scoreInk(score).soft);
        fillHatch(painter, part, fill);
        return;
    }
    QColor pale = fill;
    pale.setAlphaF(tokens().dark ? 0.62F : 0.46F);
    painter.fillRect(part, tokens().surface);
    painter.fillRect(part, pale);
}

/// The font's "0" stands for every digit.
bool isDigit(QChar c)
{
    return c >= QLatin1Char('0') && c <= QLatin1Char('9');
}

void paintGlyph(QPainter& painter, const QRectF& square, QChar glyph, const QColor& colour)
{
    QFont small = textFont(12, Weight::SemiBold);
    small.setPixelSize(std::max(7, static_cast<int>(square.height() * 0.62)));
    painter.setFont(small);
    painter.setPen(colour);
    painter.drawText(square, Qt::AlignCenter, QString(glyph));
}

} // namespace

void fillHatch(QPainter& painter, const QRectF& area, const QColor& colour)
{
    painter.save();
    painter.setClipRect(area, Qt::IntersectClip);
    painter.setRenderHint(QPainter::Antialiasing);
    const double step = px(6);
    painter.setPen(QPen(colour, step * 0.4));
    const double first = std::floor((area.left() - area.height()) / step) * step;
    for (double x = first; x < area.right() + step; x += step) {
        painter.drawLine(QPointF(x, area.bottom()), QPointF(x + area.height(), area.top()));
    }
    painter.restore();
}

void paintRange(QPainter& painter, const QRectF& area, const RangeLook& look, double bar, double cap)
{
    const Tokens& t = tokens();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const double inset = 1;
    const double left = area.left() + inset;
    const double width = area.width() - 2 * inset;
    const double middle = area.center().y();
    const auto place = [&](double score) { return left + width * std::clamp(score, 0.0, 1.0); };
    const QRectF track(left, middle - bar / 2, width, bar);
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.track);
    painter.drawRoundedRect(track, std::min(2.0, bar / 2), std::min(2.0, bar / 2));
    painter.setRenderHint(QPainter::Antialiasing, false);
    if (look.score) {
        const ScoreRange& score = *look.score;
        double from = score.low;
        for (const double notch : {kNotches[0], kNotches[1], kNotches[2], 1.0}) {
            const double to = std::min(score.high, notch);
            if (to > from) {
                paintSegment(painter,
                             QRectF(QPointF(place(from), track.top()),
                                    QPointF(place(to), track.bottom())),
                             from,
                             look.settled,
                             bar);
                from = to;
            }
        }
    }
    for (const double notch : kNotches) {
        painter.fillRect(QRectF(place(notch) - 0.5, track.top(), 1, bar), t.surface);
    }
    if (look.before && look.score && !(*look.before == *look.score)) {
        const double y = std::round(middle + cap / 2) - 0.5;
        painter.setPen(QPen(t.text2, 1));
        painter.drawLine(QPointF(place(look.before->low), y), QPointF(place(look.before->high), y));
        for (const double end : {look.before->low, look.before->high}) {
            painter.drawLine(QPointF(place(end), y), QPointF(place(end), y - cap / 4));
        }
    }
    if (look.score) {
        const ScoreRange& score = *look.score;
        constexpr double kPointWidth = 0.005;
        if (score.width() < kPointWidth) {
            painter.setRenderHint(QPainter::Antialiasing);
            paintDiamond(painter,
                         {std::clamp(place(score.low), left + cap / 2.6, left + width - cap / 2.6),
                          middle},
                         cap / 2.4,
                         t.text);
        } else {
            for (const double end : {score.low, score.high}) {
                const double x =
                    std::clamp(std::round(place(end)) - 1, area.left(), area.right() - 2);
                painter.fillRect(QRectF(x, middle - cap / 2, 2, cap), t.text);
            }
        }
        if (look.capped) {
            painter.fillRect(QRectF(place(score.high) - 4, middle - cap / 2 - 2, 8, 2), t.text);
        }
    }
    painter.restore();
}

void paintBadge(QPainter& painter, const QRectF& square, Verdict verdict)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor ink = verdictInk(verdict).fill;
    const double size = square.width();
    const double line = std::max(1.5, size / 12);
    const QRectF inner = square.adjusted(line, line, -line, -line);
    const QPointF c = square.center();
    switch (verdict) {
    case Verdict::Ready:
        painter.setPen(Qt::NoPen);
        painter.setBrush(ink);
        painter.drawEllipse(square.adjusted(line / 2, line / 2, -line / 2, -line / 2));
        painter.setPen(QPen(tokens().surface, line * 1.2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setBrush(Qt::NoBrush);
        painter.drawPolyline(QPolygonF({{c.x() - size * 0.2, c.y() + size * 0.02},
                                        {c.x() - size * 0.05, c.y() + size * 0.17},
                                        {c.x() + size * 0.22, c.y() - size * 0.15}}));
        break;
    case Verdict::ReadyIf: {
        painter.setPen(QPen(ink, line));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(inner);
        painter.setPen(Qt::NoPen);
        painter.setBrush(ink);
        QPainterPath half;
        half.moveTo(c.x(), inner.top());
        half.arcTo(inner, 90, 180);
        half.closeSubpath();
        painter.drawPath(half);
        break;
    }
    case Verdict::NotReady:
        painter.setPen(Qt::NoPen);
        painter.setBrush(ink);
        painter.drawRoundedRect(square.adjusted(line / 2, line / 2, -line / 2, -line / 2),
                                size * 0.14,
                                size * 0.14);
        painter.setPen(QPen(tokens().surface, line * 1.2, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(QPointF(c.x() - size * 0.18, c.y() - size * 0.18),
                         QPointF(c.x() + size * 0.18, c.y() + size * 0.18));
        painter.drawLine(QPointF(c.x() + size * 0.18, c.y() - size * 0.18),
                         QPointF(c.x() - size * 0.18, c.y() + size * 0.18));
        break;
    case Verdict::CannotTell: {
        QPen pen(tokens().neutral, line);
        pen.setDashPattern({2, 1.4});
        painter.setPen(pen);
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(inner);
        paintGlyph(painter, square, QLatin1Char('?'), tokens().text2);
        break;
    }
    }
    painter.restore();
}

void paintOrigin(QPainter& painter, const QRectF& area, std::optional<Origin> origin)
{
    constexpr int kLevels = 6;
    const int level = origin ? static_cast<int>(*origin) : 0;
    const double step = area.width() / kLevels;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (int i = 1; i <= kLevels; ++i) {
        const double height = std::max(2.0, std::round(area.height() * i / kLevels));
        painter.fillRect(QRectF(std::round(area.left() + step * (i - 1)),
                                area.bottom() - height,
                                std::max(1.0, std::floor(step - 1)),
                                height),
                         i <= level ? tokens().accent : tokens().lineStrong);
    }
    painter.restore();
}

Effect effectOf(const Finding& finding)
{
    if (finding.waiver == WaiverState::Waived) {
        return Effect::Waived;
    }
    const bool isBlocker = finding.rule->gate == Gate::Blocker;
    if (finding.gate == GateState::Fails) {
        return isBlocker ? Effect::Blocks : Effect::Caps;
    }
    if (finding.gate == GateState::MayFail) {
        return isBlocker ? Effect::MayBlock : Effect::Open;
    }
    switch (finding.status) {
    case Status::Fail:
    case Status::Partial:
        return Effect::Lowers;
    case Status::Unknown:
    case Status::Broken:
        return Effect::Open;
    case Status::Pass:
    case Status::NotApplicable:
        break;
    }
    return Effect::Passes;
}

QString effectName(Effect effect)
{
    switch (effect) {
    case Effect::Blocks:
        return words("Stops a workload");
    case Effect::MayBlock:
        return words("May stop a workload");
    case Effect::Caps:
        return words("Caps the score at 69");
    case Effect::Lowers:
        return words("Lowers the score");
    case Effect::Open:
        return words("Cannot be told yet");
    case Effect::Passes:
        return words("Passed");
    case Effect::Waived:
        return words("Waived");
    }
    return {};
}

void paintEffect(QPainter& painter, const QRectF& square, Effect effect)
{
    const Tokens& t = tokens();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const double s = square.width();
    const double line = std::max(1.5, s / 11);
    const auto at = [&](double x, double y) {
        return QPointF(square.left() + s * x, square.top() + s * y);
    };
    const auto lid = [&](const QColor& colour) {
        painter.setPen(QPen(colour, line));
        painter.drawLine(at(0.08, 0.14), at(0.92, 0.14));
    };
    const QPolygonF triangle({at(0.5, 0.32), at(0.86, 0.88), at(0.14, 0.88)});
    switch (effect) {
    case Effect::Blocks:
        lid(t.notReady);
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.notReady);
        painter.drawPolygon(triangle);
        break;
    case Effect::MayBlock:
        lid(t.notReady);
        paintGlyph(painter,
                   QRectF(at(0, 0.24), at(1, 1)),
                   QLatin1Char('?'),
                   t.notReady);
        break;
    case Effect::Caps:
        lid(t.readyIf);
        painter.setPen(QPen(t.readyIf, line, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setBrush(Qt::NoBrush);
        painter.drawPolygon(triangle);
        break;
    case Effect::Lowers:
        painter.setPen(QPen(t.neutral, line, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setBrush(Qt::NoBrush);
        painter.drawPolygon(QPolygonF({at(0.5, 0.14), at(0.86, 0.5), at(0.5, 0.86), at(0.14, 0.5)}));
        break;
    case Effect::Open:
        paintBadge(painter, square.adjusted(s * 0.04, s * 0.04, -s * 0.04, -s * 0.04),
                   Verdict::CannotTell);
        break;
    case Effect::Passes:
        painter.setPen(QPen(t.ready, line, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(QRectF(at(0.1, 0.1), at(0.9, 0.9)));
        painter.drawPolyline(QPolygonF({at(0.32, 0.52), at(0.45, 0.65), at(0.7, 0.36)}));
        break;
    case Effect::Waived:
        painter.setPen(QPen(t.neutral, line, Qt::SolidLine, Qt::RoundCap));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(QRectF(at(0.1, 0.1), at(0.9, 0.9)));
        painter.drawLine(at(0.24, 0.76), at(0.76, 0.24));
        break;
    }
    painter.restore();
}

double numberWidth(const QFont& numbers, const QString& text)
{
    const QFontMetricsF metrics(numbers);
    const double digit = metrics.horizontalAdvance(QLatin1Char('0'));
    double width = 0;
    for (const QChar c : text) {
        width += isDigit(c) ? digit : metrics.horizontalAdvance(c);
    }
    return width;
}

void paintNumber(QPainter& painter, const QRectF& area, Qt::Alignment align, const QString& text)
{
    const QFontMetricsF metrics(painter.font());
    const double digit = metrics.horizontalAdvance(QLatin1Char('0'));
    const double width = numberWidth(painter.font(), text);
    double x = (align & Qt::AlignRight) != 0     ? area.right() - width
               : (align & Qt::AlignHCenter) != 0 ? area.center().x() - width / 2
                                                 : area.left();
    const double y = area.center().y() + (metrics.ascent() - metrics.descent()) / 2;
    for (const QChar c : text) {
        const double own = metrics.horizontalAdvance(c);
        const double advance = isDigit(c) ? digit : own;
        painter.drawText(QPointF(x + (advance - own) / 2, y), QString(c));
        x += advance;
    }
}

void paintLine(QPainter& painter, const QRectF& area, const QString& text, Qt::Alignment align)
{
    const QFontMetricsF metrics(painter.font());
    painter.drawText(area,
                     static_cast<int>(align | Qt::AlignVCenter) | Qt::TextSingleLine,
                     metrics.elidedText(text, Qt::ElideRight, area.width()));
}

QPixmap iconPixmap(const QString& name, int size, const QColor& colour, double ratio)
{
    const QString key = QStringLiteral("nr:%1:%2:%3:%4")
                            .arg(name)
                            .arg(size)
                            .arg(colour.name(QColor::HexArgb))
                            .arg(ratio);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap)) {
        return pixmap;
    }
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    QByteArray svg;
    if (file.open(QIODevice::ReadOnly)) {
        svg = file.readAll();
        svg.replace("currentColor", colour.name().toLatin1());
    }
    pixmap = QPixmap(QSize(size, size) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QSvgRenderer renderer(svg);
    QPainter painter(&pixmap);
    renderer.render(&painter, QRectF(0, 0, size, size));
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

QIcon icon(const QString& name)
{
    QIcon result = icon(name, tokens().text2);
    for (const int size : {16, 18, 20}) {
        result.addPixmap(iconPixmap(name, px(size), tokens().text3, 2), QIcon::Disabled);
    }
    return result;
}

QIcon icon(const QString& name, const QColor& colour)
{
    QIcon result;
    for (const int size : {16, 18, 20}) {
        for (const double ratio : {1.0, 2.0}) {
            result.addPixmap(iconPixmap(name, px(size), colour, ratio));
        }
    }
    return result;
}

void paintIcon(QPainter& painter, const QRectF& square, const QString& name, const QColor& colour)
{
    const QPixmap pixmap = iconPixmap(name,
                                      static_cast<int>(square.width()),
                                      colour,
                                      painter.device()->devicePixelRatioF());
    painter.drawPixmap(square.topLeft(), pixmap);
}

QString scoreText(const std::optional<ScoreRange>& score)
{
    return score ? qstr(toReadable(*score)) : QStringLiteral("–");
}

bool isOneClass(const ScoreRange& score)
{
    return std::none_of(kNotches.begin(), kNotches.end(), [&](double notch) {
        return score.low < notch && notch <= score.high;
    });
}

QColor scoreColour(const std::optional<ScoreRange>& score, bool settled)
{
    return score && settled ? scoreInk(score->low).text : tokens().text2;
}

QString verdictWord(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Ready:
        return words("Ready");
    case Verdict::ReadyIf:
        return words("Ready if");
    case Verdict::NotReady:
        return words("Not ready");
    case Verdict::CannotTell:
        return words("Cannot tell");
    }
    return {};
}

QString shortTitle(const ScoredDimension& dimension)
{
    static const std::array<std::pair<const char*, const char*>, 13> kShort{{
        {"bandwidth", QT_TRANSLATE_NOOP("netready::desktop::paint", "Bandwidth")},
        {"oversubscription", QT_TRANSLATE_NOOP("netready::desktop::paint", "Oversubscription")},
        {"latency", QT_TRANSLATE_NOOP("netready::desktop::paint", "Latency")},
        {"lossless", QT_TRANSLATE_NOOP("netready::desktop::paint", "Lossless")},
        {"congestion", QT_TRANSLATE_NOOP("netready::desktop::paint", "Congestion")},
        {"fabric-choice", QT_TRANSLATE_NOOP("netready::desktop::paint", "Fabric choice")},
        {"adapters", QT_TRANSLATE_NOOP("netready::desktop::paint", "RDMA and NICs")},
        {"storage", QT_TRANSLATE_NOOP("netready::desktop::paint", "Storage network")},
        {"observability", QT_TRANSLATE_NOOP("netready::desktop::paint", "Observability")},
        {"security", QT_TRANSLATE_NOOP("netready::desktop::paint", "Security")},
        {"physical", QT_TRANSLATE_NOOP("netready::desktop::paint", "Physical")},
        {"operations", QT_TRANSLATE_NOOP("netready::desktop::paint", "Operations")},
        {"strategy", QT_TRANSLATE_NOOP("netready::desktop::paint", "Strategy, data")},
    }};
    const auto found = std::find_if(kShort.begin(), kShort.end(), [&](const auto& entry) {
        return dimension.id == entry.first;
    });
    return found == kShort.end() ? qstr(dimension.title) : words(found->second);
}

} // namespace netready::desktop
