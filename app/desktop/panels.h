// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

class QWidget;

namespace netready::desktop {

class MainWindow;

enum class PanelKind
{
    History,
    Notes,
    Findings
};

/// Opens a panel at the bottom of the window in place of the one that is there; takes it away if it
/// is of that kind. `panel` is the one that is open, null: none.
void showPanel(MainWindow& window, QWidget*& panel, PanelKind kind);
/// Nothing if no panel is open.
[[nodiscard]] std::optional<PanelKind> panelKind(const QWidget* panel);

/// Lists all commands with their keys in a dialog of its own.
void showKeyList(MainWindow& window);

} // namespace netready::desktop
