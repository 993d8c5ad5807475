// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/document.h"
#include "app/desktop/widgets/paint.h"

#include <QAbstractListModel>
#include <QStyledItemDelegate>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace netready::desktop {

/// Names a finding over edits.
using FindingKey = std::pair<std::string, SubjectKey>; ///< rule, subject
[[nodiscard]] FindingKey keyOf(const Finding& finding);
/// Nothing if there is none of that key.
[[nodiscard]] const Finding* findFinding(const Assessment& assessment, const FindingKey& key);

enum class FindingGroups
{
    None,
    Effect,
    Dimension,
    Workload
};

enum class FindingOrder
{
    Effect,
    Score, ///< lowest first
    Width, ///< widest range first
    Title
};

/// Which findings are wanted; an empty text or id asks for nothing.
struct FindingFilter
{
    bool openOnly = true;   ///< without those that passed or do not apply
    bool gatesOnly = false; ///< only those that block, may block or cap
    std::string dimension;
    std::string workload; ///< id
    std::string source;   ///< cited by the rule
    std::string rule;
    QString text; ///< words that title, subject, dimension or sentence hold
    bool operator==(const FindingFilter&) const = default;
};

/// Findings as a list with a head before each group.
class FindingsModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role
    {
        HeadRole = Qt::UserRole, ///< bool
        CountRole,               ///< of a head: what it holds, in words
        SubtitleRole
    };

    explicit FindingsModel(ClientDocument& document, QObject* parent = nullptr);

    /// Reads the document anew; rows stay rows where the same findings are shown.
    void refresh();
    void setGroups(FindingGroups groups);
    void setOrder(FindingOrder order);
    void setFilter(const FindingFilter& filter);
    [[nodiscard]] FindingGroups groups() const { return m_groups; }
    [[nodiscard]] FindingOrder order() const { return m_order; }
    [[nodiscard]] const FindingFilter& filter() const { return m_filter; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;

    /// Null for a head.
    [[nodiscard]] const Finding* finding(const QModelIndex& index) const;
    /// Of a head: the mark in front of it.
    [[nodiscard]] std::optional<Effect> headMark(const QModelIndex& index) const;
    /// First row of a finding; not valid if it is not shown.
    [[nodiscard]] QModelIndex indexOf(const FindingKey& key) const;
    /// All that are shown, each once, in their order.
    [[nodiscard]] std::vector<const Finding*> shown() const;

private:
    struct Row
    {
        int group = 0;
        int finding = -1; ///< -1: a head
        bool operator==(const Row&) const = default;
    };
    struct Group
    {
        QString title;
        std::optional<Effect> mark;
        std::vector<int> findings;
    };

    [[nodiscard]] bool passes(const Finding& finding) const;
    [[nodiscard]] std::vector<Group> grouped(const std::vector<int>& findings) const;
    [[nodiscard]] bool comesBefore(int a, int b) const;
    [[nodiscard]] QString countText(const Group& group) const;
    [[nodiscard]] QString subtitle(const Finding& finding) const;

    ClientDocument& m_document;
    FindingGroups m_groups = FindingGroups::Effect;
    FindingOrder m_order = FindingOrder::Effect;
    FindingFilter m_filter;
    std::vector<Group> m_all;
    std::vector<Row> m_rows;
};

/// Title of a dimension as the strip has it; in the middle of a sentence if asked.
[[nodiscard]] QString
dimensionTitle(const Knowledge& knowledge, const std::string& id, bool inside = false);

/// Paints heads and findings, on two lines or, compact, on one.
class FindingDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit FindingDelegate(bool compact, QObject* parent = nullptr);
    void paint(QPainter* painter,
               const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option,
                                 const QModelIndex& index) const override;

private:
    bool m_compact;
};

/// Rows of a plain table or tree, 28 high.
class RowDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter,
               const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option,
                                 const QModelIndex& index) const override;
};

/// Ground of a row: selected, hovered, focused by the keyboard; shared by all lists.
void paintRowGround(QPainter& painter, const QStyleOptionViewItem& option);
void paintRowFocus(QPainter& painter, const QStyleOptionViewItem& option);

} // namespace netready::desktop
