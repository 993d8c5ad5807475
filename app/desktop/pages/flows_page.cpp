// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/pages/flows_page.h"

#include "app/client/map_export.h"
#include "app/desktop/dialogs.h"
#include "app/desktop/map/flow_table.h"
#include "app/desktop/map/map_dock.h"
#include "app/desktop/map/map_layers.h"
#include "app/desktop/map/map_legend.h"
#include "app/desktop/settings.h"
#include "app/desktop/widgets/labels.h"
#include "core/base/error.h"

#include <QAction>
#include <QBoxLayout>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QFormLayout>
#include <QHeaderView>
#include <QImage>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QSaveFile>
#include <QScrollArea>
#include <QShortcut>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QStackedWidget>
#include <QSvgGenerator>
#include <QTableView>

#include <algorithm>
#include <array>

namespace netready::desktop {

namespace {

enum Content
{
    kMap,
    kTable,
    kEmpty
};

enum Format
{
    kSvg,
    kPng,
    kDot,
    kDrawio,
    kMermaid
};

constexpr std::array<FlowEnd, 11> kRoles{FlowEnd::Applications,
                                         FlowEnd::Users,
                                         FlowEnd::Storage,
                                         FlowEnd::VectorStore,
                                         FlowEnd::Tools,
                                         FlowEnd::ExternalServices,
                                         FlowEnd::Repository,
                                         FlowEnd::DataSources,
                                         FlowEnd::BackupStore,
                                         FlowEnd::Monitoring,
                                         FlowEnd::Management};

/// The gate that a subject breaks or may break, if it has to do with flows.
std::vector<std::optional<Effect>> marksOf(const TrafficMap& map, const Assessment& assessment)
{
    std::map<SubjectKey, Effect> worst;
    for (const Finding& finding : assessment.findings) {
        const Effect effect = effectOf(finding);
        const std::string& dimension = finding.rule->dimension;
        const bool isOfFlows = dimension == "bandwidth" || dimension == "oversubscription" ||
                               dimension == "storage" || dimension == "latency";
        if (isOfFlows && effect <= Effect::Caps) {
            const auto [known, isNew] = worst.emplace(finding.subject, effect);
            known->second = isNew ? effect : std::min(known->second, effect);
        }
    }
    std::vector<std::optional<Effect>> marks(map.nodes.size());
    for (std::size_t i = 0; i < map.nodes.size(); ++i) {
        const auto found = map.nodes[i].subject ? worst.find(*map.nodes[i].subject) : worst.end();
        if (found != worst.end()) {
            marks[i] = found->second;
        }
    }
    return marks;
}

} // namespace

FlowsPage::FlowsPage(ClientDocument& document, QWidget* parent)
    : Page(document, parent)
    , m_graph(new GraphLayout(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    const Head head = makeHead(tr("Data flows"));
    m_state = head.state;
    m_head = head.widget;
    makeSwitches(*head.actions);
    column->addWidget(head.widget);
    column->addWidget(makeLine());
    auto* split = new QSplitter;
    split->setHandleWidth(1);
    m_stack = new QStackedWidget;
    m_stack->addWidget(makeCanvas());
    m_stack->addWidget(makeTable());
    auto* start = makePrimary(tr("Add endpoint"), QStringLiteral("plus"), QStringLiteral("A"));
    start->setObjectName(QStringLiteral("emptyAddEndpoint"));
    connect(start, &QPushButton::clicked, this, &FlowsPage::openAdd);
    auto* empty = new QWidget;
    auto* around = new QVBoxLayout(empty);
    around->setContentsMargins(px(48), px(48), px(48), px(48));
    around->addWidget(
        makeEmpty(QStringLiteral("flows"),
                  tr("No data flow yet. Flows come from workloads and fabrics; add these "
                     "first, or draw the first endpoint (A)."),
                  start));
    m_stack->addWidget(empty);
    split->addWidget(m_stack);
    split->addWidget(makeDock());
    split->setStretchFactor(0, 1);
    split->setCollapsible(0, false);
    split->setSizes({px(880), px(320)});
    column->addWidget(split, 1);
    m_add = makeAdd();
    m_connect = makeConnect();
    makeActions();
    connect(m_graph, &GraphLayout::placed, this, &FlowsPage::place);
    connect(m_graph, &GraphLayout::failed, this, [this](const QString& sentence) {
        m_layOut->setEnabled(true);
        applyEdit(editor().forgetPlaces());
        fitView();
        say(tr("%1 Everything stands in its usual place instead.").arg(sentence));
    });
}

void FlowsPage::makeSwitches(QBoxLayout& actions)
{
    actions.setSpacing(px(4));
    m_view = new Segments({tr("Map"), tr("Table")});
    m_view->button(0)->setObjectName(QStringLiteral("showMap"));
    m_view->button(1)->setObjectName(QStringLiteral("showTable"));
    connect(m_view, &Segments::chosen, this, [this](int index) { showTable(index == 1); });
    m_moment = new Segments({tr("Burst"), tr("Mean")});
    m_moment->button(0)->setObjectName(QStringLiteral("atBurst"));
    m_moment->button(1)->setObjectName(QStringLiteral("atMean"));
    connect(m_moment, &Segments::chosen, this, [this] { rebuild(); });
    m_phase = new Segments({tr("Now"), tr("Next year"), tr("Year 3")});
    for (int i = 0; i < 3; ++i) {
        m_phase->button(i)->setObjectName(QStringLiteral("phase%1").arg(i));
    }
    connect(m_phase, &Segments::chosen, this, [this] { rebuild(); });
    m_layOut = makeButton(tr("Lay out"), QStringLiteral("layout"), QStringLiteral("L"));
    m_layOut->setObjectName(QStringLiteral("layOut"));
    connect(m_layOut, &QPushButton::clicked, this, &FlowsPage::layOutAgain);
    QPushButton* exported = makeButton(tr("Export"), QStringLiteral("download"));
    exported->setObjectName(QStringLiteral("exportMap"));
    makeExportMenu(*exported);
    for (QWidget* widget : {static_cast<QWidget*>(m_view),
                            static_cast<QWidget*>(m_moment),
                            static_cast<QWidget*>(m_phase),
                            static_cast<QWidget*>(m_layOut),
                            static_cast<QWidget*>(exported)}) {
        actions.addWidget(widget);
    }
}

/// L lays out, and T goes to the table, also without their buttons.
void FlowsPage::setTight(bool tight)
{
    Page::setTight(tight);
    m_layOut->setVisible(!tight);
    m_view->setVisible(!tight);
}

void FlowsPage::makeExportMenu(QPushButton& button)
{
    auto* menu = new QMenu(&button);
    const std::array<QString, 5> names{tr("Drawing (SVG)…"),
                                       tr("Picture (PNG)…"),
                                       tr("Graphviz (DOT)…"),
                                       tr("draw.io…"),
                                       tr("Mermaid…")};
    for (int i = 0; i < static_cast<int>(names.size()); ++i) {
        QAction* action = menu->addAction(names.at(static_cast<std::size_t>(i)));
        action->setObjectName(QStringLiteral("exportMap%1").arg(i));
        connect(action, &QAction::triggered, this, [this, i] { exportAs(i); });
    }
    button.setMenu(menu);
}

QWidget* FlowsPage::makeCanvas()
{
    m_canvas = new MapCanvas;
    auto* column = new QVBoxLayout(m_canvas);
    column->setContentsMargins(px(16), px(16), px(16), px(16));
    column->addStretch();
    auto* row = new QHBoxLayout;
    row->addWidget(new MapLegend, 1, Qt::AlignBottom);
    QFrame* zoom = makePane("card");
    auto* keys = new QHBoxLayout(zoom);
    keys->setContentsMargins(px(4), px(4), px(4), px(4));
    keys->setSpacing(px(2));
    constexpr double kFactor = 1.25;
    const auto square = [&](const QString& name, const QString& words, const char* objectName) {
        QToolButton* button = makeSquare(name, words);
        button->setProperty("flat2", true);
        button->setObjectName(QLatin1String(objectName));
        return button;
    };
    QToolButton* out = square(QStringLiteral("minus"), tr("Smaller"), "mapZoomOut");
    QToolButton* in = square(QStringLiteral("plus"), tr("Larger"), "mapZoomIn");
    QToolButton* fit = square(QStringLiteral("fit"), tr("Fit (F)"), "mapFit");
    QToolButton* more =
        square(QStringLiteral("more"), tr("All that can be done on the map"), "mapMore");
    m_zoom = makeLabel({}, 14, Weight::Regular, TextInk::Second);
    m_zoom->setMinimumWidth(px(48));
    m_zoom->setAlignment(Qt::AlignCenter);
    keys->addWidget(out);
    keys->addWidget(m_zoom);
    keys->addWidget(in);
    keys->addWidget(fit);
    keys->addWidget(more);
    row->addWidget(zoom, 0, Qt::AlignBottom);
    column->addLayout(row);
    m_menu = new QMenu(m_canvas);
    more->setPopupMode(QToolButton::InstantPopup);
    more->setMenu(m_menu);
    m_canvas->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_canvas, &QWidget::customContextMenuRequested, this, [this](const QPoint& at) {
        m_menu->popup(m_canvas->mapToGlobal(at));
    });
    connect(out, &QToolButton::clicked, this, [this] {
        m_canvas->setScale(m_canvas->view().scale / kFactor);
    });
    connect(in, &QToolButton::clicked, this, [this] {
        m_canvas->setScale(m_canvas->view().scale * kFactor);
    });
    connect(fit, &QToolButton::clicked, this, &FlowsPage::fitView);
    connect(m_canvas, &MapCanvas::picked, this, &FlowsPage::showPicked);
    connect(m_canvas, &MapCanvas::opened, this, &FlowsPage::openPicked);
    connect(m_canvas, &MapCanvas::layerWanted, this, &FlowsPage::nextLayer);
    connect(m_canvas, &MapCanvas::viewChanged, this, [this] {
        m_zoom->setText(tr("%1 %").arg(qRound(m_canvas->view().scale * 100)));
    });
    connect(m_canvas, &MapCanvas::moved, this, [this](const MapCanvas::Moves& moves) {
        if (!applyEdit(editor().move(moves))) {
            rebuild();
        }
    });
    return m_canvas;
}

QWidget* FlowsPage::makeTable()
{
    m_model = new FlowTableModel(this);
    m_sorted = new QSortFilterProxyModel(this);
    m_sorted->setSourceModel(m_model);
    m_sorted->setSortRole(FlowTableModel::kSortRole);
    m_table = new QTableView;
    m_table->setObjectName(QStringLiteral("flowsTable"));
    m_table->setAccessibleName(tr("Data flows"));
    m_table->setModel(m_sorted);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(FlowTableModel::Load, Qt::DescendingOrder);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(px(28));
    m_table->horizontalHeader()->setHighlightSections(false);
    const std::array<int, FlowTableModel::ColumnCount> widths{
        180, 170, 150, 130, 130, 130, 140, 110, 90, 100};
    for (int i = 0; i < FlowTableModel::ColumnCount; ++i) {
        m_table->setColumnWidth(i, px(widths.at(static_cast<std::size_t>(i))));
    }
    connect(m_table->selectionModel(),
            &QItemSelectionModel::currentRowChanged,
            this,
            [this](const QModelIndex& index) {
                if (!index.isValid() || m_stack->currentIndex() != kTable) {
                    return;
                }
                const auto link = m_model->fullestLink(m_sorted->mapToSource(index).row());
                m_canvas->select({{}, link});
            });
    connect(m_table, &QTableView::activated, this, &FlowsPage::openPicked);
    return m_table;
}

QWidget* FlowsPage::makeDock()
{
    auto* split = new QSplitter(Qt::Vertical);
    split->setHandleWidth(1);
    split->setMinimumWidth(px(280));
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    m_dock = new MapDock(document());
    m_dock->setAttribute(Qt::WA_StyledBackground);
    m_dock->setProperty("role", "sunken");
    scroll->setWidget(m_dock);
    connect(m_dock, &MapDock::wanted, this, &FlowsPage::wanted);
    split->addWidget(scroll);
    m_layers = new MapLayers;
    m_layers->setAttribute(Qt::WA_StyledBackground);
    m_layers->setProperty("role", "sunken");
    connect(m_layers, &MapLayers::changed, this, &FlowsPage::setLayers);
    split->addWidget(m_layers);
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 2);
    split->setSizes({px(420), px(260)});
    setSide(split);
    return split;
}

