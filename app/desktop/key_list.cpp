// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/letter_keys.h"
#include "app/desktop/main_window.h"
#include "app/desktop/models/findings_model.h"
#include "app/desktop/panels.h"
#include "app/desktop/widgets/labels.h"

#include <QAction>
#include <QBoxLayout>
#include <QCheckBox>
#include <QCoreApplication>
#include <QDialog>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QTreeWidget>

#include <array>

namespace netready::desktop {

namespace {

/// A key of a page; those of the menus are read from them.
struct PageKey
{
    const char* page;
    const char* what;
    const char* key;
};

#define NR_KEY(text) QT_TRANSLATE_NOOP("netready::desktop::keys", text)

constexpr std::array kPageKeys{
    PageKey{NR_KEY("Everywhere"), NR_KEY("Next pane"), "F6"},
    PageKey{NR_KEY("Everywhere"), NR_KEY("Details at the side"), "Ctrl+I"},
    PageKey{NR_KEY("Search"), NR_KEY("Only actions, questions or findings"), ">  ?  #"},
    PageKey{NR_KEY("Search"), NR_KEY("Next group"), "Tab"},
    PageKey{NR_KEY("Search"), NR_KEY("Open and stay"), "Ctrl+Enter"},
    PageKey{NR_KEY("Start"), NR_KEY("Open the file that is chosen"), "Enter"},
    PageKey{NR_KEY("Start"), NR_KEY("Take it from the list"), "Del"},
    PageKey{NR_KEY("Start"), NR_KEY("Compare two files"), "Ctrl+D"},
    PageKey{NR_KEY("Portfolio"), NR_KEY("Add a workload"), "A"},
    PageKey{NR_KEY("Portfolio"), NR_KEY("Add from a use case"), "U"},
    PageKey{NR_KEY("Portfolio"), NR_KEY("Enter a range"), "Ctrl+R"},
    PageKey{NR_KEY("Portfolio"), NR_KEY("Not known"), "Ctrl+."},
    PageKey{NR_KEY("Portfolio"), NR_KEY("Why this number"), "Enter"},
    PageKey{NR_KEY("Data flows"), NR_KEY("Add"), "A"},
    PageKey{NR_KEY("Data flows"), NR_KEY("Connect"), "C"},
    PageKey{NR_KEY("Data flows"), NR_KEY("Group"), "Ctrl+G"},
    PageKey{NR_KEY("Data flows"), NR_KEY("Move by 8, with Shift by 64"), "← ↑ ↓ →"},
    PageKey{NR_KEY("Data flows"), NR_KEY("Next in reading order"), "Tab"},
    PageKey{NR_KEY("Data flows"), NR_KEY("Go to the bottleneck"), "B"},
    PageKey{NR_KEY("Data flows"), NR_KEY("Lay out"), "L"},
    PageKey{NR_KEY("Data flows"), NR_KEY("Fit into the window"), "F"},
    PageKey{NR_KEY("Data flows"), NR_KEY("Next layer"), "Space"},
    PageKey{NR_KEY("Data flows"), NR_KEY("Finding of what is chosen"), "Enter"},
    PageKey{NR_KEY("Data flows"), NR_KEY("Ask"), "Q"},
    PageKey{NR_KEY("Fabric"), NR_KEY("Lose one"), "X"},
    PageKey{NR_KEY("Fabric"), NR_KEY("Lose nothing"), "Shift+X"},
    PageKey{NR_KEY("Fabric"), NR_KEY("What if"), "W"},
    PageKey{NR_KEY("Fabric"), NR_KEY("Fill the what-if"), "Ctrl+Enter"},
    PageKey{NR_KEY("Questions"), NR_KEY("Kind of answer, or choice"), "1 … 4"},
    PageKey{NR_KEY("Questions"), NR_KEY("Skip"), "S"},
    PageKey{NR_KEY("Questions"), NR_KEY("Park"), "P"},
    PageKey{NR_KEY("Findings"), NR_KEY("Into the tree; open and close its branches"), "→  ←"},
    PageKey{NR_KEY("Findings"), NR_KEY("Go to place"), "G"},
    PageKey{NR_KEY("Findings"), NR_KEY("Assign an action"), "A"},
    PageKey{NR_KEY("Findings"), NR_KEY("Waive"), "W"},
    PageKey{NR_KEY("Findings"), NR_KEY("Ask"), "Q"},
    PageKey{NR_KEY("Findings"), NR_KEY("Filter by words"), "Ctrl+F"},
    PageKey{NR_KEY("Findings"), NR_KEY("Copy as text"), "Ctrl+C"},
    PageKey{NR_KEY("Evidence"), NR_KEY("Add a file"), "Ctrl+O"},
    PageKey{NR_KEY("Evidence"), NR_KEY("Use the measurement"), "Enter"},
    PageKey{NR_KEY("Evidence"), NR_KEY("Import"), "Ctrl+Enter"},
    PageKey{NR_KEY("Evidence"), NR_KEY("Discard"), "Esc"},
    PageKey{NR_KEY("Plan"), NR_KEY("Add the action that is chosen"), "A"},
    PageKey{NR_KEY("Plan"), NR_KEY("Best plan"), "B"},
    PageKey{NR_KEY("Plan"), NR_KEY("Keep all where they are"), "K"},
    PageKey{NR_KEY("Plan"), NR_KEY("From card to card"), "← ↑ ↓ →"},
    PageKey{NR_KEY("Plan"), NR_KEY("Move to another phase"), "Ctrl+←  Ctrl+→"},
    PageKey{NR_KEY("Plan"), NR_KEY("Pin"), "Space"},
    PageKey{NR_KEY("Plan"), NR_KEY("Drop"), "Del"},
    PageKey{NR_KEY("Presenter"), NR_KEY("Answer"), "1 … 9"},
    PageKey{NR_KEY("Presenter"), NR_KEY("Does not apply"), "0"},
    PageKey{NR_KEY("Presenter"), NR_KEY("Skip"), "S"},
    PageKey{NR_KEY("Presenter"), NR_KEY("Park"), "P"},
    PageKey{NR_KEY("Presenter"), NR_KEY("Range or person"), "R"},
    PageKey{NR_KEY("Presenter"), NR_KEY("Map"), "M"},
    PageKey{NR_KEY("Presenter"), NR_KEY("Leave"), "Esc"},
    PageKey{NR_KEY("Panels"), NR_KEY("Go to the state, or to what a note is about"), "Enter"},
    PageKey{NR_KEY("Panels"), NR_KEY("Remove a note"), "Del"},
    PageKey{NR_KEY("Panels"), NR_KEY("Close the panel"), "Esc"},
};

#undef NR_KEY

QString words(const char* text)
{
    return QCoreApplication::translate("netready::desktop::keys", text);
}

QTreeWidgetItem* groupOf(QTreeWidget& tree, const QString& title)
{
    for (int i = 0; i < tree.topLevelItemCount(); ++i) {
        if (tree.topLevelItem(i)->text(0) == title) {
            return tree.topLevelItem(i);
        }
    }
    auto* group = new QTreeWidgetItem(&tree, {title});
    group->setFont(0, textFont(14, Weight::SemiBold));
    group->setFlags(Qt::ItemIsEnabled);
    return group;
}

void addKey(QTreeWidget& tree, const QString& group, const QString& what, const QString& key)
{
    auto* item = new QTreeWidgetItem(groupOf(tree, group), {what, key});
    item->setForeground(1, key.isEmpty() ? tokens().text3 : tokens().text2);
    item->setData(0, Qt::AccessibleTextRole, QObject::tr("%1: %2").arg(what, key));
}

void fill(QTreeWidget& tree, const MainWindow& window)
{
    for (const QAction* entry : window.menuBar()->actions()) {
        const QString title = entry->text().remove(QLatin1Char('&'));
        for (const QAction* action : entry->menu()->actions()) {
            if (!action->isSeparator()) {
                addKey(tree,
                       title,
                       action->text().remove(QLatin1Char('&')),
                       action->shortcut().isEmpty()
                           ? words(QT_TRANSLATE_NOOP("netready::desktop::keys", "no key"))
                           : action->shortcut().toString(QKeySequence::NativeText));
            }
        }
    }
    for (const PageKey& key : kPageKeys) {
        addKey(tree, words(key.page), words(key.what), QString::fromUtf8(key.key));
    }
    tree.expandAll();
}

/// Hides what holds none of the words; a group stays with any of its keys.
void filter(QTreeWidget& tree, const QString& text)
{
    for (int i = 0; i < tree.topLevelItemCount(); ++i) {
        QTreeWidgetItem* group = tree.topLevelItem(i);
        const bool isWhole = group->text(0).contains(text, Qt::CaseInsensitive);
        bool isShown = false;
        for (int k = 0; k < group->childCount(); ++k) {
            QTreeWidgetItem* item = group->child(k);
            const bool fits = isWhole || item->text(0).contains(text, Qt::CaseInsensitive) ||
                              item->text(1).contains(text, Qt::CaseInsensitive);
            item->setHidden(!fits);
            isShown = isShown || fits;
        }
        group->setHidden(!isShown);
    }
}

} // namespace

void showKeyList(MainWindow& window)
{
    auto* dialog = new QDialog(&window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(QStringLiteral("keyList"));
    dialog->setWindowTitle(MainWindow::tr("All keys"));
    dialog->resize(px(620), px(640));
    auto* column = new QVBoxLayout(dialog);
    column->setContentsMargins(px(16), px(16), px(16), px(16));
    column->setSpacing(px(12));
    auto* field = new QLineEdit;
    field->setObjectName(QStringLiteral("keySearch"));
    field->setAccessibleName(MainWindow::tr("Search the keys"));
    field->setPlaceholderText(MainWindow::tr("Search by what it does or by its key"));
    column->addWidget(field);
    auto* tree = new QTreeWidget;
    tree->setObjectName(QStringLiteral("keyTable"));
    tree->setAccessibleName(MainWindow::tr("Commands and their keys"));
    tree->setColumnCount(2);
    tree->setHeaderLabels({MainWindow::tr("What it does"), MainWindow::tr("Key")});
    tree->setIndentation(px(16));
    tree->setUniformRowHeights(true);
    tree->setItemDelegate(new RowDelegate(tree));
    tree->header()->setStretchLastSection(false);
    tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    tree->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    fill(*tree, window);
    column->addWidget(tree, 1);
    QObject::connect(field, &QLineEdit::textChanged, tree, [tree](const QString& text) {
        filter(*tree, text.trimmed());
    });
    auto* letters =
        new QCheckBox(MainWindow::tr("Letters act as keys while no text field has the focus"));
    letters->setObjectName(QStringLiteral("lettersAct"));
    letters->setChecked(LetterKeys::act());
    letters->setToolTip(MainWindow::tr("Without it only keys with Ctrl, Alt or F1 to F12 act"));
    QObject::connect(letters, &QCheckBox::toggled, dialog, [](bool on) { LetterKeys::setAct(on); });
    column->addWidget(letters);
    auto* row = new QHBoxLayout;
    row->addStretch();
    QPushButton* close = makeButton(MainWindow::tr("Close"), {}, MainWindow::tr("Esc"));
    close->setObjectName(QStringLiteral("keyListClose"));
    close->setAutoDefault(false);
    QObject::connect(close, &QPushButton::clicked, dialog, &QDialog::close);
    row->addWidget(close);
    column->addLayout(row);
    field->setFocus();
    dialog->open();
}

} // namespace netready::desktop
