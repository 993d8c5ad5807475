// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/plan/plan_column.h"

#include "app/desktop/widgets/paint.h"
#include "app/desktop/widgets/plan_model.h"
#include "reports/content/words.h"

#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>

#include <algorithm>

namespace netready::desktop {

namespace {

const QString kCardType = QStringLiteral("application/x-netready-action");
constexpr int kCardHeight = 84;
constexpr int kGap = 8; // below a card

} // namespace

PlanCards::PlanCards(const ClientDocument& document,
                     std::optional<std::size_t> phase,
                     QObject* parent)
    : QAbstractListModel(parent)
    , m_document(document)
    , m_phase(phase)
{}

void PlanCards::setPicture(const std::shared_ptr<const PlanPicture>& picture)
{
    beginResetModel();
    m_picture = picture;
    m_rows.clear();
    const PlanChoice& choice = picture->plan.solution.choice;
    for (std::size_t i = 0; i < picture->candidates.all.size(); ++i) {
        const bool isDone = picture->candidates.all[i].state == CandidateState::Done;
        if (choice[i] == m_phase && !isDone) {
            m_rows.push_back(i);
        }
    }
    endResetModel();
}

const PlanCandidate& PlanCards::at(int row) const
{
    return m_picture->candidates.all[m_rows[static_cast<std::size_t>(row)]];
}

int PlanCards::rowOf(const WorkKey& about) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), [&](std::size_t candidate) {
        return m_picture->candidates.all[candidate].about == about;
    });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

int PlanCards::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QString PlanCards::mark(const PlanCandidate& candidate) const
{
    switch (candidate.state) {
    case CandidateState::Pinned:
        return candidate.pinnedByHand ? tr("pinned") : tr("needed by what is pinned");
    case CandidateState::Dropped:
        return tr("decided against");
    case CandidateState::HeldUp:
        return tr("needs what was decided against");
    case CandidateState::Free:
    case CandidateState::Done:
        break;
    }
    return {};
}

QVariant PlanCards::data(const QModelIndex& index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const PlanCandidate& candidate = at(index.row());
    const Action& action = *candidate.remedy.action;
    switch (role) {
    case Qt::DisplayRole:
        return qstr(action.title);
    case Qt::ToolTipRole:
        return tr("%1, %2").arg(qstr(action.title), m_document.titleOf(candidate.remedy.subject));
    case RoleText:
        return qstr(roleText(action.role));
    case CostText:
        return estimateText(candidate.cost);
    case MarkText:
        return mark(candidate);
    case StateRole:
        return static_cast<int>(candidate.state);
    case Qt::AccessibleTextRole: {
        QStringList parts{qstr(action.title),
                          m_document.titleOf(candidate.remedy.subject),
                          qstr(roleText(action.role)),
                          tr("cost %1").arg(estimateText(candidate.cost))};
        if (const QString said = mark(candidate); !said.isEmpty()) {
            parts << said;
        }
        return parts.join(QStringLiteral(", "));
    }
    default:
        return {};
    }
}

Qt::ItemFlags PlanCards::flags(const QModelIndex& index) const
{
    const Qt::ItemFlags flags = QAbstractListModel::flags(index);
    return index.isValid() ? flags | Qt::ItemIsDragEnabled : flags | Qt::ItemIsDropEnabled;
}

QStringList PlanCards::mimeTypes() const
{
    return {kCardType};
}

QMimeData* PlanCards::mimeData(const QModelIndexList& indexes) const
{
    auto* data = new QMimeData;
    if (!indexes.isEmpty()) {
        data->setData(kCardType, QByteArray::fromStdString(at(indexes.first().row()).about.text()));
    }
    return data;
}

bool PlanCards::dropMimeData(const QMimeData* data,
                             Qt::DropAction /*action*/,
                             int /*row*/,
                             int /*column*/,
                             const QModelIndex& /*parent*/)
{
    if (data->hasFormat(kCardType)) {
        Q_EMIT dropped(WorkKey::parse(data->data(kCardType).toStdString()));
    }
    return false; // the plan is made anew, and then the card is here
}

QSize PlanCardDelegate::sizeHint(const QStyleOptionViewItem& /*option*/,
                                 const QModelIndex& /*index*/) const
{
    return {px(120), px(kCardHeight + kGap)};
}

