// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/main_window.h"

#include "app/client/host.h"
#include "app/desktop/dialogs.h"
#include "app/desktop/letter_keys.h"
#include "app/desktop/panels.h"
#include "app/desktop/presenter.h"
#include "app/desktop/reading_order.h"
#include "app/desktop/settings.h"
#include "app/desktop/start_page.h"
#include "app/desktop/widgets/command_palette.h"
#include "app/desktop/widgets/labels.h"
#include "app/desktop/workspace.h"
#include "core/base/error.h"

#include <QAction>
#include <QBoxLayout>
#include <QCloseEvent>
#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QDropEvent>
#include <QFile>
#include <QFileInfo>
#include <QMenuBar>
#include <QMimeData>
#include <QPainter>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QStatusBar>

#include <algorithm>

namespace netready::desktop {

namespace {

constexpr int kZoomStep = 10;

/// The mark of the program: its glyph on the accent.
class MarkLabel : public QWidget
{
public:
    MarkLabel() { setFixedSize(sizeHint()); }
    [[nodiscard]] QSize sizeHint() const override { return {px(44), px(36)}; }

protected:
    void paintEvent(QPaintEvent* /*event*/) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF square(px(16), (height() - px(20)) / 2.0 + px(2), px(20), px(20));
        painter.setPen(Qt::NoPen);
        painter.setBrush(tokens().accent);
        painter.drawRoundedRect(square, px(4), px(4));
        paintIcon(painter, square, QStringLiteral("logo"), tokens().onAccent);
    }
};

QString clientFilter()
{
    return MainWindow::tr("Netready clients (*.netready)");
}

} // namespace

MainWindow::MainWindow(PacksInUse packs)
    : m_packs(std::move(packs))
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(QStringLiteral("Netready"));
    setAcceptDrops(true);
    LetterKeys::install();
    m_stack = new QStackedWidget;
    setCentralWidget(m_stack);
    createActions();
    rebuild();
    connect(&theme(), &Theme::zoomChanged, this, &MainWindow::rebuild);
    connect(&theme(), &Theme::schemeChanged, this, &MainWindow::rebuild);
    restoreGeometry(Settings::state(QStringLiteral("window")));
}

/// What shows the document goes before it.
MainWindow::~MainWindow()
{
    finishTyping();
    delete m_panel;
    delete m_workspace;
}

/// A field records what was typed when it loses the focus, which must not be while it goes.
void MainWindow::finishTyping()
{
    if (QWidget* field = focusWidget()) {
        field->clearFocus();
    }
}

/// Sizes and colours are set in constructors, so a new zoom or scheme means new widgets.
void MainWindow::rebuild()
{
    const Place place =
        m_workspace == nullptr ? Place{"portfolio", {}, {}, {}} : m_workspace->place();
    finishTyping();
    const std::optional<PanelKind> panel = panelKind(m_panel);
    delete m_panel;
    m_panel = nullptr;
    delete m_workspace;
    m_workspace = nullptr;
    delete m_start;
    createCorner();
    createStatusLine();
    m_start = new StartPage(m_packs);
    m_stack->addWidget(m_start);
    connect(m_start, &StartPage::newWanted, this, [this](const QString& start) {
        const QString path = Dialogs::instance().fileToSave(
            this, tr("New client"), QStringLiteral("client.netready"), clientFilter());
        if (!path.isEmpty()) {
            newFile(path, start);
        }
    });
    connect(m_start, &StartPage::openWanted, this, [this](const QString& path, bool readOnly) {
        openFile(path, readOnly ? OpenMode::ReadOnly : OpenMode::ReadWrite);
    });
    connect(m_start, &StartPage::openAsked, this, &MainWindow::askForOpen);
    connect(m_start, &StartPage::exampleAsked, this, &MainWindow::openExample);
    for (QAction* action : actions()) {
        const QString name = action->property("iconName").toString();
        if (!name.isEmpty()) {
            action->setIcon(icon(name));
        }
    }
    menuBar()->setFixedHeight(px(40));
    statusBar()->setFixedHeight(px(24));
    if (m_document != nullptr) {
        m_workspace = new Workspace(*m_document);
        m_stack->addWidget(m_workspace);
        m_stack->setCurrentWidget(m_workspace);
        connect(m_workspace,
                &Workspace::saveElsewhere,
                this,
                &MainWindow::moveToCopy,
                Qt::QueuedConnection); // the bar that asked goes with the client
        m_workspace->go(place);
        if (panel) {
            showPanel(*this, m_panel, *panel);
        }
    } else {
        m_stack->setCurrentWidget(m_start);
    }
    refreshActions();
}

