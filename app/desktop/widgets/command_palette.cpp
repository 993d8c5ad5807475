// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/widgets/command_palette.h"

#include "app/desktop/main_window.h"

namespace netready::desktop {

CommandPalette::CommandPalette(MainWindow& window)
    : QWidget(&window)
    , m_window(window)
{}

void CommandPalette::open()
{
    deleteLater();
}

} // namespace netready::desktop
