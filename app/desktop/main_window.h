// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/document.h"
#include "app/desktop/page.h"

#include <QMainWindow>

#include <memory>

class QAction;
class QLabel;
class QMenu;
class QPushButton;
class QStackedWidget;

namespace netready::desktop {

class StartPage;
class Workspace;

/// The window: start page, or an open client.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(PacksInUse packs);
    ~MainWindow() override;

    /// Opens a client; what is in the way is said in the window. True if it is open.
    bool openFile(const QString& path, OpenMode mode = OpenMode::ReadWrite);
    /// Makes a client of a template, or an empty one, and opens it.
    bool newFile(const QString& path, const QString& templateId);
    void closeClient();

    [[nodiscard]] ClientDocument* document() const { return m_document.get(); }
    [[nodiscard]] Workspace* workspace() const { return m_workspace; }
    void go(const Place& place);

    /// Everything that can be done, in the order of the menus.
    [[nodiscard]] QList<QAction*> commands() const;

protected:
    /// What is made anew while the window is open comes where it is read, not last.
    bool focusNextPrevChild(bool next) override;
    void resizeEvent(QResizeEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    QAction* addCommand(QMenu* menu,
                        const char* name,
                        const QString& text,
                        const QString& iconName,
                        const QKeySequence& key,
                        const std::function<void()>& run);
    void createActions();
    void createFileMenu();
    void createEditMenu();
    void createViewMenu();
    void createWorkshopMenu();
    void createGoMenu();
    void createHelpMenu();
    void createCorner();
    void createStatusLine();
    void finishTyping();
    void rebuild();
    void setDocument(std::unique_ptr<ClientDocument> document);
    void refreshActions();
    void fitSearch();
    void rememberFile(bool closedWell);
    void showProblem(const QString& sentence);

    void askForNew();
    void askForOpen();
    void openExample();
    /// The path that was written; empty: none was.
    QString saveCopy();
    void moveToCopy();
    void openPalette();
    void present();
    void showHistory();
    void showKeys();
    void showNotes();
    void toggleFindings();
    void askForAuthor();
    void askForSnapshot();
    void askForNote();

    PacksInUse m_packs;
    std::unique_ptr<ClientDocument> m_document;
    QStackedWidget* m_stack = nullptr;
    StartPage* m_start = nullptr;
    Workspace* m_workspace = nullptr;
    QPushButton* m_search = nullptr;
    QPushButton* m_present = nullptr;
    QLabel* m_saved = nullptr;
    QLabel* m_fileName = nullptr;
    QPushButton* m_undoButton = nullptr;
    QPushButton* m_historyButton = nullptr;
    QPushButton* m_findingsButton = nullptr;
    QLabel* m_packsLabel = nullptr;
    QLabel* m_zoomLabel = nullptr;
    QWidget* m_panel = nullptr; ///< history, notes or findings, at the bottom
    std::vector<QAction*> m_clientActions;
    QAction* m_undo = nullptr;
    QAction* m_redo = nullptr;
};

} // namespace netready::desktop