void MainWindow::setDocument(std::unique_ptr<ClientDocument> document)
{
    finishTyping();
    delete m_panel;
    m_panel = nullptr;
    delete m_workspace;
    m_workspace = nullptr;
    m_document = std::move(document);
    if (m_document != nullptr) {
        m_document->setAuthor(utf8(Settings::author()));
        connect(m_document.get(), &ClientDocument::changed, this, &MainWindow::refreshActions);
    }
    rebuild();
}

bool MainWindow::openFile(const QString& path, OpenMode mode)
{
    if (m_document != nullptr && !m_document->isReadOnly() && mode == OpenMode::ReadWrite &&
        QFileInfo(path) == QFileInfo(qstr(m_document->file().path().string()))) {
        return true;
    }
    try {
        finishTyping();
        // What is open stays so if the other cannot be opened.
        std::unique_ptr<ClientDocument> document = ClientDocument::open(utf8(path), m_packs, mode);
        closeClient();
        setDocument(std::move(document));
        rememberFile(false);
        return true;
    } catch (const Error& error) {
        const bool isElsewhere = error.code() == ErrorCode::Conflict;
        const bool isKept = error.code() == ErrorCode::Io && QFileInfo(path).isReadable();
        if (mode == OpenMode::ReadWrite && (isElsewhere || isKept)) {
            const int answer = Dialogs::instance().choice(
                this,
                isElsewhere ? tr("The file is open elsewhere") : tr("The file cannot be changed"),
                qstr(error.message()),
                {tr("Open Read-Only")});
            return answer == 0 && openFile(path, OpenMode::ReadOnly);
        }
        showProblem(qstr(error.message()));
        return false;
    }
}

bool MainWindow::newFile(const QString& path, const QString& templateId)
{
    try {
        const Template* start = m_packs.knowledge->findTemplate(utf8(templateId));
        std::unique_ptr<ClientDocument> document =
            ClientDocument::create(utf8(path), m_packs, start, {});
        closeClient();
        setDocument(std::move(document));
        rememberFile(false);
        if (start == nullptr) {
            go({"portfolio", {}, {}, {}});
        }
        return true;
    } catch (const Error& error) {
        showProblem(qstr(error.message()));
        return false;
    }
}

void MainWindow::showProblem(const QString& sentence)
{
    if (m_workspace != nullptr) {
        m_workspace->showProblem(sentence);
    } else {
        m_start->showProblem(sentence);
    }
}

void MainWindow::closeClient()
{
    if (m_document != nullptr) {
        rememberFile(true);
        setDocument(nullptr);
    }
}

void MainWindow::rememberFile(bool closedWell)
{
    const Assessment::Site& site = m_document->assessment().site;
    RecentFile file;
    file.path = QFileInfo(qstr(m_document->file().path().string())).absoluteFilePath();
    file.title = qstr(m_document->file().info().title);
    file.verdict = qstr(toString(site.verdict.verdict));
    file.low = site.score.low;
    file.high = site.score.high;
    file.settled = site.verdict.settled;
    file.open = static_cast<int>(m_document->questions().size());
    file.when = qstr(timeNow());
    file.closedWell = closedWell;
    Settings::remember(file);
}

void MainWindow::go(const Place& place)
{
    if (m_workspace != nullptr) {
        m_workspace->go(place);
    }
}

QList<QAction*> MainWindow::commands() const
{
    return actions();
}

QAction* MainWindow::addCommand(QMenu* menu,
                                const char* name,
                                const QString& text,
                                const QString& iconName,
                                const QKeySequence& key,
                                const std::function<void()>& run)
{
    auto* action = new QAction(text, this);
    action->setObjectName(QLatin1String(name));
    action->setShortcut(key);
    action->setProperty("iconName", iconName);
    connect(action, &QAction::triggered, this, run);
    menu->addAction(action);
    addAction(action);
    return action;
}

void MainWindow::createActions()
{
    createFileMenu();
    createEditMenu();
    createViewMenu();
    createWorkshopMenu();
    createGoMenu();
    createHelpMenu();
}

