// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/pages/report_page.h"

#include <QVBoxLayout>

namespace netready::desktop {

ReportPage::ReportPage(ClientDocument& document, QWidget* parent)
    : Page(document, parent)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(makeHead(tr("Report")).widget);
    column->addStretch();
}

void ReportPage::refresh() {}

void ReportPage::show(const Place& /*place*/) {}

} // namespace netready::desktop
