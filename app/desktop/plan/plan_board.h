// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/plan/plan_column.h"

#include <QWidget>

#include <memory>
#include <optional>
#include <string>
#include <vector>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QScrollArea;

namespace netready::desktop {

class RangeBar;
class VerdictLabel;

/// The plan as columns, one a phase and one for what is not planned. Cards are moved, pinned and
/// dropped by hand or by keys; each is an edit of the client, and the plan follows.
class PlanBoardView : public QWidget
{
    Q_OBJECT

public:
    explicit PlanBoardView(ClientDocument& document, QWidget* parent = nullptr);
    void setPicture(const std::shared_ptr<const PlanPicture>& picture);
    /// Pins every action to the phase that it is shown in, in one step.
    void keepAll();
    void focusFirst();

Q_SIGNALS:
    void chosen(const netready::WorkKey& about);
    /// The facts of a phase are wanted.
    void phaseWanted(const std::string& id);

private:
    struct Column
    {
        QWidget* widget = nullptr;
        PlanCards* cards = nullptr;
        PlanColumn* view = nullptr;
        QPushButton* title = nullptr;
        QLabel* dates = nullptr;
        VerdictLabel* verdict = nullptr;
        RangeBar* range = nullptr;
        QLabel* cost = nullptr;
    };

    void makeColumns(std::size_t phases);
    [[nodiscard]] Column makeColumn(std::optional<std::size_t> phase);
    void fillHead(Column& column, std::size_t phase);
    void move(const WorkKey& about, int steps);
    /// To a phase; nothing: decided against.
    void put(const WorkKey& about, std::optional<std::size_t> phase);
    void togglePin(const WorkKey& about);
    void goToNeighbour(const PlanColumn* from, int steps);
    [[nodiscard]] WorkItem itemOf(const WorkKey& about) const;
    [[nodiscard]] std::size_t columnOf(const WorkKey& about) const;
    void change(const WorkItem& item);

    ClientDocument& m_document;
    std::shared_ptr<const PlanPicture> m_picture;
    std::vector<Column> m_columns; ///< by phase, then what is not planned
    QHBoxLayout* m_row = nullptr;
    std::optional<WorkKey> m_current;
};

} // namespace netready::desktop
