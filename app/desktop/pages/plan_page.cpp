// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/pages/plan_page.h"

#include "app/desktop/dialogs.h"
#include "app/desktop/plan/plan_board.h"
#include "app/desktop/plan/plan_dock.h"
#include "app/desktop/widgets/labels.h"
#include "app/desktop/widgets/plan_model.h"
#include "reports/content/words.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QListView>
#include <QScrollArea>
#include <QScrollBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>

#include <algorithm>
#include <array>
#include <set>

namespace netready::desktop {

namespace {

enum View
{
    Board,
    Steps,
    Table
};

constexpr std::array kPaths{PlanPath::Both, PlanPath::Brownfield, PlanPath::Greenfield};

QString pathText(PlanPath path)
{
    switch (path) {
    case PlanPath::Greenfield:
        return PlanPage::tr("before accelerators run");
    case PlanPath::Brownfield:
        return PlanPage::tr("in a network that runs");
    case PlanPath::Both:
        break;
    }
    return PlanPage::tr("before or after accelerators run");
}

} // namespace

PlanPage::PlanPage(ClientDocument& document, QWidget* parent)
    : Page(document, parent)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    const Head head = makeHead(tr("Plan"));
    m_state = head.state;
    m_views = new Segments({tr("Board"), tr("By step"), tr("Table")});
    m_views->button(Board)->setIcon(icon(QStringLiteral("board")));
    m_views->button(Board)->setObjectName(QStringLiteral("planAsBoard"));
    m_views->button(Steps)->setIcon(icon(QStringLiteral("list")));
    m_views->button(Table)->setIcon(icon(QStringLiteral("table")));
    m_views->button(Steps)->setObjectName(QStringLiteral("planBySteps"));
    m_views->button(Table)->setObjectName(QStringLiteral("planAsTable"));
    connect(m_views, &Segments::chosen, this, &PlanPage::chooseView);
    head.actions->addWidget(m_views);
    m_paths = new Segments({tr("All"), tr("Brownfield"), tr("Greenfield")});
    for (std::size_t i = 0; i < kPaths.size(); ++i) {
        QToolButton* button = m_paths->button(static_cast<int>(i));
        button->setObjectName(QStringLiteral("planPath%1").arg(i));
        button->setToolTip(i == 0 ? tr("All actions") : pathText(kPaths[i]));
    }
    connect(m_paths, &Segments::chosen, this, [this](int index) {
        for (PlanFilter* filter : {m_steps, m_sorted}) {
            filter->setPath(kPaths[static_cast<std::size_t>(index)]);
        }
        select(m_shownAction, m_shownSubject);
        refreshHead();
    });
    head.actions->addWidget(m_paths);
    m_best = makeButton(tr("Best plan"), QStringLiteral("target"), QStringLiteral("B"));
    m_best->setObjectName(QStringLiteral("planBest"));
    m_best->setShortcut(Qt::Key_B);
    m_best->setToolTip(tr("Search for up to two seconds for a better plan"));
    connect(m_best, &QPushButton::clicked, this, [this] { m_dock->setPlanner(Planner::Best); });
    head.actions->addWidget(m_best);
    m_keep = makeButton(tr("Keep"), QStringLiteral("pin"));
    m_keep->setObjectName(QStringLiteral("planKeep"));
    m_keep->setToolTip(tr("Pin every action to the phase that it is shown in"));
    connect(m_keep, &QPushButton::clicked, this, [this] { m_board->keepAll(); });
    head.actions->addWidget(m_keep);
    column->addWidget(head.widget);
    column->addWidget(makeLine());

    m_model = new PlanModel(document, this);
    m_steps = new PlanFilter(this);
    m_steps->setSourceModel(m_model);
    m_sorted = new PlanFilter(this);
    m_sorted->setSourceModel(m_model);
    m_sorted->setSortRole(PlanModel::SortRole);

    auto* panes = new QSplitter;
    panes->setChildrenCollapsible(false);
    m_stack = new QStackedWidget;
    m_stack->addWidget(makeBoard());
    m_stack->addWidget(makeSteps());
    m_stack->addWidget(makeTable());
    panes->addWidget(m_stack);
    auto* side = makePane("surface");
    auto* sideColumn = new QVBoxLayout(side);
    sideColumn->setContentsMargins(0, 0, 0, 0);
    sideColumn->setSpacing(0);
    m_dock = new PlanDock;
    connect(m_dock, &PlanDock::wishChanged, this, &PlanPage::planAnew);
    sideColumn->addWidget(m_dock);
    sideColumn->addWidget(makeLine());
    sideColumn->addWidget(makeDetail(), 1);
    panes->addWidget(side);
    setSide(side);
    panes->setStretchFactor(0, 1);
    panes->setSizes({px(850), px(352)});
    m_place = new QStackedWidget;
    m_place->addWidget(makeNothing());
    m_place->addWidget(panes);
    column->addWidget(m_place, 1);
    chooseView(Board);
}

