// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/option_draft.h"
#include "app/desktop/workshop.h"

#include <QWidget>

#include <vector>

class QComboBox;
class QGridLayout;
class QLabel;
class QPushButton;

namespace netready::desktop {

class OptionCell;
class RangeBar;
class SectionClock;
class ValueLine;
class VerdictLabel;

/// The next best question, full screen and in large type; follows the document like every page.
class Presenter : public QWidget
{
    Q_OBJECT

public:
    explicit Presenter(ClientDocument& document, QWidget* parent = nullptr);
    /// Fills another screen than that of the window if there is one.
    void showOn(const QWidget* window);

Q_SIGNALS:
    /// The user wants to see the map.
    void mapWanted();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    [[nodiscard]] QWidget* makeTop();
    [[nodiscard]] QWidget* makeBody();
    [[nodiscard]] QWidget* makeDimension();
    [[nodiscard]] QWidget* makeKeys();
    void refresh();
    void showQuestion();
    void showAnswer();
    void showDimension();
    void makeCells();
    void fit();
    void digit(int number);
    void type(const QString& first, bool isReason);
    void askForMore();
    void commitLine();
    void record(const QString& typed);

    ClientDocument& m_document;
    Workshop& m_workshop;
    FactKey m_key;
    const Attribute* m_attribute = nullptr;
    OptionDraft m_draft;
    bool m_hasDimension = false;
    bool m_isReason = false; ///< the field takes why it does not apply

    VerdictLabel* m_verdict = nullptr;
    RangeBar* m_range = nullptr;
    SectionClock* m_clock = nullptr;
    QWidget* m_body = nullptr;
    QLabel* m_role = nullptr;
    QLabel* m_text = nullptr;
    QLabel* m_lead = nullptr;
    QWidget* m_grid = nullptr;
    QGridLayout* m_cellGrid = nullptr;
    std::vector<OptionCell*> m_cells;
    ValueLine* m_field = nullptr;
    QLabel* m_hint = nullptr;
    QLabel* m_wrong = nullptr;
    QComboBox* m_person = nullptr;
    QWidget* m_dimension = nullptr;
    QLabel* m_dimensionName = nullptr;
    QLabel* m_dimensionWorth = nullptr;
    RangeBar* m_dimensionBar = nullptr;
    QWidget* m_bands = nullptr;
    QLabel* m_answerKeys = nullptr;
};

} // namespace netready::desktop
