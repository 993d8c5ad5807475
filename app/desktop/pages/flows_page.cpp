// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/pages/flows_page.h"

#include <QVBoxLayout>

namespace netready::desktop {

FlowsPage::FlowsPage(ClientDocument& document, QWidget* parent)
    : Page(document, parent)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(makeHead(tr("Data flows")).widget);
    column->addStretch();
}

void FlowsPage::refresh() {}

void FlowsPage::show(const Place& /*place*/) {}

} // namespace netready::desktop
