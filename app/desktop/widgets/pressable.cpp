// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/widgets/pressable.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QKeyEvent>
#include <QMouseEvent>

namespace netready::desktop {

namespace {

QAccessibleInterface* accessible(const QString& className, QObject* object)
{
    auto* widget = qobject_cast<QWidget*>(object);
    if (widget == nullptr) {
        return nullptr;
    }
    if (qobject_cast<Pressable*>(widget) != nullptr) {
        return new QAccessibleWidget(widget, QAccessible::Button);
    }
    if (className == QLatin1String("netready::desktop::MapCanvas") ||
        className == QLatin1String("netready::desktop::FabricPicture")) {
        return new QAccessibleWidget(widget, QAccessible::Graphic);
    }
    if (className == QLatin1String("QScrollArea")) {
        return new QAccessibleWidget(widget, QAccessible::Pane);
    }
    return className == QLatin1String("netready::desktop::QuestionCard")
               ? new QAccessibleWidget(widget, QAccessible::Grouping)
               : nullptr;
}

} // namespace

Pressable::Pressable(QWidget* parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
}

void Pressable::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && rect().contains(event->pos())) {
        Q_EMIT pressed();
    }
}

void Pressable::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter ||
        event->key() == Qt::Key_Space) {
        Q_EMIT pressed();
    } else {
        QWidget::keyPressEvent(event);
    }
}

void installAccessibility()
{
    QAccessible::installFactory(accessible);
}

} // namespace netready::desktop
