// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/document.h"

#include <QAbstractItemModel>

#include <memory>
#include <optional>
#include <vector>

namespace netready::desktop {

/// How a finding came about, from the score of its dimension down to sources and open questions.
class ExplanationModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column
    {
        LabelColumn,
        ValueColumn,
        FromColumn,
        ColumnCount
    };
    /// What the last column shows.
    enum class From
    {
        Words,
        Formula,
        Origin,
        Source,
        Open, ///< not known, or only assumed, and can be asked
        Problem
    };
    struct Step
    {
        QString label;
        QString value;
        QString from;
        QString tip;
        From kind = From::Words;
        bool isFormula = false; ///< the label is one
        std::optional<Origin> origin;
        std::optional<FactKey> key;
        Step* parent = nullptr;
        int row = 0;
        std::vector<std::unique_ptr<Step>> parts;
    };

    explicit ExplanationModel(ClientDocument& document, QObject* parent = nullptr);

    /// True if the steps are the same as before and only what they show has changed.
    bool show(const Finding* finding);
    [[nodiscard]] const Step* step(const QModelIndex& index) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& index) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant
    headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] std::unique_ptr<Step> made(const Finding& finding) const;
    [[nodiscard]] std::unique_ptr<Step> converted(const ExplanationNode& node,
                                                  const Finding& finding) const;
    void convertInput(Step& step, const ExplanationNode& node, const Finding& finding) const;
    [[nodiscard]] QString readableValue(const ExplanationNode& node) const;

    ClientDocument& m_document;
    std::unique_ptr<Step> m_root; ///< without a row of its own
};

} // namespace netready::desktop
