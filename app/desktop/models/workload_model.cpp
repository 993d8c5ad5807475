// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/models/workload_model.h"

#include "app/client/answer.h"
#include "app/desktop/widgets/paint.h"

#include <QPainter>

#include <algorithm>
#include <array>

namespace netready::desktop {

WorkloadModel::WorkloadModel(const ClientDocument& document, QObject* parent)
    : QAbstractTableModel(parent)
    , m_document(document)
    , m_rows(static_cast<int>(document.assessment().workloads.size()))
{}

void WorkloadModel::refresh()
{
    const auto rows = static_cast<int>(m_document.assessment().workloads.size());
    if (rows != m_rows) {
        beginResetModel();
        m_rows = rows;
        endResetModel();
    } else if (rows > 0) {
        Q_EMIT dataChanged(index(0, 0), index(rows - 1, ColumnCount - 1));
    }
}

int WorkloadModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int WorkloadModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

const WorkloadScore& WorkloadModel::workload(int row) const
{
    return m_document.assessment().workloads[static_cast<std::size_t>(row)];
}

int WorkloadModel::rowOf(const SubjectKey& subject) const
{
    const auto& workloads = m_document.assessment().workloads;
    const auto found =
        std::find_if(workloads.begin(), workloads.end(), [&](const WorkloadScore& workload) {
            return workload.subject == subject;
        });
    return found == workloads.end() ? -1 : static_cast<int>(found - workloads.begin());
}

QString WorkloadModel::factText(const WorkloadScore& workload, const char* attribute) const
{
    const FactView* view = m_document.factView({workload.subject, attribute});
    return view == nullptr || view->resolution.knowing != Knowing::Known
               ? tr("not known")
               : qstr(valueInWords(*view->attribute, view->resolution.value));
}

QString WorkloadModel::demandText(const WorkloadScore& workload, std::string_view quantity) const
{
    if (const WorkloadDemand* demand = m_document.demandOf(workload.subject)) {
        for (const DerivedQuantity& result : demand->demand.quantities) {
            if (result.id == quantity) {
                return qstr(rangeInWords(result.value.range(), result.dimension, result.unit));
            }
        }
    }
    return tr("not known");
}

QString WorkloadModel::textOf(const WorkloadScore& workload, int column) const
{
    switch (column) {
    case Name:
        return m_document.titleOf(workload.subject);
    case Class: {
        const WorkloadClass* known = m_document.knowledge().findClass(workload.workloadClass);
        return known == nullptr ? tr("class not known") : qstr(known->title);
    }
    case Need:
        return workload.mustRun == Truth::True    ? tr("must run")
               : workload.mustRun == Truth::False ? tr("may wait")
                                                  : tr("need not known");
    case Phase:
        return factText(workload, "workload.phase");
    case VerdictWord:
        return verdictWord(workload.verdict.verdict);
    case Score:
        return scoreText(workload.score);
    case EastWest:
        return demandText(workload, "east_west_burst");
    case NorthSouth:
        return demandText(workload, "north_south_burst");
    default:
        return {};
    }
}

QVariant WorkloadModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= m_rows) {
        return {};
    }
    const WorkloadScore& own = workload(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return textOf(own, index.column());
    case Qt::AccessibleTextRole:
        return index.column() != Name ? textOf(own, index.column())
                                      : QStringLiteral("%1, %2, %3, %4, %5")
                                            .arg(textOf(own, Name),
                                                 textOf(own, Class),
                                                 textOf(own, Need),
                                                 textOf(own, VerdictWord),
                                                 textOf(own, Score));
    case Qt::TextAlignmentRole:
        return static_cast<int>((index.column() >= Score ? Qt::AlignRight : Qt::AlignLeft) |
                                Qt::AlignVCenter);
    case Qt::ForegroundRole:
        return index.column() == VerdictWord ? verdictInk(own.verdict.verdict).text : QVariant();
    default:
        return {};
    }
}

QVariant WorkloadModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return static_cast<int>((section >= Score ? Qt::AlignRight : Qt::AlignLeft) |
                                Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    const std::array<QString, ColumnCount> names{tr("Workload"),
                                                 tr("Class"),
                                                 tr("Need"),
                                                 tr("Phase"),
                                                 tr("Verdict"),
                                                 tr("Score"),
                                                 tr("East-west at burst"),
                                                 tr("North-south at burst")};
    return names.at(static_cast<std::size_t>(section));
}

