// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/widgets/explanation_tree.h"

#include "app/desktop/models/findings_model.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QStyledItemDelegate>

#include <algorithm>
#include <set>

namespace netready::desktop {

namespace {

using From = ExplanationModel::From;

QString askWord()
{
    return ExplanationTree::tr("Ask");
}

double askWidth()
{
    return QFontMetricsF(textFont(12, Weight::Medium)).horizontalAdvance(askWord()) + px(8);
}

class StepDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& /*option*/,
                                 const QModelIndex& /*index*/) const override
    {
        return {px(60), px(30)};
    }

    void paint(QPainter* painter,
               const QStyleOptionViewItem& option,
               const QModelIndex& index) const override
    {
        const auto* model = qobject_cast<const ExplanationModel*>(index.model());
        const ExplanationModel::Step& step = *model->step(index);
        const Tokens& t = tokens();
        painter->save();
        const bool isSelected = (option.state & QStyle::State_Selected) != 0;
        if (isSelected) {
            painter->fillRect(option.rect, t.accentSoft);
        }
        const QRectF area = QRectF(option.rect).adjusted(px(4), 0, -px(8), 0);
        if (index.column() == ExplanationModel::LabelColumn) {
            const bool isTop = !index.parent().isValid();
            painter->setFont(
                step.isFormula
                    ? monospace()
                    : textFont(14, isTop || isSelected ? Weight::SemiBold : Weight::Regular));
            painter->setPen(step.isFormula ? t.text2 : t.text);
            const QRectF rest = paintKind(*painter, area, step);
            paintLine(*painter, rest, step.label);
        } else if (index.column() == ExplanationModel::ValueColumn) {
            paintValue(*painter, area, step);
        } else {
            paintFrom(*painter, area, step);
        }
        if ((option.state & QStyle::State_HasFocus) != 0 &&
            index.column() == ExplanationModel::LabelColumn) {
            paintRowFocus(*painter, option);
        }
        painter->restore();
    }

private:
    /// The mark of a source or a problem; what is left of the row.
    static QRectF
    paintKind(QPainter& painter, const QRectF& area, const ExplanationModel::Step& step)
    {
        if (step.kind != From::Source && step.kind != From::Problem) {
            return area;
        }
        paintIcon(painter,
                  QRectF(area.left(), area.center().y() - px(7), px(14), px(14)),
                  step.kind == From::Source ? QStringLiteral("book") : QStringLiteral("warning"),
                  tokens().text2);
        painter.setFont(textFont(12));
        painter.setPen(tokens().text2);
        return area.adjusted(px(22), 0, 0, 0);
    }

    static void
    paintValue(QPainter& painter, const QRectF& area, const ExplanationModel::Step& step)
    {
        const Tokens& t = tokens();
        painter.setFont(textFont(14, Weight::SemiBold));
        painter.setPen(step.kind == From::Open && !step.origin ? t.text2 : t.text);
        if (numberWidth(painter.font(), step.value) <= area.width()) {
            paintNumber(painter, area, Qt::AlignRight, step.value);
        } else {
            paintLine(painter, area, step.value, Qt::AlignRight);
        }
    }

    static void paintFrom(QPainter& painter, QRectF area, const ExplanationModel::Step& step)
    {
        const Tokens& t = tokens();
        const double middle = area.center().y();
        if (step.kind == From::Open && step.key) {
            painter.setFont(textFont(12, Weight::Medium));
            painter.setPen(t.accent);
            painter.drawText(area, Qt::AlignRight | Qt::AlignVCenter, askWord());
            area.setRight(area.right() - askWidth());
        }
        switch (step.kind) {
        case From::Origin:
            paintOrigin(painter, QRectF(area.left(), middle - px(5), px(18), px(10)), step.origin);
            area.setLeft(area.left() + px(24));
            break;
        case From::Open:
            paintBadge(
                painter, QRectF(area.left(), middle - px(7), px(14), px(14)), Verdict::CannotTell);
            area.setLeft(area.left() + px(22));
            break;
        case From::Source:
        case From::Problem:
        case From::Words:
        case From::Formula:
            break;
        }
        painter.setFont(step.kind == From::Formula ? monospace() : textFont(12));
        painter.setPen(t.text2);
        paintLine(painter, area, step.from);
    }
};

/// Label paths of the open steps, so that they can be opened again.
void collectOpen(const QTreeView& view,
                 const QModelIndex& parent,
                 const QString& path,
                 std::set<QString>& open)
{
    for (int row = 0; row < view.model()->rowCount(parent); ++row) {
        const QModelIndex index = view.model()->index(row, 0, parent);
        if (view.isExpanded(index)) {
            const QString own = path + QLatin1Char('\n') + index.data().toString();
            open.insert(own);
            collectOpen(view, index, own, open);
        }
    }
}

void openAgain(QTreeView& view,
               const QModelIndex& parent,
               const QString& path,
               const std::set<QString>& open)
{
    for (int row = 0; row < view.model()->rowCount(parent); ++row) {
        const QModelIndex index = view.model()->index(row, 0, parent);
        const QString own = path + QLatin1Char('\n') + index.data().toString();
        if (open.contains(own)) {
            view.expand(index);
            openAgain(view, index, own, open);
        }
    }
}

} // namespace

