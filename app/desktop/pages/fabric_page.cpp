// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/pages/fabric_page.h"

#include "app/desktop/dialogs.h"
#include "app/desktop/fabric/fabric_picture.h"
#include "app/desktop/fabric/fabric_text.h"
#include "app/desktop/fabric/fabric_work.h"
#include "app/desktop/fabric/growth_panel.h"
#include "app/desktop/fabric/rows_table.h"
#include "app/desktop/fabric/sizing_panel.h"
#include "app/desktop/fabric/what_if_panel.h"
#include "app/desktop/settings.h"
#include "app/desktop/widgets/fact_form.h"
#include "app/desktop/widgets/labels.h"

#include <QBoxLayout>
#include <QLocale>
#include <QMenu>
#include <QProgressBar>
#include <QScrollArea>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>

#include <algorithm>
#include <array>
#include <set>

namespace netready::desktop {

namespace {

enum View
{
    PictureView,
    TableView,
    FactsView
};

constexpr int kNothing = -1; ///< id of "nothing lost"

const FactView* factOf(const FabricSide& side, const char* name)
{
    const auto found = side.facts.find(name);
    return found == side.facts.end() ? nullptr : &found->second;
}

const Sketch* sketchOf(const FabricSide& side)
{
    return side.study && side.study->sketch ? &*side.study->sketch : nullptr;
}

/// Why there is no picture, or no load in it.
QString problemOf(const ClientDocument& document, const FabricSide& side)
{
    if (!side.study) {
        return FabricPage::tr("It is being laid out");
    }
    const FabricStudy& study = *side.study;
    const std::vector<FactKey>& missing =
        study.load.missing.empty() ? study.shapes.missing : study.load.missing;
    if (!study.sketch && !missing.empty()) {
        QStringList titles;
        for (const FactKey& key : missing) {
            if (const Attribute* attribute = document.knowledge().findAttribute(key.attribute)) {
                titles << qstr(attribute->title);
            }
        }
        titles.removeDuplicates();
        return FabricPage::tr("Its switches are not known well enough to draw them. "
                              "Still open: %1. Enter them as facts, or size it at the right.")
            .arg(titles.join(QStringLiteral("; ")));
    }
    if (!study.shapes.problem.empty() && !study.sketch) {
        return FabricPage::tr("It cannot be drawn: %1").arg(qstr(study.shapes.problem));
    }
    return study.load.problem.empty()
               ? QString()
               : FabricPage::tr("Loads are not known: %1").arg(qstr(study.load.problem));
}

/// What limits the meaning of the loads.
QString noteOf(const ClientDocument& document, const FabricSide& side, const Sketch* sketch)
{
    if (sketch == nullptr) {
        return {};
    }
    QStringList notes;
    for (std::uint32_t tier = 3; tier >= 1; --tier) {
        const auto each = static_cast<int>(sketch->perBlock.at(tier));
        if (each > 1) {
            notes << FabricPage::tr("%1: up to %n in one box", nullptr, each).arg(tierName(tier));
        }
    }
    if (!notes.isEmpty()) {
        notes << FabricPage::tr("a line shows the fullest link that it stands for");
    }
    const FabricLoad& load = side.study->load;
    if (!load.notCounted.empty()) {
        QStringList names;
        for (const SubjectKey& workload : load.notCounted) {
            names << document.titleOf(workload);
        }
        notes << FabricPage::tr("not counted, as its flows are not known: %1")
                     .arg(names.join(QStringLiteral(", ")));
    } else if (load.kind && !load.harsh) {
        notes << FabricPage::tr("only the least load is shown: %1").arg(qstr(load.problem));
    }
    if (load.harsh && load.harsh->anyPort) {
        notes << FabricPage::tr("sizes are open; wherever jobs stand, the fullest link carries %1")
                     .arg(loadText(loadOf(factOf(side, "link_burst"))));
    }
    return notes.join(QStringLiteral(" · "));
}

QString stateOf(const FabricSide& side)
{
    const Sketch* sketch = sketchOf(side);
    if (sketch == nullptr) {
        return {};
    }
    const int switches =
        static_cast<int>(sketch->switches[1] + sketch->switches[2] + sketch->switches[3]);
    const double speed =
        side.study->shapes.harsh ? side.study->shapes.harsh->endpointSpeed.base() : 0;
    const QString count = FabricPage::tr("%n switch(|es)", nullptr, switches);
    return speed > 0 ? QStringLiteral("%1, %2").arg(count, speedText(speed)) : count;
}

/// The sketch that is shown: with what is lost, where that has been tried.
const Sketch*
shownSketch(const FabricSide& side, const std::optional<LossKind>& lost, bool isNarrow = false)
{
    if (lost && side.study) {
        if (const LossOutcome* outcome = side.study->loss(*lost)) {
            return isNarrow ? &outcome->narrow : &outcome->sketch;
        }
    }
    return isNarrow && side.study && side.study->narrow ? &*side.study->narrow : sketchOf(side);
}

RowCell loadCell(const std::optional<LoadRange>& load)
{
    RowCell cell;
    cell.text = loadText(load);
    if (load) {
        const LoadClass of = loadClass(load->high);
        cell.ink = loadInk(of);
        cell.icon = of == LoadClass::Fine ? QString() : loadIcon(of);
    }
    return cell;
}

/// What a loss comes to on one side.
RowCell lossCell(const FabricSide& side, LossKind kind)
{
    RowCell cell;
    const LossOutcome* outcome = side.study ? side.study->loss(kind) : nullptr;
    if (outcome == nullptr) {
        const bool isTried = side.study && side.study->isTried && side.study->load.kind;
        cell.text = isTried ? FabricPage::tr("does not apply") : FabricPage::tr("not known");
        return cell;
    }
    if (outcome->exists == Truth::Open) {
        cell.text = FabricPage::tr("not known");
        cell.icon = QStringLiteral("unknown");
        cell.tip = FabricPage::tr("Nobody said how the switches hang on the feeds");
        return cell;
    }
    if (outcome->stops != Truth::False) {
        const bool isSure = outcome->stops == Truth::True;
        cell.text = isSure ? FabricPage::tr("job stops") : FabricPage::tr("job may stop");
        cell.icon = isSure ? QStringLiteral("gate-blocker") : QStringLiteral("gate-may-block");
        cell.ink = isSure ? tokens().notReady : tokens().readyIfText;
        cell.tip = FabricPage::tr("Without %1, %n port(s) of servers (is|are) cut off",
                                  nullptr,
                                  static_cast<int>(outcome->cutOff))
                       .arg(qstr(outcome->sketch.lost));
        return cell;
    }
    cell = loadCell(outcome->sketch.worst);
    cell.tip = FabricPage::tr(
                   "Fullest without %1: %2; %n tried", nullptr, static_cast<int>(outcome->tried))
                   .arg(qstr(outcome->sketch.lost), qstr(outcome->sketch.worstLink));
    return cell;
}

QString idleText(const FabricSide& side)
{
    std::optional<LoadRange> most;
    for (const auto& [workload, view] : side.networkIdle) {
        if (const auto idle = loadOf(&view)) {
            most = most
                       ? LoadRange{std::max(most->low, idle->low), std::max(most->high, idle->high)}
                       : *idle;
        }
    }
    return loadText(most);
}

QString number(std::uint64_t count)
{
    return QLocale().toString(qulonglong(count));
}

std::vector<FormGroup> formGroups(const ClientDocument& document)
{
    const auto pick = [&](std::initializer_list<const char*> ids) {
        std::vector<const Attribute*> attributes;
        for (const char* id : ids) {
            if (const Attribute* attribute = document.knowledge().findAttribute(id)) {
                attributes.push_back(attribute);
            }
        }
        return attributes;
    };
    std::vector<FormGroup> groups{
        {FabricPage::tr("Switches and links"),
         FabricPage::tr("what the picture is made of"),
         pick({"fabric.role",
               "fabric.tiers",
               "fabric.leaf_count",
               "fabric.leaf_downlinks",
               "fabric.leaf_downlink_speed",
               "fabric.leaf_uplinks",
               "fabric.leaf_uplink_speed",
               "fabric.spine_count",
               "fabric.pod_count",
               "fabric.spine_uplinks",
               "fabric.spine_uplink_speed",
               "fabric.core_count",
               "fabric.port_speed",
               "fabric.rails",
               "fabric.planes",
               "fabric.leaf_homing",
               "fabric.switch_feeds",
               "fabric.oversubscription",
               "fabric.upper_oversubscription"})},
        {FabricPage::tr("Transport"),
         {},
         pick({"fabric.transport", "fabric.load_balancing", "fabric.mtu"})}};
    std::set<const Attribute*> shown;
    for (const FormGroup& group : groups) {
        shown.insert(group.attributes.begin(), group.attributes.end());
    }
    for (FormGroup& group : dimensionGroups(
             document,
             "fabric",
             {"bandwidth", "oversubscription", "lossless", "congestion", "fabric-choice"})) {
        std::erase_if(group.attributes,
                      [&](const Attribute* attribute) { return !shown.insert(attribute).second; });
        if (!group.attributes.empty()) {
            groups.push_back(std::move(group));
        }
    }
    return groups;
}

} // namespace

FabricPage::FabricPage(ClientDocument& document, QWidget* parent)
    : Page(document, parent)
    , m_work(FabricWork::of(document))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    const Head head = makeHead(tr("Fabric"));
    m_state = head.state;
    makeHeadActions(head.actions);
    column->addWidget(head.widget);
    column->addWidget(makeLine());
    m_whole = new QStackedWidget;
    m_whole->addWidget(makeNothing());
    m_whole->addWidget(makeBody());
    column->addWidget(m_whole, 1);
    addKeys();
    connect(&m_work, &FabricWork::changed, this, &FabricPage::showAll);
    connect(&m_work, &FabricWork::progressed, this, &FabricPage::showProgress);
    showAll();
}

