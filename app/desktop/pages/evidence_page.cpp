// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/pages/evidence_page.h"

#include "app/desktop/dialogs.h"
#include "app/desktop/evidence/import_panel.h"
#include "app/desktop/widgets/attachment_list.h"
#include "app/desktop/widgets/contradiction_view.h"
#include "app/desktop/widgets/drop_area.h"
#include "app/desktop/widgets/fact_table.h"
#include "app/desktop/widgets/labels.h"
#include "core/base/error.h"
#include "reports/content/words.h"
#include "reports/html/html_writer.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QLocale>
#include <QScrollArea>
#include <QScrollBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QTableView>

#include <algorithm>
#include <array>

namespace netready::desktop {

namespace {

enum View
{
    Contradictions,
    FactsByOrigin,
    Import ///< for as long as one is looked at
};

/// The facts of a key with one of them changed.
FactsChange
changed(const FactBase& facts, const FactKey& key, const Fact& which, const Fact& instead)
{
    FactsChange change{key, facts.facts(key), facts.facts(key)};
    const auto found = std::find(change.after.begin(), change.after.end(), which);
    if (found != change.after.end()) {
        *found = instead;
    }
    return change;
}

} // namespace

EvidencePage::EvidencePage(ClientDocument& document, QWidget* parent)
    : Page(document, parent)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    const Head head = makeHead(tr("Evidence"));
    m_state = head.state;
    m_views = new Segments({tr("Contradictions"), tr("Facts by origin")});
    m_views->button(Contradictions)->setObjectName(QStringLiteral("viewContradictions"));
    m_views->button(FactsByOrigin)->setObjectName(QStringLiteral("viewFacts"));
    connect(m_views, &Segments::chosen, this, &EvidencePage::chooseView);
    head.actions->addWidget(m_views);
    QPushButton* addButton = makeButton(tr("Add files…"), QStringLiteral("plus"), tr("Ctrl O"));
    addButton->setObjectName(QStringLiteral("addFiles"));
    addButton->setEnabled(!document.isReadOnly());
    connect(addButton, &QPushButton::clicked, this, &EvidencePage::addFiles);
    head.actions->addWidget(addButton);
    QPushButton* connectButton = makeButton(tr("Connect…"), QStringLiteral("globe"));
    connectButton->setObjectName(QStringLiteral("connectSystem"));
    connectButton->setToolTip(tr("Ask Prometheus or NetBox"));
    connectButton->setEnabled(!document.isReadOnly());
    connect(connectButton, &QPushButton::clicked, this, &EvidencePage::connectSystem);
    head.actions->addWidget(connectButton);
    column->addWidget(head.widget);
    column->addWidget(makeLine());

    auto* panes = new QSplitter;
    panes->setChildrenCollapsible(false);
    panes->addWidget(makeFiles());
    m_right = new QStackedWidget;
    m_right->addWidget(makeContradictions());
    m_right->addWidget(makeFacts());
    m_import = new ImportPanel(document);
    connect(m_import, &ImportPanel::closed, this, [this] { chooseView(m_views->current()); });
    m_right->addWidget(m_import);
    panes->addWidget(m_right);
    panes->setStretchFactor(1, 1);
    panes->setSizes({px(304), px(880)});
    column->addWidget(panes, 1);
}

QWidget* EvidencePage::makeFiles()
{
    QFrame* pane = makePane("sunken");
    pane->setMinimumWidth(px(240));
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(0, px(16), 0, 0);
    column->setSpacing(px(12));
    auto* drop = new DropArea(tr("Drop files here"));
    drop->setFixedHeight(px(72));
    connect(drop, &DropArea::dropped, this, &EvidencePage::add);
    auto* inset = new QHBoxLayout;
    inset->setContentsMargins(px(16), 0, px(16), 0);
    inset->addWidget(drop);
    column->addLayout(inset);

    m_files = new AttachmentModel(document(), this);
    m_fileList = new QListView;
    m_fileList->setObjectName(QStringLiteral("fileList"));
    m_fileList->setAccessibleName(tr("Files"));
    m_fileList->setModel(m_files);
    m_fileList->setItemDelegate(new AttachmentDelegate(m_fileList));
    m_fileList->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    connect(m_fileList->selectionModel(),
            &QItemSelectionModel::currentChanged,
            this,
            &EvidencePage::showFile);
    auto* filled = new QWidget;
    auto* rows = new QVBoxLayout(filled);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(makeLine());
    rows->addWidget(m_fileList, 1);
    rows->addWidget(makeFileDetail());

    auto* none = new QWidget;
    auto* noneColumn = new QVBoxLayout(none);
    noneColumn->setContentsMargins(px(16), 0, px(16), px(16));
    noneColumn->addWidget(makeWrapped(
        tr("No file yet. Logs of tests, configurations, data sheets and photographs are kept "
           "inside the client file, so that everyone can look at what a value rests on.")));
    noneColumn->addStretch();

    m_filePlace = new QStackedWidget;
    m_filePlace->addWidget(none);
    m_filePlace->addWidget(filled);
    column->addWidget(m_filePlace, 1);
    return pane;
}