ExplanationTree::ExplanationTree(ClientDocument& document, QWidget* parent)
    : QTreeView(parent)
    , m_model(new ExplanationModel(document, this))
{
    setObjectName(QStringLiteral("explanationTree"));
    setAccessibleName(tr("Explanation from the score to the source"));
    setModel(m_model);
    setItemDelegate(new StepDelegate(this));
    setUniformRowHeights(true);
    setIndentation(px(20));
    setAllColumnsShowFocus(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setTabKeyNavigation(false);
    header()->setStretchLastSection(false);
    header()->setSectionsMovable(false);
    header()->setSectionResizeMode(QHeaderView::Fixed);
    header()->setMinimumSectionSize(px(40));
    connect(this, &QTreeView::activated, this, &ExplanationTree::ask);
}

void ExplanationTree::showFinding(const Finding* finding)
{
    constexpr int kOpenDepth = 2;
    std::set<QString> open;
    collectOpen(*this, {}, {}, open);
    const QModelIndex first = m_model->index(0, 0, {});
    const QString before =
        first.isValid() ? m_model->index(0, 0, first).data().toString() + first.data().toString()
                        : QString();
    const int scrolled = verticalScrollBar()->value();
    if (m_model->show(finding)) {
        viewport()->update();
        fitColumns();
        return;
    }
    spanRows({});
    const QModelIndex top = m_model->index(0, 0, {});
    const QString now = top.isValid()
                            ? m_model->index(0, 0, top).data().toString() + top.data().toString()
                            : QString();
    if (now == before) {
        openAgain(*this, {}, {}, open);
        verticalScrollBar()->setValue(scrolled);
    } else {
        expandToDepth(kOpenDepth);
        setCurrentIndex(top);
        scrollToTop();
    }
    fitColumns();
}

/// What has only words takes the whole row.
void ExplanationTree::spanRows(const QModelIndex& parent)
{
    for (int row = 0; row < m_model->rowCount(parent); ++row) {
        const QModelIndex index = m_model->index(row, 0, parent);
        const ExplanationModel::Step& step = *m_model->step(index);
        const bool isText = step.kind == From::Source || step.kind == From::Problem;
        setFirstColumnSpanned(row, parent, isText || (step.value.isEmpty() && step.from.isEmpty()));
        spanRows(index);
    }
}

void ExplanationTree::fitColumns()
{
    const int width = viewport()->width();
    const QFont numbers = textFont(14, Weight::SemiBold);
    double widest = px(72);
    const auto measure = [&](const QModelIndex& parent, const auto& self) -> void {
        for (int row = 0; row < m_model->rowCount(parent); ++row) {
            const QModelIndex index = m_model->index(row, 0, parent);
            widest = std::max(widest, numberWidth(numbers, m_model->step(index)->value));
            self(index, self);
        }
    };
    measure({}, measure);
    const int value = std::min(static_cast<int>(widest) + px(16), width * 28 / 100);
    const int from = std::clamp(width * 32 / 100, px(150), px(420));
    header()->resizeSection(ExplanationModel::ValueColumn, value);
    header()->resizeSection(ExplanationModel::FromColumn, from);
    header()->resizeSection(ExplanationModel::LabelColumn, std::max(px(120), width - value - from));
}

void ExplanationTree::resizeEvent(QResizeEvent* event)
{
    QTreeView::resizeEvent(event);
    fitColumns();
}

void ExplanationTree::drawBranches(QPainter* painter,
                                   const QRect& rect,
                                   const QModelIndex& index) const
{
    const Tokens& t = tokens();
    if (selectionModel()->isSelected(index)) {
        painter->fillRect(rect, t.accentSoft);
    }
    const int step = indentation();
    int depth = 0;
    for (QModelIndex above = index.parent(); above.isValid(); above = above.parent()) {
        ++depth;
    }
    painter->setPen(QPen(t.lineStrong, 1));
    for (int level = 0; level < depth; ++level) {
        const int x = rect.right() - step * (depth - level) - step / 2;
        painter->drawLine(x, rect.top(), x, rect.bottom());
    }
    if (m_model->rowCount(index) > 0) {
        const double size = px(14);
        paintIcon(
            *painter,
            QRectF(rect.right() - step / 2.0 - size / 2, rect.center().y() - size / 2, size, size),
            isExpanded(index) ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right"),
            t.text2);
    }
}

void ExplanationTree::ask(const QModelIndex& index)
{
    const ExplanationModel::Step* step = index.isValid() ? m_model->step(index) : nullptr;
    if (step != nullptr && step->kind == From::Open && step->key) {
        Q_EMIT askWanted(*step->key);
    }
}

void ExplanationTree::keyPressEvent(QKeyEvent* event)
{
    const QModelIndex current = currentIndex();
    const bool isTop = !current.isValid() || !current.parent().isValid();
    if (event->key() == Qt::Key_Left && isTop && (!current.isValid() || !isExpanded(current))) {
        Q_EMIT left();
        return;
    }
    QTreeView::keyPressEvent(event);
}

void ExplanationTree::mouseReleaseEvent(QMouseEvent* event)
{
    QTreeView::mouseReleaseEvent(event);
    const QModelIndex index = indexAt(event->pos());
    if (index.column() == ExplanationModel::FromColumn &&
        event->pos().x() > visualRect(index).right() - px(8) - askWidth()) {
        ask(index);
    }
}

} // namespace netready::desktop
