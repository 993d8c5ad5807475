// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/panels.h"

#include "app/desktop/main_window.h"
#include "app/desktop/models/findings_model.h"
#include "app/desktop/models/history_model.h"
#include "app/desktop/models/notes_model.h"
#include "app/desktop/widgets/labels.h"
#include "app/desktop/workspace.h"

#include <QAction>
#include <QBoxLayout>
#include <QDockWidget>
#include <QHeaderView>
#include <QLineEdit>
#include <QListView>
#include <QPointer>
#include <QSortFilterProxyModel>
#include <QStackedWidget>
#include <QTreeView>

#include <functional>

namespace netready::desktop {

namespace {

constexpr int kHeight = 240;

/// A dock at the bottom: title, state, a search field, what the panel does, and the way out.
class Panel : public QDockWidget
{
public:
    Panel(MainWindow& window, PanelKind panelKind, const QString& title)
        : QDockWidget(title, &window)
        , kind(panelKind)
    {
        setFeatures(NoDockWidgetFeatures);
        setAllowedAreas(Qt::BottomDockWidgetArea);
        QFrame* head = makePane("sunken");
        m_head = new QHBoxLayout(head);
        m_head->setContentsMargins(px(16), px(4), px(8), px(4));
        m_head->setSpacing(px(12));
        m_head->addWidget(makeLabel(title, 14, Weight::SemiBold));
        state = makeLabel({}, 12, Weight::Regular, TextInk::Note);
        state->setObjectName(QStringLiteral("panelState"));
        m_head->addWidget(state, 1);
        close = makeSquare(QStringLiteral("close"), MainWindow::tr("Close the panel (Esc)"));
        close->setObjectName(QStringLiteral("panelClose"));
        setTitleBarWidget(head);
        m_body = new QStackedWidget;
        setWidget(m_body);
        auto* escape = new QAction(this);
        escape->setShortcut(Qt::Key_Escape);
        escape->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        connect(escape, &QAction::triggered, close, &QToolButton::click);
        addAction(escape);
    }

    QLineEdit* addField(const char* name, const QString& words)
    {
        auto* field = new QLineEdit;
        field->setObjectName(QLatin1String(name));
        field->setAccessibleName(words);
        field->setPlaceholderText(words);
        field->setFixedWidth(px(240));
        m_head->addWidget(field);
        return field;
    }
    void addButton(QWidget* button) { m_head->addWidget(button); }

    /// `view` and what stands in its place while there is nothing.
    void setBody(QAbstractItemView* view, const QString& iconName, const QString& sentence)
    {
        m_view = view;
        m_body->addWidget(view);
        QFrame* nothing = makePane("surface");
        auto* column = new QVBoxLayout(nothing);
        column->setContentsMargins(px(16), px(12), px(16), px(12));
        column->addWidget(makeEmpty(iconName, sentence));
        m_body->addWidget(nothing);
        m_head->addWidget(close);
    }
    void showBody(bool isEmpty) { m_body->setCurrentIndex(isEmpty ? 1 : 0); }
    [[nodiscard]] QAbstractItemView* view() const { return m_view; }

