// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/document.h"

#include <QWidget>

namespace netready::desktop {

/// The next best question, full screen and in large type; follows the document like every page.
class Presenter : public QWidget
{
    Q_OBJECT

public:
    explicit Presenter(ClientDocument& document, QWidget* parent = nullptr);
    /// Fills another screen than that of the window if there is one.
    void showOn(const QWidget* window);

private:
    ClientDocument& m_document;
};

} // namespace netready::desktop
