// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/pages/fabric_page.h"

#include <QVBoxLayout>

namespace netready::desktop {

FabricPage::FabricPage(ClientDocument& document, QWidget* parent)
    : Page(document, parent)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(makeHead(tr("Fabric")).widget);
    column->addStretch();
}

void FabricPage::refresh() {}

void FabricPage::show(const Place& /*place*/) {}

} // namespace netready::desktop
