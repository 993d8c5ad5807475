// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/map/map_picture.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPixmap>

#include <algorithm>
#include <array>
#include <cmath>

namespace netready::desktop {

namespace {

constexpr double kCasing = 16;
constexpr double kMostWidth = 2; ///< of a load, in casings
constexpr double kDetailFrom = 0.6;
constexpr double kCasingFrom = 0.35;
constexpr std::size_t kWorst = 10;

QString words(const char* text)
{
    return QCoreApplication::translate("netready::desktop::map", text);
}

MapPicture::Load loadOf(const std::optional<Interval<double>>& use, const QString& unknown)
{
    MapPicture::Load load;
    load.state = loadState(use);
    if (use) {
        load.low = std::min(use->low(), kMostWidth);
        load.high = std::min(use->high(), kMostWidth);
    }
    load.text = use ? qstr(useText(*use)) : unknown;
    return load;
}

/// `? ≤ 85 Gb/s`: what flows there, while nobody said what could.
QString unknownText(const MapLink& link, Moment moment)
{
    const DataRate most = link.fuller(moment).rate(moment).high();
    return QStringLiteral("? ≤ %1").arg(qstr(rateText(Interval<DataRate>(most))));
}

QColor softInk(LoadState state)
{
    const Tokens& t = tokens();
    return state == LoadState::Over   ? t.notReadySoft
           : state == LoadState::High ? t.readyIfSoft
                                      : t.surface;
}

QColor textInk(LoadState state)
{
    const Tokens& t = tokens();
    return state == LoadState::Over   ? t.notReady
           : state == LoadState::High ? t.readyIfText
                                      : t.text;
}

/// Lines of 45° on a ground, to be tiled.
QBrush hatch(const QColor& ink, const QColor& ground, double ratio)
{
    const QString key =
        QStringLiteral("nr-hatch:%1:%2:%3").arg(ink.name(), ground.name()).arg(ratio);
    static std::map<QString, QBrush> known;
    const auto found = known.find(key);
    if (found != known.end()) {
        return found->second;
    }
    constexpr int kTile = 6;
    QPixmap tile(QSize(kTile, kTile) * ratio);
    tile.setDevicePixelRatio(ratio);
    tile.fill(ground);
    QPainter painter(&tile);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(ink, 1.7));
    for (const int x : {-kTile, 0, kTile}) {
        painter.drawLine(QPointF(x - 1, kTile + 1), QPointF(x + kTile + 1, -1));
    }
    painter.end();
    return known.emplace(key, QBrush(tile)).first->second;
}

/// Where the parts of a load begin and end across a link, from its middle.
struct Band
{
    double solid = 0;
    double open = 0;
};

class MapPainter
{
public:
    MapPainter(QPainter& painter,
               const QRectF& area,
               const MapPicture& picture,
               const MapView& view)
        : m_painter(painter)
        , m_area(area)
        , m_picture(picture)
        , m_view(view)
        , m_scale(view.scale)
        , m_ratio(painter.device()->devicePixelRatioF())
    {}

    void paint(const MapSelection& selection, std::optional<std::size_t> focus)
    {
        m_painter.setRenderHint(QPainter::Antialiasing);
        for (const MapFrame& frame : m_picture.layout.frames) {
            paintFrame(frame);
        }
        m_painter.setRenderHint(QPainter::Antialiasing, false);
        if (selection.link) {
            paintGlow(*selection.link);
        }
        for (std::size_t i = 0; i < m_picture.links.size(); ++i) {
            if (isInSight(i)) {
                paintLink(i);
            }
        }
        m_painter.setRenderHint(QPainter::Antialiasing);
        for (std::size_t i = 0; i < m_picture.layout.nodes.size(); ++i) {
            const QRectF rect = m_view.toScreen(m_picture.layout.nodes[i]);
            if (rect.intersects(m_area)) {
                paintNode(i, rect, selection.nodes.contains(i), focus == i);
            }
        }
        if (m_scale >= kCasingFrom) {
            paintLayer();
        }
        m_taken.clear();
        const QRectF box = bottleneckBox();
        paintLabels(box);
        paintBottleneck(box);
    }

private:
    [[nodiscard]] QRectF part(MapPoint from, MapPoint to, double half) const
    {
        const QPointF a = m_view.toScreen(from);
        const QPointF b = m_view.toScreen(to);
        const double left = std::round(std::min(a.x(), b.x()) - half);
        const double top = std::round(std::min(a.y(), b.y()) - half);
        return {left,
                top,
                std::round(std::max(a.x(), b.x()) + half) - left,
                std::round(std::max(a.y(), b.y()) + half) - top};
    }

