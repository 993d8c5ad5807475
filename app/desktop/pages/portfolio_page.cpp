// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/pages/portfolio_page.h"

#include "app/client/edits.h"
#include "app/desktop/dialogs.h"
#include "app/desktop/models/workload_model.h"
#include "app/desktop/widgets/demand_panel.h"
#include "app/desktop/widgets/fact_form.h"
#include "app/desktop/widgets/labels.h"

#include <QAction>
#include <QBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QRegularExpression>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>

#include <algorithm>

namespace netready::desktop {

namespace {

enum StackPage
{
    Cards,
    Table,
    Adding,
    Nothing
};

/// A list of things to choose one of: title and help.
QWidget* makeChoiceList(const QString& title,
                        const std::vector<std::tuple<std::string, QString, QString>>& items,
                        const std::function<void(const std::string&)>& chosen)
{
    auto* pane = new QWidget;
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(px(4));
    column->addWidget(makeLabel(title, 16, Weight::SemiBold));
    for (const auto& [id, name, help] : items) {
        QPushButton* button = makeButton(name);
        button->setObjectName(QStringLiteral("choose:") + qstr(id));
        button->setToolTip(help);
        button->setStyleSheet(QStringLiteral("text-align: left"));
        QObject::connect(button, &QPushButton::clicked, pane, [chosen, id = id] { chosen(id); });
        column->addWidget(button);
        QLabel* words = makeWrapped(help, 12, Weight::Regular, TextInk::Note);
        words->setContentsMargins(px(13), 0, 0, px(8));
        column->addWidget(words);
    }
    column->addStretch();
    return pane;
}

} // namespace

PortfolioPage::PortfolioPage(ClientDocument& document, QWidget* parent)
    : Page(document, parent)
    , m_model(new WorkloadModel(document, this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHeadRow());
    column->addWidget(makeLine());
    m_stack = new QStackedWidget;
    auto* split = new QSplitter;
    split->addWidget(makeList());
    split->addWidget(makeForm());
    m_demand = new DemandPanel(document);
    connect(m_demand, &DemandPanel::wanted, this, [this](const FactKey& key) {
        m_form->edit(key.attribute);
    });
    split->addWidget(m_demand);
    setSide(m_demand);
    split->setStretchFactor(1, 1);
    split->setSizes({px(262), px(584), px(352)});
    split->setChildrenCollapsible(false);
    m_stack->insertWidget(Cards, split);
    m_table = new QTableView;
    m_table->setObjectName(QStringLiteral("workloadTable"));
    m_table->setAccessibleName(tr("Workloads"));
    m_table->setModel(m_model);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(px(40));
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setResizeContentsPrecision(0); // of the rows that are seen
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex& index) {
        select(m_model->workload(index.row()).subject);
        m_view->setCurrent(0);
        m_stack->setCurrentIndex(Cards);
    });
    m_stack->insertWidget(Table, m_table);
    m_stack->insertWidget(Adding, makeAdd());
    QPushButton* first =
        makePrimary(tr("Add workload"), QStringLiteral("plus"), QStringLiteral("A"));
    connect(first, &QPushButton::clicked, this, &PortfolioPage::openAdd);
    auto* nothing = new QWidget;
    auto* around = new QVBoxLayout(nothing);
    around->setContentsMargins(px(64), px(64), px(64), px(64));
    around->addWidget(makeEmpty(QStringLiteral("portfolio"),
                                tr("No workload yet. Add the first (A) or start from a use case "
                                   "(U): what should AI do here?"),
                                first));
    m_stack->insertWidget(Nothing, nothing);
    column->addWidget(m_stack, 1);
    const auto key = [this](const QKeySequence& sequence, void (PortfolioPage::*run)()) {
        auto* action = new QAction(this);
        action->setShortcut(sequence);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        connect(action, &QAction::triggered, this, run);
        addAction(action);
    };
    key(QKeySequence(Qt::Key_A), &PortfolioPage::openAdd);
    key(QKeySequence(Qt::Key_U), &PortfolioPage::openAdd);
    key(QKeySequence(Qt::Key_F2), &PortfolioPage::rename);
    refresh();
}