void MainWindow::createFileMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&File"));
    addCommand(menu, "new", tr("New Client…"), "plus", QKeySequence::New, [this] { askForNew(); });
    addCommand(menu, "open", tr("Open…"), "folder", QKeySequence::Open, [this] { askForOpen(); });
    addCommand(menu,
               "example",
               tr("Open the Example"),
               "book",
               QKeySequence(Qt::CTRL | Qt::Key_E),
               [this] { openExample(); });
    menu->addSeparator();
    m_clientActions.push_back(addCommand(
        menu, "snapshot", tr("Take a Snapshot…"), "camera", {}, [this] { askForSnapshot(); }));
    m_clientActions.push_back(addCommand(menu,
                                         "saveCopy",
                                         tr("Save a Copy…"),
                                         "save",
                                         QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S),
                                         [this] { saveCopy(); }));
    m_clientActions.push_back(
        addCommand(menu, "close", tr("Close Client"), "close", QKeySequence::Close, [this] {
            closeClient();
        }));
    menu->addSeparator();
    addCommand(menu, "quit", tr("Quit"), {}, QKeySequence::Quit, [this] { close(); });
}

void MainWindow::createEditMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&Edit"));
    m_undo = addCommand(
        menu, "undo", tr("Undo"), "undo", QKeySequence::Undo, [this] { m_document->undo(); });
    m_redo = addCommand(
        menu, "redo", tr("Redo"), "redo", QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), [this] {
            m_document->redo();
        });
    m_clientActions.push_back(addCommand(
        menu, "history", tr("History"), "history", QKeySequence(Qt::CTRL | Qt::Key_H), [this] {
            showHistory();
        }));
    menu->addSeparator();
    m_clientActions.push_back(addCommand(
        menu, "note", tr("Add a Note…"), "note", QKeySequence(Qt::CTRL | Qt::Key_M), [this] {
            askForNote();
        }));
    addCommand(
        menu, "author", tr("Who Is at the Keyboard…"), "person", {}, [this] { askForAuthor(); });
}

void MainWindow::createViewMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&View"));
    addCommand(menu, "zoomIn", tr("Zoom In"), "plus", QKeySequence::ZoomIn, [] {
        theme().setZoom(theme().zoom() + kZoomStep);
        Settings::setZoom(theme().zoom());
    });
    addCommand(menu, "zoomOut", tr("Zoom Out"), "minus", QKeySequence::ZoomOut, [] {
        theme().setZoom(theme().zoom() - kZoomStep);
        Settings::setZoom(theme().zoom());
    });
    addCommand(
        menu, "zoomReset", tr("Normal Size"), "zoom", QKeySequence(Qt::CTRL | Qt::Key_0), [] {
            theme().setZoom(100);
            Settings::setZoom(100);
        });
    menu->addSeparator();
    addCommand(menu,
               "scheme",
               tr("Light or Dark"),
               "moon",
               QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L),
               [] {
                   theme().setScheme(tokens().dark ? Theme::Scheme::Light : Theme::Scheme::Dark);
                   Settings::setScheme(theme().scheme());
               });
    m_clientActions.push_back(
        addCommand(menu, "table", tr("Picture or Table"), "table", QKeySequence(Qt::Key_T), [this] {
            if (Page* page = m_workspace->page()) {
                page->toggleTable();
            }
        }));
    m_clientActions.push_back(addCommand(
        menu, "findingsPanel", tr("Findings Panel"), "findings", QKeySequence(Qt::Key_F8), [this] {
            toggleFindings();
        }));
    m_clientActions.push_back(addCommand(
        menu, "side", tr("Side Pane"), "layout", QKeySequence(Qt::CTRL | Qt::Key_I), [this] {
            if (Page* page = m_workspace->page()) {
                page->toggleSide();
            }
        }));
    m_clientActions.push_back(addCommand(
        menu, "notes", tr("Notes and Parking Lot"), "park", {}, [this] { showNotes(); }));
}

void MainWindow::createWorkshopMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&Workshop"));
    m_clientActions.push_back(
        addCommand(menu, "present", tr("Present"), "presenter", QKeySequence(Qt::Key_F5), [this] {
            present();
        }));
    m_clientActions.push_back(addCommand(
        menu, "nextQuestion", tr("Next Best Question"), "target", QKeySequence(Qt::Key_N), [this] {
            go({"questions", {}, "next", {}});
        }));
}

