// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/widgets/drop_area.h"

#include "app/desktop/widgets/labels.h"

#include <QBoxLayout>
#include <QDropEvent>
#include <QMimeData>
#include <QStyle>
#include <QUrl>

namespace netready::desktop {

DropArea::DropArea(const QString& words, QWidget* parent)
    : QFrame(parent)
{
    setProperty("role", "dashed");
    setAcceptDrops(true);
    setAccessibleName(words);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(px(12), px(8), px(12), px(8));
    column->addStretch();
    column->addWidget(new IconLabel(QStringLiteral("download"), 20), 0, Qt::AlignHCenter);
    QLabel* label = makeWrapped(words);
    label->setAlignment(Qt::AlignHCenter);
    column->addWidget(label);
    column->addStretch();
}

void DropArea::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls()) {
        light(true);
        event->acceptProposedAction();
    }
}

void DropArea::dragLeaveEvent(QDragLeaveEvent* /*event*/)
{
    light(false);
}

void DropArea::dropEvent(QDropEvent* event)
{
    light(false);
    QStringList paths;
    for (const QUrl& url : event->mimeData()->urls()) {
        if (url.isLocalFile()) {
            paths << url.toLocalFile();
        }
    }
    if (!paths.isEmpty()) {
        Q_EMIT dropped(paths);
    }
}

void DropArea::light(bool on)
{
    setProperty("role", on ? "chosen" : "dashed");
    style()->unpolish(this);
    style()->polish(this);
}

} // namespace netready::desktop
