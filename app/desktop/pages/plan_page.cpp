// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/pages/plan_page.h"

#include "app/desktop/plan/plan_board.h"
#include "app/desktop/plan/plan_charts.h"
#include "app/desktop/plan/plan_work.h"
#include "app/desktop/widgets/fact_form.h"
#include "app/desktop/widgets/labels.h"
#include "app/desktop/widgets/plan_model.h"
#include "core/knowledge/words.h"
#include "reports/content/words.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QListView>
#include <QScrollArea>
#include <QScrollBar>
#include <QShortcut>
#include <QSlider>
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
    Timeline,
    Steps,
    Table,
    PhaseFacts
};

constexpr int kFull = 100;        // steps of the budget slider, and the highest score
constexpr int kSliderDelay = 120; // ms

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
    m_views = new Segments({tr("Board"), tr("Timeline"), tr("By step"), tr("Table")});
    constexpr std::array kIcons{"board", "gantt", "list", "table"};
    constexpr std::array kNames{"planAsBoard", "planAsTimeline", "planBySteps", "planAsTable"};
    for (std::size_t i = 0; i < kIcons.size(); ++i) {
        QToolButton* button = m_views->button(static_cast<int>(i));
        button->setIcon(icon(QLatin1String(kIcons[i])));
        button->setObjectName(QLatin1String(kNames[i]));
    }
    connect(m_views, &Segments::chosen, this, &PlanPage::chooseView);
    head.actions->addWidget(m_views);
    column->addWidget(head.widget);
    m_work = new PlanWork(document, this);
    connect(m_work, &PlanWork::planned, this, &PlanPage::showPlan);
    connect(m_work, &PlanWork::progressed, this, &PlanPage::showProgress);
    connect(m_work, &PlanWork::tried, this, &PlanPage::tellTrial);
    connect(m_work, &PlanWork::sought, this, &PlanPage::tell);
    connect(m_work, &PlanWork::problem, &document, &ClientDocument::problem);

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
    m_stack->addWidget(makeTimeline());
    m_stack->addWidget(makeSteps());
    m_stack->addWidget(makeTable());
    m_stack->addWidget(makePhaseFacts());
    panes->addWidget(m_stack);
    QWidget* side = makeDetail();
    setSide(side);
    panes->addWidget(side);
    panes->setStretchFactor(0, 1);
    panes->setSizes({px(850), px(336)});
    auto* plan = new QWidget;
    auto* rows = new QVBoxLayout(plan);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(makeBar());
    rows->addWidget(makeLine());
    rows->addWidget(makeHint());
    rows->addWidget(panes, 1);
    m_place = new QStackedWidget;
    m_place->addWidget(makeNothing());
    m_place->addWidget(plan);
    column->addWidget(m_place, 1);
    m_sliderDelay.setSingleShot(true);
    m_sliderDelay.setInterval(kSliderDelay);
    connect(&m_sliderDelay, &QTimer::timeout, this, [this] {
        takeBudget();
        takeTarget();
    });
    addKey(Qt::Key_B, &PlanPage::toggleBest);
    addKey(Qt::Key_K, &PlanPage::keepAll);
    addKey(Qt::Key_A, &PlanPage::addChosen);
}

void PlanPage::addKey(int key, void (PlanPage::*what)())
{
    auto* shortcut = new QShortcut(QKeySequence(key), this);
    shortcut->setContext(Qt::WidgetWithChildrenShortcut);
    connect(shortcut, &QShortcut::activated, this, what);
}

