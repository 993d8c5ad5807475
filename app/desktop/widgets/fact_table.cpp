// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/widgets/fact_table.h"

#include "app/desktop/widgets/paint.h"
#include "reports/content/words.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <tuple>

namespace netready::desktop {

namespace {

constexpr double kBarRow = 28;
constexpr int kOrigins = 6;

Origin originAt(int row)
{
    return static_cast<Origin>(kOrigins - row);
}

} // namespace

FactTableModel::FactTableModel(const ClientDocument& document, QObject* parent)
    : QAbstractTableModel(parent)
    , m_document(document)
{}

void FactTableModel::refresh()
{
    beginResetModel();
    m_all.clear();
    m_counts = {};
    m_withdrawn = 0;
    for (const FactKey& key : m_document.facts().keys()) {
        const FactBase::Facts& facts = m_document.facts().facts(key);
        for (std::size_t i = 0; i < facts.size(); ++i) {
            if (!facts[i].withdrawn.empty()) {
                ++m_withdrawn;
            } else {
                ++m_counts[static_cast<std::size_t>(facts[i].origin) - 1];
            }
            m_all.push_back({key, i, facts[i].origin});
        }
    }
    std::stable_sort(
        m_all.begin(), m_all.end(), [](const Row& a, const Row& b) { return a.origin > b.origin; });
    m_shown.clear();
    for (std::size_t i = 0; i < m_all.size(); ++i) {
        if (!m_only || m_all[i].origin == *m_only) {
            m_shown.push_back(i);
        }
    }
    endResetModel();
}

void FactTableModel::narrow(std::optional<Origin> origin)
{
    if (origin != m_only) {
        m_only = origin;
        refresh();
    }
}

const FactKey& FactTableModel::keyAt(int row) const
{
    return m_all[m_shown[static_cast<std::size_t>(row)]].key;
}

int FactTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

int FactTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QString FactTableModel::text(const Row& row, int column) const
{
    const auto& fact = m_document.facts().facts(row.key)[row.index];
    const Attribute* attribute = m_document.knowledge().findAttribute(row.key.attribute);
    switch (column) {
    case Fact:
        return attribute == nullptr ? qstr(row.key.attribute) : qstr(attribute->title);
    case Subject:
        return m_document.titleOf(row.key.subject);
    case Value:
        return attribute == nullptr ? qstr(netready::toString(fact.value))
                                    : qstr(readable(fact.value, *attribute, m_document.facts()));
    case OriginOf:
        return fact.withdrawn.empty() ? qstr(netready::toString(fact.origin)) : tr("withdrawn");
    case By: {
        const QString day = fact.time.empty() ? QString() : qstr(shortDay(fact.time));
        return fact.author.empty() ? day : tr("%1, %2").arg(qstr(fact.author), day);
    }
    default: {
        if (!fact.withdrawn.empty()) {
            return tr("Withdrawn: %1").arg(qstr(fact.withdrawn));
        }
        const auto file = m_document.facts().attachments().find(fact.evidence);
        QStringList parts;
        const FactView* view = m_document.factView(row.key);
        if (view != nullptr && view->resolution.isOutdated(row.index)) {
            parts << tr(
                "older than %n day(s), counts as stated", nullptr, view->attribute->ageLimit);
        }
        if (file != m_document.facts().attachments().end()) {
            parts << qstr(file->second.name);
        } else if (!fact.evidence.empty()) {
            parts << qstr(fact.evidence);
        }
        if (!fact.note.empty()) {
            parts << qstr(fact.note);
        }
        return parts.join(QStringLiteral(" · "));
    }
    }
}

QVariant FactTableModel::data(const QModelIndex& index, int role) const
{
    const Row& row = m_all[m_shown[static_cast<std::size_t>(index.row())]];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return text(row, index.column());
    case Qt::FontRole:
        return index.column() == Value ? QVariant(textFont(14, Weight::SemiBold)) : QVariant();
    case Qt::ForegroundRole:
        return index.column() == Fact || index.column() == Value ? QVariant(tokens().text)
                                                                 : QVariant(tokens().text2);
    case kOriginRole: {
        const auto& fact = m_document.facts().facts(row.key)[row.index];
        return fact.withdrawn.empty() ? static_cast<int>(row.origin) : 0;
    }
    default:
        return {};
    }
}

QVariant FactTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Fact:
        return tr("Fact");
    case Subject:
        return tr("About");
    case Value:
        return tr("Value");
    case OriginOf:
        return tr("Origin");
    case By:
        return tr("By whom, when");
    default:
        return tr("Evidence and note");
    }
}

