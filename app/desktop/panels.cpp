// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/panels.h"

namespace netready::desktop {

void showPanel(MainWindow& /*window*/, QWidget*& /*panel*/, PanelKind /*kind*/) {}

void showKeyList(MainWindow& /*window*/) {}

} // namespace netready::desktop
