// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/page.h"

#include <string>
#include <vector>

class QAbstractItemView;
class QFrame;
class QLineEdit;
class QListView;
class QPushButton;
class QStackedWidget;
class QTabBar;
class QTableView;

namespace netready::desktop {

class AttachmentModel;
class ContradictionView;
class FactTableModel;
class ImportPanel;
class OriginBars;
class Segments;

/// Files that are kept with the client, facts by origin, and claims that contradict each other.
class EvidencePage : public Page
{
    Q_OBJECT

public:
    explicit EvidencePage(ClientDocument& document, QWidget* parent = nullptr);
    void refresh() override;
    void show(const Place& place) override;

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    [[nodiscard]] QWidget* makeFiles();
    [[nodiscard]] QWidget* makeFileDetail();
    [[nodiscard]] QWidget* makeContradictions();
    [[nodiscard]] QWidget* makeFacts();
    void refreshHead();
    void refreshContradictions();
    void refreshFacts();
    void showFile();
    void showContradiction();
    void chooseView(int index);
    void addFiles();
    void add(const QStringList& paths);
    void connectSystem();
    void saveFile();
    void removeFile();
    void writeNote();
    void useMeasurement();
    void correctStatement();
    void measureAgain();

    QLabel* m_state = nullptr;
    Segments* m_views = nullptr;
    ImportPanel* m_import = nullptr;
    QStackedWidget* m_right = nullptr;
    AttachmentModel* m_files = nullptr;
    QListView* m_fileList = nullptr;
    QStackedWidget* m_filePlace = nullptr;
    QFrame* m_fileDetail = nullptr;
    QLabel* m_fileName = nullptr;
    QLabel* m_fileFacts = nullptr;
    QLabel* m_fileDigest = nullptr;
    QLineEdit* m_fileNote = nullptr;
    QPushButton* m_fileRemove = nullptr;
    std::string m_shownFile;
    QStackedWidget* m_contradictionPlace = nullptr;
    QTabBar* m_tabs = nullptr;
    ContradictionView* m_contradiction = nullptr;
    std::vector<FactKey> m_tabKeys;
    FactTableModel* m_facts = nullptr;
    OriginBars* m_origins = nullptr;
    QTableView* m_factTable = nullptr;
    QLabel* m_mix = nullptr;
    std::uint64_t m_factsRevision = 0;
};

} // namespace netready::desktop
