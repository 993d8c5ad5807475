// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/pages/findings_page.h"

#include <QVBoxLayout>

namespace netready::desktop {

FindingsPage::FindingsPage(ClientDocument& document, QWidget* parent)
    : Page(document, parent)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(makeHead(tr("Findings")).widget);
    column->addStretch();
}

void FindingsPage::refresh() {}

void FindingsPage::show(const Place& /*place*/) {}

} // namespace netready::desktop