QWidget* FlowsPage::makeAdd()
{
    QFrame* card = makePane("card");
    card->setParent(this);
    card->setObjectName(QStringLiteral("addEndpoint"));
    auto* form = new QFormLayout(card);
    form->setContentsMargins(px(16), px(12), px(16), px(12));
    form->setHorizontalSpacing(px(12));
    form->addRow(makeLabel(tr("Add endpoint"), 14, Weight::SemiBold));
    m_addRole = new ChoiceBox;
    m_addRole->setObjectName(QStringLiteral("addRole"));
    m_addRole->setAccessibleName(tr("Role of the endpoint"));
    for (const FlowEnd end : kRoles) {
        m_addRole->addItem(qstr(titleOf(end)), static_cast<int>(end));
    }
    m_addName = new QLineEdit;
    m_addName->setObjectName(QStringLiteral("addName"));
    m_addName->setAccessibleName(tr("Name of the endpoint"));
    m_addName->setPlaceholderText(tr("its role if empty"));
    m_addZone = new QLineEdit;
    m_addZone->setObjectName(QStringLiteral("addZone"));
    m_addZone->setAccessibleName(tr("Zone of the endpoint"));
    m_addZone->setPlaceholderText(tr("the site itself if empty"));
    form->addRow(makeLabel(tr("Role")), m_addRole);
    form->addRow(makeLabel(tr("Name")), m_addName);
    form->addRow(makeLabel(tr("Zone")), m_addZone);
    QPushButton* add = makePrimary(tr("Add"), {}, tr("Enter"));
    add->setObjectName(QStringLiteral("addConfirm"));
    form->addRow(add);
    connect(add, &QPushButton::clicked, this, &FlowsPage::addEndpoint);
    for (QLineEdit* field : {m_addName, m_addZone}) {
        connect(field, &QLineEdit::returnPressed, this, &FlowsPage::addEndpoint);
    }
    auto* leave = new QShortcut(QKeySequence(Qt::Key_Escape), card);
    leave->setContext(Qt::WidgetWithChildrenShortcut);
    connect(leave, &QShortcut::activated, this, [this, card] {
        card->hide();
        m_canvas->setFocus();
    });
    card->hide();
    return card;
}

