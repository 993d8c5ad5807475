// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/widgets/plan_model.h"

#include "app/desktop/widgets/paint.h"
#include "reports/content/words.h"

#include <QPainter>

#include <algorithm>
#include <limits>

namespace netready::desktop {

namespace {

constexpr double kRow = 48;
constexpr double kHead = 40;

bool beginsStep(const QModelIndex& index)
{
    return index.row() == 0 || index.siblingAtRow(index.row() - 1).data(PlanModel::StepRole) !=
                                   index.data(PlanModel::StepRole);
}

} // namespace

QString planStepTitle(int step)
{
    switch (step) {
    case 1:
        return PlanModel::tr("Workload portfolio");
    case 2:
        return PlanModel::tr("Data flows");
    case 3:
        return PlanModel::tr("The network as it is");
    case 4:
        return PlanModel::tr("Choice of the fabric");
    case 5:
        return PlanModel::tr("Topology for growth");
    case 6:
        return PlanModel::tr("Storage network");
    case 7:
        return PlanModel::tr("Vendors");
    case 8:
        return PlanModel::tr("Observability, automation and security");
    case 9:
        return PlanModel::tr("Growth in phases");
    default:
        return {};
    }
}

QString estimateText(const std::optional<Measure>& estimate)
{
    return estimate ? qstr(toReadable(*estimate)) : PlanModel::tr("not known");
}

PlanModel::PlanModel(const ClientDocument& document, QObject* parent)
    : QAbstractTableModel(parent)
    , m_document(document)
{}

void PlanModel::refresh()
{
    beginResetModel();
    m_rows = remedies(m_document.live(), m_document.assessment().findings);
    endResetModel();
}

int PlanModel::rowOf(const std::string& action, const SubjectKey& subject) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), [&](const Remedy& remedy) {
        return remedy.action->id == action && remedy.subject == subject;
    });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

int PlanModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int PlanModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QString PlanModel::text(const Remedy& remedy, int column) const
{
    switch (column) {
    case Step:
        return tr("%1 %2").arg(remedy.action->step).arg(planStepTitle(remedy.action->step));
    case Title:
        return qstr(remedy.action->title);
    case About:
        return m_document.titleOf(remedy.subject);
    case Clears: {
        const auto fails = static_cast<int>(remedy.fails.size());
        const auto open = static_cast<int>(remedy.open.size());
        return open == 0    ? tr("%n failing", nullptr, fails)
               : fails == 0 ? tr("%n open", nullptr, open)
                            : tr("%1, %2").arg(tr("%n failing", nullptr, fails),
                                               tr("%n open", nullptr, open));
    }
    case Effort:
        return estimateText(remedy.effort);
    case Cost:
        return estimateText(remedy.cost);
    case Duration:
        return estimateText(remedy.action->duration);
    default:
        return qstr(roleText(remedy.action->role));
    }
}

QVariant PlanModel::sortValue(const Remedy& remedy, int column) const
{
    const auto high = [](const std::optional<Measure>& estimate) {
        return estimate ? estimate->high : std::numeric_limits<double>::max();
    };
    switch (column) {
    case Step:
        return static_cast<int>(remedy.action->step);
    case Clears: {
        constexpr int kFail = 1000;
        return static_cast<int>(remedy.fails.size()) * kFail + static_cast<int>(remedy.open.size());
    }
    case Effort:
        return high(remedy.effort);
    case Cost:
        return high(remedy.cost);
    case Duration:
        return remedy.action->duration.high;
    default:
        return text(remedy, column);
    }
}

/// What the worst of its findings does to the score.
Effect PlanModel::worstEffect(const Remedy& remedy) const
{
    Effect worst = Effect::Waived;
    for (const auto* indices : {&remedy.fails, &remedy.open}) {
        for (const std::size_t index : *indices) {
            worst = std::min(worst, effectOf(m_document.assessment().findings[index]));
        }
    }
    return worst;
}

QString PlanModel::sentence(const Remedy& remedy) const
{
    return tr("%1. About %2. Helps with %3 findings, at worst: %8. Effort %4, cost %5, takes %6, "
              "%7.")
        .arg(text(remedy, Title),
             text(remedy, About),
             text(remedy, Clears),
             text(remedy, Effort),
             text(remedy, Cost),
             text(remedy, Duration),
             text(remedy, Role),
             effectName(worstEffect(remedy)));
}