QWidget* PlanPage::makeBoard()
{
    m_board = new PlanBoardView(document());
    connect(m_board, &PlanBoardView::chosen, this, [this](const WorkKey& about) {
        const int row = m_model->rowOf(about.id, about.subject);
        if (row >= 0) {
            showAction(m_model->index(row, PlanModel::Title));
        }
    });
    connect(m_board, &PlanBoardView::phaseWanted, this, &PlanPage::openPhase);
    m_work = new PlanWork(document(), this);
    connect(
        m_work, &PlanWork::made, this, [this](const std::shared_ptr<const PlanPicture>& picture) {
            if (m_plannedFor != document().revision()) {
                return; // of what no longer stands
            }
            // The second one adds what money reaches; the cards stay as they are.
            if (picture->frontier.empty()) {
                m_board->setPicture(picture);
                refreshHead();
            }
            m_dock->setPicture(picture);
        });
    return m_board;
}

void PlanPage::planAnew()
{
    m_plannedFor = document().revision();
    m_dock->setCounting(true);
    m_work->start(m_dock->wish());
}

/// The facts of a phase, which are made with the first click on a phase that is only usual.
void PlanPage::openPhase(const std::string& id)
{
    SubjectKey phase{std::string(kPhaseKind), id};
    if (!document().facts().subjects().contains(phase)) {
        const QString title =
            Dialogs::instance().lineOfText(this,
                                           tr("New phase"),
                                           tr("What the phase is called; the others follow"),
                                           tr("Phase 1"));
        if (title.trimmed().isEmpty()) {
            return;
        }
        const auto added = document().addSubject(std::string(kPhaseKind), title.trimmed());
        if (!added) {
            return;
        }
        phase = *added;
    }
    Q_EMIT wanted({pageOf(phase), phase, {}, {}});
}

QWidget* PlanPage::makeSteps()
{
    m_list = new QListView;
    m_list->setObjectName(QStringLiteral("planList"));
    m_list->setAccessibleName(tr("Actions by step"));
    m_list->setModel(m_steps);
    m_list->setModelColumn(PlanModel::Title);
    m_list->setItemDelegate(new PlanDelegate(m_list));
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setMinimumWidth(px(320));
    connect(m_list->selectionModel(),
            &QItemSelectionModel::currentChanged,
            this,
            [this](const QModelIndex& index) { showAction(m_steps->mapToSource(index)); });
    return m_list;
}

QWidget* PlanPage::makeTable()
{
    m_table = new QTableView;
    m_table->setObjectName(QStringLiteral("planTable"));
    m_table->setAccessibleName(tr("Actions"));
    m_table->setModel(m_sorted);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(PlanModel::Step, Qt::AscendingOrder);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(px(30));
    QHeaderView* head = m_table->horizontalHeader();
    head->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    head->setHighlightSections(false);
    constexpr std::array kWidths{52, 300, 120, 112, 72, 120, 88, 88};
    for (std::size_t i = 0; i < kWidths.size(); ++i) {
        head->resizeSection(static_cast<int>(i), px(kWidths[i]));
    }
    head->setSectionResizeMode(PlanModel::Title, QHeaderView::Stretch);
    m_table->setMinimumWidth(px(320));
    connect(m_table->selectionModel(),
            &QItemSelectionModel::currentChanged,
            this,
            [this](const QModelIndex& index) { showAction(m_sorted->mapToSource(index)); });
    return m_table;
}

QWidget* PlanPage::makeDetail()
{
    auto* content = makePane("surface");
    m_detail = new QVBoxLayout(content);
    m_detail->setContentsMargins(px(20), px(16), px(20), px(24));
    m_detail->setSpacing(px(4));
    auto* scroll = new QScrollArea;
    scroll->setObjectName(QStringLiteral("planDetail"));
    scroll->setAccessibleName(tr("The chosen action"));
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setMinimumWidth(px(280));
    scroll->setWidget(content);
    return scroll;
}

