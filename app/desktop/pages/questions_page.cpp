// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/pages/questions_page.h"

#include <QVBoxLayout>

namespace netready::desktop {

QuestionsPage::QuestionsPage(ClientDocument& document, QWidget* parent)
    : Page(document, parent)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(makeHead(tr("Questions")).widget);
    column->addStretch();
}

void QuestionsPage::refresh() {}

void QuestionsPage::show(const Place& /*place*/) {}

} // namespace netready::desktop
