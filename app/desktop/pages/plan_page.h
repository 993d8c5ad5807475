// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/page.h"

#include <string>

class QAbstractItemView;
class QListView;
class QPushButton;
class QModelIndex;
class QStackedWidget;
class QTableView;
class QVBoxLayout;

namespace netready {
struct Remedy;
}

namespace netready::desktop {

class PlanBoardView;
class PlanDock;
class PlanFilter;
class PlanModel;
class PlanWork;
class Segments;

/// The actions that the findings ask for: over the phases as a board, by the steps of the planning
/// sequence, or as a table.
class PlanPage : public Page
{
    Q_OBJECT

public:
    explicit PlanPage(ClientDocument& document, QWidget* parent = nullptr);
    void refresh() override;
    void show(const Place& place) override;
    void toggleTable() override;

private:
    [[nodiscard]] QWidget* makeBoard();
    [[nodiscard]] QWidget* makeSteps();
    [[nodiscard]] QWidget* makeTable();
    [[nodiscard]] QWidget* makeDetail();
    [[nodiscard]] QWidget* makeNothing();
    void chooseView(int index);
    void planAnew();
    void openPhase(const std::string& id);
    void refreshHead();
    void showAction(const QModelIndex& index);
    void fillDetail(const Remedy& remedy);
    void addFact(const QString& label, const QString& value, const QString& why);
    void addFindings(const QString& label, const std::vector<std::size_t>& findings);
    [[nodiscard]] QAbstractItemView* view() const;
    void select(const std::string& action, const SubjectKey& subject);

    QLabel* m_state = nullptr;
    Segments* m_views = nullptr;
    Segments* m_paths = nullptr;
    PlanBoardView* m_board = nullptr;
    PlanDock* m_dock = nullptr;
    PlanWork* m_work = nullptr;
    std::uint64_t m_plannedFor = 0; ///< revision of the document
    QPushButton* m_best = nullptr;
    QPushButton* m_keep = nullptr;
    PlanModel* m_model = nullptr;
    PlanFilter* m_steps = nullptr;
    PlanFilter* m_sorted = nullptr;
    QListView* m_list = nullptr;
    QTableView* m_table = nullptr;
    QStackedWidget* m_stack = nullptr;
    QStackedWidget* m_place = nullptr;
    QLabel* m_nothing = nullptr;
    QVBoxLayout* m_detail = nullptr;
    std::string m_shownAction;
    SubjectKey m_shownSubject;
};

} // namespace netready::desktop
