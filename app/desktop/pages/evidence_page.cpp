// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/pages/evidence_page.h"

#include <QVBoxLayout>

namespace netready::desktop {

EvidencePage::EvidencePage(ClientDocument& document, QWidget* parent)
    : Page(document, parent)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(makeHead(tr("Evidence")).widget);
    column->addStretch();
}

void EvidencePage::refresh() {}

void EvidencePage::show(const Place& /*place*/) {}

} // namespace netready::desktop
