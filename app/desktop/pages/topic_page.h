// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/page.h"

class QListWidget;
class QStackedWidget;
class QVBoxLayout;

namespace netready::desktop {

class FactForm;

/// Subjects, a form of what counts for some dimensions, and what follows from it: storage,
/// observability, security, physical, operations and strategy.
class TopicPage : public Page
{
    Q_OBJECT

public:
    TopicPage(ClientDocument& document, const PageInfo& info, QWidget* parent = nullptr);
    void refresh() override;
    void show(const Place& place) override;

private:
    [[nodiscard]] QWidget* makeNothing();
    [[nodiscard]] QWidget* makeList();
    [[nodiscard]] QWidget* makeForm();
    [[nodiscard]] QWidget* makeResults();
    [[nodiscard]] std::vector<SubjectKey> subjects() const;
    void fillList();
    void select(const SubjectKey& subject);
    void showCurrent();
    void showResults();
    void add();

    const PageInfo& m_info;
    Head m_head;
    QStackedWidget* m_stack = nullptr; ///< panes, or what stands where there is nothing yet
    QListWidget* m_list = nullptr;
    QLabel* m_title = nullptr;
    QLabel* m_subtitle = nullptr;
    FactForm* m_form = nullptr;
    QVBoxLayout* m_results = nullptr;
    std::vector<SubjectKey> m_subjects; ///< as the list shows them
    std::optional<SubjectKey> m_current;
};

} // namespace netready::desktop
