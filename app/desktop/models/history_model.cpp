// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/models/history_model.h"

#include "app/desktop/theme.h"
#include "app/desktop/widgets/paint.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace netready::desktop {

HistoryModel::HistoryModel(ClientDocument& document, QObject* parent)
    : QAbstractTableModel(parent)
    , m_document(document)
{
    m_entries = document.history();
    std::reverse(m_entries.begin(), m_entries.end());
}

void HistoryModel::refresh()
{
    std::vector<HistoryEntry> entries = m_document.history();
    std::reverse(entries.begin(), entries.end());
    if (entries == m_entries) {
        return;
    }
    beginResetModel();
    m_entries = std::move(entries);
    endResetModel();
}

const HistoryEntry& HistoryModel::entry(int row) const
{
    return m_entries[static_cast<std::size_t>(row)];
}

int HistoryModel::present() const
{
    const auto found = std::find_if(
        m_entries.begin(), m_entries.end(), [](const HistoryEntry& entry) { return entry.done; });
    return found == m_entries.end() ? -1 : static_cast<int>(found - m_entries.begin());
}

int HistoryModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

int HistoryModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant HistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    return section == EditColumn ? tr("Edit") : section == AuthorColumn ? tr("By") : tr("When");
}

QVariant HistoryModel::data(const QModelIndex& index, int role) const
{
    const HistoryEntry& one = entry(index.row());
    const bool isPresent = index.row() == present();
    const QString when = QLocale().toString(
        QDateTime::fromString(qstr(one.time), Qt::ISODate).toLocalTime(), QLocale::ShortFormat);
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == EditColumn     ? qstr(one.title)
               : index.column() == AuthorColumn ? qstr(one.author)
                                                : when;
    case Qt::ToolTipRole:
        return one.done ? tr("Go back to the state after “%1”").arg(qstr(one.title))
                        : tr("Undone. Do it again, with all before it");
    case Qt::ForegroundRole:
        return one.done ? tokens().text : tokens().text3;
    case Qt::FontRole:
        return textFont(14, isPresent ? Weight::SemiBold : Weight::Regular);
    case Qt::DecorationRole:
        if (index.column() != EditColumn) {
            return {};
        }
        return isPresent  ? icon(QStringLiteral("arrow-right"), tokens().accent)
               : one.done ? icon(QStringLiteral("check"))
                          : icon(QStringLiteral("redo"), tokens().text3);
    case Qt::AccessibleTextRole:
        return tr("%1, %2, %3, %4")
            .arg(qstr(one.title),
                 qstr(one.author),
                 when,
                 isPresent  ? tr("the present state")
                 : one.done ? tr("done")
                            : tr("undone"));
    default:
        return {};
    }
}

} // namespace netready::desktop
