// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/option_draft.h"
#include "app/desktop/widgets/option_cell.h"
#include "app/desktop/workshop.h"

#include <QWidget>

#include <vector>

class QBoxLayout;
class QComboBox;
class QLabel;
class QPushButton;

namespace netready::desktop {

class Segments;
class ValueLine;

enum class AnswerKind
{
    Value,
    Range, ///< of a choice: one of several
    NotKnown,
    NotApplicable
};

/// The answer of one person to the question that is on: value, range, not known, does not apply;
/// options by number; how well it is known and who says it.
class AnswerEdit : public QWidget
{
    Q_OBJECT

public:
    explicit AnswerEdit(ClientDocument& document, QWidget* parent = nullptr);

    /// Shows the question that is on; what is half typed for the same one stays.
    void refresh();
    /// Does what a digit does while no field has the focus.
    void digit(int number);
    void setKind(AnswerKind kind);

Q_SIGNALS:
    /// An answer has been recorded; the focus should leave the field.
    void recorded();

private:
    void makeKinds();
    void makeFields();
    void makeSaid();
    void makeOptions();
    void showKind();
    void showOwnAnswer();
    void showPeople();
    void showHint();
    void press(std::size_t option);
    void commit();
    void record(const QString& typed);
    void addSubject();
    [[nodiscard]] bool hasOptions() const;
    [[nodiscard]] QString typed() const;
    [[nodiscard]] const Fact* ownFact() const;

    ClientDocument& m_document;
    Workshop& m_workshop;
    FactKey m_key;
    const Attribute* m_attribute = nullptr;
    AnswerKind m_kind = AnswerKind::Value;
    OptionDraft m_draft;
    bool m_touched = false; ///< options were pressed and are not recorded yet

    QWidget* m_kinds = nullptr;
    Segments* m_segments = nullptr;
    QWidget* m_fields = nullptr;
    ValueLine* m_value = nullptr;
    QLabel* m_to = nullptr;
    ValueLine* m_high = nullptr;
    ValueLine* m_reason = nullptr;
    QComboBox* m_origin = nullptr;
    QComboBox* m_person = nullptr;
    QWidget* m_optionPane = nullptr;
    QBoxLayout* m_optionColumn = nullptr;
    std::vector<OptionCell*> m_cells;
    QPushButton* m_record = nullptr;
    QPushButton* m_add = nullptr;
    QLabel* m_hint = nullptr;
    QLabel* m_wrong = nullptr;
};

} // namespace netready::desktop