QWidget* PlanPage::makeBar()
{
    auto* bar = makePane("window");
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(px(24), 0, px(16), px(8));
    row->setSpacing(px(8));
    m_paths = new Segments({tr("All"), tr("Brownfield"), tr("Greenfield")});
    for (std::size_t i = 0; i < kPaths.size(); ++i) {
        QToolButton* button = m_paths->button(static_cast<int>(i));
        button->setObjectName(QStringLiteral("planPath%1").arg(i));
        button->setToolTip(i == 0 ? tr("All actions; the plan takes the path that the facts say")
                                  : pathText(kPaths[i]));
    }
    connect(m_paths, &Segments::chosen, this, [this](int index) {
        const PlanPath path = kPaths[static_cast<std::size_t>(index)];
        for (PlanFilter* filter : {m_steps, m_sorted}) {
            filter->setPath(path);
        }
        m_work->setPath(index == 0 ? std::nullopt : std::optional(path));
        select(m_shownAction, m_shownSubject);
        refreshHead();
    });
    row->addWidget(m_paths);
    m_bestButton = makeButton(tr("Best plan"), QStringLiteral("target"), tr("B"));
    m_bestButton->setObjectName(QStringLiteral("planBest"));
    m_bestButton->setCheckable(true);
    m_bestButton->setToolTip(tr("Shows the best plan that the search found (B)"));
    connect(
        m_bestButton, &QPushButton::clicked, this, [this](bool isOn) { m_work->setBest(isOn); });
    row->addWidget(m_bestButton);
    m_keepButton = makeButton(tr("Keep all"), QStringLiteral("pin"), tr("K"));
    m_keepButton->setObjectName(QStringLiteral("planKeep"));
    m_keepButton->setToolTip(tr("Pins every planned action to its phase (K)"));
    connect(m_keepButton, &QPushButton::clicked, this, &PlanPage::keepAll);
    row->addWidget(m_keepButton);
    m_progress = makeElided({}, 12, Weight::Regular, TextInk::Second);
    m_progress->setObjectName(QStringLiteral("planProgress"));
    row->addWidget(m_progress, 1);
    m_stopButton = makeLink(tr("Stop"));
    m_stopButton->setObjectName(QStringLiteral("planStop"));
    m_stopButton->hide();
    connect(m_stopButton, &QPushButton::clicked, m_work, &PlanWork::stop);
    row->addWidget(m_stopButton);
    return bar;
}

QWidget* PlanPage::makeHint()
{
    m_hint = makePane("hint");
    auto* row = new QHBoxLayout(m_hint);
    row->setContentsMargins(px(24), px(8), px(16), px(8));
    row->setSpacing(px(12));
    row->addWidget(
        makeWrapped(tr("Nobody has entered phases yet. These three have no days, no "
                       "money and no people, so nothing keeps an action from the first."),
                    14,
                    Weight::Regular,
                    TextInk::Main),
        1);
    QPushButton* add = makeButton(tr("Add phases"), QStringLiteral("plus"));
    add->setObjectName(QStringLiteral("planAddPhases"));
    add->setToolTip(
        tr("Makes the three phases of a year each, from today on, which you can change"));
    connect(add, &QPushButton::clicked, this, [this] {
        if (m_work->addPhases()) {
            showPhase(0);
        }
    });
    row->addWidget(add);
    m_hint->hide();
    return m_hint;
}

QWidget* PlanPage::makeBoard()
{
    m_board = new PlanBoardView(document());
    connect(m_board, &PlanBoardView::chosen, this, &PlanPage::choose);
    connect(m_board, &PlanBoardView::moveWanted, m_work, &PlanWork::move);
    connect(m_board, &PlanBoardView::pinWanted, m_work, &PlanWork::togglePin);
    connect(m_board, &PlanBoardView::dropWanted, m_work, &PlanWork::toggleDrop);
    connect(
        m_board, &PlanBoardView::tryWanted, this, [this](const WorkKey& about, std::size_t phase) {
            const PlanNews* news = m_work->news();
            m_work->tryMove(about,
                            news != nullptr && phase < news->phases.size() ? std::optional(phase)
                                                                           : std::nullopt);
        });
    connect(m_board, &PlanBoardView::tryEnded, m_work, &PlanWork::endTrial);
    connect(m_board, &PlanBoardView::phaseWanted, this, &PlanPage::showPhase);
    return m_board;
}

QWidget* PlanPage::makeTimeline()
{
    m_timeline = new PlanTimeline;
    connect(m_timeline, &PlanTimeline::chosen, this, [this](const WorkKey& about) {
        m_board->select(about);
        choose(about);
    });
    auto* scroll = new QScrollArea;
    scroll->setObjectName(QStringLiteral("planTimelineArea"));
    scroll->setAccessibleName(tr("Timeline of the plan"));
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* content = makePane("surface");
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_timeline);
    column->addStretch();
    scroll->setWidget(content);
    return scroll;
}