QWidget* EvidencePage::makeFileDetail()
{
    m_fileDetail = makePane("surface");
    auto* column = new QVBoxLayout(m_fileDetail);
    column->setContentsMargins(px(16), px(12), px(16), px(12));
    column->setSpacing(px(6));
    m_fileName = makeWrapped({}, 14, Weight::SemiBold, TextInk::Main);
    m_fileName->setObjectName(QStringLiteral("fileName"));
    column->addWidget(m_fileName);
    m_fileFacts = makeWrapped({}, 12, Weight::Regular, TextInk::Second);
    column->addWidget(m_fileFacts);
    m_fileDigest = makeLabel({}, 12, Weight::Regular, TextInk::Note);
    m_fileDigest->setFont(monospace(12));
    m_fileDigest->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addWidget(m_fileDigest);
    m_fileNote = new QLineEdit;
    m_fileNote->setObjectName(QStringLiteral("fileNote"));
    m_fileNote->setAccessibleName(tr("Note about the file"));
    m_fileNote->setPlaceholderText(tr("What it shows, and from when it is"));
    m_fileNote->setReadOnly(document().isReadOnly());
    connect(m_fileNote, &QLineEdit::editingFinished, this, &EvidencePage::writeNote);
    column->addWidget(m_fileNote);
    auto* row = new QHBoxLayout;
    row->setSpacing(px(8));
    QPushButton* save = makeButton(tr("Save as…"), QStringLiteral("save"));
    save->setObjectName(QStringLiteral("saveFile"));
    connect(save, &QPushButton::clicked, this, &EvidencePage::saveFile);
    row->addWidget(save);
    m_fileRemove = makeButton(tr("Remove"), QStringLiteral("trash"));
    m_fileRemove->setObjectName(QStringLiteral("removeFile"));
    m_fileRemove->setEnabled(!document().isReadOnly());
    connect(m_fileRemove, &QPushButton::clicked, this, &EvidencePage::removeFile);
    row->addWidget(m_fileRemove);
    row->addStretch();
    column->addLayout(row);
    auto* outer = new QWidget;
    auto* outerColumn = new QVBoxLayout(outer);
    outerColumn->setContentsMargins(0, 0, 0, 0);
    outerColumn->setSpacing(0);
    outerColumn->addWidget(makeLine());
    outerColumn->addWidget(m_fileDetail);
    return outer;
}

