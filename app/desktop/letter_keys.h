// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

namespace netready::desktop {

/// Lets keys without Ctrl or Alt act as shortcuts, or keeps them from it, as the user chose; and
/// lets undo and redo act on the client from a field in which nothing was typed. A widget with the
/// property `takesLetters` keeps them: a long list is searched by its first letters.
class LetterKeys : public QObject
{
    Q_OBJECT

public:
    /// Watches all keys of the program; made once, with the first window.
    static void install();
    [[nodiscard]] static bool act();
    static void setAct(bool act);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    using QObject::QObject;
};

} // namespace netready::desktop
