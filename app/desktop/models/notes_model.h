// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/document.h"
#include "app/desktop/page.h"

#include <QAbstractTableModel>

#include <vector>

namespace netready::desktop {

/// Notes, parked questions and assigned actions; the parked ones first, each kind the last first.
class NotesModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        TextColumn,
        AboutColumn,
        AuthorColumn,
        TimeColumn,
        ColumnCount
    };

    explicit NotesModel(ClientDocument& document, QObject* parent = nullptr);
    void refresh();
    [[nodiscard]] const Note& note(int row) const;
    /// What the note is about.
    [[nodiscard]] Place place(int row) const;
    [[nodiscard]] int parked() const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant
    headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString aboutText(const Note& note) const;

    ClientDocument& m_document;
    std::vector<Note> m_notes;
};

} // namespace netready::desktop