QWidget* FlowsPage::makeConnect()
{
    QFrame* card = makePane("card");
    card->setParent(this);
    auto* form = new QFormLayout(card);
    form->setContentsMargins(px(16), px(12), px(16), px(12));
    form->addRow(makeLabel(tr("Connect to a fabric"), 14, Weight::SemiBold));
    m_connectTo = new ChoiceBox;
    m_connectTo->setObjectName(QStringLiteral("connectTo"));
    m_connectTo->setAccessibleName(tr("Fabric"));
    form->addRow(m_connectTo);
    QPushButton* confirm = makePrimary(tr("Connect"), {}, tr("Enter"));
    confirm->setObjectName(QStringLiteral("connectConfirm"));
    form->addRow(confirm);
    const auto finish = [this, card] {
        card->hide();
        m_canvas->setFocus();
        connectTo(utf8(m_connectTo->currentData().toString()));
    };
    connect(confirm, &QPushButton::clicked, this, finish);
    for (const auto key : {Qt::Key_Return, Qt::Key_Enter}) {
        auto* enter = new QShortcut(QKeySequence(key), card);
        enter->setContext(Qt::WidgetWithChildrenShortcut);
        connect(enter, &QShortcut::activated, this, finish);
    }
    auto* leave = new QShortcut(QKeySequence(Qt::Key_Escape), card);
    leave->setContext(Qt::WidgetWithChildrenShortcut);
    connect(leave, &QShortcut::activated, this, [this, card] {
        card->hide();
        m_canvas->setFocus();
    });
    card->hide();
    return card;
}

