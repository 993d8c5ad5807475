// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/reading_order.h"

#include <QApplication>
#include <QScrollArea>

#include <algorithm>
#include <limits>

namespace netready::desktop {

namespace {

using Widgets = std::vector<QWidget*>;

bool isStop(const QWidget& widget)
{
    return (widget.focusPolicy() & Qt::TabFocus) != 0 && widget.isEnabled() &&
           widget.focusProxy() == nullptr;
}

/// What lies apart: below each other, or beside each other.
std::vector<Widgets> split(Widgets widgets, Qt::Orientation direction)
{
    constexpr int kOverlap = 2; // frames that share a line
    const auto start = [&](const QWidget* widget) {
        return direction == Qt::Vertical ? widget->y() : widget->x();
    };
    const auto stop = [&](const QWidget* widget) {
        return start(widget) + (direction == Qt::Vertical ? widget->height() : widget->width());
    };
    std::stable_sort(widgets.begin(), widgets.end(), [&](const QWidget* a, const QWidget* b) {
        return start(a) < start(b);
    });
    std::vector<Widgets> groups;
    int reached = std::numeric_limits<int>::min();
    for (QWidget* widget : widgets) {
        if (groups.empty() || start(widget) + kOverlap >= reached) {
            groups.emplace_back();
        }
        groups.back().push_back(widget);
        reached = std::max(reached, stop(widget));
    }
    return groups;
}

void readInside(const QWidget& widget, const QWidget* focus, Widgets& stops);

void read(const Widgets& widgets, const QWidget* focus, Widgets& stops)
{
    std::vector<Widgets> groups = split(widgets, Qt::Vertical);
    if (groups.size() == 1) {
        groups = split(widgets, Qt::Horizontal);
    }
    if (groups.size() > 1) {
        for (const Widgets& group : groups) {
            read(group, focus, stops);
        }
        return;
    }
    for (QWidget* widget : groups.front()) {
        if (isStop(*widget) || widget == focus) {
            stops.push_back(widget);
        }
        readInside(*widget, focus, stops);
    }
}

void readInside(const QWidget& widget, const QWidget* focus, Widgets& stops)
{
    Widgets inside;
    for (QObject* child : widget.children()) {
        auto* inner = qobject_cast<QWidget*>(child);
        if (inner != nullptr && !inner->isWindow() && inner->isVisible() &&
            !inner->size().isEmpty()) {
            inside.push_back(inner);
        }
    }
    if (!inside.empty()) {
        read(inside, focus, stops);
    }
}

/// Scrolls all that it lies in.
void bringIntoView(QWidget* widget)
{
    for (QWidget* around = widget->parentWidget(); around != nullptr;
         around = around->parentWidget()) {
        if (auto* area = qobject_cast<QScrollArea*>(around)) {
            area->ensureWidgetVisible(widget);
        }
    }
}

} // namespace

std::vector<QWidget*> tabStops(const QWidget& window)
{
    Widgets stops;
    readInside(window, QApplication::focusWidget(), stops);
    return stops;
}

bool focusInReadingOrder(const QWidget& window, bool forward)
{
    const Widgets stops = tabStops(window);
    if (stops.empty()) {
        return false;
    }
    const auto now = std::find(stops.begin(), stops.end(), QApplication::focusWidget());
    QWidget* next = nullptr;
    if (forward) {
        next = now == stops.end() || now + 1 == stops.end() ? stops.front() : *(now + 1);
    } else {
        next = now == stops.end() || now == stops.begin() ? stops.back() : *(now - 1);
    }
    next->setFocus(forward ? Qt::TabFocusReason : Qt::BacktabFocusReason);
    bringIntoView(next);
    return true;
}

} // namespace netready::desktop