    [[nodiscard]] bool isInSight(std::size_t link) const
    {
        if (!m_picture.links[link].isVisible) {
            return false;
        }
        const auto& points = m_picture.layout.routes[link].points;
        QRectF all;
        for (std::size_t i = 1; i < points.size(); ++i) {
            all |= part(points[i - 1], points[i], kCasing);
        }
        return all.intersects(m_area);
    }

    /// All parts of a way; ends stay short, bends are filled.
    template <class Draw>
    void eachPart(std::size_t link, double half, const Draw& draw) const
    {
        const auto& points = m_picture.layout.routes[link].points;
        for (std::size_t i = 1; i < points.size(); ++i) {
            QRectF rect = part(points[i - 1], points[i], half);
            const bool upright = points[i - 1].x == points[i].x;
            const QPointF a = m_view.toScreen(points[i - 1]);
            const QPointF b = m_view.toScreen(points[i]);
            const auto cut = [&](QPointF end) {
                if (upright) {
                    end.y() <= std::min(a.y(), b.y()) ? rect.setTop(end.y())
                                                      : rect.setBottom(end.y());
                } else {
                    end.x() <= std::min(a.x(), b.x()) ? rect.setLeft(end.x())
                                                      : rect.setRight(end.x());
                }
            };
            if (i == 1) {
                cut(a);
            }
            if (i + 1 == points.size()) {
                cut(b);
            }
            draw(rect);
        }
    }

    void fill(std::size_t link, double width, const QBrush& brush)
    {
        eachPart(link, width / 2, [&](const QRectF& rect) { m_painter.fillRect(rect, brush); });
    }

    void paintLink(std::size_t index)
    {
        const Tokens& t = tokens();
        const MapPicture::Load& load = m_picture.links[index];
        const QColor ink = loadInk(load.state);
        if (m_scale < kCasingFrom) {
            fill(index,
                 load.state == LoadState::Over   ? 3
                 : load.state == LoadState::High ? 2
                                                 : 1,
                 ink);
            return;
        }
        const double casing = std::max(5.0, std::round(kCasing * m_scale));
        const bool detailed = m_scale >= kDetailFrom;
        if (load.state == LoadState::Unknown) {
            fill(index, casing, t.edge);
            fill(index,
                 casing - 2,
                 detailed ? hatch(t.lineStrong, t.surface, m_ratio) : QBrush(t.track));
            return;
        }
        const double high = std::max(load.high > 0 ? 2.0 : 0.0, std::round(load.high * casing));
        const double low = std::round(load.low * casing);
        const auto paintLoad = [&] {
            if (high > low) {
                fill(index,
                     high,
                     detailed ? hatch(ink, softInk(load.state), m_ratio) : QBrush(pale(ink)));
            }
            if (low > 0) {
                fill(index, low, ink);
            }
        };
        fill(index, casing, t.edge);
        fill(index, casing - 2, t.surface);
        paintLoad();
    }

    [[nodiscard]] static QColor pale(QColor ink)
    {
        ink.setAlphaF(tokens().dark ? 0.62F : 0.46F);
        return ink;
    }

    void paintGlow(std::size_t link)
    {
        QColor glow = tokens().accent;
        glow.setAlphaF(0.35F);
        const MapPicture::Load& load = m_picture.links[link];
        const double width = std::max(1.0, load.high) * kCasing * m_scale + 8;
        eachPart(link, width / 2, [&](const QRectF& rect) {
            m_painter.fillRect(rect, tokens().window);
            m_painter.fillRect(rect, glow);
        });
    }