void FlowsPage::addLetter(const QString& text, const QKeySequence& key, void (FlowsPage::*run)())
{
    auto* action = new QAction(text, this);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, run);
    // Not on the whole page: boxes of the dock and of the cards look for names by letters.
    m_stack->addAction(action);
    m_head->addAction(action);
    m_menu->addAction(action);
    if (key[0].keyboardModifiers() == Qt::NoModifier && key[0].key() != Qt::Key_Delete) {
        m_letters.push_back(action);
    }
}

void FlowsPage::makeActions()
{
    addLetter(tr("Add Endpoint…"), QKeySequence(Qt::Key_A), &FlowsPage::openAdd);
    addLetter(tr("Connect to a Fabric…"), QKeySequence(Qt::Key_C), &FlowsPage::openConnect);
    addLetter(tr("Group as a Zone…"), QKeySequence(Qt::CTRL | Qt::Key_G), &FlowsPage::group);
    addLetter(tr("Remove Endpoint"), QKeySequence(Qt::Key_Delete), &FlowsPage::remove);
    m_menu->addSeparator();
    addLetter(tr("Copy"), QKeySequence::Copy, &FlowsPage::copy);
    addLetter(tr("Paste"), QKeySequence::Paste, &FlowsPage::paste);
    addLetter(tr("Align Left Edges"),
              QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Left),
              &FlowsPage::alignLeft);
    addLetter(tr("Align Top Edges"),
              QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Up),
              &FlowsPage::alignTop);
    m_menu->addSeparator();
    addLetter(tr("Go to the Bottleneck"), QKeySequence(Qt::Key_B), &FlowsPage::goToBottleneck);
    addLetter(tr("Fit"), QKeySequence(Qt::Key_F), &FlowsPage::fitView);
    addLetter(tr("Lay Out"), QKeySequence(Qt::Key_L), &FlowsPage::layOutAgain);
    addLetter(tr("Ask"), QKeySequence(Qt::Key_Q), &FlowsPage::askPicked);
}