void FabricPage::makeHeadActions(QBoxLayout* actions)
{
    m_fabric = new ChoiceBox;
    m_fabric->setObjectName(QStringLiteral("fabricChoice"));
    m_fabric->setAccessibleName(tr("Fabric that is shown"));
    m_fabric->setMinimumContentsLength(8);
    m_fabric->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_fabric->setMaximumWidth(px(260));
    connect(m_fabric, &QComboBox::activated, this, [this](int index) {
        m_work.setFabric(SubjectKey::parse(utf8(m_fabric->itemData(index).toString())));
    });
    actions->addWidget(m_fabric);
    m_add = makeSquare(QStringLiteral("plus"), tr("Add a fabric (A)"));
    m_add->setObjectName(QStringLiteral("addFabric"));
    connect(m_add, &QToolButton::clicked, this, &FabricPage::addFabric);
    actions->addWidget(m_add);
    m_view = new Segments({tr("Picture"), tr("Table"), tr("Facts")});
    m_view->setObjectName(QStringLiteral("fabricView"));
    m_view->setToolTip(tr("Picture or table (T)"));
    connect(m_view, &Segments::chosen, this, [this](int view) {
        m_left->setCurrentIndex(view);
        showAll();
    });
    actions->addWidget(m_view);
    m_losses = new QMenu(this);
    m_losses->setObjectName(QStringLiteral("lossMenu"));
    m_lose = makeButton(tr("Lose one"), QStringLiteral("bolt"), QStringLiteral("X"));
    m_lose->setObjectName(QStringLiteral("loseOne"));
    connect(m_lose, &QPushButton::clicked, this, [this] {
        m_losses->popup(m_lose->mapToGlobal(QPoint(0, m_lose->height())));
    });
    actions->addWidget(m_lose);
    m_begin = makeButton(tr("What-if"), QStringLiteral("branch"), QStringLiteral("W"));
    m_begin->setObjectName(QStringLiteral("startWhatIf"));
    connect(m_begin, &QPushButton::clicked, this, &FabricPage::startWhatIf);
    actions->addWidget(m_begin);
    m_drop = makeButton(tr("Drop"), QStringLiteral("trash"));
    m_drop->setObjectName(QStringLiteral("dropWhatIf"));
    connect(m_drop, &QPushButton::clicked, this, [this] {
        m_work.dropWhatIf();
        m_today.picture->setFocus(Qt::OtherFocusReason);
    });
    actions->addWidget(m_drop);
    m_keep = makePrimary(tr("Keep what-if"), QStringLiteral("check"));
    m_keep->setObjectName(QStringLiteral("keepWhatIf"));
    connect(m_keep, &QPushButton::clicked, this, [this] {
        m_work.keepWhatIf();
        m_today.picture->setFocus(Qt::OtherFocusReason);
    });
    actions->addWidget(m_keep);
}

