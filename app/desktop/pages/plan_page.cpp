// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/pages/plan_page.h"

#include <QVBoxLayout>

namespace netready::desktop {

PlanPage::PlanPage(ClientDocument& document, QWidget* parent)
    : Page(document, parent)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(makeHead(tr("Plan")).widget);
    column->addStretch();
}

void PlanPage::refresh() {}

void PlanPage::show(const Place& /*place*/) {}

} // namespace netready::desktop
