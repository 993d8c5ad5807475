// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/workshop.h"
#include "core/assessment/disagreement.h"

#include <QWidget>

#include <memory>

class QBoxLayout;
class QLabel;
class QPushButton;
class QScrollArea;
class QStackedWidget;
class QToolButton;

namespace netready::desktop {

class AnswerAxis;
class AnswerEdit;
class IconLabel;

/// The question that is on: its words, its answer, what each person said, whether they agree.
class QuestionCard : public QWidget
{
    Q_OBJECT

public:
    explicit QuestionCard(ClientDocument& document, QWidget* parent = nullptr);
    void refresh();
    [[nodiscard]] AnswerEdit& edit() const { return *m_edit; }

private:
    [[nodiscard]] QWidget* makeContent();
    [[nodiscard]] QWidget* makeDisagreement();
    [[nodiscard]] QWidget* makeActions();
    [[nodiscard]] QWidget* makeDone();
    void refreshAxis();
    void refreshAnswers();
    void refreshNotes();
    void refreshDone();
    [[nodiscard]] QWidget* makeAnswerRow(const Fact& fact, bool isUsed);
    void compare();
    void showDisagreement(const Disagreement& disagreement);
    void addNote();
    void attach();
    void changeFact(const Fact& fact, bool keep);

    ClientDocument& m_document;
    Workshop& m_workshop;
    QStackedWidget* m_stack = nullptr;
    QScrollArea* m_scroll = nullptr;
    QLabel* m_path = nullptr;
    QLabel* m_text = nullptr;
    AnswerEdit* m_edit = nullptr;
    AnswerAxis* m_axis = nullptr;
    QWidget* m_disagreement = nullptr;
    QLabel* m_differ = nullptr;
    QLabel* m_because = nullptr;
    QBoxLayout* m_answers = nullptr;
    QBoxLayout* m_notes = nullptr;
    QToolButton* m_back = nullptr;
    QPushButton* m_park = nullptr;
    QPushButton* m_skip = nullptr;
    QPushButton* m_next = nullptr;
    QLabel* m_done = nullptr;
    QPushButton* m_again = nullptr;

    FactKey m_key;
    std::vector<Fact> m_shownFacts; ///< those that have rows
    std::vector<Note> m_shownNotes;
    std::uint64_t m_compared = 0; ///< revision that the sentence is of
};

} // namespace netready::desktop