QWidget* PortfolioPage::makeHeadRow()
{
    m_head = makeHead(tr("Portfolio"));
    m_view = new Segments({tr("Cards"), tr("Table")});
    m_view->setObjectName(QStringLiteral("portfolioView"));
    m_view->button(0)->setIcon(icon(QStringLiteral("cards")));
    m_view->button(1)->setIcon(icon(QStringLiteral("list")));
    connect(m_view, &Segments::chosen, this, [this] { refresh(); });
    m_head.actions->addWidget(m_view);
    QPushButton* add = makePrimary(tr("Add workload"), QStringLiteral("plus"), QStringLiteral("A"));
    add->setObjectName(QStringLiteral("addWorkload"));
    connect(add, &QPushButton::clicked, this, &PortfolioPage::openAdd);
    m_head.actions->addWidget(add);
    return m_head.widget;
}

QWidget* PortfolioPage::makeList()
{
    QFrame* pane = makePane("sunken");
    pane->setMinimumWidth(px(200));
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_cards = new QListView;
    m_cards->setObjectName(QStringLiteral("workloadCards"));
    m_cards->setAccessibleName(tr("Workloads"));
    m_cards->setModel(m_model);
    m_cards->setItemDelegate(new WorkloadCardDelegate(*m_model, this));
    m_cards->setUniformItemSizes(true);
    m_cards->setMouseTracking(true);
    m_cards->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_cards->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(m_cards->selectionModel(),
            &QItemSelectionModel::currentChanged,
            this,
            &PortfolioPage::showCurrent);
    column->addWidget(m_cards, 1);
    column->addWidget(makeLine());
    QPushButton* more = makeLink(tr("From a use case"));
    more->setObjectName(QStringLiteral("fromUseCase"));
    more->setIcon(icon(QStringLiteral("plus"), tokens().accent));
    more->setFixedHeight(px(40));
    more->setContentsMargins(px(16), 0, 0, 0);
    connect(more, &QPushButton::clicked, this, &PortfolioPage::openAdd);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(px(16), 0, px(16), 0);
    foot->addWidget(more);
    foot->addStretch();
    foot->addWidget(makeLabel(QStringLiteral("U"), 12, Weight::Regular, TextInk::Note));
    column->addLayout(foot);
    return pane;
}

QWidget* PortfolioPage::makeForm()
{
    QFrame* pane = makePane("surface");
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* head = new QWidget;
    head->setFixedHeight(px(64));
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(px(24), 0, px(16), 0);
    row->setSpacing(px(8));
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    words->addStretch();
    m_title = makeElided({}, 16, Weight::SemiBold);
    m_subtitle = makeElided({}, 12, Weight::Regular, TextInk::Note);
    words->addWidget(m_title);
    words->addWidget(m_subtitle);
    words->addStretch();
    row->addLayout(words, 1);
    QPushButton* typical = makeButton(tr("Use typical values"));
    typical->setObjectName(QStringLiteral("useTypical"));
    typical->setToolTip(
        tr("Records what is typical of the class as assumptions, where nothing is said"));
    connect(typical, &QPushButton::clicked, this, &PortfolioPage::takeTypical);
    row->addWidget(typical);
    QToolButton* more = makeSquare(QStringLiteral("more"), tr("More"));
    more->setObjectName(QStringLiteral("workloadMore"));
    more->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(more);
    connect(menu->addAction(icon(QStringLiteral("note")), tr("Rename… (F2)")),
            &QAction::triggered,
            this,
            &PortfolioPage::rename);
    connect(menu->addAction(icon(QStringLiteral("trash")), tr("Remove")),
            &QAction::triggered,
            this,
            &PortfolioPage::remove);
    more->setMenu(menu);
    row->addWidget(more);
    column->addWidget(head);
    column->addWidget(makeLine());
    m_form = new FactForm(document());
    m_form->setObjectName(QStringLiteral("workloadForm"));
    connect(m_form, &FactForm::asked, this, [this](const FactKey& key) {
        Q_EMIT wanted({"questions", key.subject, key.attribute, {}});
    });
    column->addWidget(m_form, 1);
    return pane;
}