QVariant PlanModel::data(const QModelIndex& index, int role) const
{
    const Remedy& remedy = at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return text(remedy, index.column());
    case Qt::AccessibleTextRole:
        return index.column() == Title ? sentence(remedy) : text(remedy, index.column());
    case Qt::FontRole:
        return index.column() == Title ? QVariant(textFont(14, Weight::Medium)) : QVariant();
    case Qt::ForegroundRole: {
        const bool unknown = (index.column() == Effort && !remedy.effort) ||
                             (index.column() == Cost && !remedy.cost);
        return unknown ? QVariant(tokens().text3) : QVariant();
    }
    case SortRole:
        return sortValue(remedy, index.column());
    case StepRole:
        return static_cast<int>(remedy.action->step);
    case PathRole:
        return static_cast<int>(remedy.action->path);
    case EffectRole:
        return static_cast<int>(worstEffect(remedy));
    default:
        return {};
    }
}

QVariant PlanModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Step:
        return tr("Step");
    case Title:
        return tr("Action");
    case About:
        return tr("About");
    case Clears:
        return tr("Findings");
    case Effort:
        return tr("Effort");
    case Cost:
        return tr("Cost");
    case Duration:
        return tr("Takes");
    default:
        return tr("Role");
    }
}

void PlanFilter::setPath(PlanPath path)
{
    m_path = path;
    invalidateFilter();
}

bool PlanFilter::filterAcceptsRow(int row, const QModelIndex& parent) const
{
    const auto path = static_cast<PlanPath>(
        sourceModel()->index(row, 0, parent).data(PlanModel::PathRole).toInt());
    return m_path == PlanPath::Both || path == PlanPath::Both || path == m_path;
}

QSize PlanDelegate::sizeHint(const QStyleOptionViewItem& /*option*/, const QModelIndex& index) const
{
    return {px(320), beginsStep(index) ? px(kRow + kHead) : px(kRow)};
}

void PlanDelegate::paint(QPainter* painter,
                         const QStyleOptionViewItem& option,
                         const QModelIndex& index) const
{
    const Tokens& t = tokens();
    QRectF area(option.rect);
    const auto textOf = [&](int column) { return index.siblingAtColumn(column).data().toString(); };
    if (beginsStep(index)) {
        const QRectF head(area.left() + px(24), area.top(), area.width() - px(48), px(kHead));
        painter->setFont(textFont(14, Weight::SemiBold));
        painter->setPen(t.text2);
        paintLine(*painter, head.adjusted(0, px(10), 0, 0), textOf(PlanModel::Step));
        area.setTop(area.top() + px(kHead));
    }
    const bool isSelected = (option.state & QStyle::State_Selected) != 0;
    painter->fillRect(area, isSelected ? t.accentSoft : t.surface);
    painter->fillRect(QRectF(area.left(), area.top(), area.width(), 1), t.line);
    if (isSelected) {
        painter->fillRect(QRectF(area.left(), area.top(), 3, area.height()), t.accent);
    }
    paintEffect(*painter,
                QRectF(area.left() + px(24), area.top() + px(16), px(16), px(16)),
                static_cast<Effect>(index.data(PlanModel::EffectRole).toInt()));
    const double logical = area.width() * 100.0 / theme().zoom();
    double right = area.right() - px(16);
    const auto cell = [&](double width) {
        const QRectF result(right - px(width), area.top(), px(width), area.height());
        right = result.left() - px(12);
        return result;
    };
    painter->setFont(textFont(14, Weight::SemiBold));
    painter->setPen(textOf(PlanModel::Cost) == PlanModel::tr("not known") ? t.text3 : t.text);
    paintLine(*painter, cell(112), textOf(PlanModel::Cost), Qt::AlignRight);
    painter->setFont(textFont(14));
    painter->setPen(t.text2);
    if (logical > 560) {
        paintLine(*painter, cell(72), textOf(PlanModel::Effort), Qt::AlignRight);
    }
    if (logical > 680) {
        paintLine(*painter, cell(120), textOf(PlanModel::Clears), Qt::AlignRight);
    }
    const double left = area.left() + px(52);
    const double width = right - left;
    painter->setFont(textFont(14, isSelected ? Weight::SemiBold : Weight::Medium));
    painter->setPen(t.text);
    paintLine(*painter, QRectF(left, area.top() + px(5), width, px(20)), textOf(PlanModel::Title));
    painter->setFont(textFont(12));
    painter->setPen(t.text3);
    paintLine(*painter,
              QRectF(left, area.top() + px(25), width, px(18)),
              PlanModel::tr("%1, %2").arg(textOf(PlanModel::About), textOf(PlanModel::Role)));
    if ((option.state & QStyle::State_HasFocus) != 0) {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(t.accent, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(area.adjusted(1, 2, -1, -1), px(4), px(4));
        painter->restore();
    }
}

} // namespace netready::desktop