    void paintFrame(const MapFrame& frame)
    {
        const Tokens& t = tokens();
        const QRectF rect = m_view.toScreen(frame.rect);
        if (!rect.intersects(m_area)) {
            return;
        }
        m_painter.setPen(QPen(t.lineStrong, 1));
        m_painter.setBrush(t.sunken);
        m_painter.drawRoundedRect(rect, 12 * m_scale, 12 * m_scale);
        if (m_scale < kCasingFrom) {
            return;
        }
        m_painter.setFont(textFont(12, Weight::SemiBold));
        m_painter.setPen(t.text2);
        const QRectF line = rect.adjusted(px(16) * m_scale, 8 * m_scale, -px(16) * m_scale, 0);
        const QRectF head(line.topLeft(), QSizeF(line.width(), px(18)));
        paintLine(m_painter, head, qstr(frame.title));
        if (frame.zone.empty() && m_scale >= kDetailFrom && !m_picture.map.siteDetail.empty()) {
            m_painter.setFont(textFont(12));
            paintLine(m_painter, head, qstr(m_picture.map.siteDetail), Qt::AlignRight);
        }
    }

    void paintNode(std::size_t index, const QRectF& rect, bool isSelected, bool hasFocus)
    {
        const Tokens& t = tokens();
        const MapNode& node = m_picture.map.nodes[index];
        if (isSelected) {
            QColor glow = t.accent;
            glow.setAlphaF(0.35F);
            m_painter.setPen(Qt::NoPen);
            m_painter.setBrush(glow);
            m_painter.drawRoundedRect(rect.adjusted(-4, -4, 4, 4), 9, 9);
        }
        m_painter.setPen(QPen(isSelected ? t.accent : t.edge, isSelected ? 2 : 1));
        m_painter.setBrush(t.surface);
        m_painter.drawRoundedRect(rect, 6 * m_scale, 6 * m_scale);
        if (hasFocus) {
            m_painter.setPen(QPen(t.accent, 2));
            m_painter.setBrush(Qt::NoBrush);
            m_painter.drawRoundedRect(rect.adjusted(-4, -4, 4, 4), 8, 8);
        }
        if (m_scale < kCasingFrom) {
            return;
        }
        if (node.kind == MapNode::Kind::Fabric) {
            paintFabricWords(index, rect);
        } else {
            paintWords(index, rect);
        }
        if (const auto& mark = m_picture.marks[index]; mark && m_scale >= kDetailFrom) {
            const double size = px(14);
            paintEffect(m_painter,
                        QRectF(rect.right() - size - px(6), rect.top() + px(6), size, size),
                        *mark);
        }
    }

    void paintWords(std::size_t index, const QRectF& rect)
    {
        const Tokens& t = tokens();
        const MapNode& node = m_picture.map.nodes[index];
        const bool two = rect.height() >= px(34);
        const bool hasMark = m_picture.marks[index].has_value() && m_scale >= kDetailFrom;
        const QRectF inner = rect.adjusted(px(6), 0, hasMark ? -px(24) : -px(4), 0);
        const double middle = two ? rect.top() + rect.height() * 0.33 : rect.center().y();
        const int size = m_scale >= 0.95 ? 14 : 12;
        const double mark = px(16);
        double left = inner.left();
        if (rect.width() > px(96)) {
            paintIcon(m_painter,
                      QRectF(left, std::round(middle - mark / 2), mark, mark),
                      iconOf(node),
                      t.text2);
            left += mark + px(6);
        }
        m_painter.setFont(textFont(size, Weight::SemiBold));
        m_painter.setPen(t.text);
        const QString title = qstr(node.title);
        if (QFontMetricsF(m_painter.font()).horizontalAdvance(title) > inner.right() - left) {
            m_painter.setFont(textFont(size, Weight::Medium));
        }
        const QFontMetricsF metrics(m_painter.font());
        const QFontMetricsF small(textFont(12));
        const bool saysMore = node.kind != MapNode::Kind::Implied ||
                              small.horizontalAdvance(qstr(node.detail)) <= inner.width();
        if (two && !saysMore && metrics.horizontalAdvance(title) <= inner.right() - left) {
            paintLine(
                m_painter, QRectF(left, rect.top(), inner.right() - left, rect.height()), title);
            return;
        }
        if (two && metrics.horizontalAdvance(title) > inner.right() - left) {
            const QRectF both(left, rect.top() + 1, inner.right() - left, rect.height() - 2);
            paintTwoLines(both, title);
            return;
        }
        paintLine(m_painter, QRectF(left, middle - px(10), inner.right() - left, px(20)), title);
        if (two) {
            m_painter.setFont(textFont(12));
            m_painter.setPen(t.text2);
            paintLine(m_painter,
                      QRectF(inner.left(),
                             rect.top() + rect.height() * 0.7 - px(8),
                             rect.width() - px(14),
                             px(16)),
                      qstr(node.detail));
        }
    }

