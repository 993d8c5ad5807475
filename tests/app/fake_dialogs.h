// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/dialogs.h"

namespace netready::desktop {

/// Answers by itself, and remembers what it was asked.
class FakeDialogs : public Dialogs
{
public:
    FakeDialogs() { m_before = set(this); }
    ~FakeDialogs() override { set(m_before); }
    FakeDialogs(const FakeDialogs&) = delete;
    FakeDialogs& operator=(const FakeDialogs&) = delete;

    QString open;                        ///< path to open
    QString save;                        ///< path to save to
    QString line;                        ///< text to type
    std::optional<FetchOptions> connect; ///< to ask
    int button = -1;                     ///< to press
    QStringList asked;                   ///< titles of what was asked
    QStringList said;                    ///< sentences of what was to be chosen

    QString fileToOpen(QWidget*, const QString& title, const QString&) override
    {
        asked << title;
        return open;
    }
    QString fileToSave(QWidget*, const QString& title, const QString&, const QString&) override
    {
        asked << title;
        return save;
    }
    QString lineOfText(QWidget*, const QString& title, const QString&, const QString&) override
    {
        asked << title;
        return line;
    }
    std::optional<FetchOptions> connection(QWidget*) override
    {
        asked << QStringLiteral("connection");
        return connect;
    }
    int choice(QWidget*, const QString& title, const QString& sentence, const QStringList&) override
    {
        asked << title;
        said << sentence;
        return button;
    }

private:
    Dialogs* m_before = nullptr;
};

} // namespace netready::desktop
