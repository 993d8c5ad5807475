// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/workshop.h"

#include <QListView>

#include <optional>
#include <vector>

namespace netready::desktop {

enum class QuestionOrder
{
    BestFirst,
    ByDimension,
    ByRole,
    List
};

/// One row: a heading, or a question.
struct QuestionRow
{
    QString heading; ///< empty for a question
    QString note;    ///< at the right of a heading
    RankedQuestion question;
    QString text;
    int blocks = 0; ///< of five: how much it settles per minute
};

class QuestionRows;

/// The questions in an order, with what has become of each.
class QuestionList : public QListView
{
    Q_OBJECT

public:
    explicit QuestionList(ClientDocument& document, QWidget* parent = nullptr);

    /// Lists the questions anew.
    void setOrder(QuestionOrder order, const QString& searched);
    /// Marks the question that is on, without choosing it.
    void setCurrent(const std::optional<FactKey>& key);
    /// Paints anew what has become of the questions.
    void refreshStates();
    [[nodiscard]] std::size_t count() const; ///< of questions

Q_SIGNALS:
    void chosen(const netready::FactKey& key);

private:
    void choose(const QModelIndex& index);

    ClientDocument& m_document;
    Workshop& m_workshop;
    QuestionRows* m_rows = nullptr;
};

} // namespace netready::desktop
