// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/pages/portfolio_page.h"

#include <QVBoxLayout>

namespace netready::desktop {

PortfolioPage::PortfolioPage(ClientDocument& document, QWidget* parent)
    : Page(document, parent)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(makeHead(tr("Portfolio")).widget);
    column->addStretch();
}

void PortfolioPage::refresh() {}

void PortfolioPage::show(const Place& /*place*/) {}

} // namespace netready::desktop
