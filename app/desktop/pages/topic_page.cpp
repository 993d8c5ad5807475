// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/pages/topic_page.h"

#include <QVBoxLayout>

namespace netready::desktop {

TopicPage::TopicPage(ClientDocument& document, const PageInfo& info, QWidget* parent)
    : Page(document, parent)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(makeHead(info.title).widget);
    column->addStretch();
}

void TopicPage::refresh() {}

void TopicPage::show(const Place& /*place*/) {}

} // namespace netready::desktop