void MainWindow::createGoMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&Go"));
    m_clientActions.push_back(addCommand(
        menu, "back", tr("Back"), "arrow-left", QKeySequence(Qt::ALT | Qt::Key_Left), [this] {
            m_workspace->goBack();
        }));
    menu->addSeparator();
    int number = 0;
    constexpr int kNumbered = 10;
    for (const PageInfo& page : pages()) {
        const QKeySequence key =
            number == 0           ? QKeySequence(Qt::ALT | Qt::Key_Q)
            : number <= kNumbered ? QKeySequence(QStringLiteral("Alt+%1").arg(number % kNumbered))
                                  : QKeySequence();
        m_clientActions.push_back(addCommand(
            menu, ("go:" + page.id).c_str(), page.title, page.icon, key, [this, id = page.id] {
                go({id, {}, {}, {}});
            }));
        ++number;
    }
    menu->addSeparator();
    const auto step = [this](int by) {
        const auto here = std::find_if(pages().begin(), pages().end(), [&](const PageInfo& page) {
            return page.id == m_workspace->place().page;
        });
        const auto count = static_cast<std::ptrdiff_t>(pages().size());
        const std::ptrdiff_t next = (here - pages().begin() + by + count) % count;
        go({pages()[static_cast<std::size_t>(next)].id, {}, {}, {}});
    };
    m_clientActions.push_back(addCommand(menu,
                                         "nextPage",
                                         tr("Next Step"),
                                         "chevron-down",
                                         QKeySequence(Qt::CTRL | Qt::Key_PageDown),
                                         [step] { step(1); }));
    m_clientActions.push_back(addCommand(menu,
                                         "previousPage",
                                         tr("Previous Step"),
                                         "chevron-up",
                                         QKeySequence(Qt::CTRL | Qt::Key_PageUp),
                                         [step] { step(-1); }));
}

void MainWindow::createHelpMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&Help"));
    addCommand(menu,
               "palette",
               tr("Search or Run a Command…"),
               "search",
               QKeySequence(Qt::CTRL | Qt::Key_K),
               [this] { openPalette(); });
    addCommand(menu, "keys", tr("All Keys"), "keyboard", QKeySequence::HelpContents, [this] {
        showKeys();
    });
}

void MainWindow::createCorner()
{
    delete menuBar()->cornerWidget(Qt::TopRightCorner);
    delete menuBar()->cornerWidget(Qt::TopLeftCorner);
    auto* corner = new QWidget;
    auto* row = new QHBoxLayout(corner);
    row->setContentsMargins(0, px(4), px(16), px(4));
    row->setSpacing(px(12));
    row->setSizeConstraint(QLayout::SetFixedSize);
    m_search = makeButton(tr("Search or run a command"), QStringLiteral("search"), tr("Ctrl K"));
    m_search->setObjectName(QStringLiteral("search"));
    m_search->setFixedHeight(px(30));
    connect(m_search, &QPushButton::clicked, this, &MainWindow::openPalette);
    row->addWidget(m_search);
    m_present = makeButton(tr("Present"), QStringLiteral("presenter"), QStringLiteral("F5"));
    m_present->setObjectName(QStringLiteral("present"));
    m_present->setFixedHeight(px(30));
    connect(m_present, &QPushButton::clicked, this, &MainWindow::present);
    m_present->setFixedWidth(m_present->sizeHint().width());
    row->addWidget(m_present);
    menuBar()->setCornerWidget(corner);
    auto* mark = new MarkLabel;
    menuBar()->setCornerWidget(mark, Qt::TopLeftCorner);
    // A widget that is added to a window in view stays hidden until it is shown.
    corner->show();
    mark->show();
    fitSearch();
}

