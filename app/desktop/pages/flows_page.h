// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/client/map_edits.h"
#include "app/desktop/map/graph_layout.h"
#include "app/desktop/map/map_canvas.h"
#include "app/desktop/page.h"

#include <optional>
#include <vector>

class QAction;
class QComboBox;
class QLabel;
class QLineEdit;
class QMenu;
class QPushButton;
class QSortFilterProxyModel;
class QStackedWidget;
class QTableView;

namespace netready::desktop {

class FlowTableModel;
class MapDock;
class MapLayers;
class Segments;

/// Data flows as a map and as a table.
class FlowsPage : public Page
{
    Q_OBJECT

public:
    explicit FlowsPage(ClientDocument& document, QWidget* parent = nullptr);
    void refresh() override;
    void show(const Place& place) override;
    void toggleTable() override;
    void setTight(bool tight) override;

private:
    QWidget* makeCanvas();
    QWidget* makeTable();
    QWidget* makeDock();
    QWidget* makeAdd();
    QWidget* makeConnect();
    void makeSwitches(QBoxLayout& actions);
    void makeExportMenu(QPushButton& button);
    void makeActions();
    void addLetter(const QString& text, const QKeySequence& key, void (FlowsPage::*run)());
    void rebuild();
    void showState();
    void showPicked();
    void showTable(bool table);
    void setLayers();

    [[nodiscard]] MapEditor editor() const;
    bool applyEdit(const Edit& edit);
    void openAdd();
    void addEndpoint();
    void openConnect();
    void connectTo(const std::string& fabric);
    void group();
    void remove();
    void copy();
    void paste();
    void alignLeft();
    void alignTop();
    void layOutAgain();
    void fitView();
    void goToBottleneck();
    void openPicked();
    void askPicked();
    void nextLayer();
    void exportAs(int format);
    void place(const TrafficMap& map, const std::vector<MapPoint>& places);
    void say(const QString& sentence);

    QWidget* m_head = nullptr;
    QLabel* m_state = nullptr;
    Segments* m_view = nullptr;
    Segments* m_moment = nullptr;
    Segments* m_phase = nullptr;
    QStackedWidget* m_stack = nullptr;
    MapCanvas* m_canvas = nullptr;
    QTableView* m_table = nullptr;
    FlowTableModel* m_model = nullptr;
    QSortFilterProxyModel* m_sorted = nullptr;
    MapDock* m_dock = nullptr;
    MapLayers* m_layers = nullptr;
    QLabel* m_zoom = nullptr;
    QPushButton* m_layOut = nullptr;
    QWidget* m_add = nullptr;
    QComboBox* m_addRole = nullptr;
    QLineEdit* m_addName = nullptr;
    QLineEdit* m_addZone = nullptr;
    QWidget* m_connect = nullptr;
    QComboBox* m_connectTo = nullptr;
    QMenu* m_menu = nullptr;
    std::vector<QAction*> m_letters;
    GraphLayout* m_graph = nullptr;
    FabricCases m_cases;
    std::vector<MapEditor::NewEndpoint> m_copied;
    bool m_wasShown = false;
};

} // namespace netready::desktop