QWidget* PlanPage::makeNothing()
{
    auto* pane = new QWidget;
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(px(24), px(24), px(24), px(24));
    QPushButton* next = makeButton(tr("Next best question"), QStringLiteral("target"), tr("N"));
    next->setObjectName(QStringLiteral("planNextQuestion"));
    connect(next, &QPushButton::clicked, this, [this] {
        Q_EMIT wanted({"questions", {}, "next", {}});
    });
    QWidget* empty = makeEmpty(QStringLiteral("board"), {}, next);
    m_nothing = empty->findChild<QLabel*>();
    column->addWidget(empty);
    return pane;
}

QAbstractItemView* PlanPage::view() const
{
    return m_stack->currentIndex() == Table ? static_cast<QAbstractItemView*>(m_table) : m_list;
}

void PlanPage::refresh()
{
    const int scrolled = view()->verticalScrollBar()->value();
    m_model->refresh();
    select(m_shownAction, m_shownSubject);
    view()->verticalScrollBar()->setValue(scrolled);
    refreshHead();
    if (m_plannedFor != document().revision()) {
        planAnew();
    }
}

void PlanPage::refreshHead()
{
    std::set<std::size_t> helped;
    const int shown = m_steps->rowCount();
    for (int row = 0; row < shown; ++row) {
        const Remedy& remedy = m_model->at(m_steps->mapToSource(m_steps->index(row, 0)).row());
        helped.insert(remedy.fails.begin(), remedy.fails.end());
        helped.insert(remedy.open.begin(), remedy.open.end());
    }
    m_state->setText(m_model->rowCount() == 0
                         ? tr("no action yet")
                         : tr("%1 for %2")
                               .arg(tr("%n action(s)", nullptr, shown),
                                    tr("%n finding(s)", nullptr, static_cast<int>(helped.size()))));
    m_place->setCurrentIndex(m_model->rowCount() == 0 ? 0 : 1);
    const bool fails =
        std::any_of(document().assessment().findings.begin(),
                    document().assessment().findings.end(),
                    [](const Finding& finding) {
                        return finding.status == Status::Fail || finding.status == Status::Partial;
                    });
    m_nothing->setText(
        fails ? tr("The packs know no action for what fails here.")
              : tr("Nothing fails, so there is nothing to plan yet. Answers show what is to do."));
}

void PlanPage::select(const std::string& action, const SubjectKey& subject)
{
    const int row = std::max(0, m_model->rowOf(action, subject));
    for (const auto& [filter, list] :
         {std::pair(m_steps, static_cast<QAbstractItemView*>(m_list)),
          std::pair(m_sorted, static_cast<QAbstractItemView*>(m_table))}) {
        const QModelIndex source = m_model->index(row, PlanModel::Title);
        QModelIndex index = filter->mapFromSource(source);
        if (!index.isValid()) {
            index = filter->index(0, PlanModel::Title);
        }
        const QSignalBlocker quiet(list->selectionModel());
        list->setCurrentIndex(index);
    }
    m_list->viewport()->update();
    m_table->viewport()->update();
    const QModelIndex current = view()->currentIndex();
    showAction(m_stack->currentIndex() == Table ? m_sorted->mapToSource(current)
                                                : m_steps->mapToSource(current));
}

void PlanPage::show(const Place& place)
{
    if (!place.rule.empty()) {
        for (int row = 0; row < m_model->rowCount(); ++row) {
            const Remedy& remedy = m_model->at(row);
            const auto& rules = remedy.action->remedies;
            if (std::find(rules.begin(), rules.end(), place.rule) != rules.end()) {
                select(remedy.action->id, remedy.subject);
                break;
            }
        }
    }
    if (m_stack->currentIndex() == Board && place.rule.empty()) {
        m_board->focusFirst();
        return;
    }
    if (m_stack->currentIndex() == Board) {
        chooseView(Steps);
    }
    view()->setFocus(Qt::OtherFocusReason);
}

void PlanPage::toggleTable()
{
    chooseView(m_stack->currentIndex() == Table ? Board : Table);
}

void PlanPage::chooseView(int index)
{
    m_views->setCurrent(index);
    m_stack->setCurrentIndex(index);
    m_dock->setVisible(index == Board);
    m_best->setVisible(index == Board);
    m_keep->setVisible(index == Board);
    m_paths->setVisible(index != Board); // the facts say which path the plan takes
    select(m_shownAction, m_shownSubject);
    view()->scrollTo(view()->currentIndex());
}

