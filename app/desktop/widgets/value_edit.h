// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/document.h"

#include <QLineEdit>
#include <QWidget>

class QComboBox;
class QLabel;
class QMenu;
class QToolButton;

namespace netready::desktop {

class OriginLabel;

/// A line for a value: keeps what was typed until it is understood, shows the unit in grey.
class ValueLine : public QLineEdit
{
    Q_OBJECT

public:
    explicit ValueLine(QWidget* parent = nullptr);
    void setUnit(const QString& unit);
    /// `conflict`: another value stands against it; shown inside the field.
    void setConflict(const QString& conflict);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void makeRoom();

    QString m_unit;
    QString m_conflict;
};

/// The value of one attribute of one subject: reads everything that can be typed, and records it.
///
/// Numbers, texts and dates are a line with a button for a range and one for "not known"; choices
/// are a list. What was not understood stays, with the sentence that says why.
class ValueEdit : public QWidget
{
    Q_OBJECT

public:
    ValueEdit(ClientDocument& document, const Attribute& attribute, QWidget* parent = nullptr);

    /// Shows the value of another subject, or the same anew. Half-typed text of the same subject
    /// stays.
    void setSubject(const SubjectKey& subject);
    [[nodiscard]] FactKey key() const { return {m_subject, m_attribute.id}; }
    [[nodiscard]] const Attribute& attribute() const { return m_attribute; }
    /// Selects the field's text.
    void edit();

Q_SIGNALS:
    /// A sentence to be shown below the field; empty if nothing is wrong.
    void refused(const QString& sentence);

private:
    void makeLineEdit();
    void makeChoice();
    void makeChoices();
    void makeButtons();
    void showLine(const FactView& view);
    void showChoice(const FactView& view);
    void fillChoice();
    void commitLine();
    void commitChoice(int index);
    void commitChoices();
    void setNotKnown();
    void askForRange();
    void record(const QString& typed);

    ClientDocument& m_document;
    const Attribute& m_attribute;
    SubjectKey m_subject;
    ValueLine* m_line = nullptr;
    QComboBox* m_choice = nullptr;
    QToolButton* m_choices = nullptr;
    QMenu* m_menu = nullptr;
    QToolButton* m_range = nullptr;
    QToolButton* m_unknown = nullptr;
    QString m_shown; ///< what the line held when it was filled
};

} // namespace netready::desktop
