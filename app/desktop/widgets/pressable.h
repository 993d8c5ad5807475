// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

namespace netready::desktop {

/// A painted widget that acts like a button: by mouse, Enter and Space; reached by Tab, and a
/// button to a screen reader.
class Pressable : public QWidget
{
    Q_OBJECT

public:
    explicit Pressable(QWidget* parent = nullptr);

Q_SIGNALS:
    void pressed();

protected:
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
};

/// Tells screen readers what the painted widgets of the program are.
void installAccessibility();

} // namespace netready::desktop