void PlanPage::showAction(const QModelIndex& index)
{
    clearLayout(m_detail);
    if (!index.isValid()) {
        return;
    }
    const Remedy& remedy = m_model->at(index.row());
    m_shownAction = remedy.action->id;
    m_shownSubject = remedy.subject;
    fillDetail(remedy);
}

void PlanPage::addFact(const QString& label, const QString& value, const QString& why)
{
    m_detail->addSpacing(px(8));
    m_detail->addWidget(makeLabel(label, 12, Weight::SemiBold, TextInk::Note));
    if (!value.isEmpty()) {
        m_detail->addWidget(makeWrapped(value, 14, Weight::SemiBold, TextInk::Main));
    }
    if (!why.isEmpty()) {
        m_detail->addWidget(makeWrapped(why, 12, Weight::Regular, TextInk::Second));
    }
}

void PlanPage::addFindings(const QString& label, const std::vector<std::size_t>& findings)
{
    if (findings.empty()) {
        return;
    }
    m_detail->addSpacing(px(8));
    m_detail->addWidget(makeLabel(label, 12, Weight::SemiBold, TextInk::Note));
    constexpr std::size_t kMost = 8;
    for (std::size_t i = 0; i < findings.size() && i < kMost; ++i) {
        const Finding& finding = document().assessment().findings[findings[i]];
        const QString words =
            tr("%1: %2").arg(document().titleOf(finding.subject), qstr(finding.rule->title));
        QPushButton* link = makeLink({});
        link->setObjectName(QStringLiteral("planFinding:%1").arg(qstr(finding.rule->id)));
        link->setText(QFontMetrics(textFont(14)).elidedText(words, Qt::ElideRight, px(290)));
        link->setToolTip(words);
        link->setAccessibleName(words);
        connect(link,
                &QPushButton::clicked,
                this,
                [this, place = Place{"findings", finding.subject, {}, finding.rule->id}] {
                    Q_EMIT wanted(place);
                });
        m_detail->addWidget(link);
    }
    if (findings.size() > kMost) {
        m_detail->addWidget(
            makeLabel(tr("and %n more", nullptr, static_cast<int>(findings.size() - kMost)),
                      12,
                      Weight::Regular,
                      TextInk::Note));
    }
}

void PlanPage::fillDetail(const Remedy& remedy)
{
    const Action& action = *remedy.action;
    m_detail->addWidget(makeLabel(tr("%1 %2").arg(action.step).arg(planStepTitle(action.step)),
                                  12,
                                  Weight::SemiBold,
                                  TextInk::Note));
    QLabel* title = makeWrapped(qstr(action.title), 16, Weight::SemiBold, TextInk::Main);
    title->setObjectName(QStringLiteral("planTitle"));
    m_detail->addWidget(title);
    m_detail->addWidget(makeWrapped(tr("%1; %2; %3")
                                        .arg(document().titleOf(remedy.subject),
                                             qstr(roleText(action.role)),
                                             pathText(action.path)),
                                    12));
    if (remedy.applies == Truth::Open) {
        m_detail->addWidget(makeWrapped(
            tr("Whether it is meant for this client depends on answers that are open."), 12));
    }
    addFindings(tr("Helps with what fails"), remedy.fails);
    addFindings(tr("Helps with what is open"), remedy.open);
    addFact(tr("Effort of one person"), estimateText(remedy.effort), qstr(action.effort.basis));
    addFact(tr("Cost without effort"), estimateText(remedy.cost), qstr(action.cost.basis));
    addFact(tr("Takes, in the calendar"), estimateText(action.duration), {});
    QStringList needs;
    for (const std::string& id : action.needs) {
        const Action* other = document().knowledge().findAction(id);
        needs << (other == nullptr ? qstr(id) : qstr(other->title));
    }
    addFact(
        tr("Needs first"), needs.isEmpty() ? tr("nothing") : needs.join(QStringLiteral("\n")), {});
    if (!action.risk.empty()) {
        addFact(tr("Risk"), {}, qstr(action.risk));
    }
    addFact(tr("Accepted when"), {}, qstr(action.acceptance.threshold));
    addFact(tr("Tested with"), {}, qstr(action.acceptance.tool));
    if (!action.acceptance.command.empty()) {
        QLabel* command = makeWrapped(qstr(action.acceptance.command), 12);
        command->setFont(monospace(12));
        command->setTextInteractionFlags(Qt::TextSelectableByMouse);
        m_detail->addWidget(command);
    }
    m_detail->addStretch();
}

} // namespace netready::desktop
