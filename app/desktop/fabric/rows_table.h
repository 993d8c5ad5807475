// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/widgets/paint.h"

#include <QAbstractTableModel>
#include <QTableView>

#include <optional>
#include <vector>

namespace netready::desktop {

/// A cell of a table that is only read: text, perhaps with a mark or as a range.
struct RowCell
{
    QString text;
    std::optional<ScoreRange> score; ///< drawn as a range; the text stands beside it
    QString icon;
    QColor ink; ///< invalid: that of the column
    bool strong = false;
    QString tip;

    bool operator==(const RowCell&) const = default;
};

struct TableRow
{
    std::vector<RowCell> cells;
    int id = -1;
    bool marked = false; ///< what is shown elsewhere
};

/// Rows of finished text; the first column is a name, numbers stand at the right.
class RowsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;
    void setHeads(const QStringList& heads);
    void setRows(std::vector<TableRow> rows);
    [[nodiscard]] const TableRow& row(int index) const
    {
        return m_rows[static_cast<std::size_t>(index)];
    }
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant
    headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QStringList m_heads;
    std::vector<TableRow> m_rows;
};

/// A table of such rows.
class RowsTable : public QTableView
{
    Q_OBJECT

public:
    explicit RowsTable(const QString& name, QWidget* parent = nullptr);
    [[nodiscard]] RowsModel& rows() { return *m_model; }

Q_SIGNALS:
    /// A row was clicked, or Enter or Space pressed on it.
    void activatedRow(int id);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    RowsModel* m_model = nullptr;
};

} // namespace netready::desktop
