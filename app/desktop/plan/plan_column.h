// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/plan/plan_work.h"

#include <QAbstractListModel>
#include <QListView>
#include <QStyledItemDelegate>

#include <memory>
#include <optional>
#include <vector>

namespace netready::desktop {

/// The actions of one phase, or those of none, as cards.
class PlanCards : public QAbstractListModel
{
    Q_OBJECT

public:
    enum DataRole
    {
        RoleText = Qt::UserRole,
        CostText,
        MarkText, ///< pinned, dropped, held up
        StateRole ///< CandidateState
    };

    /// `phase` nothing: what is not planned.
    PlanCards(const ClientDocument& document, std::optional<std::size_t> phase, QObject* parent);
    void setPicture(const std::shared_ptr<const PlanPicture>& picture);
    [[nodiscard]] const std::optional<std::size_t>& phase() const { return m_phase; }
    [[nodiscard]] const PlanCandidate& at(int row) const;
    /// -1 if it is not here.
    [[nodiscard]] int rowOf(const WorkKey& about) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    [[nodiscard]] Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    [[nodiscard]] QStringList mimeTypes() const override;
    [[nodiscard]] QMimeData* mimeData(const QModelIndexList& indexes) const override;
    bool dropMimeData(const QMimeData* data,
                      Qt::DropAction action,
                      int row,
                      int column,
                      const QModelIndex& parent) override;

Q_SIGNALS:
    /// A card was dropped here.
    void dropped(const netready::WorkKey& about);

private:
    [[nodiscard]] QString mark(const PlanCandidate& candidate) const;

    const ClientDocument& m_document;
    std::optional<std::size_t> m_phase;
    std::shared_ptr<const PlanPicture> m_picture;
    std::vector<std::size_t> m_rows; ///< candidates
};

/// Draws a card of the board.
class PlanCardDelegate : public QStyledItemDelegate
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

/// A column of cards that can be moved by hand and by keys.
class PlanColumn : public QListView
{
    Q_OBJECT

public:
    explicit PlanColumn(PlanCards* cards, QWidget* parent = nullptr);

Q_SIGNALS:
    void chosen(const netready::WorkKey& about);
    /// Ctrl+←/→: to the phase before or after.
    void moveWanted(const netready::WorkKey& about, int steps);
    /// ←/→ without a change.
    void neighbourWanted(int steps);
    void pinWanted(const netready::WorkKey& about);
    void dropWanted(const netready::WorkKey& about);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    PlanCards* m_cards;
};

} // namespace netready::desktop
