// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/fabric/rows_table.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>

namespace netready::desktop {

namespace {

class RowDelegate : public QStyledItemDelegate
{
public:
    RowDelegate(const RowsModel& model, QObject* parent)
        : QStyledItemDelegate(parent)
        , m_model(model)
    {}

    void paint(QPainter* painter,
               const QStyleOptionViewItem& option,
               const QModelIndex& index) const override
    {
        const Tokens& t = tokens();
        const TableRow& row = m_model.row(index.row());
        const RowCell& cell = row.cells[static_cast<std::size_t>(index.column())];
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const bool isSelected = (option.state & QStyle::State_Selected) != 0;
        if (row.marked || isSelected) {
            painter->fillRect(option.rect, t.accentSoft);
        }
        if (isSelected && index.column() == 0 && (option.state & QStyle::State_HasFocus) != 0) {
            painter->fillRect(QRect(option.rect.topLeft(), QSize(px(3), option.rect.height())),
                              t.accent);
        }
        painter->setPen(QPen(t.line, 1));
        painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
        const QRectF inner = QRectF(option.rect).adjusted(px(8), 0, -px(8), 0);
        painter->setFont(textFont(14, cell.strong ? Weight::SemiBold : Weight::Regular));
        painter->setPen(cell.ink.isValid() ? cell.ink : index.column() == 0 ? t.text : t.text2);
        if (index.column() == 0) {
            paintLine(*painter, inner, cell.text);
        } else {
            paintValue(*painter, inner, cell);
        }
        painter->restore();
    }

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& /*option*/,
                                 const QModelIndex& index) const override
    {
        const RowCell& cell =
            m_model.row(index.row()).cells[static_cast<std::size_t>(index.column())];
        const QFontMetrics metrics(textFont(14, Weight::SemiBold));
        const int bar = cell.score ? px(52) : 0;
        const int mark = cell.icon.isEmpty() ? 0 : px(20);
        return {metrics.horizontalAdvance(cell.text) + px(20) + bar + mark, px(28)};
    }

private:
    static void paintValue(QPainter& painter, const QRectF& inner, const RowCell& cell)
    {
        const double width = numberWidth(painter.font(), cell.text);
        if (cell.score) {
            const double number = std::max(width, double(px(48)));
            const QRectF bar(
                inner.left(), inner.top(), inner.width() - number - px(8), inner.height());
            if (bar.width() > px(24)) {
                paintRange(painter,
                           bar,
                           {cell.score, std::nullopt, isOneClass(*cell.score), false},
                           px(6),
                           px(12));
            }
            painter.setPen(scoreColour(cell.score, isOneClass(*cell.score)));
        }
        if (width <= inner.width()) {
            paintNumber(painter, inner, Qt::AlignRight, cell.text);
        } else {
            paintLine(painter, inner, cell.text, Qt::AlignRight);
        }
        if (!cell.icon.isEmpty() && width + px(20) <= inner.width()) {
            const double size = px(14);
            paintIcon(
                painter,
                QRectF(inner.right() - width - px(20), inner.center().y() - size / 2, size, size),
                cell.icon,
                cell.ink.isValid() ? cell.ink : tokens().text2);
        }
    }

    const RowsModel& m_model;
};

} // namespace

void RowsModel::setHeads(const QStringList& heads)
{
    if (heads == m_heads) {
        return;
    }
    beginResetModel();
    m_heads = heads;
    m_rows.clear();
    endResetModel();
}

void RowsModel::setRows(std::vector<TableRow> rows)
{
    const bool isSameSize = rows.size() == m_rows.size();
    if (!isSameSize) {
        beginResetModel();
    }
    m_rows = std::move(rows);
    if (!isSameSize) {
        endResetModel();
    } else if (!m_rows.empty()) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    }
}

int RowsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int RowsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_heads.size());
}

QVariant RowsModel::data(const QModelIndex& index, int role) const
{
    const TableRow& row = m_rows[static_cast<std::size_t>(index.row())];
    const RowCell& cell = row.cells[static_cast<std::size_t>(index.column())];
    switch (role) {
    case Qt::DisplayRole:
        return cell.text;
    case Qt::AccessibleTextRole: {
        const QString head = m_heads[index.column()];
        return index.column() == 0
                   ? cell.text
                   : QStringLiteral("%1, %2: %3").arg(row.cells[0].text, head, cell.text);
    }
    case Qt::ToolTipRole:
        return cell.tip.isEmpty() ? cell.text : cell.tip;
    default:
        return {};
    }
}

QVariant RowsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return section == 0 ? int(Qt::AlignLeft | Qt::AlignVCenter)
                            : int(Qt::AlignRight | Qt::AlignVCenter);
    }
    return role == Qt::DisplayRole ? QVariant(m_heads.value(section)) : QVariant();
}

RowsTable::RowsTable(const QString& name, QWidget* parent)
    : QTableView(parent)
    , m_model(new RowsModel(this))
{
    setModel(m_model);
    setItemDelegate(new RowDelegate(*m_model, this));
    setAccessibleName(name);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setShowGrid(false);
    setTabKeyNavigation(false);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(px(28));
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsClickable(false);
    horizontalHeader()->setFixedHeight(px(30));
    horizontalHeader()->setMinimumSectionSize(px(40));
    const auto size = [this] {
        for (int i = 0; i < m_model->columnCount(); ++i) {
            horizontalHeader()->setSectionResizeMode(
                i, i == 0 ? QHeaderView::Stretch : QHeaderView::ResizeToContents);
        }
    };
    connect(m_model, &QAbstractItemModel::modelReset, this, size);
    connect(this, &QTableView::clicked, this, [this](const QModelIndex& index) {
        Q_EMIT activatedRow(m_model->row(index.row()).id);
    });
}

void RowsTable::keyPressEvent(QKeyEvent* event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter ||
                         event->key() == Qt::Key_Space;
    if (isEnter && currentIndex().isValid() && event->modifiers() == Qt::NoModifier) {
        Q_EMIT activatedRow(m_model->row(currentIndex().row()).id);
        return;
    }
    // Letters are keys of the page, not a search in the table.
    if (!event->text().isEmpty() && event->text().front().isLetter()) {
        event->ignore();
        return;
    }
    QTableView::keyPressEvent(event);
}

} // namespace netready::desktop
