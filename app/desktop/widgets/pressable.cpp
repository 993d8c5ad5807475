// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/widgets/pressable.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QKeyEvent>
#include <QMouseEvent>

namespace netready::desktop {

namespace {

QAccessibleInterface* accessible(const QString& /*className*/, QObject* object)
{
    auto* pressable = qobject_cast<Pressable*>(object);
    return pressable == nullptr ? nullptr : new QAccessibleWidget(pressable, QAccessible::Button);
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
