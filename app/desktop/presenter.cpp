// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/presenter.h"

namespace netready::desktop {

Presenter::Presenter(ClientDocument& document, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
{}

void Presenter::showOn(const QWidget* /*window*/)
{
    showFullScreen();
}

} // namespace netready::desktop