void OriginDelegate::paint(QPainter* painter,
                           const QStyleOptionViewItem& option,
                           const QModelIndex& index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    if ((item.state & QStyle::State_Selected) != 0) {
        painter->fillRect(item.rect, tokens().accentSoft);
    }
    const QRectF area(item.rect);
    const int level = index.data(FactTableModel::kOriginRole).toInt();
    paintOrigin(*painter,
                QRectF(area.left() + px(4), area.center().y() - px(5), px(18), px(10)),
                level > 0 ? std::optional(static_cast<Origin>(level)) : std::nullopt);
    painter->setFont(textFont(14));
    painter->setPen(tokens().text2);
    paintLine(*painter, area.adjusted(px(30), 0, 0, 0), item.text);
}

OriginBars::OriginBars(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("originBars"));
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setFixedHeight(px(kBarRow) * kOrigins);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize OriginBars::sizeHint() const
{
    return {px(320), px(kBarRow) * kOrigins};
}

void OriginBars::setCounts(const std::array<int, 6>& counts)
{
    m_counts = counts;
    describe();
    update();
}

void OriginBars::setChosen(std::optional<Origin> origin)
{
    m_chosen = origin;
    describe();
    update();
}

void OriginBars::describe()
{
    QStringList parts;
    for (int row = 0; row < kOrigins; ++row) {
        const auto origin = static_cast<std::size_t>(originAt(row));
        parts << tr("%1 %2").arg(qstr(netready::toString(originAt(row)))).arg(m_counts[origin - 1]);
    }
    setAccessibleName(tr("Facts by origin: %1").arg(parts.join(QStringLiteral(", "))));
    setAccessibleDescription(
        m_chosen ? tr("Only %1 facts are listed").arg(qstr(netready::toString(*m_chosen)))
                 : tr("All facts are listed"));
    setToolTip(tr("Choose an origin to list only its facts; choose it again for all"));
}

void OriginBars::choose(std::optional<Origin> origin)
{
    setChosen(origin);
    Q_EMIT chosen(origin);
}

void OriginBars::mousePressEvent(QMouseEvent* event)
{
    const int row = static_cast<int>(event->position().y() / px(kBarRow));
    if (row >= 0 && row < kOrigins) {
        const Origin origin = originAt(row);
        choose(m_chosen == origin ? std::nullopt : std::optional(origin));
    }
}

void OriginBars::keyPressEvent(QKeyEvent* event)
{
    const bool isStep = event->key() == Qt::Key_Up || event->key() == Qt::Key_Down;
    if (isStep) {
        const int row = m_chosen ? kOrigins - static_cast<int>(*m_chosen) : -1;
        const int next = row < 0 ? 0 : row + (event->key() == Qt::Key_Down ? 1 : -1);
        choose(originAt(std::clamp(next, 0, kOrigins - 1)));
    } else if (event->key() == Qt::Key_Escape && m_chosen) {
        choose(std::nullopt);
    } else {
        QWidget::keyPressEvent(event);
    }
}

void OriginBars::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens& t = tokens();
    const int most = std::max(1, *std::max_element(m_counts.begin(), m_counts.end()));
    for (int row = 0; row < kOrigins; ++row) {
        const Origin origin = originAt(row);
        const QRectF area(0, row * px(kBarRow), width(), px(kBarRow));
        if (m_chosen == origin) {
            painter.fillRect(area, t.accentSoft);
            painter.fillRect(QRectF(area.left(), area.top(), 3, area.height()), t.accent);
        }
        paintOrigin(painter,
                    QRectF(area.left() + px(12), area.center().y() - px(5), px(18), px(10)),
                    origin);
        painter.setFont(textFont(14, m_chosen == origin ? Weight::SemiBold : Weight::Regular));
        painter.setPen(t.text);
        paintLine(painter,
                  QRectF(area.left() + px(40), area.top(), px(96), area.height()),
                  qstr(netready::toString(origin)));
        const int count = m_counts[static_cast<std::size_t>(origin) - 1];
        const double left = area.left() + px(140);
        const double full = std::max<double>(0, area.width() - px(140) - px(64));
        painter.fillRect(QRectF(left, area.center().y() - px(4), full * count / most, px(8)),
                         t.accent);
        painter.setFont(textFont(14, Weight::SemiBold));
        painter.setPen(count == 0 ? t.text3 : t.text);
        paintNumber(
            painter, area.adjusted(0, 0, -px(12), 0), Qt::AlignRight, QString::number(count));
    }
    if (hasFocus()) {
        painter.setPen(QPen(t.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), px(4), px(4));
    }
}

} // namespace netready::desktop
