// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/document.h"

#include <QAbstractTableModel>

#include <vector>

namespace netready::desktop {

/// All edits, the last first; those that are undone stand before those that are done.
class HistoryModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        EditColumn,
        AuthorColumn,
        TimeColumn,
        ColumnCount
    };

    explicit HistoryModel(ClientDocument& document, QObject* parent = nullptr);
    void refresh();
    [[nodiscard]] const HistoryEntry& entry(int row) const;
    /// The row of the last edit that is done; -1 if none is.
    [[nodiscard]] int present() const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant
    headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    ClientDocument& m_document;
    std::vector<HistoryEntry> m_entries;
};

} // namespace netready::desktop
