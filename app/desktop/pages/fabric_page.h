// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/page.h"

#include <QComboBox>

#include <cstdint>

class QFrame;
class QMenu;
class QProgressBar;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QToolButton;

namespace netready::desktop {

class FabricPicture;
class FabricWork;
class FactForm;
class GrowthPanel;
class RowsTable;
class Segments;
class SizingPanel;
class WhatIfPanel;
struct FabricSide;

/// Tiers, links and loads of a fabric, what a loss does, its sizing, and a what-if beside it.
class FabricPage : public Page
{
    Q_OBJECT

public:
    explicit FabricPage(ClientDocument& document, QWidget* parent = nullptr);
    void refresh() override;
    void show(const Place& place) override;
    void toggleTable() override;
    void setTight(bool tight) override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    /// One of the two pictures with its heading.
    struct Pane
    {
        QWidget* widget = nullptr;
        QLabel* title = nullptr;
        QLabel* state = nullptr;
        QLabel* note = nullptr;
        FabricPicture* picture = nullptr;
    };

    void makeHeadActions(QBoxLayout* actions);
    void addKeys();
    [[nodiscard]] QWidget* makeBody();
    [[nodiscard]] QWidget* makePictures();
    [[nodiscard]] Pane makePicturePane(const QString& title, const char* name);
    [[nodiscard]] QWidget* makeTables();
    [[nodiscard]] QWidget* makeLinkTable();
    [[nodiscard]] QWidget* makeDock();
    [[nodiscard]] QWidget* makeNothing();

    void showAll();
    void showHead();
    void showPane(Pane& pane, const FabricSide& side);
    void showComparison();
    void showLosses();
    void showLinks();
    void showProgress();
    void arrange();

    void addFabric();
    void chooseLoss(int kind);
    void startWhatIf();
    void showFacts();

    FabricWork& m_work;
    QLabel* m_state = nullptr;
    QComboBox* m_fabric = nullptr;
    QToolButton* m_add = nullptr;
    QWidget* m_tables = nullptr;
    QWidget* m_dock = nullptr;
    Segments* m_view = nullptr;
    QPushButton* m_lose = nullptr;
    QMenu* m_losses = nullptr;
    QPushButton* m_begin = nullptr;
    QPushButton* m_drop = nullptr;
    QPushButton* m_keep = nullptr;
    QStackedWidget* m_whole = nullptr; ///< nothing yet, or the body
    QStackedWidget* m_left = nullptr;  ///< picture, table, facts
    Segments* m_side = nullptr;        ///< which picture, where one has room
    QFrame* m_between = nullptr;
    Pane m_today;
    Pane m_whatIf;
    RowsTable* m_comparison = nullptr;
    RowsTable* m_lossTable = nullptr;
    QLabel* m_lossNote = nullptr;
    QProgressBar* m_progress = nullptr;
    QPushButton* m_stop = nullptr;
    RowsTable* m_links = nullptr;
    QLabel* m_linkNote = nullptr;
    FactForm* m_form = nullptr;
    SizingPanel* m_sizing = nullptr;
    WhatIfPanel* m_values = nullptr;
    GrowthPanel* m_growth = nullptr;
    bool m_isNarrow = false;
};

} // namespace netready::desktop