void PlanCardDelegate::paint(QPainter* painter,
                             const QStyleOptionViewItem& option,
                             const QModelIndex& index) const
{
    const Tokens& t = tokens();
    const QRectF card = QRectF(option.rect).adjusted(1, 1, -1, -px(kGap));
    const bool isChosen = (option.state & QStyle::State_Selected) != 0;
    const bool hasFocus = (option.state & QStyle::State_HasFocus) != 0;
    const auto state = static_cast<CandidateState>(index.data(PlanCards::StateRole).toInt());
    const bool isOff = state == CandidateState::Dropped || state == CandidateState::HeldUp;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(isChosen || hasFocus ? t.accent : t.lineStrong,
                         isChosen || hasFocus ? 2 : 1,
                         isOff ? Qt::DashLine : Qt::SolidLine));
    painter->setBrush(isOff ? t.sunken : t.surface);
    painter->drawRoundedRect(card, px(4), px(4));
    const QRectF inner = card.adjusted(px(10), px(7), -px(10), -px(7));
    painter->setFont(textFont(14, Weight::Medium));
    painter->setPen(isOff ? t.text2 : t.text);
    const double line = px(19);
    const QString title = index.data().toString();
    const QFontMetricsF metrics(painter->font());
    // Two lines, the second cut where it is too long.
    qsizetype cut = title.size();
    if (metrics.horizontalAdvance(title) > inner.width()) {
        cut = 0;
        for (qsizetype space = title.indexOf(' '); space >= 0;
             space = title.indexOf(' ', space + 1)) {
            if (metrics.horizontalAdvance(title.left(space)) > inner.width()) {
                break;
            }
            cut = space;
        }
    }
    const bool isOneWord = cut == 0;
    paintLine(*painter,
              QRectF(inner.left(), inner.top(), inner.width(), line),
              isOneWord ? title : title.left(cut));
    if (!isOneWord && cut < title.size()) {
        paintLine(*painter,
                  QRectF(inner.left(), inner.top() + line, inner.width(), line),
                  title.mid(cut + 1));
    }
    painter->setFont(textFont(12));
    painter->setPen(t.text3);
    const double bottom = inner.bottom() - px(18);
    const QString cost = index.data(PlanCards::CostText).toString();
    const double costWidth = QFontMetricsF(painter->font()).horizontalAdvance(cost) + px(4);
    const QString mark = index.data(PlanCards::MarkText).toString();
    double left = inner.left();
    if (!mark.isEmpty()) {
        paintIcon(*painter,
                  QRectF(left, bottom + px(2), px(14), px(14)),
                  isOff ? QStringLiteral("close") : QStringLiteral("pin"),
                  t.text2);
        left += px(18);
    }
    paintLine(*painter,
              QRectF(left, bottom, inner.right() - left - costWidth - px(6), px(18)),
              isOff ? mark : index.data(PlanCards::RoleText).toString());
    painter->setPen(t.text2);
    paintLine(*painter,
              QRectF(inner.right() - costWidth, bottom, costWidth, px(18)),
              cost,
              Qt::AlignRight);
    painter->restore();
}

PlanColumn::PlanColumn(PlanCards* cards, QWidget* parent)
    : QListView(parent)
    , m_cards(cards)
{
    setModel(cards);
    setItemDelegate(new PlanCardDelegate(this));
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setDragEnabled(true);
    setAcceptDrops(true);
    setDropIndicatorShown(false);
    setDefaultDropAction(Qt::MoveAction);
    setDragDropMode(QAbstractItemView::DragDrop);
    setFrameShape(QFrame::NoFrame);
    setProperty("role", "sunken");
    connect(selectionModel(),
            &QItemSelectionModel::currentChanged,
            this,
            [this](const QModelIndex& index) {
                if (index.isValid()) {
                    Q_EMIT chosen(m_cards->at(index.row()).about);
                }
            });
}

void PlanColumn::keyPressEvent(QKeyEvent* event)
{
    const QModelIndex index = currentIndex();
    const bool isSideways = event->key() == Qt::Key_Left || event->key() == Qt::Key_Right;
    const int steps = event->key() == Qt::Key_Left ? -1 : 1;
    if (isSideways && (event->modifiers() & Qt::ControlModifier) != 0 && index.isValid()) {
        Q_EMIT moveWanted(m_cards->at(index.row()).about, steps);
    } else if (isSideways) {
        Q_EMIT neighbourWanted(steps);
    } else if (event->key() == Qt::Key_Space && index.isValid()) {
        Q_EMIT pinWanted(m_cards->at(index.row()).about);
    } else if (event->key() == Qt::Key_Delete && index.isValid()) {
        Q_EMIT dropWanted(m_cards->at(index.row()).about);
    } else {
        QListView::keyPressEvent(event);
    }
}

} // namespace netready::desktop