QWidget* EvidencePage::makeContradictions()
{
    auto* filled = makePane("surface");
    auto* column = new QVBoxLayout(filled);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_tabs = new QTabBar;
    m_tabs->setObjectName(QStringLiteral("contradictionTabs"));
    m_tabs->setAccessibleName(tr("Contradictions"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setElideMode(Qt::ElideRight);
    m_tabs->setUsesScrollButtons(true);
    connect(m_tabs, &QTabBar::currentChanged, this, &EvidencePage::showContradiction);
    auto* inset = new QHBoxLayout;
    inset->setContentsMargins(px(20), 0, px(20), 0);
    inset->addWidget(m_tabs, 1);
    column->addLayout(inset);
    column->addWidget(makeLine());
    m_contradiction = new ContradictionView(document());
    connect(m_contradiction, &ContradictionView::useWanted, this, &EvidencePage::useMeasurement);
    connect(
        m_contradiction, &ContradictionView::correctWanted, this, &EvidencePage::correctStatement);
    connect(m_contradiction, &ContradictionView::measureWanted, this, &EvidencePage::measureAgain);
    auto* scroll = new QScrollArea;
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(m_contradiction);
    column->addWidget(scroll, 1);

    auto* none = new QWidget;
    auto* noneColumn = new QVBoxLayout(none);
    noneColumn->setContentsMargins(px(24), px(24), px(24), px(24));
    QPushButton* facts = makeButton(tr("Look at the facts by origin"), QStringLiteral("evidence"));
    facts->setObjectName(QStringLiteral("lookAtFacts"));
    connect(facts, &QPushButton::clicked, this, [this] { chooseView(FactsByOrigin); });
    noneColumn->addWidget(
        makeEmpty(QStringLiteral("evidence"),
                  tr("Nothing contradicts anything. Where a measurement and a statement differ by "
                     "more than the tolerance, both stand here with what follows from each."),
                  facts));
    m_contradictionPlace = new QStackedWidget;
    m_contradictionPlace->addWidget(none);
    m_contradictionPlace->addWidget(filled);
    return m_contradictionPlace;
}

QWidget* EvidencePage::makeFacts()
{
    QFrame* pane = makePane("surface");
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(px(24), px(16), px(24), 0);
    column->setSpacing(px(12));
    m_mix = makeWrapped({}, 14, Weight::Regular, TextInk::Second);
    m_mix->setObjectName(QStringLiteral("evidenceMix"));
    column->addWidget(m_mix);
    m_origins = new OriginBars;
    m_origins->setMaximumWidth(px(560));
    column->addWidget(m_origins);
    m_facts = new FactTableModel(document(), this);
    connect(m_origins, &OriginBars::chosen, this, [this](std::optional<Origin> origin) {
        m_facts->narrow(origin);
    });
    m_factTable = new QTableView;
    m_factTable->setObjectName(QStringLiteral("factTable"));
    m_factTable->setAccessibleName(tr("Facts"));
    m_factTable->setModel(m_facts);
    m_factTable->setItemDelegateForColumn(FactTableModel::OriginOf,
                                          new OriginDelegate(m_factTable));
    m_factTable->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_factTable->setSelectionMode(QAbstractItemView::SingleSelection);
    m_factTable->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_factTable->setShowGrid(false);
    m_factTable->setTabKeyNavigation(false);
    m_factTable->setWordWrap(false);
    m_factTable->verticalHeader()->hide();
    m_factTable->verticalHeader()->setDefaultSectionSize(px(30));
    QHeaderView* head = m_factTable->horizontalHeader();
    head->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    head->setHighlightSections(false);
    head->setStretchLastSection(true);
    constexpr std::array kWidths{250, 160, 180, 124, 180};
    for (std::size_t i = 0; i < kWidths.size(); ++i) {
        head->resizeSection(static_cast<int>(i), px(kWidths[i]));
    }
    m_factTable->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(m_factTable, &QTableView::activated, this, [this](const QModelIndex& index) {
        const FactKey& key = m_facts->keyAt(index.row());
        Q_EMIT wanted({pageOf(key.subject), key.subject, key.attribute, {}});
    });
    column->addWidget(makeLine());
    column->addWidget(m_factTable, 1);
    return pane;
}

void EvidencePage::refresh()
{
    m_files->refresh();
    m_filePlace->setCurrentIndex(m_files->rowCount() == 0 ? 0 : 1);
    const int row = m_files->rowOf(m_shownFile);
    if (m_files->rowCount() > 0) {
        m_fileList->setCurrentIndex(m_files->index(std::max(row, 0)));
    }
    showFile();
    refreshContradictions();
    if (m_right->currentIndex() == FactsByOrigin) {
        refreshFacts();
    }
    refreshHead();
}

void EvidencePage::refreshHead()
{
    int measured = 0;
    for (const FactKey& key : document().facts().keys()) {
        for (const Fact& fact : document().facts().facts(key)) {
            measured += fact.origin == Origin::Measured && fact.withdrawn.empty() ? 1 : 0;
        }
    }
    const QStringList parts{tr("%n file(s)", nullptr, m_files->rowCount()),
                            tr("%n measured fact(s)", nullptr, measured),
                            tr("%n contradiction(s)",
                               nullptr,
                               static_cast<int>(document().assessment().contradictions.size()))};
    m_state->setText(parts.join(QStringLiteral(", ")));
}

void EvidencePage::refreshContradictions()
{
    const std::vector<Contradiction>& all = document().assessment().contradictions;
    std::vector<FactKey> keys;
    for (const Contradiction& contradiction : all) {
        keys.push_back(contradiction.key);
    }
    if (keys != m_tabKeys) {
        const int current = std::max(0, m_tabs->currentIndex());
        m_tabKeys = std::move(keys);
        const QSignalBlocker quiet(m_tabs);
        while (m_tabs->count() > 0) {
            m_tabs->removeTab(0);
        }
        for (const FactKey& key : m_tabKeys) {
            const QString title = qstr(document().knowledge().attribute(key.attribute).title);
            const int tab = m_tabs->addTab(icon(QStringLiteral("not-equal"), tokens().notReady),
                                           qstr(shortened(utf8(title), 36)));
            m_tabs->setTabToolTip(tab, tr("%1, %2").arg(title, document().titleOf(key.subject)));
        }
        m_tabs->setCurrentIndex(std::min(current, m_tabs->count() - 1));
    }
    m_contradictionPlace->setCurrentIndex(all.empty() ? 0 : 1);
    showContradiction();
}

void EvidencePage::showContradiction()
{
    const auto index = static_cast<std::size_t>(std::max(0, m_tabs->currentIndex()));
    const auto& all = document().assessment().contradictions;
    if (index < all.size()) {
        m_contradiction->setContradiction(all[index]);
    }
}

void EvidencePage::refreshFacts()
{
    if (m_factsRevision == document().revision()) {
        return;
    }
    m_factsRevision = document().revision();
    const int scrolled = m_factTable->verticalScrollBar()->value();
    const int row = m_factTable->currentIndex().row();
    m_facts->refresh();
    m_origins->setCounts(m_facts->counts());
    m_factTable->setCurrentIndex(m_facts->index(std::min(row, m_facts->rowCount() - 1), 0));
    m_factTable->verticalScrollBar()->setValue(scrolled);
    const EvidenceMix& mix = document().assessment().evidence;
    const std::array shares{mix.importedOrMeasured, mix.documentedOrObserved, mix.assumedOrStated};
    const std::vector<int> percent = percentages(shares);
    m_mix->setText(
        percent[0] + percent[1] + percent[2] == 0
            ? tr("Nothing is decided yet, so nothing rests on evidence.")
            : tr("Of what is decided, by weight, %1 % rests on measurements and imports, %2 % on "
                 "documents and observation, %3 % on statements and assumptions.")
                  .arg(percent[0])
                  .arg(percent[1])
                  .arg(percent[2]));
}

void EvidencePage::chooseView(int index)
{
    m_views->setCurrent(index);
    m_right->setCurrentIndex(index);
    if (index == FactsByOrigin) {
        refreshFacts();
    }
}

void EvidencePage::show(const Place& place)
{
    if (place.subject) {
        for (std::size_t i = 0; i < m_tabKeys.size(); ++i) {
            if (m_tabKeys[i].subject == *place.subject &&
                (place.attribute.empty() || m_tabKeys[i].attribute == place.attribute)) {
                chooseView(Contradictions);
                m_tabs->setCurrentIndex(static_cast<int>(i));
                break;
            }
        }
    }
    QWidget* first = m_tabKeys.empty() ? static_cast<QWidget*>(m_fileList) : m_tabs;
    first->setFocus(Qt::OtherFocusReason);
}

void EvidencePage::showFile()
{
    const QModelIndex index = m_fileList->currentIndex();
    m_fileDetail->setVisible(index.isValid());
    if (!index.isValid()) {
        m_shownFile.clear();
        return;
    }
    const Attachment& file = m_files->at(index.row());
    const bool isOther = m_shownFile != file.id;
    m_shownFile = file.id;
    m_fileName->setText(qstr(file.name));
    m_fileFacts->setText(
        tr("%1, %2").arg(qstr(file.mediaType), QLocale().formattedDataSize(file.bytes)));
    constexpr std::size_t kShown = 16;
    m_fileDigest->setText(tr("SHA-256 %1…").arg(qstr(file.sha256.substr(0, kShown))));
    m_fileDigest->setToolTip(qstr(file.sha256));
    m_fileDigest->setAccessibleName(tr("SHA-256 %1").arg(qstr(file.sha256)));
    if (isOther || !m_fileNote->hasFocus()) {
        m_fileNote->setText(qstr(file.note));
    }
}

void EvidencePage::addFiles()
{
    const QString path =
        Dialogs::instance().fileToOpen(this, tr("Add a file to the client"), tr("All files (*)"));
    if (!path.isEmpty()) {
        add({path});
    }
}

void EvidencePage::add(const QStringList& paths)
{
    if (!document().isReadOnly()) {
        m_right->setCurrentIndex(Import);
        m_import->read(paths);
    }
}

void EvidencePage::connectSystem()
{
    if (const std::optional<FetchOptions> options = Dialogs::instance().connection(this)) {
        m_right->setCurrentIndex(Import);
        m_import->fetch(*options);
    }
}

void EvidencePage::saveFile()
{
    const Attachment& file = m_files->at(m_fileList->currentIndex().row());
    const QString path = Dialogs::instance().fileToSave(
        this, tr("Save the file"), qstr(file.name), tr("All files (*)"));
    if (path.isEmpty()) {
        return;
    }
    try {
        writeFileAtomically(utf8(path), document().file().attachmentBytes(file.id));
    } catch (const Error& error) {
        Q_EMIT document().problem(qstr(error.message()));
    }
}

void EvidencePage::removeFile()
{
    const Attachment file = m_files->at(m_fileList->currentIndex().row());
    Edit edit = changeFactsEdit("remove the file " + file.name, {}, document().signature());
    edit.changes = {RecordChange<Attachment>{file, {}}};
    document().apply(edit);
}

void EvidencePage::writeNote()
{
    const int row = m_files->rowOf(m_shownFile);
    if (row < 0 || document().isReadOnly()) {
        return;
    }
    const Attachment before = m_files->at(row);
    Attachment after = before;
    after.note = utf8(m_fileNote->text().trimmed());
    if (after == before) {
        return;
    }
    Edit edit = changeFactsEdit("note about " + before.name, {}, document().signature());
    edit.changes = {RecordChange<Attachment>{before, after}};
    document().apply(edit);
}

void EvidencePage::useMeasurement()
{
    const Contradiction contradiction = m_contradiction->contradiction();
    const QString reason = Dialogs::instance().lineOfText(
        this,
        tr("Withdraw the %1 value").arg(qstr(netready::toString(contradiction.against.origin))),
        tr("Why it does not count; it stays in the history"),
        tr("The %1 value counts").arg(qstr(netready::toString(contradiction.used.origin))));
    if (reason.trimmed().isEmpty()) {
        return;
    }
    Fact withdrawn = contradiction.against;
    withdrawn.withdrawn = utf8(reason.trimmed());
    document().apply(changeFactsEdit(
        "withdraw what was " + std::string(netready::toString(withdrawn.origin)) + " of " +
            contradiction.key.text(),
        changed(document().facts(), contradiction.key, contradiction.against, withdrawn),
        document().signature()));
}

void EvidencePage::correctStatement()
{
    const Contradiction contradiction = m_contradiction->contradiction();
    const Attribute& attribute = document().knowledge().attribute(contradiction.key.attribute);
    const QString typed = Dialogs::instance().lineOfText(
        this,
        tr("Correct the value"),
        tr("%1, %2").arg(qstr(attribute.title), qstr(contradiction.against.author)),
        qstr(netready::toString(contradiction.against.value)));
    if (typed.trimmed().isEmpty()) {
        return;
    }
    try {
        Fact corrected = contradiction.against;
        corrected.value = parseFactValue(document().facts(), attribute, utf8(typed.trimmed()));
        corrected.time = document().signature().time;
        document().apply(changeFactsEdit(
            "correct " + contradiction.key.text() + " to " + netready::toString(corrected.value),
            changed(document().facts(), contradiction.key, contradiction.against, corrected),
            document().signature()));
    } catch (const Error& error) {
        Q_EMIT document().problem(qstr(error.message()));
    }
}

void EvidencePage::measureAgain()
{
    const Contradiction contradiction = m_contradiction->contradiction();
    const Attribute& attribute = document().knowledge().attribute(contradiction.key.attribute);
    const QString text = Dialogs::instance().lineOfText(
        this,
        tr("Measure again"),
        tr("Who measures it, how and until when; both values stay until then"),
        tr("To be measured again: %1").arg(qstr(attribute.title)));
    if (!text.trimmed().isEmpty()) {
        document().apply(addNoteEdit(document().facts(),
                                     contradiction.key.text(),
                                     utf8(text.trimmed()),
                                     document().signature()));
    }
}

/// Ctrl+O adds files while the focus is on this page; elsewhere it opens a client.
bool EvidencePage::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        auto* key = dynamic_cast<QKeyEvent*>(event);
        if (key != nullptr && key->matches(QKeySequence::Open)) {
            event->accept();
            return true;
        }
    }
    return Page::event(event);
}

void EvidencePage::keyPressEvent(QKeyEvent* event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->matches(QKeySequence::Open) && !document().isReadOnly()) {
        addFiles();
    } else if (isEnter && m_tabs->hasFocus() && !m_tabKeys.empty() && !document().isReadOnly()) {
        useMeasurement();
    } else if (event->key() == Qt::Key_Delete && m_fileList->hasFocus() &&
               m_fileList->currentIndex().isValid() && !document().isReadOnly()) {
        removeFile();
    } else {
        Page::keyPressEvent(event);
    }
}

} // namespace netready::desktop
