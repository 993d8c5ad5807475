// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/document.h"

#include <QAbstractListModel>
#include <QStyledItemDelegate>

#include <map>
#include <vector>

namespace netready::desktop {

/// The files kept with a client, by name.
class AttachmentModel : public QAbstractListModel
{
    Q_OBJECT

public:
    static constexpr int kDetailRole = Qt::UserRole;

    explicit AttachmentModel(const ClientDocument& document, QObject* parent = nullptr);
    void refresh();
    [[nodiscard]] const Attachment& at(int row) const
    {
        return m_files[static_cast<std::size_t>(row)];
    }
    /// Facts that name the file as their evidence.
    [[nodiscard]] int citations(const Attachment& file) const;
    /// -1 if it is not there.
    [[nodiscard]] int rowOf(const std::string& id) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    const ClientDocument& m_document;
    std::vector<Attachment> m_files;
    std::map<std::string, int> m_citations;
};

/// Icon, name, and a second line of what it is.
class AttachmentDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option,
                                 const QModelIndex& index) const override;
    void paint(QPainter* painter,
               const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
};

} // namespace netready::desktop
