// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/widgets/attachment_list.h"

#include "app/desktop/widgets/paint.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>

namespace netready::desktop {

AttachmentModel::AttachmentModel(const ClientDocument& document, QObject* parent)
    : QAbstractListModel(parent)
    , m_document(document)
{}

void AttachmentModel::refresh()
{
    std::vector<Attachment> files;
    for (const auto& [id, file] : m_document.facts().attachments()) {
        files.push_back(file);
    }
    std::stable_sort(files.begin(), files.end(), [](const Attachment& a, const Attachment& b) {
        return a.name < b.name;
    });
    std::map<std::string, int> citations;
    if (!files.empty()) {
        for (const FactKey& key : m_document.facts().keys()) {
            for (const Fact& fact : m_document.facts().facts(key)) {
                if (!fact.evidence.empty()) {
                    ++citations[fact.evidence];
                }
            }
        }
    }
    if (files == m_files && citations == m_citations) {
        return;
    }
    beginResetModel();
    m_files = std::move(files);
    m_citations = std::move(citations);
    endResetModel();
}

int AttachmentModel::citations(const Attachment& file) const
{
    const auto found = m_citations.find(file.id);
    return found == m_citations.end() ? 0 : found->second;
}

int AttachmentModel::rowOf(const std::string& id) const
{
    const auto found = std::find_if(
        m_files.begin(), m_files.end(), [&](const Attachment& file) { return file.id == id; });
    return found == m_files.end() ? -1 : static_cast<int>(found - m_files.begin());
}

int AttachmentModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_files.size());
}

QVariant AttachmentModel::data(const QModelIndex& index, int role) const
{
    const Attachment& file = at(index.row());
    const auto detail = [&] {
        QStringList parts{QLocale().formattedDataSize(file.bytes)};
        const int cited = citations(file);
        parts << (cited > 0 ? tr("evidence of %n fact(s)", nullptr, cited)
                            : tr("no fact names it yet"));
        if (!file.note.empty()) {
            parts << qstr(file.note);
        }
        return parts.join(QStringLiteral(", "));
    };
    switch (role) {
    case Qt::DisplayRole:
        return qstr(file.name);
    case kDetailRole:
        return detail();
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return tr("%1, %2").arg(qstr(file.name), detail());
    default:
        return {};
    }
}

QSize AttachmentDelegate::sizeHint(const QStyleOptionViewItem& /*option*/,
                                   const QModelIndex& /*index*/) const
{
    return {px(160), px(48)};
}

void AttachmentDelegate::paint(QPainter* painter,
                               const QStyleOptionViewItem& option,
                               const QModelIndex& index) const
{
    const Tokens& t = tokens();
    const QRectF area(option.rect);
    const bool isSelected = (option.state & QStyle::State_Selected) != 0;
    if (isSelected) {
        painter->fillRect(area, t.accentSoft);
        painter->fillRect(QRectF(area.left(), area.top(), 3, area.height()), t.accent);
    }
    painter->fillRect(QRectF(area.left(), area.bottom() - 1, area.width(), 1), t.line);
    paintIcon(*painter,
              QRectF(area.left() + px(16), area.top() + px(15), px(18), px(18)),
              QStringLiteral("attachment"),
              t.text2);
    const double left = area.left() + px(44);
    const double width = area.right() - left - px(12);
    painter->setFont(textFont(14, isSelected ? Weight::SemiBold : Weight::Medium));
    painter->setPen(t.text);
    paintLine(*painter, QRectF(left, area.top() + px(5), width, px(20)), index.data().toString());
    painter->setFont(textFont(12));
    painter->setPen(t.text3);
    paintLine(*painter,
              QRectF(left, area.top() + px(25), width, px(18)),
              index.data(AttachmentModel::kDetailRole).toString());
    if ((option.state & QStyle::State_HasFocus) != 0) {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(t.accent, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(area.adjusted(1, 1, -1, -2), px(4), px(4));
        painter->restore();
    }
}

} // namespace netready::desktop
