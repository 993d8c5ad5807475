// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/plan/plan_work.h"

#include <QWidget>

#include <memory>

class QLabel;
class QSlider;
class QTimer;

namespace netready::desktop {

class FrontierView;

/// Budget and target to play with, and what money reaches. Nothing of it is written.
class PlanDock : public QWidget
{
    Q_OBJECT

public:
    explicit PlanDock(QWidget* parent = nullptr);
    void setPicture(const std::shared_ptr<const PlanPicture>& picture);
    void setCounting(bool isCounting);
    [[nodiscard]] const PlanWish& wish() const { return m_wish; }
    void setPlanner(Planner planner);

Q_SIGNALS:
    void wishChanged();

private:
    [[nodiscard]] QSlider* makeSlider(const char* name, const QString& title, QLabel*& value);
    void follow();
    void describe();

    PlanWish m_wish;
    double m_most = 0; ///< US dollars that everything costs
    FrontierView* m_frontier = nullptr;
    QSlider* m_budget = nullptr;
    QSlider* m_target = nullptr;
    QLabel* m_budgetValue = nullptr;
    QLabel* m_targetValue = nullptr;
    QLabel* m_summary = nullptr;
    QLabel* m_second = nullptr;
    QTimer* m_delay = nullptr;
    std::shared_ptr<const PlanPicture> m_picture;
};

} // namespace netready::desktop
