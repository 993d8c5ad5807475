// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

namespace netready::desktop {

class MainWindow;

/// Searches commands, subjects, questions, findings, rules and sources, over the whole window.
/// Closes and deletes itself.
class CommandPalette : public QWidget
{
    Q_OBJECT

public:
    explicit CommandPalette(MainWindow& window);
    void open();

private:
    MainWindow& m_window;
};

} // namespace netready::desktop