    /// A name that is too long for one line; what does not fit on two is elided.
    void paintTwoLines(const QRectF& area, const QString& text)
    {
        const QFontMetricsF metrics(m_painter.font());
        QString first;
        QString rest = text;
        while (!rest.isEmpty()) {
            const qsizetype space = rest.indexOf(QLatin1Char(' '));
            const QString word = space < 0 ? rest : rest.left(space);
            const QString longer = first.isEmpty() ? word : first + QLatin1Char(' ') + word;
            if (!first.isEmpty() && metrics.horizontalAdvance(longer) > area.width()) {
                break;
            }
            first = longer;
            rest = space < 0 ? QString() : rest.mid(space + 1);
        }
        const double line = std::min<double>(px(17), area.height() / 2);
        const double top = area.center().y() - (rest.isEmpty() ? line / 2 : line);
        paintLine(m_painter, QRectF(area.left(), top, area.width(), line), first);
        paintLine(m_painter, QRectF(area.left(), top + line, area.width(), line), rest);
    }

    void paintFabricWords(std::size_t index, const QRectF& rect)
    {
        const Tokens& t = tokens();
        const MapNode& node = m_picture.map.nodes[index];
        const auto uplinks =
            std::find_if(m_picture.map.uplinks.begin(),
                         m_picture.map.uplinks.end(),
                         [&](const MapUplinks& other) { return other.fabric == index; });
        double right = rect.right() - px(12) - (m_picture.marks[index] ? px(18) : 0);
        if (uplinks != m_picture.map.uplinks.end() && m_scale >= kDetailFrom) {
            const auto at = static_cast<std::size_t>(uplinks - m_picture.map.uplinks.begin());
            const MapPicture::Load& load = m_picture.fabrics[at];
            m_painter.setFont(textFont(12));
            m_painter.setPen(t.text2);
            const double width = px(112);
            const QRectF box(right - width, rect.top(), width, rect.height());
            paintLine(m_painter,
                      box.adjusted(0, rect.height() * 0.1, 0, -rect.height() / 2),
                      words("uplinks"),
                      Qt::AlignRight);
            m_painter.setFont(textFont(12, Weight::SemiBold));
            m_painter.setPen(textInk(load.state));
            const QRectF below = box.adjusted(0, rect.height() / 2, 0, -rect.height() * 0.1);
            paintLine(m_painter, below, load.text, Qt::AlignRight);
            paintChevrons(load.state,
                          QRectF(below.right() -
                                     QFontMetricsF(m_painter.font()).horizontalAdvance(load.text) -
                                     px(18),
                                 below.center().y() - px(7),
                                 px(14),
                                 px(14)));
            right -= width + px(8);
        }
        const bool two = rect.height() >= px(38);
        const double left = rect.left() + std::min(rect.width() * 0.06, px(40) * 1.0);
        const double mark = px(18);
        paintIcon(m_painter,
                  QRectF(left, std::round(rect.center().y() - mark / 2), mark, mark),
                  QStringLiteral("fabric"),
                  t.text2);
        const double text = left + mark + px(8);
        m_painter.setFont(textFont(m_scale >= 0.95 ? 14 : 12, Weight::SemiBold));
        m_painter.setPen(t.text);
        paintLine(
            m_painter,
            QRectF(text,
                   two ? rect.top() + rect.height() * 0.34 - px(10) : rect.center().y() - px(10),
                   right - text,
                   px(20)),
            qstr(node.title));
        if (two) {
            m_painter.setFont(textFont(12));
            m_painter.setPen(t.text2);
            paintLine(m_painter,
                      QRectF(text, rect.top() + rect.height() * 0.7 - px(8), right - text, px(16)),
                      qstr(node.detail));
        }
    }

    void paintChevrons(LoadState state, const QRectF& square)
    {
        if (state == LoadState::High || state == LoadState::Over) {
            paintIcon(m_painter,
                      square,
                      state == LoadState::Over ? QStringLiteral("chevrons-up")
                                               : QStringLiteral("chevron-up"),
                      textInk(state));
        }
    }

