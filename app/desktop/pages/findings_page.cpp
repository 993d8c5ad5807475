// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/pages/findings_page.h"

#include "app/client/findings_csv.h"
#include "app/desktop/dialogs.h"
#include "app/desktop/settings.h"
#include "app/desktop/widgets/explanation_tree.h"
#include "app/desktop/widgets/finding_detail.h"
#include "app/desktop/widgets/labels.h"

#include <QAction>
#include <QActionGroup>
#include <QBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QSaveFile>
#include <QScrollBar>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>

#include <algorithm>
#include <array>
#include <utility>

namespace netready::desktop {

namespace {

constexpr std::string_view kSourcePrefix = "source:";

constexpr std::array kOrders{
    FindingOrder::Effect, FindingOrder::Score, FindingOrder::Width, FindingOrder::Title};

QString orderName(FindingOrder order)
{
    switch (order) {
    case FindingOrder::Effect:
        return FindingsPage::tr("by effect");
    case FindingOrder::Score:
        return FindingsPage::tr("lowest score first");
    case FindingOrder::Width:
        return FindingsPage::tr("widest range first");
    case FindingOrder::Title:
        return FindingsPage::tr("by title");
    }
    return {};
}

/// A list that hands the right arrow on.
class FindingList : public QListView
{
public:
    std::function<void()> right;

protected:
    void keyPressEvent(QKeyEvent* event) override
    {
        if (event->key() == Qt::Key_Right || event->key() == Qt::Key_Return) {
            right();
            return;
        }
        QListView::keyPressEvent(event);
    }
};

} // namespace

FindingsPage::FindingsPage(ClientDocument& document, QWidget* parent)
    : Page(document, parent)
    , m_model(new FindingsModel(document, this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    const Head head = makeHead(tr("Findings"));
    fillHead(head);
    column->addWidget(head.widget);
    column->addWidget(makeLine());
    auto* splitter = new QSplitter(Qt::Horizontal);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(1);
    m_left = makeList();
    splitter->addWidget(m_left);
    m_detail = new FindingDetail(document);
    connect(m_detail, &FindingDetail::wanted, this, &FindingsPage::wanted);
    connect(m_detail, &FindingDetail::released, this, [this] {
        showSide(false);
        m_list->setFocus();
    });
    connect(m_detail->tree(), &ExplanationTree::left, this, [this] {
        showSide(false);
        m_list->setFocus();
    });
    m_detailStack = new QStackedWidget;
    m_detailStack->addWidget(m_detail);
    auto* nothing = makePane("window");
    auto* nothingColumn = new QVBoxLayout(nothing);
    nothingColumn->setContentsMargins(px(24), px(24), px(24), px(24));
    nothingColumn->addWidget(
        makeEmpty(QStringLiteral("findings"),
                  tr("Choose a finding to see how it came about, from the score to the source.")));
    m_detailStack->addWidget(nothing);
    splitter->addWidget(m_detailStack);
    splitter->setStretchFactor(0, 10);
    splitter->setStretchFactor(1, 13);
    splitter->setSizes({px(510), px(690)});
    column->addWidget(splitter, 1);
    createKeys();
    FindingsPage::refresh();
}

void FindingsPage::fillHead(const Head& head)
{
    m_state = head.state;
    m_state->setObjectName(QStringLiteral("findingsState"));
    m_groups = new Segments({tr("By effect"), tr("By dimension"), tr("By workload")});
    m_groups->setObjectName(QStringLiteral("findingGroups"));
    m_groups->setAccessibleName(tr("Groups"));
    for (int i = 0; i < 3; ++i) {
        m_groups->button(i)->setObjectName(QStringLiteral("groupBy%1").arg(i));
    }
    connect(m_groups, &Segments::chosen, this, [this](int index) {
        m_model->setGroups(std::array{FindingGroups::Effect,
                                      FindingGroups::Dimension,
                                      FindingGroups::Workload}[static_cast<std::size_t>(index)]);
        restoreSelection();
    });
    head.actions->addWidget(m_groups);
    m_waive = makeButton(tr("Waive"), QStringLiteral("eye-off"), QStringLiteral("W"));
    m_waive->setObjectName(QStringLiteral("waiveFinding"));
    connect(m_waive, &QPushButton::clicked, this, [this] {
        showSide(true);
        m_detail->startWaiving();
    });
    head.actions->addWidget(m_waive);
    m_export = makeButton(tr("Export table"), QStringLiteral("export"));
    m_export->setObjectName(QStringLiteral("exportFindings"));
    m_export->setToolTip(tr("Export the findings that are shown as a table"));
    connect(m_export, &QPushButton::clicked, this, &FindingsPage::exportTable);
    head.actions->addWidget(m_export);
}

QToolButton* FindingsPage::makeChip(const char* name, const QString& text)
{
    auto* chip = new QToolButton;
    chip->setObjectName(QLatin1String(name));
    chip->setText(text);
    chip->setAccessibleName(text);
    chip->setProperty("small", true);
    chip->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    chip->setLayoutDirection(Qt::RightToLeft); // the icon behind the word
    chip->setFocusPolicy(Qt::StrongFocus);
    chip->setStyleSheet(QStringLiteral("padding: 0px %1px").arg(px(3)));
    chip->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    return chip;
}

QWidget* FindingsPage::makeFilters()
{
    QFrame* pane = makePane("surface");
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(px(16), px(8), px(12), px(8));
    column->setSpacing(px(8));
    m_text = new QLineEdit;
    m_text->setObjectName(QStringLiteral("findingFilter"));
    m_text->setAccessibleName(tr("Filter findings by words"));
    m_text->setPlaceholderText(tr("Filter by words (Ctrl+F)"));
    m_text->setClearButtonEnabled(true);
    connect(m_text, &QLineEdit::textChanged, this, [this](const QString& text) {
        FindingFilter filter = m_model->filter();
        filter.text = text;
        changeFilter(filter);
    });
    connect(m_text, &QLineEdit::returnPressed, this, [this] { m_list->setFocus(); });
    column->addWidget(m_text);
    auto* row = new QHBoxLayout;
    row->setSpacing(px(4));
    m_open = makeChip("chipOpen", tr("Open"));
    m_open->setCheckable(true);
    m_open->setChecked(true);
    connect(m_open, &QToolButton::clicked, this, [this](bool on) {
        FindingFilter filter = m_model->filter();
        filter.openOnly = on;
        changeFilter(filter);
    });
    row->addWidget(m_open);
    const auto menuChip = [&](const char* name, const QString& text, void (FindingsPage::*fill)()) {
        QToolButton* chip = makeChip(name, text);
        chip->setPopupMode(QToolButton::InstantPopup);
        auto* menu = new QMenu(chip);
        chip->setMenu(menu);
        connect(menu, &QMenu::aboutToShow, this, fill);
        row->addWidget(chip);
        return chip;
    };
    m_dimension = menuChip("chipDimension", tr("Dimension"), &FindingsPage::fillDimensionMenu);
    m_workload = menuChip("chipWorkload", tr("Workload"), &FindingsPage::fillWorkloadMenu);
    m_more = makeChip("chipMore", {});
    m_more->hide();
    connect(m_more, &QToolButton::clicked, this, [this] {
        FindingFilter filter = m_model->filter();
        filter.rule.clear();
        filter.source.clear();
        changeFilter(filter);
    });
    row->addWidget(m_more);
    row->addStretch();
    m_order = makeChip("findingOrder", orderName(FindingOrder::Effect));
    m_order->setLayoutDirection(Qt::LeftToRight);
    m_order->setIcon(icon(QStringLiteral("sort")));
    m_order->setPopupMode(QToolButton::InstantPopup);
    auto* orders = new QMenu(m_order);
    for (const FindingOrder order : kOrders) {
        connect(orders->addAction(orderName(order)), &QAction::triggered, this, [this, order] {
            m_model->setOrder(order);
            m_order->setText(orderName(order));
            restoreSelection();
        });
    }
    m_order->setMenu(orders);
    m_order->setToolTip(tr("Order in each group"));
    m_order->setAccessibleName(tr("Order in each group"));
    row->addWidget(m_order);
    column->addLayout(row);
    return pane;
}

QWidget* FindingsPage::makeList()
{
    auto* left = new QWidget;
    left->setMinimumWidth(px(320));
    auto* column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeFilters());
    column->addWidget(makeLine());
    auto* list = new FindingList;
    list->right = [this] {
        showSide(true);
        m_detail->tree()->setFocus(Qt::ShortcutFocusReason);
    };
    m_list = list;
    m_list->setObjectName(QStringLiteral("findingList"));
    m_list->setAccessibleName(tr("Findings"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new FindingDelegate(false, m_list));
    m_list->setMouseTracking(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(m_list->selectionModel(),
            &QItemSelectionModel::currentChanged,
            this,
            &FindingsPage::takeCurrent);
    m_listStack = new QStackedWidget;
    m_listStack->addWidget(m_list);
    auto* nothing = makePane("surface");
    auto* nothingColumn = new QVBoxLayout(nothing);
    nothingColumn->setContentsMargins(px(24), px(24), px(24), px(24));
    nothingColumn->setSpacing(px(12));
    m_emptyText = makeWrapped({});
    m_emptyText->setAlignment(Qt::AlignHCenter);
    m_emptyClear = makeButton(tr("Show all that is open"));
    m_emptyClear->setObjectName(QStringLiteral("clearFindingFilter"));
    connect(m_emptyClear, &QPushButton::clicked, this, [this] {
        if (document().assessment().findings.empty()) {
            Q_EMIT wanted({"portfolio", {}, {}, {}});
        } else {
            clearFilter();
            m_list->setFocus();
        }
    });
    nothingColumn->addStretch();
    nothingColumn->addWidget(new IconLabel(QStringLiteral("findings"), 32), 0, Qt::AlignHCenter);
    nothingColumn->addWidget(m_emptyText);
    nothingColumn->addWidget(m_emptyClear, 0, Qt::AlignHCenter);
    nothingColumn->addStretch();
    m_listStack->addWidget(nothing);
    column->addWidget(m_listStack, 1);
    return left;
}

void FindingsPage::createKeys()
{
    const auto add = [this](const QString& text, const QKeySequence& key, const auto& run) {
        auto* action = new QAction(text, this);
        action->setShortcut(key);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        connect(action, &QAction::triggered, this, run);
        addAction(action);
        return action;
    };
    m_list->addAction(add(tr("Go to place"), Qt::Key_G, [this] { m_detail->goToPlace(); }));
    m_list->addAction(add(tr("Ask"), Qt::Key_Q, [this] { m_detail->ask(); }));
    m_list->addAction(add(tr("Waive…"), Qt::Key_W, [this] {
        showSide(true);
        m_detail->startWaiving();
    }));
    m_list->addAction(add(tr("Assign action…"), Qt::Key_A, [this] {
        showSide(true);
        m_detail->startAssigning();
    }));
    m_list->addAction(add(tr("Copy"), QKeySequence::Copy, [this] { m_detail->copy(); }));
    add(tr("Filter"), QKeySequence::Find, [this] {
        m_text->setFocus(Qt::ShortcutFocusReason);
        m_text->selectAll();
    });
}

void FindingsPage::fillDimensionMenu()
{
    QMenu* menu = m_dimension->menu();
    menu->clear();
    const auto add = [&](const QString& title, const std::string& id) {
        QAction* action = menu->addAction(title);
        action->setCheckable(true);
        action->setChecked(m_model->filter().dimension == id);
        connect(action, &QAction::triggered, this, [this, id] {
            FindingFilter filter = m_model->filter();
            filter.dimension = id;
            changeFilter(filter);
        });
    };
    add(tr("All dimensions"), {});
    menu->addSeparator();
    for (const ScoredDimension& dimension : document().knowledge().dimensions) {
        add(shortTitle(dimension), dimension.id);
    }
}

void FindingsPage::fillWorkloadMenu()
{
    QMenu* menu = m_workload->menu();
    menu->clear();
    const auto add = [&](const QString& title, const std::string& id) {
        QAction* action = menu->addAction(title);
        action->setCheckable(true);
        action->setChecked(m_model->filter().workload == id);
        connect(action, &QAction::triggered, this, [this, id] {
            FindingFilter filter = m_model->filter();
            filter.workload = id;
            changeFilter(filter);
        });
    };
    add(tr("All workloads"), {});
    menu->addSeparator();
    for (const WorkloadScore& workload : document().assessment().workloads) {
        add(qstr(workload.title), workload.subject.id);
    }
}

void FindingsPage::changeFilter(const FindingFilter& filter)
{
    m_model->setFilter(filter);
    refreshChips();
    restoreSelection();
}

void FindingsPage::clearFilter()
{
    const QSignalBlocker quiet(m_text);
    m_text->clear();
    changeFilter({});
}

void FindingsPage::refreshChips()
{
    const FindingFilter& filter = m_model->filter();
    const Knowledge& knowledge = document().knowledge();
    const auto setChip = [](QToolButton* chip, const QString& text, bool on) {
        chip->setText(text);
        chip->setAccessibleName(text);
        chip->setCheckable(on);
        chip->setChecked(on);
        chip->setIcon(icon(QStringLiteral("chevron-down"), on ? tokens().accent : tokens().text2));
    };
    m_open->setChecked(filter.openOnly);
    m_open->setIcon(icon(filter.openOnly ? QStringLiteral("close") : QStringLiteral("plus"),
                         filter.openOnly ? tokens().accent : tokens().text2));
    m_open->setToolTip(filter.openOnly ? tr("Show what passed and what does not apply as well")
                                       : tr("Show only what is open"));
    setChip(m_dimension,
            filter.dimension.empty() ? tr("Dimension")
                                     : dimensionTitle(knowledge, filter.dimension),
            !filter.dimension.empty());
    const QFontMetrics metrics(textFont(12));
    setChip(m_workload,
            filter.workload.empty()
                ? tr("Workload")
                : metrics.elidedText(
                      document().titleOf({"workload", filter.workload}), Qt::ElideRight, px(140)),
            !filter.workload.empty());
    QString more;
    if (const Source* source = knowledge.findSource(filter.source)) {
        more = tr("Source: %1").arg(qstr(source->title));
    } else if (const Rule* rule = knowledge.findRule(filter.rule)) {
        more = tr("Rule: %1").arg(qstr(rule->title));
    }
    m_more->setVisible(!more.isEmpty());
    m_more->setCheckable(true);
    m_more->setChecked(true);
    m_more->setToolTip(more);
    m_more->setAccessibleName(more);
    m_more->setText(metrics.elidedText(more, Qt::ElideRight, px(150)));
    m_more->setIcon(icon(QStringLiteral("close"), tokens().accent));
}

void FindingsPage::refreshState()
{
    int open = 0;
    int passed = 0;
    int cannotTell = 0;
    int waived = 0;
    for (const Finding& finding : document().assessment().findings) {
        const Effect effect = effectOf(finding);
        const bool isPast = effect == Effect::Passes;
        passed += isPast && finding.status != Status::NotApplicable ? 1 : 0;
        waived += effect == Effect::Waived ? 1 : 0;
        open += isPast || effect == Effect::Waived ? 0 : 1;
        cannotTell += effect == Effect::Open || effect == Effect::MayBlock ? 1 : 0;
    }
    const QString counts = tr("%1 open, of these %2 cannot be told yet; %3 passed")
                               .arg(open)
                               .arg(cannotTell)
                               .arg(passed);
    m_state->setText(waived == 0 ? counts : tr("%1, %2 waived").arg(counts).arg(waived));
    m_state->setToolTip(m_state->text());
    const bool isEmpty = m_model->rowCount() == 0;
    m_listStack->setCurrentIndex(isEmpty ? 1 : 0);
    const bool hasNone = document().assessment().findings.empty();
    m_emptyText->setText(
        hasNone ? tr("No finding yet. Findings appear as soon as there is something to judge: add "
                     "the first workload.")
        : m_model->filter() == FindingFilter{} ? tr("Nothing is open.")
                                               : tr("No finding fits the filter."));
    m_emptyClear->setText(hasNone ? tr("Add a workload") : tr("Show all that is open"));
    m_emptyClear->setVisible(hasNone || !(m_model->filter() == FindingFilter{}));
}

void FindingsPage::refresh()
{
    const int scrolled = m_list->verticalScrollBar()->value();
    m_model->refresh();
    refreshChips();
    restoreSelection();
    m_list->verticalScrollBar()->setValue(scrolled);
    m_list->viewport()->update();
    m_detail->refresh();
}

void FindingsPage::restoreSelection()
{
    refreshState();
    m_isRestoring = true;
    const QModelIndex found = m_current ? m_model->indexOf(*m_current) : QModelIndex();
    if (found.isValid()) {
        m_list->setCurrentIndex(found);
    } else {
        selectRow(std::max(0, m_list->currentIndex().row()));
    }
    m_isRestoring = false;
    takeCurrent();
}

/// The first finding from a row on.
void FindingsPage::selectRow(int row)
{
    while (row < m_model->rowCount() && m_model->finding(m_model->index(row)) == nullptr) {
        ++row;
    }
    m_list->setCurrentIndex(m_model->index(row));
}

void FindingsPage::takeCurrent()
{
    if (m_isRestoring) {
        return;
    }
    const Finding* finding = m_model->finding(m_list->currentIndex());
    m_detailStack->setCurrentIndex(finding == nullptr ? 1 : 0);
    if (finding != nullptr) {
        m_current = keyOf(*finding);
        m_detail->showFinding(*m_current);
    }
}

void FindingsPage::select(const FindingKey& key)
{
    m_current = key;
    if (!m_model->indexOf(key).isValid()) {
        clearFilter();
    }
    if (!m_model->indexOf(key).isValid()) {
        FindingFilter all;
        all.openOnly = false;
        changeFilter(all);
    }
    restoreSelection();
    m_list->scrollTo(m_list->currentIndex(), QAbstractItemView::PositionAtCenter);
}

void FindingsPage::show(const Place& place)
{
    FindingFilter filter;
    if (!place.rule.empty() && place.subject) {
        select({place.rule, *place.subject});
    } else if (!place.rule.empty()) {
        filter.rule = place.rule;
        filter.openOnly = false;
        changeFilter(filter);
    } else if (place.attribute.starts_with(kSourcePrefix)) {
        filter.source = place.attribute.substr(kSourcePrefix.size());
        filter.openOnly = false;
        changeFilter(filter);
    } else if (!place.attribute.empty()) {
        filter.dimension = place.attribute;
        changeFilter(filter);
    } else if (place.subject && place.subject->kind == "workload") {
        filter.workload = place.subject->id;
        changeFilter(filter);
    }
    m_list->setFocus();
}

void FindingsPage::setTight(bool tight)
{
    if (m_tight == tight) {
        return;
    }
    m_tight = tight;
    // The icons stay, with their names as tooltips.
    m_waive->setText(tight ? QString() : tr("Waive"));
    m_export->setText(tight ? QString() : tr("Export table"));
    showSide(false);
}

void FindingsPage::showSide(bool side)
{
    m_left->setVisible(!m_tight || !side);
    m_detailStack->setVisible(!m_tight || side);
}

void FindingsPage::toggleSide()
{
    if (m_tight) {
        const bool side = m_detailStack->isHidden();
        showSide(side);
        side ? m_detail->tree()->setFocus() : m_list->setFocus();
    }
}

void FindingsPage::exportTable()
{
    const QString path = Dialogs::instance().fileToSave(this,
                                                        tr("Export the findings that are shown"),
                                                        QStringLiteral("findings.csv"),
                                                        tr("Tables (*.csv)"));
    if (path.isEmpty()) {
        return;
    }
    QSaveFile file(path);
    const std::string table =
        findingsCsv(m_model->shown(), document().facts(), document().knowledge());
    const bool isWritten =
        file.open(QIODevice::WriteOnly) &&
        file.write(QByteArray::fromStdString(table)) == static_cast<qint64>(table.size()) &&
        file.commit();
    if (!isWritten) {
        Q_EMIT document().problem(tr("“%1” cannot be written: %2").arg(path, file.errorString()));
    }
}

} // namespace netready::desktop