QWidget* PlanPage::makePhaseFacts()
{
    auto* pane = makePane("surface");
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(px(24), px(12), px(16), px(8));
    m_phaseTitle = makeElided({}, 16, Weight::SemiBold);
    m_phaseTitle->setObjectName(QStringLiteral("planPhaseTitle"));
    row->addWidget(m_phaseTitle, 1);
    QPushButton* back = makeButton(tr("Back to the board"), QStringLiteral("board"));
    back->setObjectName(QStringLiteral("planBack"));
    connect(back, &QPushButton::clicked, this, [this] {
        chooseView(Board);
        m_board->focusCard();
    });
    row->addWidget(back);
    column->addLayout(row);
    m_phaseForm = new FactForm(document());
    m_phaseForm->setObjectName(QStringLiteral("planPhaseFacts"));
    connect(m_phaseForm, &FactForm::asked, this, [this](const FactKey& key) {
        Q_EMIT wanted({"questions", key.subject, key.attribute, {}});
    });
    column->addWidget(m_phaseForm, 1);
    FormGroup group{tr("Days, money and people"), tr("what limits the phase"), {}};
    for (const char* id : {"phase.begins", "phase.ends", "phase.budget"}) {
        if (const Attribute* attribute = document().knowledge().findAttribute(id)) {
            group.attributes.push_back(attribute);
        }
    }
    for (const std::string_view role : kRoles) {
        std::string id = "phase.effort_" + std::string(role);
        std::replace(id.begin(), id.end(), '-', '_');
        if (const Attribute* attribute = document().knowledge().findAttribute(id)) {
            group.attributes.push_back(attribute);
        }
    }
    m_phaseForm->setGroups({group});
    return pane;
}

QWidget* PlanPage::makeSlider(const QString& name, QSlider*& slider, QLabel*& value)
{
    auto* line = new QWidget;
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(px(8));
    QLabel* label = makeLabel(name);
    label->setMinimumWidth(px(56));
    row->addWidget(label);
    slider = new QSlider(Qt::Horizontal);
    slider->setRange(0, kFull);
    slider->setPageStep(10);
    slider->setAccessibleName(name);
    connect(slider, &QSlider::valueChanged, this, [this] { m_sliderDelay.start(); });
    row->addWidget(slider, 1);
    value = makeLabel({}, 12, Weight::SemiBold);
    value->setMinimumWidth(px(72));
    value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    row->addWidget(value);
    return line;
}

QWidget* PlanPage::makeStudy()
{
    auto* study = new QWidget;
    auto* column = new QVBoxLayout(study);
    column->setContentsMargins(px(20), px(16), px(20), px(12));
    column->setSpacing(px(8));
    auto* told = makePane("hint");
    auto* words = new QVBoxLayout(told);
    words->setContentsMargins(px(12), px(8), px(12), px(8));
    words->setSpacing(px(2));
    m_tellTitle = makeWrapped({}, 14, Weight::SemiBold, TextInk::Main);
    m_tellTitle->setObjectName(QStringLiteral("planTells"));
    m_tellText = makeWrapped({}, 12);
    m_tellText->setObjectName(QStringLiteral("planTellsMore"));
    words->addWidget(m_tellTitle);
    words->addWidget(m_tellText);
    column->addWidget(told);
    column->addWidget(makeLabel(tr("Cost against readiness"), 14, Weight::SemiBold));
    m_frontier = new PlanFrontier;
    column->addWidget(m_frontier);
    column->addWidget(makeSlider(tr("Budget"), m_budget, m_budgetText));
    m_budget->setObjectName(QStringLiteral("planBudget"));
    m_budget->setValue(kFull);
    m_budgetText->setText(tr("no limit"));
    column->addWidget(makeSlider(tr("Target"), m_target, m_targetText));
    m_target->setObjectName(QStringLiteral("planTarget"));
    m_targetText->setText(tr("none"));
    return study;
}