    /// Lines of the flows of the chosen layer, one for each direction of a link.
    void paintLayer()
    {
        m_painter.setRenderHint(QPainter::Antialiasing);
        std::map<std::size_t, std::vector<double>> inFabric;
        for (std::size_t i = 0; i < m_picture.links.size(); ++i) {
            const MapLink& link = m_picture.map.links[i];
            bool toB = false;
            bool toA = false;
            for (const std::size_t flow : link.flows) {
                if (!m_picture.layer.contains(flow)) {
                    continue;
                }
                const auto& from = m_picture.map.flows[flow].from;
                const bool starts = std::find(from.begin(), from.end(), link.a) != from.end();
                const auto& to = m_picture.map.flows[flow].to;
                toB = toB || starts;
                toA = toA || std::find(to.begin(), to.end(), link.a) != to.end() || !starts;
            }
            if (!isInSight(i) || (!toB && !toA)) {
                continue;
            }
            const double aside = toB && toA ? std::max(2.0, 3.5 * m_scale) : 0;
            if (toB) {
                paintFlow(i, aside, true);
            }
            if (toA) {
                paintFlow(i, -aside, false);
            }
        }
    }

    void paintFlow(std::size_t link, double aside, bool toB)
    {
        std::vector<QPointF> points;
        for (const MapPoint& point : m_picture.layout.routes[link].points) {
            points.push_back(m_view.toScreen(point));
        }
        for (std::size_t i = 0; i < points.size(); ++i) {
            // Aside of both parts that meet here.
            const std::size_t before = i == 0 ? 0 : i - 1;
            const std::size_t after = std::min(i + 1, points.size() - 1);
            const auto& raw = m_picture.layout.routes[link].points;
            const bool uprightBefore = raw[before].x == raw[i].x && before != i;
            const bool uprightAfter = raw[after].x == raw[i].x && after != i;
            const bool level = (before != i && !uprightBefore) || (after != i && !uprightAfter);
            points[i] += QPointF(uprightBefore || uprightAfter ? aside : 0, level ? aside : 0);
        }
        QPolygonF line;
        for (const QPointF& point : points) {
            line << point;
        }
        m_painter.setBrush(Qt::NoBrush);
        m_painter.setPen(QPen(tokens().surface, 4));
        m_painter.drawPolyline(line);
        m_painter.setPen(QPen(tokens().accent, 2));
        m_painter.drawPolyline(line);
        const QPointF tip = toB ? points.back() : points.front();
        const QPointF tail = toB ? points[points.size() - 2] : points[1];
        const QPointF way = tip - tail;
        const double length = std::hypot(way.x(), way.y());
        if (length < 10) {
            return;
        }
        const QPointF along = way / length;
        const QPointF across(-along.y(), along.x());
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(tokens().accent);
        m_painter.drawPolygon(
            QPolygonF({tip, tip - along * 8 + across * 4, tip - along * 8 - across * 4}));
    }

    [[nodiscard]] QRectF labelBox(std::size_t link) const
    {
        const MapPicture::Load& load = m_picture.links[link];
        const QFont font = textFont(12, Weight::SemiBold);
        const bool hasChevron = load.state == LoadState::High || load.state == LoadState::Over;
        const double width =
            QFontMetricsF(font).horizontalAdvance(load.text) + px(12) + (hasChevron ? px(15) : 0);
        const QPointF at = m_view.toScreen(m_picture.layout.routes[link].label);
        return {std::round(at.x() - width / 2),
                std::round(at.y() - px(11)),
                std::ceil(width),
                1.0 * px(22)};
    }

    void paintLabels(const QRectF& keepOff)
    {
        if (m_scale < kCasingFrom) {
            return;
        }
        const bool all = m_scale >= kDetailFrom;
        if (!keepOff.isEmpty()) {
            m_taken.push_back(keepOff);
        }
        for (const MapRect& node : m_picture.layout.nodes) {
            const QRectF rect = m_view.toScreen(node);
            if (rect.intersects(m_area)) {
                m_taken.push_back(rect.adjusted(2, 2, -2, -2));
            }
        }
        const auto paintOne = [&](std::size_t link) {
            const bool isBottleneck = m_picture.bottleneck && !m_picture.bottleneck->isUplinks &&
                                      m_picture.bottleneck->index == link;
            if (isInSight(link) && !isBottleneck) {
                paintLabel(link);
            }
        };
        for (const std::size_t link : m_picture.worst) {
            paintOne(link);
        }
        for (std::size_t i = 0; all && i < m_picture.links.size(); ++i) {
            if (std::find(m_picture.worst.begin(), m_picture.worst.end(), i) ==
                m_picture.worst.end()) {
                paintOne(i);
            }
        }
    }