void FlowsPage::refresh()
{
    for (QAction* action : m_letters) {
        action->setEnabled(Settings::lettersAct());
    }
    rebuild();
}

void FlowsPage::rebuild()
{
    const auto phase = kPhases.at(static_cast<std::size_t>(m_phase->current()));
    const std::vector<PhaseTraffic> traffic = trafficIn(document().live(), phase);
    const std::vector<FabricLoad>& loads = document().fabricLoads(phase);
    MapPicture picture;
    picture.map = trafficMap({document().facts(), document().factViews(), traffic, loads}, m_cases);
    picture.layout = layOut(picture.map);
    picture.moment = m_moment->current() == 0 ? Moment::Burst : Moment::Mean;
    picture.marks = marksOf(picture.map, document().assessment());
    m_layers->setMap(picture.map);
    picture.layer = m_layers->chosen();
    picture.hidden = m_layers->hidden();
    finish(picture);
    m_model->setMap(picture.map, picture.moment);
    m_canvas->setPicture(std::move(picture));
    const bool isEmpty = m_canvas->picture().map.nodes.empty();
    m_stack->setCurrentIndex(isEmpty ? kEmpty : m_view->current() == 1 ? kTable : kMap);
    if (!m_wasShown && !isEmpty) {
        m_wasShown = true;
        goToBottleneck();
    }
    showState();
    showPicked();
}