WorkloadCardDelegate::WorkloadCardDelegate(const WorkloadModel& model, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_model(model)
{}

QSize WorkloadCardDelegate::sizeHint(const QStyleOptionViewItem& /*option*/,
                                     const QModelIndex& /*index*/) const
{
    return {px(240), px(80)};
}

void WorkloadCardDelegate::paint(QPainter* painter,
                                 const QStyleOptionViewItem& option,
                                 const QModelIndex& index) const
{
    const Tokens& t = tokens();
    const WorkloadScore& workload = m_model.workload(index.row());
    const QRectF area(option.rect);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool selected = (option.state & QStyle::State_Selected) != 0;
    painter->fillRect(area, selected ? t.surface : t.sunken);
    if (selected) {
        painter->fillRect(QRectF(area.left(), area.top(), px(3), area.height()), t.accent);
    } else if ((option.state & QStyle::State_MouseOver) != 0) {
        painter->fillRect(area, t.neutralSoft);
    }
    painter->fillRect(QRectF(area.left(), area.bottom() - 1, area.width(), 1), t.line);
    const QRectF inner = area.adjusted(px(16), px(10), -px(16), -px(10));
    paintIcon(*painter,
              QRectF(inner.left(), inner.top() + px(1), px(16), px(16)),
              classIcon(workload.workloadClass),
              t.text2);
    const QString need = index.sibling(index.row(), WorkloadModel::Need).data().toString();
    painter->setFont(textFont(12));
    const double needWidth = QFontMetricsF(painter->font()).horizontalAdvance(need) + 2;
    painter->setPen(t.text3);
    painter->drawText(QRectF(inner.right() - needWidth, inner.top(), needWidth, px(18)),
                      Qt::AlignRight | Qt::AlignVCenter,
                      need);
    painter->setFont(textFont(14, Weight::SemiBold));
    painter->setPen(t.text);
    paintLine(
        *painter,
        QRectF(inner.left() + px(24), inner.top(), inner.width() - px(32) - needWidth, px(18)),
        index.data().toString());
    const double second = inner.top() + px(22);
    paintBadge(
        *painter, QRectF(inner.left(), second + px(1), px(15), px(15)), workload.verdict.verdict);
    painter->setFont(textFont(12, Weight::SemiBold));
    painter->setPen(verdictInk(workload.verdict.verdict).text);
    paintLine(*painter,
              QRectF(inner.left() + px(24), second, inner.width() / 2, px(18)),
              verdictWord(workload.verdict.verdict));
    painter->setFont(textFont(14, Weight::SemiBold));
    painter->setPen(scoreColour(workload.score, workload.verdict.settled));
    paintNumber(*painter,
                QRectF(inner.left(), second, inner.width(), px(18)),
                Qt::AlignRight,
                scoreText(workload.score));
    paintRange(*painter,
               QRectF(inner.left(), inner.top() + px(46), inner.width(), px(14)),
               {workload.score, {}, workload.verdict.settled, workload.capHigh != Gate::None},
               px(6),
               px(12));
    if ((option.state & QStyle::State_HasFocus) != 0 &&
        (option.state & QStyle::State_KeyboardFocusChange) != 0) {
        painter->setPen(QPen(t.accent, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(area.adjusted(2, 2, -2, -3));
    }
    painter->restore();
}

QString classIcon(const std::string& workloadClass)
{
    static const std::array<std::pair<const char*, const char*>, 13> kIcons{{
        {"pre-training", "chip"},
        {"full-fine-tuning", "sliders"},
        {"lora-fine-tuning", "sliders"},
        {"batch-inference", "server"},
        {"online-inference", "chat"},
        {"multi-node-inference", "chat"},
        {"disaggregated-inference", "chat"},
        {"rag", "document"},
        {"vector-search", "database"},
        {"agentic", "robot"},
        {"multimodal", "camera"},
        {"analytics", "chart"},
        {"external-api", "cloud"},
    }};
    const auto found = std::find_if(kIcons.begin(), kIcons.end(), [&](const auto& entry) {
        return workloadClass == entry.first;
    });
    return QLatin1String(found == kIcons.end() ? "unknown" : found->second);
}

} // namespace netready::desktop