    /// Draws a label where it covers no other; beside its place if it has to give way.
    void paintLabel(std::size_t link)
    {
        const MapPicture::Load& load = m_picture.links[link];
        QRectF box = labelBox(link);
        if (!box.intersects(m_area)) {
            return;
        }
        const auto isFree = [&](const QRectF& other) {
            return std::none_of(m_taken.begin(), m_taken.end(), [&](const QRectF& taken) {
                return taken.intersects(other);
            });
        };
        const double step = box.height() + 2;
        for (const double aside : {0.0, -1.0, 1.0, -2.0, 2.0, -3.0, 3.0, 4.0}) {
            if (isFree(box.translated(0, aside * step))) {
                box.translate(0, aside * step);
                break;
            }
        }
        m_taken.push_back(box);
        const Tokens& t = tokens();
        const bool isUnknown = load.state == LoadState::Unknown;
        QPen pen(load.state == LoadState::Over   ? t.notReady
                 : load.state == LoadState::High ? t.readyIf
                                                 : t.lineStrong,
                 1,
                 isUnknown ? Qt::DashLine : Qt::SolidLine);
        m_painter.setPen(pen);
        m_painter.setBrush(softInk(load.state));
        m_painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), px(4), px(4));
        QRectF text = box.adjusted(px(6), 0, -px(6), 0);
        if (load.state == LoadState::High || load.state == LoadState::Over) {
            paintChevrons(load.state,
                          QRectF(text.left() - 1, box.center().y() - px(7), px(14), px(14)));
            text.setLeft(text.left() + px(15));
        }
        m_painter.setFont(textFont(12, Weight::SemiBold));
        m_painter.setPen(isUnknown ? t.text2 : textInk(load.state));
        m_painter.drawText(text, Qt::AlignCenter | Qt::TextSingleLine, load.text);
    }

    [[nodiscard]] QString bottleneckName() const
    {
        const MapBottleneck& worst = *m_picture.bottleneck;
        if (worst.isUplinks) {
            return words("Uplinks of %1")
                .arg(qstr(m_picture.map.nodes[m_picture.map.uplinks[worst.index].fabric].title));
        }
        return qstr(m_picture.map.nodes[m_picture.map.links[worst.index].a].title);
    }

    [[nodiscard]] QString bottleneckText() const
    {
        const MapBottleneck& worst = *m_picture.bottleneck;
        const bool isOver = loadState(worst.use) == LoadState::Over;
        return (isOver ? words("Bottleneck, %1") : words("Fullest, %1"))
            .arg(qstr(useText(worst.use)));
    }

    [[nodiscard]] QPointF bottleneckPoint() const
    {
        const MapBottleneck& worst = *m_picture.bottleneck;
        if (worst.isUplinks) {
            const QRectF box =
                m_view.toScreen(m_picture.layout.nodes[m_picture.map.uplinks[worst.index].fabric]);
            return {box.right() - px(60), box.top()};
        }
        return m_view.toScreen(m_picture.layout.routes[worst.index].label);
    }

    /// A box near what it names, that covers as little as possible.
    [[nodiscard]] QRectF bottleneckBox() const
    {
        if (!m_picture.bottleneck || m_scale < kCasingFrom) {
            return {};
        }
        const QFontMetricsF bold(textFont(14, Weight::SemiBold));
        const QFontMetricsF small(textFont(12, Weight::SemiBold));
        const double width =
            std::clamp(std::max(bold.horizontalAdvance(bottleneckName()) + px(44),
                                small.horizontalAdvance(bottleneckText()) + px(24)),
                       1.0 * px(150),
                       1.0 * px(236));
        const double height = px(48);
        const QPointF at = bottleneckPoint();
        const double away = 24 * m_scale + px(6);
        const std::array<QPointF, 6> corners{{{at.x() + away, at.y() - height / 2},
                                              {at.x() - away - width, at.y() - height / 2},
                                              {at.x() + away, at.y() - height - away / 2},
                                              {at.x() - away - width, at.y() - height - away / 2},
                                              {at.x() + away, at.y() + away / 2},
                                              {at.x() - away - width, at.y() + away / 2}}};
        QRectF best;
        double least = 1e12;
        for (const QPointF& corner : corners) {
            const QRectF box(corner, QSizeF(width, height));
            const double covered = coveredBy(box);
            if (covered < least) {
                least = covered;
                best = box;
            }
        }
        return best;
    }

    [[nodiscard]] double coveredBy(const QRectF& box) const
    {
        double covered = 0;
        const auto add = [&](const QRectF& other, double weight) {
            const QRectF both = box & other;
            covered += both.isEmpty() ? 0 : weight * both.width() * both.height();
        };
        for (const MapRect& node : m_picture.layout.nodes) {
            add(m_view.toScreen(node), 3);
        }
        const QRectF inside = box & m_area;
        covered += 9 * (box.width() * box.height() - inside.width() * inside.height());
        constexpr std::size_t kFew = 200;
        for (std::size_t i = 0; i < m_picture.links.size() && m_picture.links.size() < kFew; ++i) {
            add(labelBox(i), 2);
        }
        return covered;
    }

    void paintBottleneck(const QRectF& box)
    {
        if (box.isEmpty()) {
            return;
        }
        const Tokens& t = tokens();
        const LoadState state = loadState(m_picture.bottleneck->use);
        const QColor ink = state == LoadState::Fine ? t.text2 : textInk(state);
        const QPointF at = bottleneckPoint();
        const QPointF edge(at.x() < box.left() ? box.left() : box.right(),
                           std::clamp(at.y(), box.top() + 8, box.bottom() - 8));
        m_painter.setPen(QPen(ink, 1.5));
        m_painter.drawLine(at, edge);
        m_painter.setBrush(ink);
        m_painter.drawEllipse(at, 3, 3);
        m_painter.setPen(QPen(ink, 1));
        m_painter.setBrush(softInk(state));
        m_painter.drawRoundedRect(box, px(6), px(6));
        const bool hasMark = state == LoadState::Over || state == LoadState::High;
        paintChevrons(state, QRectF(box.left() + px(10), box.top() + px(7), px(16), px(16)));
        m_painter.setFont(textFont(14, Weight::SemiBold));
        m_painter.setPen(ink);
        const double left = box.left() + (hasMark ? px(32) : px(12));
        paintLine(m_painter,
                  QRectF(left, box.top() + px(5), box.right() - left - px(8), px(20)),
                  bottleneckName());
        m_painter.setFont(textFont(12, Weight::SemiBold));
        m_painter.setPen(t.text);
        paintLine(m_painter,
                  QRectF(box.left() + px(12), box.top() + px(26), box.width() - px(20), px(16)),
                  bottleneckText());
    }

    QPainter& m_painter;
    QRectF m_area;
    const MapPicture& m_picture;
    const MapView& m_view;
    double m_scale;
    double m_ratio;
    std::vector<QRectF> m_taken;
};

} // namespace