QWidget* PortfolioPage::makeAdd()
{
    auto* area = new QScrollArea;
    area->setWidgetResizable(true);
    area->setFocusPolicy(Qt::NoFocus); // its buttons take the focus
    QFrame* pane = makePane("window");
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(px(24), px(24), px(24), px(24));
    column->setSpacing(px(16));
    auto* head = new QHBoxLayout;
    head->addWidget(makeLabel(tr("What is the workload for?"), 20, Weight::SemiBold), 1);
    QPushButton* back = makeButton(tr("Back"), QStringLiteral("arrow-left"), tr("Esc"));
    back->setObjectName(QStringLiteral("addBack"));
    back->setShortcut(Qt::Key_Escape);
    connect(back, &QPushButton::clicked, this, [this] {
        m_stack->setCurrentIndex(Cards);
        refresh();
    });
    head->addWidget(back);
    column->addLayout(head);
    const Knowledge& knowledge = document().knowledge();
    std::vector<std::tuple<std::string, QString, QString>> uses;
    for (const UseCase& use : knowledge.useCases) {
        uses.emplace_back(use.id, qstr(use.title), qstr(use.help));
    }
    std::vector<std::tuple<std::string, QString, QString>> classes;
    for (const WorkloadClass& own : knowledge.classes) {
        classes.emplace_back(own.id, qstr(own.title), qstr(own.help));
    }
    auto* row = new QHBoxLayout;
    row->setSpacing(px(32));
    row->addWidget(makeChoiceList(tr("A use case"),
                                  uses,
                                  [this](const std::string& id) {
                                      const UseCase* use = document().knowledge().findUseCase(id);
                                      add(use->workloadClass, use->id, qstr(use->title));
                                  }),
                   1);
    row->addWidget(
        makeChoiceList(tr("Or a class of workload"),
                       classes,
                       [this](const std::string& id) {
                           add(id, {}, qstr(document().knowledge().findClass(id)->title));
                       }),
        1);
    column->addLayout(row);
    area->setWidget(pane);
    return area;
}

void PortfolioPage::openAdd()
{
    m_stack->setCurrentIndex(Adding);
    const auto buttons = m_stack->currentWidget()->findChildren<QPushButton*>(
        QRegularExpression(QStringLiteral("^choose:")));
    if (!buttons.isEmpty()) {
        buttons.front()->setFocus(Qt::OtherFocusReason);
    }
}

void PortfolioPage::add(const std::string& workloadClass,
                        const std::string& useCase,
                        const QString& title)
{
    const QString name = Dialogs::instance().lineOfText(
        this, tr("Add a workload"), tr("What do people call it?"), title);
    if (name.trimmed().isEmpty()) {
        return;
    }
    NewValues values;
    const auto choose = [&](const char* attribute, const std::string& option) {
        values.emplace_back(attribute, Choice{{option}});
    };
    if (!useCase.empty()) {
        choose("workload.use_case", useCase);
    }
    choose("workload.class", workloadClass);
    if (const auto added = document().addSubject("workload", name, values)) {
        m_stack->setCurrentIndex(Cards);
        refresh();
        select(*added);
    }
}

std::optional<SubjectKey> PortfolioPage::current() const
{
    const QModelIndex index = m_cards->currentIndex();
    return index.isValid() ? std::optional(m_model->workload(index.row()).subject) : std::nullopt;
}

void PortfolioPage::select(const SubjectKey& workload)
{
    const int row = m_model->rowOf(workload);
    if (row >= 0) {
        m_cards->setCurrentIndex(m_model->index(row, 0));
        m_cards->scrollTo(m_cards->currentIndex());
    }
}