void FlowsPage::showState()
{
    const TrafficMap& map = m_canvas->picture().map;
    const QString flows = tr("%n flow(s)", nullptr, static_cast<int>(map.flows.size()));
    const QString links = tr("%n link(s)", nullptr, static_cast<int>(map.links.size()));
    m_state->setText(tr("%1 over %2").arg(flows, links));
    m_state->setToolTip(m_state->text());
}

void FlowsPage::showPicked()
{
    const auto phase = kPhases.at(static_cast<std::size_t>(m_phase->current()));
    m_dock->showPicked(m_canvas->picture(), m_canvas->selection(), document().fabricLoads(phase));
}

void FlowsPage::say(const QString& sentence)
{
    m_state->setText(sentence);
    m_state->setToolTip(sentence);
}

void FlowsPage::show(const Place& place)
{
    if (!place.subject) {
        if (isVisible()) {
            m_canvas->setFocus();
        }
        return;
    }
    if (const auto node = m_canvas->picture().map.find(place.subject->text())) {
        m_canvas->select({{*node}, {}});
        m_canvas->showPoint(m_canvas->picture().layout.nodes[*node].centre());
    }
}

void FlowsPage::toggleTable()
{
    showTable(m_stack->currentIndex() == kMap);
}

void FlowsPage::showTable(bool table)
{
    m_view->setCurrent(table ? 1 : 0);
    if (m_stack->currentIndex() == kEmpty) {
        return;
    }
    m_stack->setCurrentIndex(table ? kTable : kMap);
    m_stack->currentWidget()->setFocus();
}

void FlowsPage::setLayers()
{
    m_canvas->setLayers(m_layers->chosen(), m_layers->hidden());
}

MapEditor FlowsPage::editor() const
{
    return {document().facts(), m_canvas->picture().map, document().signature(), Origin::Stated};
}

bool FlowsPage::applyEdit(const Edit& edit)
{
    if (edit.changes.empty()) {
        return false;
    }
    if (document().knowledge().findAttribute("endpoint.role") == nullptr) {
        say(tr("The packs of this client know no endpoints. Bring them up to date first."));
        return false;
    }
    return document().apply(edit);
}

void FlowsPage::openAdd()
{
    m_addName->clear();
    m_add->adjustSize();
    m_add->setFixedWidth(std::max(m_add->sizeHint().width(), px(320)));
    m_add->move(m_stack->mapTo(this, QPoint(px(24), px(24))));
    m_add->show();
    m_add->raise();
    m_addRole->setFocus();
}

void FlowsPage::addEndpoint()
{
    const auto role = static_cast<FlowEnd>(m_addRole->currentData().toInt());
    const QString name = m_addName->text().trimmed();
    MapEditor::NewEndpoint endpoint{name.isEmpty() ? std::string(titleOf(role)) : utf8(name),
                                    role,
                                    utf8(m_addZone->text().trimmed()),
                                    {},
                                    {}};
    std::vector<SubjectKey> added;
    try {
        const Edit edit = editor().add({endpoint}, &added);
        m_add->hide();
        m_canvas->setFocus();
        if (!applyEdit(edit)) {
            return;
        }
    } catch (const Error& error) {
        say(qstr(error.message()));
        return;
    }
    if (const auto node = m_canvas->picture().map.find(added.front().text())) {
        m_canvas->select({{*node}, {}});
        m_canvas->showPoint(m_canvas->picture().layout.nodes[*node].centre());
    }
}

