// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/document.h"

#include <QAbstractTableModel>
#include <QStyledItemDelegate>
#include <QWidget>

#include <array>
#include <optional>
#include <vector>

namespace netready::desktop {

/// Every fact of a client as a row, best known first; may be narrowed to one origin.
class FactTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Fact,
        Subject,
        Value,
        OriginOf,
        By,
        Note,
        ColumnCount
    };
    /// Role of the origin as a number.
    static constexpr int kOriginRole = Qt::UserRole;

    explicit FactTableModel(const ClientDocument& document, QObject* parent = nullptr);
    void refresh();
    /// Nothing: all of them.
    void narrow(std::optional<Origin> origin);
    [[nodiscard]] std::optional<Origin> narrowed() const { return m_only; }
    /// Facts that stand, by origin, weakest first.
    [[nodiscard]] const std::array<int, 6>& counts() const { return m_counts; }
    [[nodiscard]] int withdrawn() const { return m_withdrawn; }
    [[nodiscard]] const FactKey& keyAt(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant
    headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row
    {
        FactKey key;
        std::size_t index = 0; ///< among the facts of the key
        Origin origin = Origin::Stated;
    };
    [[nodiscard]] QString text(const Row& row, int column) const;

    const ClientDocument& m_document;
    std::vector<Row> m_all;
    std::vector<std::size_t> m_shown; ///< indices of m_all
    std::array<int, 6> m_counts{};
    int m_withdrawn = 0;
    std::optional<Origin> m_only;
};

/// Origin bars before the word.
class OriginDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter,
               const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
};

/// How many facts have each origin, as bars that can be chosen: the best known at the top.
class OriginBars : public QWidget
{
    Q_OBJECT

public:
    explicit OriginBars(QWidget* parent = nullptr);
    void setCounts(const std::array<int, 6>& counts);
    void setChosen(std::optional<Origin> origin);
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    /// Nothing: all of them again.
    void chosen(std::optional<netready::Origin> origin);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void choose(std::optional<Origin> origin);
    void describe();

    std::array<int, 6> m_counts{};
    std::optional<Origin> m_chosen;
};

} // namespace netready::desktop
