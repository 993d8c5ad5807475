// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/evidence/import_work.h"

#include <QAbstractTableModel>

#include <memory>
#include <vector>

namespace netready::desktop {

/// The values that evidence would bring, each with a mark whether it is taken over.
class ImportModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Effect,
        Fact,
        Subject,
        NewValue,
        Standing,
        From,
        ColumnCount
    };

    explicit ImportModel(const ClientDocument& document, QObject* parent = nullptr);
    void setEvidence(std::shared_ptr<const FoundEvidence> evidence);
    /// How many values are taken over that do not stand already.
    [[nodiscard]] int taken() const;
    /// The preview without what is not taken over.
    [[nodiscard]] ImportPreview chosen() const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    [[nodiscard]] QVariant
    headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] const ProposedFact& proposed(int row) const;
    [[nodiscard]] QString text(const ProposedFact& fact, int column) const;
    [[nodiscard]] QString standing(const ProposedFact& fact) const;

    const ClientDocument& m_document;
    std::shared_ptr<const FoundEvidence> m_evidence;
    std::vector<bool> m_isTaken; ///< by fact of the preview
};

} // namespace netready::desktop