void FlowsPage::openConnect()
{
    const TrafficMap& map = m_canvas->picture().map;
    std::vector<std::size_t> fabrics;
    std::vector<std::size_t> picked;
    for (std::size_t i = 0; i < map.nodes.size(); ++i) {
        const bool isPicked = m_canvas->selection().nodes.contains(i);
        if (map.nodes[i].kind == MapNode::Kind::Fabric) {
            fabrics.push_back(i);
            if (isPicked) {
                picked.push_back(i);
            }
        }
    }
    if (m_canvas->selection().nodes.empty() || fabrics.empty()) {
        say(fabrics.empty() ? tr("There is no fabric to connect to yet.")
                            : tr("Pick what is to be connected first."));
        return;
    }
    if (picked.size() == 1 || fabrics.size() == 1) {
        connectTo(map.nodes[picked.empty() ? fabrics.front() : picked.front()].subject->id);
        return;
    }
    m_connectTo->clear();
    for (const std::size_t fabric : fabrics) {
        m_connectTo->addItem(qstr(map.nodes[fabric].title), qstr(map.nodes[fabric].subject->id));
    }
    m_connect->setFixedWidth(std::max(m_connect->sizeHint().width(), px(320)));
    m_connect->adjustSize();
    m_connect->move(m_stack->mapTo(this, QPoint(px(24), px(24))));
    m_connect->show();
    m_connect->raise();
    m_connectTo->setFocus();
}

void FlowsPage::connectTo(const std::string& fabric)
{
    applyEdit(editor().connect(m_canvas->chosenNodes(), {"fabric", fabric}));
}

void FlowsPage::group()
{
    const std::vector<std::size_t> nodes = m_canvas->chosenNodes();
    if (nodes.empty()) {
        say(tr("Pick endpoints first."));
        return;
    }
    const QString zone = Dialogs::instance().lineOfText(
        this, tr("Group as a zone"), tr("Name of the site or zone"), {});
    if (zone.isEmpty()) {
        return;
    }
    const Edit edit = editor().group(nodes, utf8(zone.trimmed()));
    if (edit.changes.empty()) {
        say(tr("Only endpoints stand in zones of their own."));
        return;
    }
    applyEdit(edit);
}

void FlowsPage::remove()
{
    const Edit edit = editor().remove(m_canvas->chosenNodes());
    if (edit.changes.empty()) {
        say(tr("Only endpoints are removed here; everything else is where it is described."));
        return;
    }
    applyEdit(edit);
}

void FlowsPage::copy()
{
    m_copied.clear();
    for (const std::size_t node : m_canvas->chosenNodes()) {
        if (auto endpoint = editor().copyOf(node, m_canvas->picture().layout.nodes[node])) {
            m_copied.push_back(std::move(*endpoint));
        }
    }
    say(tr("%n endpoint(s) copied", nullptr, static_cast<int>(m_copied.size())));
}

void FlowsPage::paste()
{
    if (m_copied.empty()) {
        return;
    }
    constexpr double kAside = 32;
    for (MapEditor::NewEndpoint& endpoint : m_copied) {
        endpoint.place = MapPoint{endpoint.place->x + kAside, endpoint.place->y + kAside};
    }
    std::vector<SubjectKey> added;
    if (!applyEdit(editor().add(m_copied, &added))) {
        return;
    }
    MapSelection selection;
    for (const SubjectKey& key : added) {
        if (const auto node = m_canvas->picture().map.find(key.text())) {
            selection.nodes.insert(*node);
        }
    }
    m_canvas->select(selection);
}

void FlowsPage::alignLeft()
{
    applyEdit(editor().move(aligned(m_canvas->picture().layout, m_canvas->chosenNodes(), true)));
}

void FlowsPage::alignTop()
{
    applyEdit(editor().move(aligned(m_canvas->picture().layout, m_canvas->chosenNodes(), false)));
}

void FlowsPage::layOutAgain()
{
    if (m_canvas->picture().map.nodes.empty() || m_graph->isBusy()) {
        return;
    }
    m_layOut->setEnabled(false);
    say(tr("Laying out…"));
    m_graph->start(m_canvas->picture().map, m_canvas->picture().moment);
}

void FlowsPage::place(const TrafficMap& map, const std::vector<MapPoint>& places)
{
    m_layOut->setEnabled(true);
    // The map may have changed meanwhile.
    const TrafficMap& now = m_canvas->picture().map;
    MapCanvas::Moves moves;
    for (std::size_t i = 0; i < now.nodes.size(); ++i) {
        if (const auto node = map.find(now.nodes[i].id)) {
            moves.emplace_back(i, places[*node]);
        }
    }
    Edit edit = editor().move(moves);
    edit.title = "lay out the map";
    applyEdit(edit);
    fitView();
}