void PlanPage::takeBudget()
{
    const int value = m_budget->value();
    const std::optional<double> budget =
        value == kFull ? std::nullopt : std::optional(m_mostCost * value / kFull);
    m_budgetText->setText(budget ? dollarText(Interval<double>(*budget)) : tr("no limit"));
    m_work->setBudget(budget);
}

void PlanPage::takeTarget()
{
    const int value = m_target->value();
    m_targetText->setText(value == 0 ? tr("none") : QString::number(value));
    const double score = static_cast<double>(value) / kFull;
    if (value > 0 && !(m_work->target() && m_work->target()->score == score)) {
        m_work->seek(score);
    }
    tell();
}

WorkKey PlanPage::shownKey() const
{
    return {WorkKind::Action, m_shownAction, m_shownSubject};
}

void PlanPage::choose(const WorkKey& about)
{
    select(about.id, about.subject);
}

void PlanPage::toggleBest()
{
    m_bestButton->setChecked(!m_bestButton->isChecked());
    m_work->setBest(m_bestButton->isChecked());
}

void PlanPage::keepAll()
{
    m_work->keepAll();
}

void PlanPage::addChosen()
{
    const PlanNews* news = m_work->news();
    const auto index = news == nullptr ? std::nullopt : news->find(shownKey());
    if (index && !news->phaseOf(*index)) {
        m_work->move(shownKey(), 0);
    }
}

void PlanPage::showPhase(std::size_t phase)
{
    const std::vector<PlannedPhase> phases = phasesOf(document().facts(), document().knowledge());
    if (phase >= phases.size()) {
        return;
    }
    const SubjectKey key{std::string(kPhaseKind), phases[phase].id};
    if (!document().facts().subjects().contains(key)) {
        m_hint->findChild<QPushButton*>()->setFocus(Qt::OtherFocusReason);
        return;
    }
    m_shownPhase = key.id;
    m_phaseTitle->setText(qstr(phases[phase].title));
    m_phaseForm->setSubject(key);
    m_stack->setCurrentIndex(PhaseFacts);
    m_phaseForm->edit("phase.begins");
}

void PlanPage::showPlan()
{
    const PlanNews& news = *m_work->news();
    m_board->show(news);
    m_timeline->show(document(), news);
    m_frontier->show(news);
    if (!m_work->budget() && !news.plan().outcomes.empty()) {
        m_mostCost = std::max(news.plan().outcomes.back().sofar.cost.high(), 1.0);
    }
    if (m_target->value() > 0 && !m_work->target()) {
        m_work->seek(static_cast<double>(m_target->value()) / kFull);
    }
    tellTrial();
    refreshHead();
    const std::vector<std::size_t> first = PlanBoard::inPhase(news.plan().solution.choice, 0);
    if (!m_hasPlan && m_stack->currentIndex() == Board && !first.empty()) {
        choose(news.candidates.all[first.front()].about);
    } else {
        select(m_shownAction, m_shownSubject);
    }
    m_hasPlan = true;
}

void PlanPage::showProgress()
{
    const bool isBusy = !m_work->step().isEmpty();
    m_stopButton->setVisible(isBusy);
    const PlanNews* news = m_work->news();
    QStringList parts;
    if (isBusy) {
        parts << m_work->step();
    }
    if (news != nullptr) {
        const double gap = news->gap() * kFull;
        parts << (gap < 0.05 ? tr("no better plan is possible")
                             : tr("at most %1 % from the best possible plan")
                                   .arg(QLocale().toString(gap, 'f', gap < 1 ? 1 : 0)));
    }
    m_progress->setText(parts.join(QStringLiteral(" · ")));
}

