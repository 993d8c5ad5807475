// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFrame>

#include <functional>

namespace netready::desktop {

/// A dashed place on which files can be dropped.
class DropArea : public QFrame
{
    Q_OBJECT

public:
    explicit DropArea(const QString& words, QWidget* parent = nullptr);

Q_SIGNALS:
    void dropped(const QStringList& paths);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void light(bool on);
};

} // namespace netready::desktop
