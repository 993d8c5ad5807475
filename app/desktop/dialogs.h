// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/remote/fetch_evidence.h"

#include <QString>
#include <QStringList>

#include <optional>

class QWidget;

namespace netready::desktop {

/// Asks the person at the screen. Tests put another in its place, which answers by itself.
class Dialogs
{
public:
    virtual ~Dialogs() = default;

    /// A path to open, empty if it was given up. `filter` as QFileDialog takes it.
    virtual QString fileToOpen(QWidget* parent, const QString& title, const QString& filter);
    virtual QString
    fileToSave(QWidget* parent, const QString& title, const QString& name, const QString& filter);
    /// A line of text; empty if it was given up.
    virtual QString
    lineOfText(QWidget* parent, const QString& title, const QString& label, const QString& start);
    /// Which live system is to be asked; nothing if it was given up.
    virtual std::optional<FetchOptions> connection(QWidget* parent);
    /// Index of the button that was pressed; -1 if it was given up.
    virtual int choice(QWidget* parent,
                       const QString& title,
                       const QString& sentence,
                       const QStringList& buttons);

    /// Those in use; `set` returns what was in use before.
    static Dialogs& instance();
    static Dialogs* set(Dialogs* dialogs);
};

} // namespace netready::desktop