/// What the plan leads to, and what the target takes.
void PlanPage::tell()
{
    const PlanNews* news = m_work->news();
    if (news == nullptr || m_work->trial()) {
        return;
    }
    const PlanChoice& choice = news->plan().solution.choice;
    const auto planned = static_cast<int>(std::count_if(
        choice.begin(), choice.end(), [](const auto& phase) { return phase.has_value(); }));
    QStringList more;
    if (news->plan().outcomes.empty() || planned == 0) {
        m_tellTitle->setText(
            tr("Nothing is planned; the site stays at %1").arg(scoreText(news->now.site)));
    } else {
        const PhaseOutcome& last = news->plan().outcomes.back();
        m_tellTitle->setText(
            last.numbers.site == news->now.site
                ? tr("%n action(s); the site stays at %1 until more is known", nullptr, planned)
                      .arg(scoreText(news->now.site))
                : tr("%n action(s) (takes|take) the site from %1 to %2", nullptr, planned)
                      .arg(scoreText(news->now.site), scoreText(last.numbers.site)));
        QString cost = tr("For %1").arg(dollarText(last.sofar.cost));
        if (last.sofar.openCosts > 0) {
            cost += tr("; %n cost(s) (is|are) not known and (counts|count) as nothing",
                       nullptr,
                       static_cast<int>(last.sofar.openCosts));
        }
        more << cost + QStringLiteral(".");
    }
    if (m_target->value() > 0) {
        const std::optional<TargetNews>& target = m_work->target();
        if (!target) {
            more << tr("Looking for the cheapest actions that reach %1.").arg(m_target->value());
        } else if (target->set.isReached) {
            more << tr("%1 for %2 reach %3.")
                        .arg(tr("%n action(s)",
                                nullptr,
                                static_cast<int>(target->set.candidates.size())),
                             dollarText(target->set.amounts.cost))
                        .arg(m_target->value());
        } else {
            more << tr("No set of actions reaches %1; the nearest comes to %2.")
                        .arg(m_target->value())
                        .arg(scoreText(target->set.numbers.site));
        }
    }
    constexpr std::size_t kMostProblems = 3;
    for (std::size_t i = 0; i < news->problems.size() && i < kMostProblems; ++i) {
        more << qstr(news->problems[i]);
    }
    m_tellText->setText(more.join(QLatin1Char('\n')));
    m_tellText->setVisible(!more.isEmpty());
}

/// What a move that is only tried would lead to.
void PlanPage::tellTrial()
{
    const PlanNews* news = m_work->news();
    if (news == nullptr) {
        return;
    }
    const std::optional<PlanTrial>& trial = m_work->trial();
    m_board->showTrial(*news, trial);
    const std::optional<std::size_t> index = trial ? news->find(trial->about) : std::nullopt;
    if (!index) {
        tell();
        return;
    }
    const QString name = qstr(news->candidates.all[*index].remedy.action->title);
    m_tellTitle->setText(trial->phase
                             ? tr("“%1” in %2").arg(name, qstr(news->phases[*trial->phase].title))
                             : tr("Without “%1”").arg(name));
    QStringList more;
    for (std::size_t i = 0; i < trial->outcomes.size() && i < news->phases.size(); ++i) {
        const ScoreRange& before = news->plan().outcomes[i].numbers.site;
        const ScoreRange& after = trial->outcomes[i].numbers.site;
        more << (scoreText(before) == scoreText(after)
                     ? tr("%1: stays at %2").arg(qstr(news->phases[i].title), scoreText(after))
                     : tr("%1: %2 → %3")
                           .arg(qstr(news->phases[i].title), scoreText(before), scoreText(after)));
    }
    constexpr std::size_t kMostProblems = 2;
    for (std::size_t i = 0; i < trial->problems.size() && i < kMostProblems; ++i) {
        more << qstr(trial->problems[i]);
    }
    m_tellText->setText(more.join(QLatin1Char('\n')));
    m_tellText->setVisible(!more.isEmpty());
}

