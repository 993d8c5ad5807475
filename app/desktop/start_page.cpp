// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/start_page.h"

#include "app/desktop/widgets/labels.h"

#include <QBoxLayout>

namespace netready::desktop {

StartPage::StartPage(const PacksInUse& packs, QWidget* parent)
    : QWidget(parent)
    , m_packs(packs)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(makeLeft());
    row->addWidget(makeRight(), 1);
}

QWidget* StartPage::makeLeft() { return makePane("surface"); }
QWidget* StartPage::makeRight() { return makePane("window"); }
QWidget* StartPage::makeRecent() { return makePane("card"); }
QWidget* StartPage::makeTemplates() { return makePane("card"); }
void StartPage::showProblem(const QString& /*sentence*/) {}
void StartPage::askForNew() {}

} // namespace netready::desktop
