// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/page.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QMenu;
class QPushButton;
class QSplitter;

namespace netready::desktop {

class AnswerDock;
class QuestionCard;
class QuestionList;
class SectionClock;
class Segments;
class Workshop;

/// One question at a time, or all of them; what each answer changes.
class QuestionsPage : public Page
{
    Q_OBJECT

public:
    explicit QuestionsPage(ClientDocument& document, QWidget* parent = nullptr);
    void refresh() override;
    void show(const Place& place) override;

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool event(QEvent* event) override;

private:
    [[nodiscard]] QWidget* makeHeadRow();
    [[nodiscard]] QWidget* makeListPane();
    [[nodiscard]] QWidget* makeFinishLine();
    void makeKeys();
    void fillRoles();
    void relist();
    void refreshFinishLine();
    void follow();
    void fit();

    Workshop& m_workshop;
    QLabel* m_state = nullptr;
    Segments* m_orders = nullptr;
    QPushButton* m_room = nullptr;
    QMenu* m_roles = nullptr;
    QPushButton* m_full = nullptr;
    QLineEdit* m_search = nullptr;
    QComboBox* m_depth = nullptr;
    QWidget* m_listPane = nullptr;
    QuestionList* m_list = nullptr;
    SectionClock* m_clock = nullptr;
    QLabel* m_finish = nullptr;
    QLabel* m_finishTime = nullptr;
    QLabel* m_finishText = nullptr;
    QWidget* m_finishBar = nullptr;
    QSplitter* m_splitter = nullptr;
    QuestionCard* m_card = nullptr;
    AnswerDock* m_dock = nullptr;
    bool m_wantsNext = false; ///< the first question, as soon as they are ranked
    bool m_dockWanted = true;
};

} // namespace netready::desktop
