// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

class QWidget;

namespace netready::desktop {

/// The widgets of a window at which Tab stops, in the order in which they are read.
///
/// Shape: what each widget holds stands together, by rows from the top and columns from the left;
///        also what has the focus although Tab does not stop there
[[nodiscard]] std::vector<QWidget*> tabStops(const QWidget& window);

/// Gives the focus to the one after or before; false if there is none.
bool focusInReadingOrder(const QWidget& window, bool forward);

} // namespace netready::desktop
