// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/client/traffic_map.h"
#include "app/desktop/theme.h"

#include <QAbstractTableModel>

#include <vector>

namespace netready::desktop {

/// The flows of the map as a table; the same content, for keyboard and screen reader.
class FlowTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Title,
        Workload,
        Pattern,
        From,
        To,
        Mean,
        Burst,
        Budget,
        Loss,
        Load,
        ColumnCount
    };
    /// Sorts by numbers where a column has some.
    static constexpr int kSortRole = Qt::UserRole + 1;

    using QAbstractTableModel::QAbstractTableModel;
    void setMap(const TrafficMap& map, Moment moment);
    /// The link of a flow that is fullest; nothing if it crosses none.
    [[nodiscard]] std::optional<std::size_t> fullestLink(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant
    headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row
    {
        std::array<QString, ColumnCount> texts;
        std::array<double, ColumnCount> numbers{};
        std::optional<std::size_t> link;
        QString tip;
    };
    std::vector<Row> m_rows;
};

} // namespace netready::desktop
