// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/map/map_canvas.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <QVariantAnimation>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace netready::desktop {

namespace {

constexpr double kLeastScale = 0.05;
constexpr double kMostScale = 3;
constexpr double kStep = 8;
constexpr double kLongStep = 64;
constexpr int kSlideTime = 150;

double distance(QPointF at, QPointF a, QPointF b)
{
    const QPointF way = b - a;
    const double length = way.x() * way.x() + way.y() * way.y();
    const QPointF from = at - a;
    const double share =
        length > 0 ? std::clamp((from.x() * way.x() + from.y() * way.y()) / length, 0.0, 1.0) : 0;
    const QPointF off = from - way * share;
    return std::hypot(off.x(), off.y());
}

} // namespace

MapCanvas::MapCanvas(QWidget* parent)
    : QWidget(parent)
    , m_slide(new QVariantAnimation(this))
{
    setObjectName(QStringLiteral("mapCanvas"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMinimumSize(px(240), px(200));
    m_slide->setDuration(kSlideTime);
    m_slide->setEasingCurve(QEasingCurve::OutCubic);
    connect(m_slide, &QVariantAnimation::valueChanged, this, [this](const QVariant& value) {
        m_view.origin = value.toPointF();
        update();
    });
    describe();
}

void MapCanvas::setPicture(MapPicture picture)
{
    std::set<std::string> nodes;
    for (const std::size_t node : m_selection.nodes) {
        nodes.insert(m_picture.map.nodes[node].id);
    }
    const std::string link =
        m_selection.link ? m_picture.map.links[*m_selection.link].id : std::string();
    const std::string focus = m_focus ? m_picture.map.nodes[*m_focus].id : std::string();
    m_picture = std::move(picture);
    m_selection = {};
    m_focus.reset();
    for (std::size_t i = 0; i < m_picture.map.nodes.size(); ++i) {
        const std::string& id = m_picture.map.nodes[i].id;
        if (nodes.contains(id)) {
            m_selection.nodes.insert(i);
        }
        if (id == focus) {
            m_focus = i;
        }
    }
    for (std::size_t i = 0; i < m_picture.map.links.size() && !link.empty(); ++i) {
        if (m_picture.map.links[i].id == link) {
            m_selection.link = i;
        }
    }
    if (m_drag == Drag::Nodes || m_drag == Drag::Pressed) {
        m_drag = Drag::None;
    }
    m_before.clear();
    if (m_isFitted) {
        fit();
    }
    describe();
    update();
}

void MapCanvas::setMoment(Moment moment)
{
    m_picture.moment = moment;
    finish(m_picture);
    update();
}

void MapCanvas::setLayers(std::set<std::size_t> layer, std::set<std::size_t> hidden)
{
    m_picture.layer = std::move(layer);
    m_picture.hidden = std::move(hidden);
    finish(m_picture);
    update();
}

void MapCanvas::select(const MapSelection& selection)
{
    if (selection == m_selection) {
        return;
    }
    m_selection = selection;
    if (m_selection.nodes.size() == 1) {
        m_focus = *m_selection.nodes.begin();
    }
    describe();
    update();
    Q_EMIT picked();
}

std::vector<std::size_t> MapCanvas::chosenNodes() const
{
    return {m_selection.nodes.begin(), m_selection.nodes.end()};
}

void MapCanvas::describe()
{
    setAccessibleName(tr("Map of data flows"));
    QString what =
        tr("Tab goes from node to node, full stop along the links of a node, arrows move.");
    if (m_selection.link) {
        const MapLink& link = m_picture.map.links[*m_selection.link];
        what = tr("%1, load %2, %3")
                   .arg(linkName(m_picture.map, link),
                        m_picture.links[*m_selection.link].text,
                        loadWord(m_picture.links[*m_selection.link].state));
    } else if (m_selection.nodes.size() == 1) {
        const MapNode& node = m_picture.map.nodes[*m_selection.nodes.begin()];
        what = tr("%1, %2").arg(qstr(node.title), qstr(node.detail));
    } else if (m_selection.nodes.size() > 1) {
        what = tr("%n nodes are selected", nullptr, static_cast<int>(m_selection.nodes.size()));
    }
    setAccessibleDescription(what);
}

void MapCanvas::setScale(double scale)
{
    zoomAt(QPointF(rect().center()), scale);
}

void MapCanvas::zoomAt(QPointF at, double scale)
{
    m_slide->stop();
    const double next = std::clamp(scale, kLeastScale, kMostScale);
    m_view.origin = at - (at - m_view.origin) * (next / m_view.scale);
    m_view.scale = next;
    m_isFitted = false;
    update();
    Q_EMIT viewChanged();
}

void MapCanvas::fit()
{
    m_slide->stop();
    const MapRect& extent = m_picture.layout.extent;
    if (extent.w <= 0 || width() <= 0) {
        return;
    }
    // Room below for the legend.
    const QRectF room = QRectF(rect()).adjusted(px(20), px(20), -px(20), -px(84));
    const double scale =
        std::min({room.width() / extent.w, room.height() / extent.h, 1.0 * px(100) / 100});
    m_view.scale = std::clamp(scale, kLeastScale, kMostScale);
    m_view.origin =
        QPointF(std::round(room.center().x() - (extent.x + extent.w / 2) * m_view.scale),
                std::round(room.center().y() - (extent.y + extent.h / 2) * m_view.scale));
    m_isFitted = true;
    update();
    Q_EMIT viewChanged();
}

void MapCanvas::showPoint(MapPoint at)
{
    const QPointF now = m_view.toScreen(at);
    const QRectF calm = QRectF(rect()).adjusted(px(80), px(80), -px(80), -px(120));
    if (calm.contains(now)) {
        return;
    }
    const QPointF target = m_view.origin + (calm.center() - now);
    m_isFitted = false;
    m_slide->stop();
    if (theme().movesReduced() || !isVisible()) {
        m_view.origin = target;
        update();
        return;
    }
    m_slide->setStartValue(m_view.origin);
    m_slide->setEndValue(target);
    m_slide->start();
}

QRect MapCanvas::nodeRect(std::size_t node) const
{
    return m_view.toScreen(m_picture.layout.nodes[node]).toRect();
}

QPoint MapCanvas::linkPoint(std::size_t link) const
{
    return m_view.toScreen(m_picture.layout.routes[link].label).toPoint();
}

std::optional<std::size_t> MapCanvas::nodeAt(QPointF at) const
{
    for (std::size_t i = m_picture.layout.nodes.size(); i-- > 0;) {
        if (m_view.toScreen(m_picture.layout.nodes[i]).contains(at)) {
            return i;
        }
    }
    return std::nullopt;
}

std::optional<std::size_t> MapCanvas::linkAt(QPointF at) const
{
    std::optional<std::size_t> nearest;
    double least = std::max(5.0, 11 * m_view.scale);
    for (std::size_t i = 0; i < m_picture.layout.routes.size(); ++i) {
        const MapRoute& route = m_picture.layout.routes[i];
        for (std::size_t p = 1; p < route.points.size() && m_picture.links[i].isVisible; ++p) {
            const double away = distance(
                at, m_view.toScreen(route.points[p - 1]), m_view.toScreen(route.points[p]));
            if (away < least) {
                least = away;
                nearest = i;
            }
        }
        const QPointF label = m_view.toScreen(route.label);
        if (std::abs(label.x() - at.x()) < px(24) && std::abs(label.y() - at.y()) < px(10) &&
            m_view.scale >= 0.6 && m_picture.links[i].isVisible) {
            return i;
        }
    }
    return nearest;
}

std::vector<std::size_t> MapCanvas::readingOrder() const
{
    std::vector<std::size_t> order(m_picture.layout.nodes.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        order[i] = i;
    }
    constexpr double kLine = 24; // what stands about level is one line
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        const MapRect& one = m_picture.layout.nodes[a];
        const MapRect& other = m_picture.layout.nodes[b];
        const double lineOfOne = std::floor(one.centre().y / kLine);
        const double lineOfOther = std::floor(other.centre().y / kLine);
        return lineOfOne != lineOfOther ? lineOfOne < lineOfOther : one.x < other.x;
    });
    return order;
}

