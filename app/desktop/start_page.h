// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/document.h"

#include <QWidget>

class QFrame;
class QLabel;

namespace netready::desktop {

/// What is there before a client is open: files of before, templates, and how to begin.
class StartPage : public QWidget
{
    Q_OBJECT

public:
    explicit StartPage(const PacksInUse& packs, QWidget* parent = nullptr);

    void showProblem(const QString& sentence);
    /// Brings the templates into the keyboard's focus.
    void askForNew();

Q_SIGNALS:
    /// A new client of a template; empty: of nothing.
    void newWanted(const QString& templateId);
    void openWanted(const QString& path, bool readOnly);
    void openAsked();
    void exampleAsked();

private:
    [[nodiscard]] QWidget* makeLeft();
    [[nodiscard]] QWidget* makeRight();
    [[nodiscard]] QWidget* makeRecent();
    [[nodiscard]] QWidget* makeTemplates();

    const PacksInUse& m_packs;
    QFrame* m_problemBar = nullptr;
    QLabel* m_problem = nullptr;
    QWidget* m_firstTemplate = nullptr;
};

} // namespace netready::desktop