/// Where the plan has the action, and the two decisions about it.
void PlanPage::addPlanState(const Remedy& remedy)
{
    const PlanNews* news = m_work->news();
    const WorkKey about{WorkKind::Action, remedy.action->id, remedy.subject};
    const auto index = news == nullptr ? std::nullopt : news->find(about);
    if (!index) {
        return;
    }
    const PlanCandidate& candidate = news->candidates.all[*index];
    const std::optional<std::size_t> phase = news->phaseOf(*index);
    const QString where =
        phase ? tr("Planned for: %1").arg(qstr(news->phases[*phase].title)) : tr("Not planned");
    const QString state = cardOf(document(), candidate).state;
    m_detail->addWidget(makeWrapped(
        state.isEmpty() ? where : tr("%1; %2").arg(where, state), 14, Weight::SemiBold));
    auto* row = new QHBoxLayout;
    const bool isDropped = candidate.state == CandidateState::Dropped;
    QPushButton* pin = makeButton(
        candidate.pinnedByHand ? tr("Unpin") : tr("Pin"), QStringLiteral("pin"), tr("Space"));
    pin->setObjectName(QStringLiteral("planPin"));
    pin->setEnabled(candidate.pinnedByHand || phase.has_value());
    connect(pin, &QPushButton::clicked, m_work, [this, about] { m_work->togglePin(about); });
    row->addWidget(pin);
    QPushButton* drop =
        makeButton(isDropped ? tr("Take up") : tr("Drop"), QStringLiteral("trash"), tr("Del"));
    drop->setObjectName(QStringLiteral("planDrop"));
    connect(drop, &QPushButton::clicked, m_work, [this, about] { m_work->toggleDrop(about); });
    row->addWidget(drop);
    row->addStretch();
    auto* buttons = new QWidget;
    row->setContentsMargins(0, px(4), 0, px(4));
    buttons->setLayout(row);
    m_detail->addWidget(buttons);
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
    auto* parts = new QVBoxLayout(content);
    parts->setContentsMargins(0, 0, 0, 0);
    parts->setSpacing(0);
    parts->addWidget(makeStudy());
    parts->addWidget(makeLine());
    auto* action = new QWidget;
    parts->addWidget(action, 1);
    m_detail = new QVBoxLayout(action);
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
    const SubjectKey phase{std::string(kPhaseKind), m_shownPhase};
    if (m_stack->currentIndex() == PhaseFacts) {
        if (document().facts().subjects().contains(phase)) {
            m_phaseForm->setSubject(phase);
        } else {
            chooseView(Board);
        }
    }
    const auto& subjects = document().facts().subjects();
    m_hint->setVisible(std::none_of(subjects.begin(), subjects.end(), [](const auto& subject) {
        return subject.first.kind == kPhaseKind;
    }));
    m_work->refresh();
    refreshHead();
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
    const PlanNews* news = m_work->news();
    const bool isBoard = m_stack->currentIndex() == Board || m_stack->currentIndex() == Timeline;
    if (isBoard && news != nullptr && m_model->rowCount() > 0) {
        const PlanChoice& choice = news->plan().solution.choice;
        const auto planned = static_cast<int>(std::count_if(
            choice.begin(), choice.end(), [](const auto& phase) { return phase.has_value(); }));
        m_state->setText(tr("%n action(s) planned, %1 not", nullptr, planned)
                             .arg(static_cast<int>(choice.size()) - planned));
    } else {
        m_state->setText(
            m_model->rowCount() == 0
                ? tr("no action yet")
                : tr("%1 for %2")
                      .arg(tr("%n action(s)", nullptr, shown),
                           tr("%n finding(s)", nullptr, static_cast<int>(helped.size()))));
    }
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
    if (m_stack->currentIndex() == Board) {
        m_board->focusCard();
    } else if (m_stack->currentIndex() == Steps || m_stack->currentIndex() == Table) {
        view()->setFocus(Qt::OtherFocusReason);
    }
}

void PlanPage::toggleTable()
{
    chooseView(m_stack->currentIndex() == Table ? m_lastPicture : Table);
}

void PlanPage::chooseView(int index)
{
    m_views->setCurrent(index);
    m_stack->setCurrentIndex(index);
    m_lastPicture = index == Table ? m_lastPicture : index;
    refreshHead();
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
    m_timeline->select(shownKey());
    m_board->select(shownKey());
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
        link->setText(QFontMetrics(textFont(14)).elidedText(words, Qt::ElideRight, px(248)));
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
    addPlanState(remedy);
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