void FlowsPage::fitView()
{
    m_canvas->fit();
}

void FlowsPage::goToBottleneck()
{
    const MapPicture& picture = m_canvas->picture();
    if (!picture.bottleneck) {
        say(tr("No load is known yet."));
        return;
    }
    const std::size_t index = picture.bottleneck->index;
    if (picture.bottleneck->isUplinks) {
        const std::size_t fabric = picture.map.uplinks[index].fabric;
        m_canvas->select({{fabric}, {}});
        m_canvas->showPoint(picture.layout.nodes[fabric].centre());
    } else {
        m_canvas->select({{}, index});
        m_canvas->showPoint(picture.layout.routes[index].label);
    }
}

void FlowsPage::openPicked()
{
    m_dock->openFinding();
}

void FlowsPage::askPicked()
{
    m_dock->ask();
}

void FlowsPage::nextLayer()
{
    const MapPicture& picture = m_canvas->picture();
    std::set<std::size_t> flows;
    for (std::size_t i = 0; i < picture.map.links.size(); ++i) {
        const MapLink& link = picture.map.links[i];
        const auto& nodes = m_canvas->selection().nodes;
        if (m_canvas->selection().link == i || nodes.contains(link.a) || nodes.contains(link.b)) {
            flows.insert(link.flows.begin(), link.flows.end());
        }
    }
    m_layers->chooseNextOf({flows.begin(), flows.end()});
}

void FlowsPage::exportAs(int format)
{
    const MapPicture& picture = m_canvas->picture();
    const std::array<const char*, 5> endings{"svg", "png", "dot", "drawio", "mmd"};
    const QString ending = QLatin1String(endings.at(static_cast<std::size_t>(format)));
    const QString path = Dialogs::instance().fileToSave(this,
                                                        tr("Export the map"),
                                                        tr("data-flows.%1").arg(ending),
                                                        QStringLiteral("*.%1").arg(ending));
    if (path.isEmpty()) {
        return;
    }
    const MapRect& extent = picture.layout.extent;
    constexpr double kMargin = 24;
    MapView view;
    view.origin = QPointF(kMargin - extent.x, kMargin - extent.y);
    const QSize size(static_cast<int>(extent.w + 2 * kMargin),
                     static_cast<int>(extent.h + 2 * kMargin));
    const QRectF area(QPointF(0, 0), QSizeF(size));
    bool isWritten = false;
    if (format == kSvg) {
        QSvgGenerator generator;
        generator.setFileName(path);
        generator.setSize(size);
        generator.setViewBox(area);
        generator.setTitle(tr("Data flows"));
        QPainter painter;
        isWritten = painter.begin(&generator);
        if (isWritten) {
            painter.fillRect(area, tokens().window);
            paintMap(painter, area, picture, view);
        }
    } else if (format == kPng) {
        constexpr int kRatio = 2;
        constexpr int kLargest = 8000;
        const double ratio = std::min<double>(
            kRatio, static_cast<double>(kLargest) / std::max(size.width(), size.height()));
        QImage image(size * ratio, QImage::Format_ARGB32_Premultiplied);
        image.setDevicePixelRatio(ratio);
        image.fill(tokens().window);
        QPainter painter(&image);
        paintMap(painter, area, picture, view);
        painter.end();
        isWritten = image.save(path);
    } else {
        const std::string text = format == kDot ? toDot(picture.map, picture.moment)
                                 : format == kDrawio
                                     ? toDrawio(picture.map, picture.layout, picture.moment)
                                     : toMermaid(picture.map, picture.moment);
        QSaveFile file(path);
        isWritten =
            file.open(QIODevice::WriteOnly) &&
            file.write(QByteArray::fromStdString(text)) == static_cast<qint64>(text.size()) &&
            file.commit();
    }
    say(isWritten ? tr("Written: %1").arg(path) : tr("%1 could not be written.").arg(path));
}

} // namespace netready::desktop