void PortfolioPage::refresh()
{
    m_model->refresh();
    const auto& workloads = document().assessment().workloads;
    std::array<int, 4> verdicts{};
    for (const WorkloadScore& workload : workloads) {
        ++verdicts.at(static_cast<std::size_t>(workload.verdict.verdict));
    }
    const auto count = [&](Verdict verdict) {
        return verdicts.at(static_cast<std::size_t>(verdict));
    };
    m_head.state->setText(workloads.empty()
                              ? QString()
                              : tr("%n workload(s)", nullptr, static_cast<int>(workloads.size())) +
                                    tr(": %1 ready, %2 ready if, %3 cannot tell, %4 not ready")
                                        .arg(count(Verdict::Ready))
                                        .arg(count(Verdict::ReadyIf))
                                        .arg(count(Verdict::CannotTell))
                                        .arg(count(Verdict::NotReady)));
    if (m_stack->currentIndex() != Adding) {
        m_stack->setCurrentIndex(workloads.empty()        ? Nothing
                                 : m_view->current() == 1 ? Table
                                                          : Cards);
    }
    if (!workloads.empty() && !m_cards->currentIndex().isValid()) {
        const int shown = m_shown ? m_model->rowOf(*m_shown) : -1;
        m_cards->setCurrentIndex(m_model->index(std::max(shown, 0), 0));
    }
    showCurrent();
}

void PortfolioPage::showCurrent()
{
    m_shown = current();
    if (!m_shown) {
        return;
    }
    const int row = m_cards->currentIndex().row();
    const auto cell = [&](int column) { return m_model->index(row, column).data().toString(); };
    m_title->setText(cell(WorkloadModel::Name));
    const std::vector<FormGroup> groups = workloadGroups(document(), *m_shown);
    int said = 0;
    int all = 0;
    for (const FormGroup& group : groups) {
        for (const Attribute* attribute : group.attributes) {
            const FactView* view = document().factView({*m_shown, attribute->id});
            said += view != nullptr && view->resolution.knowing != Knowing::NeverAsked ? 1 : 0;
            ++all;
        }
    }
    m_subtitle->setText(
        tr("%1, %2 of %3 inputs answered").arg(cell(WorkloadModel::Class)).arg(said).arg(all));
    m_form->setGroups(groups);
    m_form->setSubject(*m_shown);
    m_demand->show(*m_shown);
}

void PortfolioPage::show(const Place& place)
{
    if (place.subject) {
        m_stack->setCurrentIndex(Cards);
        m_view->setCurrent(0);
        select(*place.subject);
        if (!place.attribute.empty()) {
            m_form->edit(place.attribute);
        }
    } else if (m_stack->currentIndex() == Nothing) {
        m_stack->currentWidget()->findChild<QPushButton*>()->setFocus(Qt::OtherFocusReason);
    } else {
        m_cards->setFocus(Qt::OtherFocusReason);
    }
}

void PortfolioPage::toggleTable()
{
    m_view->setCurrent(1 - m_view->current());
    refresh();
}

void PortfolioPage::rename()
{
    if (const auto workload = current()) {
        const QString name = Dialogs::instance().lineOfText(
            this, tr("Rename"), tr("What do people call it?"), document().titleOf(*workload));
        if (!name.trimmed().isEmpty()) {
            document().renameSubject(*workload, name);
        }
    }
}

void PortfolioPage::remove()
{
    if (const auto workload = current()) {
        document().removeSubject(*workload);
    }
}

/// What is typical of the class and said by nobody becomes an assumption that can be seen.
void PortfolioPage::takeTypical()
{
    const auto workload = current();
    if (!workload) {
        return;
    }
    const Signature by = document().signature();
    Edit edit = changeFactsEdit("typical values for " + workload->text(), {}, by);
    edit.changes.clear();
    for (const auto& [key, view] : document().factViews()) {
        if (key.subject == *workload && view.typical != nullptr && !view.computed &&
            view.resolution.knowing == Knowing::NeverAsked) {
            Fact fact;
            fact.value = view.typical->value;
            fact.origin = Origin::Assumed;
            fact.author = by.author;
            fact.time = by.time;
            fact.note = view.typical->because;
            edit.changes.emplace_back(netready::setFact(document().facts(), key, std::move(fact)));
        }
    }
    document().apply(edit);
}

} // namespace netready::desktop