bool MapCanvas::focusNextPrevChild(bool next)
{
    const std::vector<std::size_t> order = readingOrder();
    const auto at = m_focus ? std::find(order.begin(), order.end(), *m_focus) : order.end();
    const auto position = at == order.end() ? std::ptrdiff_t{-1} : at - order.begin();
    const std::ptrdiff_t wanted = position < 0
                                      ? (next ? 0 : static_cast<std::ptrdiff_t>(order.size()) - 1)
                                      : position + (next ? 1 : -1);
    if (wanted < 0 || wanted >= static_cast<std::ptrdiff_t>(order.size())) {
        return QWidget::focusNextPrevChild(next);
    }
    m_focus = order[static_cast<std::size_t>(wanted)];
    m_showsFocus = true;
    select({{*m_focus}, {}});
    showPoint(m_picture.layout.nodes[*m_focus].centre());
    update();
    return true;
}

void MapCanvas::focusInEvent(QFocusEvent* event)
{
    m_showsFocus =
        event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    if (event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason) {
        m_focus.reset();
    }
    update();
}

void MapCanvas::focusOutEvent(QFocusEvent* /*event*/)
{
    commitMoves();
    m_showsFocus = false;
    update();
}

void MapCanvas::paintEvent(QPaintEvent* event)
{
    QPainter painter(this);
    const Tokens& t = tokens();
    painter.fillRect(event->rect(), t.window);
    if (m_view.scale >= 0.35) {
        painter.setPen(QPen(t.lineStrong, 1));
        const double step = 16 * std::max(1.0, std::round(m_view.scale));
        QVector<QPointF> dots;
        const double left = std::fmod(m_view.origin.x(), step);
        const double top = std::fmod(m_view.origin.y(), step);
        for (double x = left < 0 ? left + step : left; x < width(); x += step) {
            for (double y = top < 0 ? top + step : top; y < height(); y += step) {
                dots << QPointF(x, y);
            }
        }
        QColor faint = t.lineStrong;
        faint.setAlphaF(0.45F);
        painter.setPen(faint);
        painter.drawPoints(dots.data(), static_cast<int>(dots.size()));
    }
    paintMap(painter,
             QRectF(event->rect()),
             m_picture,
             m_view,
             m_selection,
             m_showsFocus ? m_focus : std::nullopt);
    if (m_drag == Drag::Band) {
        QColor ground = t.accent;
        ground.setAlphaF(0.12F);
        painter.setPen(QPen(t.accent, 1));
        painter.setBrush(ground);
        painter.drawRect(QRectF(m_pressed, m_last).normalized());
    }
    if (hasFocus() && m_showsFocus && !m_focus) {
        painter.setPen(QPen(t.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

void MapCanvas::resizeEvent(QResizeEvent* /*event*/)
{
    if (m_isFitted) {
        fit();
    }
}

void MapCanvas::mousePressEvent(QMouseEvent* event)
{
    m_showsFocus = false;
    m_pressed = m_last = event->position();
    if (event->button() == Qt::MiddleButton) {
        m_drag = Drag::View;
        return;
    }
    const auto node = nodeAt(event->position());
    const bool adds = (event->modifiers() & (Qt::ControlModifier | Qt::ShiftModifier)) != 0;
    if (node) {
        MapSelection next = m_selection;
        next.link.reset();
        if (adds) {
            if (next.nodes.erase(*node) == 0) {
                next.nodes.insert(*node);
            }
        } else if (!next.nodes.contains(*node)) {
            next.nodes = {*node};
        }
        m_focus = *node;
        select(next);
        m_drag = event->button() == Qt::LeftButton ? Drag::Pressed : Drag::None;
    } else if (const auto link = linkAt(event->position())) {
        select({{}, link});
    } else if ((event->modifiers() & Qt::ShiftModifier) != 0) {
        m_drag = Drag::Band;
    } else {
        m_drag = Drag::View;
    }
}

void MapCanvas::mouseMoveEvent(QMouseEvent* event)
{
    const QPointF way = event->position() - m_last;
    constexpr double kStart = 4;
    if (m_drag == Drag::Pressed && (event->position() - m_pressed).manhattanLength() >= kStart) {
        m_drag = Drag::Nodes;
    }
    switch (m_drag) {
    case Drag::Nodes: {
        // In whole steps, so that things line up.
        const QPointF all = (event->position() - m_pressed) / m_view.scale;
        if (m_before.empty()) {
            m_before = m_picture.layout.nodes;
        }
        std::vector<MapRect> nodes = m_before;
        for (const std::size_t node : m_selection.nodes) {
            nodes[node].x = std::round((nodes[node].x + all.x()) / kStep) * kStep;
            nodes[node].y = std::round((nodes[node].y + all.y()) / kStep) * kStep;
        }
        m_picture.layout = framed(m_picture.map, std::move(nodes));
        update();
        break;
    }
    case Drag::View:
        m_view.origin += way;
        m_isFitted = false;
        update();
        break;
    case Drag::Band:
        update();
        break;
    case Drag::Pressed:
    case Drag::None:
        setCursor(nodeAt(event->position())   ? Qt::OpenHandCursor
                  : linkAt(event->position()) ? Qt::PointingHandCursor
                                              : Qt::ArrowCursor);
        break;
    }
    m_last = event->position();
}

void MapCanvas::mouseReleaseEvent(QMouseEvent* event)
{
    const Drag drag = m_drag;
    m_drag = Drag::None;
    if (drag == Drag::Nodes) {
        commitMoves();
    } else if (drag == Drag::Band) {
        const QRectF band = QRectF(m_pressed, event->position()).normalized();
        MapSelection next;
        for (std::size_t i = 0; i < m_picture.layout.nodes.size(); ++i) {
            if (band.intersects(m_view.toScreen(m_picture.layout.nodes[i]))) {
                next.nodes.insert(i);
            }
        }
        select(next);
    } else if (drag == Drag::View && (event->position() - m_pressed).manhattanLength() < 4) {
        select({});
    }
    update();
}

void MapCanvas::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (nodeAt(event->position()) || linkAt(event->position())) {
        Q_EMIT opened();
    }
}

void MapCanvas::wheelEvent(QWheelEvent* event)
{
    constexpr double kNotch = 120;
    constexpr double kFactor = 1.15;
    if ((event->modifiers() & Qt::ShiftModifier) != 0) {
        m_view.origin += QPointF(event->angleDelta().y() + event->angleDelta().x(), 0) / 2;
        m_isFitted = false;
        update();
    } else {
        zoomAt(event->position(),
               m_view.scale * std::pow(kFactor, event->angleDelta().y() / kNotch));
    }
    event->accept();
}

void MapCanvas::shift(double dx, double dy)
{
    if (m_selection.nodes.empty()) {
        m_view.origin -= QPointF(dx, dy) * 4;
        m_isFitted = false;
        update();
        return;
    }
    if (m_before.empty()) {
        m_before = m_picture.layout.nodes;
    }
    std::vector<MapRect> nodes = m_picture.layout.nodes;
    for (const std::size_t node : m_selection.nodes) {
        nodes[node].x += dx;
        nodes[node].y += dy;
    }
    m_picture.layout = framed(m_picture.map, std::move(nodes));
    update();
}

void MapCanvas::commitMoves()
{
    Moves moves;
    for (std::size_t i = 0; i < m_before.size(); ++i) {
        const MapRect& now = m_picture.layout.nodes[i];
        if (now != m_before[i]) {
            moves.emplace_back(i, MapPoint{now.x, now.y});
        }
    }
    m_before.clear();
    if (!moves.empty()) {
        m_isFitted = false; // what was just put somewhere stays under the hand
        Q_EMIT moved(moves);
    }
}

void MapCanvas::nextLink(bool forward)
{
    std::vector<std::size_t> links;
    for (std::size_t i = 0; i < m_picture.map.links.size(); ++i) {
        const MapLink& link = m_picture.map.links[i];
        if (!m_focus || link.a == *m_focus || link.b == *m_focus) {
            links.push_back(i);
        }
    }
    if (links.empty()) {
        return;
    }
    const auto at =
        m_selection.link ? std::find(links.begin(), links.end(), *m_selection.link) : links.end();
    const auto count = static_cast<std::ptrdiff_t>(links.size());
    const std::ptrdiff_t position = at == links.end() ? (forward ? -1 : 0) : at - links.begin();
    const auto next = static_cast<std::size_t>((position + (forward ? 1 : count - 1)) % count);
    select({{}, links[next]});
    showPoint(m_picture.layout.routes[links[next]].label);
}

void MapCanvas::keyPressEvent(QKeyEvent* event)
{
    const double step = (event->modifiers() & Qt::ShiftModifier) != 0 ? kLongStep : kStep;
    switch (event->key()) {
    case Qt::Key_Left:
        shift(-step, 0);
        return;
    case Qt::Key_Right:
        shift(step, 0);
        return;
    case Qt::Key_Up:
        shift(0, -step);
        return;
    case Qt::Key_Down:
        shift(0, step);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        Q_EMIT opened();
        return;
    case Qt::Key_Space:
        Q_EMIT layerWanted();
        return;
    case Qt::Key_Period:
        nextLink(true);
        return;
    case Qt::Key_Comma:
        nextLink(false);
        return;
    case Qt::Key_Escape:
        select({});
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void MapCanvas::keyReleaseEvent(QKeyEvent* event)
{
    if (!event->isAutoRepeat()) {
        commitMoves();
    }
    QWidget::keyReleaseEvent(event);
}

bool MapCanvas::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip) {
        return QWidget::event(event);
    }
    const auto* help = static_cast<QHelpEvent*>(event);
    if (const auto node = nodeAt(help->pos())) {
        const MapNode& own = m_picture.map.nodes[*node];
        QToolTip::showText(
            help->globalPos(), tr("%1\n%2").arg(qstr(own.title), qstr(own.detail)), this);
    } else if (const auto link = linkAt(help->pos())) {
        QToolTip::showText(help->globalPos(),
                           tr("%1\n%2").arg(linkName(m_picture.map, m_picture.map.links[*link]),
                                            m_picture.links[*link].text),
                           this);
    } else {
        QToolTip::hideText();
    }
    return true;
}

} // namespace netready::desktop