LoadState loadState(const std::optional<Interval<double>>& use)
{
    constexpr double kFull = 0.7;
    if (!use) {
        return LoadState::Unknown;
    }
    if (use->high() >= kMostLoad && use->low() <= 1) {
        return LoadState::Unknown; // nobody can tell yet where it ends
    }
    return use->high() > 1       ? LoadState::Over
           : use->high() > kFull ? LoadState::High
                                 : LoadState::Fine;
}

QString loadWord(LoadState state)
{
    switch (state) {
    case LoadState::Unknown:
        return words("not known");
    case LoadState::Fine:
        return words("up to 70 %");
    case LoadState::High:
        return words("over 70 %");
    case LoadState::Over:
        return words("over 100 %");
    }
    return {};
}

QColor loadInk(LoadState state)
{
    const Tokens& t = tokens();
    switch (state) {
    case LoadState::Over:
        return t.notReady;
    case LoadState::High:
        return t.readyIf;
    case LoadState::Unknown:
    case LoadState::Fine:
        break;
    }
    return t.neutral;
}

void finish(MapPicture& picture)
{
    const TrafficMap& map = picture.map;
    picture.links.clear();
    picture.fabrics.clear();
    picture.worst.clear();
    for (const MapLink& link : map.links) {
        picture.links.push_back(
            loadOf(link.use(picture.moment), unknownText(link, picture.moment)));
        picture.links.back().isVisible =
            std::any_of(link.flows.begin(), link.flows.end(), [&](std::size_t flow) {
                return !picture.hidden.contains(flow);
            });
    }
    for (const MapUplinks& uplinks : map.uplinks) {
        const bool isUnused = uplinks.problem == "no workload uses it" ||
                              uplinks.problem == "no workload uses the fabric";
        picture.fabrics.push_back(
            loadOf(uplinks.use(picture.moment), isUnused ? words("not used") : words("not known")));
    }
    picture.bottleneck = bottleneck(map, picture.moment);
    for (std::size_t i = 0; i < picture.links.size(); ++i) {
        if (picture.links[i].state != LoadState::Unknown) {
            picture.worst.push_back(i);
        }
    }
    const auto middle =
        picture.worst.begin() + static_cast<std::ptrdiff_t>(std::min(kWorst, picture.worst.size()));
    std::partial_sort(
        picture.worst.begin(), middle, picture.worst.end(), [&](std::size_t a, std::size_t b) {
            return picture.links[a].high != picture.links[b].high
                       ? picture.links[a].high > picture.links[b].high
                       : a < b;
        });
    picture.worst.erase(middle, picture.worst.end());
    picture.marks.resize(map.nodes.size());
}