void MainWindow::createStatusLine()
{
    setStatusBar(new QStatusBar);
    statusBar()->setSizeGripEnabled(false);
    statusBar()->setContentsMargins(px(14), 0, px(14), 0);
    const auto small = [](QWidget* widget) {
        widget->setFont(textFont(12));
        return widget;
    };
    const auto link = [&](const QString& name, const QString& text) {
        QPushButton* button = makeLink(text);
        button->setObjectName(name);
        small(button);
        return button;
    };
    m_saved = makeLabel({}, 12, Weight::Medium, TextInk::Second);
    m_fileName = makeLabel({}, 12, Weight::Regular, TextInk::Second);
    m_undoButton = link(QStringLiteral("statusUndo"), {});
    connect(m_undoButton, &QPushButton::clicked, m_undo, &QAction::trigger);
    m_historyButton = link(QStringLiteral("statusHistory"), {});
    connect(m_historyButton, &QPushButton::clicked, this, &MainWindow::showHistory);
    for (QWidget* widget : {static_cast<QWidget*>(m_saved),
                            static_cast<QWidget*>(m_fileName),
                            static_cast<QWidget*>(m_undoButton),
                            static_cast<QWidget*>(m_historyButton)}) {
        statusBar()->addWidget(widget);
    }
    m_findingsButton = link(QStringLiteral("statusFindings"), tr("Findings panel  F8"));
    connect(m_findingsButton, &QPushButton::clicked, this, &MainWindow::toggleFindings);
    m_packsLabel = makeLabel({}, 12, Weight::Regular, TextInk::Second);
    m_zoomLabel = makeLabel({}, 12, Weight::Regular, TextInk::Second);
    statusBar()->addPermanentWidget(m_findingsButton);
    statusBar()->addPermanentWidget(m_packsLabel);
    statusBar()->addPermanentWidget(m_zoomLabel);
}

void MainWindow::refreshActions()
{
    const bool open = m_document != nullptr;
    for (QAction* action : m_clientActions) {
        action->setEnabled(open);
    }
    const auto undo = open ? m_document->nextUndo() : std::nullopt;
    const auto redo = open ? m_document->nextRedo() : std::nullopt;
    m_undo->setEnabled(undo.has_value());
    m_redo->setEnabled(redo.has_value());
    m_undo->setText(undo ? tr("Undo: %1").arg(qstr(undo->title)) : tr("Undo"));
    m_redo->setText(redo ? tr("Redo: %1").arg(qstr(redo->title)) : tr("Redo"));
    m_present->setVisible(open);
    m_undoButton->setVisible(undo.has_value());
    m_historyButton->setVisible(open);
    m_findingsButton->setVisible(open);
    m_zoomLabel->setText(tr("%1 %").arg(theme().zoom()));
    const auto& packs = open ? m_document->knowledge().packs : m_packs.knowledge->packs;
    m_packsLabel->setText(packs.empty() ? QString()
                                        : tr("Packs %1").arg(qstr(packs.front().version)));
    if (!open) {
        m_saved->setText(tr("No client open"));
        m_fileName->clear();
        setWindowTitle(QStringLiteral("Netready"));
        return;
    }
    const QFontMetrics metrics(textFont(12));
    m_saved->setText(m_document->isReadOnly() ? tr("Read-only") : tr("All changes saved"));
    m_fileName->setText(qstr(m_document->file().path().filename().string()));
    const auto edits = static_cast<int>(m_document->history().size());
    m_historyButton->setText(tr("%n edit(s)", nullptr, edits));
    if (undo) {
        m_undoButton->setText(metrics.elidedText(
            tr("Undo: %1  Ctrl+Z").arg(qstr(undo->title)), Qt::ElideMiddle, px(320)));
    }
    setWindowTitle(QStringLiteral("%1 – Netready").arg(qstr(m_document->file().info().title)));
}

void MainWindow::askForNew()
{
    closeClient();
    m_start->askForNew();
}

void MainWindow::askForOpen()
{
    const QString path = Dialogs::instance().fileToOpen(this, tr("Open a client"), clientFilter());
    if (!path.isEmpty()) {
        openFile(path);
    }
}

void MainWindow::openExample()
{
    // A copy of one's own, so that nothing one tries is lost and nothing is in the way.
    const QDir folder(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation));
    folder.mkpath(QStringLiteral("."));
    const QString path = folder.filePath(QStringLiteral("example.netready"));
    if (QFileInfo::exists(path)) {
        openFile(path);
    } else {
        newFile(path, QStringLiteral("brownfield-enterprise"));
    }
}

