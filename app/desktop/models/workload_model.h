// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/document.h"

#include <QAbstractTableModel>
#include <QStyledItemDelegate>

namespace netready::desktop {

/// The workloads of a client, by subject.
class WorkloadModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Name,
        Class,
        Need,
        Phase,
        VerdictWord,
        Score,
        EastWest,
        NorthSouth,
        ColumnCount
    };

    explicit WorkloadModel(const ClientDocument& document, QObject* parent = nullptr);
    void refresh();

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant
    headerData(int section, Qt::Orientation orientation, int role) const override;

    [[nodiscard]] const WorkloadScore& workload(int row) const;
    /// -1 if it is not there.
    [[nodiscard]] int rowOf(const SubjectKey& subject) const;

private:
    [[nodiscard]] QString textOf(const WorkloadScore& workload, int column) const;
    [[nodiscard]] QString factText(const WorkloadScore& workload, const char* attribute) const;
    [[nodiscard]] QString demandText(const WorkloadScore& workload,
                                     std::string_view quantity) const;

    const ClientDocument& m_document;
    int m_rows = 0;
};

/// Draws a workload as a card: icon, name, need, verdict, range bar.
class WorkloadCardDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit WorkloadCardDelegate(const WorkloadModel& model, QObject* parent = nullptr);
    void paint(QPainter* painter,
               const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option,
                                 const QModelIndex& index) const override;

private:
    const WorkloadModel& m_model;
};

/// The icon of a workload class.
[[nodiscard]] QString classIcon(const std::string& workloadClass);

} // namespace netready::desktop
