// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/plan/plan_work.h"
#include "app/desktop/widgets/paint.h"

#include <QAbstractListModel>
#include <QListView>
#include <QScrollArea>
#include <QStyledItemDelegate>
#include <QTimer>

#include <optional>
#include <vector>

class QHBoxLayout;
class QLabel;

namespace netready::desktop {

/// US dollars with their unit, two figures.
[[nodiscard]] QString dollarText(const Interval<double>& range);
/// `Jan–Jun 2027`; empty if no day is known.
[[nodiscard]] QString phaseDays(const PlannedPhase& phase);

/// What a card says.
struct PlanCard
{
    WorkKey about;
    QString title;
    QString subject;
    QString role;
    QString cost;
    QString lifts; ///< `3 failing, 1 open`
    QString takes; ///< `5–10 d`
    QString state; ///< `pinned`, `dropped`, …; empty if there is nothing to say
    QString mark;  ///< icon of the state
    bool isFaint = false;
    Effect effect = Effect::Open;

    /// All of it, to be read aloud.
    [[nodiscard]] QString sentence() const;
};
[[nodiscard]] PlanCard cardOf(const ClientDocument& document, const PlanCandidate& candidate);

/// The cards of a column.
class PlanCards : public QAbstractListModel
{
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;
    void set(std::vector<PlanCard> cards);
    [[nodiscard]] const PlanCard& at(int row) const
    {
        return m_cards[static_cast<std::size_t>(row)];
    }
    /// -1 if it is not here.
    [[nodiscard]] int rowOf(const WorkKey& about) const;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    std::vector<PlanCard> m_cards;
};

class CardDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option,
                                 const QModelIndex& index) const override;
    void paint(QPainter* painter,
               const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
};

class PhaseHead;
class PlanBoardView;

/// The cards of a column as a list that can be dragged from.
class CardList : public QListView
{
    Q_OBJECT

public:
    CardList(PlanBoardView& board, std::size_t column);
    [[nodiscard]] PlanCards& cards() { return m_cards; }
    [[nodiscard]] const PlanCard* current() const;

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    PlanBoardView& m_board;
    std::size_t m_column;
    PlanCards m_cards;
    QPoint m_pressed;
    bool m_isDragging = false;
};

/// The plan as a board: a column for each phase and one for what is not planned. It asks for
/// changes and makes none.
class PlanBoardView : public QScrollArea
{
    Q_OBJECT

public:
    explicit PlanBoardView(ClientDocument& document, QWidget* parent = nullptr);

    void show(const PlanNews& news);
    /// What has been tried, over what is shown; nothing: the plan again.
    void showTrial(const PlanNews& news, const std::optional<PlanTrial>& trial);
    /// Selects a card, and gives it the focus if the board has it.
    void select(const WorkKey& about);
    void focusCard();

Q_SIGNALS:
    void chosen(const netready::WorkKey& about);
    void moveWanted(const netready::WorkKey& about, std::size_t phase);
    void pinWanted(const netready::WorkKey& about);
    void dropWanted(const netready::WorkKey& about);
    /// A phase beyond the last one: left out.
    void tryWanted(const netready::WorkKey& about, std::size_t phase);
    void tryEnded();
    void phaseWanted(std::size_t phase);

protected:
    using QScrollArea::show;

private:
    friend class CardList;
    struct Column
    {
        QWidget* widget = nullptr;
        PhaseHead* head = nullptr;
        CardList* list = nullptr;
    };
    void makeColumns(const PlanNews& news);
    /// The column of a card; the number of columns if there is none.
    [[nodiscard]] std::size_t columnOf(const WorkKey& about) const;
    [[nodiscard]] bool isPlanned(std::size_t column) const { return column + 1 < m_columns.size(); }
    void goSideways(std::size_t from, int step);
    void ask(std::size_t from, std::size_t to, const WorkKey& about);
    void drag(const CardList& list, const QPoint& global);
    void drop(const CardList& list, const QPoint& global);
    void endDrag();
    void hover(const PlanCard* card, std::size_t column);

    ClientDocument& m_document;
    std::vector<Column> m_columns;
    QHBoxLayout* m_row = nullptr;
    QLabel* m_ghost = nullptr;
    std::optional<WorkKey> m_chosen;
    std::optional<std::size_t> m_target; ///< column under what is dragged
    std::optional<WorkKey> m_hovered;
    std::size_t m_hoveredIn = 0;
    QTimer m_hoverDelay;
    bool m_isFilling = false;
};

} // namespace netready::desktop