    PanelKind kind;
    QLabel* state = nullptr;
    QToolButton* close = nullptr;

private:
    QHBoxLayout* m_head = nullptr;
    QStackedWidget* m_body = nullptr;
    QAbstractItemView* m_view = nullptr;
};

QTreeView* makeTable(const char* name, const QString& title, QAbstractItemModel* model)
{
    auto* table = new QTreeView;
    table->setObjectName(QLatin1String(name));
    table->setAccessibleName(title);
    table->setModel(model);
    table->setRootIsDecorated(false);
    table->setUniformRowHeights(true);
    table->setAllColumnsShowFocus(true);
    table->setIndentation(0);
    table->setIconSize(QSize(px(16), px(16)));
    table->header()->setStretchLastSection(false);
    table->setItemDelegate(new RowDelegate(table));
    constexpr int kMeasured = 100;
    table->header()->setResizeContentsPrecision(kMeasured);
    table->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    return table;
}

QSortFilterProxyModel* makeFilter(QAbstractItemModel* model, QLineEdit* field)
{
    auto* filter = new QSortFilterProxyModel(model);
    filter->setSourceModel(model);
    filter->setFilterKeyColumn(-1);
    filter->setFilterCaseSensitivity(Qt::CaseInsensitive);
    QObject::connect(
        field, &QLineEdit::textChanged, filter, &QSortFilterProxyModel::setFilterFixedString);
    return filter;
}

/// The field hands over to the list.
void linkField(QLineEdit* field, QAbstractItemView* view)
{
    QObject::connect(field, &QLineEdit::returnPressed, view, [view] {
        view->setFocus(Qt::TabFocusReason);
        if (!view->currentIndex().isValid()) {
            view->setCurrentIndex(view->model()->index(0, 0));
        }
    });
}

Panel* makeHistory(MainWindow& window)
{
    ClientDocument& document = *window.document();
    auto* panel = new Panel(window, PanelKind::History, MainWindow::tr("History"));
    auto* model = new HistoryModel(document, panel);
    QLineEdit* field = panel->addField("historySearch", MainWindow::tr("Search the history"));
    QSortFilterProxyModel* filter = makeFilter(model, field);
    QTreeView* table = makeTable("historyList", MainWindow::tr("History of edits"), filter);
    linkField(field, table);
    panel->setBody(table,
                   QStringLiteral("history"),
                   MainWindow::tr("Nothing has been edited yet. Every edit will stand here and can "
                                  "be taken back."));
    const auto goTo = [&document, filter, model](const QModelIndex& index) {
        const QModelIndex source = filter->mapToSource(index);
        if (source.isValid()) {
            document.goToHistory(model->entry(source.row()).sequence);
        }
    };
    QObject::connect(table, &QTreeView::activated, panel, goTo);
    QObject::connect(table, &QTreeView::clicked, panel, goTo);
    const auto refresh = [panel, model, filter, table] {
        const QModelIndex before = filter->mapToSource(table->currentIndex());
        const std::int64_t sequence = before.isValid() ? model->entry(before.row()).sequence : -1;
        model->refresh();
        panel->showBody(model->rowCount() == 0);
        int row = model->present();
        for (int i = 0; i < model->rowCount(); ++i) {
            row = model->entry(i).sequence == sequence ? i : row;
        }
        table->setCurrentIndex(filter->mapFromSource(model->index(row, 0)));
        panel->state->setText(MainWindow::tr(
            "%n edit(s); Enter goes back to the state after one", nullptr, model->rowCount()));
    };
    QObject::connect(&document, &ClientDocument::changed, panel, refresh);
    refresh();
    return panel;
}

std::string aboutOf(const MainWindow& window)
{
    const Place& place = window.workspace()->place();
    const bool isFact =
        place.subject && window.document()->knowledge().findAttribute(place.attribute) != nullptr;
    return !place.subject ? std::string()
           : isFact       ? FactKey{*place.subject, place.attribute}.text()
                          : place.subject->text();
}

Panel* makeNotes(MainWindow& window)
{
    ClientDocument& document = *window.document();
    auto* panel = new Panel(window, PanelKind::Notes, MainWindow::tr("Notes and parking lot"));
    auto* model = new NotesModel(document, panel);
    QLineEdit* search = panel->addField("notesSearch", MainWindow::tr("Search the notes"));
    QLineEdit* fresh = panel->addField("newNote", MainWindow::tr("Add a note"));
    QPushButton* remove =
        makeButton(MainWindow::tr("Remove"), QStringLiteral("trash"), MainWindow::tr("Del"));
    remove->setObjectName(QStringLiteral("removeNote"));
    panel->addButton(remove);
    QSortFilterProxyModel* filter = makeFilter(model, search);
    QTreeView* table = makeTable("notesList", MainWindow::tr("Notes and parked questions"), filter);
    linkField(search, table);
    panel->setBody(
        table,
        QStringLiteral("note"),
        MainWindow::tr(
            "No note and no parked question yet. Add one above (Ctrl+M), or park a question (P)."));
    QObject::connect(
        table, &QTreeView::activated, panel, [&window, filter, model](const QModelIndex& index) {
            window.go(model->place(filter->mapToSource(index).row()));
        });
    QObject::connect(fresh, &QLineEdit::returnPressed, panel, [&window, &document, fresh] {
        const QString text = fresh->text().trimmed();
        if (!text.isEmpty() &&
            document.apply(
                addNoteEdit(document.facts(), aboutOf(window), utf8(text), document.signature()))) {
            fresh->clear();
        }
    });
    const auto removeNow = [&document, table, filter, model] {
        const QModelIndex index = filter->mapToSource(table->currentIndex());
        if (index.isValid()) {
            const std::string id = model->note(index.row()).id;
            document.apply(removeNoteEdit(document.facts(), id, document.signature()));
        }
    };
    QObject::connect(remove, &QPushButton::clicked, panel, removeNow);
    auto* key = new QAction(table);
    key->setShortcut(QKeySequence::Delete);
    key->setShortcutContext(Qt::WidgetShortcut);
    QObject::connect(key, &QAction::triggered, panel, removeNow);
    table->addAction(key);
    const auto refresh = [panel, model, table, remove] {
        const int row = table->currentIndex().row();
        model->refresh();
        const int last = table->model()->rowCount() - 1;
        table->setCurrentIndex(table->model()->index(std::clamp(row, 0, std::max(last, 0)), 0));
        panel->showBody(model->rowCount() == 0);
        remove->setEnabled(model->rowCount() > 0);
        panel->state->setText(MainWindow::tr("%1 parked, %2 in all; Enter goes to what it is about")
                                  .arg(model->parked())
                                  .arg(model->rowCount()));
    };
    const auto follow = [&window, fresh] {
        const std::string about = aboutOf(window);
        const QString words = about.empty()
                                  ? MainWindow::tr("Add a note")
                                  : MainWindow::tr("Add a note about %1").arg(qstr(about));
        fresh->setPlaceholderText(words);
        fresh->setToolTip(words);
    };
    QObject::connect(&document, &ClientDocument::changed, panel, refresh);
    QObject::connect(window.workspace(), &Workspace::moved, panel, follow);
    refresh();
    follow();
    return panel;
}

Panel* makeFindings(MainWindow& window)
{
    ClientDocument& document = *window.document();
    auto* panel =
        new Panel(window, PanelKind::Findings, MainWindow::tr("Findings that stop or cap"));
    auto* model = new FindingsModel(document, panel);
    model->setGroups(FindingGroups::None);
    FindingFilter gates;
    gates.gatesOnly = true;
    model->setFilter(gates);
    QLineEdit* field = panel->addField("findingsPanelSearch", MainWindow::tr("Filter by words"));
    QObject::connect(field, &QLineEdit::textChanged, panel, [model](const QString& text) {
        FindingFilter filter = model->filter();
        filter.text = text;
        model->setFilter(filter);
    });
    QPushButton* all = makeLink(MainWindow::tr("All findings"));
    all->setObjectName(QStringLiteral("allFindings"));
    QObject::connect(all, &QPushButton::clicked, &window, [&window] {
        window.go({"findings", {}, {}, {}});
    });
    panel->addButton(all);
    auto* list = new QListView;
    list->setObjectName(QStringLiteral("findingsPanelList"));
    list->setAccessibleName(MainWindow::tr("Findings that block, may block or cap"));
    list->setModel(model);
    list->setItemDelegate(new FindingDelegate(true, list));
    list->setUniformItemSizes(true);
    list->setMouseTracking(true);
    list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    linkField(field, list);
    panel->setBody(list,
                   QStringLiteral("findings"),
                   MainWindow::tr("Nothing stops a workload and nothing caps its score."));
    const auto goTo = [&window, model](const QModelIndex& index) {
        if (const Finding* finding = model->finding(index)) {
            window.go({"findings", finding->subject, {}, finding->rule->id});
        }
    };
    QObject::connect(list, &QListView::activated, panel, goTo);
    QObject::connect(list, &QListView::doubleClicked, panel, goTo);
    const auto refresh = [panel, model, list] {
        const Finding* before = model->finding(list->currentIndex());
        const auto key = before == nullptr ? std::nullopt : std::optional(keyOf(*before));
        model->refresh();
        const QModelIndex found = key ? model->indexOf(*key) : QModelIndex();
        list->setCurrentIndex(found.isValid() ? found : model->index(0));
        list->viewport()->update();
        panel->showBody(model->rowCount() == 0);
        int counts[3] = {};
        for (const Finding* finding : model->shown()) {
            const Effect effect = effectOf(*finding);
            counts[effect == Effect::Blocks ? 0 : effect == Effect::MayBlock ? 1 : 2] += 1;
        }
        panel->state->setText(MainWindow::tr("%1 stop a workload, %2 may, %3 cap the score")
                                  .arg(counts[0])
                                  .arg(counts[1])
                                  .arg(counts[2]));
    };
    QObject::connect(&document, &ClientDocument::changed, panel, refresh);
    refresh();
    return panel;
}

Panel* makePanel(MainWindow& window, PanelKind kind)
{
    switch (kind) {
    case PanelKind::History:
        return makeHistory(window);
    case PanelKind::Notes:
        return makeNotes(window);
    case PanelKind::Findings:
        break;
    }
    return makeFindings(window);
}

} // namespace

std::optional<PanelKind> panelKind(const QWidget* panel)
{
    const auto* dock = dynamic_cast<const Panel*>(panel);
    return dock == nullptr ? std::nullopt : std::optional(dock->kind);
}

void showPanel(MainWindow& window, QWidget*& panel, PanelKind kind)
{
    const std::optional<PanelKind> before = panelKind(panel);
    int height = px(kHeight);
    if (panel != nullptr) {
        height = panel->height();
        panel->hide();
        panel->deleteLater();
        panel = nullptr;
    }
    if (before == kind || window.document() == nullptr || window.workspace() == nullptr) {
        if (window.workspace() != nullptr && window.workspace()->page() != nullptr) {
            window.workspace()->page()->setFocus();
        }
        return;
    }
    Panel* dock = makePanel(window, kind);
    dock->setObjectName(kind == PanelKind::History ? QStringLiteral("historyPanel")
                        : kind == PanelKind::Notes ? QStringLiteral("notesPanel")
                                                   : QStringLiteral("findingsPanel"));
    dock->setAccessibleName(dock->windowTitle());
    QObject::connect(dock->close, &QToolButton::clicked, &window, [&window, &panel, kind] {
        if (panelKind(panel) == kind) {
            showPanel(window, panel, kind);
        }
    });
    panel = dock;
    window.addDockWidget(Qt::BottomDockWidgetArea, dock);
    window.resizeDocks({dock}, {height}, Qt::Vertical);
    dock->view()->setFocus(Qt::ShortcutFocusReason);
}

} // namespace netready::desktop