void FabricPage::addKeys()
{
    const auto key = [this](const QKeySequence& sequence, auto run) {
        auto* shortcut = new QShortcut(sequence, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        shortcut->setProperty("letter",
                              sequence[0].keyboardModifiers() == Qt::NoModifier ||
                                  sequence[0].keyboardModifiers() == Qt::ShiftModifier);
        connect(shortcut, &QShortcut::activated, this, run);
    };
    key(Qt::Key_A, [this] { addFabric(); });
    key(Qt::Key_X, [this] {
        if (m_lose->isEnabled()) {
            m_lose->click();
        }
    });
    key(Qt::SHIFT | Qt::Key_X, [this] { m_work.setLoss(std::nullopt); });
    key(Qt::Key_W, [this] { startWhatIf(); });
    const auto fill = [this] {
        if (m_work.fabric()) {
            m_sizing->fill();
        }
    };
    key(Qt::CTRL | Qt::Key_Return, fill);
    key(Qt::CTRL | Qt::Key_Enter, fill);
}

QWidget* FabricPage::makeNothing()
{
    auto* pane = makePane("surface");
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(px(24), px(24), px(24), px(24));
    QPushButton* add = makePrimary(tr("Add a fabric"), QStringLiteral("plus"), QStringLiteral("A"));
    add->setObjectName(QStringLiteral("firstFabric"));
    connect(add, &QPushButton::clicked, this, &FabricPage::addFabric);
    column->addWidget(makeEmpty(QStringLiteral("fabric"),
                                tr("No fabric yet. Add the first: its switches can be typed, "
                                   "or sized from what the workloads need."),
                                add));
    return pane;
}

QWidget* FabricPage::makeBody()
{
    auto* body = new QWidget;
    auto* row = new QHBoxLayout(body);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    m_left = new QStackedWidget;
    auto* pictures = new QSplitter(Qt::Vertical);
    pictures->setChildrenCollapsible(false);
    pictures->setHandleWidth(1);
    pictures->addWidget(makePictures());
    m_tables = makeTables();
    pictures->addWidget(m_tables);
    pictures->setStretchFactor(0, 1);
    pictures->setStretchFactor(1, 1);
    pictures->setSizes({px(400), px(300)});
    m_left->addWidget(pictures);
    m_left->addWidget(makeLinkTable());
    m_form = new FactForm(document());
    m_form->setObjectName(QStringLiteral("fabricFacts"));
    connect(m_form, &FactForm::asked, this, [this](const FactKey& key) {
        Q_EMIT wanted({"questions", key.subject, key.attribute, {}});
    });
    constexpr int kMostOfForm = 760;
    m_form->setMaximumWidth(px(kMostOfForm));
    auto* facts = makePane("surface");
    auto* factsRow = new QHBoxLayout(facts);
    factsRow->setContentsMargins(0, 0, 0, 0);
    factsRow->addWidget(m_form, 1);
    factsRow->addStretch();
    m_left->addWidget(facts);
    row->addWidget(m_left, 1);
    row->addWidget(makeLine(Qt::Vertical));
    row->addWidget(makeDock());
    return body;
}

FabricPage::Pane FabricPage::makePicturePane(const QString& title, const char* name)
{
    Pane pane;
    pane.widget = makePane("surface");
    auto* column = new QVBoxLayout(pane.widget);
    column->setContentsMargins(px(16), px(12), px(12), px(4));
    column->setSpacing(px(2));
    auto* head = new QHBoxLayout;
    head->setSpacing(px(12));
    pane.title = makeLabel(title, 16, Weight::SemiBold);
    head->addWidget(pane.title);
    pane.state = makeLabel({}, 14, Weight::Regular, TextInk::Second);
    head->addWidget(pane.state);
    QLabel* legend = makeLabel(tr("line width: load at burst"), 12, Weight::Regular, TextInk::Note);
    legend->setToolTip(tr("Grey to 70 %, ochre above, red over 100 %. Pale: may be so. "
                          "Dashed: not known, or lost."));
    legend->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    legend->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    head->addWidget(legend, 1);
    head->setContentsMargins(px(8), 0, px(8), 0);
    column->addLayout(head);
    pane.note = makeLabel({}, 12, Weight::Regular, TextInk::Note);
    pane.note->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    pane.note->setIndent(px(8));
    column->addWidget(pane.note);
    pane.picture = new FabricPicture(document());
    pane.picture->setObjectName(QLatin1String(name));
    pane.picture->setAccessibleName(tr("Picture: %1").arg(title));
    column->addWidget(pane.picture, 1);
    return pane;
}

QWidget* FabricPage::makePictures()
{
    auto* pane = makePane("surface");
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_side = new Segments({tr("Today"), tr("What-if")});
    m_side->setObjectName(QStringLiteral("fabricSide"));
    connect(m_side, &Segments::chosen, this, [this] { arrange(); });
    auto* choice = new QHBoxLayout;
    choice->setContentsMargins(px(24), px(8), px(24), 0);
    choice->addWidget(m_side);
    choice->addStretch();
    column->addLayout(choice);
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    m_today = makePicturePane(tr("Today"), "fabricToday");
    m_whatIf = makePicturePane(tr("What-if"), "fabricWhatIf");
    m_between = makeLine(Qt::Vertical);
    row->addWidget(m_today.widget, 1);
    row->addWidget(m_between);
    row->addWidget(m_whatIf.widget, 1);
    column->addLayout(row, 1);
    return pane;
}

QWidget* FabricPage::makeTables()
{
    auto* pane = makePane("surface");
    auto* row = new QHBoxLayout(pane);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    m_comparison = new RowsTable(tr("Same load on both"));
    m_comparison->setObjectName(QStringLiteral("fabricComparison"));
    auto* left = new QVBoxLayout;
    left->setContentsMargins(px(16), 0, px(8), px(8));
    left->addWidget(m_comparison);
    row->addLayout(left, 5);
    row->addWidget(makeLine(Qt::Vertical));
    auto* right = new QVBoxLayout;
    right->setContentsMargins(px(16), 0, px(8), px(8));
    right->setSpacing(px(4));
    m_lossTable = new RowsTable(tr("Lose one"));
    m_lossTable->setObjectName(QStringLiteral("fabricLosses"));
    connect(m_lossTable, &RowsTable::activatedRow, this, &FabricPage::chooseLoss);
    right->addWidget(m_lossTable, 1);
    auto* progress = new QHBoxLayout;
    m_lossNote = makeWrapped({}, 12, Weight::Regular, TextInk::Note);
    progress->addWidget(m_lossNote, 1);
    m_progress = new QProgressBar;
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(px(80));
    m_progress->setAccessibleName(tr("Losses that have been tried"));
    progress->addWidget(m_progress);
    m_stop = makeLink(tr("Stop"));
    m_stop->setObjectName(QStringLiteral("stopLosses"));
    connect(m_stop, &QPushButton::clicked, this, [this] { m_work.stop(); });
    progress->addWidget(m_stop);
    right->addLayout(progress);
    row->addLayout(right, 4);
    return pane;
}

QWidget* FabricPage::makeLinkTable()
{
    auto* pane = makePane("surface");
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(px(16), px(8), px(16), px(8));
    m_linkNote = makeLabel({}, 14, Weight::Regular, TextInk::Second);
    m_linkNote->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    column->addWidget(m_linkNote);
    m_links = new RowsTable(tr("Tiers and links"));
    m_links->setObjectName(QStringLiteral("fabricLinks"));
    m_links->rows().setHeads({tr("Element"),
                              tr("Switches or cables"),
                              tr("Speed"),
                              tr("On average"),
                              tr("At burst"),
                              tr("Average, what-if"),
                              tr("Burst, what-if")});
    column->addWidget(m_links, 1);
    return pane;
}

QWidget* FabricPage::makeDock()
{
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setObjectName(QStringLiteral("fabricDock"));
    scroll->setFocusPolicy(Qt::NoFocus);
    QFrame* pane = makePane("sunken");
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_sizing = new SizingPanel(m_work);
    column->addWidget(m_sizing);
    column->addWidget(makeLine());
    m_values = new WhatIfPanel(m_work);
    column->addWidget(m_values);
    m_growth = new GrowthPanel(m_work);
    column->addWidget(m_growth);
    column->addStretch();
    scroll->setWidget(pane);
    m_dock = scroll;
    setSide(m_dock);
    return scroll;
}

void FabricPage::refresh()
{
    for (QShortcut* shortcut : findChildren<QShortcut*>(QString(), Qt::FindDirectChildrenOnly)) {
        if (shortcut->property("letter").toBool()) {
            shortcut->setEnabled(Settings::lettersAct());
        }
    }
    m_work.refresh();
}

void FabricPage::show(const Place& place)
{
    if (place.subject && place.subject->kind == "fabric") {
        m_work.setFabric(*place.subject);
        if (!place.attribute.empty()) {
            showFacts();
            m_form->edit(place.attribute);
        }
    }
}

void FabricPage::toggleTable()
{
    const int next = m_view->current() == TableView ? PictureView : TableView;
    m_view->setCurrent(next);
    m_left->setCurrentIndex(next);
    showAll();
}

void FabricPage::showFacts()
{
    m_view->setCurrent(FactsView);
    m_left->setCurrentIndex(FactsView);
    showAll();
}

void FabricPage::addFabric()
{
    const QString title = Dialogs::instance().lineOfText(
        this, tr("Add a Fabric"), tr("Name of the fabric:"), tr("Accelerator fabric"));
    if (title.trimmed().isEmpty()) {
        return;
    }
    if (const auto added = document().addSubject("fabric", title)) {
        m_work.setFabric(*added);
    }
}

void FabricPage::startWhatIf()
{
    if (!m_work.fabric()) {
        return;
    }
    if (!m_work.hasWhatIf()) {
        m_work.layIntoWhatIf({});
    }
    m_values->begin();
}

void FabricPage::chooseLoss(int kind)
{
    m_work.setLoss(kind == kNothing ? std::nullopt
                                    : std::optional(kLossKinds.at(static_cast<std::size_t>(kind))));
}

void FabricPage::showAll()
{
    const bool hasFabric = m_work.fabric().has_value();
    m_whole->setCurrentIndex(hasFabric ? 1 : 0);
    showHead();
    if (!hasFabric) {
        return;
    }
    arrange();
    showPane(m_today, m_work.today());
    if (m_work.hasWhatIf()) {
        showPane(m_whatIf, m_work.whatIf());
    }
    showComparison();
    showLosses();
    if (m_left->currentIndex() == TableView) {
        showLinks();
    }
    if (m_left->currentIndex() == FactsView) {
        m_form->setGroups(formGroups(document()));
        m_form->setSubject(*m_work.fabric());
    }
    m_sizing->refresh();
    m_values->setVisible(m_work.hasWhatIf());
    if (m_work.hasWhatIf()) {
        m_values->refresh();
    }
    m_growth->refresh();
    showProgress();
}

void FabricPage::showHead()
{
    const bool hasFabric = m_work.fabric().has_value();
    QStringList keys;
    for (const SubjectKey& fabric : m_work.fabrics()) {
        keys << qstr(fabric.text());
    }
    QStringList shown;
    for (int i = 0; i < m_fabric->count(); ++i) {
        shown << m_fabric->itemData(i).toString();
    }
    if (shown != keys) {
        m_fabric->clear();
        for (const QString& key : keys) {
            m_fabric->addItem(QString(), key);
        }
    }
    for (int i = 0; i < m_fabric->count(); ++i) {
        const SubjectKey key = SubjectKey::parse(utf8(m_fabric->itemData(i).toString()));
        m_fabric->setItemText(i, document().titleOf(key));
        if (key == m_work.fabric()) {
            m_fabric->setCurrentIndex(i);
        }
    }
    m_fabric->setToolTip(m_fabric->currentText());
    const bool hasWhatIf = m_work.hasWhatIf();
    for (QWidget* widget : std::initializer_list<QWidget*>{m_fabric, m_add, m_view, m_lose}) {
        widget->setVisible(hasFabric);
    }
    m_begin->setVisible(hasFabric && !hasWhatIf);
    m_drop->setVisible(hasFabric && hasWhatIf);
    m_keep->setVisible(hasFabric && hasWhatIf);
    m_keep->setEnabled(!m_work.whatIfValues().empty() && !document().isReadOnly());
    m_state->setText(
        !hasFabric  ? tr("none yet")
        : hasWhatIf ? tr("%n fabric(s), beside one what-if", nullptr, static_cast<int>(keys.size()))
                    : tr("%n fabric(s)", nullptr, static_cast<int>(keys.size())));
    const QString lost = m_work.loss() ? lossName(*m_work.loss()).toLower() : tr("nothing");
    m_lose->setText(tr("Lose: %1").arg(lost));
    m_lose->setAccessibleName(m_lose->text());
}

void FabricPage::showPane(Pane& pane, const FabricSide& side)
{
    const bool isNarrow = m_work.hasWhatIf() && width() < px(1500) && !m_isNarrow;
    const Sketch* sketch = shownSketch(side, m_work.loss(), isNarrow);
    pane.state->setText(stateOf(side));
    const QString note = noteOf(document(), side, sketch);
    pane.note->setText(note);
    pane.note->setToolTip(note);
    pane.note->setVisible(!note.isEmpty());
    pane.picture->setSketch(sketch == nullptr ? std::nullopt : std::optional(*sketch),
                            problemOf(document(), side));
}

/// The picture takes all the room; the numbers below it are in the table as well.
void FabricPage::setTight(bool tight)
{
    Page::setTight(tight);
    m_tables->setVisible(!tight);
}

void FabricPage::arrange()
{
    const bool both = m_work.hasWhatIf();
    const bool oneOnly = both && m_isNarrow;
    m_side->setVisible(oneOnly);
    m_today.widget->setVisible(!oneOnly || m_side->current() == 0);
    m_whatIf.widget->setVisible(both && (!oneOnly || m_side->current() == 1));
    m_between->setVisible(both && !oneOnly);
}

void FabricPage::resizeEvent(QResizeEvent* event)
{
    Page::resizeEvent(event);
    m_isNarrow = width() < px(1120);
    m_fabric->setMinimumContentsLength(width() < px(1120) ? 8 : m_work.hasWhatIf() ? 12 : 20);
    m_dock->setFixedWidth(px(m_isNarrow ? 296 : 320));
    if (m_work.fabric()) {
        showAll();
    }
}

void FabricPage::showComparison()
{
    const bool both = m_work.hasWhatIf();
    m_comparison->rows().setHeads(
        both ? QStringList{tr("Same load on both"), tr("Today"), tr("What-if")}
             : QStringList{tr("This fabric"), tr("Today")});
    std::vector<TableRow> rows;
    const auto add = [&](const QString& name, const auto& cellOf, const QString& tip = {}) {
        TableRow row;
        row.cells.push_back({name, {}, {}, {}, false, tip});
        row.cells.push_back(cellOf(m_work.today()));
        if (both) {
            RowCell cell = cellOf(m_work.whatIf());
            cell.strong = cell.text != row.cells.back().text;
            row.cells.push_back(std::move(cell));
        }
        row.id = static_cast<int>(rows.size());
        rows.push_back(std::move(row));
    };
    const auto plain = [](const QString& text) {
        RowCell cell;
        cell.text = text;
        return cell;
    };
    for (const std::uint32_t tier : {1U, 2U}) {
        const auto ratioOf = [&](const FabricSide& side) -> const SketchRatio* {
            const Sketch* sketch = sketchOf(side);
            if (sketch == nullptr || sketch->ratios.size() < tier) {
                return nullptr;
            }
            return &sketch->ratios[tier - 1];
        };
        if (tier == 2 && ratioOf(m_work.today()) == nullptr &&
            ratioOf(m_work.whatIf()) == nullptr) {
            continue;
        }
        add(tier == 1 ? tr("Oversubscription") : tr("Spine oversubscription"),
            [&](const FabricSide& side) {
                const SketchRatio* ratio = ratioOf(side);
                return plain(ratio != nullptr            ? ratioText(ratio->low, ratio->high)
                             : sketchOf(side) != nullptr ? tr("does not apply")
                                                         : tr("not known"));
            });
    }
    const auto fact = [&](const char* name) {
        return
            [&plain, name](const FabricSide& side) { return plain(factText(factOf(side, name))); };
    };
    const auto help = [&](const char* id) {
        const Attribute* attribute = document().knowledge().findAttribute(id);
        return attribute == nullptr
                   ? QString()
                   : QStringLiteral("%1. %2").arg(qstr(attribute->title), qstr(attribute->help));
    };
    add(tr("Bisection"), fact("bisection_share"), help("fabric.bisection_share"));
    const auto load = [](const char* name) {
        return [name](const FabricSide& side) {
            const FactView* view = factOf(side, name);
            RowCell cell = loadCell(loadOf(view));
            cell.text = factText(view);
            return cell;
        };
    };
    add(tr("Average load"), load("link_mean"), help("fabric.link_mean"));
    add(tr("Load at burst"), load("link_burst"), help("fabric.link_burst"));
    add(tr("Average, one lost"), load("link_mean_one_lost"), help("fabric.link_mean_one_lost"));
    add(
        tr("Step waiting"),
        [&](const FabricSide& side) { return plain(idleText(side)); },
        help("workload.network_idle"));
    add(tr("Ports for servers"), fact("server_ports"), help("fabric.server_ports"));
    add(tr("Ports needed"), fact("ports_needed"), help("fabric.ports_needed"));
    add(tr("Switches"), [&](const FabricSide& side) {
        const Sketch* sketch = sketchOf(side);
        if (sketch == nullptr) {
            return plain(tr("not known"));
        }
        const double least = sketch->switches[1] + sketch->switches[2] + sketch->switches[3];
        const double most = sketch->most[1] + sketch->most[2] + sketch->most[3];
        return plain(countText(least, std::max(least, most)));
    });
    add(tr("Cables between switches"), [&](const FabricSide& side) {
        const Sketch* sketch = sketchOf(side);
        if (sketch == nullptr) {
            return plain(tr("not known"));
        }
        std::uint64_t cables = 0;
        for (const SketchBundle& bundle : sketch->bundles) {
            cables += bundle.cables;
        }
        return plain(number(cables));
    });
    const auto score = [&](const std::optional<ScoreRange>& range) {
        RowCell cell;
        cell.text = scoreText(range);
        cell.score = range;
        return cell;
    };
    constexpr std::array<std::string_view, 6> kDimensions{
        "bandwidth", "oversubscription", "lossless", "congestion", "fabric-choice", "physical"};
    const auto& dimensions = document().knowledge().dimensions;
    for (std::size_t i = 0; i < dimensions.size(); ++i) {
        if (std::find(kDimensions.begin(), kDimensions.end(), dimensions[i].id) ==
            kDimensions.end()) {
            continue;
        }
        add(shortTitle(dimensions[i]), [&](const FabricSide& side) {
            return score(i < side.scores.dimensions.size() ? side.scores.dimensions[i]
                                                           : std::nullopt);
        });
    }
    add(tr("Site"), [&](const FabricSide& side) { return score(side.scores.site); });
    m_comparison->rows().setRows(std::move(rows));
}

void FabricPage::showLosses()
{
    const bool both = m_work.hasWhatIf();
    m_lossTable->rows().setHeads(both ? QStringList{tr("Lose one"), tr("Today"), tr("What-if")}
                                      : QStringList{tr("Lose one"), tr("Today")});
    const auto burst = [](const FabricSide& side) {
        const Sketch* sketch = sketchOf(side);
        return loadCell(sketch == nullptr ? std::nullopt : sketch->worst);
    };
    std::vector<TableRow> rows;
    TableRow nothing;
    nothing.cells = {{tr("Nothing"), {}, {}, {}, false, {}}, burst(m_work.today())};
    if (both) {
        nothing.cells.push_back(burst(m_work.whatIf()));
    }
    nothing.id = kNothing;
    nothing.marked = !m_work.loss();
    rows.push_back(std::move(nothing));
    const auto has = [](const FabricSide& side, LossKind kind) {
        return side.study && side.study->loss(kind) != nullptr;
    };
    const bool isOpen = m_losses->isVisible(); // then its choices stay as they are
    if (!isOpen) {
        m_losses->clear();
    }
    const auto addChoice = [&](const QString& name, int id, bool isOn) {
        if (isOpen) {
            return;
        }
        QAction* action = m_losses->addAction(name, this, [this, id] { chooseLoss(id); });
        action->setCheckable(true);
        action->setChecked(isOn);
    };
    addChoice(tr("Nothing\tShift+X"), kNothing, !m_work.loss());
    for (std::size_t i = 0; i < kLossKinds.size(); ++i) {
        const LossKind kind = kLossKinds.at(i);
        if (!has(m_work.today(), kind) && !has(m_work.whatIf(), kind)) {
            continue;
        }
        TableRow row;
        row.id = static_cast<int>(i);
        row.marked = m_work.loss() == kind;
        row.cells = {{lossName(kind), {}, {}, {}, row.marked, {}}, lossCell(m_work.today(), kind)};
        if (both) {
            row.cells.push_back(lossCell(m_work.whatIf(), kind));
        }
        rows.push_back(std::move(row));
        addChoice(lossName(kind), static_cast<int>(i), m_work.loss() == kind);
    }
    m_lossTable->rows().setRows(std::move(rows));
    m_lose->setEnabled(m_losses->actions().size() > 1);
}

void FabricPage::showProgress()
{
    const std::optional<int> percent = m_work.progress();
    m_progress->setVisible(percent.has_value());
    m_stop->setVisible(percent.has_value());
    m_progress->setValue(percent.value_or(0));
    const FabricSide& today = m_work.today();
    const bool isTried =
        today.study && today.study->isTried &&
        (!m_work.hasWhatIf() || (m_work.whatIf().study && m_work.whatIf().study->isTried));
    const bool hasLoads = today.study && today.study->load.kind;
    std::size_t tried = 0;
    if (today.study) {
        for (const LossOutcome& loss : today.study->losses) {
            tried += loss.tried;
        }
    }
    m_lossNote->setText(percent     ? tr("Every element is being tried")
                        : !hasLoads ? tr("Losses are tried when loads are known")
                        : !isTried  ? tr("Stopped; not every element was tried")
                                    : tr("Every element was tried (%1 today), all flows bursting; "
                                         "the worst of each kind is shown")
                                         .arg(number(tried)));
}

void FabricPage::showLinks()
{
    const auto sketchFor = [&](const FabricSide& side) { return shownSketch(side, m_work.loss()); };
    const Sketch* today = sketchFor(m_work.today());
    const Sketch* whatIf = m_work.hasWhatIf() ? sketchFor(m_work.whatIf()) : nullptr;
    std::vector<TableRow> rows;
    const auto plain = [](const QString& text) {
        RowCell cell;
        cell.text = text;
        return cell;
    };
    const auto tierLoad = [&](const Sketch* sketch,
                              std::uint32_t tier,
                              std::map<std::uint32_t, LoadRange> Sketch::*loads) {
        if (sketch == nullptr) {
            return plain(m_work.hasWhatIf() ? tr("not known") : QStringLiteral("–"));
        }
        const auto found = (sketch->*loads).find(tier);
        return loadCell(found == (sketch->*loads).end() ? std::nullopt
                                                        : std::optional(found->second));
    };
    const Sketch* shape = today != nullptr ? today : whatIf;
    for (std::uint32_t tier = 3; tier >= 1 && shape != nullptr; --tier) {
        if (shape->switches.at(tier) == 0) {
            continue;
        }
        TableRow row;
        row.cells = {plain(tr("%1 switches").arg(tierName(tier))),
                     plain(number(shape->switches.at(tier)))};
        row.cells.resize(7);
        rows.push_back(std::move(row));
    }
    for (std::uint32_t tier = 0; tier < 3 && shape != nullptr; ++tier) {
        if (tier > 0 && shape->switches.at(tier + 1) == 0) {
            continue;
        }
        TableRow row;
        row.cells = {plain(tr("%1, fullest link").arg(linkTierName(tier))),
                     {},
                     {},
                     tierLoad(today, tier, &Sketch::mean),
                     tierLoad(today, tier, &Sketch::burst),
                     tierLoad(whatIf, tier, &Sketch::mean),
                     tierLoad(whatIf, tier, &Sketch::burst)};
        rows.push_back(std::move(row));
    }
    if (today != nullptr) {
        for (const SketchFoot& foot : today->feet) {
            const FootText text = footText(document(), foot);
            TableRow row;
            row.cells = {plain(QStringLiteral("%1, %2").arg(text.title, text.more)),
                         plain(number(foot.ports)),
                         {},
                         {},
                         loadCell(foot.burst),
                         {},
                         {}};
            rows.push_back(std::move(row));
        }
        std::map<std::string, const SketchLink*> others;
        if (whatIf != nullptr) {
            for (const SketchLink& link : whatIf->links) {
                others.emplace(link.name, &link);
            }
        }
        for (const SketchLink& link : today->links) {
            const auto other = others.find(link.name);
            const bool has = other != others.end();
            TableRow row;
            row.cells = {plain(qstr(link.name)),
                         plain(link.cables == 0 ? tr("lost") : number(link.cables)),
                         plain(speedText(link.speed)),
                         link.cables == 0 ? plain(QStringLiteral("–")) : loadCell(link.mean),
                         link.cables == 0 ? plain(QStringLiteral("–")) : loadCell(link.burst),
                         has ? loadCell(other->second->mean) : plain(QStringLiteral("–")),
                         has ? loadCell(other->second->burst) : plain(QStringLiteral("–"))};
            rows.push_back(std::move(row));
        }
    }
    m_links->rows().setRows(std::move(rows));
    for (const int column : {5, 6}) {
        m_links->setColumnHidden(column, !m_work.hasWhatIf());
    }
    const QString lost = today != nullptr && !today->lost.empty()
                             ? tr("Without %1. ").arg(qstr(today->lost))
                             : QString();
    m_linkNote->setText(
        today == nullptr ? problemOf(document(), m_work.today())
        : today->allLinks > today->links.size()
            ? lost + tr("The %1 fullest of %2 links between switches, as today")
                         .arg(number(today->links.size()), number(today->allLinks))
            : lost +
                  tr("All %1 links between switches, fullest first").arg(number(today->allLinks)));
}

} // namespace netready::desktop