QString MainWindow::saveCopy()
{
    const QString path =
        Dialogs::instance().fileToSave(this,
                                       tr("Save a copy"),
                                       qstr(m_document->file().path().filename().string()),
                                       clientFilter());
    if (path.isEmpty()) {
        return {};
    }
    m_workspace->showProblem({});
    return m_document->saveCopy(utf8(path)) ? path : QString();
}

/// The file makes trouble: the work goes on in the copy, with the edit that made it known.
void MainWindow::moveToCopy()
{
    const Place place = m_workspace->place();
    const QString path = saveCopy();
    const std::optional<Edit> refused = m_document->refusedEdit();
    if (!path.isEmpty() && openFile(path)) {
        if (refused) {
            m_document->apply(*refused);
        }
        go(place);
    }
}

void MainWindow::askForSnapshot()
{
    const QString name = Dialogs::instance().lineOfText(
        this,
        tr("Take a snapshot"),
        tr("Name of the milestone"),
        tr("Workshop of %1").arg(QDate::currentDate().toString(Qt::ISODate)));
    if (!name.isEmpty()) {
        m_document->snapshot(name);
    }
}

void MainWindow::askForAuthor()
{
    const QString name = Dialogs::instance().lineOfText(
        this,
        tr("Who is at the keyboard"),
        tr("The name that goes with each answer"),
        m_document == nullptr ? Settings::author() : qstr(m_document->author()));
    if (!name.isEmpty()) {
        Settings::setAuthor(name);
        if (m_document != nullptr) {
            m_document->setAuthor(utf8(name));
        }
    }
}

void MainWindow::askForNote()
{
    const Place& place = m_workspace->place();
    const std::string about = !place.subject ? std::string()
                              : place.attribute.empty() || m_document->knowledge().findAttribute(
                                                               place.attribute) == nullptr
                                  ? place.subject->text()
                                  : FactKey{*place.subject, place.attribute}.text();
    const QString note = Dialogs::instance().lineOfText(
        this,
        tr("Add a note"),
        about.empty() ? tr("About the client as a whole") : tr("About %1").arg(qstr(about)),
        {});
    if (!note.isEmpty()) {
        m_document->apply(
            addNoteEdit(m_document->facts(), about, utf8(note), m_document->signature()));
    }
}

void MainWindow::openPalette()
{
    auto* palette = new CommandPalette(*this);
    palette->open();
}

void MainWindow::present()
{
    auto* presenter = new Presenter(*m_document);
    presenter->setAttribute(Qt::WA_DeleteOnClose);
    connect(presenter, &Presenter::mapWanted, this, [this] { go({"flows", {}, {}, {}}); });
    presenter->showOn(this);
}

void MainWindow::showHistory()
{
    showPanel(*this, m_panel, PanelKind::History);
}

void MainWindow::showNotes()
{
    showPanel(*this, m_panel, PanelKind::Notes);
}

void MainWindow::toggleFindings()
{
    showPanel(*this, m_panel, PanelKind::Findings);
}

void MainWindow::showKeys()
{
    showKeyList(*this);
}

void MainWindow::fitSearch()
{
    constexpr int kNarrow = 1100;
    const bool isNarrow = width() < px(kNarrow);
    m_search->setText(isNarrow ? tr("Search") : tr("Search or run a command"));
    m_search->setFixedWidth(px(isNarrow ? 160 : 296));
    // The menu bar places its corners when its own size changes only.
    menuBar()->cornerWidget()->adjustSize();
    QResizeEvent again(menuBar()->size(), menuBar()->size());
    QCoreApplication::sendEvent(menuBar(), &again);
}

bool MainWindow::focusNextPrevChild(bool next)
{
    return focusInReadingOrder(*this, next);
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    fitSearch();
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    finishTyping();
    Settings::setState(QStringLiteral("window"), saveGeometry());
    if (m_document != nullptr) {
        rememberFile(true);
    }
    QMainWindow::closeEvent(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls()) {
        event->acceptProposedAction();
    }
}

void MainWindow::dropEvent(QDropEvent* event)
{
    for (const QUrl& url : event->mimeData()->urls()) {
        const QString path = url.toLocalFile();
        if (path.endsWith(QStringLiteral(".netready"))) {
            openFile(path);
            return;
        }
        if (m_document != nullptr && !path.isEmpty()) {
            m_document->attach(path, {});
            go({"evidence", {}, {}, {}});
        }
    }
}

} // namespace netready::desktop
