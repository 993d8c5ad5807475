// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/map/flow_table.h"

#include <algorithm>
#include <array>

namespace netready::desktop {

namespace {

QString ends(const TrafficMap& map, const std::vector<std::size_t>& nodes)
{
    QStringList names;
    for (const std::size_t node : nodes) {
        names << qstr(map.nodes[node].title);
    }
    return names.join(QStringLiteral(", "));
}

} // namespace

void FlowTableModel::setMap(const TrafficMap& map, Moment moment)
{
    std::vector<Row> rows;
    rows.reserve(map.flows.size());
    for (const MapFlow& flow : map.flows) {
        Row row;
        row.texts[Title] = qstr(flow.flow.title);
        row.texts[Workload] = qstr(flow.title);
        row.texts[Pattern] = qstr(titleOf(flow.flow.pattern));
        row.texts[From] = ends(map, flow.from);
        row.texts[To] = ends(map, flow.to);
        row.texts[Mean] = qstr(rateText(flow.mean));
        row.texts[Burst] = qstr(rateText(flow.burst));
        row.numbers[Mean] = flow.mean.high().base();
        row.numbers[Burst] = flow.burst.high().base();
        if (flow.flow.latencyBudget) {
            const Interval<Duration> budget = flow.flow.latencyBudget->range();
            row.texts[Budget] = qstr(toReadable(
                {budget.low().base(), budget.high().base(), kTime, Currency::None, "ms"}));
            row.numbers[Budget] = budget.low().base();
        }
        row.texts[Loss] = qstr(toString(flow.flow.loss));
        std::optional<Interval<double>> fullest;
        for (const std::size_t link : flow.links) {
            const auto use = map.links[link].use(moment);
            if (use && (!fullest || use->high() > fullest->high())) {
                fullest = use;
                row.link = link;
            }
        }
        row.link = row.link || flow.links.empty() ? row.link : std::optional(flow.links.front());
        row.texts[Load] = fullest ? qstr(useText(*fullest)) : tr("not known");
        row.numbers[Load] = fullest ? fullest->high() : -1;
        row.tip = flow.flow.formula.empty()
                      ? row.texts[Title]
                      : tr("%1\nMean: %2").arg(row.texts[Title], qstr(flow.flow.formula));
        rows.push_back(std::move(row));
    }
    if (rows.size() == m_rows.size()) {
        m_rows = std::move(rows);
        if (!m_rows.empty()) {
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        }
        return;
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

std::optional<std::size_t> FlowTableModel::fullestLink(int row) const
{
    return m_rows[static_cast<std::size_t>(row)].link;
}

int FlowTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int FlowTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant FlowTableModel::data(const QModelIndex& index, int role) const
{
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<std::size_t>(index.column());
    const bool isNumber = index.column() >= Mean && index.column() != Loss;
    switch (role) {
    case Qt::DisplayRole:
        return row.texts[column];
    case Qt::ToolTipRole:
        return index.column() == Title ? row.tip : row.texts[column];
    case Qt::AccessibleTextRole:
        return tr("%1: %2").arg(
            headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString(),
            row.texts[column]);
    case Qt::TextAlignmentRole:
        return static_cast<int>((isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::FontRole:
        return isNumber ? textFont(14, Weight::Medium) : textFont(14);
    case Qt::ForegroundRole: {
        const double load = row.numbers[Load];
        const bool isOver = index.column() == Load && load > 1;
        const bool isHigh = index.column() == Load && load > 0.7;
        return isOver ? tokens().notReady : isHigh ? tokens().readyIfText : tokens().text;
    }
    case kSortRole:
        return isNumber ? QVariant(row.numbers[column])
                        : QVariant(row.texts[column].toCaseFolded());
    default:
        return {};
    }
}

QVariant FlowTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        const bool isNumber = section >= Mean && section != Loss;
        return static_cast<int>((isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Title:
        return tr("Flow");
    case Workload:
        return tr("Workload");
    case Pattern:
        return tr("Pattern");
    case From:
        return tr("From");
    case To:
        return tr("To");
    case Mean:
        return tr("Mean");
    case Burst:
        return tr("Burst");
    case Budget:
        return tr("Latency budget");
    case Loss:
        return tr("Loss class");
    case Load:
        return tr("Load");
    default:
        return {};
    }
}

} // namespace netready::desktop
