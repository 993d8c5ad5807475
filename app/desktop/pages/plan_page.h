// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/page.h"

#include <QTimer>

#include <string>

class QAbstractItemView;
class QLabel;
class QListView;
class QModelIndex;
class QPushButton;
class QSlider;
class QStackedWidget;
class QTableView;
class QVBoxLayout;

namespace netready {
struct Remedy;
}

namespace netready::desktop {

class FactForm;
class PlanBoardView;
class PlanFilter;
class PlanFrontier;
class PlanModel;
class PlanTimeline;
class PlanWork;
class Segments;

/// The plan: actions by phase as a board or on a time axis, and all that the findings ask for, by
/// the steps of the planning sequence or as a table.
class PlanPage : public Page
{
    Q_OBJECT

public:
    explicit PlanPage(ClientDocument& document, QWidget* parent = nullptr);
    void refresh() override;
    void show(const Place& place) override;
    void toggleTable() override;

private:
    [[nodiscard]] QWidget* makeBar();
    [[nodiscard]] QWidget* makeHint();
    [[nodiscard]] QWidget* makeBoard();
    [[nodiscard]] QWidget* makeTimeline();
    [[nodiscard]] QWidget* makePhaseFacts();
    [[nodiscard]] QWidget* makeStudy();
    [[nodiscard]] QWidget* makeSlider(const QString& name, QSlider*& slider, QLabel*& value);
    void addKey(int key, void (PlanPage::*what)());
    void showPlan();
    void showProgress();
    void tell();
    void tellTrial();
    void takeBudget();
    void takeTarget();
    void showPhase(std::size_t phase);
    void choose(const WorkKey& about);
    [[nodiscard]] WorkKey shownKey() const;
    void toggleBest();
    void keepAll();
    void addChosen();
    void addPlanState(const Remedy& remedy);
    [[nodiscard]] QWidget* makeSteps();
    [[nodiscard]] QWidget* makeTable();
    [[nodiscard]] QWidget* makeDetail();
    [[nodiscard]] QWidget* makeNothing();
    void chooseView(int index);
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
    PlanModel* m_model = nullptr;
    PlanFilter* m_steps = nullptr;
    PlanFilter* m_sorted = nullptr;
    QListView* m_list = nullptr;
    QTableView* m_table = nullptr;
    QStackedWidget* m_stack = nullptr;
    QStackedWidget* m_place = nullptr;
    QLabel* m_nothing = nullptr;
    QVBoxLayout* m_detail = nullptr;
    PlanWork* m_work = nullptr;
    PlanBoardView* m_board = nullptr;
    PlanTimeline* m_timeline = nullptr;
    PlanFrontier* m_frontier = nullptr;
    FactForm* m_phaseForm = nullptr;
    QLabel* m_phaseTitle = nullptr;
    QWidget* m_hint = nullptr;
    QPushButton* m_bestButton = nullptr;
    QPushButton* m_keepButton = nullptr;
    QPushButton* m_stopButton = nullptr;
    QLabel* m_progress = nullptr;
    QLabel* m_tellTitle = nullptr;
    QLabel* m_tellText = nullptr;
    QSlider* m_budget = nullptr;
    QLabel* m_budgetText = nullptr;
    QSlider* m_target = nullptr;
    QLabel* m_targetText = nullptr;
    QTimer m_sliderDelay;
    double m_mostCost = 0; ///< of the plan without a limit, US dollars
    std::string m_shownPhase;
    bool m_hasPlan = false;
    int m_lastPicture = 0; ///< view to which the table goes back
    std::string m_shownAction;
    SubjectKey m_shownSubject;
};

} // namespace netready::desktop