QString linkName(const TrafficMap& map, const MapLink& link)
{
    return words("%1 to %2").arg(qstr(map.nodes[link.a].title), qstr(map.nodes[link.b].title));
}

QString iconOf(const MapNode& node)
{
    if (node.kind == MapNode::Kind::Fabric) {
        return QStringLiteral("fabric");
    }
    if (node.kind == MapNode::Kind::Pool) {
        return QStringLiteral("chip");
    }
    switch (node.role) {
    case FlowEnd::Accelerators:
        return QStringLiteral("chip");
    case FlowEnd::Servers:
        return QStringLiteral("server");
    case FlowEnd::Storage:
        return QStringLiteral("storage");
    case FlowEnd::VectorStore:
        return QStringLiteral("database");
    case FlowEnd::Applications:
        return QStringLiteral("cards");
    case FlowEnd::Users:
        return QStringLiteral("users");
    case FlowEnd::Tools:
        return QStringLiteral("tools");
    case FlowEnd::ExternalServices:
        return QStringLiteral("cloud");
    case FlowEnd::Monitoring:
        return QStringLiteral("gauge");
    case FlowEnd::Management:
        return QStringLiteral("gear");
    case FlowEnd::BackupStore:
        return QStringLiteral("save");
    case FlowEnd::Repository:
        return QStringLiteral("book");
    case FlowEnd::DataSources:
        return QStringLiteral("globe");
    }
    return {};
}

void paintMap(QPainter& painter,
              const QRectF& area,
              const MapPicture& picture,
              const MapView& view,
              const MapSelection& selection,
              std::optional<std::size_t> focus)
{
    painter.save();
    MapPainter(painter, area, picture, view).paint(selection, focus);
    painter.restore();
}

void paintSample(QPainter& painter, const QRectF& area, const MapPicture::Load& load)
{
    const Tokens& t = tokens();
    const double ratio = painter.device()->devicePixelRatioF();
    const auto bar = [&](double height, const QBrush& brush) {
        painter.fillRect(
            QRectF(area.left(), std::round(area.center().y() - height / 2), area.width(), height),
            brush);
    };
    const double casing = px(kCasing);
    bar(casing, t.edge);
    if (load.state == LoadState::Unknown) {
        bar(casing - 2, hatch(t.lineStrong, t.surface, ratio));
        return;
    }
    bar(casing - 2, t.surface);
    const QColor ink = loadInk(load.state);
    if (load.high > load.low) {
        bar(std::round(load.high * casing), hatch(ink, softInk(load.state), ratio));
    }
    bar(std::max(2.0, std::round(load.low * casing)), ink);
}

} // namespace netready::desktop
