// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/workspace.h"

#include "app/desktop/widgets/labels.h"
#include "app/desktop/widgets/rail.h"
#include "app/desktop/widgets/strip.h"

#include <QBoxLayout>
#include <QStackedWidget>

namespace netready::desktop {

Workspace::Workspace(ClientDocument& document, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_strip = new Strip(document);
    column->addWidget(m_strip);
    column->addWidget(makeLine());
    m_problemBar = makeProblemBar();
    column->addWidget(m_problemBar);
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    m_rail = new Rail(document);
    row->addWidget(m_rail);
    row->addWidget(makeLine(Qt::Vertical));
    m_stack = new QStackedWidget;
    // A page that needs more than there is gets less; it must not make the window larger.
    m_stack->setMinimumSize(1, 1);
    row->addWidget(m_stack, 1);
    column->addLayout(row, 1);

    connect(m_strip, &Strip::wanted, this, &Workspace::go);
    connect(m_rail, &Rail::chosen, this, [this](const std::string& page) {
        go({page, {}, {}, {}});
    });
    connect(&m_document, &ClientDocument::changed, this, &Workspace::refresh);
    connect(&m_document, &ClientDocument::problem, this, &Workspace::showProblem);
}

QWidget* Workspace::makeProblemBar()
{
    QFrame* bar = makePane("problem");
    bar->setObjectName(QStringLiteral("problemBar"));
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(px(16), px(6), px(16), px(6));
    row->addWidget(new IconLabel(QStringLiteral("warning"), 18));
    m_problem = makeWrapped({}, 14, Weight::Medium, TextInk::Main);
    row->addWidget(m_problem, 1);
    QPushButton* elsewhere = makeButton(tr("Save elsewhere…"), QStringLiteral("save"));
    elsewhere->setObjectName(QStringLiteral("saveElsewhere"));
    connect(elsewhere, &QPushButton::clicked, this, &Workspace::saveElsewhere);
    row->addWidget(elsewhere);
    QPushButton* dismiss = makeButton(tr("Dismiss"), QStringLiteral("close"));
    dismiss->setObjectName(QStringLiteral("dismissProblem"));
    connect(dismiss, &QPushButton::clicked, bar, &QWidget::hide);
    row->addWidget(dismiss);
    bar->hide();
    return bar;
}

void Workspace::showProblem(const QString& sentence)
{
    m_problem->setText(sentence);
    m_problemBar->setVisible(!sentence.isEmpty());
}

Page* Workspace::page() const
{
    return qobject_cast<Page*>(m_stack->currentWidget());
}

void Workspace::go(const Place& place)
{
    const PageInfo* info = findPage(place.page);
    if (info == nullptr) {
        return;
    }
    Page*& page = m_pages[info->id];
    if (page == nullptr) {
        page = info->make(m_document);
        page->setObjectName(QStringLiteral("page:") + qstr(info->id));
        connect(page, &Page::wanted, this, &Workspace::go);
        m_stack->addWidget(page);
        page->setTight(m_tight);
    }
    m_stack->setCurrentWidget(page);
    m_rail->setCurrent(info->id);
    if (m_way.empty() || m_way.back() != info->id) {
        m_way.push_back(info->id);
    }
    m_place = place;
    refresh();
    page->show(place);
    Q_EMIT moved(place);
}

bool Workspace::goBack()
{
    if (m_way.size() < 2) {
        return false;
    }
    m_way.pop_back();
    go({m_way.back(), {}, {}, {}});
    return true;
}

void Workspace::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fit();
}

/// Little room leaves numbers of the rail, the weakest dimensions, and pages without their side.
void Workspace::fit()
{
    constexpr int kCompactWidth = 1100;
    m_tight = width() < px(kCompactWidth);
    m_rail->setNarrow(m_tight);
    m_strip->setTight(m_tight);
    for (const auto& [id, page] : m_pages) {
        page->setTight(m_tight);
    }
}

void Workspace::refresh()
{
    m_strip->refresh();
    m_rail->refresh();
    std::uint64_t& shown = m_shownRevision[m_place.page];
    Page* current = page();
    if (current != nullptr && shown != m_document.revision()) {
        shown = m_document.revision();
        current->refresh();
    }
}

} // namespace netready::desktop
