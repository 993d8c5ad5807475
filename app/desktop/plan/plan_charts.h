// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/plan/plan_work.h"

#include <QWidget>

#include <optional>
#include <vector>

namespace netready::desktop {

/// The plan on a time axis: phases with their predicted ranges, below each its actions; solid to
/// the planned end, hatched to the latest. Its twin for reading is the table.
class PlanTimeline : public QWidget
{
    Q_OBJECT

public:
    explicit PlanTimeline(QWidget* parent = nullptr);
    void show(const ClientDocument& document, const PlanNews& news);
    void select(const WorkKey& about);
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void chosen(const netready::WorkKey& about);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    bool event(QEvent* event) override;
    using QWidget::show;

private:
    struct Row
    {
        std::vector<WorkKey> abouts; ///< one action, done to each; none: the row of a phase
        QString name;
        QString more; ///< range of the phase, subject of the action
        double begin = 0;
        double planned = 0;
        double latest = 0;
        ScoreRange site;
        ScoreRange before;
        Verdict verdict = Verdict::CannotTell;
    };
    [[nodiscard]] const Row* rowAt(double y) const;

    std::vector<Row> m_rows;
    std::optional<std::int32_t> m_firstDay; ///< since 1970-01-01; nothing: months are counted
    double m_days = 1;
    std::optional<WorkKey> m_chosen;
};

/// Cost against predicted readiness: what each amount of money reaches, this plan in the accent.
class PlanFrontier : public QWidget
{
    Q_OBJECT

public:
    explicit PlanFrontier(QWidget* parent = nullptr);
    void show(const PlanNews& news);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    using QWidget::show;

private:
    struct Point
    {
        double cost = 0; ///< upper end, US dollars
        ScoreRange site;
    };
    std::vector<Point> m_points;
    std::optional<Point> m_plan;
};

} // namespace netready::desktop
