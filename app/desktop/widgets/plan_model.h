// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/document.h"
#include "app/desktop/widgets/paint.h"
#include "core/assessment/remedies.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>
#include <QStyledItemDelegate>

#include <optional>
#include <vector>

namespace netready::desktop {

/// `Workload portfolio`, … of a step of the planning sequence, 1 to 9.
[[nodiscard]] QString planStepTitle(int step);
/// `8–60 d`; *not known* where it rests on facts that are not.
[[nodiscard]] QString estimateText(const std::optional<Measure>& estimate);

/// Actions that help with findings, in the order of the planning sequence.
class PlanModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Step,
        Title,
        About,
        Clears,
        Effort,
        Cost,
        Duration,
        Role,
        ColumnCount
    };
    enum DataRole
    {
        SortRole = Qt::UserRole,
        StepRole,
        PathRole,
        EffectRole ///< what the worst of its findings does to the score
    };

    explicit PlanModel(const ClientDocument& document, QObject* parent = nullptr);
    void refresh();
    [[nodiscard]] const Remedy& at(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    /// -1 if it is not there.
    [[nodiscard]] int rowOf(const std::string& action, const SubjectKey& subject) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant
    headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const Remedy& remedy, int column) const;
    [[nodiscard]] QVariant sortValue(const Remedy& remedy, int column) const;
    [[nodiscard]] Effect worstEffect(const Remedy& remedy) const;
    [[nodiscard]] QString sentence(const Remedy& remedy) const;

    const ClientDocument& m_document;
    std::vector<Remedy> m_rows;
};

/// Only what is done before accelerators run, or after, or all of it.
class PlanFilter : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    using QSortFilterProxyModel::QSortFilterProxyModel;
    void setPath(PlanPath path);

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    PlanPath m_path = PlanPath::Both;
};

/// A row of two lines; the first of a step has its name above.
class PlanDelegate : public QStyledItemDelegate
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

} // namespace netready::desktop
